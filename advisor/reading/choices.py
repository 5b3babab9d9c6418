"""Which button was tapped, and what does it say?"""

import json
from collections.abc import Iterator

from pydantic import ValidationError

from advisor.vocabulary.blocks import Choice
from advisor.vocabulary.conversation import Conversation, IncomingMessage, Reply
from advisor.vocabulary.learner import Fact, Slot

FACT = "fact:"
SAY = "say:"


def chosen(message: IncomingMessage, conversation: Conversation) -> Choice | None:
    """Find the choice that was tapped, or whose label was typed, among those that the last reply offered."""
    offered = list(_offered(conversation))
    if message.choice is not None:
        return next((c for c in offered if c.id == message.choice), None)
    typed = " ".join(message.text.casefold().split())
    return next((c for c in offered if typed and typed == " ".join(c.label.casefold().split())), None)


def _offered(conversation: Conversation) -> Iterator[Choice]:
    reply = _last_reply(conversation)
    for block in reply.blocks if reply else ():
        yield from getattr(block, "choices", ())


def _last_reply(conversation: Conversation) -> Reply | None:
    return next((turn.reply for turn in reversed(conversation.turns) if turn.reply is not None), None)


def words_of(choice: Choice) -> str | None:
    """Give the text that a choice says in the learner's place."""
    return choice.action.removeprefix(SAY) if choice.action.startswith(SAY) else None


def fact_of(choice: Choice, turn: int) -> Fact | None:
    """Give the fact that a choice states; None where it states none."""
    if not choice.action.startswith(FACT):
        return None
    slot, _, value = choice.action.removeprefix(FACT).partition("=")
    try:
        return Fact(
            slot=Slot(slot), value=json.loads(value), words=choice.label, turn=turn, by="choice", confirmed=True
        )
    except (ValueError, ValidationError):
        return None
