"""Which pathway leads to the goal, within the limits, and is it the best one?"""

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from advisor.checking import assumptions, checks
from advisor.dominance import preference
from advisor.gaps import goal_label
from advisor.greedy import greedy
from advisor.ground import Ground, ground_of
from advisor.limits import USUAL_STEPS, Budget, budget_of
from advisor.offers import Offer
from advisor.ordering import ordered
from advisor.planning_model import Solution, solve
from advisor.problem import Problem, closed, keeps
from advisor.reasons import Quotes, reasons
from advisor.relaxing import relaxations
from advisor.steps import closed_by, coverage, steps_of, totals_of, uncovered
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.pathway import Pathway, PathwayStep, Proof, Relaxation
from advisor.vocabulary.planned import Considered, PathwayKind, PlannedPathway
from knowledge.library import Library

POOR = 0.5
"""Share of the missing weight below which a pathway is told with what would make it better."""
MOST_SWAPS = 3
MOST_CONSIDERED = 40
"""Courses listed of those that a plan was chosen from."""
ENOUGH = 0.5
"""Share of what the best pathway closes that a cheaper or faster one has to close."""


def plan(profile: LearnerProfile, library: Library, today: date) -> PlannedPathway:
    """Plan the pathway: most of the gap within every limit, then the cheapest, the shortest, the fewest steps.

    Steps that one has to go to are all in one country. Where no language of teaching was stated, the learner's own is
    assumed, as long as something is taught in it. The same profile on the same catalogue version gives the same bytes;
    `today` changes them only where it must, and then the receipt too: when the learner set a date, or when a start
    that a step names has passed.
    """
    ground = ground_of(profile, library, today)
    return _written(ground, _solved(ground), "recommended")


def alternatives(profile: LearnerProfile, library: Library, today: date, n: int = 3) -> tuple[PlannedPathway, ...]:
    """Plan up to `n` other pathways that differ from the recommended one and from each other: cheapest, fastest …"""
    ground = ground_of(profile, library, today)
    best = _solved(ground)
    seen = [_courses(best.chosen)]
    found: list[PlannedPathway] = []
    for kind, variant in VARIANTS.items():
        if len(found) == n or not best.chosen:
            break
        solution = variant(ground.problem(), best.chosen)
        if solution.chosen and _courses(solution.chosen) not in seen:
            seen.append(_courses(solution.chosen))
            found.append(_written(ground, solution, kind))
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


def _solved(ground: Ground) -> Solution:
    """Solve; a set that closes next to nothing is no pathway, and what would help is told instead."""
    problem = ground.problem()
    best = solve(problem, greedy(problem))
    return best if closed(best.chosen, ground.weights) >= ground.least else replace(best, chosen=())


def _written(ground: Ground, solution: Solution, kind: PathwayKind) -> PlannedPathway:
    profile, gap, library, today = ground.profile, ground.gap, ground.library, ground.today
    chosen = ordered(solution.chosen)
    quotes = Quotes(library, ground.published)
    bare = steps_of(chosen, gap, profile, today)
    others = _swaps(chosen, ground, budget_of(profile.constraints, today))
    steps = tuple(
        step.model_copy(
            update={"reasons": reasons(offer, step, bare, quotes, profile.language), "alternatives": others[offer.key]}
        )
        for offer, step in zip(chosen, bare, strict=True)
    )
    totals = totals_of(steps, profile.constraints.hours_per_week)
    relaxed = _relaxed(ground, solution)
    emptying = frozenset(r.constraint for r in relaxed)
    receipt = _receipt(profile, library.catalogue_version(), kind, _dates(profile, steps, today))
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
        assumptions=assumptions(steps, profile, language_matters=ground.language_matters),
        proof=Proof(optimal=solution.optimal, gap=solution.gap),
    )
    return PlannedPathway(
        pathway=pathway,
        citations=quotes.numbered(),
        kind=kind,
        considered=_considered(ground),
        candidates=len(ground.offers),
    )


def _considered(ground: Ground) -> tuple[Considered, ...]:
    """List what there was to choose from, by what it closes."""
    weights = ground.weights
    scored = [
        (round(sum(weights.get(skill, 0.0) * share for skill, share in offer.covers.items()) / 100, 4), offer.key)
        for offer in ground.offers
    ]
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:MOST_CONSIDERED]
    return tuple(Considered(micro_credential_id=key[0], opportunity_id=key[1], score=score) for score, key in best)


def _relaxed(ground: Ground, solution: Solution) -> tuple[Relaxation, ...]:
    won = closed(solution.chosen, ground.weights)
    return relaxations(ground, won) if won < POOR * ground.whole else ()


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


def _dates(profile: LearnerProfile, steps: Sequence[PathwayStep], today: date) -> list[str | None]:
    """List what of the calendar is in the pathway: the starts that it names, and today where the learner set a date."""
    limits = profile.constraints
    return [*(step.starts for step in steps), today.isoformat() if limits.start_by or limits.finish_by else None]


def _receipt(profile: LearnerProfile, version: int, kind: str, dates: list[str | None]) -> str:
    content = {"profile": profile.model_dump(mode="json"), "catalogue_version": version, "kind": kind, "dates": dates}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
