"""What is asked of us: why, other ways, what if, keep, turn down, forget, tell me what you know, just show me?"""

import re
from collections.abc import Callable, Sequence

from advisor.reading.asking import Words, spoken_in
from advisor.reading.clauses import clauses
from advisor.reading.forgetting import forgotten, without_everything
from advisor.reading.heard import Act, Heard
from advisor.reading.intents import asks_for_a_rule, wants_a_person, wants_to_apply
from advisor.reading.pointing import pointed_at
from advisor.reading.settling import half_accepted, read_accepted, read_only, read_original, read_plainer
from advisor.reading.showing import read_showing
from advisor.reading.taking import read_taken
from advisor.reading.ways import REASONS, WAYS
from advisor.reading.words import LANGUAGES, Read, Said, says
from advisor.shown import plan_of
from advisor.vocabulary.blocks import QuestionBlock
from advisor.vocabulary.conversation import Conversation, Intent
from advisor.vocabulary.learner import Slot
from knowledge.library import Library

ASKING = frozenset({Intent.WHY, Intent.COMPARE, Intent.WHAT_IF})
"""Questions that may be about a rule instead of a plan."""
WHICH = "step"
"""Slot of the question which step is meant."""
GOAL = frozenset({Slot.GOAL_TEXT, Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL})
CONCEPT = GOAL - {Slot.GOAL_TEXT}
LIMITS = frozenset(Slot) - GOAL - {Slot.BACKGROUND, Slot.HELD_SKILL, Slot.NOT_HELD, Slot.EQF_LEVEL, Slot.SPEAKS}
LIFE = frozenset({Slot.BACKGROUND, Slot.HELD_SKILL, Slot.NOT_HELD, Slot.EQF_LEVEL, Slot.SPEAKS})
FEW, MUCH_ELSE = 3, 6
"""Words beside an act from which on the message is about something else."""
ADJUSTING: dict[str, tuple[Slot, bool]] = {
    "keep": (Slot.LOCKED, False), "reject": (Slot.NOT_WANTED, False), "swap": (Slot.NOT_WANTED, False),
    "done": (Slot.COMPLETED, False),
}  # fmt: skip


def read_act(text: Said, conversation: Conversation, reads: Sequence[Read], turn: int, library: Library) -> Act | None:
    """Read what is asked of us; None where the message only tells something, asks for a rule or for a person."""
    if wants_a_person(text) or wants_to_apply(text):
        return None
    known = tuple(r for r in reads if r.slot)
    act = _read_in(spoken_in(text, conversation.language), text, conversation, known, turn, library)
    if act is None and not known:
        act = _read_in(LANGUAGES, text, conversation, known, turn, library)
    return act


def _read_in(
    languages: tuple[str, ...],
    text: Said,
    conversation: Conversation,
    reads: tuple[Read, ...],
    turn: int,
    library: Library,
) -> Act | None:
    words = Words(text, languages)
    heard = Heard(words, reads, pointed_at(words, conversation, library), conversation, turn)
    answer = _which(heard)
    if answer is not None:
        return answer
    acts = (act for reader in READERS for act in [reader(heard)] if act is not None)
    act = next(acts, None)
    if act is None or (
        act.intent in ASKING
        and (not act.targets or heard.pointed.vaguely)
        and asks_for_a_rule(text, clauses(text, list(reads)), reads)
    ):
        return None
    return act


def _which(heard: Heard) -> Act | None:
    """Read "the second one", or "2", as the answer to "which step do you mean?"."""
    asked = _last_question(heard.conversation)
    if asked is None:
        return None
    plan = plan_of(heard.conversation)
    bare = re.fullmatch(r"\W*(\d)\W*", heard.text.plain)
    steps = plan.steps if plan else ()
    ids = heard.pointed.ids or tuple(s.micro_credential_id for s in steps if bare and s.order == int(bare[1]))
    verb = asked.choices[0].action.partition(":")[0] if asked.choices else ""
    return _adjusted(heard, verb, ids, ()) if ids and verb in ADJUSTING else None


def _last_question(conversation: Conversation) -> QuestionBlock | None:
    replies = [turn.reply for turn in conversation.turns if turn.reply is not None]
    blocks = replies[-1].blocks if replies else ()
    return next((b for b in blocks if isinstance(b, QuestionBlock) and b.slot == WHICH), None)


def _restart(heard: Heard) -> Act | None:
    spans = [(s, e) for s, e in heard.spans("act.restart") if re.match(r"\s*($|[,.;!?])", heard.text.plain[e:])]
    bare = heard.spans("act.restart.bare") if heard.planned else ()
    if (not spans or heard.left(spans) > MUCH_ELSE) and (not bare or heard.left(bare)):
        return None
    facts = without_everything(heard.conversation, heard.text.text, heard.turn)
    return Act(Intent.ADJUST, "restart", facts=facts, kept=heard.without((*spans, *bare)))


def _forget(heard: Heard) -> Act | None:
    """Read "forget what I said about the price"; of a step it means that it is turned down."""
    spans, pointed = heard.spans("act.forget"), heard.pointed
    if not spans or (pointed.ids and not pointed.vaguely):
        return None
    facts = forgotten(heard.words, spans, heard.reads, heard.conversation, heard.turn)
    said = not pointed.ids and heard.words.says("act.forget.said")
    return Act(Intent.ADJUST, "forget", facts=facts) if facts or said else None


def _what_if(heard: Heard) -> Act | None:
    sure = heard.opening("act.what_if")
    spans = sure or (heard.opening("act.if") if "?" in heard.text.text or heard.words.says("act.how") else ())
    if not spans:
        return None
    reads = heard.outside(spans)
    limits = tuple(r for r in reads if r.slot not in GOAL or _is_a_goal(heard, reads))
    if not limits and (not (sure and heard.planned) or heard.words.says("ask.total")):
        return None
    if not heard.planned and not any(r.slot in LIMITS for r in limits):
        return None
    return Act(Intent.WHAT_IF, facts=(), supposed=limits, targets=heard.pointed.ids, about=_supposed_of_step(heard))


def _supposed_of_step(heard: Heard) -> str:
    """Say what is supposed of a step: that it is left out, kept, or taken already."""
    if not heard.pointed.ids:
        return ""
    if heard.words.says("act.done_already"):
        return "done"
    return "keep" if heard.words.says("act.keep") else "reject"


def _is_a_goal(heard: Heard, reads: Sequence[Read]) -> bool:
    return any(r.slot in CONCEPT for r in reads) or (says("cue.strong_goal", heard.text) and not heard.pointed.ids)


def _why(heard: Heard) -> Act | None:
    return _question(heard, "act.why", Intent.WHY)


def _compare(heard: Heard) -> Act | None:
    return _question(heard, "act.compare", Intent.COMPARE)


def _question(heard: Heard, key: str, intent: Intent) -> Act | None:
    if not heard.opening(key) or not _may_be_asked(heard, key):
        return None
    kept = tuple(r for r in heard.without(heard.spans(key)) if r.slot in LIFE)
    return Act(intent, targets=heard.pointed.ids, kept=kept if not heard.pointed.ids else ())


def _may_be_asked(heard: Heard, key: str) -> bool:
    """Say whether a plan stands that the words may be about; without one, only words that tell nothing else."""
    return heard.planned or not heard.without(heard.spans(key))


def _summary(heard: Heard) -> Act | None:
    return Act(Intent.SUMMARY) if heard.opening("act.summary") else None


def _skills(heard: Heard) -> Act | None:
    if not (heard.opening("act.skills") or (heard.short and heard.words.says("act.skills.bare"))):
        return None
    return Act(Intent.SKILLS, kept=tuple(r for r in heard.reads if r.slot in LIFE))


def _stack(heard: Heard) -> Act | None:
    if not heard.words.says("act.stack") or not heard.planned:
        return None
    return Act(Intent.STACK, targets=() if heard.pointed.vaguely else heard.pointed.ids)


def _release(heard: Heard) -> Act | None:
    if not heard.words.says("act.release"):
        return None
    held = [
        f for f in heard.conversation.facts if f.slot in {Slot.LOCKED, Slot.NOT_WANTED} and f.value and not f.withdrawn
    ]
    ids = heard.pointed.ids or tuple(str(f.value) for f in held[-1:])
    slots = {(f.slot, str(f.value)) for f in held if str(f.value) in ids}
    facts = tuple(heard.fact(slot, value, withdrawn=True) for slot, value in sorted(slots))
    return Act(Intent.ADJUST, "release", ids, facts) if held else None


def _done(heard: Heard) -> Act | None:
    if not heard.pointed.ids or not heard.words.says("act.done_already"):
        return None
    return _adjusted(heard, "done", heard.pointed.ids, heard.spans("act.done_already"))


def _swap(heard: Heard) -> Act | None:
    keys = ("act.swap", "act.change", "act.other_ways")
    if heard.pointed.ids and heard.pointed.way is None and heard.spans(*keys):
        return _adjusted(heard, "swap", heard.pointed.ids, heard.spans(*keys))
    if heard.planned and heard.words.says("act.swap") and not heard.reads and heard.short:
        return Act(Intent.ADJUST, "swap")
    return None


def _keep(heard: Heard) -> Act | None:
    """Read "keep the first", "I take the cheaper one"; a mere "that's good" keeps nothing."""
    sure, spans = heard.spans("act.keep"), heard.spans("act.keep", "act.like")
    if not spans or _is_denied(heard, spans) or half_accepted(heard):
        return None
    if heard.pointed.ids and (sure or not heard.pointed.vaguely):
        return _adjusted(heard, "keep", heard.pointed.ids, spans)
    alone = sure and heard.pointed.spans and not heard.without(spans) and heard.short
    return Act(Intent.ADJUST, "keep") if alone else None


def _is_denied(heard: Heard, spans: Sequence[tuple[int, int]]) -> bool:
    return any(e <= s and s - e <= 8 for s, _ in spans for _, e in heard.spans("act.not"))


def _reject(heard: Heard) -> Act | None:
    """Read "not the second one", "step 2 is too far", "drop the last"; of a whole other way nothing is turned down."""
    reason = next((slot for key, slot in REASONS.items() if heard.words.says(key)), "")
    spans = heard.spans("act.reject", "act.dislike", "act.forget", *REASONS)
    if not _some_steps(heard) or half_accepted(heard) or heard.spans("act.plainer"):
        return None
    if heard.pointed.ids and heard.pointed.way is None and (spans or _is_denied(heard, heard.pointed.spans)):
        return _adjusted(heard, "reject", heard.pointed.ids, spans, reason)
    if heard.planned and heard.words.says("act.dislike") and not heard.without(spans) and not reason and heard.short:
        return Act(Intent.ADJUST, "reject", reason=reason)
    return None


def _some_steps(heard: Heard) -> bool:
    """Say whether it is about some of the steps: who wants none of them asks for other courses."""
    plan = plan_of(heard.conversation)
    return plan is None or len(plan.steps) == 1 or len(heard.pointed.ids) < len(plan.steps)


def _adjusted(
    heard: Heard, about: str, ids: tuple[str, ...], spans: Sequence[tuple[int, int]], reason: str = ""
) -> Act | None:
    """Make the facts of a step; words that name a wish and happen to stand in a title point at nothing."""
    if heard.pointed.by_name and _is_a_wish(heard, heard.reads):
        return None
    slot, withdrawn = ADJUSTING[about]
    facts = tuple(heard.fact(slot, each, withdrawn=withdrawn) for each in ids)
    kept = tuple(r for r in heard.without(spans) if r.slot not in GOAL | LIFE)
    return Act(Intent.ADJUST, about, ids, facts, kept=kept, reason=reason)


def _other_ways(heard: Heard) -> Act | None:
    for keys, kind, limits in WAYS:
        spans = heard.spans(*keys)
        if not spans or heard.left(spans) > MUCH_ELSE:
            continue
        reads = heard.without(spans)
        if any(r.slot in limits for r in reads) or _is_a_wish(heard, reads) or _tells(reads):
            return None
        if not heard.planned and heard.reads:
            return None
        return Act(Intent.ALTERNATIVES, kind, kept=tuple(r for r in reads if r.slot not in GOAL))
    return None


def _tells(reads: Sequence[Read]) -> bool:
    """Say whether the learner's life is told, in which "too far" complains about something else."""
    return any(r.slot in LIFE - {Slot.SPEAKS} for r in reads)


def _is_a_wish(heard: Heard, reads: Sequence[Read]) -> bool:
    """Say whether a goal is named beside the act: "something else, I want to weld"."""
    return any(r.slot in CONCEPT for r in reads) or (
        says("cue.strong_goal", heard.text) and any(r.slot is Slot.GOAL_TEXT for r in reads)
    )


def _show(heard: Heard) -> Act | None:
    every = heard.spans("act.show.all")
    if every and heard.planned and not _is_a_wish(heard, heard.without(every)) and heard.left(every) <= MUCH_ELSE:
        return Act(Intent.ALTERNATIVES, kept=tuple(r for r in heard.without(every) if r.slot not in GOAL))
    spans = every or heard.spans("act.show")
    if not spans or heard.left(spans) > FEW:
        return None
    return _shown_now(heard, spans)


def _shown_now(heard: Heard, spans: Sequence[tuple[int, int]]) -> Act:
    reads = heard.without(spans)
    goal = _is_a_wish(heard, reads) or (not heard.planned and any(r.slot in GOAL for r in reads))
    # "any language will do" says a limit in the words that ask to be shown something
    limits = tuple(r for r in heard.reads if r.slot not in GOAL and (r.value is None or r in reads))
    return Act(Intent.ADVICE, "show", kept=(*limits, *(r for r in reads if r.slot in GOAL and goal)))


READERS: tuple[Callable[[Heard], Act | None], ...] = (
    _restart, _forget, _what_if, read_taken, _why, _compare, read_showing, _summary, _skills, _stack,
    _release, _done, read_only, _swap, _reject, read_accepted, _keep, read_plainer, read_original, _other_ways, _show,
)  # fmt: skip
"""In this order: the first that finds its words decides."""


def applied_for(text: Said, conversation: Conversation, library: Library) -> tuple[str, ...]:
    """Give the course that somebody wants to apply to: "sign me up for the second"."""
    return pointed_at(text, conversation, library).ids[:1] if plan_of(conversation) else ()
