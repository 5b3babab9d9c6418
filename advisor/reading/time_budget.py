"""How many hours does the learner have, in a week and in all?"""

import re
from dataclasses import dataclass, replace

from advisor.reading.clauses import piece_of
from advisor.reading.negation import last_negation
from advisor.reading.numbers import Number, numbers_in
from advisor.reading.weekdays import days_around
from advisor.reading.words import Read, Said, found, last_found, right_after, says
from advisor.vocabulary.learner import Slot

WEEKS_IN_A_MONTH = 52 / 12
DAYS_OF_LEARNING = 5
"""Days of a week that "two hours a day" is taken for: rather too few than too many."""
HOURS_OF = {"evening": 3.0, "weekend": 8.0}
"""What an evening and a weekend give when nobody says it: an estimate, marked as one."""
TIMES_A_WEEK = {"day": DAYS_OF_LEARNING, "week": 1.0, "weekend": 1.0, "month": 1 / WEEKS_IN_A_MONTH}
NAMED_DAYS = {"days.seven": 7, "days.six": 6, "days.two": 2}
UNITS = ("hour", "minute", "evening", "weekend", "day", "time")
COUNTED = frozenset({"evening", "weekend", "day", "time"})
"""Units of which so and so many hours are meant each."""
HALF_A_DAY = 4.0
FROM_UNIT_TO_PER = 28
"""Characters between a number of hours and what it is counted by: six hours free time each week."""
BEFORE = 34
LONGEST_SITTING = 12
"""Hours of one evening or day at most; more is something else."""
BARE_WEEK = 40
"""Hours that are still taken for those of a week where nobody says of what."""


@dataclass(frozen=True)
class _Amount:
    number: Number
    unit: str
    start: int
    end: int


def read_time_budget(text: Said) -> list[Read]:
    """Read hours per week and hours in all."""
    amounts = list(_amounts(text))
    each = _each_time(text, amounts)
    reads = [_read(text, amount, each) for amount in amounts if amount is not each]
    known = [read for read in reads if read is not None]
    return known if any(r.slot for r in known) else [*known, *_bare(text, amounts)]


def _bare(text: Said, amounts: list[_Amount]) -> list[Read]:
    """Take "I have seven hours" for a week's, as an estimate."""
    hours = [a for a in amounts if a.unit == "hour" and not not_for_learning(text, a.start)]
    if len(hours) != 1 or not 0 < hours[0].number.low <= BARE_WEEK or _names_a_moment(text, hours[0]):
        return []
    if bound_before(text, hours[0].start, ("bound.total",)) or bound_after(text, hours[0].end, ("bound.total",)):
        return []
    if is_at_least(text, hours[0].start) or not _is_available(text, hours[0]):
        return []
    return [Read(Slot.HOURS_PER_WEEK, _plain(hours[0].number.low), hours[0].start, hours[0].end, sure=False)]


def _names_a_moment(text: Said, hours: _Amount) -> bool:
    """Say whether it is a time of the day, "after 17 h", or how far something is."""
    opening, close = piece_of(text, hours.start)
    before = last_found("time.moment", text, max(opening, hours.start - 16), hours.start)
    return before is not None or says("time.moment_after", text, hours.end, min(close, hours.end + 16))


def _is_available(text: Said, hours: _Amount) -> bool:
    """Say whether words of having time stand before it, or nothing else in its piece."""
    opening, close = piece_of(text, hours.start)
    rest = text.plain[opening : hours.start] + text.plain[hours.end : close]
    return says("time.for_learning", text, opening, close) or len(rest.split()) <= 1


def _amounts(text: Said) -> list[_Amount]:
    found_amounts: list[_Amount] = []
    for key, hours in (("one.hour_and_half", 1.5), ("half.hour", 0.5)):
        found_amounts += [_once(match, "hour", hours) for match in found(key, text)]
    numbered = (amount for number in numbers_in(text) if (amount := _amount(text, number)))
    once = (_once(m, unit, 1.0) for key, unit in (("one.hour", "hour"), ("one.time", "time")) for m in found(key, text))
    for amount in (*numbered, *once):
        hour_of_the_day = amount.unit == "evening" and _names_a_moment(text, amount)
        if not hour_of_the_day and not any(a.start < amount.end and amount.start < a.end for a in found_amounts):
            found_amounts.append(amount)
    return sorted(found_amounts, key=lambda a: a.start)


def _once(match: re.Match[str], unit: str, value: float) -> _Amount:
    return _Amount(Number(value, match.start(), match.end(), value), unit, match.start(), match.end())


def _amount(text: Said, number: Number) -> _Amount | None:
    for unit in UNITS:
        match = right_after(f"unit.{unit}").match(text.plain, number.end)
        if match:
            return _with_half(text, _Amount(number, unit, number.start, match.end()))
    return None


def _with_half(text: Said, amount: _Amount) -> _Amount:
    """Add the half that stands behind the unit: two hours and a half."""
    half = right_after("number.and_half").match(text.plain, amount.end)
    if half is None or amount.unit != "hour":
        return amount
    number = amount.number
    return replace(amount, number=replace(number, value=number.value + 0.5, low=number.low + 0.5), end=half.end())


def _each_time(text: Said, amounts: list[_Amount]) -> _Amount | None:
    """Find how long one time is: "two evenings a week, three hours each", "two evenings of three hours"."""
    counted = [a for a in amounts if a.unit in COUNTED]
    if not counted:
        return None
    sittings = [a for a in amounts if a.unit in ("hour", "minute") and _hours(a) <= LONGEST_SITTING]
    said = [a for a in sittings if _per(text, a, ("evening",)) or _led_by_each(text, a)]
    return next(iter(said), None) or next((a for a in sittings if _stands_by(text, a, counted)), None)


def other_times(text: Said, before: Said, hours: float) -> tuple[float, int, int] | None:
    """Give the hours a week when only the number of evenings or days is put right: "sorry, three evenings".

    `before` are the words that the hours came from, with the number of times and the hours of each.
    """
    times = [a for a in _amounts(before) if a.unit in COUNTED]
    named = [a for a in _amounts(text) if a.unit in COUNTED]
    if len(times) != 1 or not named or any(a.unit in ("hour", "minute") for a in _amounts(text)):
        return None
    old = times[0].number.low
    new = next((n for n in reversed(numbers_in(text)) if n.low != old), None)
    if new is None or new.low <= 0:
        return None
    return _plain(hours / old * new.low), named[0].start, max(named[-1].end, new.end)


def _stands_by(text: Said, hours: _Amount, counted: list[_Amount]) -> bool:
    """Say whether hours without a "week" of their own stand next to a number of times."""
    first, last = min(counted[0].start, hours.start), max(counted[0].end, hours.end)
    own = _own_per(text, hours)
    total = bound_before(text, hours.start, ("bound.total",)) or bound_after(text, hours.end, ("bound.total",))
    return last - first <= TIMES_AND_HOURS and not own and not total and not not_for_learning(text, hours.start)


TIMES_AND_HOURS = 60
"""Characters in which times and hours belong together."""


def _own_per(text: Said, hours: _Amount) -> bool:
    _, close = piece_of(text, hours.start)
    after = _nearest(text, ("week", "month"), hours.end, min(close, hours.end + FROM_UNIT_TO_PER))
    return after is not None and not says("unit.evening", text, hours.end, after[1])


def _hours(amount: _Amount) -> float:
    return amount.number.low / 60 if amount.unit == "minute" else amount.number.low


def _led_by_each(text: Said, amount: _Amount) -> bool:
    last = last_found("each.of", text, max(0, amount.start - 16), amount.start)
    return last is not None and not text.plain[last.end() : amount.start].strip()


def _read(text: Said, amount: _Amount, each: _Amount | None) -> Read | None:
    per = _per(text, amount, tuple(TIMES_A_WEEK))
    if amount.unit in COUNTED:
        return _of_times(text, amount, per, each)
    if not_for_learning(text, amount.start):
        return Read(None, None, amount.start, amount.end)
    if per:
        return _weekly(text, _hours(amount) * _times_a_week(text, per[0], amount.start), amount, per)
    days = days_around(text, amount.start)
    if days and _hours(amount) <= LONGEST_SITTING and not _is_in_all(text, amount):
        return _weekly(text, _hours(amount) * days, amount, ("week", amount.start, amount.end))
    return _in_all(text, amount) if amount.unit == "hour" else None


def _is_in_all(text: Said, amount: _Amount) -> bool:
    total = ("bound.total",)
    return bool(bound_before(text, amount.start, total) or bound_after(text, amount.end, total))


def _of_times(text: Said, amount: _Amount, per: tuple[str, int, int] | None, each: _Amount | None) -> Read | None:
    """Multiply evenings, days or times with the hours of each; without "a week" a week is meant."""
    if each is not None:
        first, last = min(amount.start, each.start), max(amount.end, each.end)
        when = per or ("week", first, last)
        return _weekly(
            text, amount.number.low * _hours(each) * TIMES_A_WEEK[when[0]], amount, (when[0], first, max(last, when[2]))
        )
    if amount.unit == "day" and amount.number.low == 0.5:
        return _weekly(
            text,
            HALF_A_DAY * TIMES_A_WEEK[per[0] if per else "week"],
            amount,
            per or ("week", amount.start, amount.end),
            sure=False,
        )
    if per and amount.unit in HOURS_OF:
        return _weekly(text, amount.number.low * HOURS_OF[amount.unit] * TIMES_A_WEEK[per[0]], amount, per, sure=False)
    return None


def _times_a_week(text: Said, unit: str, place: int) -> float:
    """Count the days that are named: Monday to Saturday, Sundays too."""
    if unit != "day":
        return TIMES_A_WEEK[unit]
    days = next((number for key, number in NAMED_DAYS.items() if says(key, text)), None)
    return float(days or days_around(text, place) or DAYS_OF_LEARNING)


def _weekly(text: Said, hours: float, amount: _Amount, per: tuple[str, int, int], *, sure: bool = True) -> Read:
    bound = bound_before(text, amount.start)
    start, end = min(amount.start, per[1], bound[0] if bound else per[1]), max(amount.end, per[2])
    if not 0 < hours <= 168:
        return Read(None, None, start, end)
    return Read(Slot.HOURS_PER_WEEK, _plain(hours), start, end, sure)


def _plain(hours: float) -> float:
    return round(hours, 1)


def _in_all(text: Said, amount: _Amount) -> Read:
    bound = bound_before(text, amount.start) or bound_after(text, amount.end)
    if bound is None or is_at_least(text, amount.start):
        return Read(None, None, amount.start, amount.end)
    return Read(Slot.MAX_HOURS, amount.number.value, min(amount.start, bound[0]), max(amount.end, bound[1]))


def not_for_learning(text: Said, place: int) -> bool:
    """Say whether the time before this place is spent on work or sleep."""
    opening, _ = piece_of(text, place)
    last = last_found("time.not_for_learning", text, opening, place)
    return last is not None and not says("time.for_learning", text, last.end(), place)


def _is_refused(text: Said, place: int) -> bool:
    """Say whether "more than that" is refused behind it: more than 500 I cannot pay."""
    _, close = piece_of(text, place)
    return says("refused", text, place, min(close, place + FROM_UNIT_TO_PER * 2))


def is_at_least(text: Said, place: int) -> bool:
    """Say whether "at least" stands before a place; the "more than" of "not more than" is none."""
    least = last_found("bound.least", text, max(0, place - 16), place)
    if least is not None and _is_refused(text, place):
        return False
    if least is None or last_negation(text, max(0, least.start() - 24), least.start()):
        return False
    most = bound_before(text, place)
    return not (most and most[0] <= least.start() < most[1])


BOUNDS = ("bound.most", "bound.total")


def bound_before(text: Said, place: int, keys: tuple[str, ...] = BOUNDS) -> tuple[int, int] | None:
    """Find "at most" and its like right before a place."""
    opening, _ = piece_of(text, place)
    for key in keys:
        for match in found(key, text, max(opening, place - BEFORE), place):
            if len(text.plain[match.end() : place].split()) <= 1:
                return match.span()
    return None


def bound_after(text: Said, place: int, keys: tuple[str, ...] = BOUNDS[::-1]) -> tuple[int, int] | None:
    """Find "at most", "in all" and their like right after a place."""
    _, close = piece_of(text, max(place - 1, 0))
    for key in keys:
        for match in found(key, text, place, min(close, place + BEFORE)):
            if len(text.plain[place : match.start()].split()) <= 1 and not re.search(
                r"\d", text.plain[place : match.end()]
            ):
                return match.span()
    return None


def _per(text: Said, amount: _Amount, units: tuple[str, ...]) -> tuple[str, int, int] | None:
    """Find what an amount is counted by, first behind it, then before it, with no other number in between."""
    opening, close = piece_of(text, amount.start)
    after = _nearest(text, units, amount.end, min(close, amount.end + FROM_UNIT_TO_PER))
    if after and not re.search(r"\d", text.plain[amount.end : after[1]]):
        return after
    before = _nearest(text, units, max(opening, amount.start - FROM_UNIT_TO_PER), amount.start)
    return before if before and _is_free(text, before, amount) else None


def _is_free(text: Said, per: tuple[str, int, int], amount: _Amount) -> bool:
    """Say whether "a week" before an amount belongs to it, and not to the amount before."""
    between = text.plain[per[2] : amount.start]
    unit = last_found("unit.hour", text, max(0, per[1] - 20), per[1])
    taken = unit is not None and not text.plain[unit.end() : per[1]].strip()
    return not taken and not re.search(r"\d", between) and not says("bound.total", text, per[2], amount.start)


def _nearest(text: Said, units: tuple[str, ...], start: int, end: int) -> tuple[str, int, int] | None:
    hits = [(unit, m.start(), m.end()) for unit in units for m in found(f"per.{unit}", text, start, end)]
    return min(hits, key=lambda hit: (hit[1], hit[1] - hit[2])) if hits else None
