"""What does a counsellor have to know of a learner before they begin: on one page, each thing with where it was said?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from advisor.case_access import CaseView
from advisor.case_plans import pathway_of
from advisor.dialogue import LIMITS_OF, Question, known
from advisor.limit_names import LIMITS, check_text, limit_name
from advisor.translations import translate
from advisor.vocabulary.blocks import NoticeBlock, QuestionBlock, UnderstoodItem
from advisor.vocabulary.conversation import Turn
from advisor.vocabulary.learner import Evidence, LearnerProfile, Slot
from advisor.vocabulary.pathway import Pathway
from advisor.writing.understood import understood
from knowledge.library import Library

EVERYTHING = 1000
GOAL = frozenset({Slot.GOAL_OCCUPATION, Slot.GOAL_TEXT, Slot.GOAL_SKILL, Slot.INTEREST})
BRINGS = frozenset({Slot.BACKGROUND, Slot.HELD_SKILL, Slot.EQF_LEVEL, Slot.COMPLETED})
EVIDENCE: Mapping[str, str] = {
    Evidence.INFERRED: "inferred, not confirmed",
    Evidence.SAID: "said",
    Evidence.CONFIRMED: "confirmed by the learner",
    Evidence.DOCUMENT: "shown by a document",
    Evidence.VERIFIED: "verified",
}
ASKS: Mapping[Question, str] = {
    Question.GOAL: "goal_text",
    Question.TIME: "hours_per_week",
    Question.MONEY: "max_price",
    Question.LANGUAGE: "languages",
    Question.PLACE: "near",
}
"""Question → the limit that names it."""


@dataclass(frozen=True)
class BriefLine:
    text: str
    words: str = ""
    """The learner's."""
    turn: int = 0
    """Where it was said; 0 where nobody said it in a turn."""


@dataclass(frozen=True)
class Brief:
    wants: tuple[BriefLine, ...]
    limits: tuple[BriefLine, ...]
    brings: tuple[BriefLine, ...]
    plan: Pathway | None
    plan_turn: int
    open_questions: tuple[BriefLine, ...]


def brief(view: CaseView, profile: LearnerProfile, library: Library, language: str) -> Brief:
    """Put what is known on one page, in the counsellor's language."""
    items = understood(view.conversation.facts, language, library, EVERYTHING).items
    plan = pathway_of(view)
    return Brief(
        wants=tuple(_line(item) for item in items if item.slot in GOAL),
        limits=tuple(_line(item) for item in items if item.slot in LIMITS),
        brings=(
            *(_brought(item, language) for item in items if item.slot in BRINGS),
            *_implied(view, plan, library, language),
        ),
        plan=plan,
        plan_turn=_shown_in(view, plan),
        open_questions=tuple(_open(view, profile, plan, language)),
    )


def _line(item: UnderstoodItem) -> BriefLine:
    return BriefLine(item.label, item.words, item.turn)


def _brought(item: UnderstoodItem, language: str) -> BriefLine:
    """Say on what a skill rests."""
    held = item.value if item.slot == Slot.HELD_SKILL and isinstance(item.value, dict) else {}
    evidence = EVIDENCE.get(str(held.get("evidence", "")), "said")
    return BriefLine(f"{item.label} ({translate(language, evidence)})", item.words, item.turn)


def _implied(view: CaseView, plan: Pathway | None, library: Library, language: str) -> Iterator[BriefLine]:
    """Name the skills that count as held because an occupation brings them, with where that was said."""
    told = {str(fact.value): fact.turn for fact in view.conversation.facts if fact.slot is Slot.BACKGROUND}
    for need in plan.gap.held if plan else ():
        if need.source and need.source != "said" and library.occupation(need.source) is not None:
            name = library.label(need.source, language)
            brought = translate(language, "brought by the work: {name}", name=name)
            yield BriefLine(f"{need.label} ({brought})", "", told.get(need.source, 0))


def _shown_in(view: CaseView, plan: Pathway | None) -> int:
    """Find the turn that showed the plan."""
    receipt = plan.receipt if plan else None
    shown = (
        turn.number
        for turn in view.conversation.turns
        for block in (turn.reply.blocks if turn.reply else ())
        if receipt and getattr(block, "receipt", "") == receipt
    )
    return next(shown, 0)


def _open(view: CaseView, profile: LearnerProfile, plan: Pathway | None, language: str) -> Iterator[BriefLine]:
    """List what nobody has answered: the learner's last words, what was asked, and what the plan leaves open."""
    yield from _unanswered(view, language)
    yield from _not_in_sources(view, language)
    yield from _not_known(view, profile, language)
    if plan is not None:
        yield from (BriefLine(text, "", _shown_in(view, plan)) for text in _left_by(plan, language))


def _left_by(plan: Pathway, language: str) -> Iterator[str]:
    """Say which limits the plan does not keep, which skills it leaves open, and what it assumes."""
    for check in plan.constraints:
        if not check.met:
            yield translate(language, "The plan does not keep: {limit}", limit=check_text(language, check))
    if plan.uncovered:
        skills = ", ".join(need.label for need in plan.uncovered)
        yield translate(language, "No course of the plan closes: {skills}", skills=skills)
    if plan.assumptions:
        limits = ", ".join(dict.fromkeys(limit_name(language, slot) for slot in plan.assumptions))
        yield translate(language, "Assumed, as nobody said it: {limits}", limits=limits)


def _unanswered(view: CaseView, language: str) -> Iterator[BriefLine]:
    """Give what the learner wrote while a person speaks, and nobody answered."""
    for turn in reversed(view.conversation.turns):
        if not turn.message or turn.reply is None or turn.reply.blocks:
            return
        yield BriefLine(translate(language, "Waits for your answer"), turn.text, turn.number)


def _not_in_sources(view: CaseView, language: str) -> Iterator[BriefLine]:
    for turn in view.conversation.turns:
        if any(isinstance(block, NoticeBlock) and block.kind == "not_in_sources" for block in _blocks(turn)):
            yield BriefLine(translate(language, "No source answers this"), turn.text, turn.number)


def _not_known(view: CaseView, profile: LearnerProfile, language: str) -> Iterator[BriefLine]:
    """Name what makes advice better and is not known: asked without an answer, or never asked."""
    asked = {
        block.slot: turn.number
        for turn in view.conversation.turns
        for block in _blocks(turn)
        if isinstance(block, QuestionBlock)
    }
    for question in Question:
        if question in known(profile):
            continue
        turn = max((asked.get(slot, 0) for slot in (question, *LIMITS_OF[question])), default=0)
        message = "Asked, not answered: {what}" if turn else "Not asked yet: {what}"
        yield BriefLine(translate(language, message, what=limit_name(language, ASKS[question])), "", turn)


def _blocks(turn: Turn) -> tuple[object, ...]:
    return turn.reply.blocks if turn.reply else ()
