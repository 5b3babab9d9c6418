"""How is a chip put right: which question does it open, what can be tapped, and what takes it away?"""

import json
import re
from dataclasses import dataclass

from advisor.dialogue import Question
from advisor.profiling import ADDING
from advisor.translations import translate
from advisor.vocabulary.blocks import Choice, UnderstoodBlock, UnderstoodItem
from advisor.vocabulary.conversation import Conversation
from advisor.vocabulary.learner import Slot
from advisor.writing.questions import WORDS, question

ASKED: dict[Slot, Question] = {
    Slot.GOAL_TEXT: Question.GOAL, Slot.GOAL_OCCUPATION: Question.GOAL, Slot.GOAL_SKILL: Question.GOAL,
    Slot.INTEREST: Question.GOAL, Slot.HOURS_PER_WEEK: Question.TIME, Slot.MAX_PRICE: Question.MONEY,
    Slot.LANGUAGES: Question.LANGUAGE, Slot.MODES: Question.PLACE, Slot.NEAR: Question.PLACE,
}  # fmt: skip
"""Slot of a chip → the question that asks for it; the others are put right in words."""
GOAL = (Slot.GOAL_TEXT, Slot.GOAL_OCCUPATION)
IDENTIFIER = re.compile(r"^chip:(\d{1,6}):(\d{1,3}):(\d{1,3}|without)$")
"""Turn of the reply that showed the chip, place of the chip, and which of its buttons."""


@dataclass(frozen=True)
class Correction:
    """What a chip opens."""

    question: str
    choices: tuple[Choice, ...]
    without: Choice


def correction(item: UnderstoodItem, turn: int, place: int, language: str) -> Correction:
    """Make the buttons of a chip; their ids say where the chip stood, so that nothing else need be kept."""
    slot = Slot(item.slot)
    asked = ASKED.get(slot)
    offered = question(asked, language).choices[:-1] if asked else ()  # the last one passes the question over
    choices = tuple(each.model_copy(update={"id": f"chip:{turn}:{place}:{n}"}) for n, each in enumerate(offered))
    return Correction(
        question=translate(language, WORDS[asked]) if asked else "",
        choices=choices,
        without=Choice(
            id=f"chip:{turn}:{place}:without",
            label=translate(language, "without: {name}", name=item.label),
            action=_taking_away(slot, item),
        ),
    )


def tapped_chip(identifier: str, conversation: Conversation) -> Choice | None:
    """Find the button of a chip again; None where no such chip was shown."""
    found = IDENTIFIER.match(identifier)
    reply = next((t.reply for t in conversation.turns if found and t.number == int(found[1])), None)
    blocks = reply.blocks if reply else ()
    items = next((block.items for block in blocks if isinstance(block, UnderstoodBlock)), ())
    if found is None or reply is None or int(found[2]) >= len(items):
        return None
    made = correction(items[int(found[2])], int(found[1]), int(found[2]), reply.language)
    return next((each for each in (*made.choices, made.without) if each.id == identifier), None)


def _taking_away(slot: Slot, item: UnderstoodItem) -> str:
    if slot in ADDING and item.value is not None:
        return f"without:{slot.value}={json.dumps(item.value, ensure_ascii=False)}"
    slots = GOAL if slot in GOAL else (slot,)
    return f"facts:{json.dumps([[each.value, None] for each in slots])}"
