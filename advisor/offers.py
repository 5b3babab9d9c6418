"""What is one way to take one micro-credential, in the planner's eyes?"""

from dataclasses import dataclass, field
from decimal import Decimal

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
