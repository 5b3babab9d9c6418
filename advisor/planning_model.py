"""Which offers together close most of the gap within the limits, and is that proven?"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from advisor.limits import Calendar
from advisor.offers import Offer
from advisor.ordering import fits_freely, in_time, provides, stuck, unmet
from advisor.problem import LEVELS, Problem, groups, keeps

MOST_NODES = 5_000
"""Branch-and-bound nodes a solve may take: a count, not a clock, so that the same input always gives the same answer."""
MOST_CUTS = 60
MOST_CLASHING = 40
"""Offers of one cut; more would make it no better, and longer to write."""
SMALLEST_GAP = 1e-9
"""Said of an optimum that was found and not proven."""

Row = dict[int, float]
"""Column of the model → coefficient."""


@dataclass(frozen=True)
class Solution:
    chosen: tuple[Offer, ...] = ()
    optimal: bool = True
    gap: float = 0.0
    """Relative gap of the first level that was not proven."""


def solve(problem: Problem, start: Sequence[Offer] = ()) -> Solution:
    """Find the best set of offers in lexicographic order, from a set that keeps the limits.

    What is better is said by problem.LEVELS. One solve a level; the optimum of a level is a condition of the next.
    """
    if not problem.offers:
        return Solution()
    model = _Model(problem)
    best, optimal, gap = tuple(start), True, 0.0
    for name in problem.order:
        row = model.row_of(name)
        if any(row.values()):
            best, level_gap = model.minimise(row, best)
            gap = gap or level_gap
            optimal = optimal and not level_gap
            model.hold(row, best)
    return Solution(best, optimal, gap)


class _Model:
    """The problem as HiGHS sees it: a column 0 or 1 for each offer, each grade at which a skill is closed, each group."""

    def __init__(self, problem: Problem) -> None:
        import highspy

        self._problem = problem
        self._offers = problem.offers
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._infinity = highspy.kHighsInf
        for option, value in OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._grades = _grades(problem)
        self._groups = [
            [[i for i, n in enumerate(names) if n == name] for name in sorted(set(names) - {""})]
            for names in groups(self._offers, problem.budget)
        ]
        count = len(self._offers) + len(self._grades) + sum(map(len, self._groups))
        self._highs.addVars(count, np.zeros(count), np.ones(count))
        # the grades too, which would be whole anyway: so the solver knows that the objective is, and prunes by it
        kinds = np.full(count, highspy.HighsVarType.kInteger)
        self._highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
        for row, most in (*_limits(problem, self._grades), *self._one_group()):
            self._at_most(row, most)
        if problem.least_coverage:
            worths = {len(self._offers) + i: -float(worth) for i, (_, _, worth) in enumerate(self._grades)}
            self._at_most(worths, 0.5 - problem.least_coverage)

    def row_of(self, level: str) -> Row:
        """Write a level as a sum over columns, in its largest whole unit."""
        if level == "coverage":
            first = len(self._offers)
            row = {first + i: -worth for i, (_, _, worth) in enumerate(self._grades)}
        else:
            places = {offer.key: place for place, offer in enumerate(self._offers)}
            row = {i: LEVELS[level]((o,), self._problem, places) for i, o in enumerate(self._offers)}
        unit = math.gcd(*row.values()) or 1
        return {column: value / unit for column, value in row.items()}

    def hold(self, row: Row, chosen: Sequence[Offer]) -> None:
        """Make what the chosen offers reach on a level a condition, and rule out the offers that cannot reach it.

        An offer is ruled out when the relaxation's value and the offer's reduced cost already exceed it.
        """
        columns = self._columns(chosen)
        reached = self._value(row, chosen)
        self._highs.setOptionValue("solve_relaxation", True)
        self._highs.run()
        self._highs.setOptionValue("solve_relaxation", False)
        bound = self._highs.getInfo().objective_function_value
        duals = self._highs.getSolution().col_dual
        out = [i for i in range(len(self._offers)) if bound + duals[i] > reached + 0.5 and not columns[i]]
        if out:
            self._highs.changeColsBounds(len(out), np.array(out, np.int32), np.zeros(len(out)), np.zeros(len(out)))
        self._at_most(row, reached + 0.5)

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
            fine = keeps(found, self._problem.budget)
            if status != highspy.HighsModelStatus.kOptimal:
                best = found if fine and self._value(row, found) < self._value(row, start) else tuple(start)
                return best, max(float(self._highs.getInfo().mip_gap), SMALLEST_GAP)
            if fine:
                return found, 0.0
            self._cut(found)
        return tuple(start), 1.0

    def _value(self, row: Row, chosen: Sequence[Offer]) -> float:
        columns = self._columns(chosen)
        return sum(c * columns[i] for i, c in row.items())

    def _columns(self, chosen: Sequence[Offer]) -> list[float]:
        keys = {o.key for o in chosen}
        grades = [max((o.covers.get(s, 0) for o in chosen), default=0) >= grade for s, grade, _ in self._grades]
        taken = [o.key in keys for o in self._offers]
        in_groups = [any(taken[i] for i in members) for kind in self._groups for members in kind]
        return [float(value) for value in (*taken, *grades, *in_groups)]

    def _one_group(self) -> list[tuple[Row, float]]:
        """Let the offers of one group at most be taken, of each kind of group."""
        rows: list[tuple[Row, float]] = []
        column = len(self._offers) + len(self._grades)
        for kind in self._groups:
            rows.append((dict.fromkeys(range(column, column + len(kind)), 1.0), 1.0))
            for members in kind:
                most = float(min(len(members), self._problem.budget.steps))
                rows.append(({**dict.fromkeys(members, 1.0), column: -most}, 0.0))
                column += 1
        return [(row, most) for row, most in rows if row]

    def _cut(self, found: Sequence[Offer]) -> None:
        """Forbid what was found: a loop of prerequisites without help from outside, a clash of dates, a sum beyond a limit."""
        loop, calendar = stuck(found), self._problem.budget.calendar
        if not loop and calendar is not None and not in_time(found, calendar):
            self._cut_late(found, calendar)
            return
        placed = [o for o in found if o not in loop]
        asked = {r for o in loop for r in unmet(o, placed)}
        self._forbid(loop or found, asked if loop else frozenset())

    def _cut_late(self, found: Sequence[Offer], calendar: Calendar) -> None:
        """Forbid offers that there is no time for together, with all that clash with each of two of them."""
        pair = next((p for p in combinations(found, 2) if not fits_freely(p, calendar)), None)
        if pair:
            clashing = list(pair)
            for offer in self._offers:
                if len(clashing) < MOST_CLASHING and not any(
                    offer is other or fits_freely((offer, other), calendar) for other in clashing
                ):
                    clashing.append(offer)
            self._at_most({self._offers.index(o): 1.0 for o in clashing}, 1.0)
        elif fits_freely(found, calendar):
            # only the order of prerequisites takes too long: another way to what they ask for might be shorter
            self._forbid(found, {r for o in found for r in (*o.needs_courses, *o.needs_skills)})
        else:
            self._forbid(_no_smaller(found, lambda some: not fits_freely(some, calendar)), frozenset())

    def _forbid(self, together: Sequence[Offer], asked: Collection[str]) -> None:
        """Let not all of these be taken together, unless another one is that brings what is asked for."""
        row = {self._offers.index(o): 1.0 for o in together}
        for i, offer in enumerate(self._offers):
            if i not in row and any(provides(offer, r) for r in asked):
                row[i] = -1.0
        self._at_most(row, len(together) - 1)

    def _at_most(self, row: Row, most: float) -> None:
        columns = np.array(sorted(row), np.int32)
        values = np.array([row[i] for i in sorted(row)], np.float64)
        self._highs.addRow(-self._infinity, most, len(columns), columns, values)


def _no_smaller(offers: Sequence[Offer], still: Callable[[Sequence[Offer]], bool]) -> list[Offer]:
    """Leave out what is not needed for the condition to hold."""
    left = list(offers)
    for offer in offers:
        rest = [o for o in left if o is not offer]
        if still(rest):
            left = rest
    return left


OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.9,  # every level is a whole number
    "mip_max_nodes": MOST_NODES,
    # the search starts from a good answer and is small: looking for answers, symmetries and a second start only costs
    "mip_heuristic_effort": 0.0,
    "mip_detect_symmetry": False,
    "mip_allow_restart": False,
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
    asked = {r for offer in offers for r in (*offer.needs_courses, *offer.needs_skills)}
    providing = {r: [k for k, o in enumerate(offers) if provides(o, r)] for r in asked}
    return [
        ({**dict.fromkeys((k for k in providing[r] if k != i), -1.0), i: 1.0}, 0.0)
        for i, offer in enumerate(offers)
        for r in (*offer.needs_courses, *offer.needs_skills)
    ]
