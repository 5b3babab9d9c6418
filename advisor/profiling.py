"""What do we know of the learner, once all that was said is added up?"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from advisor.errors import InvalidProfile
from advisor.vocabulary.learner import Constraints, Fact, Goal, HeldSkill, LearnerProfile, Money, Slot
from knowledge.library import Library
from knowledge.money import is_currency

ADDING = frozenset(
    {
        Slot.GOAL_SKILL, Slot.BACKGROUND, Slot.HELD_SKILL, Slot.NEED, Slot.NOT_WANTED,
        Slot.INTEREST, Slot.NOT_HELD, Slot.LOCKED, Slot.COMPLETED,
    }
)  # fmt: skip
"""Slots under which a later fact joins the earlier ones instead of taking their place."""
CONSTRAINTS = {
    Slot.MAX_HOURS: "max_hours", Slot.HOURS_PER_WEEK: "hours_per_week", Slot.MAX_PRICE: "max_price",
    Slot.LANGUAGES: "languages", Slot.MODES: "modes", Slot.COUNTRY: "country", Slot.NEAR: "near",
    Slot.SCHEDULES: "schedules", Slot.NEED: "needs", Slot.MAX_EQF_LEVEL: "max_eqf_level",
    Slot.START_BY: "start_by", Slot.START_FROM: "start_from", Slot.FINISH_BY: "finish_by", Slot.MAX_STEPS: "max_steps",
}  # fmt: skip
HINT = "The fields of a profile are described in docs/reference, section profile."
Said = dict[Slot, list[Fact]]


def profile_of(facts: Sequence[Fact], library: Library, language: str) -> LearnerProfile:
    """Add up the facts: later ones win, None withdraws, adding slots add."""
    standing = standing_facts(facts)
    return LearnerProfile(
        goal=_goal(standing),
        held=_held(standing, library, language),
        constraints=_constraints(standing),
        language=str(_last(standing, Slot.SPEAKS) or language),
        background=_all(standing, Slot.BACKGROUND),
        not_wanted=_all(standing, Slot.NOT_WANTED),
        not_held=_all(standing, Slot.NOT_HELD),
        locked=_all(standing, Slot.LOCKED),
        completed=_all(standing, Slot.COMPLETED),
        eqf_level=_last(standing, Slot.EQF_LEVEL),
    )


def standing_facts(facts: Sequence[Fact]) -> Said:
    """Give per slot the facts that still hold: one, or several where the slot adds."""
    standing: Said = {}
    for fact in facts:
        if fact.value is None:
            standing.pop(fact.slot, None)
        elif fact.slot in ADDING:
            kept = [f for f in standing.get(fact.slot, []) if _identity(f) != _identity(fact)]
            standing[fact.slot] = kept if fact.withdrawn else [*kept, fact]
            _contradict(standing, fact)
        else:
            standing[fact.slot] = [fact]
    return standing


CONTRARY = {
    Slot.HELD_SKILL: Slot.NOT_HELD, Slot.NOT_HELD: Slot.HELD_SKILL,
    Slot.LOCKED: Slot.NOT_WANTED, Slot.NOT_WANTED: Slot.LOCKED,
}  # fmt: skip
"""The same thing cannot stand under both: the later word holds."""


def _contradict(standing: Said, fact: Fact) -> None:
    contrary = CONTRARY.get(fact.slot)
    if contrary and not fact.withdrawn:
        standing[contrary] = [f for f in standing.get(contrary, []) if _identity(f) != _identity(fact)]


def _all(standing: Said, slot: Slot) -> tuple[str, ...]:
    return tuple(str(f.value) for f in standing.get(slot, ()))


def _identity(fact: Fact) -> object:
    """Two facts of an adding slot are about the same thing when this is equal."""
    return fact.value["skill"] if isinstance(fact.value, dict) and "skill" in fact.value else fact.value


def _last(standing: Said, slot: Slot) -> Any:
    facts = standing.get(slot)
    return facts[-1].value if facts else None


def _goal(standing: Said) -> Goal:
    occupation = _last(standing, Slot.GOAL_OCCUPATION)
    return Goal(
        text=str(_last(standing, Slot.GOAL_TEXT) or ""),
        occupation=str(occupation) if occupation else None,
        skills=_all(standing, Slot.GOAL_SKILL),
        interests=_all(standing, Slot.INTEREST),
    )


def _held(standing: Said, library: Library, language: str) -> tuple[HeldSkill, ...]:
    skills = (HeldSkill.model_validate(f.value) for f in standing.get(Slot.HELD_SKILL, ()))
    return tuple(_resolved(skill, library, language) for skill in skills)


def _resolved(held: HeldSkill, library: Library | None, language: str) -> HeldSkill:
    """Put the concept's address in place of a label, where there is such a concept."""
    concept = library.skill(held.skill) if library else None
    if library is None or concept is None:
        return held.model_copy(update={"label": held.label or held.skill})
    uri = str(concept.concept_uri)
    words = held.words or (held.skill if held.skill != uri else "")
    return held.model_copy(update={"skill": uri, "label": held.label or library.label(uri, language), "words": words})


def _constraints(standing: Said) -> Constraints:
    given = {field: _last(standing, slot) for slot, field in CONSTRAINTS.items() if slot in standing}
    if Slot.NEED in standing:
        given["needs"] = [f.value for f in standing[Slot.NEED]]
    return Constraints.model_validate(given)


def parse_profile(given: Mapping[str, Any], library: Library | None = None) -> LearnerProfile:
    """Read a written profile (contract section 3). Raises InvalidProfile, which names the field."""
    try:
        profile = LearnerProfile.model_validate(given)
    except ValidationError as error:
        raise _invalid(error.errors()[0]) from None
    for check in CHECKS:
        complaint = check(profile)
        if complaint:
            raise InvalidProfile(complaint, HINT)
    limits = _in_standard_letters(profile.constraints)
    profile = profile.model_copy(update={"constraints": limits, "language": profile.language.lower()})
    return profile if library is None else _with_concepts(profile, library)


def _invalid(error: ErrorDetails) -> InvalidProfile:
    field = ".".join(str(part) for part in error["loc"]) or "the profile"
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), _fields_beside(error["loc"]), 1)
        return InvalidProfile(
            f"The profile has an unknown field: {field}.", f"Did you mean {near[0]}?" if near else HINT
        )
    return InvalidProfile(f"The profile's field {field} is impossible: {_small(error['msg'])}.", HINT)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _fields_beside(location: tuple[int | str, ...]) -> list[str]:
    models: dict[str, type[BaseModel]] = {"goal": Goal, "held": HeldSkill, "constraints": Constraints}
    inner: dict[str, type[BaseModel]] = {"max_price": Money}
    parents = [str(part) for part in location[:-1] if not isinstance(part, int)]
    model: type[BaseModel] = LearnerProfile
    for parent in parents:
        model = models.get(parent) or inner.get(parent) or model
    return list(model.model_fields)


def _not_finite(profile: LearnerProfile) -> str | None:
    limits = profile.constraints
    price = limits.max_price.amount if limits.max_price else None
    named = {"max_hours": limits.max_hours, "hours_per_week": limits.hours_per_week, "max_price.amount": price}
    wrong = [name for name, number in named.items() if number is not None and not math.isfinite(number)]
    return f"The profile's field constraints.{wrong[0]} is impossible: it must be a finite number." if wrong else None


def _unknown_currency(profile: LearnerProfile) -> str | None:
    price = profile.constraints.max_price
    if price is None or price.currency is None or is_currency(price.currency.upper()):
        return None
    return f"The profile's field constraints.max_price.currency names a currency that is not known: {price.currency}."


def _not_a_code(profile: LearnerProfile) -> str | None:
    for field, code in _codes(profile):
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            return f"The profile's field {field} must be a code of two letters, not {code!r}."
    return None


def _codes(profile: LearnerProfile) -> Iterator[tuple[str, str]]:
    yield "language", profile.language
    yield from (("constraints.languages", code) for code in profile.constraints.languages)
    if profile.constraints.country is not None:
        yield "constraints.country", profile.constraints.country


def _ends_before_it_starts(profile: LearnerProfile) -> str | None:
    limits = profile.constraints
    if limits.start_by and limits.finish_by and limits.finish_by < limits.start_by:
        return "The profile's field constraints.finish_by is impossible: it lies before constraints.start_by."
    return None


CHECKS: tuple[Callable[[LearnerProfile], str | None], ...] = (
    _not_finite,
    _unknown_currency,
    _not_a_code,
    _ends_before_it_starts,
)


def _in_standard_letters(limits: Constraints) -> Constraints:
    price = limits.max_price
    currency = price.currency.upper() if price and price.currency else None
    return limits.model_copy(
        update={
            "languages": tuple(code.lower() for code in limits.languages),
            "country": limits.country.upper() if limits.country else None,
            "max_price": price.model_copy(update={"currency": currency}) if price else None,
        }
    )


def _with_concepts(profile: LearnerProfile, library: Library) -> LearnerProfile:
    held = tuple(_resolved(skill, library, profile.language) for skill in profile.held)
    return profile.model_copy(
        update={
            "goal": _known_goal(profile.goal, library),
            "held": held,
            "background": tuple(_occupation(name, "background", library) for name in profile.background),
        }
    )


def _known_goal(goal: Goal, library: Library) -> Goal:
    skills = tuple(_skill(name, library) for name in goal.skills)
    occupation = _occupation(goal.occupation, "goal.occupation", library) if goal.occupation else None
    return goal.model_copy(update={"occupation": occupation, "skills": skills})


def _occupation(name: str, field: str, library: Library) -> str:
    found = library.occupation(name)
    if found is None:
        raise InvalidProfile(f"The profile's field {field} names an occupation that is not known: {name}.", SEE_SKILLS)
    return str(found.concept_uri)


def _skill(name: str, library: Library) -> str:
    found = library.skill(name)
    if found is None:
        raise InvalidProfile(f"The profile's field goal.skills names a skill that is not known: {name}.", SEE_SKILLS)
    return str(found.concept_uri)


SEE_SKILLS = "`cairn skills list` shows the known ones; words that are no concept belong into goal.text."
