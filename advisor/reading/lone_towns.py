"""Which town stands alone between commas, as in "12 hours a week, Kikinda"?"""

import re

from advisor.reading import towns
from advisor.reading.far_places import Named, Place, is_known, with_a_capital
from advisor.reading.words import Said, found

PIECE = re.compile(r"[^,;.!?\n()]+")
BALKAN = frozenset({"BA", "RS", "HR", "ME", "MK", "XK", "AL", "SI"})
AT_HOME = {
    **dict.fromkeys(("bs", "hr", "sr", "mk", "sq"), BALKAN),
    "de": frozenset({"DE", "AT", "CH"}),
    "id": frozenset({"ID"}),
    "ms": frozenset({"MY"}),
    "en": frozenset({"GB", "IE", "US", "NG", "PH"}),
}
"""Countries whose towns are known by the bare name in a message of the language."""
LETTERS = 4
"""Fewer letters are too often a short form."""
NAMES_FIRST = frozenset({"en", "de", "id", "ms"})
"""Languages whose towns are first names too often for the opening word of a message to be one: Austin, 34, nurse."""


def lone_towns(text: Said) -> list[Named]:
    """Give the last town that is a piece of the message by itself."""
    pieces = [piece.span() for piece in PIECE.finditer(text.plain)]
    spans = pieces[1:] if text.language in NAMES_FIRST and len(pieces) > 1 else pieces
    named = [
        town for start, end in spans if (town := town_alone(text, start, end)) and not _is_a_signature(text, start)
    ]
    return named[-1:]


def town_alone(text: Said, start: int, end: int) -> Named | None:
    """Give the town that the characters name, and nothing else."""
    bare = text.plain[start:end]
    start += len(bare) - len(bare.lstrip())
    end -= len(bare) - len(bare.rstrip())
    found_town = towns.town_at(text.plain, start, text.language) if end - start >= LETTERS else None
    if found_town is None or found_town[1] != end:
        return None
    town = found_town[0]
    here = town.name is not None and town.country in AT_HOME.get(text.language, ()) and not town.everyday
    large = with_a_capital(text, start) or not town.small
    return (
        Named(Place(town.country, town.name), start, end, start)
        if here and large and not is_known(bare.strip())
        else None
    )


def _is_a_signature(text: Said, start: int) -> bool:
    """Say whether thanks or a greeting stand before: then it is the writer's name."""
    return any(
        not text.plain[m.end() : start].strip(" ,.!\n")
        for key in ("intent.thanks", "intent.greeting")
        for m in found(key, text, 0, start)
    )
