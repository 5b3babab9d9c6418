"""Which dates does a message name, whatever they are for?"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from advisor.reading.words import LANGUAGES, UNSPACED, Said, found, lexicon, one_of, phrases
from knowledge.transliteration import folded

ISO = re.compile(r"(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(20\d\d)?\.?(?!\d)")
YEAR = re.compile(r",?\s*(?:(?:พ\.?ศ\.?|ค\.?ศ\.?|ปี|tahun|thn|des jahres|year|godine)\s*)?(20\d\d|25\d\d)(?!\d)\.?")
THAI_YEAR = re.compile(r"\s*(?:ปี\s*)?(6\d|7\d)(?![\d.,]|\s*(?:บาท|ชั่วโมง|ชม|วัน|คน|%))")
"""Two figures behind a Thai month: 70 is 2570, which is 2027 elsewhere."""
BUDDHIST = 543
DAY_SLASHED = re.compile(r"(?<![\d/.])(\d{1,2})[/-](\d{1,2})[/-](20\d\d|25\d\d)(?![\d/])")
DAY_BEHIND = re.compile(r"\s(\d{1,2})(?:st|nd|rd|th)?(?![\w.:])(?!\s*(?:h|hours?|eur|euros?|€|\$|km|%))")
"""English puts the day behind, too: March 15."""
MONTHS = 12
DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|hb|haribulan|\.)?\s*(?:(?:of|bulan)\s+|เดือน\s*)?$")


@dataclass(frozen=True)
class When:
    """A date or a span of days, and where it stands in the folded text."""

    first: date
    last: date
    start: int
    end: int
    certain: bool = True
    """False for a bare name of a month, which may be another word: may, mart."""
    until_it_begins: bool = False
    """A season: "by summer" means before it begins."""
    led: bool = False
    """Its end or its middle was named: the end of March."""


def named_dates(text: Said, today: date) -> list[When]:
    """List the dates that are named, whatever they are for."""
    named = [*_exact(text, today), *_months(text, today), *_years(text, today), *_seasons(text, today)]
    return sorted(named, key=lambda when: when.start)


def led_up_by(text: Said, key: str, place: int) -> int | None:
    """Give where a phrase begins that leads up to the place, at most an article away."""
    for match in phrases(key).finditer(text.plain, max(0, place - 40), place):
        between = text.plain[match.end() : place].strip()
        if not between or phrases("date.filler").fullmatch(between):
            return match.start()
    return None


def _exact(text: Said, today: date) -> Iterator[When]:
    for match in ISO.finditer(text.plain):
        yield from _day(match, int(match.group(1)), int(match.group(2)), int(match.group(3)))
    for match in DAY_SLASHED.finditer(text.plain):
        yield from _day(match, _common_era(int(match.group(3))), int(match.group(2)), int(match.group(1)))
    for match in DAY_FIRST.finditer(text.plain):
        month, day = int(match.group(2)), int(match.group(1))
        if match.group(3):
            yield from _day(match, int(match.group(3)), month, day)
        elif match.group().rstrip().endswith(".") and 1 <= month <= MONTHS and _leads_to_a_date(text, match.start()):
            yield from _day(match, _year_of(today, month, day), month, day)


def _common_era(year: int) -> int:
    return year - BUDDHIST if year > 2_400 else year


def _leads_to_a_date(text: Said, place: int) -> bool:
    return any(led_up_by(text, key, place) is not None for key in ("date.finish", "date.start"))


def _year_of(today: date, month: int, day: int) -> int:
    return today.year + ((month, day) < (today.month, today.day))


def _day(match: re.Match[str], year: int, month: int, day: int) -> Iterator[When]:
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        yield When(date(year, month, day), date(year, month, day), match.start(), match.end())


@lru_cache(maxsize=1)
def _month_names() -> tuple[re.Pattern[str], dict[str, int]]:
    names = {name: number for language in LANGUAGES for name, number in lexicon(language).get("months", {}).items()}
    return one_of(names), {folded(name.replace("ä", "ae")): n for name, n in names.items()} | {
        folded(name): n for name, n in names.items()
    }


def _months(text: Said, today: date) -> Iterator[When]:
    pattern, numbers = _month_names()
    for match in pattern.finditer(text.plain):
        month = numbers.get(match.group())
        if month:
            yield _month(text, match, month, today)


def _month(text: Said, match: re.Match[str], month: int, today: date) -> When:
    named = YEAR.match(text.plain, match.end())
    year = _common_era(int(named.group(1))) if named else today.year + (month < today.month)
    if named is None and UNSPACED.search(match.group()):
        named = THAI_YEAR.match(text.plain, match.end())
        year = 2_500 - BUDDHIST + int(named.group(1)) if named else year
    end = named.end() if named else match.end()
    length = monthrange(year, month)[1]
    day = _day_of_month(text, match)
    if day and 1 <= day[0] <= length:
        exact = date(year if named else _year_of(today, month, day[0]), month, day[0])
        return When(exact, exact, day[1], max(end, day[2]))
    late, middle = (_led_by(text, key, match.start()) for key in ("date.end_of", "date.middle_of"))
    start = middle if late is None else late
    last = 15 if middle is not None else length
    begin = match.start() if start is None else start
    return When(
        date(year, month, 1),
        date(year, month, last),
        begin,
        end,
        named is not None or start is not None,
        led=start is not None,
    )


def _day_of_month(text: Said, month: re.Match[str]) -> tuple[int, int, int] | None:
    """Give the day that stands by a month's name, in figures or words: 10 January, the tenth of January, March 15."""
    day = DAY.search(text.plain, max(0, month.start() - 8), month.start())
    if day:
        return int(day.group(1)), day.start(), month.end()
    for match in _ordinals()[0].finditer(text.plain, max(0, month.start() - 24), month.start()):
        if text.plain[match.end() : month.start()].strip() in {"", "of", "of the"}:
            return _ordinals()[1][match.group()], match.start(), month.end()
    behind = DAY_BEHIND.match(text.plain, month.end())
    return (int(behind.group(1)), month.start(), behind.end()) if behind else None


@lru_cache(maxsize=1)
def _ordinals() -> tuple[re.Pattern[str], dict[str, int]]:
    names = {name: number for language in LANGUAGES for name, number in lexicon(language).get("ordinals", {}).items()}
    return one_of(names), {folded(name): number for name, number in names.items()}


def _led_by(text: Said, key: str, place: int) -> int | None:
    for match in phrases(key).finditer(text.plain, max(0, place - 20), place):
        if not text.plain[match.end() : place].strip():
            return match.start()
    return None


def _years(text: Said, today: date) -> Iterator[When]:
    """Find "the end of the year", "next month", "next year"."""
    for match in found("date.this_year", text):
        start = _led_by(text, "date.end_of", match.start())
        if start is not None:
            yield When(date(today.year, 12, 1), date(today.year, 12, 31), start, match.end())
    for match in found("date.next_month", text):
        year, month = (today.year + 1, 1) if today.month == MONTHS else (today.year, today.month + 1)
        yield _whole_month(text, match, year, month)
    for match in found("date.this_month", text):
        yield _whole_month(text, match, today.year, today.month)
    for match in found("date.next_year", text):
        yield When(date(today.year + 1, 1, 1), date(today.year + 1, 12, 31), _begin(text, match), match.end())
    for match in found("date.next_week", text):
        monday = today + timedelta(days=7 - today.weekday())
        yield When(monday, monday + timedelta(days=6), _begin(text, match), match.end())


def _whole_month(text: Said, match: re.Match[str], year: int, month: int) -> When:
    return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]), _begin(text, match), match.end())


def _begin(text: Said, match: re.Match[str]) -> int:
    """Give where "the end of" begins before it, else where it begins itself."""
    led = _led_by(text, "date.end_of", match.start())
    return match.start() if led is None else led


def _seasons(text: Said, today: date) -> Iterator[When]:
    """Find "before summer", "by Christmas"."""
    pattern, rows = _named_days()
    for match in pattern.finditer(text.plain):
        month, day = rows[match.group()]
        named = YEAR.match(text.plain, match.end())
        first = date(int(named.group(1)) if named else _year_of(today, month, day), month, day)
        yield When(
            first, first, match.start(), named.end() if named else match.end(), certain=False, until_it_begins=True
        )


@lru_cache(maxsize=1)
def _named_days() -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    rows = {n: day for language in LANGUAGES for n, day in lexicon(language).get("named_days", {}).items()}
    days = {folded(name): (int(day[:2]), int(day[3:])) for name, day in rows.items()}
    return one_of(rows), days
