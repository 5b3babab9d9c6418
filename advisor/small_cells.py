"""Which numbers of a table may be shown, so that no sum gives a small one away?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.demand import FEWEST

SMALL = f"<{FEWEST}"
HIDDEN = "hidden"
"""Of a cell that is not small and hidden beside small ones, so that the total does not give those away."""
BESIDE = (2, 1)
"""So many cells that are not small are hidden beside a single small one, and beside several."""
MANY = 50
"""From this total on the smallest cells are hidden beside, which tells most; below it the largest, which hides best.

Which cells are hidden depends on nothing but what can be seen anyway. Any cleverer choice tells a reader who knows it
something: tests/properties/test_small_cells.py tries all tables.
"""


@dataclass(frozen=True)
class ShownCells:
    """What of a table is shown. The keys of a table are the same every time, so that a row's being there says nothing."""

    cells: Mapping[str, str]
    """Empty where the table is withheld: the total alone would say too much about its small cells."""
    total: str


def shown_cells(counted: Mapping[str, int]) -> ShownCells:
    """Show a table with its total: a small cell as `<5`, and nothing that together with the total says more."""
    total = sum(counted.values())
    if total < FEWEST:
        return ShownCells({}, SMALL)
    small = [key for key, number in counted.items() if number < FEWEST]
    if not small:
        return ShownCells({key: str(number) for key, number in counted.items()}, str(total))
    order = sorted((key for key in counted if key not in small), key=lambda key: (counted[key], key))
    place = BESIDE[len(small) > 1]
    beside, shown = (order[:place], order[place:]) if total >= MANY else (order[-place:], order[:-place])
    ranges = [_range(key, shown, counted, smallest=total >= MANY) for key in beside]
    hidden = total - sum(counted[key] for key in shown)
    if not _tells_nothing(hidden, len(small), ranges):
        return ShownCells({}, str(total))
    marks = {**dict.fromkeys(small, SMALL), **dict.fromkeys(beside, HIDDEN)}
    return ShownCells({key: marks.get(key) or str(number) for key, number in counted.items()}, str(total))


def small_hidden(counted: Mapping[str, int]) -> dict[str, str]:
    """Show the cells of a table that has no total: each stands for itself."""
    return {key: SMALL if number < FEWEST else str(number) for key, number in counted.items()}


Range = tuple[int, int | None]
"""The least and the most that a hidden cell can be for whoever knows the rule; None: there is no most."""


def _range(key: str, shown: Sequence[str], counted: Mapping[str, int], *, smallest: bool) -> Range:
    """Say what a cell hidden beside small ones can be, as it is among the smallest, or the largest, of all."""
    if smallest:
        return FEWEST, min((counted[other] - (key > other) for other in shown), default=None)
    return max((counted[other] + (key < other) for other in shown), default=FEWEST), None


def _tells_nothing(hidden: int, small: int, ranges: Sequence[Range]) -> bool:
    """Say whether each small cell may still be anything from 0 to 4, for a reader who knows the sum of what is hidden."""
    least = sum(each[0] for each in ranges)
    if hidden - (FEWEST - 1) < least:
        return False
    most = [each[1] for each in ranges]
    bounded = sum(each for each in most if each is not None) + (small - 1) * (FEWEST - 1)
    return None in most or hidden <= bounded
