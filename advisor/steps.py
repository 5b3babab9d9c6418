"""What do the chosen offers look like as steps, and what do they add up to?"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from advisor.limits import Calendar, calendar_of
from advisor.offers import Offer
from advisor.ordering import begins, days_of
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.pathway import Amount, Closes, Coverage, PathwayStep, SkillGap, SkillNeed, Totals
from knowledge.vocabulary.credential import PrerequisiteKind

REFERABLE = frozenset({PrerequisiteKind.COURSE, PrerequisiteKind.SKILL})


def steps_of(offers: Sequence[Offer], gap: SkillGap, profile: LearnerProfile, today: date) -> tuple[PathwayStep, ...]:
    """Write the offers, in their order, as steps without reasons and alternatives."""
    closing = closed_by(offers, gap)
    calendar = calendar_of(profile.constraints, today)
    starts, weeks = _starts(offers, calendar), _weeks(offers, calendar)
    return tuple(
        _step(order, offer, closing[order - 1], weeks[order - 1], profile).model_copy(
            update={"starts": starts[order - 1]}
        )
        for order, offer in enumerate(offers, 1)
    )


def closed_by(offers: Sequence[Offer], gap: SkillGap) -> list[tuple[Closes, ...]]:
    """Say for each offer what it closes; each skill counts for the one that teaches it with most certainty, once."""
    closing: list[list[Closes]] = [[] for _ in offers]
    for need in gap.missing:
        sure = [offer.covers.get(need.skill, 0) for offer in offers]
        if any(sure):
            best = max(sure)
            weight = round(need.weight * best / 100, 4)
            closing[sure.index(best)].append(Closes(skill=need.skill, label=need.label, weight=weight))
    return [tuple(c) for c in closing]


def totals_of(steps: Sequence[PathwayStep]) -> Totals:
    """Add up; unknown where a step does not state its part. The weeks are over when the last step is done."""
    hours = _sum(step.hours for step in steps)
    ends = [step.week_to for step in steps if step.week_to is not None]
    weeks = max(ends) if ends and len(ends) == len(steps) else None
    return Totals(hours=hours, price=_prices(steps), weeks=weeks, ects=_sum(step.ects for step in steps))


def coverage(gap: SkillGap, steps: Sequence[PathwayStep]) -> Coverage:
    """Give the share of what is required that is held or closed, by weight."""
    return Coverage(essential=_share(gap, steps, essential=True), optional=_share(gap, steps, essential=False))


def uncovered(gap: SkillGap, steps: Sequence[PathwayStep]) -> tuple[SkillNeed, ...]:
    done = {c.skill for step in steps for c in step.closes}
    return tuple(need for need in gap.missing if need.skill not in done)


def _share(gap: SkillGap, steps: Sequence[PathwayStep], *, essential: bool) -> float:
    needs = {need.skill: need.weight for need in gap.required if need.essential is essential}
    if not needs:
        return 1.0
    held = sum(need.weight for need in gap.held if need.skill in needs)
    won = sum(c.weight for step in steps for c in step.closes if c.skill in needs)
    return min(1.0, round((held + won) / sum(needs.values()), 4))


def _step(
    order: int,
    offer: Offer,
    closes: tuple[Closes, ...],
    weeks: tuple[int, int] | tuple[None, None],
    profile: LearnerProfile,
) -> PathwayStep:
    record, opportunity = offer.record, offer.opportunity
    price = opportunity.price
    limits = profile.constraints
    return PathwayStep(
        order=order,
        micro_credential_id=record.id,
        opportunity_id=opportunity.id,
        title=record.title,
        awarding_body=record.awarding_body.name,
        provider=opportunity.provider.name,
        hours=record.workload.hours,
        ects=record.workload.ects,
        price=Amount(amount=price.amount, currency=price.currency) if price else None,
        language=_first(opportunity.languages, (*limits.languages, profile.language)),
        mode=_first(opportunity.modes, limits.modes),
        eqf_level=record.eqf_level,
        starts=None,
        url=opportunity.url,
        demonstration=record.demonstration,
        closes=closes,
        requires=tuple(p.reference for p in record.prerequisites if p.kind in REFERABLE and p.reference),
        stacks_into=record.stacks_into,
        locked=offer.locked,
        quality=_quality(offer),
        week_from=weeks[0],
        week_to=weeks[1],
    )


def _quality(offer: Offer) -> dict[str, str]:
    assessment, assurance = offer.record.assessment, offer.record.quality_assurance
    stated = {
        "assessment": assessment.text if assessment else "",
        "quality_assurance": assurance.text if assurance else "",
        "marks": ", ".join(f"{m.scheme} {m.level}".strip() for m in assurance.marks) if assurance else "",
    }
    return {name: text for name, text in stated.items() if text}


def _first(stated: Sequence[str], wanted: Iterable[str]) -> str | None:
    """Give what is wanted if it is stated, else what is stated first."""
    return next((str(w) for w in wanted if w in stated), str(stated[0]) if stated else None)


def _starts(offers: Sequence[Offer], calendar: Calendar) -> list[str | None]:
    """Name the stated start of each offer: the first one after what comes before is done, as far as the pace is known."""
    named: list[str | None] = []
    for offer, day in zip(offers, begins(offers, calendar), strict=True):
        schedule = offer.opportunity.schedule
        if schedule.continuous or not schedule.start_dates:
            named.append("continuous" if schedule.continuous else None)
            continue
        begin = min(schedule.start_dates) if day is None else calendar.first + timedelta(days=day)
        named.append(begin.isoformat())
    return named


def _weeks(offers: Sequence[Offer], calendar: Calendar) -> list[tuple[int, int] | tuple[None, None]]:
    """Lay the steps into the weeks from the first day on, at the learner's pace and each at its stated start.

    A wait stays empty. From the first step without hours on nothing is known.
    """
    weeks: list[tuple[int, int] | tuple[None, None]] = []
    known = math.isfinite(calendar.pace)
    for offer, day in zip(offers, begins(offers, calendar), strict=True):
        known = known and day is not None and offer.record.workload.hours is not None
        if not known or day is None:
            weeks.append((None, None))
            continue
        first = math.floor(round(day / 7, 6)) + 1
        weeks.append((first, max(first, math.ceil(round((day + days_of(offer, calendar)) / 7, 6)))))
    return weeks


def _sum(values: Iterable[float | None]) -> float | None:
    total = 0.0
    for value in values:
        if value is None:
            return None
        total += value
    return round(total, 6)


def _prices(steps: Sequence[PathwayStep]) -> tuple[Amount, ...] | None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for step in steps:
        if step.price is None:
            return None
        sums[step.price.currency] += step.price.amount
    return tuple(Amount(amount=amount, currency=currency) for currency, amount in sorted(sums.items()))
