"""What do learners look for that nothing here teaches, counted so that nobody can be told from it?"""

import threading
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from knowledge.ports import CatalogueStore

UNMET = "unmet"
FEWEST = 5
"""Below this a number is shown to nobody: a single person could be behind it."""
MONTHS = 12


class Unmet(NamedTuple):
    """So many conversations in which nothing fitted."""

    concept: str
    """Concept URI of a skill or an occupation; words of a person are never kept."""
    country: str
    """ISO 3166-1 alpha-2; empty where nobody said."""
    wishes: int
    last: str
    """The last month in which somebody wished it, e.g. 2026-11."""


class Demand:
    """Counters by concept, country and month. Two processes may lose a count between them; none is ever made up."""

    def __init__(self, store: CatalogueStore) -> None:
        self._store = store
        self._one_at_a_time = threading.Lock()

    def note(self, concepts: Iterable[str], country: str, today: date) -> None:
        """Count each concept once for one conversation; what is older than a year is forgotten."""
        with self._one_at_a_time:
            kept = self._store.kept(UNMET)
            for concept in dict.fromkeys(concepts):
                key = f"{_month(today)}/{country}/{concept}"
                self._store.keep(UNMET, key, str(int(kept.get(key, "0")) + 1))
            for key in kept:
                if key < _oldest(today):
                    self._store.forget(UNMET, key)

    def board(
        self, today: date, concepts: Collection[str] | None = None, countries: Collection[str] = ()
    ) -> Sequence[Unmet]:
        """List what at least FEWEST conversations wished within a year, most wished first; of a field and region where given."""
        sums: dict[tuple[str, str], tuple[int, str]] = {}
        for key, number in self._store.kept(UNMET).items():
            month, country, concept = key.split("/", 2)
            if key < _oldest(today) or (concepts is not None and concept not in concepts):
                continue
            if countries and country not in countries:
                continue
            before, last = sums.get((concept, country), (0, ""))
            sums[concept, country] = (before + int(number), max(last, month))
        told = [Unmet(concept, country, *found) for (concept, country), found in sums.items() if found[0] >= FEWEST]
        return sorted(told, key=lambda one: (-one.wishes, one.concept, one.country))


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _oldest(today: date) -> str:
    """Give the first month that still counts, which sorts before every key of it."""
    months = today.year * 12 + today.month - MONTHS
    return f"{months // 12:04}-{months % 12 + 1:02}"
