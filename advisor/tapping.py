"""What does a tapped button ask for?"""

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from advisor.vocabulary.blocks import Choice
from advisor.vocabulary.conversation import Intent
from advisor.vocabulary.learner import Fact, Slot

ASKING: dict[str, Intent] = {
    "why": Intent.WHY, "compare": Intent.COMPARE, "alternatives": Intent.ALTERNATIVES, "stack": Intent.STACK,
    "keep": Intent.ADJUST, "swap": Intent.ADJUST, "reject": Intent.ADJUST, "release": Intent.ADJUST,
    "leave_out": Intent.DOCUMENT, "present": Intent.PRESENT,
}  # fmt: skip
"""First word of an action → what it asks for."""
STEP_FACTS = {"keep": Slot.LOCKED, "swap": Slot.NOT_WANTED, "reject": Slot.NOT_WANTED}
STATED: TypeAdapter[list[tuple[Slot, Any, str]]] = TypeAdapter(list[tuple[Slot, Any, str]])
PAIRS: TypeAdapter[list[tuple[Slot, Any]]] = TypeAdapter(list[tuple[Slot, Any]])


def asked_by(choice: Choice) -> tuple[Intent, str, tuple[str, ...]]:
    """Give what a button asks for, of which kind, and of which courses; advice where it asks for nothing of its own."""
    verb, _, rest = choice.action.partition(":")
    intent = ASKING.get(verb, Intent.ADVICE)
    if intent is Intent.ALTERNATIVES:
        return intent, rest, ()
    if intent is Intent.DOCUMENT:
        return intent, "", (rest.partition("=")[2],)
    about = verb if intent is Intent.ADJUST else ""
    ids = tuple(each for each in rest.split(",") if each) if verb in ASKING else ()
    return intent, about, ids


def facts_of(choice: Choice, turn: int) -> tuple[Fact, ...]:
    """Read `fact:<slot>=<json>`, `without:<slot>=<json>`, `facts:[[slot, value], …]`, `document:[[slot, value, words], …]`, `leave_out:<slot or nothing>=<what>`, and what a button says of a step."""
    verb, _, rest = choice.action.partition(":")
    try:
        if verb == "document":
            return tuple(_of_document(choice, *each, turn) for each in STATED.validate_json(rest))
        pairs = _pairs(verb, rest)
    except (ValueError, ValidationError):
        return ()
    if verb == "release":
        return tuple(
            _fact(choice, slot, rest, turn).model_copy(update={"withdrawn": True})
            for slot in (Slot.LOCKED, Slot.NOT_WANTED, Slot.COMPLETED)
        )
    facts = tuple(_fact(choice, slot, value, turn) for slot, value in pairs)
    return tuple(fact.model_copy(update={"withdrawn": True}) for fact in facts) if verb == "without" else facts


def _pairs(verb: str, rest: str) -> list[tuple[Slot, Any]]:
    if verb in {"fact", "without"}:
        slot, _, value = rest.partition("=")
        return [(Slot(slot), json.loads(value))]
    if verb == "facts":
        return PAIRS.validate_json(rest)
    if verb == "leave_out":
        slot, _, value = rest.partition("=")
        return [(Slot(slot), value)] if slot else []
    return [(STEP_FACTS[verb], each) for each in rest.split(",") if each] if verb in STEP_FACTS else []


def _fact(choice: Choice, slot: Slot, value: Any, turn: int) -> Fact:
    return Fact(slot=slot, value=value, words=choice.label, turn=turn, by="choice", confirmed=True)


def _of_document(choice: Choice, slot: Slot, value: Any, words: str, turn: int) -> Fact:
    """Keep the words of the document that were confirmed, and that they came from there."""
    return _fact(choice, slot, value, turn).model_copy(update={"words": words, "by": "document"})
