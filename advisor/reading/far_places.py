"""Which place that the catalogue may never name do words give where a place must follow?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from advisor.reading import towns
from advisor.reading.words import Said, found, lexicon, phrases, vocabulary
from knowledge.transliteration import folded

INFLECTED_AT_HOME = frozenset({"BA", "RS", "HR", "ME", "MK", "XK", "AL", "SI"})
HOME = {"de": frozenset({"DE", "AT", "CH"}), "id": frozenset({"ID"}), "ms": frozenset({"MY"})}
WORD = re.compile(r"[^\W\d_]+")
NAME = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
THAI_NAME = re.compile(r"\s*([\u0e01-\u0e4e]{3,14})(?=\s|$|[,.!?])")
BEFORE_NOUNS = "im"
"""What stands before regions and common nouns, never before a town: im Weinberg."""


@dataclass(frozen=True)
class Place:
    country: str | None
    """None where the place stands in no table."""
    near: str | None
    """Town or state, as locations in the catalogue spell it; None for a whole country."""
    careful: bool = False
    """The name is an everyday word too: only with a capital letter and a preposition."""


@dataclass(frozen=True)
class Named:
    place: Place
    start: int
    end: int
    begin: int
    """Where its preposition begins; the same as start where it has none."""


def far_places(text: Said) -> list[Named]:
    """List towns of the large table; their names may be other words, so only where a place must follow."""
    hits: dict[int, Named] = {}
    for key in ("place.in", "place.moved", "place.not_but"):
        certain = key != "place.not_but"
        for match in found(key, text):
            start = _next_word(text, match.end())
            town = None if match.group() == BEFORE_NOUNS else _far_place(text, start, certain=certain)
            if town:
                hits.setdefault(start, Named(town[0], start, town[1], match.start() if certain else start))
    for named in (*_thai_towns(text), *_unlisted(text)):
        hits.setdefault(named.start, named)
    return list(hits.values())


def _next_word(text: Said, place: int) -> int:
    word = re.compile(r"\s*((the|city of|grad(u|a)?|qytetin( e)?|kota|der stadt)\s+)?").match(text.plain, place)
    return word.end() if word else place


def _far_place(text: Said, start: int, *, certain: bool) -> tuple[Place, int] | None:
    found_town = towns.town_at(text.plain, start, text.language)
    if found_town is None:
        return _misspelt(text, start) if certain else None
    town, end = found_town
    plain = " ".join(text.plain[start:end].split())
    exact = town.country in INFLECTED_AT_HOME or plain == folded(town.name or "")
    if not with_a_capital(text, start) and (not certain or town.everyday or not exact or is_a_word(plain)):
        return None
    return Place(town.country, town.name), end


def _thai_towns(text: Said) -> Iterator[Named]:
    """List Thai towns: any behind "district", behind "near" and the like those that are no everyday word."""
    for key in ("place.district", "place.in"):
        for match in found(key, text) if text.language == "th" else ():
            town = towns.thai_town_at(text.plain, match.end(), certain=key == "place.district")
            if town:
                yield Named(Place("TH", town[0].name), town[1], town[2], match.start())


def _unlisted(text: Said) -> Iterator[Named]:
    """List what stands in no table where nothing but a place can stand: near Kotelac, อำเภอ..., with a capital letter."""
    for match in found("place.district", text) if text.language == "th" else ():
        name = THAI_NAME.match(text.plain, match.end())
        if name and not phrases("place.no_name").fullmatch(name.group(1)):
            yield Named(Place(None, name.group(1)), name.start(1), name.end(1), match.start())
    for match in found("place.surely", text):
        start = _next_word(text, match.end())
        end = _end_of_a_name(text, start)
        if end:
            yield Named(Place(None, text.words(start, end)), start, end, match.start())


def _end_of_a_name(text: Said, start: int) -> int | None:
    """Give where up to three words end that begin large and are none of our words."""
    end = None
    for _ in range(3):
        word = NAME.match(text.plain, start)
        if not word or not with_a_capital(text, start) or _is_no_name(word.group()):
            break
        end = word.end()
        start = end + 1 if text.plain[end : end + 1] == " " else len(text.plain)
    return end


def _is_no_name(word: str) -> bool:
    return is_known(word) or phrases("place.no_name").fullmatch(word) is not None


def is_known(word: str) -> bool:
    """Say whether a word stands in any lexicon, as a word or as a name."""
    return any(word in words for words in vocabulary().values())


def is_a_word(plain: str) -> bool:
    """Say whether a word is an everyday word of any of our languages."""
    return any(plain in words for language, words in vocabulary().items() if language)


def with_a_capital(text: Said, start: int) -> bool:
    """Say whether a word begins large; a shout in capitals proves nothing."""
    return start < len(text.places) and text.text[text.places[start]].isupper() and not text.text.isupper()


def _misspelt(text: Said, start: int) -> tuple[Place, int] | None:
    word = WORD.match(text.plain, start)
    known = _home_towns(text.language)
    name = towns.misspelt_town(word.group(), tuple(known)) if word else None
    return (known[name], word.end()) if word and name else None


@lru_cache(maxsize=16)
def _home_towns(language: str) -> dict[str, Place]:
    """Give the towns of the countries whose language it is; their names are mended."""
    rows = lexicon("places")["cities"].items()
    home = HOME.get(language, INFLECTED_AT_HOME)
    return {folded(town): Place(code, town) for code, names in rows if code in home for town in names}


def is_wrong_behind(text: Said, end: int) -> bool:
    """Say whether it is called wrong or past right behind a place: "Trier stimmt nicht mehr"."""
    return any(
        not text.plain[end : m.start()].strip(" ,:") for m in phrases("place.past").finditer(text.plain, end, end + 40)
    )
