"""What does a message say, read by rules alone?"""

from datetime import datetime

from advisor.vocabulary.conversation import Conversation, IncomingMessage, Intent, Understanding
from advisor.vocabulary.learner import Fact, Slot
from knowledge.language_detection import detect
from knowledge.library import Library


class RulesReader:
    """Read without a language model: the same words always give the same facts."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def read(self, message: IncomingMessage, conversation: Conversation, turn: int, now: datetime) -> Understanding:  # noqa: ARG002
        language = message.language or detect(message.text, conversation.language)
        facts = tuple(
            Fact(slot=Slot.GOAL_OCCUPATION, value=str(found.uri), words=found.evidence, turn=turn)
            for found in self._library.occupations_in(message.text, language, limit=1)
        )
        text = Fact(slot=Slot.GOAL_TEXT, value=message.text, words=message.text, turn=turn)
        return Understanding(intent=Intent.ADVICE, facts=(text, *facts), language=language)
