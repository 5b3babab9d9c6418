"""What happens when a learner writes? One chat turn from top to bottom: read this file first."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from advisor.answering_referrals import answer_referral, answers_referral
from advisor.assisting import assistance
from advisor.choice_ids import with_choice_ids
from advisor.dialogue import Move, Scene, next_move, progress
from advisor.distress import Distress, distress_in
from advisor.exploring import settled
from advisor.grounding import ensure_grounded
from advisor.hearing import hear, spoken, written
from advisor.moves import respond
from advisor.parts import Parts
from advisor.passing_on import is_for_a_person, pass_on, state_of
from advisor.ports import OutboxRow
from advisor.profiling import profile_of
from advisor.proposals import is_answered
from advisor.telling import Told, stages
from advisor.unmet import newly_unmet
from advisor.vocabulary.blocks import Block, Choice
from advisor.vocabulary.conversation import Conversation, IncomingMessage, Intent, Reply, Stage, Understanding
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.planned import PlannedPathway
from advisor.writing import templates
from advisor.writing.draft import Draft
from advisor.writing.understood import understood
from knowledge.library import Library

log = logging.getLogger("cairn.advisor")


Report = Callable[[str], None]
"""Told each stage as it begins: `searching`, `planning`, `writing`; for people who watch."""


def silent(_stage: str) -> None:
    """Nobody watches."""


def take_turn(parts: Parts, message: IncomingMessage, now: datetime, report: Report = silent) -> Reply:
    """Open, read, remember, ask one question or plan, ensure grounded, save."""
    turn = parts.store.open_turn(message, now)
    if turn.reply is not None:
        return turn.reply
    conversation = parts.store.conversation(message.conversation)
    said, tapped = spoken(message, conversation)
    if answers_referral(said):
        return answer_referral(parts, conversation, turn.number, said, now)
    if is_for_a_person(said, conversation):
        return pass_on(parts, conversation, turn.number, message, now)
    assisted = assistance(parts, now, report)
    scene = remember(assisted.parts, conversation, turn.number, said, tapped, now)
    move = next_move(scene)
    report("searching")
    planned: list[PlannedPathway] = []
    draft = draft_for(_watched(assisted.parts, report, planned), scene, move, now)
    worded = assisted.word(draft, scene)
    proven = ensure_grounded(worded, parts.library, scene.language, [held.label for held in scene.profile.held])
    report("writing")
    told = stages(scene, move, proven, Told(parts, planned, assisted.told(), worded))
    return save(parts, scene, move, proven, told, now)


def remember(
    parts: Parts, conversation: Conversation, number: int, said: IncomingMessage, tapped: Choice | None, now: datetime
) -> Scene:
    """Read the message and add it to what is known. A message that cannot be read at all is one that was not understood."""
    try:
        heard = hear(said, tapped, conversation, number, parts.reader, now)
        known = () if heard.intent is Intent.MINOR else (*conversation.facts, *heard.facts)
        profile = profile_of(known, parts.library, heard.language)
        profile = settled(profile, conversation, heard)
    except Exception as error:  # noqa: BLE001 - one message must never block the conversation
        _log(error, number)
        heard = Understanding(intent=Intent.UNCLEAR, language=said.language or conversation.language or "en")
        profile = profile_of(conversation.facts, parts.library, heard.language)
    return Scene(
        conversation=conversation,
        turn=number,
        text=said.text,
        heard=heard,
        distress=_distress(said.text, parts.library, _sureness(heard, said.text)),
        profile=profile.model_copy(update={"language": heard.language}),
        language=written(heard.language, [*(turn.text for turn in conversation.turns), said.text]),
        today=now.date(),
    )


TO_THE_MACHINE, LONG, WORDS_ONLY = 0.85, 500, 2.0
"""How sure the examples must be where a message instructs the machine; in a long one every piece is read, and one will look alarming."""


def _sureness(heard: Understanding, text: str) -> float:
    """Say how sure the examples must be that a person is in danger; reviewed words always count."""
    if heard.intent is not Intent.MANIPULATION:
        return 0.0
    return WORDS_ONLY if len(text) > LONG else TO_THE_MACHINE


def _distress(text: str, library: Library, at_least: float) -> Distress:
    """Ask with the meaning of the words; where that goes wrong, with the words alone: this question is never left out."""
    try:
        return distress_in(text, library.vector_of, at_least)
    except Exception as error:  # noqa: BLE001 - an engine's failure must not hide a person in danger
        _log(error, 0)
        return distress_in(text, None, at_least)


def draft_for(parts: Parts, scene: Scene, move: Move, now: datetime) -> Draft:
    """Word the reply. What goes wrong is said to the learner, and does not stop the conversation."""
    try:
        return respond(scene, move, parts, now)
    except Exception as error:  # noqa: BLE001 - one message must never block the conversation
        _log(error, scene.turn)
        return templates.error(scene.language)


def _log(error: Exception, turn: int) -> None:
    """Log the kind and the place only: an error's words may hold what a person wrote."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    log.error("turn_failed turn=%s error=%s place=%s:%s", turn, type(error).__name__, place.name, place.lineno)


def save(parts: Parts, scene: Scene, move: Move, draft: Draft, told: tuple[Stage, ...], now: datetime) -> Reply:
    """Close the turn with all its effects in one transaction; give the reply that stands."""
    reply = Reply(
        conversation=scene.conversation.id,
        message=parts.new_id(),
        language=scene.heard.language,
        state=state_of(scene, draft),
        progress=progress(scene.profile),
        blocks=with_choice_ids(framed(parts, scene, move, draft), scene.turn),
        citations=draft.citations,
        profile=scene.profile,
        explain=told,
    )
    if scene.heard.intent is Intent.MINOR:
        # first of all: were we to die in between, the words would be gone and the reply made again without them
        parts.store.forget_words(scene.conversation.id)
    closed = parts.store.close_turn(
        scene.conversation.id,
        scene.turn,
        reply,
        scene.heard.facts,
        draft.asked,
        scene.heard.language,
        draft.handoffs,
        (*draft.outbox, *_delivery(scene, reply)),
        now,
    )
    if is_answered(scene):
        parts.store.forget_proposals(scene.conversation.id, scene.turn)
    _count_unmet(parts, scene, reply)
    return closed.reply or reply


def _count_unmet(parts: Parts, scene: Scene, reply: Reply) -> None:
    """Count what nothing fits, once in a conversation; that this goes wrong is no learner's concern."""
    try:
        if concepts := newly_unmet(reply, scene.conversation.turns):
            parts.unmet(concepts, scene.profile.constraints.country or "", scene.today)
    except Exception as error:  # noqa: BLE001 - the reply stands already
        _log(error, scene.turn)


def framed(parts: Parts, scene: Scene, move: Move, draft: Draft) -> tuple[Block, ...]:
    """Say who speaks, once; show what was understood where advice follows; keep help in front of everything."""
    opening: tuple[Block, ...] = ()
    if not any(turn.reply and turn.message for turn in scene.conversation.turns):
        opening = templates.opening(scene.language, parts.settings.keep_days)
    if move == Move.CRISIS:
        return (*draft.blocks[:1], *opening[:1], *draft.blocks[1:])
    if move not in {Move.ADVISE, Move.ASK, Move.EXPLORE}:
        return (*opening, *draft.blocks)
    chips = understood((*scene.conversation.facts, *scene.heard.facts), scene.language, parts.library)
    return (*opening, *((chips,) if chips.items else ()), *draft.blocks)


def _watched(parts: Parts, report: Report, planned: list[PlannedPathway]) -> Parts:
    """Say when planning begins, and keep what was planned for `why this advice`."""

    def plan(profile: LearnerProfile, library: Library, today: date) -> PlannedPathway:
        report("planning")
        planned.append(parts.plan(profile, library, today))
        return planned[-1]

    return replace(parts, plan=plan)


def _delivery(scene: Scene, reply: Reply) -> tuple[OutboxRow, ...]:
    if not scene.conversation.address:
        return ()
    key = f"deliver:{scene.conversation.id}:{scene.turn}"
    return (OutboxRow(key=key, lane="deliver", conversation=scene.conversation.id, reference=reply.message),)
