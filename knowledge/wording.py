"""Which known names does a text contain, inflected or in part, and where exactly?"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.concepts import Concept
from knowledge.transliteration import folded, folded_with_places
from knowledge.vocabulary.language import NAMES, understood_together
from knowledge.word_forms import MARKS, STEMMERS, UNSPACED, stem

TOKEN = re.compile(rf"(?:[^\W_]|[{MARKS}])+[+#]*")
KEY = 3
"""Words are compared only if they begin with the same letters."""
WHOLE = 0.97
"""Confidence of a name whose every word is there in another inflection."""
LONGEST = 8_000
"""Characters that are looked at: one text must not block the others."""
OF_ANOTHER_FORM = 0.75
"""Confidence of a single English word in another form: to drive is not yet an electric drive."""
OF_ANOTHER_WORD = 0.5
"""What shares only its stem: the mine that closes is no title closer."""
LONGEST_SHORT = 4
"""Letters of a short form, which people write in small letters too: cnc, hvac."""
SLIPPED = 0.9
"""Of a long word with a letter missing or two letters swapped: tractr."""
PART = 0.62
"""Share of a name's weight that must be there before it counts at all."""


@dataclass(frozen=True)
class Name:
    concept: str
    language: str
    text: str
    tokens: tuple[str, ...]
    preferred: bool
    capitals: bool = False
    """A word of capitals, such as PROPER: in another language it is that name only in capitals."""


@dataclass(frozen=True)
class Found:
    """A name that a text contains; start and end are places in the text."""

    name: Name
    confidence: float
    start: int
    end: int


@dataclass(frozen=True)
class Token:
    text: str
    start: int
    end: int


def names_of(concepts: Iterable[Concept]) -> Iterator[tuple[str, str, str, bool]]:
    """List (concept, language, name, whether it is the preferred one)."""
    for concept in concepts:
        uri = str(concept.concept_uri)
        for language, label in concept.preferred.items():
            yield uri, language, label, True
        for language, labels in concept.alternatives.items():
            for label in labels:
                yield uri, language, label, False


class NameFinder:
    """Names of concepts by their words; built once, read by every thread."""

    def __init__(self, names: Iterable[tuple[str, str, str, bool]], stop_words: Mapping[str, Sequence[str]]) -> None:
        """Take (concept, language, name, preferred) and the words that carry no meaning."""
        self._stop = {language: frozenset(folded(w) for w in words) for language, words in stop_words.items()}
        self._names = [self._name(*name) for name in names]
        self._by_token: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for place, token in enumerate(name.tokens):
                self._by_token[token].append((number, place))
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for token in self._by_token:
            self._by_key[token[:KEY]].append(token)
        self._unspaced = [n for n in self._names if UNSPACED.search(n.text)]
        self._weight = {
            token: math.log(1 + len(self._names) / len({self._names[n].concept for n, _ in places}))
            for token, places in self._by_token.items()
        }

    def find(self, text: str, language: str) -> list[Found]:
        """List what is found, the surest first; of one concept only its best name."""
        text = text[:LONGEST]
        own = understood_together(language) if language in NAMES else tuple(NAMES)
        tokens = tokens_of(text)
        hits = self._hits(tokens, own, text)
        found = [self._weighed(number, places) for number, places in hits.items()]
        found += [f for name in self._unspaced if name.language in own for f in _written(name, text)]
        best: dict[str, Found] = {}
        for one in found:
            if one and (one.name.concept not in best or _better(one, best[one.name.concept])):
                best[one.name.concept] = one
        return sorted(best.values(), key=lambda f: (-f.confidence, f.start, f.name.concept))

    def _name(self, concept: str, language: str, text: str, preferred: bool) -> Name:
        tokens = tuple(words_of(text))
        stopped = self._stop.get(language, frozenset())
        kept = tuple(t for t in tokens if t not in stopped)
        # "find work" is not said by "work" alone: a name that loses half of its words keeps them all
        told = kept if 2 * len(kept) > len(tokens) else tokens
        return Name(concept, language, folded(text), told, preferred, len(tokens) == 1 and text.isupper())

    def _hits(
        self, tokens: Sequence[Token], own: Sequence[str], text: str
    ) -> dict[int, dict[int, list[tuple[int, float, Token]]]]:
        """Give for each name, for each of its words, where the text has it: (ordinal, similarity, token)."""
        hits: dict[int, dict[int, list[tuple[int, float, Token]]]] = defaultdict(lambda: defaultdict(list))
        for ordinal, token in enumerate(tokens):
            for word in self._by_key.get(token.text[:KEY], ()):
                for number, place in self._by_token[word]:
                    name = self._names[number]
                    # a name in another language counts only as it stands: Excel, CNC, marketing
                    similar = (
                        alike(word, token.text, name.language)
                        if name.language in own
                        else float(word == token.text and _as_written(name, text[token.start : token.end]))
                    )
                    if similar:
                        hits[number][place].append((ordinal, similar, token))
        return hits

    def _weighed(self, number: int, hits: Mapping[int, Sequence[tuple[int, float, Token]]]) -> Found | None:
        name = self._names[number]
        total = sum(self._weight[t] for t in name.tokens)
        if sum(self._weight[name.tokens[place]] for place in hits) < PART * total:
            return None
        reach = len(name.tokens) + 2
        anchors = {ordinal for places in hits.values() for ordinal, _, _ in places}
        windows = [_window(hits, first, first + reach) for first in anchors]
        chosen = max(windows, key=lambda w: sum(self._weight[name.tokens[p]] * s for p, (_, s, _) in w.items()))
        share = sum(self._weight[name.tokens[p]] * s for p, (_, s, _) in chosen.items()) / total
        if share < PART:
            return None
        spans = [token for _, _, token in chosen.values()]
        confidence = _confidence(share, complete=len(chosen) == len(name.tokens), exact=_in_order(chosen))
        if len(name.tokens) == 1 and confidence < 1.0 and name.language == "en":
            confidence = OF_ANOTHER_FORM if _one_and_many(name.tokens[0], spans[0].text) else OF_ANOTHER_WORD
        return Found(name, confidence, min(t.start for t in spans), max(t.end for t in spans))


def _as_written(name: Name, word: str) -> bool:
    """Say whether a name of capitals is written so, or is too short to be a word of another language."""
    return not name.capitals or word.isupper() or len(word) <= LONGEST_SHORT


def _one_and_many(one: str, other: str) -> bool:
    """Say whether two English words are singular and plural, or differ by an -ing."""
    short, long = sorted((one, other), key=len)
    return long in {f"{short}s", f"{short}es", f"{short[:-1]}ies", f"{short}ing", f"{short[:-1]}ing"}


def _window(
    hits: Mapping[int, Sequence[tuple[int, float, Token]]], first: int, end: int
) -> dict[int, tuple[int, float, Token]]:
    """Choose for each word of the name its best place among the text's words first..end, each used once."""
    chosen: dict[int, tuple[int, float, Token]] = {}
    used: set[int] = set()
    for place in sorted(hits):
        near = [h for h in hits[place] if first <= h[0] < end and h[0] not in used]
        if near:
            chosen[place] = max(near, key=lambda h: (h[1], -h[0]))
            used.add(chosen[place][0])
    return chosen


def _in_order(chosen: Mapping[int, tuple[int, float, Token]]) -> bool:
    ordinals = [chosen[place][0] for place in sorted(chosen)]
    return all(s == 1.0 for _, s, _ in chosen.values()) and ordinals == list(
        range(ordinals[0], ordinals[0] + len(ordinals))
    )


def _confidence(share: float, *, complete: bool, exact: bool) -> float:
    if complete:
        return 1.0 if exact and share > 0.999 else round(WHOLE * share, 3)
    return round(0.85 * share, 3)


def _better(one: Found, other: Found) -> bool:
    return (one.confidence, one.end - one.start, one.name.preferred) > (
        other.confidence,
        other.end - other.start,
        other.name.preferred,
    )


def _written(name: Name, text: str) -> list[Found]:
    """Find a name of a script without spaces as it stands."""
    plain, places = folded_with_places(text)
    at = plain.find(name.text)
    if at < 0 or len(name.text) < 2:
        return []
    return [Found(name, 1.0, places[at], places[at + len(name.text) - 1] + 1)]


def words_of(text: str) -> list[str]:
    """Split into folded words where nobody asks for their places: five times as fast."""
    return TOKEN.findall(folded(text))


def tokens_of(text: str) -> list[Token]:
    """Split into folded words with their places in the text."""
    plain, places = folded_with_places(text)
    return [Token(m.group(), places[m.start()], places[m.end() - 1] + 1) for m in TOKEN.finditer(plain)]


@lru_cache(maxsize=65_536)
def alike(one: str, other: str, language: str) -> float:
    """Say how surely two words are forms of one: 1 the same, 0 not."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 4 or one.isdigit() or other.isdigit():
        return 0.0
    if language in STEMMERS and stem(one, language) == stem(other, language):
        return 0.97
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    ratio = 2 * shared / (len(one) + len(other))
    least = 0.82 if language == "en" else 0.74
    if ratio >= least and shared >= 4:
        return ratio
    return SLIPPED if shared >= 4 and _a_letter_apart(one[shared:], other[shared:]) else 0.0


def _a_letter_apart(one: str, other: str) -> bool:
    """Say whether a letter is missing or two are swapped; another letter instead may be another word: weeding, welding."""
    short, long = sorted((one, other), key=len)
    swapped = len(one) == len(other) and one[1:2] + one[:1] + one[2:] == other
    return swapped or (len(long) > 1 and long[1:] == short)
