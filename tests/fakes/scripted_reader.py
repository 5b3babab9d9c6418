"""What does a reader see that was told beforehand what each message means?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from advisor.vocabulary.conversation import Conversation, IncomingMessage, Intent, Understanding
from advisor.vocabulary.learner import Fact, Slot


class ScriptedReader:
    """Gives what was written for a text: an intent, facts, or all that was understood; every other text is unclear."""

    def __init__(
        self, script: Mapping[str, Intent | Understanding | Mapping[Slot, Any]] | None = None, language: str = "en"
    ) -> None:
        self._script = dict(script or {})
        self._language = language
        self.asked: list[str] = []

    def read(self, message: IncomingMessage, conversation: Conversation, turn: int, now: datetime) -> Understanding:
        self.asked.append(message.text)
        said = self._script.get(message.text, Intent.UNCLEAR)
        if isinstance(said, Understanding):
            return said
        if isinstance(said, Intent):
            return Understanding(intent=said, language=self._language)
        facts = [Fact(slot=s, value=v, words=message.text, turn=turn) for s, vs in said.items() for v in _each(s, vs)]
        return Understanding(intent=Intent.ADVICE, facts=tuple(facts), language=self._language)


def _each(slot: Slot, value: Any) -> Sequence[Any]:
    adding = {Slot.GOAL_SKILL, Slot.BACKGROUND, Slot.HELD_SKILL, Slot.NEED}
    return value if slot in adding and isinstance(value, tuple) else (value,)
