"""Which button makes a pathway that was shown beside the plan the learner's own?"""

import json
import math
from collections.abc import Callable, Sequence
from typing import Any

from advisor.translations import translate
from advisor.vocabulary.blocks import Choice
from advisor.vocabulary.learner import Fact, LearnerProfile, Slot
from advisor.vocabulary.pathway import Pathway
from advisor.writing.draft import choice
from knowledge.vocabulary.language import understood_together

TAKE = "Take this"
STAY = "Stay with my plan"
Pairs = list[tuple[str, Any]]


def take(kind: str, way: Pathway, profile: LearnerProfile, language: str) -> Choice:
    """Set what makes the way: its price, its hours, its language; where that is not stated, its courses are kept."""
    pairs = MAKING.get(kind, _courses)(way, profile) or _courses(way, profile)
    return set_all(translate(language, TAKE), pairs)


def take_supposed(supposed: Sequence[Fact], language: str) -> Choice:
    """Set all that was supposed."""
    return set_all(translate(language, TAKE), [(fact.slot.value, fact.value) for fact in supposed])


def stay(language: str) -> Choice:
    return choice(translate(language, STAY), "skip:plan")


def set_all(label: str, pairs: Pairs) -> Choice:
    """Set several facts by one button."""
    return choice(label, f"facts:{json.dumps(pairs, ensure_ascii=False)}")


def as_stated(label: str, stated: Sequence[tuple[str, Any, str]]) -> Choice:
    """Set several facts that a document states, each with its words there, by one button."""
    return choice(label, f"document:{json.dumps(stated, ensure_ascii=False)}")


def _price(way: Pathway, _: LearnerProfile) -> Pairs:
    """Give the way's price as a limit, where it is stated in one currency."""
    paid = [each for each in way.totals.price or () if each.amount]
    if way.totals.price is None or len(paid) > 1:
        return []
    limit = {"amount": float(paid[0].amount), "currency": paid[0].currency} if paid else {"amount": 0, "currency": None}
    return [(Slot.MAX_PRICE.value, limit)]


def _hours(way: Pathway, _: LearnerProfile) -> Pairs:
    return [] if way.totals.hours is None else [(Slot.MAX_HOURS.value, math.ceil(way.totals.hours))]


def _language(_: Pathway, profile: LearnerProfile) -> Pairs:
    return [(Slot.LANGUAGES.value, list(understood_together(profile.language)))]


def _more_languages(_: Pathway, profile: LearnerProfile) -> Pairs:
    return [(Slot.LANGUAGES.value, [*understood_together(profile.language), "en"])]


def _courses(way: Pathway, _: LearnerProfile) -> Pairs:
    return [(Slot.LOCKED.value, step.micro_credential_id) for step in way.steps]


def _steps(way: Pathway, _: LearnerProfile) -> Pairs:
    return [(Slot.MAX_STEPS.value, len(way.steps))]


MAKING: dict[str, Callable[[Pathway, LearnerProfile], Pairs]] = {
    "cheapest": _price,
    "fastest": _hours,
    "own_language": _language,
    "more_languages": _more_languages,
    "most_complete": _steps,
}
"""Kind of a way → the limits that lead to it; the others are made by their courses."""
