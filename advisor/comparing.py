"""How do two to four courses differ, and what does each not state?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advisor.dialogue import Scene
from advisor.instead import find, others
from advisor.limits import keeps_limits
from advisor.other_ways import no_plan
from advisor.parts import Parts
from advisor.shown import last_pathway, shown
from advisor.translations import translate
from advisor.vocabulary.blocks import Choice, ComparedCourse, ComparedFact, ComparisonBlock, PathwayBlock, TextBlock
from advisor.vocabulary.pathway import SkillGap
from advisor.writing import words
from advisor.writing.citing import Sources
from advisor.writing.contrasts import contrasts
from advisor.writing.draft import Draft, choice
from advisor.writing.record_facts import in_text, name, narrowed, said
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import LearningOpportunity

MOST = 4
BESIDE = 2
"""Courses that are put beside the only step of a plan."""
FIELDS = (
    "price", "hours", "ects", "language", "mode", "location", "country", "schedule", "start_dates", "eqf_level",
    "assessment", "quality_assurance", "awarding_body", "stacks_into",
)  # fmt: skip
"""What matters when courses are compared, in this order."""
CLOSES = "Closes for you"
ONLY_ONE = "I can compare courses only when there are at least two. This is what I know of “{title}”."
DIFFER = "“{one}” compared with “{other}”: {changes}."
ALIKE = "“{one}” and “{other}” state the same price, hours, language and form."
SILENT = "“{title}” does not state: {fields}. Ask the provider before you decide."
DECIDING = ("price", "hours", "language", "mode", "start_dates", "assessment")
"""What is told when a course does not state it."""
KEEP = "Keep “{title}”"
WHY = "Why “{title}”?"


@dataclass(frozen=True)
class Compared:
    """A course in one way to take it."""

    record: MicroCredential
    offer: LearningOpportunity | None

    @property
    def id(self) -> str:
        return str(self.record.id)


def compare(scene: Scene, parts: Parts, _: datetime) -> Draft:
    """Put the courses side by side, each fact with its quote, and say in a sentence what differs most."""
    plan = last_pathway(scene)
    ids = _meant(scene, parts, plan)
    found = [record for each in ids[:MOST] if (record := find(each, parts))]
    courses = tuple(Compared(record, offer_of(record, scene)) for record in found)
    if not courses:
        return no_plan(scene, parts)
    sources = Sources(parts.library)
    gap = plan.gap if plan else SkillGap()
    block = ComparisonBlock(
        items=tuple(_side(course, gap, sources, scene.language) for course in courses),
        choices=_choices(courses, plan, scene.language),
    )
    told = _told(courses, sources, scene.language)
    return Draft(blocks=(block, *told), citations=sources.all())


def _meant(scene: Scene, parts: Parts, plan: PathwayBlock | None) -> tuple[str, ...]:
    """Give what was pointed at; of one course also what could stand in its place, of none the plan's steps."""
    ids = tuple(dict.fromkeys(scene.heard.targets))
    steps = plan.steps if plan else ()
    if not ids and len(steps) != 1:
        return tuple(step.micro_credential_id for step in steps)
    ids = ids or (steps[0].micro_credential_id,)
    meant = next((step for step in steps if step.micro_credential_id == ids[0]), None)
    if len(ids) > 1 or plan is None or meant is None:
        return ids
    return (*ids, *(str(record.id) for record in others(meant, plan, scene, parts, 1 if len(steps) > 1 else BESIDE)))


def offer_of(record: MicroCredential, scene: Scene) -> LearningOpportunity | None:
    """Give the way to take a course that was shown as a step, else the first within the limits, else the first."""
    steps = (step for block in shown(scene) if isinstance(block, PathwayBlock) for step in block.steps)
    chosen = next((s.opportunity_id for s in steps if s.micro_credential_id == record.id), None)
    offers = {str(offer.id): offer for offer in record.opportunities}
    if chosen in offers:
        return offers[str(chosen)]
    alone = (record.model_copy(update={"opportunities": (offer,)}) for offer in record.opportunities)
    fitting = (one.opportunities[0] for one in alone if keeps_limits(one, scene.profile.constraints, scene.today))
    return next(fitting, next(iter(record.opportunities), None))


def _side(course: Compared, gap: SkillGap, sources: Sources, language: str) -> ComparedCourse:
    facts = [_fact(course, field, sources, language) for field in FIELDS]
    provider = course.offer.provider.name if course.offer else ""
    closes = _closes(course, gap, sources, language) if gap.missing else ()
    return ComparedCourse(
        micro_credential_id=course.id, title=course.record.title, provider=provider, facts=(*facts, *closes)
    )


def _fact(course: Compared, field: str, sources: Sources, language: str) -> ComparedFact:
    value = said(field, language, course.record, course.offer)
    quotes = sources.quotes(narrowed(course.record, course.offer), field) if value else ()
    return ComparedFact(name=name(field, language), value=value, citation=next(iter(quotes), None))


def _closes(course: Compared, gap: SkillGap, sources: Sources, language: str) -> tuple[ComparedFact, ...]:
    """Say what the course closes of what is missing; a course that teaches none of it says so."""
    taught = {str(skill.uri) for skill in course.record.skills}
    labels = [need.label for need in gap.missing if need.skill in taught]
    value = ", ".join(labels) if labels else translate(language, "nothing")
    quotes = sources.quotes(course.record, "skills") if labels else ()
    return (ComparedFact(name=translate(language, CLOSES), value=value, citation=next(iter(quotes), None)),)


def _told(courses: Sequence[Compared], sources: Sources, language: str) -> tuple[TextBlock, ...]:
    """Say the difference that matters between the first and each other, and what is not stated."""
    if len(courses) == 1:
        text = translate(language, ONLY_ONE, title=courses[0].record.title)
        return (TextBlock(text=text, citations=sources.quotes(courses[0].record, "title")),)
    one, *rest = courses
    told = [_difference(other, one, sources, language) for other in rest]
    return (*told, *(block for course in courses for block in _silent(course, sources, language)))


def _difference(one: Compared, other: Compared, sources: Sources, language: str) -> TextBlock:
    changes = contrasts(language, (other.record, other.offer), (one.record, one.offer))
    message = DIFFER if changes else ALIKE
    listed = words.listed(language, changes) if changes else ""
    text = translate(language, message, one=one.record.title, other=other.record.title, changes=listed)
    return TextBlock(text=text, citations=(*_proof(one, sources), *_proof(other, sources)))


def _proof(course: Compared, sources: Sources) -> tuple[int, ...]:
    return sources.quotes(narrowed(course.record, course.offer), "title", "price", "hours", "language", "mode")


def _silent(course: Compared, sources: Sources, language: str) -> tuple[TextBlock, ...]:
    open_fields = [f for f in DECIDING if said(f, language, course.record, course.offer) is None]
    if not open_fields:
        return ()
    fields = ", ".join(in_text(field, language) for field in open_fields)
    text = translate(language, SILENT, title=course.record.title, fields=fields)
    return (TextBlock(text=text, citations=sources.quotes(course.record, "title")),)


def _choices(courses: Sequence[Compared], plan: PathwayBlock | None, language: str) -> tuple[Choice, ...]:
    """Offer to keep each course, and to ask why for those of the plan."""
    if len(courses) == 1:
        return ()
    steps = {step.micro_credential_id for step in plan.steps} if plan else set()
    keep = [choice(translate(language, KEEP, title=c.record.title), f"keep:{c.id}") for c in courses]
    why = [choice(translate(language, WHY, title=c.record.title), f"why:{c.id}") for c in courses if c.id in steps]
    return (*keep, *why[:1])


def stated(record: MicroCredential, language: str) -> dict[str, str | None]:
    """Say what a course states of each thing that is compared, outside a conversation; None is not stated."""
    offer = record.opportunities[0] if record.opportunities else None
    return {field: said(field, language, record, offer) for field in FIELDS}
