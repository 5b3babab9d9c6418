"""What would the plan be under other limits: which courses enter, which leave, and why?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from advisor.limit_names import limit_name
from advisor.locking import in_the_way
from advisor.parts import Parts
from advisor.profiling import parse_profile
from advisor.translations import translate
from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.learner import Fact, LearnerProfile, Slot
from advisor.vocabulary.pathway import Pathway, PathwayStep
from advisor.writing import words
from advisor.writing.citing import Sources
from advisor.writing.differences import figures

LIMITS: Mapping[str, Slot] = {
    "hours_per_week": Slot.HOURS_PER_WEEK, "max_price": Slot.MAX_PRICE, "languages": Slot.LANGUAGES,
}  # fmt: skip
"""What can be supposed, as a profile names it."""
CLOSES = "Closes: {skills}."
KEPT_OUT = "Kept out until now by: {limits}."
OUTSIDE = "Breaks, or does not state: {limits}."
IF_IT_STAYED = "Something else does better. If it stayed: {changes}."
EQUAL = "An equal course takes its place."


@dataclass(frozen=True)
class Change:
    """A course that enters or leaves."""

    micro_credential_id: str
    title: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class WhatIf:
    """The plan that would be, beside the one that stands; nothing of it is kept."""

    before: Pathway
    found: Pathway
    citations: tuple[NumberedCitation, ...]
    figures: tuple[str, ...]
    enters: tuple[Change, ...]
    leaves: tuple[Change, ...]


def supposed(given: Mapping[str, Any], profile: LearnerProfile) -> tuple[Fact, ...]:
    """Say as facts what is to be different from the profile; None or nothing lifts a limit. Raises InvalidProfile."""
    stated = {name: value for name, value in given.items() if name in LIMITS and value not in (None, "", [], ())}
    limits = parse_profile({"constraints": stated}, None).constraints
    dumped = limits.model_dump(mode="json")
    changed = [name for name in LIMITS if name in given and getattr(limits, name) != getattr(profile.constraints, name)]
    return tuple(
        Fact(slot=LIMITS[name], value=dumped[name] or None, by="counsellor", confirmed=True) for name in changed
    )


def weigh(
    parts: Parts, before: Pathway, now: LearnerProfile, then: LearnerProfile, language: str, today: date
) -> WhatIf:
    """Plan as it would be then, and say in the language what differs from the plan that stands now."""
    planned = parts.plan(then, parts.library, today)
    sources = Sources(parts.library)
    found = sources.add(planned)
    return WhatIf(
        before=before,
        found=found,
        citations=tuple(sources.all()),
        figures=tuple(figures(language, before, found)) if found.steps else (),
        enters=tuple(_enters(step, parts, now, language, today) for step in _only_in(found, before)),
        leaves=tuple(_leaves(step, parts, found, then, language, today) for step in _only_in(before, found)),
    )


def _only_in(some: Pathway, other: Pathway) -> Sequence[PathwayStep]:
    there = {step.micro_credential_id for step in other.steps}
    return [step for step in some.steps if step.micro_credential_id not in there]


def _enters(step: PathwayStep, parts: Parts, now: LearnerProfile, language: str, today: date) -> Change:
    """Say what it closes, and which limit kept it out until now."""
    skills = words.listed(language, [each.label for each in step.closes])
    limits = in_the_way(step.micro_credential_id, now, parts.library, today)
    told = [translate(language, CLOSES, skills=skills)] if skills else []
    if limits:
        told.append(translate(language, KEPT_OUT, limits=_named(limits, language)))
    return Change(step.micro_credential_id, step.title, tuple(told))


def _leaves(
    step: PathwayStep, parts: Parts, found: Pathway, then: LearnerProfile, language: str, today: date
) -> Change:
    """Say which limit it breaks; where none, what the plan would be if it stayed."""
    limits = in_the_way(step.micro_credential_id, then, parts.library, today)
    if limits:
        why = translate(language, OUTSIDE, limits=_named(limits, language))
        return Change(step.micro_credential_id, step.title, (why,))
    staying = then.model_copy(update={"locked": (*then.locked, step.micro_credential_id)})
    changes = figures(language, found, parts.plan(staying, parts.library, today).pathway)
    why = translate(language, IF_IT_STAYED, changes=", ".join(changes)) if changes else translate(language, EQUAL)
    return Change(step.micro_credential_id, step.title, (why,))


def _named(limits: Sequence[str], language: str) -> str:
    return ", ".join(dict.fromkeys(limit_name(language, name) for name in limits))
