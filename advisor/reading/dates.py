"""By when does the learner want to start, and to finish?"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from advisor.reading.numbers import numbers_in
from advisor.reading.words import LANGUAGES, Read, Said, found, lexicon, one_of, phrases, right_after
from advisor.vocabulary.learner import Slot
from knowledge.transliteration import folded

ISO = re.compile(r"(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(20\d\d)?\.?(?!\d)")
YEAR = re.compile(r",?\s*(20\d\d)(?!\d)\.?")
DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?$")
UNITS = {"unit.day": 1, "unit.week": 7}


@dataclass(frozen=True)
class _When:
    first: date
    last: date
    start: int
    end: int
    certain: bool = True
    """False for a bare name of a month, which may be another word: may, mart."""


def read_dates(text: Said, today: date) -> list[Read]:
    """Read deadlines and starting dates, relative to `today`."""
    reads: list[Read] = []
    for when in [*_exact(text), *_months(text, today), *_years(text, today)]:
        read = _read(text, when)
        if read and not any(r.start <= read.start < r.end for r in reads):
            reads.append(read)
    return [*reads, *_within(text, today)]


def _read(text: Said, when: _When) -> Read | None:
    starting = _before(text, "date.start", when.start)
    finishing = _before(text, "date.finish", when.start)
    if starting is not None and (finishing is None or starting < finishing):
        return Read(Slot.START_BY, when.last.isoformat(), starting, when.end)
    if finishing is None:
        return Read(None, None, when.start, when.end) if when.certain else None
    before = _before(text, "date.before", when.start) is not None
    day = when.first - timedelta(days=1) if before else when.last
    return Read(Slot.FINISH_BY, day.isoformat(), finishing, when.end)


def _before(text: Said, key: str, place: int) -> int | None:
    """Give where a phrase begins that leads up to the place, at most an article away."""
    for match in phrases(key).finditer(text.plain, max(0, place - 40), place):
        if text.plain[match.end() : place].strip() in {"", "the", "zum", "zur", "dem", "der", "des", "bulan", "mjesec"}:
            return match.start()
    return None


def _exact(text: Said) -> Iterator[_When]:
    for match in ISO.finditer(text.plain):
        yield from _day(match, int(match.group(1)), int(match.group(2)), int(match.group(3)))
    for match in DAY_FIRST.finditer(text.plain):
        if match.group(3):
            yield from _day(match, int(match.group(3)), int(match.group(2)), int(match.group(1)))


def _day(match: re.Match[str], year: int, month: int, day: int) -> Iterator[_When]:
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        yield _When(date(year, month, day), date(year, month, day), match.start(), match.end())


@lru_cache(maxsize=1)
def _month_names() -> tuple[re.Pattern[str], dict[str, int]]:
    names = {name: number for language in LANGUAGES for name, number in lexicon(language).get("months", {}).items()}
    return one_of(names), {folded(name.replace("ä", "ae")): n for name, n in names.items()} | {
        folded(name): n for name, n in names.items()
    }


def _months(text: Said, today: date) -> Iterator[_When]:
    pattern, numbers = _month_names()
    for match in pattern.finditer(text.plain):
        month = numbers.get(match.group())
        if month:
            yield _month(text, match, month, today)


def _month(text: Said, match: re.Match[str], month: int, today: date) -> _When:
    named = YEAR.match(text.plain, match.end())
    year = int(named.group(1)) if named else today.year + (month < today.month)
    end = named.end() if named else match.end()
    day = DAY.search(text.plain, max(0, match.start() - 8), match.start())
    length = monthrange(year, month)[1]
    if day and 1 <= int(day.group(1)) <= length:
        exact = date(year, month, int(day.group(1)))
        return _When(exact, exact, day.start(), end)
    late, middle = (_led_by(text, key, match.start()) for key in ("date.end_of", "date.middle_of"))
    start = middle if late is None else late
    last = 15 if middle is not None else length
    begin = match.start() if start is None else start
    return _When(date(year, month, 1), date(year, month, last), begin, end, named is not None or start is not None)


def _led_by(text: Said, key: str, place: int) -> int | None:
    for match in phrases(key).finditer(text.plain, max(0, place - 20), place):
        if not text.plain[match.end() : place].strip():
            return match.start()
    return None


def _years(text: Said, today: date) -> Iterator[_When]:
    """Find "the end of the year", "next month", "next year"."""
    for match in found("date.this_year", text):
        start = _led_by(text, "date.end_of", match.start())
        if start is not None:
            yield _When(date(today.year, 12, 1), date(today.year, 12, 31), start, match.end())
    for match in found("date.next_month", text):
        year, month = (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)
        yield _When(date(year, month, 1), date(year, month, monthrange(year, month)[1]), match.start(), match.end())
    for match in found("date.next_year", text):
        yield _When(date(today.year + 1, 1, 1), date(today.year + 1, 12, 31), match.start(), match.end())


def _within(text: Said, today: date) -> Iterator[Read]:
    """Find "within three months"."""
    for number in numbers_in(text):
        lead = _before(text, "date.within", number.start)
        unit = _unit(text, number.end)
        if lead is not None and unit and 0 < number.value <= 400 and not _counted_by(text, unit[1]):
            yield Read(Slot.FINISH_BY, _later(today, number.value, unit[0]).isoformat(), lead, unit[1])


def _unit(text: Said, place: int) -> tuple[str, int] | None:
    for key in ("unit.day", "unit.week", "unit.month", "unit.year"):
        match = right_after(key).match(text.plain, place)
        if match:
            return key, match.end()
    return None


def _counted_by(text: Said, place: int) -> bool:
    """Say whether it goes on with "a week": two days a week is no deadline."""
    keys = ("per.week", "per.month")
    return any(right_after(key).match(text.plain, place) for key in keys)


def _later(today: date, amount: float, unit: str) -> date:
    if unit in UNITS:
        return today + timedelta(days=round(amount * UNITS[unit]))
    months = round(amount * (12 if unit == "unit.year" else 1))
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
