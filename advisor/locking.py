"""Were the courses kept that the learner wants to keep, and which limit forbids one that was not?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from advisor import limit_names
from advisor.candidates import admits
from advisor.greedy import greedy
from advisor.ground import Ground, ground_of, problem_of
from advisor.limits import keeps_limits
from advisor.offers import Offer
from advisor.translations import translate
from advisor.vocabulary.learner import Constraints, LearnerProfile
from advisor.vocabulary.pathway import ConstraintCheck
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredential

LOCKED = "locked"
KEPT = "kept"
GONE = "not in the catalogue"
TURNED_DOWN = "turned down"
NOT_TOGETHER = "not together with the other courses to keep"
WHOLE = ("max_hours", "max_price", "max_steps", "finish_by", "hours_per_week")
"""Limits on all steps together."""


def locked_checks(ground: Ground, chosen: Sequence[Offer]) -> tuple[ConstraintCheck, ...]:
    """Say of each course to keep whether it is in the plan; where not, `got` names what forbids it."""
    taken, language = {str(o.record.id) for o in chosen}, ground.profile.language
    checks = []
    for identifier in dict.fromkeys(ground.profile.locked):
        if identifier in ground.profile.completed:
            continue
        record = ground.published.records.get(identifier)
        got = KEPT if identifier in taken else ""
        shown = translate(language, got) if got else ", ".join(dict.fromkeys(_forbidding(identifier, record, ground)))
        title = record.title if record else identifier
        checks.append(ConstraintCheck(name=LOCKED, wanted=title, got=shown, met=identifier in taken))
    return tuple(checks)


def _forbidding(identifier: str, record: MicroCredential | None, ground: Ground) -> list[str]:
    """Name the limits that forbid a course, in the learner's language."""
    language = ground.profile.language
    if record is None:
        return [translate(language, GONE)]
    if identifier in ground.profile.not_wanted:
        return [translate(language, TURNED_DOWN)]
    names = _in_the_way(identifier, record, ground)
    return [limit_names.limit_name(language, name) for name in names] or [translate(language, NOT_TOGETHER)]


def in_the_way(identifier: str, profile: LearnerProfile, library: Library, today: date) -> list[str]:
    """List the limits that keep a course out of every plan for a profile; none where another course is only better."""
    ground = ground_of(profile, library, today)
    record = ground.published.records.get(identifier)
    return _in_the_way(identifier, record, ground) if record else []


def _in_the_way(identifier: str, record: MicroCredential, ground: Ground) -> list[str]:
    return list(_alone(record, ground)) or list(_together(identifier, ground))


def _alone(record: MicroCredential, ground: Ground) -> Iterator[str]:
    """List the limits that no way to take the course keeps, each looked at by itself."""
    if not admits(record, ground.profile.eqf_level):
        yield "eqf_level"
    for name, value in _stated(ground.profile.constraints).items():
        with_pace = {"hours_per_week": ground.profile.constraints.hours_per_week} if name == "finish_by" else {}
        only = Constraints.model_validate({name: value, **with_pace})
        if not keeps_limits(record, only, ground.today):
            yield name


def _together(identifier: str, ground: Ground) -> Iterator[str]:
    """List the limits without which the course would fit together with what it asks for before."""
    for name in WHOLE:
        if getattr(ground.profile.constraints, name) is not None:
            wider = ground.profile.constraints.model_copy(update={name: None})
            if _fits(identifier, ground.under(wider)):
                yield name


def _fits(identifier: str, ground: Ground) -> bool:
    only = tuple(replace(o, locked=o.record.id == identifier) for o in ground.offers)
    return any(o.locked for o in greedy(problem_of(only, {}, ground.budget)))


def _stated(limits: Constraints) -> dict[str, Any]:
    return {name: value for name, value in limits if value is not None and value != ()}
