"""How does a certificate that a learner shows become a turn of the conversation?"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from advisor import consents
from advisor.credentials import wording
from advisor.credentials.examined import Examined, Looked
from advisor.credentials.of_the_catalogue import course_of
from advisor.credentials.proposing import proposed
from advisor.dialogue import Move, Scene
from advisor.distress import Distress
from advisor.grounding import ensure_grounded
from advisor.hearing import CERTIFICATE, SHOWN, written
from advisor.parts import Parts
from advisor.profiling import profile_of
from advisor.recognising import ALL_TRUE, DENIALS, NOT_THIS
from advisor.translations import translate
from advisor.turn import save
from advisor.vocabulary.blocks import Block, Choice, NoticeBlock, QuestionBlock, SkillItem, SkillsBlock, TextBlock
from advisor.vocabulary.conversation import (
    Conversation,
    ConversationId,
    ConversationState,
    IncomingMessage,
    Intent,
    Reply,
    Stage,
    Understanding,
)
from advisor.vocabulary.credential import Worth
from advisor.vocabulary.learner import Evidence, Slot
from advisor.writing.draft import Draft
from advisor.writing.questions import fact
from advisor.writing.taking import as_stated
from advisor.writing.templates import talk_to_a_person
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredential

MOST_NAME = 80
STAGE = "certificate"
NOT_ONE = (
    "I cannot read this file as a digital certificate. I read Open Badges, also inside PNG and SVG images, European "
    "Digital Credentials and other verifiable credentials, up to {size} KB."
)
AS_A_DOCUMENT = "Yes, count it as a document"
EVIDENCE = {Worth.VERIFIED: Evidence.VERIFIED, Worth.DOCUMENT: Evidence.DOCUMENT}


@dataclass(frozen=True)
class Shown:
    """A file, or a wallet's answer, and what came of looking at it."""

    conversation: ConversationId
    name: str
    sha256: str
    client_message_id: str
    look: Callable[[], Looked]
    agreed: bool = False
    """Whether the learner said yes to having the file read; a wallet's answer is a yes of its own."""
    language: str | None = None
    """In which that yes was asked for."""


def take_credential(
    parts: Parts,
    conversation: ConversationId,
    name: str,
    data: bytes,
    client_message_id: str,
    now: datetime,
    *,
    agreed: bool = False,
    language: str | None = None,
) -> Reply:
    """Check the file, say what came of it, and ask whether it shows what it is read as.

    The same client message id with the same file gives the same reply. Raises MessageConflict, ConversationNotFound.
    """
    mark = hashlib.sha256(data).hexdigest()
    look = partial(parts.certificates.look, data, now)
    shown = Shown(conversation, name, mark, client_message_id, look, agreed, language)
    return take_shown(parts, shown, now)


def take_shown(parts: Parts, shown: Shown, now: datetime) -> Reply:
    """Answer in the conversation, once."""
    message = IncomingMessage(
        conversation=shown.conversation,
        client_message_id=shown.client_message_id,
        text=f"{CERTIFICATE} {plain_name(shown.name)}".strip(),
        choice=f"{SHOWN}{shown.sha256}",
        language=shown.language,
    )
    turn = parts.store.open_turn(message, now)
    if turn.reply is not None:
        return turn.reply
    looked = shown.look()
    scene = scene_of(parts, parts.store.conversation(shown.conversation), turn.number, message, now)
    if shown.agreed:
        scene = replace(scene, heard=with_consent(scene, now))
    draft = answer(looked, scene, parts)
    proven = ensure_grounded(draft, parts.library, scene.language, _stated(looked.certificates, parts.library))
    checks = [one.check.model_dump(mode="json") for one in looked.certificates]
    return save(parts, scene, Move.SKILLS, proven, (Stage(stage=STAGE, value=checks),), now)


def plain_name(name: str) -> str:
    """Keep the last part of a file's name, in letters that can be shown."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:MOST_NAME].strip()


def with_consent(scene: Scene, now: datetime) -> Understanding:
    """Keep the yes to having the file read, as that to a CV is kept."""
    yes = consents.given(scene.heard.language, now, scene.turn)
    return scene.heard.model_copy(update={"facts": (*scene.heard.facts, yes)})


def scene_of(parts: Parts, held: Conversation, number: int, message: IncomingMessage, now: datetime) -> Scene:
    """Stand where the conversation stands: a file says nothing about the learner before their yes."""
    language = message.language or held.language or "en"
    return Scene(
        conversation=held,
        turn=number,
        text=message.text,
        heard=Understanding(intent=Intent.SKILLS, language=language),
        distress=Distress.NONE,
        profile=profile_of(held.facts, parts.library, language),
        language=written(language, [turn.text for turn in held.turns]),
        today=now.date(),
    )


def answer(looked: Looked, scene: Scene, parts: Parts) -> Draft:
    """Say what came of each check, then ask about the skills; while a person is there, they ask."""
    if not looked.certificates:
        size = parts.certificates.most_bytes // 1024
        return Draft(blocks=(NoticeBlock(kind="error", text=translate(scene.language, NOT_ONE, size=size)),))
    told = tuple(block for one in looked.certificates for block in _told(one, scene.language))
    draft = Draft(blocks=told, state=scene.conversation.state)
    if scene.conversation.state is ConversationState.WITH_COUNSELLOR:
        return draft
    return replace(draft, blocks=(*told, *_asked(looked.certificates, scene, parts)))


def _told(one: Examined, language: str) -> tuple[Block, ...]:
    sentences = (wording.head(one.check, language), *wording.told(one.check, language))
    return (TextBlock(text="\n".join(sentences)),)


def _asked(certificates: Sequence[Examined], scene: Scene, parts: Parts) -> tuple[Block, ...]:
    """Ask whether the skills are the learner's, at the worth of the weakest certificate that counts."""
    worth = _weakest(certificates)
    if worth is Worth.NOTHING:
        words = translate(scene.language, wording.VERDICTS[worth])
        return (QuestionBlock(slot="person", text=words, choices=(talk_to_a_person(scene.language),)),)
    items = tuple(_stating(item, EVIDENCE[worth]) for item in proposed(certificates, parts.library, scene.language))
    courses = [course for one in certificates if (course := course_of(one, parts.library)) is not None]
    names = tuple(_course_named(course, scene.language) for course in courses)
    if not items and not courses:
        return (TextBlock(text=translate(scene.language, wording.NO_SKILL)),)
    asked = TextBlock(text=translate(scene.language, wording.VERDICTS[worth]))
    return (*names, asked, SkillsBlock(items=items, choices=_choices(items, courses, worth, scene.language)))


def _course_named(course: MicroCredential, language: str) -> TextBlock:
    return TextBlock(text=translate(language, wording.OUR_COURSE, course=course.title))


def _weakest(certificates: Sequence[Examined]) -> Worth:
    order = (Worth.DOCUMENT, Worth.VERIFIED, Worth.NOTHING)
    return min((one.check.worth for one in certificates), key=order.index)


def _choices(
    items: Sequence[SkillItem], courses: Sequence[MicroCredential], worth: Worth, language: str
) -> tuple[Choice, ...]:
    """Offer to count all of it, and to deny one by one."""
    label = ALL_TRUE if worth is Worth.VERIFIED else AS_A_DOCUMENT
    stated = [(Slot.HELD_SKILL.value, item.value, item.evidence) for item in items]
    stated += [(Slot.COMPLETED.value, course.id, course.title) for course in courses]
    denied = (fact(translate(language, NOT_THIS, name=i.label), Slot.NOT_HELD, i.uri) for i in items[:DENIALS])
    return (as_stated(translate(language, label), stated), *denied)


def _stating(item: SkillItem, evidence: Evidence) -> SkillItem:
    """Let a yes, tapped or in words, state the skill with what it rests on."""
    held = {"skill": item.uri, "evidence": evidence.value, "label": item.label, "words": item.evidence}
    return item.model_copy(update={"value": held, "words": item.evidence})


def _stated(certificates: Sequence[Examined], library: Library) -> list[str]:
    """List what a certificate says of itself: these words may hold a figure, and state no fact about our courses."""
    said = [
        text
        for one in certificates
        for text in (
            one.check.title,
            one.check.issuer_name,
            one.check.issuer,
            *(r.detail for _, r in one.check.results),
        )
    ]
    said += [course.title for one in certificates if (course := course_of(one, library)) is not None]
    return sorted({text for text in said if text}, key=len, reverse=True)
