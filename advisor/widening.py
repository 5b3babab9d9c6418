"""What does it mean to widen a limit just enough?"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from advisor.limits import charge, meets
from advisor.offers import Offer
from advisor.vocabulary.learner import Constraints, Money
from knowledge.vocabulary.opportunity import DeliveryMode


@dataclass(frozen=True)
class Limit:
    """One limit: what lifting it means, and either the number that offers need or the values to choose one of."""

    name: str
    lifted: Any
    stated: Callable[[Offer], bool]
    """Whether an offer says its part; those that do not come second."""
    smallest: str = "coverage"
    """Level of the planner that keeps the number small: `cost`, `effort`; `coverage` where none does."""
    needed: Callable[[Sequence[Offer], Constraints, date], Any] | None = None
    values: Callable[[Offer], Sequence[Any]] | None = None


def _hours(offers: Sequence[Offer], _: Constraints, __: date) -> float:
    return sum(o.record.workload.hours or 0 for o in offers)


def _price(offers: Sequence[Offer], limits: Constraints, _: date) -> Money:
    """Give the sum in the limit's currency, rounded up; in the offers' own where the limit has none."""
    stated = limits.max_price.currency if limits.max_price else None
    own = sorted({o.currency for o in offers if o.opportunity.price and o.opportunity.price.amount})
    currency = stated or (own[0] if own else None)
    spent = sum(charge(o.opportunity.price, Money(amount=0, currency=currency)) for o in offers)
    return Money(amount=math.ceil(float(spent) * 100 - 1e-6) / 100, currency=currency)


def _finish(offers: Sequence[Offer], limits: Constraints, today: date) -> date:
    """Give the day on which the offers are done, one after the other, with a week begun counted as a whole one."""
    day = today
    for offer in offers:
        schedule = offer.opportunity.schedule
        ahead = [start for start in schedule.start_dates if start >= day] if not schedule.continuous else []
        weeks = (offer.record.workload.hours or 0) / limits.hours_per_week if limits.hours_per_week else 0
        day = min(ahead, default=day) + timedelta(weeks=math.ceil(weeks))
    return day


def _start(offers: Sequence[Offer], _: Constraints, today: date) -> date:
    return max(min(o.opportunity.schedule.start_dates, default=today) for o in offers)


def _begin(offers: Sequence[Offer], limits: Constraints, _: date) -> date | None:
    """Give the day from which on none of these starts is missed, as late as can be."""
    old = limits.start_from
    starts = [o.opportunity.schedule.start_dates for o in offers if not o.opportunity.schedule.continuous]
    missed = [max(days) for days in starts if days and old and max(days) < old]
    return min(missed, default=old)


def _level(offers: Sequence[Offer], _: Constraints, __: date) -> int:
    return max(o.record.eqf_level or 1 for o in offers)


def _needs(offers: Sequence[Offer], limits: Constraints, _: date) -> tuple[str, ...]:
    """Give the needs that all these offers meet."""
    return tuple(need for need in limits.needs if all(meets(o.opportunity, need) for o in offers))


def _places(offer: Offer) -> Sequence[str]:
    online = DeliveryMode.ONLINE in offer.opportunity.modes
    return () if online or not offer.opportunity.location else (offer.opportunity.location,)


def _has_hours(offer: Offer) -> bool:
    return offer.record.workload.hours is not None


def _has_start(offer: Offer) -> bool:
    return offer.opportunity.schedule.continuous or bool(offer.opportunity.schedule.start_dates)


LIMITS: dict[str, Limit] = {
    limit.name: limit
    for limit in (
        Limit("max_price", None, lambda o: o.opportunity.price is not None, "cost", _price),
        Limit("max_hours", None, _has_hours, "effort", _hours),
        Limit("finish_by", None, _has_hours, "effort", _finish),
        Limit("max_steps", 12, lambda _: True, "effort", lambda offers, *_: len(offers)),
        Limit("start_by", None, _has_start, needed=_start),
        Limit("start_from", None, lambda _: True, needed=_begin),
        Limit(
            "schedules", (), lambda o: bool(o.opportunity.schedule.times), values=lambda o: o.opportunity.schedule.times
        ),
        Limit("modes", (), lambda o: bool(o.opportunity.modes), values=lambda o: o.opportunity.modes),
        Limit("near", None, lambda o: bool(o.opportunity.location), values=_places),
        Limit(
            "country",
            None,
            lambda o: bool(o.opportunity.provider.country),
            values=lambda o: (o.opportunity.provider.country,),
        ),
        Limit("languages", (), lambda o: bool(o.opportunity.languages), values=lambda o: o.opportunity.languages),
        Limit("max_eqf_level", None, lambda o: o.record.eqf_level is not None, needed=_level),
        Limit("needs", (), lambda _: True, needed=_needs),
    )
}
"""The limits that can be widened, those first that are widened most easily."""
