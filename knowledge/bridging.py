"""Which English words do a person's words mean? By our own word lists, so that no translation service is needed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from knowledge.transliteration import folded_with_places
from knowledge.word_forms import UNSPACED, stop_words
from knowledge.wording import Token, tokens_of, words_of

LISTS = {"bs": "bs", "hr": "bs", "sr": "bs", "sq": "sq", "mk": "mk", "id": "id", "ms": "id", "th": "th", "de": "de"}
"""Language → the word list that serves it."""
ENDINGS = {
    "bs": "a e i o u om em im am ama ima oga ega og eg omu emu oj ih imi ov ev ova eva ovi evi ove eve ovima evima ovo evo ti m s mo te ju la lo li le n na no ni ne nog noj nu nje nja nju njem njima nim nih cu ce ci ac aca aci ica ice ici icu icom icama ka ke ki ku kom ski ska sko ske skog skoj skom skih skim ijem ija ije iji iju jem jeg ista isti istima ise en an",
    "sq": "a e i o u t s n j ja je in it ut un us et ve te at ave eve ese en er es ur uar uara uari uat oj on oni ojne ova im imi imin imit imet ime imeve ish isht sht shte ist tar tare or ore ori orit uese ues uesi uesit esi esit eses ne qe re rit nje tari taret",
    "mk": "a e i o u ot ta to te ov va vo ve on na no ne am em im as is at et it me ame eme ime ate ete ite uvam uva uvas uvame uvaat uvanje anje enje anjeto enjeto ac ci aci acot ka ki ko ke kata kite ski ska sko ske skiot skata skoto skite en ena eno eni eniot ija ii ijata iite nik nici",
    "id": "an kan i nya lah kah ku mu nlah annya kannya",
    "de": "n en er e es s em ern st t te ten et ung ungen in innen",
    "th": "",
}  # fmt: skip
"""Folded endings of number, case, article, person and tense: what two forms of a word may differ in."""
BEGINNINGS = {"id": "meng mem men meny me ber di ter peng pem pen peny pe per ke se"}
SHORTEST = 3
"""Letters of a stem."""
LEAST_SHARED = 0.5
"""Share of the longer word that the stem must be."""
GENERAL = frozenset(
    [
        "want",
        "need",
        "can",
        "could",
        "know",
        "use",
        "do",
        "go",
        "have",
        "like",
        "thing",
        "learn",
        "learning",
        "course",
        "work",
        "job",
        "training",
        "education",
        "become",
        "help",
        "new",
        "good",
        "people",
        "find",
        "look",
        "see",
    ]
)
"""Said of every course: they would draw the meaning to courses about learning."""
LONGEST = 1_000


@dataclass(frozen=True)
class Bridged:
    """Words of a person, with their place in the text, and what courses call it in English."""

    start: int
    end: int
    english: tuple[str, ...]


@dataclass(frozen=True)
class _Entry:
    words: tuple[str, ...]
    forms: tuple[Mapping[str, int], ...]
    english: tuple[str, ...]


def in_english(text: str, language: str) -> str:
    """List what the words mean in English, in their order, each once; empty where the language has no list."""
    meant = [word for found in bridged(text, language) for word in found.english if word not in GENERAL]
    return ", ".join(dict.fromkeys(meant))


def bridged(text: str, language: str) -> tuple[Bridged, ...]:
    """Find the longest entries of the language's list, in any of their forms, from left to right."""
    words = word_list(LISTS.get(language, ""))
    return tuple(words.find(text[:LONGEST])) if words else ()


def knows_all(text: str, language: str) -> bool:
    """Say whether the language's list knows every word of a text that means something."""
    words = word_list(LISTS.get(language, ""))
    if words is None:
        return False
    known = [(found.start, found.end) for found in words.find(text)]
    meant = [t for t in tokens_of(text) if t.text not in stop_words(language)]
    return bool(meant) and all(any(start <= t.start and t.end <= end for start, end in known) for t in meant)


def familiar(text: str, language: str) -> int:
    """Count the words that stand in the language's lists just as they are written here."""
    words = word_list(LISTS.get(language, ""))
    stopped = stop_words(language)
    return sum(word in stopped or (words is not None and words.spells(word)) for word in words_of(text[:LONGEST]))


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Give the English words that our lists translate into: the plain words of work and learning."""
    folder = files("knowledge") / "data" / "languages" / "glossary"
    lines = (line for name in set(LISTS.values()) for line in (folder / f"{name}.tsv").read_text("utf-8").splitlines())
    return frozenset(word for line in lines if "\t" in line for word in words_of(line.partition("\t")[2]))


@lru_cache(maxsize=16)
def word_list(name: str) -> "WordList | None":
    """Read a list once a process; None where there is none."""
    file = files("knowledge") / "data" / "languages" / "glossary" / f"{name}.tsv"
    if not file.is_file():
        return None
    pairs = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if "\t" in line]
    return WordList(name, [(word, english) for word, english in pairs], stop_words(name))


class WordList:
    """Words and phrases of one language with their English; built once, read by every thread."""

    def __init__(self, language: str, pairs: Sequence[tuple[str, str]], stopped: frozenset[str]) -> None:
        self._language = language
        self._stopped = stopped
        self._by_form: dict[str, list[_Entry]] = defaultdict(list)
        self._unspaced: dict[str, tuple[str, ...]] = {}
        for word, english in pairs:
            senses = tuple(sense.strip() for sense in english.split(","))
            if UNSPACED.search(word):
                self._unspaced.setdefault(folded_with_places(word)[0], senses)
            else:
                self._add(tuple(token.text for token in tokens_of(word)), senses)
        self._longest = max(map(len, self._unspaced), default=0)

    def find(self, text: str) -> Iterator[Bridged]:
        """Yield what is known of a text; words of no meaning of their own are left out."""
        if self._unspaced:
            yield from self._find_unspaced(text)
            return
        tokens = tokens_of(text)
        forms = [_forms(token.text, self._language) for token in tokens]
        place = 0
        while place < len(tokens):
            entry = self._best(tokens[place:], forms[place:])
            if entry is None:
                place += 1
                continue
            last = place + len(entry.words) - 1
            yield Bridged(tokens[place].start, tokens[last].end, entry.english)
            place = last + 1

    def spells(self, word: str) -> bool:
        """Say whether a single folded word is an entry."""
        return any(entry.words == (word,) for entry in self._by_form.get(word, ()))

    def _add(self, words: tuple[str, ...], english: tuple[str, ...]) -> None:
        if not words:
            return
        entry = _Entry(words, tuple(_forms(word, self._language) for word in words), english)
        for form in entry.forms[0]:
            self._by_form[form].append(entry)

    def _best(self, tokens: Sequence[Token], forms: Sequence[Mapping[str, int]]) -> _Entry | None:
        """Choose the longest entry that begins here, of those the most alike."""
        found: dict[int, tuple[tuple[int, float], _Entry]] = {}
        for entry in (entry for form in forms[0] for entry in self._by_form.get(form, ())):
            size = len(entry.words)
            if id(entry) in found or size > len(tokens) or (size == 1 and tokens[0].text in self._stopped):
                continue
            likeness = min(_likeness(entry.words[i], entry.forms[i], tokens[i].text, forms[i]) for i in range(size))
            if likeness:
                found[id(entry)] = ((size, likeness), entry)
        return max(found.values(), key=lambda pair: pair[0])[1] if found else None

    def _find_unspaced(self, text: str) -> Iterator[Bridged]:
        """Cut a text without spaces so that the entries cover most of it, with as few of them as possible."""
        plain, places = folded_with_places(text)
        best: list[tuple[int, int]] = [(0, 0)] * (len(plain) + 1)
        taken = [0] * (len(plain) + 1)
        for start in range(len(plain) - 1, -1, -1):
            best[start] = best[start + 1]
            for length in range(min(self._longest, len(plain) - start), 1, -1):
                if plain[start : start + length] in self._unspaced:
                    covered, pieces = best[start + length]
                    if (covered + length, pieces - 1) > best[start]:
                        best[start], taken[start] = (covered + length, pieces - 1), length
        at = 0
        while at < len(plain):
            length = taken[at]
            if length:
                yield Bridged(places[at], places[at + length - 1] + 1, self._unspaced[plain[at : at + length]])
            at += length or 1


def _likeness(one: str, its: Mapping[str, int], other: str, others: Mapping[str, int]) -> float:
    """Say how surely two words are forms of one: 1 the same, 0 not."""
    if one == other:
        return 1.0
    longer = max(len(one), len(other))
    shared = [len(form) for form in its.keys() & others.keys() if len(form) >= LEAST_SHARED * longer]
    return 0.5 + max(shared) / (len(one) + len(other)) if shared else 0.0


@lru_cache(maxsize=65_536)
def _forms(word: str, language: str) -> dict[str, int]:
    """Give the word and every stem that its endings (and beginnings) leave, with how many letters were cut."""
    found = {word: 0}
    for start in _starts(word, language):
        rest = word[start:]
        found.setdefault(rest, start)
        for cut in range(1, min(_LONGEST_ENDING, len(rest) - SHORTEST) + 1):
            if rest[-cut:] in _ENDINGS[language]:
                found.setdefault(rest[:-cut], start + cut)
    return found


def _starts(word: str, language: str) -> list[int]:
    """List where a word may begin once what is put before it is cut."""
    beginnings = _BEGINNINGS.get(language, ())
    return [0, *(len(b) for b in beginnings if word.startswith(b) and len(word) - len(b) > SHORTEST)]


_ENDINGS = {language: frozenset(endings.split()) for language, endings in ENDINGS.items()}
_BEGINNINGS = {language: tuple(beginnings.split()) for language, beginnings in BEGINNINGS.items()}
_LONGEST_ENDING = max(len(ending) for endings in _ENDINGS.values() for ending in endings)
