"""Which wish empties the result, and what is the smallest change that helps?"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from advisor.checking import NOT_STATED, money_text, wanted_text
from advisor.greedy import greedy
from advisor.ground import Ground, problem_of
from advisor.limits import budget_of, charge
from advisor.offers import Offer
from advisor.ordering import ordered
from advisor.planning_model import solve
from advisor.problem import closed
from advisor.translations import translate
from advisor.vocabulary.learner import Constraints, Money
from advisor.vocabulary.pathway import Relaxation
from knowledge.vocabulary.opportunity import DeliveryMode

MOST_WHEN_EMPTY = 3
MOST_WHEN_POOR = 2
WORTH_SAYING = 0.1
"""Share of what is missing that another wish must gain to be mentioned beside a pathway."""


@dataclass(frozen=True)
class Limit:
    """One limit: what lifting it means, and either the number to keep small or the values to choose one of."""

    lifted: object
    stated: Callable[[Offer], bool]
    """Whether an offer says its part; those that do not come second."""
    smallest: str = ""
    """Level of the planner that the number belongs to: `cost`, `effort`, `coverage`."""
    number: Callable[[Sequence[Offer], Ground], str] | None = None
    values: Callable[[Offer], Sequence[str]] | None = None


@dataclass(frozen=True)
class Change:
    won: int
    to: str


def relaxations(ground: Ground, reached: int) -> tuple[Relaxation, ...]:
    """Lift each limit alone, plan again for the smallest change, and say what it gains over what is `reached`.

    Without a pathway every limit that helps is told, the most helpful first; beside one only those that gain much.
    """
    limits, language = ground.profile.constraints, ground.profile.language
    if ground.assumed:
        limits = limits.model_copy(update={"languages": ground.assumed[:1]})
    changes = [(name, _change(name, ground, reached)) for name in LIMITS if getattr(limits, name) not in (None, ())]
    least = reached + (WORTH_SAYING * ground.whole if reached else 0)
    helpful = [(name, change) for name, change in changes if change and change.won > least]
    helpful.sort(key=lambda pair: -pair[1].won)
    return tuple(
        Relaxation(
            constraint=name,
            from_=wanted_text(name, limits, language),
            to=change.to,
            gains=translate(language, GAINS, share=max(1, round(100 * (change.won - reached) / ground.whole))),
        )
        for name, change in helpful[: MOST_WHEN_POOR if reached else MOST_WHEN_EMPTY]
    )


GAINS = "{share} % more of what is missing"


def _change(name: str, ground: Ground, reached: int) -> Change | None:
    """Find the smallest change of one limit that closes more; None where it does not help."""
    limit = LIMITS[name]
    wider = ground.profile.constraints.model_copy(update={name: limit.lifted})
    offers = ground.within(wider, () if name == "languages" else ground.assumed)
    sure = tuple(o for o in offers if limit.stated(o))
    change = _among(sure, limit, wider, ground, reached)
    if change is None and len(sure) < len(offers):
        change = _among(offers, limit, wider, ground, reached)
        return change and replace(change, to=translate(ground.profile.language, NOT_STATED))
    return change


def _among(offers: tuple[Offer, ...], limit: Limit, wider: Constraints, ground: Ground, reached: int) -> Change | None:
    if limit.values:
        return _best_value(offers, limit.values, wider, ground, reached)
    problem = problem_of(offers, ground.weights, budget_of(wider, ground.today))
    start = greedy(problem)
    won = closed(start, ground.weights)
    if won <= reached or limit.number is None:
        return None
    # beside a pathway the gain counts: keep it and make the number small; without one any course is a help
    least = won if reached else 1
    order = tuple(dict.fromkeys((limit.smallest, "coverage")))
    chosen = solve(replace(problem, order=order, least_coverage=least), start).chosen
    return Change(closed(chosen, ground.weights), limit.number(ordered(chosen), ground))


def _best_value(
    offers: tuple[Offer, ...],
    values: Callable[[Offer], Sequence[str]],
    wider: Constraints,
    ground: Ground,
    reached: int,
) -> Change | None:
    """Allow one more value: the one with which most is closed, the first in the alphabet of equal ones."""
    known = {o.key for o in ground.offers}
    best: Change | None = None
    for value in sorted({v for o in offers for v in values(o)}):
        allowed = tuple(o for o in offers if o.key in known or value in values(o))
        problem = problem_of(allowed, ground.weights, budget_of(wider, ground.today))
        won = closed(greedy(problem), ground.weights)
        if won > max(reached, best.won if best else 0):
            best = Change(won, value)
    return best


def _hours(offers: Sequence[Offer], ground: Ground) -> str:
    limits = Constraints(max_hours=sum(o.record.workload.hours or 0 for o in offers))
    return wanted_text("max_hours", limits, ground.profile.language)


def _price(offers: Sequence[Offer], ground: Ground) -> str:
    limit = ground.profile.constraints.max_price
    currencies = sorted({o.currency for o in offers if o.opportunity.price and o.opportunity.price.amount})
    currency = (limit.currency if limit else None) or (currencies[0] if currencies else "")
    spent = sum(charge(o.opportunity.price, Money(amount=0, currency=currency)) for o in offers)
    return money_text(math.ceil(float(spent) * 100 - 1e-6) / 100, currency, ground.profile.language)


def _finish(offers: Sequence[Offer], ground: Ground) -> str:
    """Give the day on which the offers are done, one after the other, with a week begun counted as a whole one."""
    pace = ground.profile.constraints.hours_per_week
    day = ground.today
    for offer in offers:
        schedule = offer.opportunity.schedule
        ahead = [start for start in schedule.start_dates if start >= day] if not schedule.continuous else []
        day = min(ahead, default=day)
        day += timedelta(weeks=math.ceil((offer.record.workload.hours or 0) / pace)) if pace else timedelta()
    return day.isoformat()


def _start(offers: Sequence[Offer], _: Ground) -> str:
    return max(min(o.opportunity.schedule.start_dates, default=date.min) for o in offers).isoformat()


def _level(offers: Sequence[Offer], _: Ground) -> str:
    return str(max(o.record.eqf_level or 0 for o in offers))


def _has_hours(offer: Offer) -> bool:
    return offer.record.workload.hours is not None


LIMITS: dict[str, Limit] = {
    "max_price": Limit(None, lambda o: o.opportunity.price is not None, "cost", _price),
    "max_hours": Limit(None, _has_hours, "effort", _hours),
    "finish_by": Limit(None, _has_hours, "effort", _finish),
    "languages": Limit(
        (), lambda o: bool(o.opportunity.languages), values=lambda o: [str(v) for v in o.opportunity.languages]
    ),
    "schedules": Limit(
        (),
        lambda o: bool(o.opportunity.schedule.times),
        values=lambda o: [str(t) for t in o.opportunity.schedule.times],
    ),
    "modes": Limit((), lambda o: bool(o.opportunity.modes), values=lambda o: [str(m) for m in o.opportunity.modes]),
    "near": Limit(
        None,
        lambda o: bool(o.opportunity.location),
        values=lambda o: [o.opportunity.location] if DeliveryMode.ONLINE not in o.opportunity.modes else [],
    ),
    "country": Limit(
        None, lambda o: bool(o.opportunity.provider.country), values=lambda o: [o.opportunity.provider.country]
    ),
    "needs": Limit((), lambda _: True, "coverage", lambda *_: "–"),
    "max_eqf_level": Limit(None, lambda o: o.record.eqf_level is not None, "coverage", _level),
    "start_by": Limit(None, lambda o: bool(o.opportunity.schedule.start_dates), "coverage", _start),
    "max_steps": Limit(12, lambda _: True, "effort", lambda offers, _: str(len(offers))),
}
"""Names of limits that can be lifted, in the order in which equal ones are told."""
