"""What becomes of a learner's message while a person speaks with them? It is kept for that person; the machine is silent."""

from datetime import datetime, timedelta

from advisor.asking_for_a_person import alone
from advisor.choice_ids import with_choice_ids
from advisor.dialogue import Scene, progress
from advisor.distress import Distress, distress_in, help_lines
from advisor.parts import Parts
from advisor.ports import OutboxRow
from advisor.profiling import profile_of
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, NoticeBlock, QuestionBlock
from advisor.vocabulary.conversation import Conversation, ConversationState, IncomingMessage, Intent, Reply, Stage
from advisor.vocabulary.learner import LearnerProfile
from advisor.writing import templates
from advisor.writing.draft import Draft

PATIENCE = timedelta(hours=12)
AWAY = "{name} has not written for some time. Your message is kept for them; if you like, I go on instead."
NO_BUTTONS = "A person is with you now, so my buttons wait. Write to them here."


def state_of(scene: Scene, draft: Draft) -> ConversationState:
    """Say who speaks after a turn of the machine: somebody who waits goes on waiting."""
    standing = scene.conversation.state
    if scene.heard.intent is Intent.ALONE:
        return draft.state
    return standing if standing is ConversationState.WAITING else draft.state


def is_for_a_person(message: IncomingMessage, conversation: Conversation) -> bool:
    """Say whether a person speaks, and the message does not end that."""
    return conversation.state is ConversationState.WITH_COUNSELLOR and message.text.strip().lower() != "/alone"


def pass_on(parts: Parts, conversation: Conversation, number: int, message: IncomingMessage, now: datetime) -> Reply:
    """Keep the message for the person who is there. Only danger is answered: they may not look at once (R12)."""
    language = message.language or conversation.language or "en"
    profile = profile_of(conversation.facts, parts.library, language)
    reply = Reply(
        conversation=conversation.id,
        message=parts.new_id(),
        language=language,
        state=ConversationState.WITH_COUNSELLOR,
        progress=progress(profile),
        blocks=with_choice_ids(
            _said_anyway(parts, message, language, profile) or _instead(conversation, language, now), number
        ),
        profile=profile,
        explain=(Stage(stage="move", value="passed_on"),),
    )
    key = f"deliver:{conversation.id}:{number}"
    row = OutboxRow(key=key, lane="deliver", conversation=conversation.id, reference=reply.message)
    due = (row,) if reply.blocks and conversation.address else ()
    closed = parts.store.close_turn(conversation.id, number, reply, (), (), language, (), due, now)
    return closed.reply or reply


def _instead(conversation: Conversation, language: str, now: datetime) -> tuple[Block, ...]:
    """Offer to go on where the person has been away for long: nothing waits for ever."""
    spoke = next((turn for turn in reversed(conversation.turns) if turn.reply and turn.reply.by), None)
    if spoke is None or spoke.reply is None or now - spoke.at < PATIENCE:
        return ()
    words = translate(language, AWAY, name=spoke.reply.by)
    return (QuestionBlock(slot="person", text=words, choices=(alone(language),)),)


def _said_anyway(parts: Parts, message: IncomingMessage, language: str, profile: LearnerProfile) -> tuple[Block, ...]:
    if message.choice:
        return (NoticeBlock(kind="person", text=translate(language, NO_BUTTONS)),)
    if distress_in(message.text) not in {Distress.CRISIS, Distress.THIRD_PERSON}:
        return ()
    found = help_lines(profile.constraints.country, language, parts.settings.help_lines)
    return templates.crisis(language, templates.lines(language, found)).blocks[:1]
