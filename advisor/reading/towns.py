"""Which town or country is this word, among the many that the catalogue may never name?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from advisor.reading.words import lexicon, one_slip_apart, vocabulary
from knowledge.transliteration import folded

INFLECTING = frozenset({"bs", "hr", "sr", "sq", "mk"})
"""Languages that put endings on a town's name: u Tuzli, iz Kaknja, afër Vlorës."""
ENDINGS = (
    "ama",
    "ima",
    "om",
    "em",
    "oj",
    "og",
    "ih",
    "im",
    "es",
    "en",
    "it",
    "in",
    "ut",
    "un",
    "a",
    "e",
    "i",
    "o",
    "u",
)
NOMINATIVES = ("", "a", "o", "e", "i")
SOFTENED = {"c": "k", "z": "g"}
"""Rijeka, u Rijeci; Požega."""
STEM = 3
LONGEST = 4
"""Words of a town's name."""
SLIPS_FROM = 6
"""Letters of a name from which on a slip of the pen is forgiven."""
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


THAI = re.compile(r"\s*([\u0e01-\u0e4e]{3,})")
THAI_NAME = 22
"""Letters of the longest Thai name."""
NOT_IN_A_KEY = re.compile(r"[^\w\n]+|[\d_]+")


@dataclass(frozen=True)
class Town:
    country: str
    name: str | None
    """None for a whole country."""
    everyday: bool = False
    """The name is an everyday word too."""
    small: bool = False
    """Fewer than 10,000 people live there: too few to be known by the bare name."""


@dataclass(frozen=True)
class Table:
    named: dict[str, tuple[str, str | None]]
    """Key of a name → country and name; None for a whole country."""
    everyday: frozenset[str]
    small: frozenset[str]
    thai: dict[str, str]
    thai_everyday: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> Table:
    table, places = lexicon("towns"), lexicon("places")
    small = _by_key(table["small_towns"])
    countries: dict[str, tuple[str, str | None]] = {
        key: (code, None) for key, (code, _) in _by_key(table["countries"]).items()
    }
    named = small | _by_key(table["towns"]) | _by_key(places["cities"]) | countries
    everyday = frozenset([*table["everyday_words"], *places["only_with_a_capital"], "Turkey"])
    thai = frozenset(table["thai_everyday_words"])
    return Table(named, everyday, frozenset(small), table["thai"], thai)


def _by_key(rows: dict[str, list[str]]) -> dict[str, tuple[str, str | None]]:
    """Give country and name by the key of the name; all names are folded at once, for there are many."""
    named: list[tuple[str, str | None]] = [(code, name) for code, names in rows.items() for name in names]
    lines = NOT_IN_A_KEY.sub(" ", folded("\n".join(name or "" for _, name in named))).split("\n")
    return dict(zip((line.strip() for line in lines), named, strict=True))


def _key(name: str) -> str:
    return NOT_IN_A_KEY.sub(" ", folded(name)).strip()


def _town(key: str) -> Town | None:
    row = _table().named.get(key)
    if row is None:
        return None
    code, name = row
    return Town(code, name, (name or key.title()) in _table().everyday, key in _table().small)


def thai_town_at(plain: str, place: int, *, certain: bool) -> tuple[Town, int, int] | None:
    """Give the Thai town that the letters from a place begin with, and where it lies; the longest name wins.

    Names that are everyday words count only where it is `certain` that one must follow.
    """
    word = THAI.match(plain, place)
    letters = word.group(1)[:THAI_NAME] if word else ""
    for count in range(len(letters), 2, -1):
        name = _table().thai.get(letters[:count])
        if word and name and (certain or letters[:count] not in _table().thai_everyday):
            return Town("TH", name), word.start(1), word.start(1) + count
    return None


def town_at(plain: str, place: int, language: str) -> tuple[Town, int] | None:
    """Give the town whose name begins at a place of folded text, and where it ends; the longest name wins."""
    words = _words_from(plain, place)
    for count in range(len(words), 0, -1):
        name = _key(plain[place : words[count - 1]])
        named = _table().named
        form = next((form for form in _forms(name, language) if form in named), None)
        town = _town(form) if form else None
        if town:
            return town, words[count - 1]
    return None


def _words_from(plain: str, place: int) -> list[int]:
    """List the ends of the words that follow with only a space or a dash between."""
    ends: list[int] = []
    for word in WORD.finditer(plain, place, place + 60):
        if (ends and plain[ends[-1] : word.start()] != " ") or (not ends and word.start() != place):
            break
        ends.append(word.end())
    return ends[:LONGEST]


def _forms(name: str, language: str) -> Iterator[str]:
    """List what a name may be when its ending is taken off."""
    yield name
    if language not in INFLECTING:
        return
    first, _, last = name.rpartition(" ")
    heads = [f"{head} " for head in _one_word(first)] if first else [""]
    for head in heads:
        for tail in [last, *_one_word(last)]:
            yield head + tail


def _one_word(word: str) -> Iterator[str]:
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= STEM:
            yield from (stem + nominative for nominative in NOMINATIVES)
            yield from _with_the_fleeting_a(stem)
            if stem[-1] in SOFTENED:
                yield f"{stem[:-1]}{SOFTENED[stem[-1]]}a"


def _with_the_fleeting_a(stem: str) -> Iterator[str]:
    """Put back the vowel that an ending swallowed: Sisak, u Sisku; Kakanj, iz Kaknja."""
    last = 2 if stem.endswith(("lj", "nj")) else 1
    if len(stem) > last + 1 and not set(stem[-last - 1 :]) & set("aeiou"):
        yield f"{stem[:-last]}a{stem[-last:]}"


def misspelt_town(word: str, known: tuple[str, ...]) -> str | None:
    """Give the one name of `known` that a word which is none of ours is a single slip away from."""
    if len(word) < SLIPS_FROM or any(word in words for words in vocabulary().values()):
        return None
    near = [name for name in known if name[0] == word[0] and one_slip_apart(word, name)]
    return near[0] if len(near) == 1 else None
