"""Is a plan accepted, cut down to one step, given back as it was, or too much to read?"""

from advisor.reading.heard import Act, Heard
from advisor.reading.intents import SMALL
from advisor.reading.ways import WAYS
from advisor.shown import plan_of
from advisor.vocabulary.conversation import Intent
from advisor.vocabulary.learner import Fact, Slot

ACCEPTED = "accepted"
"""What a message is about that takes the plan as it stands."""
PLAINER = "plainer"
"""What a message is about that found the reply too long or hard to understand."""


def read_only(heard: Heard) -> Act | None:
    """Read "only the first, not the others": those are kept, and no more are wanted."""
    ids, spans = heard.pointed.ids, heard.spans("act.only")
    plan = plan_of(heard.conversation)
    if (
        not ids
        or not spans
        or heard.pointed.vaguely
        or heard.pointed.way
        or plan is None
        or len(ids) >= len(plan.steps)
    ):
        return None
    words = " ".join(heard.text.text.split())
    most = Fact(slot=Slot.MAX_STEPS, value=len(ids), words=words, turn=heard.turn, confirmed=True)
    return Act(Intent.ADJUST, "keep", ids, (*(heard.fact(Slot.LOCKED, each) for each in ids), most))


def read_original(heard: Heard) -> Act | None:
    """Read "the old one was better" where something else was shown since: the plan stands as it was."""
    spans = heard.spans("act.original")
    alone = spans and heard.planned and heard.short and not heard.without(spans) and not _asks(heard)
    return Act(Intent.ADVICE, "show") if alone and not heard.pointed.way else None


def read_accepted(heard: Heard) -> Act | None:
    """Read "ok, I'll take it" about the plan that stands."""
    spans = heard.spans("act.accept")
    if not spans or not _wished(heard) or _asks(heard) or heard.spans("act.not", "act.too.dear", "act.too.far"):
        return None
    alone = heard.left((*spans, *heard.spans(SMALL))) <= 1 and not heard.without(spans)
    return Act(Intent.THANKS, ACCEPTED) if alone and not _one_of_several(heard) else None


def read_plainer(heard: Heard) -> Act | None:
    """Read "too much text", "I don't understand that", which asks for no other course."""
    spans = heard.spans("act.plainer")
    named = heard.without(spans)
    return Act(Intent.THANKS, PLAINER) if spans and _wished(heard) and heard.short and not named else None


def half_accepted(heard: Heard) -> bool:
    """Say whether it is liked but should be otherwise: "the second is fine, but shorter" asks for a shorter way."""
    otherwise = heard.spans(*(key for keys, kind, _ in WAYS for key in keys if kind))
    liked = [(s, e) for s, e in heard.spans("act.like") if not any(a < e and s < b for a, b in otherwise)]
    return heard.planned and bool(otherwise and liked) and not heard.spans("act.not", "act.keep")


def _wished(heard: Heard) -> bool:
    """Say whether a plan stands, or a goal was named for which none could be made."""
    return heard.planned or any(f.slot is Slot.GOAL_TEXT and f.value for f in heard.conversation.facts)


def _asks(heard: Heard) -> bool:
    return "?" in heard.text.text


def _one_of_several(heard: Heard) -> bool:
    """Say whether a single step is pointed at, which is kept instead."""
    plan = plan_of(heard.conversation)
    return bool(heard.pointed.ids) and not heard.pointed.vaguely and plan is not None and len(plan.steps) > 1
