"""What is a good set of offers, and which sets are allowed at all?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.limits import Budget
from advisor.offers import Offer
from advisor.ordering import in_time, stuck


@dataclass(frozen=True)
class Problem:
    """What is to be solved: offers sorted by rank, the weight of each missing skill, the limits of the whole."""

    offers: tuple[Offer, ...]
    weights: dict[str, float]
    budget: Budget
    order: tuple[str, ...] = ("locked", "coverage", "cost", "effort", "rest")
    """Names of LEVELS, the first one first."""
    least_coverage: int = 0
    """What has to be closed at least, in the unit of closed()."""


def closed(offers: Sequence[Offer], weights: dict[str, float]) -> int:
    """Weigh what the offers close together: ten thousand for an essential skill closed with certainty."""
    return sum(
        round(100 * weight) * max((o.covers.get(skill, 0) for o in offers), default=0)
        for skill, weight in weights.items()
    )


def keeps(offers: Sequence[Offer], budget: Budget) -> bool:
    """Say whether the offers together keep every limit and can be put in order, exactly."""
    return not _too_much(offers, budget) and not stuck(offers) and in_time(offers, budget.calendar)


def objective(offers: Sequence[Offer], problem: Problem) -> tuple[int, ...]:
    """Give the value of each level, all to be as small as possible, the first one first."""
    places = {offer.key: place for place, offer in enumerate(problem.offers)}
    return tuple(LEVELS[name](offers, problem, places) for name in problem.order)


def _locked(offers: Sequence[Offer], _: Problem, __: dict[tuple[str, str], int]) -> int:
    return -sum(o.locked for o in offers)


def _travel(offers: Sequence[Offer], _: Problem, __: dict[tuple[str, str], int]) -> int:
    return sum(o.travel for o in offers)


def _coverage(offers: Sequence[Offer], problem: Problem, _: dict[tuple[str, str], int]) -> int:
    return -closed(offers, problem.weights)


def _cost(offers: Sequence[Offer], _: Problem, __: dict[tuple[str, str], int]) -> int:
    return sum(o.cost for o in offers)


def _effort(offers: Sequence[Offer], problem: Problem, _: dict[tuple[str, str], int]) -> int:
    return sum(o.minutes * (problem.budget.steps + 1) + 1 for o in offers)


def _rest(offers: Sequence[Offer], problem: Problem, places: dict[tuple[str, str], int]) -> int:
    """Pack quality, stackability and place into one number; no sum of the later ones reaches one of the earlier."""
    stack = problem.budget.steps * len(problem.offers) + 1
    quality = stack * (problem.budget.steps + 1)
    return sum(places[o.key] - o.stacks * stack - o.quality * quality for o in offers)


LEVELS: dict[str, Callable[[Sequence[Offer], Problem, dict[tuple[str, str], int]], int]] = {
    "locked": _locked,
    "coverage": _coverage,
    "cost": _cost,
    "effort": _effort,
    "rest": _rest,
    "travel": _travel,
}
"""What makes a set of offers better, each a sum over them that is to be small. In the usual order:

1. `locked`: courses that the learner wants to keep are kept.
2. `coverage`: the weight of the missing skills that are closed.
3. `cost`: the price, at the day's rate where currencies differ.
4. `effort`: hours, then the number of steps.
5. `rest`: quality (assessment and quality assurance stated), then stackability, then the places in the order of
   ranks, which names nobody.

`effort` and `rest` hold several goals in one whole number each, so that no sum of a later one reaches one of an earlier.
`travel` is how far one has to go; only a way that is asked to be near puts it first.
"""


def _too_much(offers: Sequence[Offer], budget: Budget) -> bool:
    return (
        len(offers) > budget.steps
        or len({o.record.id for o in offers}) < len(offers)
        or (budget.minutes is not None and sum(o.minutes for o in offers) > budget.minutes)
        or (budget.money is not None and sum(o.charge for o in offers) > budget.money)
        or any(len({name for name in names if name}) > 1 for names in groups(offers, budget))
    )


def groups(offers: Sequence[Offer], budget: Budget) -> list[list[str]]:
    """Name for each offer the group that all steps must share, empty where it goes with all: country to be in, currency."""
    named = [[o.place for o in offers]]
    if budget.one_currency:
        named.append([o.currency if o.charge else "" for o in offers])
    return named
