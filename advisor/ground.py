"""What does a plan stand on: the gap, what is held, and the offers within the limits?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.aims import is_common, is_reason
from advisor.candidates import Candidates
from advisor.dominance import undominated
from advisor.gaps import TEXT, goal_label, held_skills, skill_gap, text_need
from advisor.limits import Budget, budget_of
from advisor.offers import Offer
from advisor.problem import Problem, closed
from advisor.published import Published
from advisor.vocabulary.learner import Constraints, LearnerProfile
from advisor.vocabulary.pathway import SkillGap
from knowledge.library import Library
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.language import understood_together
from knowledge.vocabulary.search import Filters

LEADS_SOMEWHERE = 0.1
"""Share of what is missing that a pathway closes at least."""
ONE_SKILL = 10_000
"""What closing one essential skill is, in the unit of closed(): where work is told in sixty skills, it is a step too."""
COMMON_SHARE = 0.3
"""Weight of a skill that most work asks for, against one that tells this goal from others."""


@dataclass(frozen=True)
class Ground:
    profile: LearnerProfile
    library: Library
    today: date
    gap: SkillGap
    held: frozenset[str]
    published: Published
    candidates: Candidates
    assumed: tuple[str, ...] = ()
    """Languages of teaching, the learner's own, where none were stated and something is taught in them."""
    offers: tuple[Offer, ...] = ()
    """Sorted by rank."""
    language_matters: bool = False
    """Courses in other languages were left out by the assumption."""

    @property
    def own_languages(self) -> tuple[str, ...]:
        """Name the assumed languages as a person would: one of those that are understood together, and English."""
        return tuple(dict.fromkeys((*self.assumed[:1], *(tag for tag in self.assumed if tag == "en"))))

    @property
    def weights(self) -> dict[str, float]:
        """Give what closing each missing skill is worth; what every work asks for weighs less than what tells this one.

        What this work only wishes for and most others ask for is no reason for a course, unless nothing else is missing.
        """
        every = self.every_weight
        reasons = {n.skill for n in self.gap.missing if is_reason(n, self.library)}
        return {skill: weight for skill, weight in every.items() if skill in reasons} or every

    @property
    def every_weight(self) -> dict[str, float]:
        """Give what closing each missing skill is worth, also those that are no reason for a course by themselves."""
        return {n.skill: n.weight * (COMMON_SHARE if is_common(n, self.library) else 1) for n in self.gap.missing}

    @property
    def whole(self) -> int:
        """Give what closing everything would be, in the unit of closed()."""
        return whole_of(self.weights)

    @property
    def least(self) -> int:
        """Give what a pathway has to close to be one: less leads nowhere, and is told as nothing that fits."""
        return max(1, min(math.ceil(LEADS_SOMEWHERE * self.whole), ONE_SKILL))

    def within(self, limits: Constraints, assumed: tuple[str, ...] = ()) -> tuple[Offer, ...]:
        """List the offers within other limits; of an assumed language also those that state none, as nobody set a limit."""
        plain = self.candidates.within(limits)
        return self.in_languages(plain, limits, assumed) if assumed else plain

    def in_languages(
        self, plain: tuple[Offer, ...], limits: Constraints, languages: tuple[str, ...]
    ) -> tuple[Offer, ...]:
        """Keep the offers in one of the languages, those that state none, and what the learner wants to keep."""
        own = set(languages)
        found = {o.key: o for o in plain if not o.opportunity.languages or own.intersection(o.opportunity.languages)}
        found |= {o.key: o for o in _with_courses_before([o for o in plain if o.locked], plain)}
        if any(need.skill.startswith(TEXT) for need in self.gap.missing):
            # a search lists the best only: ask for those in the languages alone
            found |= {o.key: o for o in self.candidates.within(limits.model_copy(update={"languages": languages}))}
        return tuple(sorted(found.values(), key=lambda offer: offer.rank))

    def under(self, limits: Constraints) -> "Ground":
        """Stand on other limits."""
        assumed = () if limits.languages else self.assumed
        profile = self.profile.model_copy(update={"constraints": limits})
        return replace(self, profile=profile, assumed=assumed, offers=self.within(limits, assumed))

    def problem(self) -> Problem:
        """Put the question to the solver, without the offers that cannot be part of the best answer."""
        return problem_of(self.offers, self.weights, self.budget)

    @property
    def budget(self) -> Budget:
        return self.budget_under(self.profile.constraints)

    def budget_under(self, limits: Constraints) -> Budget:
        """Say the limits of the whole; what the learner wants to keep, with what it needs before, always has steps enough."""
        kept = _with_courses_before([o for o in self.offers if o.locked], self.offers)
        return budget_of(limits, self.today, len({o.record.id for o in kept}))


def whole_of(weights: dict[str, float]) -> int:
    """Give what closing all of these would be, in the unit of closed()."""
    return sum(round(100 * weight) * 100 for weight in weights.values())


def ground_of(profile: LearnerProfile, library: Library, today: date) -> Ground:
    """Find the gap and the offers; where no language was stated in the learner's own, else in English too, as far as one closes anything."""
    gap = skill_gap(profile, library)
    held = frozenset({*held_skills(profile, library), *profile.completed})
    published = Published(library)
    candidates = Candidates(gap, profile, library, today, held, published)
    ground = Ground(profile, library, today, gap, held, published, candidates)
    plain = ground.within(profile.constraints)
    if not any(o.covers for o in plain) and (words := _words_instead(profile, library, gap)):
        need = text_need(words)
        gap = gap.model_copy(update={"required": (*gap.required, need), "missing": (*gap.missing, need)})
        ground = replace(ground, gap=gap, candidates=Candidates(gap, profile, library, today, held, published))
        plain = ground.within(profile.constraints)
    if profile.constraints.languages:
        return replace(ground, offers=plain)
    own = understood_together(profile.language)
    for assumed in (own, (*own, "en")):
        offers = ground.in_languages(plain, profile.constraints, assumed)
        # what is only there to be kept says nothing of what is taught in the language
        taught = [o for o in offers if not o.opportunity.languages or set(assumed) & set(o.opportunity.languages)]
        if closed(taught, ground.weights) >= ground.least:
            matters = {o.key for o in plain} != {o.key for o in offers}
            return replace(ground, offers=offers, assumed=assumed if matters else (), language_matters=matters)
    return replace(ground, offers=plain, language_matters=bool(plain))


def problem_of(
    offers: tuple[Offer, ...], weights: dict[str, float], budget: Budget, *, nearer: bool = False
) -> Problem:
    dated = budget.calendar is not None
    kept = undominated(offers, one_currency=budget.one_currency, dated=dated, nearer=nearer)
    return Problem(kept, weights, budget)


def _with_courses_before(offers: Sequence[Offer], among: Sequence[Offer]) -> list[Offer]:
    """Add the courses that have to be taken before, and those before these."""
    found, open_ends = {o.key: o for o in offers}, list(offers)
    while open_ends:
        needed = set(open_ends.pop().needs_courses)
        before = [o for o in among if o.record.id in needed and o.key not in found]
        found |= {o.key: o for o in before}
        open_ends += before
    return list(found.values())


def _words_instead(profile: LearnerProfile, library: Library, gap: SkillGap) -> str:
    """Give the goal in words where its skills are known and no course of the catalogue teaches them."""
    skills = [ConceptUri(need.skill) for need in gap.missing]
    by_words = any(skill.startswith(TEXT) for skill in skills)
    if by_words or not skills or library.teaching(skills, Filters(), 1):
        return ""
    return profile.goal.text or goal_label(profile, library)
