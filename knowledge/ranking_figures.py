"""How good is a ranking, in the figures of the field?"""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean, median

Grades = Mapping[str, int]
"""Identifier → how relevant it is, from 1 (acceptable) up."""


def recall(ranking: Sequence[str], relevant: Grades, depth: int) -> float:
    """Give the share found among the first `depth` of what could be found there: min(depth, number of relevant)."""
    return len(set(ranking[:depth]) & set(relevant)) / min(depth, len(relevant))


def reciprocal_rank(ranking: Sequence[str], relevant: Grades, depth: int = 10) -> float:
    """Give 1 / place of the first relevant one among the first `depth`, else 0."""
    return next((1 / place for place, one in enumerate(ranking[:depth], 1) if one in relevant), 0.0)


def ndcg(ranking: Sequence[str], relevant: Grades, depth: int = 10) -> float:
    """Give the discounted gain (2^grade - 1) against that of the best order."""
    best = _gain(sorted(relevant.values(), reverse=True)[:depth])
    return _gain([relevant.get(one, 0) for one in ranking[:depth]]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def mean(values: Sequence[float]) -> float | None:
    """Average, rounded; None of nothing."""
    return round(fmean(values), 4) if values else None


def spread(milliseconds: Sequence[float]) -> dict[str, float | None]:
    """Give the median and the 95th percentile."""
    if not milliseconds:
        return {"median": None, "p95": None}
    ordered = sorted(milliseconds)
    place = min(math.ceil(0.95 * len(ordered)) - 1, len(ordered) - 1)
    return {"median": round(median(ordered), 1), "p95": round(ordered[place], 1)}
