"""Which offers can be left out because another one is always at least as good?"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from advisor.offers import Offer


def undominated(
    offers: Sequence[Offer], *, one_currency: bool = False, dated: bool = False, nearer: bool = False
) -> tuple[Offer, ...]:
    """Leave out each offer that another one can always replace: it teaches no more, costs and takes no less.

    The other one needs no more before, and is preferred by the planner's whole order, so the optimum stays the same.
    Offers that another one requires stay. With `one_currency`, paid offers replace only those of their own currency;
    with `dated`, only what begins at any time or at the same times; with `nearer`, only what is as near.
    """
    if not offers:
        return ()
    required = frozenset(c for o in offers for c in o.needs_courses)
    asked = frozenset(s for o in offers for s in o.needs_skills)
    # what an offer closes and, of what others ask for, what it brings
    place = {s: i for i, s in enumerate(sorted({s for o in offers for s in o.covers}))}
    brings = {s: len(place) + i for i, s in enumerate(sorted(asked))}
    # the best first: whatever replaces an offer stands before it, and of a chain of replacements the first is kept
    kept: list[Offer] = []
    covers = np.zeros((len(offers), len(place) + len(brings) or 1), np.int8)
    minutes, travel = np.zeros(len(offers), np.int64), np.zeros(len(offers), np.int8)
    for offer in sorted(offers, key=preference):
        row = len(kept)
        covers[row] = 0
        for skill, confidence in offer.covers.items():
            covers[row, place[skill]] = confidence
        for skill in offer.teaches & asked:
            covers[row, brings[skill]] = 1
        if offer.record.id not in required:
            if not offer.covers and not offer.locked and not offer.teaches & asked:
                continue
            better = (minutes[:row] <= offer.minutes) & (covers[:row] >= covers[row]).all(axis=1)
            if nearer:
                better &= travel[:row] <= offer.travel
            if any(
                _replaces(kept[int(other)], offer, one_currency=one_currency, dated=dated)
                for other in np.flatnonzero(better)
            ):
                continue
        minutes[row], travel[row] = offer.minutes, offer.travel
        kept.append(offer)
    left = {offer.key for offer in kept}
    return tuple(offer for offer in offers if offer.key in left)


def _replaces(other: Offer, offer: Offer, *, one_currency: bool, dated: bool) -> bool:
    if not set(other.needs_courses) <= set(offer.needs_courses) or not set(other.needs_skills) <= set(
        offer.needs_skills
    ):
        return False
    if (
        other.charge > offer.charge
        or other.place not in {"", offer.place}
        or (offer.locked and other.record.id != offer.record.id)
    ):
        return False
    if one_currency and other.charge and other.currency != offer.currency:
        return False
    return not dated or not _starts(other) or _starts(other) == _starts(offer)


def _starts(offer: Offer) -> tuple[date, ...]:
    schedule = offer.opportunity.schedule
    return () if schedule.continuous else schedule.start_dates


def preference(offer: Offer) -> tuple[int, int, int, int, tuple[str, str, str]]:
    """Order offers that close the same: the cheaper, the shorter, the better assured, the stackable, the first by rank."""
    return (offer.cost, offer.minutes, -offer.quality, -offer.stacks, offer.rank)
