"""Does somebody want to show a certificate, a badge or a diploma that they hold?"""

from advisor.reading.heard import Act, Heard
from advisor.vocabulary.conversation import Intent
from advisor.vocabulary.learner import Slot

LIFE = frozenset({Slot.BACKGROUND, Slot.HELD_SKILL, Slot.NOT_HELD, Slot.EQF_LEVEL, Slot.SPEAKS})


def read_showing(heard: Heard) -> Act | None:
    """Read "I have a badge in my wallet"; a question about certificates is none of it."""
    if "?" in heard.text.text and not heard.short:
        return None
    if not heard.words.says("act.present"):
        return None
    return Act(Intent.PRESENT, kept=tuple(r for r in heard.reads if r.slot in LIFE))
