"""Was each limit kept, and what did we have to assume?"""

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from advisor.limits import calendar_of, charge, meets
from advisor.offers import Offer
from advisor.ordering import A_MOMENT, begins, days_of
from advisor.translations import count, in_figures, translate
from advisor.vocabulary.learner import Constraints, LearnerProfile, Slot
from advisor.vocabulary.pathway import ConstraintCheck, PathwayStep, Totals

NOT_STATED = "not stated"

Got = tuple[str | None, bool]
"""What the pathway has, None where a step does not state it, and whether that keeps the limit."""


def checks(
    offers: Sequence[Offer],
    totals: Totals,
    profile: LearnerProfile,
    today: date,
    emptying: frozenset[str] = frozenset(),
) -> tuple[ConstraintCheck, ...]:
    """Hold each limit that was set against the pathway. Without steps those fail that empty the result."""
    limits, language = profile.constraints, profile.language
    found = []
    for name, check in CHECKS.items():
        wanted = getattr(limits, name)
        if wanted is None or wanted == ():
            continue
        got, met = check(offers, totals, limits, today, language)
        if not offers:
            got, met = translate(language, "no course"), name not in emptying
        shown = translate(language, NOT_STATED) if got is None else got
        found.append(ConstraintCheck(name=name, wanted=wanted_text(name, limits, language), got=shown, met=met))
    return tuple(found)


def wanted_text(name: str, limits: Constraints, language: str) -> str:
    """Write a limit as short as a chip."""
    value = getattr(limits, name)
    if name == "max_price":
        return money_text(value.amount, value.currency or "", language)
    if name in {"max_hours", "hours_per_week"}:
        return f"{in_figures(language, value)} h"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def money_text(amount: float, currency: str, language: str) -> str:
    return f"{in_figures(language, amount)} {currency}".strip()


def assumptions(steps: Sequence[PathwayStep], profile: LearnerProfile, *, language_matters: bool) -> tuple[str, ...]:
    """Name the slots that nobody stated and that would change this advice."""
    limits, goal = profile.constraints, profile.goal
    open_slots = {
        Slot.GOAL_TEXT: not (goal.text or goal.occupation or goal.skills),
        Slot.HOURS_PER_WEEK: bool(steps) and limits.hours_per_week is None,
        Slot.MAX_PRICE: limits.max_price is None and any(s.price is None or s.price.amount > 0 for s in steps),
        Slot.LANGUAGES: not limits.languages and language_matters,
        Slot.NEAR: not (limits.near or limits.country or limits.modes) and any(s.mode != "online" for s in steps),
    }
    return tuple(slot.value for slot, is_open in open_slots.items() if is_open)


def _hours(_: Sequence[Offer], totals: Totals, limits: Constraints, __: date, language: str) -> Got:
    if totals.hours is None:
        return None, False
    return f"{in_figures(language, totals.hours)} h", totals.hours <= (limits.max_hours or 0)


def _pace(_: Sequence[Offer], totals: Totals, __: Constraints, ___: date, language: str) -> Got:
    """The pace forbids nothing by itself: it says how many weeks the hours take."""
    if totals.weeks is None:
        return None, False
    return count(language, "{n} week|{n} weeks", totals.weeks), True


def _price(offers: Sequence[Offer], totals: Totals, limits: Constraints, _: date, language: str) -> Got:
    if totals.price is None or limits.max_price is None:
        return None, False
    spent = sum(charge(o.opportunity.price, limits.max_price) for o in offers)
    shown = " + ".join(money_text(float(a.amount), a.currency, language) for a in totals.price if a.amount)
    return shown or money_text(0, limits.max_price.currency or "", language), float(spent) <= limits.max_price.amount


def _steps(offers: Sequence[Offer], _: Totals, limits: Constraints, __: date, ___: str) -> Got:
    return str(len(offers)), len(offers) <= (limits.max_steps or 0)


def _level(offers: Sequence[Offer], _: Totals, limits: Constraints, __: date, ___: str) -> Got:
    levels = [o.record.eqf_level for o in offers]
    if not levels or None in levels:
        return None, False
    highest = max(level for level in levels if level is not None)
    return str(highest), highest <= (limits.max_eqf_level or 0)


def _finish(offers: Sequence[Offer], totals: Totals, limits: Constraints, today: date, _: str) -> Got:
    """Name the day on which all is done, at the learner's pace and with the waits for stated starts."""
    if totals.weeks is None or limits.finish_by is None or not offers:
        return None, False
    calendar = calendar_of(limits, today)
    begin = begins(offers, calendar)[-1]
    if begin is None:
        return None, False
    done = calendar.first + timedelta(days=math.ceil(begin + days_of(offers[-1], calendar) - A_MOMENT))
    return done.isoformat(), done <= limits.finish_by


def _start_from(offers: Sequence[Offer], _: Totals, limits: Constraints, today: date, __: str) -> Got:
    """Name the day on which the first step begins; nothing begins before it."""
    calendar = calendar_of(limits, today)
    begin = next(iter(begins(offers, calendar)), None)
    return (None, False) if begin is None else ((calendar.first + timedelta(days=begin)).isoformat(), True)


def _start(offers: Sequence[Offer], _: Totals, limits: Constraints, __: date, ___: str) -> Got:
    first = [min(o.opportunity.schedule.start_dates, default=None) for o in offers]
    dated = [day for o, day in zip(offers, first, strict=True) if day and not o.opportunity.schedule.continuous]
    open_end = [o for o, day in zip(offers, first, strict=True) if not day and not o.opportunity.schedule.continuous]
    if open_end or limits.start_by is None:
        return None, False
    return (max(dated).isoformat() if dated else "continuous"), not dated or max(dated) <= limits.start_by


def _each(name: str, stated: Callable[[Offer], Sequence[str]]) -> Callable[..., Got]:
    """Show what each step states, of several things the wanted ones; the filter has let through only what keeps the limit."""

    def check(offers: Sequence[Offer], _: Totals, limits: Constraints, *__: object) -> Got:
        wanted = getattr(limits, name)
        values = [tuple(v for v in stated(o) if v) for o in offers]
        if not values or not all(values):
            return None, False
        fitting = [[v for v in each if v in wanted] or each for each in values]
        return ", ".join(dict.fromkeys(v for each in fitting for v in each)), True

    return check


def _needs(offers: Sequence[Offer], _: Totals, limits: Constraints, *__: object) -> Got:
    """Show the needs that each step states; "online" where one does not, because it is taken from home."""
    stated = [tuple(need for need in limits.needs if need in o.opportunity.support) for o in offers]
    if not all(meets(o.opportunity, need) for o in offers for need in limits.needs):
        return None, False
    home = ["online" for each in stated if len(each) < len(limits.needs)][:1]
    return ", ".join(dict.fromkeys([*(need for each in stated for need in each), *home])), True


CHECKS: dict[str, Callable[[Sequence[Offer], Totals, Constraints, date, str], Got]] = {
    "max_hours": _hours,
    "hours_per_week": _pace,
    "max_price": _price,
    "languages": _each("languages", lambda o: o.opportunity.languages),
    "modes": _each("modes", lambda o: o.opportunity.modes),
    "country": _each("country", lambda o: (_online(o) or o.opportunity.provider.country,)),
    "near": _each("near", lambda o: (_online(o) or o.opportunity.location,)),
    "schedules": _each("schedules", lambda o: o.opportunity.schedule.times),
    "needs": _needs,
    "max_eqf_level": _level,
    "start_by": _start,
    "start_from": _start_from,
    "finish_by": _finish,
    "max_steps": _steps,
}


def _online(offer: Offer) -> str:
    return "online" if "online" in offer.opportunity.modes else ""
