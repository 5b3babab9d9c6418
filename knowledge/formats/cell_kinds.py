"""What do the cells of a column hold, whatever its heading says?"""

import re
from collections.abc import Callable, Sequence

from knowledge.formats.heading_meaning import UNITS
from knowledge.submissions import numbers
from knowledge.submissions.codes import CURRENCIES as CURRENCY_CODES
from knowledge.submissions.durations import hours_of
from knowledge.submissions.words import COUNTRIES, LANGUAGES, MODES, SUPPORT, TIMES, plain

LOOKED_AT = 300
"""Cells of a column that are looked at."""
YES = frozenset({"1", "1.0", "true", "t", "yes", "y", "x", "da", "ja", "j", "ya", "po", "si", "oui", "да", "ใช่", "✓", "✔", "☑", "wahr", "istina"})  # fmt: skip
NO = frozenset({"0", "0.0", "2", "2.0", "false", "f", "no", "n", "", "-", "ne", "nein", "tidak", "jo", "non", "не", "ไม่", "✗", "✘", "☐", "falsch", "laž"})  # fmt: skip
_ADDRESS = re.compile(r"^(?:https?://|www\.)[^\s<>\"']+\.[^\s<>\"']+$", re.IGNORECASE)
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|mp4|pdf|ico)(?:\?.*)?$", re.IGNORECASE)
_FOR_PROGRAMS = re.compile(r"/api/|//api\.|\.json(?:\?|$)", re.IGNORECASE)
_PIECES = re.compile(r"[|;,/\n]| - |–")
_QUOTES = "[]'\" "
_SENTENCE = 60
_SHORT_NUMBER = 3


def share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    """Give the share of the filled cells that fit; 0 where all are blank."""
    filled = [cell.strip() for cell in cells[:LOOKED_AT] if cell.strip()]
    return sum(1 for cell in filled if fits(cell)) / len(filled) if filled else 0.0


def _pieces(cell: str) -> list[str]:
    return [plain(piece.strip(_QUOTES)) for piece in _PIECES.split(cell) if piece.strip(_QUOTES)]


def _all_in(cell: str, *tables: object) -> bool:
    pieces = _pieces(cell)
    return bool(pieces) and all(any(piece in table for table in tables) for piece in pieces)  # type: ignore[operator]


def is_address(cell: str) -> bool:
    """Tell a web address from a picture's, from one that answers programs, and from other text."""
    return bool(_ADDRESS.match(cell)) and not _FILE.search(cell) and not _FOR_PROGRAMS.search(cell)


def is_language(cell: str) -> bool:
    return _all_in(cell, LANGUAGES) or plain(cell.partition("(")[0]) in LANGUAGES


def is_language_name(cell: str) -> bool:
    """Ask for names: 'de', 'id' and 'no' may be anything."""
    return is_language(cell) and all(len(piece) > _SHORT_NUMBER for piece in _pieces(cell))


def is_country_name(cell: str) -> bool:
    return len(cell) > _SHORT_NUMBER and plain(cell) in COUNTRIES


def is_country(cell: str) -> bool:
    return plain(cell) in COUNTRIES


def is_currency(cell: str) -> bool:
    return cell.strip().upper() in CURRENCY_CODES or numbers.currency_code(cell) is not None


def is_mode(cell: str) -> bool:
    return _all_in(cell, MODES) or any(piece in MODES for piece in _pieces(cell))


def is_schedule(cell: str) -> bool:
    return _all_in(cell, TIMES) or any(piece in TIMES for piece in _pieces(cell))


def is_support(cell: str) -> bool:
    return any(piece in SUPPORT for piece in _pieces(cell))


def is_date(cell: str) -> bool:
    """Ask for a whole day; several may stand in a cell."""
    pieces = [piece.strip(_QUOTES) for piece in re.split(r"[|;\n]", cell) if piece.strip(_QUOTES)]
    return bool(pieces) and all(numbers.start(piece) is not None or numbers.is_continuous(piece) for piece in pieces)


def is_price(cell: str) -> bool:
    return numbers.amount(cell) is not None


def is_price_with_currency(cell: str) -> bool:
    found = numbers.amount(cell)
    return found is not None and (bool(found.currency) or not any(c.isdigit() for c in cell))


def is_level(cell: str) -> bool:
    level = numbers.level(cell)
    return level is not None and 1 <= level <= 8


def is_level_by_name(cell: str) -> bool:
    return is_level(cell) and bool(re.search(r"eq[fr]|eok|mec|cec", cell, re.IGNORECASE))


def is_hours(cell: str) -> bool:
    return hours_of(cell) is not None


def is_hours_with_unit(cell: str) -> bool:
    """Ask for a unit: a bare number may be anything."""
    return is_hours(cell) and any(c.isalpha() for c in cell)


def is_weeks(cell: str) -> bool:
    """Ask for weeks alone: '6 weeks', '10 Wochen'."""
    return is_hours(f"{cell}, 1 hour per week") and not is_hours(cell) and any(c.isalpha() for c in cell)


def is_weekly_hours(cell: str) -> bool:
    """Ask for hours a week alone: '5-8 hours per week'."""
    return is_hours(f"1 week, {cell}") and not is_hours(cell)


def is_number(cell: str) -> bool:
    return is_hours(cell) and not any(c.isalpha() for c in cell)


def is_unit(cell: str) -> bool:
    """Ask for a unit of time alone: 'Weeks', 'hours'."""
    return plain(cell) in UNITS


def is_ects(cell: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}(?:[.,]\d)?\s*(?:ects).*", cell.strip(), re.IGNORECASE))


def is_yes_or_no(cell: str) -> bool:
    return cell.strip().lower() in YES | NO


def is_running_text(cell: str) -> bool:
    return len(cell) > _SENTENCE and cell.count(" ") > cell.count("|") + 7 and not is_address(cell)


def is_name(cell: str) -> bool:
    """Ask for some words with letters: what a course or a school may be called."""
    letters = sum(1 for c in cell if c.isalpha())
    return 4 <= len(cell) <= 160 and letters > len(cell) / 2 and not is_address(cell) and "@" not in cell


READABLE: dict[str, Callable[[str], bool]] = {
    "url": is_address, "language": is_language, "country": is_country, "currency": is_currency, "mode": is_mode,
    "schedule": is_schedule, "start_dates": is_date, "price": is_price, "eqf_level": is_level, "hours": is_hours, "support": is_support,
}  # fmt: skip
"""Our columns whose cells can be told; used where a name may mean something else."""
SPEAKS_FOR_ITSELF: dict[str, tuple[Callable[[str], bool], float]] = {
    # Column, what its cells must look like, and what share of them: used where the name says nothing
    "url": (is_address, 0.9),
    "currency": (is_currency, 0.95),
    "price": (is_price_with_currency, 0.9),
    "hours": (is_hours_with_unit, 0.8),
    "ects": (is_ects, 0.8),
    "eqf_level": (is_level_by_name, 0.8),
    "language": (is_language_name, 0.95),
    "country": (is_country_name, 0.95),
    "mode": (lambda cell: _all_in(cell, MODES), 0.9),
    "schedule": (lambda cell: _all_in(cell, TIMES), 0.9),
    "start_dates": (is_date, 0.9),
}
