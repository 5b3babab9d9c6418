"""What is said, what was understood, and what is answered?"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, NewType

from pydantic import Field

from advisor.vocabulary.learner import Fact, LearnerProfile
from advisor.vocabulary.pathway import Pathway
from knowledge.vocabulary.search import SourceKind
from knowledge.vocabulary.value import Value

ConversationId = NewType("ConversationId", str)


class IncomingMessage(Value):
    """One message of a learner, from any channel."""

    conversation: ConversationId
    client_message_id: str
    """Chosen by the channel; the same id again gives the stored reply, never a second turn."""
    text: str = ""
    choice: str | None = None
    """Id of a choice that a reply offered."""
    language: str | None = None
    """Set by the person or the channel; None = detected."""


class Intent(StrEnum):
    ADVICE = "advice"
    POLICY = "policy"
    GREETING = "greeting"
    THANKS = "thanks"
    PERSON = "person"
    CRISIS = "crisis"
    OFF_TOPIC = "off_topic"
    APPLY = "apply"
    UNCLEAR = "unclear"


class Understanding(Value):
    """What a message says, before anything is decided."""

    intent: Intent
    facts: tuple[Fact, ...] = ()
    language: str
    choice: "Choice | None" = None
    unread: tuple[str, ...] = ()
    """Words that carried a wish we could not read, e.g. an amount without a meaning."""


class Choice(Value):
    """A button or chip: what it says and what it does."""

    id: str
    label: str
    action: str = ""
    """`fact:<slot>=<json>`, `skip:<slot>`, `apply:<micro-credential id>`, `consent:<hand-off id>`, `say:<text>`."""


class TextBlock(Value):
    type: Literal["text"] = "text"
    text: str
    citations: tuple[int, ...] = ()


class QuestionBlock(Value):
    type: Literal["question"] = "question"
    slot: str
    text: str
    choices: tuple[Choice, ...] = ()


class PathwayBlock(Pathway):
    type: Literal["pathway"] = "pathway"
    choices: tuple[Choice, ...] = ()
    """What can be done with it: apply to the first step, cheaper, shorter …"""


class ComparisonBlock(Value):
    type: Literal["comparison"] = "comparison"
    items: tuple[dict[str, Any], ...]


class SkillItem(Value):
    uri: str
    label: str
    confidence: float
    evidence: str
    confirmed: bool


class SkillsBlock(Value):
    type: Literal["skills"] = "skills"
    items: tuple[SkillItem, ...]


class UnderstoodItem(Value):
    slot: str
    label: str
    """What we took it to mean, in the learner's language, e.g. "6 hours a week"."""
    words: str
    turn: int


class UnderstoodBlock(Value):
    """What was understood so far, as chips that can be corrected."""

    type: Literal["understood"] = "understood"
    items: tuple[UnderstoodItem, ...]


class HandOffBlock(Value):
    type: Literal["handoff"] = "handoff"
    handoff: str
    """Id of the hand-off."""
    status: str
    micro_credential_id: str
    title: str
    provider: str
    text: str
    """The consent text while `draft`; afterwards what happened and what to do now."""
    url: str | None = None
    choices: tuple[Choice, ...] = ()


class NoticeBlock(Value):
    type: Literal["notice"] = "notice"
    kind: Literal["ai", "privacy", "crisis", "off_topic", "no_match", "not_in_sources", "language", "person", "error"]
    text: str


Block = Annotated[
    TextBlock
    | QuestionBlock
    | PathwayBlock
    | ComparisonBlock
    | SkillsBlock
    | UnderstoodBlock
    | HandOffBlock
    | NoticeBlock,
    Field(discriminator="type"),
]


class NumberedCitation(Value):
    n: int
    source: SourceKind
    id: str
    title: str
    locator: str
    quote: str
    url: str = ""
    seen: date


class ConversationState(StrEnum):
    ANSWERING = "answering"
    WAITING = "waiting_for_counsellor"
    WITH_COUNSELLOR = "with_counsellor"
    CLOSED = "closed"


class Progress(Value):
    known: int
    of: int


class Stage(Value):
    """One stage of a turn, for `--explain` and the counsellor's "why this advice"."""

    stage: str
    value: Any


class Reply(Value):
    conversation: ConversationId
    message: str
    """Id of the reply."""
    language: str
    state: ConversationState = ConversationState.ANSWERING
    progress: Progress
    blocks: tuple[Block, ...]
    citations: tuple[NumberedCitation, ...] = ()
    profile: LearnerProfile
    explain: tuple[Stage, ...] = ()


class Turn(Value):
    """One message and its reply, as kept."""

    number: int
    message: str
    """Id of the learner's message; empty where the adviser spoke unasked (a hand-off's news)."""
    client_message_id: str
    text: str
    choice: str | None
    at: datetime
    reply: Reply | None
    """None while the turn is open."""
    facts: tuple[Fact, ...] = ()


class Conversation(Value):
    id: ConversationId
    channel: str
    address: str
    """Where the channel can reach the person, e.g. a chat id; empty for the web."""
    language: str | None
    state: ConversationState = ConversationState.ANSWERING
    created: datetime
    facts: tuple[Fact, ...] = ()
    asked: tuple[str, ...] = ()
    """Slots asked so far: never the same question twice."""
    turns: tuple[Turn, ...] = ()


Understanding.model_rebuild()
