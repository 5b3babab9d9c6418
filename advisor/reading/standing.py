"""What does a word that rules something out leave of what stood before?"""

from collections.abc import Sequence
from dataclasses import replace

from advisor.reading.clauses import piece_of
from advisor.reading.negation import languages_around
from advisor.reading.words import Read, Said, phrases, says
from advisor.vocabulary.learner import Fact, Slot

REACH, BETWEEN = 30, 3
"""Characters, and words, between "also" and what comes on top."""
LISTS = frozenset({Slot.SCHEDULES, Slot.MODES, Slot.LANGUAGES})


def as_it_stands(text: Said, reads: Sequence[Read], facts: Sequence[Fact]) -> list[Read]:
    """Take what is ruled out away from what was said before: "no evenings any more", "not in Tuzla"."""
    left = [_left(text, read, facts) if read.ruled_out else _in_the_currency_before(read, facts) for read in reads]
    left = [_of_a_week(text, read, facts) for read in left]
    added = {read.slot for read in left if _adds(text, read)}
    return [_with_what_stands(read, facts) if read.slot in added else read for read in left]


def _adds(text: Said, read: Read) -> bool:
    """Say whether it comes on top of what stands: "also weekends", "weekends are fine too"."""
    if read.slot not in LISTS or read.ruled_out or not isinstance(read.value, list):
        return False
    own = languages_around(text)
    opening, close = piece_of(text, read.start)
    if any(says(key, text) for key in ("only", "answer.instead", "drop.any_more")):
        return False
    before = list(phrases("list.also.before", own).finditer(text.plain, max(opening, read.start - REACH), read.start))
    behind = phrases("list.also.behind", own).search(text.plain, read.end, min(close, read.end + REACH))
    return bool(before and len(text.plain[before[-1].end() : read.start].split()) <= 1) or (
        behind is not None and len(text.plain[read.end : behind.start()].split()) <= BETWEEN
    )


def _with_what_stands(read: Read, facts: Sequence[Fact]) -> Read:
    before = _standing(facts, read.slot)
    if not isinstance(before, list) or not isinstance(read.value, list):
        return read
    return replace(read, value=list(dict.fromkeys([*before, *read.value])))


def _of_a_week(text: Said, read: Read, facts: Sequence[Fact]) -> Read:
    """Take "only three hours" for a week's where hours a week stand, and none in all."""
    weekly = _standing(facts, Slot.HOURS_PER_WEEK) and not _standing(facts, Slot.MAX_HOURS)
    if read.slot is not Slot.MAX_HOURS or not weekly or says("bound.total", text):
        return read
    only = says("only", text, read.start, read.end) or says("answer.correct", text)
    return replace(read, slot=Slot.HOURS_PER_WEEK) if only else read


def _in_the_currency_before(read: Read, facts: Sequence[Fact]) -> Read:
    """Give a sum without a currency that of the sum said before: "500, not 1500"."""
    before = _standing(facts, Slot.MAX_PRICE) if read.slot is Slot.MAX_PRICE else None
    value = read.value
    if not isinstance(value, dict) or not isinstance(before, dict) or value["currency"] or not value["amount"]:
        return read
    return replace(read, value={**value, "currency": before["currency"]})


def _left(text: Said, read: Read, facts: Sequence[Fact]) -> Read:
    before = _standing(facts, read.slot)
    if read.slot is Slot.NEAR:
        return read if before in read.ruled_out else replace(read, slot=None)
    if read.slot not in LISTS or not isinstance(before, list) or not set(before) & set(read.ruled_out):
        return read
    left = [value for value in before if value not in read.ruled_out]
    if left:
        return replace(read, value=left)
    return replace(read, value=None) if says("drop.any_more", text) else read


def _standing(facts: Sequence[Fact], slot: Slot | None) -> object:
    return next((f.value for f in reversed(facts) if f.slot is slot), None)
