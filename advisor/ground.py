"""What does a plan stand on: the gap, what is held, and the offers within the limits?"""

import math
from dataclasses import dataclass, replace
from datetime import date

from advisor.candidates import LIMIT, Published, candidates, is_common
from advisor.dominance import undominated
from advisor.gaps import TEXT, goal_label, held_skills, skill_gap, text_need
from advisor.limits import Budget, budget_of
from advisor.offers import Offer
from advisor.problem import Problem
from advisor.vocabulary.learner import Constraints, LearnerProfile
from advisor.vocabulary.pathway import SkillGap
from knowledge.library import Library
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.language import understood_together
from knowledge.vocabulary.search import Filters

LEADS_SOMEWHERE = 0.1
"""Share of what is missing that a pathway closes at least."""
COMMON_SHARE = 0.3
"""Weight of a skill that most work asks for, against one that tells this goal from others."""
FULL = LIMIT * 9 // 10
"""Courses from which on the list of candidates may have been cut short."""


@dataclass(frozen=True)
class Ground:
    profile: LearnerProfile
    library: Library
    today: date
    gap: SkillGap
    held: frozenset[str]
    published: Published
    assumed: tuple[str, ...] = ()
    """Languages of teaching, the learner's own, where none were stated and something is taught in them."""
    offers: tuple[Offer, ...] = ()
    """Sorted by id."""
    language_matters: bool = False
    """Courses in other languages were left out by the assumption."""

    @property
    def own_languages(self) -> tuple[str, ...]:
        """Name the assumed languages as a person would: one of those that are understood together, and English."""
        return tuple(dict.fromkeys((*self.assumed[:1], *(tag for tag in self.assumed if tag == "en"))))

    @property
    def weights(self) -> dict[str, float]:
        """Give what closing each missing skill is worth; what every work asks for weighs less than what tells this one."""
        return {n.skill: n.weight * (COMMON_SHARE if is_common(n, self.library) else 1) for n in self.gap.missing}

    @property
    def whole(self) -> int:
        """Give what closing everything would be, in the unit of closed()."""
        return sum(round(100 * weight) * 100 for weight in self.weights.values())

    @property
    def least(self) -> int:
        """Give what a pathway has to close to be one: less leads nowhere, and is told as nothing that fits."""
        return max(1, math.ceil(LEADS_SOMEWHERE * self.whole))

    def within(self, limits: Constraints, assumed: tuple[str, ...] = ()) -> tuple[Offer, ...]:
        """List the offers within other limits; of an assumed language also those that state none, as nobody set a limit."""
        plain = self._offers(limits)
        return self.in_languages(plain, limits, assumed) if assumed else plain

    def in_languages(
        self, plain: tuple[Offer, ...], limits: Constraints, languages: tuple[str, ...]
    ) -> tuple[Offer, ...]:
        """Keep the offers in one of the languages, and those that state none."""
        found = {
            o.key: o for o in plain if not o.opportunity.languages or set(o.opportunity.languages) & set(languages)
        }
        if len({o.record.id for o in plain}) >= FULL:
            # there may be more than was listed: ask for those in the languages alone
            own = self._offers(limits.model_copy(update={"languages": languages}))
            found.update({o.key: o for o in own})
        return tuple(found[key] for key in sorted(found))

    def under(self, limits: Constraints) -> "Ground":
        """Stand on other limits."""
        assumed = () if limits.languages else self.assumed
        profile = self.profile.model_copy(update={"constraints": limits})
        return replace(self, profile=profile, assumed=assumed, offers=self.within(limits, assumed))

    def problem(self) -> Problem:
        """Put the question to the solver, without the offers that cannot be part of the best answer."""
        return problem_of(self.offers, self.weights, budget_of(self.profile.constraints, self.today))

    def _offers(self, limits: Constraints) -> tuple[Offer, ...]:
        profile = self.profile.model_copy(update={"constraints": limits})
        return candidates(self.gap, profile, self.library, self.today, self.held, self.published)


def ground_of(profile: LearnerProfile, library: Library, today: date) -> Ground:
    """Find the gap and the offers; where no language was stated in the learner's own, else in English too, as far as one closes anything."""
    gap = skill_gap(profile, library)
    held = frozenset(held_skills(profile, library))
    ground = Ground(profile, library, today, gap, held, Published(library))
    plain = ground.within(profile.constraints)
    if not any(o.covers for o in plain) and (words := _words_instead(profile, library, gap)):
        need = text_need(words)
        gap = gap.model_copy(update={"required": (*gap.required, need), "missing": (*gap.missing, need)})
        ground = replace(ground, gap=gap)
        plain = ground.within(profile.constraints)
    if profile.constraints.languages:
        return replace(ground, offers=plain)
    own = understood_together(profile.language)
    for assumed in (own, (*own, "en")):
        offers = ground.in_languages(plain, profile.constraints, assumed)
        if any(offer.covers for offer in offers):
            matters = {o.key for o in plain} != {o.key for o in offers}
            return replace(ground, offers=offers, assumed=assumed if matters else (), language_matters=matters)
    return replace(ground, offers=plain, language_matters=bool(plain))


def problem_of(offers: tuple[Offer, ...], weights: dict[str, float], budget: Budget) -> Problem:
    kept = undominated(offers, one_currency=budget.one_currency, dated=budget.calendar is not None)
    return Problem(kept, weights, budget)


def _words_instead(profile: LearnerProfile, library: Library, gap: SkillGap) -> str:
    """Give the goal in words where its skills are known and no course of the catalogue teaches them."""
    skills = [ConceptUri(need.skill) for need in gap.missing]
    by_words = any(skill.startswith(TEXT) for skill in skills)
    if by_words or not skills or library.teaching(skills, Filters(), 1):
        return ""
    return profile.goal.text or goal_label(profile, library)
