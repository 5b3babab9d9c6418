"""Where in a message do the words of our lexicons stand?"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from advisor.vocabulary.learner import Slot
from knowledge.transliteration import folded, folded_with_places

LANGUAGES = ("en", "bs", "de", "id", "ms", "sq", "mk", "th", "es")
"""Lexicons; bs serves Croatian and Serbian too, in both scripts."""
KINDS = ("acts", "boundaries", "interests", "answers", "work", "identity", "corrections", "documents", "certificates")
"""Folders of the lexicon beside the words of facts: what is asked of us, what we do not do, what work should be like, questions on a course, who somebody is, what is put right, headings of a CV, who shows a certificate."""
LONGEST = 4_000
"""Characters of a message that are read."""
SAME_CHARACTER = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "–": "-", "—": "-", "@": " "}
    | dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
)
UMLAUTS = {"ä": "ae?", "ö": "oe?", "ü": "ue?", "đ": "dj?"}
"""Letters that people without the key write with two."""
UNSPACED = re.compile(r"[\u0e00-\u0e7f]")
TIMES = re.compile(r"\dx\d")
"""2x3 hours."""
TOKEN = re.compile(r"(?P<thai>[\u0e00-\u0e7f]+)|[^\W\d_]+(?:2(?!\w))?")
"""Letters; an Indonesian "2" behind them doubles the word."""
RELATED = {"id": ("id", "ms"), "ms": ("ms", "id"), "hr": ("bs",), "sr": ("bs",)}
"""Lexicons that a language is read with first."""
DOUBLING = frozenset({"id", "ms"})
NOT_DOUBLED = frozenset({"max", "maks", "min"})
SHORTEST = 2
"""Letters of a short form of another language than the message's."""
MENDED_FROM = 4
"""Letters of a word from which on a slip of the pen is mended."""
SPELLINGS = frozenset({"spelled_as", "spelled_as_unspaced"})
ANY_ENDING = re.compile(r"(?<=\w)(?<!\\w)\*")
"""The star of a phrase; one behind a bracket or behind \\w is an expression's own."""
Value = str | float | int | list[str] | dict[str, str | float | None] | None


@dataclass(frozen=True)
class Read:
    """What was read from the characters start..end of the folded text; slot None: a wish that we could not read."""

    slot: Slot | None
    value: Value
    start: int
    end: int
    sure: bool = True
    """False where we estimated or inferred it; True where the learner said just that."""
    withdrawn: bool = False
    """Of a slot that adds: this one value no longer holds."""
    ruled_out: tuple[str, ...] = ()
    """Values of the slot that were ruled out; the value is then what is left."""


@dataclass(frozen=True)
class Said:
    """A message as it is read: folded, each character with its place in what was written."""

    text: str
    plain: str
    places: tuple[int, ...]
    language: str

    def words(self, start: int, end: int) -> str:
        """Give the learner's own words."""
        return self.text[self.places[start] : self.places[end - 1] + 1] if end > start else ""

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Give the places in the folded text of places in the learner's own."""
        return bisect_left(self.places, start), bisect_left(self.places, end)


def said(text: str, language: str) -> Said:
    """Prepare a message; slips of the pen in words that we wait for are mended."""
    shown = text[:LONGEST]
    plain, places = folded_with_places(shown)
    plain = plain.translate(SAME_CHARACTER)
    return Said(shown, *_mended(plain, places, language), language)


def _mended(plain: str, places: list[int], language: str) -> tuple[str, tuple[int, ...]]:
    pieces: list[str] = []
    kept: list[int] = []
    last = 0
    for start, end, meant in _mendings(plain, language):
        pieces += [plain[last:start], meant]
        kept += places[last:start]
        own = places[start:end]
        # the last letter keeps its place, so that the whole word is quoted
        kept += [own[min(i, len(own) - 1)] for i in range(len(meant) - 1)] + [own[-1]]
        last = end
    return "".join([*pieces, plain[last:]]), (*kept, *places[last:])


def _mendings(plain: str, language: str) -> Iterator[tuple[int, int, str]]:
    """List what is to be written otherwise: start, end, the usual spelling."""
    unspaced = _unspaced_spellings()
    for token in TOKEN.finditer(plain):
        if token.lastgroup == "thai":
            yield from ((m.start(), m.end(), unspaced[1][m.lastgroup or ""])
                        for m in unspaced[0].finditer(plain, *token.span()))  # fmt: skip
        elif token.group() in {"x", "x2"} and TIMES.match(plain, max(0, token.start() - 1)):
            yield token.start(), token.start() + 1, " x "
        elif (len(token.group()) > 1 or not plain[: token.start()][-1:].isdigit()) and (
            meant := _usual(token.group(), language)
        ):
            yield token.start(), token.end(), meant


def _usual(token: str, language: str) -> str | None:
    if not token.endswith("2"):
        return _spelled(token, language) or _meant(token) or _with_its_vowels(token, language)
    word = token[:-1]
    doubled = language in DOUBLING and len(word) > 2 and word not in NOT_DOUBLED
    return (_spelled(word, language) or word) if doubled else None


@lru_cache(maxsize=4_096)
def _spelled(token: str, language: str) -> str | None:
    """Give the usual spelling of a short or dialect form: of the message's language, else one that is no other word."""
    for own in RELATED.get(language, (language,)):
        if token in _spellings(own):
            return _spellings(own)[token]
    if len(token) < SHORTEST or any(token in known for known in vocabulary().values()):
        return None
    return next((_spellings(one)[token] for one in LANGUAGES if token in _spellings(one)), None)


@lru_cache(maxsize=16)
def _spellings(language: str) -> dict[str, str]:
    return {folded(written): folded(meant) for written, meant in lexicon(language).get("spelled_as", {}).items()}


@lru_cache(maxsize=1)
def _unspaced_spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [row for language in LANGUAGES for row in lexicon(language).get("spelled_as_unspaced", {}).items()]
    ordered = sorted(rows, key=lambda row: -len(row[0]))
    pattern = "|".join(f"(?P<s{place}>{written})" for place, (written, _) in enumerate(ordered))
    return re.compile(pattern or r"(?!)"), {f"s{place}": meant for place, (_, meant) in enumerate(ordered)}


@lru_cache(maxsize=4_096)
def _meant(token: str) -> str | None:
    """Give the word that was meant where exactly one is a single slip away."""
    targets = _slip_targets().get(token[0], ()) if len(token) >= MENDED_FROM else ()
    if not targets or any(token in known for known in vocabulary().values()):
        return None
    near = [word for word in targets if one_slip_apart(token, word)]
    return near[0] if len(near) == 1 else None


VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=4_096)
def _with_its_vowels(token: str, language: str) -> str | None:
    """Give the one word whose vowels were left out, as people type Malay and Indonesian: blajar, prempuan."""
    if language not in DOUBLING or len(token) < MENDED_FROM or any(token in known for known in vocabulary().values()):
        return None
    bones = VOWELS.sub("", token)
    words = (w for w in _slip_targets().get(token[0], ()) if len(w) > len(token) and VOWELS.sub("", w) == bones)
    near = [word for word in words if _is_within(token, word)]
    return near[0] if len(near) == 1 else None


def _is_within(token: str, word: str) -> bool:
    """Say whether the letters of a token stand in a word in the same order."""
    letters = iter(word)
    return all(letter in letters for letter in token)


@lru_cache(maxsize=1)
def _slip_targets() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in (folded(w) for language in LANGUAGES for w in lexicon(language).get("often_mistyped", ())):
        found.setdefault(word[0], set()).add(word)
    return {letter: frozenset(words) for letter, words in found.items()}


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, frozenset[str]]:
    """Give the words of each lexicon, and under "" those of the names of places, languages and currencies."""
    words = {
        language: _words_of({k: v for k, v in lexicon(language).items() if k not in SPELLINGS})
        for language in LANGUAGES
    }
    return {
        **words,
        "": frozenset[str]().union(*(_words_of(lexicon(n)) for n in ("places", "languages", "currencies"))),
    }


def _words_of(table: Any) -> frozenset[str]:
    if isinstance(table, str):
        return frozenset(re.findall(r"[^\W\d_]{2,}", folded(table)))
    rows: Iterable[Any] = (
        [*table, *table.values()] if isinstance(table, dict) else table if isinstance(table, list) else ()
    )
    return frozenset[str]().union(*(_words_of(row) for row in rows if isinstance(row, str | list | dict)))


def one_slip_apart(one: str, other: str) -> bool:
    """One letter more, less, wrong, or two swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, target = one[shared:], other[shared:]
    return (
        rest[1:] == target[1:]
        or rest[1:] == target
        or rest == target[1:]
        or (rest[1:2] + rest[:1] + rest[2:] == target and len(rest) > 1)
    )


@lru_cache(maxsize=32)
def lexicon(name: str) -> dict[str, Any]:
    """Load a table of advisor/reading/lexicon; a language's words lie in several folders by what they are for."""
    root = files("advisor.reading") / "lexicon"
    places = [root / f"{name}.json", *(root / kind / f"{name}.json" for kind in KINDS)]
    return {k: v for place in places if place.is_file() for k, v in json.loads(place.read_text("utf-8")).items()}


@lru_cache(maxsize=4_096)
def phrases(key: str, languages: tuple[str, ...] = LANGUAGES) -> re.Pattern[str]:
    """Compile what the lexicons list under `key`, the longest first.

    In a phrase `*` is any ending, `…` up to forty characters, `(a|b)?` as in expressions, a space any space.
    """
    return one_of(phrase for language in languages for phrase in lexicon(language).get(key, ()))


def one_of(written: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases into one pattern."""
    return re.compile(choice_of(written) or r"(?!)")


def choice_of(written: Iterable[str]) -> str:
    """Write phrases as one expression, the longest first; empty where there are none."""
    ordered = sorted(dict.fromkeys(written), key=lambda p: (-len(p), p))
    return "|".join(_expression(p) for p in ordered)


def _expression(phrase: str) -> str:
    spaced = "".join(UMLAUTS.get(c, c) for c in phrase.lower())
    body = (
        ANY_ENDING.sub(r"\\w*", folded(spaced))
        .replace(" ?", r"\s*")
        .replace(" ", r"\s+")
        .replace("…", r"[^.!?;\n]{0,40}?")
    )
    if UNSPACED.search(phrase):
        return f"(?:{body})"
    # a stroke needs no space before it: std/woche
    return rf"(?:{body})(?!\w)" if phrase.startswith("/") else rf"(?<!\w)(?:{body})(?!\w)"


@lru_cache(maxsize=128)
def right_after(key: str) -> re.Pattern[str]:
    """Compile a key's phrases as they stand right behind something, with or without a space: 6h."""
    return re.compile(rf"\s*-?\s*(?:{phrases(key).pattern})".replace(r"(?<!\w)", ""))


def found(key: str, text: Said, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """List where the phrases of a key stand."""
    return phrases(key).finditer(text.plain, start, len(text.plain) if end is None else end)


def last_found(key: str, text: Said, start: int, end: int) -> re.Match[str] | None:
    """Give the last place where a phrase of a key stands."""
    return max(found(key, text, start, end), key=lambda m: m.start(), default=None)


def says(key: str, text: Said, start: int = 0, end: int | None = None) -> bool:
    """Say whether any phrase of a key stands there."""
    return next(found(key, text, start, end), None) is not None
