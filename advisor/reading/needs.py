"""What does the learner need besides a course?"""

from advisor.reading.words import Read, Said, found, last_found
from advisor.vocabulary.learner import Slot
from knowledge.vocabulary.opportunity import Support

KEYS = {
    "need.childcare": Support.CHILDCARE,
    "need.step_free": Support.STEP_FREE,
    "need.sign_language": Support.SIGN_LANGUAGE,
    "need.devices": Support.DEVICES,
    "need.transport": Support.TRANSPORT,
    "need.career_assistance": Support.CAREER_ASSISTANCE,
}
MAY_BE_THE_GOAL = frozenset({Support.CHILDCARE, Support.SIGN_LANGUAGE})
"""People learn these as a trade, too: "I want to work in child care"."""
WISHED = ("want", "work", "learn", "become", "job", "zelim", "raditi", "postati", "nauciti", "mochte", "werden", "lernen",
          "ingin", "menjadi", "belajar", "worker", "helper", "teach", "course", "kurs", "class", "training")  # fmt: skip
REACH = 30


def read_needs(text: Said) -> list[Read]:
    """Read the needs that were said; nothing is concluded from a person's life."""
    return [
        Read(Slot.NEED, need.value, match.start(), match.end())
        for key, need in KEYS.items()
        for match in found(key, text)
        if not (need in MAY_BE_THE_GOAL and _is_the_goal(text, match.start(), match.end()))
    ]


def _is_the_goal(text: Said, start: int, end: int) -> bool:
    last = last_found("need.led_by", text, max(0, start - REACH), start)
    if last is not None and not text.plain[last.end() : start].strip():
        return False
    around = text.plain[max(0, start - REACH) : start].split() + text.plain[end : end + 10].split()
    return any(word.strip(".,!?") in WISHED for word in around)
