"""Which words ask for which other way, and which limit may a reason stand for?"""

from advisor.vocabulary.learner import Slot

TIME = frozenset({Slot.MAX_HOURS, Slot.HOURS_PER_WEEK, Slot.FINISH_BY, Slot.START_BY, Slot.START_FROM, Slot.MAX_STEPS})
PLACE = frozenset({Slot.NEAR, Slot.COUNTRY, Slot.MODES})
REASONS = {
    "act.too.dear": "max_price", "act.too.far": "near", "act.too.carless": "near", "act.too.long": "max_hours",
    "act.too.foreign": "languages", "act.too.busy": "schedules", "act.too.online": "modes",
}  # fmt: skip
"""What a reason speaks of: the slot of the limit that it may stand for."""
WAYS: tuple[tuple[tuple[str, ...], str, frozenset[Slot]], ...] = (
    (("act.cheaper", "act.too.dear"), "cheapest", frozenset({Slot.MAX_PRICE})),
    (("act.shorter", "act.too.long"), "fastest", TIME),
    (("act.closer", "act.too.far"), "closest", PLACE),
    (("act.own_language", "act.too.foreign"), "own_language", frozenset({Slot.LANGUAGES, Slot.SPEAKS})),
    (("act.more_complete",), "most_complete", frozenset()),
    (("act.other_courses", "act.easier", "act.too.hard"), "other_courses", frozenset()),
    (("act.other_ways",), "", frozenset()),
)
"""Words → kind of the other way; a message that states a limit of that kind sets it instead."""
