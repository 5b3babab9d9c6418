"""Where does the learner want to learn?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from advisor.reading.words import Read, Said, choice_of, found, lexicon, phrases
from advisor.vocabulary.learner import Slot
from knowledge.transliteration import folded

INFLECTED = frozenset({"BA", "RS", "HR", "ME", "MK", "XK", "SI", "AT", "DE"})
"""Countries whose towns people name in South Slavic cases: Tuzla, u Tuzli, iz Tuzle."""
ENDINGS = {"a": ("a", "i", "e", "u", "om", "ama"), "o": ("o", "u", "a", "om"), "e": ("e", "u", "a", "em")}
AFTER_CONSONANT = ("", "u", "a", "om", "em")
START = 3
WORD = re.compile(r"[^\W\d_]+")
IRREGULAR = {"Čačak": "čačk(u|a)", "Požarevac": "požarevc(u|a)", "Karlovac": "karlovc(u|a)", "Kragujevac": "kragujevc(u|a)",
             "Lazarevac": "lazarevc(u|a)", "Kruševac": "kruševc(u|a)", "Obrenovac": "obrenovc(u|a)", "Kostolac": "kostolc(u|a)",
             "Gradačac": "gradačc(u|a)", "Leskovac": "leskovc(u|a)", "Lukavac": "lukavc(u|a)", "Prijedor": "prijedor(u|a)",
             "Bijeljina": "bjeljin(a|i|e)", "Živinice": "živinica(ma)?", "Banovići": "banovići(ma)?", "Pljevlja": "pljevlj(ima|a)"}  # fmt: skip


@dataclass(frozen=True)
class Place:
    country: str
    near: str | None
    """Town or state, as locations in the catalogue spell it; None for a whole country."""
    careful: bool = False
    """The name is an everyday word too: only with a capital letter and a preposition."""


def _places() -> list[tuple[Place, list[str]]]:
    """List every place with the ways to write it."""
    tables = lexicon("places")
    careful = frozenset(tables["only_with_a_capital"])
    rows = [(Place(code, None, code == "TR"), names) for code, names in tables["countries"].items()]
    rows += [(Place("US", state, names[0].title() in careful), names) for state, names in tables["states"].items()]
    for code, towns in tables["cities"].items():
        rows += [(Place(code, town, town in careful), _town(town, code)) for town in towns]
    return [*rows, *((Place(c, town, town in careful), names) for town, (c, names) in tables["also"].items())]


def _town(name: str, country: str) -> list[str]:
    if country not in INFLECTED or " " in name:
        return [name]
    endings = ENDINGS.get(name[-1], AFTER_CONSONANT)
    stem = name[:-1] if name[-1] in ENDINGS else name
    return [f"{stem}({'|'.join(endings)})", *([IRREGULAR[name]] if name in IRREGULAR else [])]


Group = tuple[re.Pattern[str], tuple[Place, ...]]


@lru_cache(maxsize=1)
def _gazetteer() -> dict[str, Group]:
    """Give by the first letters the pattern of the names that begin so, its groups named after the places.

    Names without such a beginning stand under "".
    """
    by_start: dict[str, dict[Place, list[str]]] = {}
    for place, names in _places():
        for name in names:
            by_start.setdefault(_start(name), {}).setdefault(place, []).append(name)
    return {start: _group(rows) for start, rows in by_start.items()}


def _start(name: str) -> str:
    start = folded(name)[:START]
    return start if start.isascii() and start.isalpha() and not set("?*(|") & set(name[: START + 2]) else ""


def _group(rows: dict[Place, list[str]]) -> Group:
    ordered = sorted(rows.items(), key=lambda row: -max(len(name) for name in row[1]))
    pattern = "|".join(f"(?P<p{i}>{choice_of(names)})" for i, (_, names) in enumerate(ordered))
    return re.compile(pattern), tuple(place for place, _ in ordered)


def places_in(text: Said) -> list[tuple[Place, int, int]]:
    """List the places that are named, from left to right."""
    groups = _gazetteer()
    hits = [_hit(match, groups[""]) for match in groups[""][0].finditer(text.plain)]
    for word in WORD.finditer(text.plain):
        group = groups.get(word.group()[:START])
        match = group[0].match(text.plain, word.start()) if group else None
        if group and match:
            hits.append(_hit(match, group))
    named = [(p, s, e) for p, s, e in hits if not p.careful or _with_a_capital(text, s)]
    return _longest(named)


def _hit(match: re.Match[str], group: Group) -> tuple[Place, int, int]:
    number = next(int(name[1:]) for name, value in match.groupdict().items() if value)
    return group[1][number], match.start(), match.end()


def _longest(hits: list[tuple[Place, int, int]]) -> list[tuple[Place, int, int]]:
    """Drop names inside longer ones: New York inside New York City."""
    kept: list[tuple[Place, int, int]] = []
    for hit in sorted(hits, key=lambda h: (h[1], -h[2])):
        if not kept or hit[1] >= kept[-1][2]:
            kept.append(hit)
    return kept


def _with_a_capital(text: Said, start: int) -> bool:
    # Indonesian "di" and the like come first; a shout in capitals proves nothing
    return text.text[text.places[start]].isupper() and not text.text.isupper()


def read_places(text: Said) -> list[Read]:
    """Read town and country; where someone comes from is no wish, nor where they want to move."""
    reads: list[Read] = []
    for place, start, end in places_in(text):
        begin = _preposition(text, start)
        if _is_elsewhere(text, place, start) or (begin is None and place.careful):
            continue
        reads += _facts(place, start if begin is None else begin, end)
    return _one_of_each(reads) if reads else _anywhere(text)


def _anywhere(text: Said) -> list[Read]:
    spans = [m.span() for m in found("place.anywhere", text)][:1]
    return [Read(slot, None, *span) for span in spans for slot in (Slot.NEAR, Slot.COUNTRY)]


def _facts(place: Place, start: int, end: int) -> list[Read]:
    near = [Read(Slot.NEAR, place.near, start, end)] if place.near else []
    return [*near, Read(Slot.COUNTRY, place.country, start, end)]


def _preposition(text: Said, place: int) -> int | None:
    for match in phrases("place.in").finditer(text.plain, max(0, place - 24), place):
        if text.plain[match.end() : place].strip() in {
            "",
            "the",
            "der",
            "den",
            "dem",
            "kota",
            "city of",
            "grad",
            "gradu",
        }:
            return match.start()
    return None


def _is_elsewhere(text: Said, place: Place, start: int) -> bool:
    """Say whether it names an origin, or where someone wants to go to live or work."""
    if _ends_at(text, "place.leave_for", start):
        return True
    if place.near is None:
        return _ends_at(text, "place.origin", start) or _ends_at(text, "place.work_there", start)
    return False


def _ends_at(text: Said, key: str, place: int) -> bool:
    start = max(0, place - 48)
    return any(not text.plain[m.end() : place].strip() for m in phrases(key).finditer(text.plain, start, place))


def _one_of_each(reads: list[Read]) -> list[Read]:
    """Keep a town before a state or country: "Newark, New Jersey" is one place."""
    near = [r for r in reads if r.slot is Slot.NEAR]
    country = [r for r in reads if r.slot is Slot.COUNTRY]
    towns = [r for r in near if r.value is None or len(str(r.value)) > 2]
    chosen = (towns or near)[:1]
    same = [r for r in country if chosen and r.start == chosen[0].start]
    # what else was named stands beside the town, and belongs to it
    rest = [Read(None, None, r.start, r.end) for r in country if r not in (same or country)[:1]]
    return [*chosen, *(same or country)[:1], *rest]
