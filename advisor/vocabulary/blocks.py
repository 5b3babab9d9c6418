"""What can stand in a reply, for every channel to show in its own way?"""

from typing import Annotated, Literal

from pydantic import Field

from advisor.vocabulary.learner import Slot, Stated
from advisor.vocabulary.pathway import Pathway
from knowledge.vocabulary.value import Value


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
