"""Where does the learner want to learn?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from advisor.reading.words import Read, Said, choice_of, found, lexicon, phrases
from advisor.vocabulary.learner import Slot

INFLECTED = frozenset({"BA", "RS", "HR", "ME", "MK", "XK", "SI", "AT", "DE"})
"""Countries whose towns people name in South Slavic cases: Tuzla, u Tuzli, iz Tuzle."""
ENDINGS = {"a": ("a", "i", "e", "u", "om", "ama"), "o": ("o", "u", "a", "om"), "e": ("e", "u", "a", "em")}
AFTER_CONSONANT = ("", "u", "a", "om", "em")
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


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[re.Pattern[str], tuple[Place, ...]]:
    tables = lexicon("places")
    careful = frozenset(tables["only_with_a_capital"])
    rows: list[tuple[Place, list[str]]] = [
        (Place(c, None, c == "TR"), names) for c, names in tables["countries"].items()
    ]
    rows += [(Place("US", state, names[0].title() in careful), names) for state, names in tables["states"].items()]
    rows += [
        (Place(c, city, city in careful), [_town(city, c)]) for c, towns in tables["cities"].items() for city in towns
    ]
    rows += [(Place(c, city, city in careful), names) for city, (c, names) in tables["also"].items()]
    rows.sort(key=lambda row: -max(len(name) for name in row[1]))
    pattern = "|".join(f"(?P<p{i}>{choice_of(names)})" for i, (_, names) in enumerate(rows))
    return re.compile(pattern), tuple(place for place, _ in rows)


def _town(name: str, country: str) -> str:
    if country not in INFLECTED or " " in name:
        return name
    endings = ENDINGS.get(name[-1], AFTER_CONSONANT)
    stem = name[:-1] if name[-1] in ENDINGS else name
    regular = f"{stem}({'|'.join(endings)})"
    return f"({regular}|{IRREGULAR[name]})" if name in IRREGULAR else regular


def places_in(text: Said) -> list[tuple[Place, int, int]]:
    """List the places that are named."""
    pattern, places = _gazetteer()
    hits = []
    for match in pattern.finditer(text.plain):
        place = places[int(str(match.lastgroup)[1:])] if match.lastgroup else _which(match, places)
        hits.append((place, match.start(), match.end()))
    return [(p, s, e) for p, s, e in hits if not p.careful or _with_a_capital(text, s)]


def _which(match: re.Match[str], places: tuple[Place, ...]) -> Place:
    return next(places[int(name[1:])] for name, value in match.groupdict().items() if value)


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
