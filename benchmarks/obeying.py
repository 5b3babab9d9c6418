"""Does a pathway keep every limit, by rules that are written a second time and know nothing of the planner?"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from advisor.vocabulary.learner import Constraints, LearnerProfile
from advisor.vocabulary.pathway import Pathway, PathwayStep
from knowledge.money import MARGIN, convert
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential, PrerequisiteKind
from knowledge.vocabulary.opportunity import LearningOpportunity

Taken = tuple[MicroCredential, LearningOpportunity, PathwayStep]


def broken(
    pathway: Pathway, profile: LearnerProfile, records: dict[str, MicroCredential], held: frozenset[str], today: date
) -> list[str]:
    """List what a pathway breaks; empty when it keeps everything. `held` are the skills that the learner has."""
    taken = [_taken(step, records) for step in pathway.steps]
    return [
        *_of_each(taken, profile),
        *_of_all(taken, pathway, profile),
        *_order(taken, profile, records, held),
        *_time(taken, profile, today),
    ]


def _taken(step: PathwayStep, records: dict[str, MicroCredential]) -> Taken:
    record = records[step.micro_credential_id]
    return record, next(o for o in record.opportunities if o.id == step.opportunity_id), step


def _at_home(opportunity: LearningOpportunity, need: str) -> bool:
    """Say whether nobody needs it: the way and the door where one learns at home, child care where one learns at any hour."""
    own_pace = "self_paced" in opportunity.schedule.times
    return "online" in opportunity.modes and (need in {"transport", "step_free"} or (need == "childcare" and own_pace))


SINGLE: dict[str, Callable[[MicroCredential, LearningOpportunity, Constraints], bool]] = {
    "languages": lambda _, o, limits: bool(set(o.languages) & set(limits.languages)),
    "modes": lambda _, o, limits: bool(set(o.modes) & set(limits.modes)),
    "country": lambda _, o, limits: "online" in o.modes or o.provider.country == limits.country,
    "near": lambda _, o, limits: "online" in o.modes or folded(limits.near or "") in folded(o.location),
    "schedules": lambda _, o, limits: bool({*limits.schedules, "self_paced"} & set(o.schedule.times)),
    "needs": lambda _, o, limits: all(need in o.support or _at_home(o, need) for need in limits.needs),
    "max_eqf_level": lambda r, _, limits: r.eqf_level is not None and r.eqf_level <= (limits.max_eqf_level or 0),
    "max_hours": lambda r, *_: r.workload.hours is not None,
    "max_price": lambda _, o, __: o.price is not None,
    "start_by": lambda _, o, limits: (
        o.schedule.continuous or any(day <= (limits.start_by or date.min) for day in o.schedule.start_dates)
    ),
}
"""Limits that every step has to keep by itself."""


def _of_each(taken: Sequence[Taken], profile: LearnerProfile) -> Iterator[str]:
    limits = profile.constraints
    for record, opportunity, _ in taken:
        for name, keeps in SINGLE.items():
            if getattr(limits, name) not in (None, ()) and not keeps(record, opportunity, limits):
                yield f"{name}: {record.id}"
        if record.id in {*profile.not_wanted, *profile.completed}:
            yield f"not wanted or taken before: {record.id}"
        levels = [int(p.reference) for p in record.prerequisites if p.kind is PrerequisiteKind.EQF_LEVEL]
        if profile.eqf_level is not None and any(level > profile.eqf_level for level in levels):
            yield f"asks for more education: {record.id}"


def _of_all(taken: Sequence[Taken], pathway: Pathway, profile: LearnerProfile) -> Iterator[str]:
    limits = profile.constraints
    hours = [record.workload.hours for record, _, _ in taken]
    known = [h for h in hours if h is not None]
    if limits.max_hours is not None and sum(known) > limits.max_hours:
        yield "max_hours together"
    if limits.max_price is not None and _spent(taken, limits) > Decimal(str(limits.max_price.amount)):
        yield "max_price together"
    if len(taken) > (limits.max_steps or 12):
        yield "max_steps"
    if len({record.id for record, _, _ in taken}) < len(taken):
        yield "a course twice"
    if pathway.totals.hours != (None if None in hours else sum(known)):
        yield "the hours are not their sum"


def _spent(taken: Sequence[Taken], limits: Constraints) -> Decimal:
    """Add up in the currency of the limit; where it has none all that is paid is in one."""
    prices = [o.price for _, o, _ in taken if o.price and o.price.amount]
    wanted = limits.max_price.currency if limits.max_price else None
    if wanted is None:
        return (
            sum((p.amount for p in prices), Decimal(0))
            if len({p.currency for p in prices}) < 2
            else Decimal("Infinity")
        )
    spent = Decimal(0)
    for price in prices:
        rated = convert(price.amount, price.currency, wanted)
        if rated is None:
            return Decimal("Infinity")
        spent += price.amount if price.currency == wanted else rated * (1 + MARGIN)
    return spent


def _order(
    taken: Sequence[Taken], profile: LearnerProfile, records: dict[str, MicroCredential], held: frozenset[str]
) -> Iterator[str]:
    done, known = {*profile.completed}, set(held)
    for record, _, _ in taken:
        for before in record.prerequisites:
            course = records.get(before.reference) if before.kind is PrerequisiteKind.COURSE else None
            if course and course.id not in done and not _brought(course, held):
                yield f"{record.id} comes before {course.id}"
            if before.kind is PrerequisiteKind.SKILL and before.reference not in known:
                yield f"{record.id} comes before {before.reference}"
        done.add(record.id)
        known |= {str(skill.uri) for skill in record.skills}


def _brought(course: MicroCredential, held: frozenset[str]) -> bool:
    stated = {str(skill.uri) for skill in course.skills if not skill.inferred}
    return bool(stated) and stated <= held


def _time(taken: Sequence[Taken], profile: LearnerProfile, today: date) -> Iterator[str]:
    limits, steps = profile.constraints, [step for _, _, step in taken]
    first = max(today, limits.start_from or today)
    for record, opportunity, step in taken:
        named = step.starts not in (None, "continuous")
        if named and date.fromisoformat(step.starts or "") not in opportunity.schedule.start_dates:
            yield f"no stated start: {record.id}"
        if named and date.fromisoformat(step.starts or "") < first:
            yield f"starts too early: {record.id}"
    weeks = [(step.week_from or 0, step.week_to or 0) for step in steps]
    if None not in {step.week_to for step in steps} and any(one[1] > other[0] for one, other in pairwise(weeks)):
        yield "two steps at once"
    ends = [step.week_to for step in steps if step.week_to]
    if limits.finish_by and ends and first + timedelta(weeks=max(ends) - 1) > limits.finish_by:
        yield "finish_by"
