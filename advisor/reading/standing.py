"""What does a word that rules something out leave of what stood before?"""

from collections.abc import Sequence
from dataclasses import replace

from advisor.reading.words import Read, Said, says
from advisor.vocabulary.learner import Fact, Slot

LISTS = frozenset({Slot.SCHEDULES, Slot.MODES, Slot.LANGUAGES})


def as_it_stands(text: Said, reads: Sequence[Read], facts: Sequence[Fact]) -> list[Read]:
    """Take what is ruled out away from what was said before: "no evenings any more", "not in Tuzla"."""
    return [_left(text, read, facts) if read.ruled_out else _in_the_currency_before(read, facts) for read in reads]


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
