"""Which chips show the learner what was understood?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from advisor.limit_names import MODES
from advisor.profiling import standing_facts
from advisor.translations import count, translate
from advisor.vocabulary.blocks import UnderstoodBlock, UnderstoodItem
from advisor.vocabulary.learner import Fact, Money, Slot
from advisor.writing.interests import name_of
from advisor.writing.words import NEEDS, TIMES, amount, language_names
from knowledge.errors import NotFound
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredentialId

MOST = 12
"""Chips; more than a screen holds help nobody."""

Label = Callable[[str, Any, Library], str]


def understood(facts: Iterable[Fact], language: str, library: Library, most: int = MOST) -> UnderstoodBlock:
    """Make a chip for each thing that holds now: the goal first, then what the learner brings, then the limits."""
    order = list(LABELS)
    standing = sorted((fact for fact in current(facts) if fact.slot in LABELS), key=lambda fact: order.index(fact.slot))
    items: dict[str, UnderstoodItem] = {}
    for fact in standing:
        label = LABELS[fact.slot](language, fact.value, library)
        items.setdefault(label, _item(fact, label))
    return UnderstoodBlock(items=tuple(items.values())[:most])


def _item(fact: Fact, label: str) -> UnderstoodItem:
    return UnderstoodItem(slot=fact.slot.value, label=label, words=fact.words, turn=fact.turn, value=fact.value)


def current(facts: Iterable[Fact]) -> list[Fact]:
    """Give the facts that hold: the last of each slot, all of the adding ones, none that was withdrawn."""
    held = [fact for each in standing_facts(tuple(facts)).values() for fact in each]
    goals = {fact.slot for fact in held} & {Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL, Slot.INTEREST}
    return [fact for fact in held if not (fact.slot == Slot.GOAL_TEXT and goals)]


def _concept(message: str) -> Label:
    return lambda language, value, library: translate(language, message, name=library.label(str(value), language))


def _course(message: str) -> Label:
    def label(language: str, value: Any, library: Library) -> str:
        try:
            name = library.find(MicroCredentialId(str(value))).title
        except NotFound:
            name = str(value)
        return translate(language, message, name=name)

    return label


def _plain(message: str) -> Label:
    return lambda language, value, _: translate(language, message, name=value)


def _words(names: Mapping[str, str]) -> Label:
    def label(language: str, value: Any, _: Library) -> str:
        values = value if isinstance(value, list) else [value]
        return ", ".join(translate(language, names.get(each, each)) for each in values)

    return label


def _held(language: str, value: Any, library: Library) -> str:
    name = value.get("label") or library.label(str(value.get("skill", "")), language)
    return translate(language, "can already: {name}", name=name)


def _price(language: str, value: Any, _: Library) -> str:
    limit = Money.model_validate(value)
    if limit.amount == 0:
        return translate(language, "free of charge")
    return translate(language, "at most {name}", name=amount(language, limit))


def _hours(message: str) -> Label:
    return lambda language, value, _: count(language, message, float(value))


LABELS: dict[Slot, Label] = {
    Slot.GOAL_OCCUPATION: _concept("goal: {name}"),
    Slot.GOAL_TEXT: _plain("goal: {name}"),
    Slot.GOAL_SKILL: _concept("to learn: {name}"),
    Slot.INTEREST: lambda language, value, _: name_of(language, str(value)),
    Slot.BACKGROUND: _concept("worked as: {name}"),
    Slot.HELD_SKILL: _held,
    Slot.HOURS_PER_WEEK: _hours("{n} hour a week|{n} hours a week"),
    Slot.MAX_HOURS: _hours("at most {n} hour in all|at most {n} hours in all"),
    Slot.MAX_PRICE: _price,
    Slot.LANGUAGES: lambda language, value, _: translate(language, "courses in: {name}", name=language_names(value)),
    Slot.MODES: _words(MODES),
    Slot.SCHEDULES: _words(TIMES),
    Slot.NEED: _words(NEEDS),
    Slot.COUNTRY: _plain("country: {name}"),
    Slot.NEAR: _plain("near {name}"),
    Slot.EQF_LEVEL: _plain("your education: EQF level {name}"),
    Slot.MAX_EQF_LEVEL: _plain("at most EQF level {name}"),
    Slot.START_FROM: _plain("not before {name}"),
    Slot.START_BY: _plain("start by {name}"),
    Slot.FINISH_BY: _plain("finish by {name}"),
    Slot.LOCKED: _course("keep: {name}"),
    Slot.NOT_WANTED: _course("without: {name}"),
    Slot.COMPLETED: _course("taken already: {name}"),
    Slot.MAX_STEPS: _hours("at most {n} step|at most {n} steps"),
}
"""A chip's words by slot; a slot that is not here is not shown."""
