"""What does each move of the dialogue lead to?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from advisor.adjusting import adjust
from advisor.answering import answer_policy
from advisor.arriving import arrived, with_arrival, with_near_fields
from advisor.asking_for_a_person import ask_for_a_person, go_on_alone
from advisor.boundaries import off_topic, stay_within, with_special
from advisor.closing import close
from advisor.comparing import compare
from advisor.credentials.requesting import request_presentation
from advisor.dialogue import LIMITS_OF, Move, Question, Scene, after_crisis, known, next_question, wants_it_now
from advisor.distress import Distress, help_lines, is_harmed, is_violent
from advisor.errors import AdvisorError
from advisor.explaining import explain
from advisor.exploring import explore
from advisor.looking_up import look_up
from advisor.other_ways import other_ways
from advisor.parts import Answer, Parts
from advisor.proposals import answer_proposals
from advisor.recognising import recognise, with_recognised
from advisor.shown import last_pathway
from advisor.supposing import nearest, what_if
from advisor.telling_back import stack, summary
from advisor.vocabulary.blocks import QuestionBlock
from advisor.vocabulary.handoff import HandOffId
from advisor.writing import templates
from advisor.writing.draft import Draft
from advisor.writing.pathways import pathway, with_sums
from knowledge.errors import KnowledgeError

LISTENING = frozenset({Move.ADVISE, Move.ASK, Move.BEGIN, Move.EXPLORE})
"""Moves beside which is said what was taken note of: skills counted, confirmed, denied, inferred."""


SILENT_ON_IT = frozenset({Move.CRISIS, Move.LISTEN, Move.BOUNDARY})
"""Moves beside which nothing is said of special data."""


def respond(scene: Scene, move: Move, parts: Parts, now: datetime) -> Draft:
    """Give the draft of a reply; a person in need hears a word about that first, whatever they asked."""
    draft = ANSWERS[move](scene, parts, now)
    if move in LISTENING:
        draft = with_recognised(draft, scene, parts)
    if move not in SILENT_ON_IT:
        draft = with_special(draft, scene)
    if scene.distress == Distress.CARE:
        return draft.before(templates.care(scene.language, _lines(scene, parts)))
    return draft


def _advise(scene: Scene, parts: Parts, now: datetime) -> Draft:
    planned = parts.plan(scene.profile, parts.library, scene.today)
    parts.store.save_pathway(planned.pathway, scene.profile.model_dump_json(), now)
    there = arrived(planned.pathway, scene.language)
    if there is not None:
        return there
    slot = None if wants_it_now(scene) else next_question(scene, planned.pathway)
    draft = pathway(
        with_sums(planned, parts.library),
        scene.language,
        before=last_pathway(scene),
        asked=LIMITS_OF[slot] if slot else frozenset(),
    )
    draft = with_arrival(draft, planned.pathway, scene.language)
    draft = with_near_fields(draft, scene, planned.pathway, parts.library)
    asks_already = any(isinstance(block, QuestionBlock) for block in draft.blocks)
    if wants_it_now(scene):
        anyway = None if planned.pathway.steps else nearest(planned.pathway, scene, parts, now)
        return replace(anyway or draft, asked=tuple(each for each in Question if each not in scene.conversation.asked))
    return templates.with_question(draft, None if asks_already else slot, scene.language)


def _begin(scene: Scene, _: Parts, __: datetime) -> Draft:
    return templates.begin(scene.language)


def _crisis(scene: Scene, parts: Parts, _: datetime) -> Draft:
    words = templates.HARMED if is_harmed(scene.text) else templates.CRISIS
    words = templates.THIRD_PERSON if scene.distress == Distress.THIRD_PERSON else words
    return templates.crisis(scene.language, _lines(scene, parts), words)


def _lost(scene: Scene, _: Parts, __: datetime) -> Draft:
    return templates.lost(scene.language, with_goals=Question.GOAL not in known(scene.profile))


def _person(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Ask for a person; after a crisis with the help lines, because somebody may not be there at once."""
    draft = ask_for_a_person(scene, parts, now)
    if after_crisis(scene.conversation):
        return draft.before(templates.care(scene.language, _lines(scene, parts)))
    return draft


def _noted(scene: Scene, _: Parts, __: datetime) -> Draft:
    slot = next_question(scene, last_pathway(scene))
    return templates.ask(slot, scene.language) if slot else templates.text(scene.language, templates.NOTED)


def _apply(scene: Scene, parts: Parts, now: datetime) -> Draft:
    wanted = _applied_for(scene)
    if wanted is None:
        return _advise(scene, parts, now) if Question.GOAL in known(scene.profile) else _ask_goal(scene, parts, now)
    try:
        handoff = parts.handoffs.draft_for(scene.conversation.id, wanted, _plain(scene.language), now)
    except (KnowledgeError, AdvisorError):
        return templates.error(scene.language, templates.NO_WAY)
    return Draft(blocks=(parts.handoffs.block(handoff),), handoffs=(handoff,))


def _consent(scene: Scene, parts: Parts, now: datetime) -> Draft:
    action = scene.heard.choice.action if scene.heard.choice else ""
    try:
        handoff, rows = parts.handoffs.consent_to(HandOffId(action.partition(":")[2]), now)
    except AdvisorError:
        return templates.error(scene.language, templates.STALE)
    return Draft(blocks=(parts.handoffs.block(handoff),), handoffs=(handoff,), outbox=rows)


def _withdraw(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Take a request back, at the provider too."""
    action = scene.heard.choice.action if scene.heard.choice else ""
    try:
        handoff = parts.handoffs.cancel(HandOffId(action.partition(":")[2]), now)
    except AdvisorError:
        return templates.error(scene.language, templates.STALE)
    return Draft(blocks=(parts.handoffs.block(handoff),))


def _ask_goal(scene: Scene, _: Parts, __: datetime) -> Draft:
    return templates.ask(Question.GOAL, scene.language)


ANSWERS: Mapping[Move, Answer] = {
    Move.CRISIS: _crisis,
    Move.LISTEN: lambda scene, parts, _: templates.listen(scene.language, _lines(scene, parts)),
    Move.STALE: lambda scene, *_: templates.error(scene.language, templates.STALE),
    Move.APPLY: _apply,
    Move.CONSENT: _consent,
    Move.WITHDRAW: _withdraw,
    Move.PERSON: _person,
    Move.ALONE: go_on_alone,
    Move.GREET: lambda scene, *_: templates.greeting(scene.language),
    Move.THANKS: close,
    Move.POLICY: answer_policy,
    Move.COURSE: look_up,
    Move.OFF_TOPIC: off_topic,
    Move.BOUNDARY: stay_within,
    Move.ADVISE: _advise,
    Move.ASK: _ask_goal,
    Move.NOTED: _noted,
    Move.LOST: _lost,
    Move.ALTERNATIVES: other_ways,
    Move.WHAT_IF: what_if,
    Move.ADJUST: adjust,
    Move.SUMMARY: summary,
    Move.STACK: stack,
    Move.BEGIN: _begin,
    Move.EXPLORE: explore,
    Move.WHY: explain,
    Move.SKILLS: recognise,
    Move.COMPARE: compare,
    Move.PRESENT: request_presentation,
    Move.DOCUMENT: answer_proposals,
}


def _lines(scene: Scene, parts: Parts) -> str:
    found = help_lines(scene.profile.constraints.country, scene.language, parts.settings.help_lines)
    return templates.lines(scene.language, found if _of_violence(scene) else found.without_violence())


def _of_violence(scene: Scene) -> bool:
    """Say whether what was written now or in the turn before is of violence: then those numbers stay beside the others."""
    about_another = scene.distress == Distress.THIRD_PERSON and is_violent(scene.text)
    return about_another or any(map(is_harmed, (scene.text, *(turn.text for turn in scene.conversation.turns[-2:]))))


def _applied_for(scene: Scene) -> str | None:
    """Give the course of the button, else the first step of the pathway shown last."""
    if scene.heard.choice is not None:
        return scene.heard.choice.action.partition(":")[2] or None
    if scene.heard.targets:
        return scene.heard.targets[0]
    last = last_pathway(scene)
    return last.steps[0].micro_credential_id if last and last.steps else None


def _plain(language: str) -> str:
    return language.partition("-")[0]
