"""In which order can chosen offers be taken?"""

from collections.abc import Sequence
from math import inf

from advisor.limits import Calendar
from advisor.offers import Offer

A_MOMENT = 1e-6
"""Days by which sums of fractions may be off."""


def ordered(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Put prerequisites first, then what starts earlier, then the lower level, then the shorter course.

    What cannot be placed is left out.
    """
    placed: list[Offer] = []
    waiting = sorted(offers, key=_easier)
    while ready := [offer for offer in waiting if not unmet(offer, placed)]:
        placed.append(ready[0])
        waiting.remove(ready[0])
    return tuple(placed)


def stuck(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """List the offers whose prerequisites none of the others brings in time."""
    placed = {offer.key for offer in ordered(offers)}
    return tuple(offer for offer in offers if offer.key not in placed)


def unmet(offer: Offer, before: Sequence[Offer]) -> tuple[str, ...]:
    """List the courses and skills that the offer requires and that do not come before it."""
    courses = {str(o.record.id) for o in before}
    skills = frozenset[str]().union(*(o.teaches for o in before))
    return tuple(c for c in offer.needs_courses if c not in courses) + tuple(
        s for s in offer.needs_skills if s not in skills
    )


def provides(offer: Offer, requirement: str) -> bool:
    """Say whether taking the offer meets the requirement, a course or a skill."""
    return offer.record.id == requirement or requirement in offer.teaches


def begins(offers: Sequence[Offer], calendar: Calendar) -> list[float | None]:
    """Give for each offer, in their order, the days from the first day until it begins, one after the other.

    None where all stated starts come before the ones before it are done.
    """
    done, found = 0.0, []
    for offer in offers:
        schedule = offer.opportunity.schedule
        starts = [] if schedule.continuous else [(day - calendar.first).days for day in schedule.start_dates]
        ahead = [float(day) for day in starts if day >= done - A_MOMENT]
        begin = done if not starts else min(ahead, default=None)
        found.append(begin)
        done = (done if begin is None else begin) + offer.minutes / 60 / calendar.pace * 7
    return found


def in_time(offers: Sequence[Offer], calendar: Calendar | None) -> bool:
    """Say whether the offers, one after the other at the learner's pace, are done by the last day."""
    if calendar is None or calendar.last is None or not offers:
        return True
    line = ordered(offers)
    days = begins(line, calendar)
    if days[-1] is None or None in days:
        return False
    end = days[-1] + line[-1].minutes / 60 / calendar.pace * 7
    return end <= (calendar.last - calendar.first).days + A_MOMENT


def _easier(offer: Offer) -> tuple[int, float, int, tuple[str, str]]:
    schedule, level = offer.opportunity.schedule, offer.record.eqf_level
    dated = 0 if schedule.continuous else min((day.toordinal() for day in schedule.start_dates), default=0)
    return (dated, inf if level is None else level, offer.minutes, offer.key)
