"""May words that no cue marks name what somebody wants to learn?"""

from collections.abc import Sequence

from advisor.reading.answers import ASKED_GOAL, asked_slot
from advisor.reading.clauses import Clause, Kind
from advisor.reading.goals import Wish, wishes
from advisor.reading.negation import languages_around
from advisor.reading.words import Read, Said, phrases
from advisor.shown import shown_in
from advisor.vocabulary.blocks import OccupationsBlock, PathwayBlock
from advisor.vocabulary.conversation import Conversation
from advisor.vocabulary.learner import Slot

NEAR = 20
"""Characters before a wish in which the word course stands."""


def adds(text: Said) -> bool:
    """Say whether it is added: also is "as well" in English, and "so" in German."""
    return phrases("goal.also", languages_around(text)).search(text.plain) is not None


def has_a_goal(conversation: Conversation) -> bool:
    return any(f.slot is Slot.GOAL_TEXT for f in conversation.facts)


def was_shown_some(conversation: Conversation) -> bool:
    """Say whether occupations or a plan were shown: words that name nothing known are about them."""
    return any(isinstance(block, OccupationsBlock | PathwayBlock) for block in shown_in(conversation))


def ends_as_a_question(text: Said) -> bool:
    """Say whether it ends with a question's mark or little word: what it names is asked about, not wished for."""
    ends = phrases("intent.question_end", languages_around(text)).finditer(text.plain)
    return "?" in text.text or any(not any(c.isalnum() for c in text.plain[m.end() :]) for m in ends)


def tells(text: Said, part: Clause) -> bool:
    """Say whether words without a cue open like a sentence on oneself: "I have a first aid card" is no new goal."""
    start = next((i for i in range(part.start, part.end) if text.plain[i].isalnum()), part.start)
    return phrases("told.opening", languages_around(text)).match(text.plain, start, part.end) is not None


def may_be_a_goal(
    text: Said, bare: Sequence[Wish], limits: Sequence[Read], history: Sequence[Read], conversation: Conversation
) -> bool:
    """Say whether words without a cue that name no concept are a wish: not beside other facts, nor as another answer."""
    asked = asked_slot(conversation)
    if asked in ASKED_GOAL:
        return True
    words = sum(len(w.value.split()) for w in bare)
    has_goal = has_a_goal(conversation)
    if has_goal and adds(text):
        return True
    first = not has_goal and not was_shown_some(conversation)
    if not first or asked is not None:
        return False
    return any(_is_a_course(text, wish) for wish in bare) or (words >= 2 and not history and not limits)


def _is_a_course(text: Said, wish: Wish) -> bool:
    """Say whether the word course leads up to it: evenings, a course in video editing."""
    near = phrases("unit.step").finditer(text.plain, max(0, wish.start - NEAR), wish.start)
    return any(len(text.plain[m.end() : wish.start].split()) <= 1 for m in near)


def last_resort(
    text: Said, parts: Sequence[Clause], limits: Sequence[Read], history: Sequence[Read], conversation: Conversation
) -> list[Read]:
    """Take a first message that says only what someone cannot do for the wish to learn it."""
    if has_a_goal(conversation) or history or asked_slot(conversation) or any(r.slot for r in limits):
        return []
    missing = wishes(text, parts, limits, Kind.CANNOT)[:1]
    return [Read(Slot.GOAL_TEXT, wish.value, wish.start, wish.end, sure=False) for wish in missing]
