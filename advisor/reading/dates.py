"""By when does the learner want to start, and to finish?"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from advisor.reading.clauses import piece_of, sentence_of
from advisor.reading.named_dates import When, led_up_by, named_dates
from advisor.reading.numbers import Number, numbers_in
from advisor.reading.words import (
    Read,
    Said,
    found,
    last_found,
    phrases,
    right_after,
    says,
)
from advisor.vocabulary.learner import Slot

REACH, WORDS_BETWEEN = 40, 4
UNITS = {"unit.day": 1, "unit.week": 7}


def read_dates(text: Said, today: date) -> list[Read]:
    """Read deadlines and starting dates, relative to `today`."""
    reads: list[Read] = []
    for when in named_dates(text, today):
        read = _read(text, when, reads[-1].end if reads else 0)
        if read and not any(r.start <= read.start < r.end for r in reads):
            reads.append(read)
    return [*reads, *_within(text, today)]


def _read(text: Said, when: When, earliest: int) -> Read | None:
    """Tell by the words before it what a date is for: "start by" the latest start, "start in" the earliest."""
    not_before = led_up_by(text, "date.not_before", when.start)
    if not_before is not None:
        return Read(Slot.START_FROM, when.first.isoformat(), not_before, when.end)
    starting = _start_cue(text, when, earliest)
    finishing = led_up_by(text, "date.finish", when.start)
    if starting is not None and (finishing is None or starting < finishing or starting > when.start):
        begin = min(starting, when.start) if finishing is None else min(starting, finishing)
        if finishing is None:
            return Read(Slot.START_FROM, when.first.isoformat(), begin, when.end)
        return Read(Slot.START_BY, latest_of(text, when).isoformat(), begin, when.end)
    if finishing is None:
        finishing = _finish_cue_behind(text, when)
    if finishing is None:
        return Read(None, None, when.start, when.end) if when.certain else None
    return Read(Slot.FINISH_BY, latest_of(text, when).isoformat(), finishing, when.end)


def latest_of(text: Said, when: When) -> date:
    if led_up_by(text, "date.before", when.start) is not None or when.until_it_begins:
        return when.first - timedelta(days=1)
    return when.last


def _start_cue(text: Said, when: When, earliest: int) -> int | None:
    """Find a word of starting: right before the date, or a verb a few words away on either side."""
    near = led_up_by(text, "date.start", when.start)
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


def _finish_cue_behind(text: Said, when: When) -> int | None:
    _, close = piece_of(text, when.start)
    return when.start if says("date.finish_verb", text, when.end, close) else None


def _within(text: Said, today: date) -> Iterator[Read]:
    """Find "within three months"."""
    for number in numbers_in(text):
        lead = led_up_by(text, "date.within", number.start)
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
    ahead = led_up_by(text, "date.from_now", number.start)
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
