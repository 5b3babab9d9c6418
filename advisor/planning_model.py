"""Which offers together close most of the gap within the limits, and is that proven?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from advisor.candidates import Offer
from advisor.limits import Budget
from advisor.ordering import provides, stuck, unmet

MOST_NODES = 20_000
"""Branch-and-bound nodes a solve may take: a count, not a clock, so that the same input always gives the same answer."""
MOST_CUTS = 60

Row = dict[int, float]
"""Column of the model → coefficient."""


@dataclass(frozen=True)
class Problem:
    """What is to be solved: offers sorted by id, the weight of each missing skill, the limits of the whole."""

    offers: tuple[Offer, ...]
    weights: dict[str, float]
    budget: Budget
    order: tuple[str, ...] = ("coverage", "cost", "effort", "rest")
    """Names of LEVELS, the first one first."""
    least_coverage: int = 0
    """What has to be closed at least, in the unit of closed()."""


@dataclass(frozen=True)
class Solution:
    chosen: tuple[Offer, ...] = ()
    optimal: bool = True
    gap: float = 0.0
    """Relative gap of the first level that was not proven."""


def closed(offers: Sequence[Offer], weights: dict[str, float]) -> int:
    """Weigh what the offers close together: ten thousand for an essential skill closed with certainty."""
    return sum(
        round(100 * weight) * max((o.covers.get(skill, 0) for o in offers), default=0)
        for skill, weight in weights.items()
    )


def keeps(offers: Sequence[Offer], budget: Budget) -> bool:
    """Say whether the offers together keep every limit and can be put in order, exactly."""
    return not _too_much(offers, budget) and not stuck(offers)


def objective(offers: Sequence[Offer], problem: Problem) -> tuple[int, ...]:
    """Give the value of each level, all to be as small as possible, the first one first."""
    places = {offer.key: place for place, offer in enumerate(problem.offers)}
    return tuple(LEVELS[name](offers, problem, places) for name in problem.order)


def solve(problem: Problem, start: Sequence[Offer] = ()) -> Solution:
    """Find the best set of offers in lexicographic order, from a set that keeps the limits.

    First the weighted coverage of the gap, then the price, then hours and the number of steps, then quality
    (assessment and quality assurance stated), stackability, and last the lowest places in the order of ids.
    One solve a level; the optimum of a level is a condition of the next.
    """
    if not problem.offers:
        return Solution()
    model = _Model(problem)
    best, optimal, gap = tuple(start), True, 0.0
    for name in problem.order:
        row = model.row_of(name)
        if len(set(row.values())) > (1 if name == "cost" and not any(row.values()) else 0):
            best, level_gap = model.minimise(row, best)
            gap = gap or level_gap
            optimal = optimal and not level_gap
            model.hold(row, best)
    return Solution(best, optimal, gap)


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
    "coverage": _coverage,
    "cost": _cost,
    "effort": _effort,
    "rest": _rest,
}


def _too_much(offers: Sequence[Offer], budget: Budget) -> bool:
    return (
        len(offers) > budget.steps
        or len({o.record.id for o in offers}) < len(offers)
        or (budget.minutes is not None and sum(o.minutes for o in offers) > budget.minutes)
        or (budget.money is not None and sum(o.charge for o in offers) > budget.money)
        or (budget.one_currency and len({o.currency for o in offers if o.charge}) > 1)
    )


class _Model:
    """The problem as HiGHS sees it: a column 0..1 for each offer, then one for each grade at which a skill is closed."""

    def __init__(self, problem: Problem) -> None:
        import highspy

        self._problem = problem
        self._offers = problem.offers
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._infinity = highspy.kHighsInf
        for option, value in OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._grades = _grades(problem)
        count = len(self._offers) + len(self._grades)
        self._highs.addVars(count, np.zeros(count), np.ones(count))
        whole = np.arange(len(self._offers), dtype=np.int32)
        kinds = np.full(len(self._offers), highspy.HighsVarType.kInteger)
        self._highs.changeColsIntegrality(len(whole), whole, kinds)
        for row, most in _limits(problem, self._grades):
            self._at_most(row, most)
        if problem.least_coverage:
            self._at_most(self.row_of("coverage"), 0.5 - problem.least_coverage)

    def row_of(self, level: str) -> Row:
        """Write a level as a sum over columns."""
        if level == "coverage":
            first = len(self._offers)
            return {first + i: -float(worth) for i, (_, _, worth) in enumerate(self._grades)}
        places = {offer.key: place for place, offer in enumerate(self._offers)}
        return {i: float(LEVELS[level]((o,), self._problem, places)) for i, o in enumerate(self._offers)}

    def hold(self, row: Row, chosen: Sequence[Offer]) -> None:
        """Make the value that the chosen offers reach on a level a condition."""
        columns = self._columns(chosen)
        self._at_most(row, sum(c * columns[i] for i, c in row.items()) + 0.5)

    def minimise(self, row: Row, start: Sequence[Offer]) -> tuple[tuple[Offer, ...], float]:
        """Give the best set and the relative gap, 0 when it is proven; whatever breaks a limit exactly is cut off."""
        import highspy

        columns = np.arange(self._highs.getNumCol(), dtype=np.int32)
        costs = np.zeros(len(columns))
        costs[list(row)] = list(row.values())
        self._highs.changeColsCost(len(columns), columns, costs)
        for _ in range(MOST_CUTS):
            given = highspy.HighsSolution()
            given.col_value = list(self._columns(start))
            self._highs.setSolution(given)
            self._highs.run()
            status = self._highs.getModelStatus()
            values = self._highs.getSolution().col_value
            found = tuple(o for o, v in zip(self._offers, values, strict=False) if v > 0.5)
            if status != highspy.HighsModelStatus.kOptimal:
                break
            if keeps(found, self._problem.budget):
                return found, 0.0
            self._cut(found)
        return tuple(start), max(float(self._highs.getInfo().mip_gap), 1e-9)

    def _columns(self, chosen: Sequence[Offer]) -> list[float]:
        keys = {o.key for o in chosen}
        grades = [max((o.covers.get(s, 0) for o in chosen), default=0) >= grade for s, grade, _ in self._grades]
        return [float(o.key in keys) for o in self._offers] + [float(g) for g in grades]

    def _cut(self, found: Sequence[Offer]) -> None:
        """Forbid what was found: a loop of prerequisites without help from outside, or a sum just beyond a limit."""
        loop = stuck(found)
        placed = [o for o in found if o not in loop]
        asked = {r for o in loop for r in unmet(o, placed)}
        row = {self._offers.index(o): 1.0 for o in (loop or found)}
        for i, offer in enumerate(self._offers):
            if loop and i not in row and any(provides(offer, r) for r in asked):
                row[i] = -1.0
        self._at_most(row, len(loop or found) - 1)

    def _at_most(self, row: Row, most: float) -> None:
        columns = np.array(sorted(row), np.int32)
        values = np.array([row[i] for i in sorted(row)], np.float64)
        self._highs.addRow(-self._infinity, most, len(columns), columns, values)


OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,  # every level is a whole number
    "mip_max_nodes": MOST_NODES,
}


def _grades(problem: Problem) -> list[tuple[str, int, int]]:
    """List, for each skill, the grades of confidence at which it can be closed, with what each adds."""
    grades = []
    for skill, weight in problem.weights.items():
        below = 0
        for grade in sorted({o.covers[skill] for o in problem.offers if skill in o.covers}):
            grades.append((skill, grade, round(100 * weight) * (grade - below)))
            below = grade
    return grades


def _limits(problem: Problem, grades: Sequence[tuple[str, int, int]]) -> list[tuple[Row, float]]:
    """Write every condition as `row ≤ number`."""
    offers, budget = problem.offers, problem.budget
    rows: list[tuple[Row, float]] = [(dict.fromkeys(range(len(offers)), 1.0), float(budget.steps))]
    for i, (skill, grade, _) in enumerate(grades):
        closing = {k: -1.0 for k, o in enumerate(offers) if o.covers.get(skill, 0) >= grade}
        rows.append(({**closing, len(offers) + i: 1.0}, 0.0))
    if budget.minutes is not None:
        rows.append(({i: float(o.minutes) for i, o in enumerate(offers)}, float(budget.minutes)))
    if budget.money is not None:
        # in shares of the limit, so that a limit in rupiah is as exact as one in euros
        unit = budget.money or 1
        rows.append(({i: float(o.charge / unit) for i, o in enumerate(offers)}, float(budget.money / unit)))
    return rows + _once(offers) + _prerequisites(offers)


def _once(offers: Sequence[Offer]) -> list[tuple[Row, float]]:
    """Take no micro-credential twice."""
    ways: dict[str, Row] = {}
    for i, offer in enumerate(offers):
        ways.setdefault(offer.record.id, {})[i] = 1.0
    return [(row, 1.0) for row in ways.values() if len(row) > 1]


def _prerequisites(offers: Sequence[Offer]) -> list[tuple[Row, float]]:
    """Take an offer only with what it requires, held already or chosen too."""
    rows = []
    for i, offer in enumerate(offers):
        for requirement in (*offer.needs_courses, *offer.needs_skills):
            helping = {k: -1.0 for k, o in enumerate(offers) if k != i and provides(o, requirement)}
            rows.append(({**helping, i: 1.0}, 0.0))
    return rows
