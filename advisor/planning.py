"""Which pathway leads to the goal, within the limits, and is it the best one?"""

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.candidates import Offer, candidates, preference, undominated
from advisor.checking import assumptions, checks
from advisor.gaps import TEXT, goal_label, held_skills, skill_gap, text_need
from advisor.greedy import greedy
from advisor.limits import USUAL_STEPS, Budget, budget_of
from advisor.ordering import ordered
from advisor.planning_model import Problem, Solution, closed, keeps, solve
from advisor.reasons import Quotes, reasons
from advisor.relaxing import relaxations
from advisor.steps import closed_by, coverage, steps_of, totals_of, uncovered
from advisor.vocabulary.learner import Constraints, LearnerProfile
from advisor.vocabulary.pathway import Pathway, Proof, Relaxation, SkillGap
from advisor.vocabulary.planned import PathwayKind, PlannedPathway
from knowledge.library import Library
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.search import Filters

POOR = 0.5
"""Share of the missing weight below which a pathway is told with what would make it better."""
MOST_SWAPS = 3
ENOUGH = 0.5
"""Share of what the best pathway closes that a cheaper or faster one has to close."""


@dataclass(frozen=True)
class Ground:
    """What a plan stands on: the gap, and the offers within the limits."""

    profile: LearnerProfile
    gap: SkillGap
    offers: tuple[Offer, ...]
    held: frozenset[str]

    @property
    def weights(self) -> dict[str, float]:
        return {need.skill: need.weight for need in self.gap.missing}


def plan(profile: LearnerProfile, library: Library, today: date) -> PlannedPathway:
    """Plan the pathway: most of the gap within every limit, then the cheapest, the shortest, the fewest steps.

    The same profile on the same catalogue version gives the same bytes. `today` changes them only where it must: when
    the learner set a date, or when a start that a chosen step states has passed; then it is part of the receipt.
    """
    ground = _ground(profile, library, today)
    return _written(ground, _solved(ground, today), library, today, "recommended")


def alternatives(profile: LearnerProfile, library: Library, today: date, n: int = 3) -> tuple[PlannedPathway, ...]:
    """Plan up to `n` other pathways that differ from the recommended one and from each other: cheapest, fastest …"""
    ground = _ground(profile, library, today)
    best = _solved(ground, today)
    seen = [_courses(best.chosen)]
    found: list[PlannedPathway] = []
    for kind, variant in VARIANTS.items():
        if len(found) == n or not best.chosen:
            break
        solution = variant(_problem(ground, today), best.chosen)
        if solution.chosen and _courses(solution.chosen) not in seen:
            seen.append(_courses(solution.chosen))
            found.append(_written(ground, solution, library, today, kind))
    return tuple(found)


def _courses(offers: Sequence[Offer]) -> frozenset[str]:
    return frozenset(str(o.record.id) for o in offers)


def _ordered_by(*order: str) -> Callable[[Problem, Sequence[Offer]], Solution]:
    """Keep at least half of what the best pathway closes, and put another level first."""

    def variant(problem: Problem, best: Sequence[Offer]) -> Solution:
        least = math.ceil(ENOUGH * closed(best, problem.weights))
        return solve(replace(problem, order=order, least_coverage=least), best)

    return variant


def _longer(problem: Problem, best: Sequence[Offer]) -> Solution:
    """Allow more steps where the learner set no number."""
    if problem.budget.steps != USUAL_STEPS:
        return Solution()
    more = replace(problem, budget=replace(problem.budget, steps=2 * USUAL_STEPS))
    return solve(more, best)


def _without(problem: Problem, best: Sequence[Offer]) -> Solution:
    """Leave out every course of the best pathway."""
    taken = _courses(best)
    other = replace(problem, offers=tuple(o for o in problem.offers if o.record.id not in taken))
    return solve(other, greedy(other))


VARIANTS: dict[PathwayKind, Callable[[Problem, Sequence[Offer]], Solution]] = {
    "cheapest": _ordered_by("cost", "coverage", "effort", "rest"),
    "fastest": _ordered_by("effort", "coverage", "cost", "rest"),
    "most_complete": _longer,
    "other_courses": _without,
}


def _ground(profile: LearnerProfile, library: Library, today: date) -> Ground:
    gap = skill_gap(profile, library)
    held = frozenset(held_skills(profile, library))
    offers = candidates(gap, profile, library, today, held)
    if not any(o.covers for o in offers) and (words := _words(profile, library, gap)):
        gap = _with_words(gap, words)
        offers = candidates(gap, profile, library, today, held)
    return Ground(profile, gap, offers, held)


def _words(profile: LearnerProfile, library: Library, gap: SkillGap) -> str:
    """Give the goal in words where its skills are known and no course of the catalogue teaches them."""
    skills = [ConceptUri(need.skill) for need in gap.missing]
    by_words = any(skill.startswith(TEXT) for skill in skills)
    if by_words or not skills or library.teaching(skills, Filters(), 1):
        return ""
    return profile.goal.text or goal_label(profile, library)


def _with_words(gap: SkillGap, words: str) -> SkillGap:
    need = text_need(words)
    return gap.model_copy(update={"required": (*gap.required, need), "missing": (*gap.missing, need)})


def _problem(ground: Ground, today: date) -> Problem:
    budget = budget_of(ground.profile.constraints, today)
    offers = undominated(ground.offers, one_currency=budget.one_currency)
    return Problem(offers, ground.weights, budget)


def _solved(ground: Ground, today: date) -> Solution:
    problem = _problem(ground, today)
    return solve(problem, greedy(problem))


def _written(ground: Ground, solution: Solution, library: Library, today: date, kind: PathwayKind) -> PlannedPathway:
    profile, gap = ground.profile, ground.gap
    chosen = ordered(solution.chosen)
    quotes = Quotes(library)
    bare = steps_of(chosen, gap, profile)
    others = _swaps(chosen, ground, budget_of(profile.constraints, today))
    steps = tuple(
        step.model_copy(
            update={"reasons": reasons(offer, step, bare, quotes, profile.language), "alternatives": others[offer.key]}
        )
        for offer, step in zip(chosen, bare, strict=True)
    )
    totals = totals_of(steps, profile.constraints.hours_per_week)
    relaxed = _relaxed(ground, solution, library, today)
    emptying = frozenset(r.constraint for r in relaxed)
    receipt = _receipt(profile, library.catalogue_version(), kind, _day_that_matters(profile, chosen, library, today))
    pathway = Pathway(
        id=f"pathway-{receipt[:16]}",
        receipt=receipt,
        catalogue_version=library.catalogue_version(),
        goal=profile.goal,
        goal_label=goal_label(profile, library),
        gap=gap,
        steps=steps,
        totals=totals,
        coverage=coverage(gap, steps),
        uncovered=uncovered(gap, steps),
        constraints=checks(chosen, totals, profile, today, emptying),
        relaxations=relaxed,
        assumptions=assumptions(steps, profile),
        proof=Proof(optimal=solution.optimal, gap=solution.gap),
    )
    return PlannedPathway(pathway=pathway, citations=quotes.numbered(), kind=kind)


def _relaxed(ground: Ground, solution: Solution, library: Library, today: date) -> tuple[Relaxation, ...]:
    won, all_of_it = closed(solution.chosen, ground.weights), sum(round(100 * w) * 100 for w in ground.weights.values())
    if not all_of_it or won >= POOR * all_of_it:
        return ()

    def gather(limits: Constraints) -> tuple[Offer, ...]:
        profile = ground.profile.model_copy(update={"constraints": limits})
        return candidates(ground.gap, profile, library, today, ground.held)

    return relaxations(ground.profile, ground.weights, gather, today, won)


def _swaps(chosen: Sequence[Offer], ground: Ground, budget: Budget) -> dict[tuple[str, str], tuple[str, ...]]:
    """Find for each step up to three other courses that close the same skills and keep every limit in its place."""
    taken = {o.record.id for o in chosen}
    closing = closed_by(chosen, ground.gap)
    others = sorted((o for o in ground.offers if o.record.id not in taken), key=preference)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for offer, closes in zip(chosen, closing, strict=True):
        rest = [o for o in chosen if o is not offer]
        same = [o for o in others if closes and all(c.skill in o.covers for c in closes) and keeps((*rest, o), budget)]
        found[offer.key] = tuple(dict.fromkeys(str(o.record.id) for o in same))[:MOST_SWAPS]
    return found


def _day_that_matters(profile: LearnerProfile, chosen: Sequence[Offer], library: Library, today: date) -> str:
    """Give the day as far as it changes the pathway: the last start that has passed, or today where a date was set."""
    if profile.constraints.start_by or profile.constraints.finish_by:
        return today.isoformat()
    stated = {o.opportunity.id: o.record.id for o in chosen}
    passed = [
        day
        for offer, record in stated.items()
        for opportunity in library.find(record).opportunities
        if opportunity.id == offer
        for day in opportunity.schedule.start_dates
        if day < today
    ]
    return max(passed).isoformat() if passed else ""


def _receipt(profile: LearnerProfile, version: int, kind: str, day: str) -> str:
    content = {"profile": profile.model_dump(mode="json"), "catalogue_version": version, "kind": kind, "day": day}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
