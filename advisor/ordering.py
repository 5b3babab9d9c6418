"""In which order can chosen offers be taken, and when does each begin?"""

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


def line_of(offers: Sequence[Offer], calendar: Calendar | None) -> tuple[Offer, ...]:
    """Put the offers in the usual order or, where their stated starts need another one, in the one that ends first."""
    usual = ordered(offers)
    if calendar is None or not any(map(_is_dated, offers)):
        return usual
    best = soonest(offers, calendar)
    return usual if best is None or _end(usual, calendar) <= _end(best, calendar) + A_MOMENT else best


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
        begin = _begin(offer, done, calendar)
        found.append(begin)
        done = (done if begin is None else begin) + days_of(offer, calendar)
    return found


def days_of(offer: Offer, calendar: Calendar) -> float:
    """Say how many days the offer takes at the learner's pace."""
    return offer.minutes / 60 / calendar.pace * 7


def in_time(offers: Sequence[Offer], calendar: Calendar | None) -> bool:
    """Say whether the offers can be taken one after the other at the learner's pace, by the last day where there is one."""
    if calendar is None or not offers:
        return True
    if calendar.last is None and not any(map(_is_dated, offers)):
        return True
    if _ends_in_time(ordered(offers), calendar):
        return True
    best = soonest(offers, calendar)
    return best is not None and _ends_in_time(best, calendar)


def fits_freely(offers: Sequence[Offer], calendar: Calendar) -> bool:
    """Say whether there is time for the offers, whatever they ask for before: where not, no larger set has it either."""
    best = soonest(offers, calendar, freely=True)
    return best is not None and _ends_in_time(best, calendar)


def soonest(offers: Sequence[Offer], calendar: Calendar, *, freely: bool = False) -> tuple[Offer, ...] | None:
    """Give the order that ends first; `freely` asks for no prerequisite before. None where some start is always missed.

    Every set of offers is built up from the smaller ones: to be done earlier with a part never makes the rest later.
    """
    offers = sorted(offers, key=_easier)
    lines: dict[int, tuple[float, tuple[Offer, ...]]] = {0: (0.0, ())}
    for _ in offers:
        longer: dict[int, tuple[float, tuple[Offer, ...]]] = {}
        for members, (done, line) in lines.items():
            for place, offer in enumerate(offers):
                if members >> place & 1 or not (freely or not unmet(offer, line)):
                    continue
                begin = _begin(offer, done, calendar)
                end = inf if begin is None else begin + days_of(offer, calendar)
                if end < longer.get(members | 1 << place, (inf,))[0]:
                    longer[members | 1 << place] = (end, (*line, offer))
        lines = longer
    return lines[(1 << len(offers)) - 1][1] if lines else None


def _begin(offer: Offer, done: float, calendar: Calendar) -> float | None:
    if not _is_dated(offer):
        return done
    starts = ((day - calendar.first).days for day in offer.opportunity.schedule.start_dates)
    return min((float(day) for day in starts if day >= done - A_MOMENT), default=None)


def _ends_in_time(line: Sequence[Offer], calendar: Calendar) -> bool:
    end = _end(line, calendar)
    return end < inf if calendar.last is None else end <= (calendar.last - calendar.first).days + A_MOMENT


def _end(offers: Sequence[Offer], calendar: Calendar) -> float:
    """Say after how many days all are done; never where a start is missed."""
    days = begins(offers, calendar)
    if not days:
        return 0.0
    return inf if None in days else (days[-1] or 0.0) + days_of(offers[-1], calendar)


def _is_dated(offer: Offer) -> bool:
    schedule = offer.opportunity.schedule
    return bool(schedule.start_dates) and not schedule.continuous


def _easier(offer: Offer) -> tuple[int, float, int, tuple[str, str, str]]:
    schedule, level = offer.opportunity.schedule, offer.record.eqf_level
    dated = 0 if schedule.continuous else min((day.toordinal() for day in schedule.start_dates), default=0)
    return (dated, inf if level is None else level, offer.minutes, offer.rank)
