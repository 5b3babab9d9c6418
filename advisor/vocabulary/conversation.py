"""What is said, what was understood, and what is answered?"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from advisor.vocabulary.blocks import Block, Choice
from advisor.vocabulary.learner import Fact, LearnerProfile
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
    ALONE = "alone"
    """No person is wanted any more: whoever reads along reads no longer."""
    CRISIS = "crisis"
    OFF_TOPIC = "off_topic"
    APPLY = "apply"
    WHY = "why"
    COMPARE = "compare"
    ALTERNATIVES = "alternatives"
    WHAT_IF = "what_if"
    ADJUST = "adjust"
    """Keep, swap, turn down or let go a step: said by the facts and targets."""
    SUMMARY = "summary"
    SKILLS = "skills"
    """What do you think I can do already?"""
    STACK = "stack"
    """What do the steps count towards?"""
    COURSE = "course"
    """What a course that was shown states: its price, its start, who awards it …"""
    LEGAL = "legal"
    MEDICAL = "medical"
    ABUSE = "abuse"
    MANIPULATION = "manipulation"
    MINOR = "minor"
    DOCUMENT = "document"
    """What stands in the file that was handed in; `about` is `withdraw` where the yes to reading it is taken back."""
    PRESENT = "present"
    """A certificate is to be shown, from a wallet or as a file."""
    UNCLEAR = "unclear"


class Understanding(Value):
    """What a message says, before anything is decided."""

    intent: Intent
    facts: tuple[Fact, ...] = ()
    language: str
    choice: Choice | None = None
    unread: tuple[str, ...] = ()
    """Words that carried a wish we could not read, e.g. an amount without a meaning."""
    targets: tuple[str, ...] = ()
    """Micro-credential ids that the message points at: "the first one", "step 2", a title."""
    about: str = ""
    """What it asks for in one word: of ALTERNATIVES the kind (`cheapest`, `fastest`, `closest`, `own_language`,
    `most_complete`, `other_courses`, empty for any), of COURSE the fields of its record (joined by commas), of ADJUST `keep`, `swap`, `reject`, `release`, `done` (taken
    already), `forget`, `restart`, of ADVICE `show` (advice now, no more questions)."""
    reason: str = ""
    """Of ADJUST: the limit that a reason speaks of: `max_price`, `near`, `max_hours`, `languages`, `schedules`, `modes`."""
    supposed: tuple[Fact, ...] = ()
    """Of WHAT_IF: what would hold, kept nowhere."""
    special: tuple[str, ...] = ()
    """Kinds of special personal data that were said (health, religion …): named back as not needed, used nowhere."""


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
    by: str = ""
    """Name of the person who speaks; empty where it is the machine."""
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
