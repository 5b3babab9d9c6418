"""By when does the learner want to start, and to finish?"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from advisor.reading.clauses import piece_of, sentence_of
from advisor.reading.numbers import Number, numbers_in
from advisor.reading.words import (
    LANGUAGES,
    UNSPACED,
    Read,
    Said,
    found,
    last_found,
    lexicon,
    one_of,
    phrases,
    right_after,
    says,
)
from advisor.vocabulary.learner import Slot
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
MONTHS, REACH, WORDS_BETWEEN = 12, 40, 4
DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|hb|haribulan|\.)?\s*(?:(?:of|bulan)\s+|เดือน\s*)?$")
UNITS = {"unit.day": 1, "unit.week": 7}


@dataclass(frozen=True)
class _When:
    first: date
    last: date
    start: int
    end: int
    certain: bool = True
    """False for a bare name of a month, which may be another word: may, mart."""
    until_it_begins: bool = False
    """A season: "by summer" means before it begins."""


def read_dates(text: Said, today: date) -> list[Read]:
    """Read deadlines and starting dates, relative to `today`."""
    reads: list[Read] = []
    named = [*_exact(text, today), *_months(text, today), *_years(text, today), *_seasons(text, today)]
    for when in sorted(named, key=lambda w: w.start):
        read = _read(text, when, reads[-1].end if reads else 0)
        if read and not any(r.start <= read.start < r.end for r in reads):
            reads.append(read)
    return [*reads, *_within(text, today)]


def _read(text: Said, when: _When, earliest: int) -> Read | None:
    """Tell by the words before it what a date is for: "start by" the latest start, "start in" the earliest."""
    not_before = _before(text, "date.not_before", when.start)
    if not_before is not None:
        return Read(Slot.START_FROM, when.first.isoformat(), not_before, when.end)
    starting = _start_cue(text, when, earliest)
    finishing = _before(text, "date.finish", when.start)
    if starting is not None and (finishing is None or starting < finishing or starting > when.start):
        begin = min(starting, when.start) if finishing is None else min(starting, finishing)
        if finishing is None:
            return Read(Slot.START_FROM, when.first.isoformat(), begin, when.end)
        return Read(Slot.START_BY, _latest(text, when).isoformat(), begin, when.end)
    if finishing is None:
        finishing = _finish_cue_behind(text, when)
    if finishing is None:
        return Read(None, None, when.start, when.end) if when.certain else None
    return Read(Slot.FINISH_BY, _latest(text, when).isoformat(), finishing, when.end)


def _latest(text: Said, when: _When) -> date:
    if _before(text, "date.before", when.start) is not None or when.until_it_begins:
        return when.first - timedelta(days=1)
    return when.last


def _start_cue(text: Said, when: _When, earliest: int) -> int | None:
    """Find a word of starting: right before the date, or a verb a few words away on either side."""
    near = _before(text, "date.start", when.start)
    if near is not None and near >= earliest:
        return near
    opening, close = piece_of(text, when.start)
    if phrases("date.about").fullmatch(text.plain[opening : when.start].strip()):
        # "only after the harvest, about April": the verb stands in the piece before
        opening = max(earliest, sentence_of(text, when.start)[0])
    verb = last_found("date.start_verb", text, max(opening, earliest, when.start - REACH), when.start)
    if verb is not None and len(text.plain[verb.end() : when.start].split()) <= WORDS_BETWEEN:
        return verb.start()
    later = next(found("date.start_verb", text, when.end, min(close, when.end + REACH)), None)
    return later.start() if later and len(text.plain[when.end : later.start()].split()) <= WORDS_BETWEEN else None


def _finish_cue_behind(text: Said, when: _When) -> int | None:
    _, close = piece_of(text, when.start)
    return when.start if says("date.finish_verb", text, when.end, close) else None


def _before(text: Said, key: str, place: int) -> int | None:
    """Give where a phrase begins that leads up to the place, at most an article away."""
    for match in phrases(key).finditer(text.plain, max(0, place - 40), place):
        between = text.plain[match.end() : place].strip()
        if not between or phrases("date.filler").fullmatch(between):
            return match.start()
    return None


def _exact(text: Said, today: date) -> Iterator[_When]:
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
    return any(_before(text, key, place) is not None for key in ("date.finish", "date.start"))


def _year_of(today: date, month: int, day: int) -> int:
    return today.year + ((month, day) < (today.month, today.day))


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
    year = _common_era(int(named.group(1))) if named else today.year + (month < today.month)
    if named is None and UNSPACED.search(match.group()):
        named = THAI_YEAR.match(text.plain, match.end())
        year = 2_500 - BUDDHIST + int(named.group(1)) if named else year
    end = named.end() if named else match.end()
    length = monthrange(year, month)[1]
    day = _day_of_month(text, match)
    if day and 1 <= day[0] <= length:
        exact = date(year if named else _year_of(today, month, day[0]), month, day[0])
        return _When(exact, exact, day[1], max(end, day[2]))
    late, middle = (_led_by(text, key, match.start()) for key in ("date.end_of", "date.middle_of"))
    start = middle if late is None else late
    last = 15 if middle is not None else length
    begin = match.start() if start is None else start
    return _When(date(year, month, 1), date(year, month, last), begin, end, named is not None or start is not None)


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


def _years(text: Said, today: date) -> Iterator[_When]:
    """Find "the end of the year", "next month", "next year"."""
    for match in found("date.this_year", text):
        start = _led_by(text, "date.end_of", match.start())
        if start is not None:
            yield _When(date(today.year, 12, 1), date(today.year, 12, 31), start, match.end())
    for match in found("date.next_month", text):
        year, month = (today.year + 1, 1) if today.month == MONTHS else (today.year, today.month + 1)
        yield _whole_month(text, match, year, month)
    for match in found("date.this_month", text):
        yield _whole_month(text, match, today.year, today.month)
    for match in found("date.next_year", text):
        yield _When(date(today.year + 1, 1, 1), date(today.year + 1, 12, 31), _begin(text, match), match.end())
    for match in found("date.next_week", text):
        monday = today + timedelta(days=7 - today.weekday())
        yield _When(monday, monday + timedelta(days=6), _begin(text, match), match.end())


def _whole_month(text: Said, match: re.Match[str], year: int, month: int) -> _When:
    return _When(date(year, month, 1), date(year, month, monthrange(year, month)[1]), _begin(text, match), match.end())


def _begin(text: Said, match: re.Match[str]) -> int:
    """Give where "the end of" begins before it, else where it begins itself."""
    led = _led_by(text, "date.end_of", match.start())
    return match.start() if led is None else led


def _seasons(text: Said, today: date) -> Iterator[_When]:
    """Find "before summer", "by Christmas"."""
    pattern, rows = _named_days()
    for match in pattern.finditer(text.plain):
        month, day = rows[match.group()]
        named = YEAR.match(text.plain, match.end())
        first = date(int(named.group(1)) if named else _year_of(today, month, day), month, day)
        yield _When(
            first, first, match.start(), named.end() if named else match.end(), certain=False, until_it_begins=True
        )


@lru_cache(maxsize=1)
def _named_days() -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    rows = {n: day for language in LANGUAGES for n, day in lexicon(language).get("named_days", {}).items()}
    days = {folded(name): (int(day[:2]), int(day[3:])) for name, day in rows.items()}
    return one_of(rows), days


def _within(text: Said, today: date) -> Iterator[Read]:
    """Find "within three months"."""
    for number in numbers_in(text):
        lead = _before(text, "date.within", number.start)
        unit = _unit(text, number.end)
        if lead is not None and unit and 0 < number.value <= 400 and not _counted_by(text, unit[1]):
            opening, _ = piece_of(text, lead)
            verb = last_found("date.start_verb", text, max(opening, lead - REACH), lead)
            slot = Slot.FINISH_BY if verb is None else Slot.START_FROM
            begin = lead if verb is None else verb.start()
            yield Read(slot, _later(today, number.value, unit[0]).isoformat(), begin, unit[1])
        elif unit and 0 < number.value <= 400 and says("date.finish_verb", text):
            yield from _from_now(text, number, unit, today)


def _from_now(text: Said, number: Number, unit: tuple[str, int], today: date) -> Iterator[Read]:
    """Find "my contract ends two months from now, I must be ready then"."""
    behind = right_after("date.from_now").match(text.plain, unit[1])
    ahead = _before(text, "date.from_now", number.start)
    if behind or ahead is not None:
        start, end = number.start if ahead is None else ahead, behind.end() if behind else unit[1]
        yield Read(Slot.FINISH_BY, _later(today, number.value, unit[0]).isoformat(), start, end)


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
