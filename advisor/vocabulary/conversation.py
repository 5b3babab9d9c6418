"""What is said, what was understood, and what is answered?"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, NewType

from pydantic import Field

from advisor.vocabulary.learner import Fact, LearnerProfile, Slot, Stated
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
    choice: "Choice | None" = None
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


class Choice(Value):
    """A button or chip: what it says and what it does."""

    id: str
    label: str
    action: str = ""
    """`fact:<slot>=<json>`, `skip:<slot>`, `apply:<micro-credential id>`, `consent|withdraw:<hand-off id>`, `say:<text>`,
    `why:<id>`, `compare:<id>,<id>`, `alternatives:<kind>`, `keep|swap|reject|release:<id>`."""


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
    kind: str = "recommended"
    """`recommended`, `cheapest`, `fastest` …, `what_if`: only a recommended one is the learner's plan."""
    approved_by: str = ""
    """Name of the person who checked and approved what the machine had drafted."""
    approval: str = ""
    """Id of that approval; with it the plan on paper says so too."""
    choices: tuple[Choice, ...] = ()
    """What can be done with it: apply to the first step, cheaper, shorter …"""


class ComparedFact(Value):
    name: str
    """What is compared, in the learner's language."""
    value: str | None
    """None: not stated."""
    citation: int | None = None


class ComparedCourse(Value):
    micro_credential_id: str
    title: str
    provider: str = ""
    facts: tuple[ComparedFact, ...] = ()
    """The same names in the same order for every course of a comparison."""


class ComparisonBlock(Value):
    """Two to four courses side by side."""

    type: Literal["comparison"] = "comparison"
    items: tuple[ComparedCourse, ...]
    choices: tuple[Choice, ...] = ()


class OccupationItem(Value):
    """An occupation that an open goal may mean, and how near the learner is."""

    uri: str
    label: str
    held: int = 0
    required: int = 0
    """Essential skills: how many of them are held."""
    share: float = 0.0
    """Weighted share of what it asks for that the learner brings, 0..1."""
    green_share: float | None = None
    digital_share: float | None = None
    transferable: tuple[str, ...] = ()
    """Names of skills that the learner brings and it asks for."""
    missing: tuple[str, ...] = ()
    """Names of the essential skills that are missing."""
    courses: int = 0
    """Courses that teach something of what is missing, within the limits."""


class OccupationsBlock(Value):
    type: Literal["occupations"] = "occupations"
    items: tuple[OccupationItem, ...]
    choices: tuple[Choice, ...] = ()


class SkillItem(Value):
    uri: str
    label: str
    confidence: float
    evidence: str
    """The learner's words, or the name of the occupation that it was inferred from."""
    confirmed: bool
    slot: Slot = Slot.HELD_SKILL
    """What a yes to it states: of a CV also an occupation, the languages, the schooling."""
    value: Stated = None
    """Value of the fact that a yes to it states; None: that the skill is held."""
    words: str = ""
    """The words of the document that name it."""


class SkillsBlock(Value):
    type: Literal["skills"] = "skills"
    items: tuple[SkillItem, ...]
    choices: tuple[Choice, ...] = ()
    source: Literal["", "document"] = ""
    """`document`: read from a file, and kept only until it is answered."""


class UnderstoodItem(Value):
    slot: str
    label: str
    """What we took it to mean, in the learner's language, e.g. "6 hours a week"."""
    words: str
    turn: int
    value: str | float | int | list[str] | dict[str, str | float | None] | None = None
    """What the fact holds, so that this one thing can be taken back."""


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
    kind: Literal[
        "ai",
        "privacy",
        "crisis",
        "off_topic",
        "no_match",
        "not_in_sources",
        "language",
        "person",
        "error",
        "boundary",
        "minor",
        "special",
    ]
    text: str


Block = Annotated[
    TextBlock
    | QuestionBlock
    | PathwayBlock
    | ComparisonBlock
    | SkillsBlock
    | OccupationsBlock
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


Understanding.model_rebuild()
