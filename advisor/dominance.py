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
    skills = sorted({s for o in offers for s in o.covers})
    place = {s: i for i, s in enumerate(skills)}
    covers = np.zeros((len(offers), max(len(skills), 1)), np.int16)
    for row, offer in enumerate(offers):
        for skill, confidence in offer.covers.items():
            covers[row, place[skill]] = confidence
    cost = np.array([o.cost for o in offers])
    minutes = np.array([o.minutes for o in offers])
    kept = []
    for row, offer in enumerate(offers):
        if offer.record.id in required:
            kept.append(offer)
            continue
        if not offer.covers and not offer.locked and not offer.teaches & asked:
            continue
        better = (cost <= cost[row]) & (minutes <= minutes[row]) & (covers >= covers[row]).all(axis=1)
        better[row] = False
        if not any(
            _replaces(offers[int(other)], offer, asked, one_currency=one_currency, dated=dated)
            and (offers[int(other)].travel <= offer.travel or not nearer)
            for other in np.flatnonzero(better)
        ):
            kept.append(offer)
    return tuple(kept)


def _replaces(other: Offer, offer: Offer, asked: frozenset[str], *, one_currency: bool, dated: bool) -> bool:
    if not set(other.needs_courses) <= set(offer.needs_courses) or not set(other.needs_skills) <= set(
        offer.needs_skills
    ):
        return False
    if not (offer.teaches & asked) <= other.teaches or other.charge > offer.charge:
        return False
    if other.place not in {"", offer.place} or (offer.locked and not other.locked):
        return False
    if one_currency and other.charge and other.currency != offer.currency:
        return False
    if dated and _starts(other) and _starts(other) != _starts(offer):
        return False
    return preference(other) < preference(offer)


def _starts(offer: Offer) -> tuple[date, ...]:
    schedule = offer.opportunity.schedule
    return () if schedule.continuous else schedule.start_dates


def preference(offer: Offer) -> tuple[int, int, int, int, tuple[str, str, str]]:
    """Order offers that close the same: the cheaper, the shorter, the better assured, the stackable, the first by rank."""
    return (offer.cost, offer.minutes, -offer.quality, -offer.stacks, offer.rank)
