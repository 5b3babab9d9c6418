"""Which earlier number, sum, date or currency does a message put right?"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advisor.reading.amounts import currencies_named, sums
from advisor.reading.dates import latest_of
from advisor.reading.named_dates import When, named_dates
from advisor.reading.numbers import Number, numbers_in
from advisor.reading.time_budget import other_times
from advisor.reading.words import Read, Said, Value, found, last_found, phrases, right_after, said, says
from advisor.vocabulary.learner import Fact, Slot

NUMERIC = (Slot.HOURS_PER_WEEK, Slot.MAX_HOURS, Slot.MAX_PRICE, Slot.MAX_EQF_LEVEL, Slot.MAX_STEPS)
WHOLE = frozenset({Slot.MAX_EQF_LEVEL, Slot.MAX_STEPS})
DATES = (Slot.FINISH_BY, Slot.START_BY, Slot.START_FROM)
UNITS: dict[str, tuple[Slot, ...]] = {
    "unit.hour": (Slot.HOURS_PER_WEEK, Slot.MAX_HOURS),
    "unit.step": (Slot.MAX_STEPS,),
}
"""What stands behind a number → the limits that it may put right."""
OTHERWISE = (
    "unit.minute",
    "unit.day",
    "unit.week",
    "unit.month",
    "unit.year",
    "unit.evening",
    "unit.weekend",
    "unit.time",
)
"""Units whose numbers no bare limit was said in."""
SIGN = re.compile(r"\s*(rm|rp\.?|€|\$|£|eur|usd|chf)?\s*")
"""A currency that stands before its sum: not RM500."""
SHORT, FEW, LOOK = 8, 3, 14
"""Words of a message that may put a number right, or a date, without saying so; characters that "not" reaches."""
ZEROS = {"correct.zero_missing": 10.0, "correct.zero_too_many": 0.1}


@dataclass(frozen=True)
class _Before:
    """What stands, the last said last, and what is read already of the message that may put it right."""

    text: Said
    facts: tuple[Fact, ...]
    read: Sequence[Read]
    dates: tuple[When, ...]

    @property
    def cued(self) -> bool:
        return says("answer.correct", self.text)

    @property
    def asks(self) -> bool:
        return "?" in self.text.text

    def holds(self, *slots: Slot) -> bool:
        return any(r.slot in slots for r in self.read)

    def last(self, *slots: Slot) -> Fact | None:
        return next((f for f in reversed(self.facts) if f.slot in slots), None)


def read_corrections(
    text: Said, facts: Sequence[Fact], read: Sequence[Read], today: date, asked: str | None = None
) -> list[Read]:
    """Read "sorry, 25 not 10", "pounds, I mean", "a zero is missing", "actually 1 May"."""
    standing = {f.slot: f for f in facts if f.value is not None}
    given_up = {f.slot for f in standing.values() if _is_given_up(f.slot, facts)}
    kept = tuple(f for f in facts if f is standing.get(f.slot) and f.slot not in given_up)
    before = _Before(text, kept, read, tuple(named_dates(text, today)))
    numbers = _other_times(before) or _other_zeros(before) or _other_currency(before) or _other_number(before)
    return [*numbers, *_other_date(before, asked)]


def read_other_work(text: Said, facts: Sequence[Fact], history: Sequence[Read]) -> list[Read]:
    """Take back the work told last where another is named as what was meant: "no no, I'm a waiter, typo"."""
    new = [r for r in history if r.slot is Slot.BACKGROUND and not r.withdrawn]
    told = [f for f in facts if f.slot is Slot.BACKGROUND and f.value and not f.withdrawn]
    if not new or not told or not says("correct.self", text) or says("goal.also", text):
        return []
    wrong = [f.value for f in told if f.turn == told[-1].turn and f.value not in [r.value for r in new]]
    return [Read(Slot.BACKGROUND, value, new[0].start, new[0].end, withdrawn=True) for value in wrong]


def _is_given_up(slot: Slot, facts: Sequence[Fact]) -> bool:
    newest = next(f for f in reversed(facts) if f.slot is slot)
    return newest.value is None


def _other_number(before: _Before) -> list[Read]:
    """Read "25 not 10"; where one of two numbers is the one that stands, the other puts it right without a word."""
    text, numbers = before.text, _numbers(before)
    known = [f for f in before.facts if f.slot in NUMERIC and not before.holds(f.slot)]
    if not numbers or not known or all(_is_behind_not(text, number.start) for number in numbers):
        return []
    new, old = _new_and_old(text, numbers, known)
    fact = _meant(before, new, old, known)
    if fact is None or _amount(fact) == new.value:
        return []
    start = min(new.start, old.start if old else new.start)
    return [Read(fact.slot, _replaced(fact, new.low), start, new.end)]


def _numbers(before: _Before) -> list[Number]:
    """List the numbers that nothing was read from, and that are no articles and no days of a month."""
    text = before.text
    taken = [(r.start, r.end) for r in before.read if r.slot] + [(d.start, d.end) for d in before.dates if d.certain]
    free = (n for n in numbers_in(text) if not any(s <= n.start < e for s, e in taken))
    return [n for n in free if not _is_an_article(text, n)]


def _meant(before: _Before, new: Number, old: Number | None, known: Sequence[Fact]) -> Fact | None:
    """Tell which limit a number puts right: by the wrong number, by its unit, else the last that was said."""
    text, short = before.text, len(before.text.plain.split()) <= SHORT and not before.asks
    slots = next((slots for key, slots in UNITS.items() if _has_unit(text, new, key)), ())
    fitting = [f for f in known if not slots or f.slot in slots]
    if old is not None:
        same = [f for f in fitting if _amount(f) == old.value]
        other_unit = any(_has_unit(text, new, key) for key in OTHERWISE)
        return same[-1] if same and not other_unit and (before.cued or short) else None
    if slots:
        return fitting[-1] if fitting and (before.cued or short) else None
    alone = not any(r.slot in NUMERIC for r in before.read)
    return fitting[-1] if before.cued and alone and fitting else None


def _has_unit(text: Said, number: Number, key: str) -> bool:
    return right_after(key).match(text.plain, number.end) is not None


def _new_and_old(text: Said, numbers: Sequence[Number], known: Sequence[Fact]) -> tuple[Number, Number | None]:
    """Tell the right number from the wrong one, which stands behind "not" or is the one that stands."""
    if len(numbers) < 2:
        return numbers[0], None
    first, second = numbers[0], numbers[1]
    amounts = {_amount(f) for f in known}
    wrong = [n for n in (first, second) if _is_behind_not(text, n.start)]
    if len(wrong) != 1:
        wrong = [n for n in (first, second) if n.value in amounts]
    old = wrong[0] if len(wrong) == 1 else first
    return (second if old is first else first), old


def _is_an_article(text: Said, number: Number) -> bool:
    """Say whether "one" in letters belongs to the word behind it: "not in an office"."""
    behind = text.plain[number.end :].split(",")[0].strip(" .!?;")
    opens_not = any(
        m.start() - number.end <= 1
        for m in phrases("answer.instead").finditer(text.plain, number.end, number.end + LOOK)
    )
    figures = text.plain[number.start].isdigit()
    return number.value == 1 and not figures and behind[:1].isalpha() and not opens_not


def _is_behind_not(text: Said, place: int) -> bool:
    before = text.plain[max(0, place - LOOK) : place]
    return any(SIGN.fullmatch(before[m.end() :]) for m in phrases("answer.instead").finditer(before))


def _amount(fact: Fact) -> float | None:
    value = fact.value["amount"] if isinstance(fact.value, dict) else fact.value
    return float(value) if isinstance(value, int | float) else None


def _replaced(fact: Fact, number: float) -> Value:
    if isinstance(fact.value, dict):
        return {**fact.value, "amount": number}
    return int(number) if fact.slot in WHOLE else number


def _other_times(before: _Before) -> list[Read]:
    """Read "sorry, only one evening" where an evening's hours are known."""
    hours = before.last(Slot.HOURS_PER_WEEK)
    if hours is None or not hours.value or before.holds(Slot.HOURS_PER_WEEK) or not before.cued:
        return []
    right = other_times(before.text, said(hours.words, before.text.language), float(str(hours.value)))
    return [Read(Slot.HOURS_PER_WEEK, *right)] if right else []


def _other_zeros(before: _Before) -> list[Read]:
    """Read "a zero is missing" of the last sum, or of the last number of hours."""
    if before.holds(*NUMERIC):
        return []
    fact = before.last(Slot.MAX_PRICE, Slot.MAX_HOURS, Slot.HOURS_PER_WEEK)
    amount = _amount(fact) if fact else None
    if fact is None or not amount:
        return []
    return [
        Read(fact.slot, _replaced(fact, amount * factor), match.start(), match.end())
        for key, factor in ZEROS.items()
        for match in found(key, before.text)
    ][:1]


def _other_currency(before: _Before) -> list[Read]:
    """Read "I mean pounds, not euros", "the 400 were francs", "in euros" alone."""
    text, price = before.text, before.last(Slot.MAX_PRICE)
    if price is None or not isinstance(price.value, dict) or before.holds(Slot.MAX_PRICE) or any(sums(text)):
        return []
    others = [n for n in _numbers(before) if n.value != _amount(price)]
    short = len(text.plain.split()) <= FEW and not before.asks
    if others or not (before.cued or short or _numbers(before)):
        return []
    right = [(c, s, e) for c, s, e in currencies_named(text) if not _is_behind_not(text, s)]
    return [Read(Slot.MAX_PRICE, {**price.value, "currency": c}, s, e) for c, s, e in right[:1]]


def _other_date(before: _Before, asked: str | None) -> list[Read]:
    """Read a bare date as the answer to "when?", or as what puts the date right that stands."""
    known = before.last(*DATES)
    slot = next((s for s in DATES if s.value == asked), None) or (known.slot if known else None)
    if slot is None or before.holds(*DATES) or before.asks:
        return []
    named = [d for d in before.dates if not _is_the_wrong_date(before.text, d)]
    sure = [d for d in named if d.certain] or (named if _says_little_else(before, named) else [])
    if not sure or not (before.cued or _says_little_else(before, named)):
        return []
    value = _day(before.text, sure[0], slot, known)
    return [Read(slot, value.isoformat(), sure[0].start, sure[0].end)]


def _is_the_wrong_date(text: Said, when: When) -> bool:
    last = last_found("answer.instead", text, max(0, when.start - LOOK), when.start)
    return last is not None and len(text.plain[last.end() : when.start].split()) <= 1


def _says_little_else(before: _Before, named: Sequence[When]) -> bool:
    """Say whether hardly a word stands beside the dates and the words of putting right."""
    taken = [(d.start, d.end) for d in named] + [m.span() for m in found("answer.correct", before.text)]
    words = re.finditer(r"\w+", before.text.plain)
    return sum(not any(s <= w.start() < e for s, e in taken) for w in words) <= FEW


def _day(text: Said, when: When, slot: Slot, known: Fact | None) -> date:
    """Give the day; a month alone that puts a day right keeps the day: "not April, May"."""
    whole = when.first.day == 1 and _is_last_of_month(when.last)
    if known and known.slot is slot and whole and not when.led:
        old = date.fromisoformat(str(known.value))
        return when.last if _is_last_of_month(old) else when.first.replace(day=min(old.day, when.last.day))
    return when.first if slot is Slot.START_FROM else latest_of(text, when)


def _is_last_of_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
