"""What is missing, and which way leads there?"""

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from advisor.vocabulary.learner import Goal
from knowledge.vocabulary.value import ExactNumber, Value


class SkillNeed(Value):
    """A skill that the goal asks for."""

    skill: str
    """Concept URI, or `text:<words>` where the goal is known by words only."""
    label: str
    weight: float
    """Essential 1.0, optional 0.3."""
    essential: bool = True
    source: str = ""
    """Concept URI of the occupation, or `said`."""


class SkillGap(Value):
    """required = held + missing, by skill."""

    required: tuple[SkillNeed, ...] = ()
    held: tuple[SkillNeed, ...] = ()
    missing: tuple[SkillNeed, ...] = ()


class Closes(Value):
    skill: str
    label: str
    weight: float


class Reason(Value):
    """Why a step is there, with the number of the citation (in the pathway's own list) that proves it."""

    text: str
    citation: int | None = None


class Amount(Value):
    amount: ExactNumber
    currency: str


class PathwayStep(Value):
    order: int
    micro_credential_id: str
    opportunity_id: str
    title: str
    awarding_body: str
    provider: str
    hours: float | None
    """None: not stated by the provider, never zero."""
    ects: float | None
    price: Amount | None
    language: str | None
    mode: str | None
    eqf_level: int | None
    starts: str | None
    """ISO date, `continuous`, or None where not stated."""
    url: str
    demonstration: bool = False
    closes: tuple[Closes, ...] = ()
    requires: tuple[str, ...] = ()
    """Micro-credential ids and concept URIs to have before."""
    reasons: tuple[Reason, ...] = ()
    stacks_into: tuple[str, ...] = ()
    quality: dict[str, str] = {}
    """assessment, quality_assurance, as stated."""
    alternatives: tuple[str, ...] = ()
    locked: bool = False
    """The learner asked to keep it."""
    week_from: int | None = None
    week_to: int | None = None
    """Weeks from the start at the learner's pace, from 1."""


class Waived(Value):
    """A course that need not be taken, because of what the learner has already."""

    micro_credential_id: str
    title: str
    skills: tuple[str, ...] = ()
    """Names of the skills that count for it."""
    evidence: str = ""
    """What it rests on: Evidence, or the concept URI of an occupation."""
    ask: str = ""
    """Who decides on it: the awarding body."""
    citation: int | None = None
    """Number of the quote of what the course teaches, in the pathway's own list."""


class StackProgress(Value):
    """How far the steps lead towards a larger credential that courses say they count towards."""

    credential: str
    """Its name, as the courses state it."""
    counts: tuple[str, ...]
    """Ids of the steps and completed courses that count."""
    of: int
    """Courses of the catalogue that count towards it."""


class Totals(Value):
    """Sums over the steps. None where a step does not state its part: a sum of unknowns is unknown."""

    hours: float | None
    price: tuple[Amount, ...] | None
    weeks: int | None
    ects: float | None


class Coverage(Value):
    """Share of the required skills that are held or closed by a step, weighted, 0..1."""

    essential: float
    optional: float


class ConstraintCheck(Value):
    name: str
    wanted: str
    got: str
    met: bool


class Relaxation(Value):
    """The smallest change of one limit that helps, and what it gains."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    constraint: str
    from_: str = Field(alias="from")
    to: str
    gains: str
    value: Any = None
    """The new limit as a profile states it; None where the limit has to go altogether."""


class Proof(Value):
    optimal: bool
    gap: float
    """Relative gap between the plan and the best bound."""


class Pathway(Value):
    """1..n steps in order (contract section 3). No steps: `relaxations` say what would help."""

    id: str
    receipt: str
    """sha256 of the profile and catalogue version, in hex: replays this pathway."""
    catalogue_version: int
    goal: Goal
    goal_label: str = ""
    gap: SkillGap
    steps: tuple[PathwayStep, ...] = ()
    totals: Totals
    coverage: Coverage
    uncovered: tuple[SkillNeed, ...] = ()
    constraints: tuple[ConstraintCheck, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    waived: tuple[Waived, ...] = ()
    stacking: tuple[StackProgress, ...] = ()
    assumptions: tuple[str, ...] = ()
    """Slot names that nobody stated and that would change the advice."""
    proof: Proof


class OtherPathway(Pathway):
    """Another way to the same goal, beside the recommended one."""

    kind: str
    """`cheapest`, `fastest`, `most_complete`, `own_language`, `closest`, `other_courses`."""
    loses: tuple[SkillNeed, ...] = ()
    """Skills that the recommended pathway closes and this one leaves open."""


class PlanRequest(Value):
    """What a planner is given besides the library: so that the same request gives the same bytes."""

    today: date
    max_candidates: int = 200
