"""Does somebody want to show a certificate, a badge or a diploma that they hold, or ask how to prove what they can do?"""

from advisor.reading.heard import Act, Heard
from advisor.vocabulary.conversation import Intent
from advisor.vocabulary.learner import Slot

LIFE = frozenset({Slot.BACKGROUND, Slot.HELD_SKILL, Slot.NOT_HELD, Slot.EQF_LEVEL, Slot.SPEAKS})
A_WORD = frozenset({Slot.GOAL_TEXT, Slot.INTEREST})
"""What is read of words that may mean anything; every other fact beside it makes it a part of a story."""
FEW = 5
"""Words beside it from which on it is a part of a story."""


def read_showing(heard: Heard) -> Act | None:
    """Read "I have a badge in my wallet"; a question about certificates is none of it, nor is a wish that names one."""
    spans = heard.spans("act.present")
    if not spans or ("?" in heard.text.text and not heard.short):
        return None
    beside = heard.without(spans)
    if heard.left(spans) > FEW or any(r.slot not in LIFE | A_WORD for r in beside):
        return None
    return Act(Intent.PRESENT, kept=tuple(r for r in heard.reads if r.slot in LIFE))
