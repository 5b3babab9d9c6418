"""Where does the learner want to learn?"""

import re
from functools import lru_cache

from advisor.reading.clauses import piece_of
from advisor.reading.far_places import HOME, Named, Place, far_places, is_a_word, is_wrong_behind, with_a_capital
from advisor.reading.lone_towns import lone_towns
from advisor.reading.negation import REACH, is_ruled_out_behind, last_negation
from advisor.reading.words import Read, Said, choice_of, found, lexicon, phrases
from advisor.vocabulary.learner import Slot
from knowledge.transliteration import folded

INFLECTED = frozenset({"BA", "RS", "HR", "ME", "MK", "XK", "SI", "AT", "DE"})
"""Countries whose towns people name in South Slavic cases: Tuzla, u Tuzli, iz Tuzle."""
ENDINGS = {"a": ("a", "i", "e", "u", "om", "ama"), "o": ("o", "u", "a", "om"), "e": ("e", "u", "a", "em")}
AFTER_CONSONANT = ("", "u", "a", "om", "em")
START = 3
WORD = re.compile(r"[^\W\d_]+")
SCHOOL = re.compile(r"\b(guru|sekolah|kepala|anak|mengajar|ngajar)\s*$")
ALBANIAN = frozenset({"AL", "XK"})
NO_WISH = ("place.work_there", "place.nationality")
"""What stands before a country that is no place to learn in."""
IRREGULAR = {"Čačak": "čačk(u|a)", "Požarevac": "požarevc(u|a)", "Karlovac": "karlovc(u|a)", "Kragujevac": "kragujevc(u|a)",
             "Lazarevac": "lazarevc(u|a)", "Kruševac": "kruševc(u|a)", "Obrenovac": "obrenovc(u|a)", "Kostolac": "kostolc(u|a)",
             "Gradačac": "gradačc(u|a)", "Leskovac": "leskovc(u|a)", "Lukavac": "lukavc(u|a)", "Prijedor": "prijedor(u|a)",
             "Bijeljina": "bjeljin(a|i|e)", "Živinice": "živinica(ma)?", "Banovići": "banovići(ma)?", "Pljevlja": "pljevlj(ima|a)"}  # fmt: skip


def _places() -> list[tuple[Place, list[str]]]:
    """List every place with the ways to write it."""
    tables = lexicon("places")
    careful = frozenset(tables["only_with_a_capital"])
    rows = [(Place(code, None, code == "TR"), names) for code, names in tables["countries"].items()]
    rows += [(Place("US", state, names[0].title() in careful), names) for state, names in tables["states"].items()]
    for code, names in tables["cities"].items():
        rows += [(Place(code, town, town in careful), _town(town, code)) for town in names]
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
    named = [(p, s, e) for p, s, e in hits if not p.careful or with_a_capital(text, s) or _typed_small(text, p)]
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


NEVER_SMALL = frozenset({"Zug", "Hof", "Wil", "Baden", "Ende", "Pati", "Batang", "Metro", "Bima", "Nilai", "Perak"})
"""Names that are such everyday words that a preposition before them proves nothing."""


def _typed_small(text: Said, place: Place) -> bool:
    """Say whether all is typed in small letters, and it is a town of the country: "in halle"."""
    at_home = place.country in HOME.get(text.language, ()) and place.near not in NEVER_SMALL
    return at_home and not any(c.isupper() for c in text.text)


def read_places(text: Said) -> list[Read]:
    """Read town and country; where someone comes from is no wish where they say another, nor where they want to move."""
    named = [n for n in _named(text) if not _is_elsewhere(text, n)]
    out = [n for n in named if _is_ruled_out(text, n)]
    left = [n for n in named if n not in out]
    wanted = _where_they_live(text, left)
    reads = [read for n in wanted for read in _facts(n)]
    if reads:
        return [*_one_of_each(reads), *(Read(None, None, n.begin, n.end) for n in named if n not in wanted)]
    unwanted = [Read(Slot.NEAR, None, n.begin, n.end, ruled_out=(n.place.near,)) for n in out if n.place.near]
    return [*_anywhere(text), *unwanted]


def _where_they_live(text: Said, named: list[Named]) -> list[Named]:
    """Keep the places of today: a home before others, any before an origin, and never a mere place of birth."""
    kept = [n for n in named if not _was_born_there(text, n)]
    home = [n for n in kept if any(_ends_at(text, key, n.start) for key in ("place.moved", "place.home"))]
    return home or [n for n in kept if not _is_origin(text, n)] or kept


def _named(text: Said) -> list[Named]:
    named: list[Named] = []
    for more in (_near_places(text), far_places(text)):
        named += [n for n in more if not any(k.start < n.end and n.start < k.end for k in named)]
    return sorted(named or lone_towns(text), key=lambda n: n.start)


def _near_places(text: Said) -> list[Named]:
    known = [Named(p, s, e, _begin(text, s)) for p, s, e in places_in(text)]
    return [n for n in known if n.begin < n.start or not n.place.careful]


def _begin(text: Said, start: int) -> int:
    begin = _preposition(text, start)
    return start if begin is None else begin


def _is_ruled_out(text: Said, named: Named) -> bool:
    """Say whether a negation stands right before the place or its preposition; behind it only where it is all."""
    opening, _ = piece_of(text, named.start)
    for end in {named.begin, named.start}:
        last = last_negation(text, max(opening, end - REACH), end)
        if last is not None and not text.plain[last.end() : end].strip() and not _is_no_negation(text, named, last):
            return True
    return is_ruled_out_behind(text, named.end) or is_wrong_behind(text, named.end)


def _is_no_negation(text: Said, named: Named, negation: re.Match[str]) -> bool:
    """Say whether it is a short form of a school, as in "guru TK", or the Albanian "ne" for in, within a sentence."""
    if SCHOOL.search(text.plain, max(0, negation.start() - 12), negation.start()) and negation.group() in {"tk", "tak"}:
        return True
    before = text.plain[: negation.start()].rstrip()
    return negation.group() == "ne" and named.place.country in ALBANIAN and before[-1:].isalpha()


def _is_origin(text: Said, named: Named) -> bool:
    return _was_born_there(text, named) or _ends_at(text, "place.origin", named.start)


def _was_born_there(text: Said, named: Named) -> bool:
    return _ends_at(text, "place.born", named.start)


def _anywhere(text: Said) -> list[Read]:
    spans = [m.span() for m in found("place.anywhere", text)][:1]
    return [Read(slot, None, *span) for span in spans for slot in (Slot.NEAR, Slot.COUNTRY)]


def _facts(named: Named) -> list[Read]:
    listed = named.place.country is not None
    near = [Read(Slot.NEAR, named.place.near, named.begin, named.end, sure=listed)] if named.place.near else []
    return near if not listed else [*near, Read(Slot.COUNTRY, named.place.country, named.begin, named.end)]


def _preposition(text: Said, place: int) -> int | None:
    for match in phrases("place.in").finditer(text.plain, max(0, place - 24), place):
        between = text.plain[match.end() : place].strip()
        if between in LEADING or (text.language in HOME and _is_one_word(between) and not is_a_word(between)):
            # "di Canggu Bali": a smaller place stands before the one that we know
            return match.start()
    return None


LEADING = frozenset({"", "the", "der", "den", "dem", "kota", "city of", "grad", "gradu"})


def _is_one_word(between: str) -> bool:
    return between.isalpha() and between.isascii()


def _is_elsewhere(text: Said, named: Named) -> bool:
    """Say whether it names a country of origin, or where someone wants to go to live or work."""
    if _ends_at(text, "place.leave_for", named.start) and not (named.place.near and _only_goes(text, named)):
        return True
    if named.place.near is None:
        # who somebody is, and where they were born, must not decide where they may learn
        return any((_is_origin(text, named), *(_ends_at(text, key, named.start) for key in NO_WISH)))
    return False


GOES = re.compile(r"\b(go|going|idem|ici|odem|shkoj|odam|gehen|pergi)\b")


def _only_goes(text: Said, named: Named) -> bool:
    """Say whether someone goes to a town, which is a way to a course, not a new life."""
    return GOES.search(text.plain, max(0, named.start - 24), named.start) is not None


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
