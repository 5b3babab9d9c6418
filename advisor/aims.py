"""Is a course about the goal, and what of it does it close?"""

from collections.abc import Callable
from dataclasses import dataclass, field

from advisor.gaps import SAID
from advisor.vocabulary.pathway import SkillGap, SkillNeed
from advisor.wishes import Wishes
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredential

COMMON = 5
"""Occupations to which a skill is essential from which it belongs to no work in particular (team work, safety rules)."""
COMMON_AMONG = 100
"""Where very many occupations are known, one in so many must ask for it: of ESCO's 3,007 that is 30."""
SEVERAL = 2
"""Skills that most work asks for from which a course is about this goal too, though the other half of it is not."""


def is_common(need: SkillNeed, library: Library) -> bool:
    """Say whether most work asks for the skill, so that learning it leads to this goal no more than to others."""
    return library.asked_by(need.skill) >= _least_common(library) and need.source != SAID


def is_reason(need: SkillNeed, library: Library) -> bool:
    """Say whether one takes a course for the skill: not for one that this work only wishes for and most others ask for."""
    return need.essential or not is_common(need, library)


def _least_common(library: Library) -> int:
    return max(COMMON, library.occupation_count() // COMMON_AMONG)


@dataclass(frozen=True)
class Aims:
    """What the goal asks for, by skill."""

    asked: frozenset[str]
    missing: frozenset[str]
    reasons: frozenset[str]
    """Essential, wished for, or asked for by few occupations: what a course is taken for."""
    telling: frozenset[str]
    """Essential, missing, and asked for by few occupations: a course that teaches one is about this goal."""
    wishes: Wishes = field(default_factory=dict)
    tells_of_other_work: Callable[[str], bool] = lambda _: False
    """Whether a skill that this goal does not ask for is essential to some work, and to few."""

    @classmethod
    def of(cls, gap: SkillGap, library: Library, wishes: Wishes) -> "Aims":
        asked = frozenset(need.skill for need in gap.required)
        missing = frozenset(need.skill for need in gap.missing)
        reasons = frozenset(need.skill for need in gap.required if is_reason(need, library))
        telling = {need.skill for need in gap.missing if need.essential and not is_common(need, library)}
        least = _least_common(library)
        return cls(
            asked,
            missing,
            reasons if reasons & missing else asked,
            frozenset(telling),
            wishes,
            lambda skill: skill not in asked and 0 < library.asked_by(skill) < least,
        )

    def covers(self, record: MicroCredential, skills: dict[str, int]) -> dict[str, int]:
        """Give what a course closes; nothing where it is about something else and touches the goal only by the way.

        A course on container yards that mentions protective equipment is no step towards welding. Of what a provider
        states a quarter must be asked for. Of what we inferred we do not know how much is left unsaid, so something
        telling must be there.
        """
        tells = not self.telling.isdisjoint(skills)
        stated = any(not skill.inferred for skill in record.skills)
        quarter = 4 * len(self.asked & skills.keys()) >= len(skills)
        about = (quarter or not stated) if tells else stated and self._mostly(skills)
        closes = {s: c for s, c in skills.items() if s in self.missing - self.wishes.keys()} if about else {}
        return {**closes, **self._wished(record, skills)}

    def _wished(self, record: MicroCredential, skills: dict[str, int]) -> dict[str, int]:
        """Give what a course closes of what was wished for by itself: as far as it is about that."""
        found = {}
        for skill, graded in self.wishes.items():
            hundredths = 100 if graded is None else graded.get(record.id, 0)
            if skill in skills and hundredths:
                found[skill] = min(skills[skill], hundredths)
        return found

    def _mostly(self, skills: dict[str, int]) -> bool:
        """Say whether a course that teaches nothing particular to this goal is about it all the same.

        More than half must be asked for, or half where that is several skills that one takes a course for; and less of
        it may tell of other work. A language course that mentions customers is no step towards cutting hair, nor is a
        hairdresser's course that does towards logistics.
        """
        asked = len(self.asked & skills.keys())
        half = 2 * asked >= len(skills) and len(self.reasons & skills.keys()) >= SEVERAL
        return (2 * asked > len(skills) or half) and asked > sum(map(self.tells_of_other_work, skills))
