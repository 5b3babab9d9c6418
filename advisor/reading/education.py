"""How far did the learner get at school?"""

import re
from collections.abc import Iterator

from advisor.reading.clauses import piece_of
from advisor.reading.negation import is_ruled_out
from advisor.reading.words import LANGUAGES, Read, Said, phrases
from advisor.vocabulary.learner import Slot

LEVELS = (8, 7, 6, 5, 4, 3, 2, 1)
BELOW_SECONDARY = 2
"""What somebody has who says that they never finished school."""
SHORT = 6
"""Words of a piece that names a school and says hardly anything else: "four years of medical school"."""
LOOK = 46
"""Characters before the school's name in which the verb stands."""
BALKAN = ("bs", "mk", "sq", "en")
READ_WITH = {"bs": BALKAN, "hr": BALKAN, "sr": BALKAN, "mk": BALKAN, "sq": BALKAN, "de": ("de", "en"), "th": ("th", "en"),
             "id": ("id", "ms", "en"), "ms": ("ms", "id", "en"), "en": ("en",)}  # fmt: skip
"""Schools are known by letters that are words elsewhere (MI, D1), so only the languages around are asked."""
Claim = tuple[int, int, int]
"""Level, start, end."""


def read_education(text: Said) -> list[Read]:
    """Read the highest level that the learner has; what was left unfinished counts one below."""
    named = list(_named(text))
    claims = [claim for one in named if (claim := _claim(text, *one))]
    none = next(_found("edu.no_school", text, 0, len(text.plain)), None)
    if none is not None and not any(claim in named for claim in claims):
        return [Read(Slot.EQF_LEVEL, BELOW_SECONDARY, none.start(), none.end())]
    if not claims:
        return [Read(None, None, start, end) for _, start, end in named if _is_denied(text, start, end)]
    # what was finished says more than what was begun
    finished = [claim for claim in claims if claim in named]
    level, start, end = max(finished or claims)
    return [Read(Slot.EQF_LEVEL, level, start, end), *(Read(None, None, s, e) for _, s, e in named if s != start)]


def _named(text: Said) -> Iterator[Claim]:
    """List levels that are named, the longest name at each place."""
    hits = [(level, m.start(), m.end()) for level in LEVELS for m in _found(f"edu.{level}", text, 0, len(text.plain))]
    kept: list[Claim] = []
    for hit in sorted(hits, key=lambda h: (h[1] - h[2], h[1])):
        if not any(hit[1] < k[2] and k[1] < hit[2] for k in kept):
            kept.append(hit)
    yield from sorted(kept, key=lambda h: h[1])


def _found(key: str, text: Said, start: int, end: int) -> Iterator[re.Match[str]]:
    languages = READ_WITH.get(text.language, LANGUAGES)
    return (m for m in phrases(key, languages).finditer(text.plain, start, end) if m.end() > m.start())


def _last(key: str, text: Said, start: int, end: int) -> re.Match[str] | None:
    return max(_found(key, text, start, end), key=lambda m: m.start(), default=None)


def _says(key: str, text: Said, start: int, end: int) -> bool:
    return next(_found(key, text, start, end), None) is not None


def _claim(text: Said, level: int, start: int, end: int) -> Claim | None:
    opening, close = piece_of(text, start)
    if _of_somebody_else(text, opening, start) or _is_a_wish(text, opening, start):
        return None
    if _is_unfinished(text, opening, start, end, close):
        return max(level - 1, 1), start, end
    if is_ruled_out(text, start, end) or _last("edu.not", text, max(opening, start - LOOK), start):
        return None
    return (level, start, end) if _is_stated(text, opening, start, end, close) else None


def _is_denied(text: Said, start: int, end: int) -> bool:
    return is_ruled_out(text, start, end)


def _of_somebody_else(text: Said, opening: int, start: int) -> bool:
    return _last("edu.somebody_else", text, max(opening, start - LOOK), start) is not None


def _is_a_wish(text: Said, opening: int, start: int) -> bool:
    wish = _last("edu.wish", text, max(opening, start - LOOK), start)
    has = _last("edu.has", text, max(opening, start - LOOK), start)
    return wish is not None and (has is None or has.start() < wish.start())


def _is_unfinished(text: Said, opening: int, start: int, end: int, close: int) -> bool:
    return _says("edu.unfinished", text, max(opening, start - LOOK), min(close, end + LOOK))


def _is_stated(text: Said, opening: int, start: int, end: int, close: int) -> bool:
    """Say whether it is said to be had: by a verb, or because hardly anything else is said."""
    if _last("edu.has", text, max(opening, start - LOOK), start) or _says(
        "edu.has_after", text, end, min(close, end + 24)
    ):
        return True
    at_work = _last("edu.place", text, max(opening, start - 12), start)
    around = text.plain[opening:start].split() + text.plain[end:close].split()
    return not (at_work and not text.plain[at_work.end() : start].strip()) and len(around) <= SHORT
