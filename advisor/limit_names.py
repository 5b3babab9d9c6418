"""What is a limit called when a sentence names it, and a form of participation?"""

from collections.abc import Mapping

from advisor.translations import translate
from advisor.vocabulary.pathway import ConstraintCheck, Relaxation
from advisor.writing.words import NEEDS, TIMES
from knowledge.vocabulary.language import NAMES

MODES = {"online": "online", "onsite": "on site", "blended": "partly online", "workplace": "at the workplace"}
LIMITS = {
    "max_hours": "hours in all",
    "hours_per_week": "hours a week",
    "max_price": "price",
    "languages": "language of teaching",
    "modes": "online or on site",
    "country": "country",
    "near": "place",
    "schedules": "time of day",
    "needs": "support",
    "need": "support",
    "max_eqf_level": "level",
    "start_by": "start",
    "start_from": "start",
    "finish_by": "end",
    "max_steps": "number of steps",
    "locked": "course to keep",
    "eqf_level": "level of education",
}


OTHERS = {
    "goal_text": "goal",
    "goal_occupation": "goal",
    "goal_skill": "goal",
    "interest": "goal",
    "background": "work until now",
    "held_skill": "skills",
    "not_held": "skills",
    "not_wanted": "courses turned down",
    "completed": "courses taken already",
}
"""What is said that sets no limit, by slot."""


def limit_name(language: str, slot: str) -> str:
    return translate(language, LIMITS.get(slot) or OTHERS.get(slot, slot))


VALUES: Mapping[str, Mapping[str, str]] = {
    "schedules": TIMES,
    "modes": MODES,
    "needs": {**NEEDS, **MODES},
    "near": MODES,
    "country": MODES,
    "start_by": {"continuous": "start any day"},
}
"""Limit → what its values are called in a sentence; languages have names of their own."""


def limit_value(language: str, name: str, value: str) -> str:
    """Word what was wanted of a limit, or was got, as the learner would: "evening" is "in the evening"."""
    if name == "max_price" and (value == "0" or value.startswith("0 ")):
        return translate(language, "free of charge")
    if name == "languages":
        return ", ".join(NAMES.get(each, each) for each in value.split(", "))
    names = VALUES.get(name, {})
    return ", ".join(translate(language, names[each]) if each in names else each for each in value.split(", "))


def check_text(language: str, check: ConstraintCheck) -> str:
    """Say a limit, what was wanted, and what the pathway has."""
    wanted, got = (limit_value(language, check.name, value) for value in (check.wanted, check.got))
    return f"{limit_name(language, check.name)}: {wanted} → {got}".removesuffix(" → ")


def change_text(language: str, change: Relaxation) -> str:
    """Say a limit, from what to what it may change, and what that gains; where only lifting it helps, that."""
    limit = limit_name(language, change.constraint)
    if not change.to or change.value is None:
        return f"{translate(language, 'No limit: {limit}', limit=limit)}: {change.gains}"
    before, after = (limit_value(language, change.constraint, value) for value in (change.from_, change.to))
    return f"{limit}: {before} → {after}: {change.gains}"
