"""What do the learner's hard limits let through, and was each one kept?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from advisor.vocabulary.learner import Constraints, Money
from knowledge.masks import mask_of, offers_of
from knowledge.money import MARGIN, convert
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import LearningOpportunity, Price
from knowledge.vocabulary.search import Filters

USUAL_STEPS = 4
"""Steps of a pathway where the learner set no number."""


@dataclass(frozen=True)
class Calendar:
    """When one can learn: from the first day on, so many hours a week, done by the last day."""

    first: date
    last: date | None
    pace: float
    """Hours a week."""


@dataclass(frozen=True)
class Budget:
    """The limits that hold for a pathway as a whole. None where there is none."""

    minutes: int | None = None
    money: Decimal | None = None
    one_currency: bool = False
    """The learner named an amount without a currency: paid steps then share one."""
    steps: int = USUAL_STEPS
    calendar: Calendar | None = None
    """None where no deadline was set, or no pace."""


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


def budget_of(constraints: Constraints, today: date) -> Budget:
    """Say the limits that the sum of the steps must keep."""
    price = constraints.max_price
    return Budget(
        minutes=_minutes(constraints, today),
        money=None if price is None else Decimal(str(price.amount)),
        one_currency=price is not None and price.currency is None and price.amount > 0,
        steps=constraints.max_steps or USUAL_STEPS,
        calendar=calendar_of(constraints, today) if constraints.finish_by else None,
    )


def calendar_of(constraints: Constraints, today: date) -> Calendar | None:
    pace = constraints.hours_per_week
    return None if pace is None else Calendar(today, constraints.finish_by, pace)


def weeks_left(finish_by: date, today: date) -> int:
    """Count the whole weeks until a deadline."""
    return max(0, (finish_by - today).days // 7)


def charge(price: Price | None, limit: Money | None) -> Decimal:
    """Give what a price counts against the limit: in another currency a tenth more than its rate says."""
    if price is None or limit is None or price.amount == 0:
        return Decimal(0)
    if limit.currency is None or price.currency == limit.currency:
        return price.amount
    converted = convert(price.amount, price.currency, limit.currency)
    return Decimal("Infinity") if converted is None else converted * (1 + MARGIN)


def within_limits(
    records: Sequence[MicroCredential], constraints: Constraints, today: date
) -> tuple[tuple[MicroCredential, LearningOpportunity], ...]:
    """List the offers that keep every limit that a single offer can break; not stated never keeps one."""
    ahead = [upcoming(record, today) for record in records]
    columns = offers_of(ahead)
    mask = mask_of(columns, filters_of(constraints))
    pairs = [(columns.records[columns.credential[i]], columns.opportunities[i]) for i in np.flatnonzero(mask)]
    return tuple(pair for pair in pairs if _in_time(*pair, constraints, today))


def upcoming(record: MicroCredential, today: date) -> MicroCredential:
    """Leave out the starts that have passed."""
    if all(day >= today for offer in record.opportunities for day in offer.schedule.start_dates):
        return record
    offers = []
    for offer in record.opportunities:
        days = tuple(day for day in offer.schedule.start_dates if day >= today)
        offers.append(offer.model_copy(update={"schedule": offer.schedule.model_copy(update={"start_dates": days})}))
    return record.model_copy(update={"opportunities": tuple(offers)})


def _in_time(record: MicroCredential, offer: LearningOpportunity, constraints: Constraints, today: date) -> bool:
    """Say whether the offer can be finished before the deadline, its own start and the learner's pace considered."""
    if constraints.finish_by is None:
        return True
    dated = offer.schedule.start_dates and not offer.schedule.continuous
    start = min(offer.schedule.start_dates) if dated else today
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
        limits.append(weeks_left(constraints.finish_by, today) * constraints.hours_per_week * 60)
    return math.floor(min(limits)) if limits else None
