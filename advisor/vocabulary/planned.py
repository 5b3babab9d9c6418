"""What does the planner hand on: a pathway together with the quotes that prove it?"""

from typing import Literal

from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.pathway import Pathway, SkillNeed
from knowledge.vocabulary.value import Value

PathwayKind = Literal[
    "recommended",
    "cheapest",
    "fastest",
    "own_language",
    "closest",
    "most_complete",
    "other_courses",
    "more_languages",
    "what_if",
]


class Considered(Value):
    """A course that the planner chose from, for "why this advice" and the audit."""

    micro_credential_id: str
    opportunity_id: str
    score: float
    """Share of the gap that it closes, 0..1."""


class LeftOut(Value):
    """A course that would close a part of the gap, and the limits that keep it out."""

    micro_credential_id: str
    limits: tuple[str, ...]
    """Names of limits that no way to take it keeps; empty where only several together do."""


class PlannedPathway(Value):
    """A pathway and its citations; `Reason.citation` is the `n` of one of them."""

    pathway: Pathway
    citations: tuple[NumberedCitation, ...] = ()
    kind: PathwayKind = "recommended"
    loses: tuple[SkillNeed, ...] = ()
    """Of another way: skills that the recommended pathway closes and this one leaves open."""
    considered: tuple[Considered, ...] = ()
    """What was within the limits, the best first, as far as the list is kept."""
    candidates: int = 0
    """How many there were."""
    not_stated: dict[str, int] = {}
    """How many of these state no `eqf_level`, `price`, `hours`."""
    left_out: tuple[LeftOut, ...] = ()
    """What closes most of what is not within the limits."""
