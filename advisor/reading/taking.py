"""Which of the things that the last reply offered is taken by words: "go with that", "the second one"?"""

import re
from collections.abc import Sequence

from advisor.reading.heard import Act, Heard
from advisor.reading.pointing import ordinals_in
from advisor.reading.words import Read
from advisor.tapping import facts_of
from advisor.vocabulary.blocks import Choice, OccupationsBlock, PathwayBlock
from advisor.vocabulary.conversation import Intent, Reply
from advisor.vocabulary.learner import Fact, Slot

NEAR = 12
"""Characters between a number and a word that says that a step is counted."""
BESIDE = frozenset(Slot) - {Slot.GOAL_TEXT, Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL, Slot.INTEREST}
"""What may be told in the same breath; "the first" names no other goal."""


def read_taken(heard: Heard) -> Act | None:
    """Read words that accept what was supposed or shown beside the plan, or that choose one of the occupations."""
    reply = _last(heard)
    if reply is None or "?" in heard.text.text:
        return None
    return _occupation(heard, reply) or _way(heard, reply)


def _last(heard: Heard) -> Reply | None:
    replies = [turn.reply for turn in heard.conversation.turns if turn.reply is not None]
    return replies[-1] if replies else None


def _occupation(heard: Heard, reply: Reply) -> Act | None:
    block = next((b for b in reply.blocks if isinstance(b, OccupationsBlock)), None)
    marks = [(s, e, n) for s, e, n in ordinals_in(heard.words) if not _counts_steps(heard, s, e)]
    if block is None or len(marks) != 1 or heard.spans("act.not", "act.reject", "act.why", "act.compare"):
        return None
    start, end, number = marks[0]
    items = block.items[number - 1 : number] if number > 0 else block.items[-1:]
    spans = ((start, end),)
    if not items:
        return None
    fact = Fact(
        slot=Slot.GOAL_OCCUPATION,
        value=items[0].uri,
        words=heard.text.words(start, end),
        turn=heard.turn,
        confirmed=True,
    )
    return Act(Intent.ADVICE, facts=(fact,), kept=_beside(heard, spans))


def _counts_steps(heard: Heard, start: int, end: int) -> bool:
    return any(s - end <= NEAR and start - e <= NEAR for s, e in heard.spans("act.step"))


def _way(heard: Heard, reply: Reply) -> Act | None:
    ways = [b for b in reply.blocks if isinstance(b, PathwayBlock) and b.kind != "recommended" and b.steps]
    choice = _taking(ways[0].choices) if len(ways) == 1 else None
    spans = heard.spans("act.keep", "act.like", "act.take") or _yes(heard)
    if choice is None or not spans or heard.spans("act.not") or _points_at_a_step(heard) or not heard.short:
        return None
    return Act(Intent.ADVICE, facts=facts_of(choice, heard.turn), kept=_beside(heard, spans))


def _taking(choices: Sequence[Choice]) -> Choice | None:
    return next((c for c in choices if c.action.startswith("facts:")), None)


def _yes(heard: Heard) -> tuple[tuple[int, int], ...]:
    """Give a yes that opens the message."""
    start = re.search(r"\w", heard.text.plain)
    return tuple((s, e) for s, e in heard.spans("confirm.yes") if start and s <= start.start() + 2)


def _points_at_a_step(heard: Heard) -> bool:
    """Say whether a step of the plan is meant instead: "keep the first"."""
    return bool(heard.pointed.ids) and not heard.pointed.vaguely


def _beside(heard: Heard, spans: Sequence[tuple[int, int]]) -> tuple[Read, ...]:
    return tuple(r for r in heard.without(spans) if r.slot in BESIDE)
