"""What does a short answer or a correction speak of?"""

import re
from collections.abc import Callable, Sequence

from advisor.reading.amounts import FREE, currencies_named, sums
from advisor.reading.languages import language_lists
from advisor.reading.numbers import Number, numbers_in
from advisor.reading.time_budget import other_times
from advisor.reading.towns import WORD, town_at
from advisor.reading.words import Read, Said, Value, found, phrases, said, says
from advisor.vocabulary.conversation import Choice, Conversation
from advisor.vocabulary.learner import Fact, Slot

NUMERIC = (Slot.HOURS_PER_WEEK, Slot.MAX_HOURS, Slot.MAX_PRICE, Slot.MAX_EQF_LEVEL, Slot.MAX_STEPS)
SIGN = re.compile(r"\s*(rm|rp\.?|€|\$|£|eur|usd|chf)?\s*")
"""A currency that stands before its sum: not RM500."""
WHOLE = frozenset({Slot.MAX_EQF_LEVEL, Slot.MAX_STEPS})
SHORT = 7
FULL_WEEK = 50
ASKED_GOAL = frozenset({"goal", Slot.GOAL_TEXT.value, Slot.GOAL_OCCUPATION.value, Slot.GOAL_SKILL.value})
"""Questions that cannot be left open by "I do not know": without a goal there is no advice."""
MONEY = frozenset({"money", Slot.MAX_PRICE.value})
AnswerReader = Callable[[Said, Sequence[Read]], list[Read]]
PUNCTUATION = " \t\n.,!?;:…"


def asked_slot(conversation: Conversation) -> str | None:
    """Give the slot that the last question was about."""
    return conversation.asked[-1] if conversation.asked else None


def skipped(text: Said, conversation: Conversation) -> Choice | None:
    """Read "skip", "I don't know", "it does not matter" as the choice to leave the question open."""
    slot = asked_slot(conversation)
    plain = _without_filler(text.plain)
    if slot is None or slot in ASKED_GOAL or not plain:
        return None
    nothing = phrases("answer.nothing").fullmatch(plain) is not None
    if nothing and (slot in MONEY or says("money.none", text)):
        return None
    leaves = any(phrases(key).fullmatch(plain) for key in ("answer.skip", "answer.any", "not"))
    return Choice(id="", label=text.text.strip(), action=f"skip:{slot}") if leaves or nothing else None


def _without_filler(plain: str) -> str:
    """Take "honestly" and its like from both ends of an answer."""
    kept = plain.strip(PUNCTUATION)
    while True:
        edges = [m for m in phrases("answer.filler").finditer(kept) if m.start() == 0 or m.end() == len(kept)]
        left = next((kept[: m.start()] + kept[m.end() :] for m in edges if m.group() != kept), kept).strip(PUNCTUATION)
        if left == kept:
            return kept
        kept = left


def read_answer(text: Said, conversation: Conversation, read: Sequence[Read]) -> list[Read]:
    """Read a bare answer to the last question, or a correction of an earlier number."""
    corrected = (
        _other_times(text, conversation.facts, read)
        or _corrected(text, conversation.facts, read)
        or _other_currency(text, conversation.facts, read)
    )
    if corrected:
        return corrected
    slot = asked_slot(conversation)
    answer = ANSWERS.get(slot or "")
    if answer is None or len(text.plain.split()) > SHORT or any(r.slot for r in read):
        return []
    return answer(text, read)


def _corrected(text: Said, facts: Sequence[Fact], read: Sequence[Read]) -> list[Read]:
    """Read "sorry, 25 not 10"."""
    numbers = [n for n in numbers_in(text) if not any(r.slot and r.start <= n.start < r.end for r in read)]
    known = [f for f in facts if f.slot in NUMERIC and f.value is not None]
    if not numbers or not known or not says("answer.correct", text):
        return []
    if all(_behind_not(text, number) for number in numbers):
        return []
    new, old = _new_and_old(text, numbers)
    slot_of = [f for f in known if old is not None and _amount(f) == old.value] or ([] if old else known)
    if not slot_of:
        return []
    fact = slot_of[-1]
    return [Read(fact.slot, _replaced(fact, new.value), min(new.start, old.start if old else new.start), new.end)]


def _other_times(text: Said, facts: Sequence[Fact], read: Sequence[Read]) -> list[Read]:
    """Read "sorry, only one evening" where an evening's hours are known."""
    hours = next((f for f in reversed(facts) if f.slot is Slot.HOURS_PER_WEEK and f.value), None)
    if hours is None or any(r.slot is Slot.HOURS_PER_WEEK for r in read) or not says("answer.correct", text):
        return []
    right = other_times(text, said(hours.words, text.language), float(str(hours.value)))
    return [Read(Slot.HOURS_PER_WEEK, *right)] if right else []


def _other_currency(text: Said, facts: Sequence[Fact], read: Sequence[Read]) -> list[Read]:
    """Read "I mean pounds, not euros"."""
    price = next((f.value for f in reversed(facts) if f.slot is Slot.MAX_PRICE), None)
    if not isinstance(price, dict) or any(r.slot is Slot.MAX_PRICE for r in read) or not says("answer.correct", text):
        return []
    right = [(c, s, e) for c, s, e in currencies_named(text) if not _behind(text, s)]
    return [Read(Slot.MAX_PRICE, {**price, "currency": c}, s, e) for c, s, e in right[:1]]


def _new_and_old(text: Said, numbers: Sequence[Number]) -> tuple[Number, Number | None]:
    """Tell the right number from the wrong one: the wrong one stands behind "not"."""
    if len(numbers) < 2:
        return numbers[0], None
    first, second = numbers[0], numbers[1]
    wrong = [n for n in (first, second) if _behind_not(text, n)]
    old = wrong[0] if len(wrong) == 1 else first
    return (second if old is first else first), old


def _behind_not(text: Said, number: Number) -> bool:
    return _behind(text, number.start)


def _behind(text: Said, place: int) -> bool:
    before = text.plain[max(0, place - 14) : place]
    return any(SIGN.fullmatch(before[m.end() :]) for m in phrases("answer.instead").finditer(before))


def _amount(fact: Fact) -> float | None:
    value = fact.value["amount"] if isinstance(fact.value, dict) else fact.value
    return float(value) if isinstance(value, int | float) else None


def _replaced(fact: Fact, number: float) -> Value:
    if isinstance(fact.value, dict):
        return {**fact.value, "amount": number}
    return int(number) if fact.slot in WHOLE else number


def _number_for(slot: Slot) -> AnswerReader:
    def read_number(text: Said, _read: Sequence[Read]) -> list[Read]:
        numbers = [n for n in numbers_in(text) if n.value > 0 and not any(True for _ in sums(text))]
        if not numbers or (slot is Slot.HOURS_PER_WEEK and numbers[0].low > 168):
            return []
        value = numbers[0].low if slot is Slot.HOURS_PER_WEEK else numbers[0].value
        return [Read(slot, int(value) if slot in WHOLE else value, numbers[0].start, numbers[0].end)]

    return read_number


def _price(text: Said, _read: Sequence[Read]) -> list[Read]:
    plain = text.plain.strip(PUNCTUATION)
    if phrases("answer.nothing").fullmatch(plain):
        return [Read(Slot.MAX_PRICE, FREE, 0, len(text.plain))]
    for number in numbers_in(text):
        return [Read(Slot.MAX_PRICE, {"amount": number.value, "currency": None}, number.start, number.end)]
    return []


def _languages(text: Said, _read: Sequence[Read]) -> list[Read]:
    named = language_lists(text)
    codes = list(dict.fromkeys(code for _, group, _ in named for code in group))
    return [Read(Slot.LANGUAGES, codes, named[0][0], named[-1][2])] if codes else []


def _near(text: Said, _read: Sequence[Read]) -> list[Read]:
    for match in WORD.finditer(text.plain):
        town = town_at(text.plain, match.start(), text.language)
        if town and town[0].name:
            span = (match.start(), town[1])
            return [Read(Slot.NEAR, town[0].name, *span), Read(Slot.COUNTRY, town[0].country, *span)]
    return _any_place(text)


def _any_place(text: Said) -> list[Read]:
    plain = re.sub(r"^\W+|\W+$", "", text.plain)
    if not 3 <= len(plain) <= 40 or len(plain.split()) > 3 or not plain[0].isalpha():
        return []
    for match in found("place.in", text, 0, 12):
        start = match.end() if match.start() == 0 else 0
        break
    else:
        start = 0
    begin = start + len(text.plain[start:]) - len(text.plain[start:].lstrip())
    end = len(text.plain.rstrip(PUNCTUATION))
    return [Read(Slot.NEAR, text.words(begin, end), begin, end, sure=False)]


def _time(text: Said, read: Sequence[Read]) -> list[Read]:
    """Take a bare number for hours a week, one that is too large for a week for hours in all."""
    numbers = numbers_in(text)
    slot = Slot.MAX_HOURS if numbers and numbers[0].low > FULL_WEEK else Slot.HOURS_PER_WEEK
    return _number_for(slot)(text, read)


ANSWERS: dict[str, AnswerReader] = {
    "time": _time,
    "money": _price,
    "language": _languages,
    "place": _near,
    Slot.HOURS_PER_WEEK.value: _time,
    Slot.MAX_HOURS.value: _number_for(Slot.MAX_HOURS),
    Slot.MAX_EQF_LEVEL.value: _number_for(Slot.MAX_EQF_LEVEL),
    Slot.MAX_STEPS.value: _number_for(Slot.MAX_STEPS),
    Slot.MAX_PRICE.value: _price,
    Slot.LANGUAGES.value: _languages,
    Slot.NEAR.value: _near,
}
"""Slot that was asked for → how a bare answer to it is read."""
