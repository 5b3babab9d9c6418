"""Which wish empties the result, and what is the smallest change that helps?"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from advisor.candidates import Offer
from advisor.checking import NOT_STATED, money_text, wanted_text
from advisor.greedy import greedy
from advisor.limits import budget_of
from advisor.ordering import ordered
from advisor.planning_model import Problem, closed, solve
from advisor.translations import count, in_figures, translate
from advisor.vocabulary.learner import Constraints, LearnerProfile, Money
from advisor.vocabulary.pathway import Relaxation

Gather = Callable[[Constraints], tuple[Offer, ...]]
"""Other limits → the offers within them that close something, with their prerequisites."""

MOST = 3
"""Relaxations shown when nothing fits."""


@dataclass(frozen=True)
class Limit:
    """How one limit is lifted, what to keep small then, and how the plan that results names the new limit."""

    lifted: dict[str, object]
    smallest: str
    """Level of the planner that comes first: `cost`, `effort`, or `coverage` where the limit is no number."""
    new: Callable[[Sequence[Offer], LearnerProfile, date], str | None]
    """None where a step does not state it."""
    stated: Callable[[Offer], bool]


def relaxations(
    profile: LearnerProfile, weights: dict[str, float], gather: Gather, today: date, reached: int = 0
) -> tuple[Relaxation, ...]:
    """Try each limit alone: lift it, plan again for the smallest change, and say what that gains over `reached`."""
    found = []
    for name in set_limits(profile.constraints):
        limits = profile.constraints.model_copy(update=LIMITS[name].lifted)
        offers = gather(limits)
        if offers:
            relaxed = _smallest(name, offers, profile, weights, limits, today, reached)
            found.extend([relaxed] if relaxed else [])
    found.sort(key=lambda pair: -pair[0])
    return tuple(relaxation for _, relaxation in found[:MOST])


def set_limits(limits: Constraints) -> tuple[str, ...]:
    return tuple(name for name in LIMITS if getattr(limits, name) not in (None, ()))


def _smallest(
    name: str,
    offers: tuple[Offer, ...],
    profile: LearnerProfile,
    weights: dict[str, float],
    limits: Constraints,
    today: date,
    reached: int,
) -> tuple[int, Relaxation] | None:
    limit = LIMITS[name]
    budget = budget_of(limits, today)
    sure = tuple(o for o in offers if limit.stated(o))
    for pool in (sure, offers) if len(sure) < len(offers) else (offers,):
        problem = Problem(pool, weights, budget)
        start = greedy(problem)
        won = closed(start, weights)
        if won <= reached:
            continue
        order = tuple(dict.fromkeys((limit.smallest, "coverage", "cost", "effort")))
        least = reached + 1 if not reached else won
        chosen = solve(replace(problem, order=order[:2], least_coverage=least), start).chosen
        to = limit.new(ordered(chosen), profile, today) or translate(profile.language, NOT_STATED)
        gains = _gains(pool, chosen, weights, reached, profile.language)
        wanted = wanted_text(name, profile.constraints, profile.language)
        return closed(chosen, weights), Relaxation(constraint=name, from_=wanted, to=to, gains=gains)
    return None


def _gains(
    pool: Sequence[Offer], chosen: Sequence[Offer], weights: dict[str, float], reached: int, language: str
) -> str:
    if reached:
        share = round(
            (closed(chosen, weights) - reached) / max(1, sum(round(100 * w) * 100 for w in weights.values())) * 100
        )
        return translate(language, "{share} % more of what is missing", share=share)
    courses = len({o.record.id for o in pool if o.covers})
    return count(language, "{n} course|{n} courses", courses)


def _hours(offers: Sequence[Offer], profile: LearnerProfile, _: date) -> str | None:
    hours = [o.record.workload.hours for o in offers]
    if None in hours:
        return None
    return f"{in_figures(profile.language, sum(h for h in hours if h is not None))} h"


def _price(offers: Sequence[Offer], profile: LearnerProfile, _: date) -> str | None:
    from advisor.limits import charge

    limit = profile.constraints.max_price
    if limit is None or any(o.opportunity.price is None for o in offers):
        return None
    currencies = {o.currency for o in offers}
    currency = limit.currency or (currencies.pop() if len(currencies) == 1 else None)
    spent = sum(charge(o.opportunity.price, Money(amount=0, currency=currency)) for o in offers)
    return money_text(math.ceil(float(spent) * 100) / 100, currency or "", profile.language)


def _finish(offers: Sequence[Offer], profile: LearnerProfile, today: date) -> str | None:
    pace = profile.constraints.hours_per_week
    hours = [o.record.workload.hours for o in offers]
    starts = [min(o.opportunity.schedule.start_dates, default=today) for o in offers]
    if pace is None or None in hours:
        return None
    day = max([*starts, today])
    weeks = math.ceil(sum(h for h in hours if h is not None) / pace)
    return (day + timedelta(weeks=weeks)).isoformat()


def _start(offers: Sequence[Offer], _: LearnerProfile, __: date) -> str | None:
    days = [min(o.opportunity.schedule.start_dates, default=None) for o in offers]
    if None in days:
        return None
    return max(day for day in days if day is not None).isoformat()


def _level(offers: Sequence[Offer], _: LearnerProfile, __: date) -> str | None:
    levels = [o.record.eqf_level for o in offers]
    return None if None in levels else str(max(level for level in levels if level is not None))


def _listed(stated: Callable[[Offer], Sequence[str]]) -> Callable[..., str | None]:
    def new(offers: Sequence[Offer], *_: object) -> str | None:
        values = [stated(o)[:1] for o in offers]
        return ", ".join(dict.fromkeys(v for each in values for v in each)) if all(values) else None

    return new


LIMITS: dict[str, Limit] = {
    "max_price": Limit({"max_price": None}, "cost", _price, lambda o: o.opportunity.price is not None),
    "max_hours": Limit({"max_hours": None}, "effort", _hours, lambda o: o.record.workload.hours is not None),
    "finish_by": Limit({"finish_by": None}, "effort", _finish, lambda o: o.record.workload.hours is not None),
    "languages": Limit(
        {"languages": ()},
        "coverage",
        _listed(lambda o: o.opportunity.languages),
        lambda o: bool(o.opportunity.languages),
    ),
    "schedules": Limit(
        {"schedules": ()},
        "coverage",
        _listed(lambda o: o.opportunity.schedule.times),
        lambda o: bool(o.opportunity.schedule.times),
    ),
    "modes": Limit(
        {"modes": ()}, "coverage", _listed(lambda o: o.opportunity.modes), lambda o: bool(o.opportunity.modes)
    ),
    "near": Limit(
        {"near": None}, "coverage", _listed(lambda o: (o.opportunity.location,)), lambda o: bool(o.opportunity.location)
    ),
    "country": Limit(
        {"country": None},
        "coverage",
        _listed(lambda o: (o.opportunity.provider.country,)),
        lambda o: bool(o.opportunity.provider.country),
    ),
    "needs": Limit({"needs": ()}, "coverage", _listed(lambda o: o.opportunity.support), lambda _: True),
    "max_eqf_level": Limit({"max_eqf_level": None}, "coverage", _level, lambda o: o.record.eqf_level is not None),
    "start_by": Limit({"start_by": None}, "coverage", _start, lambda o: bool(o.opportunity.schedule.start_dates)),
    "max_steps": Limit({"max_steps": 12}, "effort", lambda offers, *_: str(len(offers)), lambda _: True),
}
