"""Which other pathways are better than the recommended one in a way of their own?"""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from advisor.greedy import greedy
from advisor.ground import Ground, problem_of, whole_of
from advisor.limits import USUAL_STEPS, calendar_of
from advisor.offers import Offer
from advisor.ordering import begins, days_of, line_of
from advisor.planning_model import Solution, solve
from advisor.problem import Problem, closed
from advisor.vocabulary.pathway import SkillNeed
from advisor.vocabulary.planned import PathwayKind
from knowledge.vocabulary.language import understood_together

ENOUGH = 0.5
"""Share of what the best pathway closes that a way with another aim has to close."""
Variant = Callable[[Ground, Sequence[Offer]], Solution]
Measure = Callable[[Ground, Sequence[Offer]], float]


def ways(
    ground: Ground, best: Solution, kinds: Collection[PathwayKind], n: int
) -> tuple[tuple[PathwayKind, Solution], ...]:
    """Find up to `n` other ways of the kinds, none equal to another."""
    return tuple(islice(_ways(ground, best, kinds), n))


def lost(ground: Ground, best: Sequence[Offer], other: Sequence[Offer]) -> tuple[SkillNeed, ...]:
    """List the skills that the best pathway closes and the other one leaves open."""
    closes, keeps = ({skill for offer in offers for skill in offer.covers} for offers in (best, other))
    return tuple(need for need in ground.gap.missing if need.skill in closes - keeps)


def _ways(ground: Ground, best: Solution, kinds: Collection[PathwayKind]) -> Iterator[tuple[PathwayKind, Solution]]:
    seen = [_courses(best.chosen)]
    for kind, (variant, measure) in VARIANTS.items():
        if kind not in kinds or measure(ground, best.chosen) == 0:
            continue
        found = variant(ground, best.chosen)
        better = found.chosen and measure(ground, found.chosen) < measure(ground, best.chosen)
        if better and _courses(found.chosen) not in seen:
            seen.append(_courses(found.chosen))
            yield kind, found


def _courses(offers: Sequence[Offer]) -> frozenset[str]:
    return frozenset(str(o.record.id) for o in offers)


def _ordered_by(*order: str, nearer: bool = False) -> Variant:
    """Keep at least half of what the best pathway closes, and put another level first."""

    def variant(ground: Ground, best: Sequence[Offer]) -> Solution:
        problem = problem_of(ground.offers, ground.weights, ground.budget, nearer=nearer)
        least = math.ceil(ENOUGH * closed(best, ground.weights))
        return solve(replace(problem, order=("locked", *order), least_coverage=least), best)

    return variant


def _fastest(ground: Ground, best: Sequence[Offer]) -> Solution:
    """Take the shortest way or, where stated starts make one wait, the shortest of what begins at any time."""
    order = ("effort", "coverage", "cost", "rest")
    shortest = _ordered_by(*order)(ground, best)
    if ground.budget.calendar is None or all(map(_any_day, shortest.chosen)):
        return shortest
    undated = _among(tuple(o for o in ground.offers if _any_day(o) or o.locked), ground, best, *order)
    return min((s for s in (shortest, undated) if s.chosen), key=lambda s: _days(ground, s.chosen), default=undated)


def _own_language(ground: Ground, best: Sequence[Offer]) -> Solution:
    own = set(understood_together(ground.profile.language))
    offers = tuple(o for o in ground.offers if own.intersection(o.opportunity.languages) or o.locked)
    return _among(offers, ground, best, "coverage", "cost", "effort", "rest")


def _among(offers: tuple[Offer, ...], ground: Ground, best: Sequence[Offer], *order: str) -> Solution:
    """Choose among some offers only what closes at least half of what the best pathway does; nothing where none does."""
    least = math.ceil(ENOUGH * closed(best, ground.weights))
    problem = problem_of(offers, ground.weights, ground.budget)
    start = greedy(problem)
    if closed(start, ground.weights) < least:
        start = solve(problem, start).chosen
    if closed(start, ground.weights) < least:
        return Solution()
    return solve(replace(problem, order=("locked", *order), least_coverage=least), start)


def _longer(ground: Ground, best: Sequence[Offer]) -> Solution:
    """Allow more steps where the learner set no number, and count what is no reason for a course by itself too."""
    problem = ground.problem()
    if ground.profile.constraints.max_steps is not None:
        return Solution()
    steps = replace(problem.budget, steps=2 * USUAL_STEPS)
    more = replace(problem, weights=ground.every_weight, budget=steps)
    return solve(more, best)


def _without(ground: Ground, best: Sequence[Offer]) -> Solution:
    """Leave out every course of the best pathway but those to keep."""
    taken = _courses([o for o in best if not o.locked])
    offers = tuple(o for o in ground.offers if o.record.id not in taken)
    problem: Problem = problem_of(offers, ground.weights, ground.budget)
    found = solve(problem, greedy(problem))
    return found if closed(found.chosen, ground.weights) >= ground.least else Solution()


def _price(_: Ground, offers: Sequence[Offer]) -> float:
    return sum(o.cost for o in offers)


def _days(ground: Ground, offers: Sequence[Offer]) -> float:
    """Say in how many days the offers are done, or in how many hours where no pace is known."""
    calendar = calendar_of(ground.profile.constraints, ground.today)
    if math.isinf(calendar.pace):
        return sum(o.minutes for o in offers) / 60
    line = line_of(offers, calendar)
    days = begins(line, calendar)
    return math.inf if None in days or not line else (days[-1] or 0.0) + days_of(line[-1], calendar)


def _open(ground: Ground, offers: Sequence[Offer]) -> float:
    weights = ground.every_weight
    return whole_of(weights) - closed(offers, weights)


def _other_languages(ground: Ground, offers: Sequence[Offer]) -> float:
    own = set(understood_together(ground.profile.language))
    return sum(not own.intersection(o.opportunity.languages) for o in offers)


def _distance(_: Ground, offers: Sequence[Offer]) -> float:
    return sum(o.travel for o in offers)


def _same(ground: Ground, offers: Sequence[Offer]) -> float:
    """Count the courses that are those of the recommended pathway and not to be kept."""
    best = _courses(solve(ground.problem(), greedy(ground.problem())).chosen)
    return sum(o.record.id in best and not o.locked for o in offers)


def _any_day(offer: Offer) -> bool:
    return offer.opportunity.schedule.continuous or not offer.opportunity.schedule.start_dates


VARIANTS: dict[PathwayKind, tuple[Variant, Measure]] = {
    "cheapest": (_ordered_by("cost", "coverage", "effort", "rest"), _price),
    "fastest": (_fastest, _days),
    "most_complete": (_longer, _open),
    "own_language": (_own_language, _other_languages),
    "closest": (_ordered_by("travel", "coverage", "cost", "effort", "rest", nearer=True), _distance),
    "other_courses": (_without, _same),
}
"""Each kind: how it is found, and what has to be smaller with it than with the recommended pathway, where that is not 0."""
