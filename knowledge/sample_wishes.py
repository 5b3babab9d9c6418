"""Which of a few ordinary wishes would find a course, at what rank, and what keeps it from the others?"""

import json
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, Protocol

from knowledge.masks import mask_of, offers_of
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.search import Filters, Match, Question
from knowledge.vocabulary.value import Value

TOP, FURTHER = 5, 20
"""Ranks that a learner looks at, and ranks at which a wish may still be about the course."""


class SampleWish(Value):
    """What somebody might write; `limits` are what the words say of price, hours and time."""

    language: str
    text: str
    limits: Filters = Filters()


class Tried(NamedTuple):
    """One wish and one course."""

    wish: SampleWish
    rank: int | None
    """Within the wish's limits; None where the course is not among the first FURTHER."""
    without_limits: int | None
    """The rank if there were no limits."""
    in_the_way: tuple[str, ...] = ()
    """Names of the limits that the course does not keep, as Filters spells them."""

    @property
    def found(self) -> bool:
        return self.rank is not None and self.rank <= TOP


class Searches(Protocol):
    """The part of the library that is asked."""

    def catalogue_version(self) -> int: ...
    def search(self, question: Question) -> Sequence[Match]: ...


@lru_cache(maxsize=1)
def sample_wishes() -> tuple[SampleWish, ...]:
    """Read the bundled wishes: ten topics in ten languages."""
    text = (files("knowledge.data") / "sample_wishes.json").read_text("utf-8")
    return tuple(SampleWish.model_validate(one) for one in json.loads(text))


class WishTrial:
    """Asks all sample wishes once for each version of the catalogue and keeps the ranks. Safe to call from several threads."""

    def __init__(self, library: Searches, wishes: Sequence[SampleWish] | None = None) -> None:
        self._library = library
        self._wishes = wishes
        self._asked_at = -1
        self._ranks: list[tuple[Mapping[str, int], Mapping[str, int]]] = []
        self._one_at_a_time = threading.Lock()

    def of(self, record: MicroCredential) -> list[Tried]:
        """List the wishes that are about the course, best rank first."""
        with self._one_at_a_time:
            self._ask()
            ranks = list(self._ranks)
        told = [_tried(wish, record, *found) for wish, found in zip(self.wishes, ranks, strict=True)]
        about = [one for one in told if one.rank is not None or one.without_limits is not None]
        return sorted(about, key=lambda one: (one.rank or FURTHER + 1, one.without_limits or 0, one.wish.language))

    @property
    def wishes(self) -> Sequence[SampleWish]:
        return sample_wishes() if self._wishes is None else self._wishes

    def _ask(self) -> None:
        version = self._library.catalogue_version()
        if version == self._asked_at:
            return
        self._ranks = [self._both(wish) for wish in self.wishes]
        self._asked_at = version

    def _both(self, wish: SampleWish) -> tuple[Mapping[str, int], Mapping[str, int]]:
        free = self._ranked(wish, Filters())
        return free, free if wish.limits == Filters() else self._ranked(wish, wish.limits)

    def _ranked(self, wish: SampleWish, limits: Filters) -> dict[str, int]:
        asked = Question(text=wish.text, language=wish.language, filters=limits, limit=FURTHER)
        return {match.micro_credential.id: rank for rank, match in enumerate(self._library.search(asked), 1)}


def _tried(wish: SampleWish, record: MicroCredential, free: Mapping[str, int], limited: Mapping[str, int]) -> Tried:
    blocked = broken(record, wish.limits) if record.id not in limited and record.id in free else ()
    return Tried(wish, limited.get(record.id), free.get(record.id), blocked)


def broken(record: MicroCredential, limits: Filters) -> tuple[str, ...]:
    """Name the limits that no way to take the course keeps; what is not stated keeps none."""
    offers = offers_of([record])
    unset = Filters()
    stated = [name for name in Filters.model_fields if getattr(limits, name) != getattr(unset, name)]
    singly = {name: unset.model_copy(update={name: getattr(limits, name)}) for name in stated if name != "currency"}
    if "max_price" in singly:
        singly["max_price"] = singly["max_price"].model_copy(update={"currency": limits.currency})
    return tuple(name for name, one in singly.items() if not mask_of(offers, one).any())
