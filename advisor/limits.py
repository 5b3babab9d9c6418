"""What do the learner's hard limits let through, and was each one kept?"""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from advisor.vocabulary.learner import Constraints, Money
from knowledge.masks import Mask, Offers, mask_of, offers_of
from knowledge.money import MARGIN, convert
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import DeliveryMode, LearningOpportunity, Price, Support, TimeOfDay
from knowledge.vocabulary.search import Filters

USUAL_STEPS = 4
"""Steps of a pathway where the learner set no number."""
MOST_STEPS = 12
"""Steps that a pathway ever has."""


@dataclass(frozen=True)
class Calendar:
    """When one can learn: from the first day on, so many hours a week, done by the last day."""

    first: date
    last: date | None
    pace: float
    """Hours a week; infinite where the learner named none, so that only stated starts keep an order."""


@dataclass(frozen=True)
class Budget:
    """The limits that hold for a pathway as a whole. None where there is none."""

    minutes: int | None = None
    money: Decimal | None = None
    one_currency: bool = False
    """The learner named an amount without a currency: paid steps then share one."""
    steps: int = USUAL_STEPS
    calendar: Calendar | None = None
    """None where the learner named no pace: nobody knows then when a course is done."""


FROM_HOME = frozenset({Support.STEP_FREE, Support.TRANSPORT, Support.CHILDCARE})
"""Needs of somebody who goes somewhere; a course that is taken online need not state them."""
AT_OWN_PACE = frozenset({Support.CHILDCARE})
"""Needs that remain at home where the hours are fixed."""


def keeping(offers: Offers, constraints: Constraints) -> Mask:
    """Say for each offer whether it keeps the limits that a single one can break; not stated never does."""
    mask = mask_of(offers, filters_of(constraints).model_copy(update={"support": ()}))
    for need in constraints.needs:
        kept = mask_of(offers, Filters(support=(need,)))
        if need in FROM_HOME:
            pace = (TimeOfDay.SELF_PACED,) if need in AT_OWN_PACE else ()
            kept = kept | mask_of(offers, Filters(modes=(DeliveryMode.ONLINE,), times=pace))
        mask &= kept
    return mask


def meets(opportunity: LearningOpportunity, need: str) -> bool:
    """Say whether an offer states a need, or cannot be in want of it because it is taken from home."""
    at_home = need in FROM_HOME and DeliveryMode.ONLINE in opportunity.modes
    free = need not in AT_OWN_PACE or TimeOfDay.SELF_PACED in opportunity.schedule.times
    return need in opportunity.support or (at_home and free)


def filters_of(constraints: Constraints) -> Filters:
    """Say the limits that each single offer must keep in the words of the knowledge base."""
    price = constraints.max_price
    return Filters(
        max_hours=constraints.max_hours,
        max_price=None if price is None else Decimal(str(price.amount)),
        currency=price.currency if price else None,
        languages=constraints.languages,
        modes=constraints.modes,
        times=constraints.schedules,
        support=constraints.needs,
        country=constraints.country,
        near=constraints.near,
        max_eqf_level=constraints.max_eqf_level,
        start_by=constraints.start_by,
    )


def budget_of(constraints: Constraints, today: date, least_steps: int = 0) -> Budget:
    """Say the limits that the sum of the steps must keep; where no number of steps was set, there may be `least_steps`."""
    price = constraints.max_price
    return Budget(
        minutes=_minutes(constraints, today),
        money=None if price is None else Decimal(str(price.amount)),
        one_currency=price is not None and price.currency is None and price.amount > 0,
        steps=constraints.max_steps or min(max(USUAL_STEPS, least_steps), MOST_STEPS),
        calendar=None if constraints.hours_per_week is None else calendar_of(constraints, today),
    )


def calendar_of(constraints: Constraints, today: date) -> Calendar:
    pace = math.inf if constraints.hours_per_week is None else constraints.hours_per_week
    return Calendar(first_day(constraints, today), constraints.finish_by, pace)


def first_day(constraints: Constraints, today: date) -> date:
    """Give the day from which on one can learn."""
    return max(today, constraints.start_from or today)


def weeks_left(finish_by: date, first: date) -> int:
    """Count the whole weeks until a deadline."""
    return max(0, (finish_by - first).days // 7)


def charge(price: Price | None, limit: Money | None) -> Decimal:
    """Give what a price counts against the limit: in another currency a tenth more than its rate says."""
    if price is None or limit is None or price.amount == 0:
        return Decimal(0)
    if limit.currency is None or price.currency == limit.currency:
        return price.amount
    converted = convert(price.amount, price.currency, limit.currency)
    return Decimal("Infinity") if converted is None else converted * (1 + MARGIN)


def keeps_limits(record: MicroCredential, constraints: Constraints, today: date) -> bool:
    """Say whether some way to take the course keeps every limit that a single offer can break; not stated never does."""
    first = first_day(constraints, today)
    for opportunity, kept in zip(record.opportunities, keeping(offers_of([record]), constraints), strict=True):
        coming = still_to_come(opportunity, today, first)
        if kept and coming and in_time(record, coming, constraints, first):
            return True
    return False


def still_to_come(offer: LearningOpportunity, today: date, first: date) -> LearningOpportunity | None:
    """Leave out the starts before the first day; None where it was to start between today and then, and never after.

    Where all stated starts have passed, it stays as an offer whose next start nobody has stated yet.
    """
    schedule = offer.schedule
    if not schedule.start_dates or min(schedule.start_dates) >= first:
        return offer
    days = tuple(day for day in schedule.start_dates if day >= first)
    if not days and not schedule.continuous and max(schedule.start_dates) >= today:
        return None
    return offer.model_copy(update={"schedule": schedule.model_copy(update={"start_dates": days})})


def in_time(record: MicroCredential, offer: LearningOpportunity, constraints: Constraints, first: date) -> bool:
    """Say whether the offer begins and can be finished in time, its own start and the learner's pace considered."""
    dated = bool(offer.schedule.start_dates) and not offer.schedule.continuous
    start = min(offer.schedule.start_dates) if dated else first
    if (
        constraints.start_by is not None
        and not offer.schedule.continuous
        and not (dated and start <= constraints.start_by)
    ):
        return False
    if constraints.finish_by is None:
        return True
    if constraints.hours_per_week is None:
        return start <= constraints.finish_by
    if record.workload.hours is None:
        return False
    weeks = math.ceil(record.workload.hours / constraints.hours_per_week)
    return start + timedelta(weeks=weeks) <= constraints.finish_by


def _minutes(constraints: Constraints, today: date) -> int | None:
    limits = []
    if constraints.max_hours is not None:
        limits.append(constraints.max_hours * 60)
    if constraints.finish_by is not None and constraints.hours_per_week is not None:
        left = weeks_left(constraints.finish_by, first_day(constraints, today))
        limits.append(left * constraints.hours_per_week * 60)
    return math.floor(min(limits)) if limits else None
