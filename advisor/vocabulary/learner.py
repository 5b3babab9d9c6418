"""Who is asking: what do we know of the learner, and from which words?"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from knowledge.vocabulary.opportunity import DeliveryMode, Support, TimeOfDay
from knowledge.vocabulary.value import Value


def _calendar_day(given: object) -> object:
    """Take a date as it is written, 2027-03-13: a number would be read as seconds since 1970."""
    if isinstance(given, date) or (isinstance(given, str) and given.count("-") == WRITTEN_DASHES) or given is None:
        return given
    raise PydanticCustomError("written_date", "a date is written as 2027-03-13")


WRITTEN_DASHES = 2
Day = Annotated[date, BeforeValidator(_calendar_day)]


class Money(Value):
    amount: float = Field(ge=0)
    currency: str | None = None
    """ISO 4217; None where the learner named none (and 0 needs none)."""


class Evidence(StrEnum):
    """How sure a held skill is. Inferred ones are shown, and count only once said or confirmed."""

    INFERRED = "inferred"
    SAID = "said"
    CONFIRMED = "confirmed"
    DOCUMENT = "document"
    VERIFIED = "verified"


class HeldSkill(Value):
    skill: str
    """Concept URI, or the learner's own words where no concept fits."""
    evidence: Evidence = Evidence.SAID
    label: str = ""
    words: str = ""
    """The learner's words that it came from."""


class Goal(Value):
    text: str = ""
    occupation: str | None = None
    """Concept URI of the occupation aimed at."""
    skills: tuple[str, ...] = ()
    """Concept URIs of skills wished for directly."""
    interests: tuple[str, ...] = ()
    """What the work should be like where no occupation was named: `green`, `digital`, `hands`, `people` … (Interest)."""


class Interest(StrEnum):
    """What somebody wants of work who names no occupation."""

    GREEN = "green"
    DIGITAL = "digital"
    HANDS = "hands"
    PEOPLE = "people"
    OUTDOORS = "outdoors"
    MACHINES = "machines"
    OFFICE = "office"
    CREATIVE = "creative"
    ANIMALS = "animals"


class Constraints(Value):
    """Hard limits. None or empty = the learner set none."""

    max_hours: float | None = Field(None, ge=0)
    hours_per_week: float | None = Field(None, gt=0, le=168)
    max_price: Money | None = None
    languages: tuple[str, ...] = ()
    modes: tuple[DeliveryMode, ...] = ()
    country: str | None = None
    near: str | None = None
    schedules: tuple[TimeOfDay, ...] = ()
    needs: tuple[Support, ...] = ()
    max_eqf_level: int | None = Field(None, ge=1, le=8)
    start_by: Day | None = None
    start_from: Day | None = None
    """The first day on which the learner has time; None = today."""
    finish_by: Day | None = None
    max_steps: int | None = Field(None, ge=1, le=12)


class LearnerProfile(Value):
    """What drives the advice (contract section 3). Every field optional; an unknown field is an error that names it."""

    goal: Goal = Goal()
    held: tuple[HeldSkill, ...] = ()
    constraints: Constraints = Constraints()
    language: str = "en"
    background: tuple[str, ...] = ()
    """Occupations held now or before, as concept URIs: they bring held skills, and give them their evidence."""
    not_wanted: tuple[str, ...] = ()
    """Micro-credential ids that the learner turned down."""
    not_held: tuple[str, ...] = ()
    """Concept URIs of skills that the learner denied: they are missing, whatever an occupation implies."""
    locked: tuple[str, ...] = ()
    """Micro-credential ids that stay in the plan as long as the limits allow it."""
    completed: tuple[str, ...] = ()
    """Micro-credential ids that the learner has taken already: waived, and their skills held."""
    eqf_level: int | None = Field(None, ge=1, le=8)
    """Level of the highest education that the learner has."""


class Slot(StrEnum):
    """What a fact is about. The value's type stands beside each name."""

    GOAL_TEXT = "goal_text"  # str
    GOAL_OCCUPATION = "goal_occupation"  # concept URI
    GOAL_SKILL = "goal_skill"  # concept URI; adds
    BACKGROUND = "background"  # concept URI of an occupation; adds
    HELD_SKILL = "held_skill"  # HeldSkill as a dict; adds
    MAX_HOURS = "max_hours"  # float
    HOURS_PER_WEEK = "hours_per_week"  # float
    MAX_PRICE = "max_price"  # Money as a dict
    LANGUAGES = "languages"  # list of ISO 639-1: languages of teaching
    MODES = "modes"  # list of DeliveryMode
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    NEAR = "near"  # place name
    SCHEDULES = "schedules"  # list of TimeOfDay
    NEED = "need"  # Support; adds
    MAX_EQF_LEVEL = "max_eqf_level"  # int
    START_BY = "start_by"  # ISO date
    START_FROM = "start_from"  # ISO date
    FINISH_BY = "finish_by"  # ISO date
    MAX_STEPS = "max_steps"  # int
    SPEAKS = "speaks"  # ISO 639-1: language of the conversation
    NOT_WANTED = "not_wanted"  # micro-credential id; adds
    INTEREST = "interest"  # Interest; adds
    NOT_HELD = "not_held"  # concept URI of a skill that was denied; adds
    LOCKED = "locked"  # micro-credential id; adds
    COMPLETED = "completed"  # micro-credential id; adds
    EQF_LEVEL = "eqf_level"  # int: the learner's own highest education
    CONSENT = "consent"  # dict: to what the learner agreed, in which version and language, and when


Stated = str | float | int | list[str] | dict[str, str | float | None] | None
"""What a fact can hold."""


class Fact(Value):
    """One thing that was said, where, and in which words. The profile is the sum of the facts, later ones winning."""

    slot: Slot
    value: Stated
    """None withdraws all that was said under this slot before."""
    withdrawn: bool = False
    """Of an adding slot: this one value no longer holds ("I am no electrician")."""
    words: str = ""
    turn: int = 0
    """Number of the learner's turn in the conversation, from 1; 0 = not from a conversation."""
    by: Literal["rules", "language_model", "choice", "counsellor", "document"] = "rules"
    confirmed: bool = False
