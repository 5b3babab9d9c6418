"""What is one way to take one micro-credential, in the planner's eyes?"""

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal

from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import DeliveryMode, LearningOpportunity


@dataclass(frozen=True)
class Offer:
    """One way to take one micro-credential, with what it closes and what it costs, in whole numbers for the solver."""

    record: MicroCredential
    opportunity: LearningOpportunity
    covers: dict[str, int] = field(default_factory=dict)
    """Missing skill → hundredths of confidence."""
    teaches: frozenset[str] = frozenset()
    needs_courses: tuple[str, ...] = ()
    needs_skills: tuple[str, ...] = ()
    cost: int = 0
    """Euro cents, to compare only; a price that nobody stated counts as the dearest stated one."""
    minutes: int = 0
    """Minutes, to compare only; hours that nobody stated count as the longest stated ones."""
    charge: Decimal = Decimal(0)
    """What counts against the learner's price limit, in its currency."""
    mark: str = ""
    """What tells it from equal ones without naming anybody: see mark_of()."""
    locked: bool = False
    """The learner asked to keep the course."""
    travel: int = 0
    """How far one has to go for it: TRAVEL."""

    @property
    def rank(self) -> tuple[str, str, str]:
        """Order offers that are equal in all that is compared, so that nobody's name comes first."""
        return (self.mark, *self.key)

    @property
    def key(self) -> tuple[str, str]:
        return (self.record.id, self.opportunity.id)

    @property
    def quality(self) -> int:
        """Count what is stated of how the learning is tested and assured."""
        return (self.record.assessment is not None) + (self.record.quality_assurance is not None)

    @property
    def currency(self) -> str:
        return self.opportunity.price.currency if self.opportunity.price else ""

    @property
    def place(self) -> str:
        """Name the country that one has to be in to take it; empty where it can be taken from anywhere, or nobody says."""
        modes = self.opportunity.modes
        if not modes or DeliveryMode.ONLINE in modes:
            return ""
        return self.opportunity.provider.country or self.opportunity.location

    @property
    def stacks(self) -> int:
        return int(bool(self.record.stacks_into))


ONLINE, NEAR, NOT_SAID, FAR = range(4)
"""How far one has to go: nowhere, to the place that the learner named, nobody says, elsewhere."""


def travel_of(opportunity: LearningOpportunity, near: str | None) -> int:
    if DeliveryMode.ONLINE in opportunity.modes:
        return ONLINE
    if near and folded(near) in folded(opportunity.location):
        return NEAR
    return FAR if opportunity.modes else NOT_SAID


def mark_of(record: MicroCredential, opportunity: LearningOpportunity) -> str:
    """Condense what is offered, without the names and addresses of who offers it, into a few letters.

    An id begins with its provider's name. Where ids decided between equal courses, the first in the alphabet would
    always win; the letters of a hash favour nobody. The ids decide only between offers that state the very same.
    """
    stated = (
        record.title,
        record.description,
        *(outcome.text for outcome in record.outcomes),
        *(f"{skill.uri} {skill.label} {skill.confidence}" for skill in record.skills),
        *(prerequisite.text for prerequisite in record.prerequisites),
        *record.stacks_into,
        record.workload.model_dump_json(),
        str(record.eqf_level),
        opportunity.model_dump_json(exclude={"id", "provider", "url"}),
        opportunity.provider.country,
        record.external_id,
    )
    return hashlib.blake2b("\n".join(stated).encode(), digest_size=8).hexdigest()
