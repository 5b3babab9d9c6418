"""What does a channel need of the room of advice, without its reading and planning: durable turns that say what was heard?"""

import time
from datetime import datetime

from sqlalchemy import Engine

from advisor.errors import UnreadableFile
from advisor.handing_in import DAMAGED, HandedIn, check_handed_in
from advisor.ports import OutboxRow
from advisor.storage.sql import SqlConversationStore
from advisor.turn import Report, silent
from advisor.vocabulary.blocks import Block, Choice, QuestionBlock, TextBlock
from advisor.vocabulary.conversation import Conversation, ConversationId, IncomingMessage, Progress, Reply
from advisor.vocabulary.learner import LearnerProfile


def a_reply(*blocks: Block, conversation: str = "c", message: str = "m", **given: object) -> Reply:
    return Reply(
        conversation=ConversationId(conversation),
        message=message,
        blocks=blocks,
        **{"language": "en", "progress": Progress(known=0, of=5), "profile": LearnerProfile(), **given},
    )


class ScriptedAdvisor:
    """Answers "heard: …" with a question beneath; everything is kept as the real one keeps it."""

    def __init__(self, engine: Engine, seconds: float = 0.0) -> None:
        self.store = SqlConversationStore(engine)
        self.seconds = seconds
        """How long a turn takes."""
        self.slow: dict[str, float] = {}
        """Longer for these texts."""
        self.failing: dict[str, int] = {}
        """How often a text makes a turn fail."""
        self.blocks: dict[str, tuple[Block, ...]] = {}
        """What is answered to these texts."""

    def start_conversation(
        self,
        channel: str,
        address: str = "",
        language: str | None = None,
        *,
        now: datetime,
        identifier: str | None = None,
        token: str | None = None,
    ) -> tuple[ConversationId, str]:
        name = ConversationId(identifier or "new")
        self.store.open_conversation(name, token or "", channel, address, language, now)
        return name, token or ""

    def take_turn(self, message: IncomingMessage, now: datetime, report: Report = silent) -> Reply:
        turn = self.store.open_turn(message, now)
        if turn.reply is not None:
            return turn.reply
        report("searching")
        time.sleep(self.slow.get(message.text, self.seconds))
        if self.failing.get(message.text, 0) > 0:
            self.failing[message.text] -= 1
            raise RuntimeError("scripted failure")
        identifier = f"{message.conversation[:8]}-{turn.number}"
        standing = self.store.conversation(message.conversation)
        language = message.language or standing.language or "en"
        blocks = self.blocks.get(message.text) or _heard(message, turn.number)
        reply = a_reply(*blocks, conversation=message.conversation, message=identifier, language=language)
        row = OutboxRow(
            key=f"deliver:{identifier}", lane="deliver", conversation=message.conversation, reference=identifier
        )
        closed = self.store.close_turn(message.conversation, turn.number, reply, (), (), language, (), (row,), now)
        return closed.reply or reply

    def take_file(self, given: HandedIn, now: datetime) -> Reply:
        """Answer what a file says when it is read as text; "damaged" cannot be read."""
        check_handed_in(given)
        if given.content == b"damaged":
            raise UnreadableFile(*DAMAGED)
        said = IncomingMessage(
            conversation=given.conversation, client_message_id=given.client_message_id, text=given.content.decode()
        )
        return self.take_turn(said, now)

    def conversation(self, identifier: str) -> Conversation:
        return self.store.conversation(ConversationId(identifier))

    def move_conversation(self, identifier: str, channel: str, address: str) -> None:
        self.store.move_conversation(ConversationId(identifier), channel, address)

    def export(self, identifier: str) -> dict[str, object]:
        return self.store.export(ConversationId(identifier))

    def erase(self, identifier: str, now: datetime | None = None) -> None:
        self.store.erase(ConversationId(identifier), now)

    def forget_idle(self, now: datetime) -> int:
        """Nothing here is old."""
        return 0


def _heard(message: IncomingMessage, number: int) -> tuple[Block, ...]:
    choices = (
        Choice(id=f"t{number}c1", label="Free", action='fact:max_price={"amount": 0}'),
        Choice(id=f"t{number}c2", label="Skip", action="skip:money"),
    )
    return (
        TextBlock(text=f"heard: {message.text or message.choice}"),
        QuestionBlock(slot="money", text="How much?", choices=choices),
    )
