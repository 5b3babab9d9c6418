"""What happens to a file that a learner hands in? It is read once, in a process of its own, and kept nowhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from advisor import consents
from advisor.dialogue import Move, Scene
from advisor.distress import Distress
from advisor.errors import ConsentMissing, UnreadableFile
from advisor.hearing import CV, written
from advisor.parts import Parts
from advisor.profiling import profile_of
from advisor.proposals import proposed
from advisor.reading.documents import read_document
from advisor.reading.languages import language_of
from advisor.turn import save
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
from knowledge.errors import MalformedDraft

MOST_BYTES = 5_000_000
MARKS_OF_CERTIFICATES = (b"{", b"[", b"\x89PNG", b"<svg")
SIGNED = re.compile(rb"\s*[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}\s*")
"""Three parts with points between: a JSON Web Token."""
XML_HEAD = re.compile(rb"^\s*<\?xml[^>]*>\s*(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*", re.DOTALL)
FEW = 100
"""Characters of a document that suffice to tell its language."""

Complaint = tuple[str, str]
WRITE_INSTEAD = "Save it again as PDF or as text and hand it in again, or write here what stands in it."
TOO_LARGE = ("The file is larger than 5 MB.", "Save it smaller, for example without pictures, and hand it in again.")
EMPTY = ("The file is empty.", "Choose the file again.")
PROTECTED = ("The file is protected by a password.", "Save it without a password and hand it in again.")
NO_TEXT = (
    "The file holds no text: it was probably scanned or photographed.",
    "Hand in the file that it was printed from, or write here what stands in it.",
)
OTHER_KIND = (
    "A file of this kind cannot be read here.",
    "Save it as PDF, Word (DOCX) or text and hand it in again, or write here what stands in it.",
)
TOO_MUCH = ("The file holds more than can be read at once.", "Hand in only the pages on your work and your skills.")
DAMAGED = ("The file cannot be read: it is damaged, or not built as such files are.", WRITE_INSTEAD)
NO_CONSENT = ("Without your yes I do not read your file.", "Say yes to having it read, and hand it in again.")
WITH_A_PERSON = ("A person is with you now, so I read no files.", "Tell them here what stands in it.")
COMPLAINTS: tuple[tuple[str, Complaint], ...] = (
    ("password", PROTECTED),
    ("only pictures", NO_TEXT),
    ("no text", NO_TEXT),
    ("is not read", OTHER_KIND),
    ("no Word document", OTHER_KIND),
    ("more than", TOO_MUCH),
    ("are the most", TOO_MUCH),
    ("longer to read", TOO_MUCH),
)
"""Words in what a reader of documents says → what a learner is told; anything else is a damaged file."""


@dataclass(frozen=True)
class HandedIn:
    """A file as it came through a door, with whether its owner agreed to having it read."""

    conversation: ConversationId
    name: str
    content: bytes
    client_message_id: str
    consent: bool
    language: str | None = None
    """In which the consent was asked for; None: that of the conversation."""

    def of(self, conversation: str) -> "HandedIn":
        """Give it to a conversation that was opened for it."""
        return replace(self, conversation=ConversationId(conversation))


def is_certificate(content: bytes) -> bool:
    """Say by the content whether this may be a digital certificate: JSON, a token, or a picture with one inside."""
    begun = XML_HEAD.sub(b"", content[:4_096].lstrip(b"\xef\xbb\xbf \t\r\n"))
    return begun.startswith(MARKS_OF_CERTIFICATES) or SIGNED.fullmatch(content) is not None


def check_handed_in(given: HandedIn) -> None:
    """Raise ConsentMissing or UnreadableFile before anything is read."""
    if not given.consent:
        raise ConsentMissing(*NO_CONSENT)
    if not given.content.strip():
        raise UnreadableFile(*EMPTY)
    if len(given.content) > MOST_BYTES:
        raise UnreadableFile(*TOO_LARGE)


def take_document(parts: Parts, given: HandedIn, now: datetime) -> Reply:
    """Read the document, keep the yes, and show what it says to be confirmed. The same id gives the same reply.

    Raises ConsentMissing, UnreadableFile, MessageConflict, ConversationNotFound; then nothing was kept.
    """
    check_handed_in(given)
    held = parts.store.conversation(given.conversation)
    standing = next((turn for turn in held.turns if turn.client_message_id == given.client_message_id), None)
    if standing is not None and standing.reply is not None and standing.text == CV:
        return standing.reply
    if held.state is ConversationState.WITH_COUNSELLOR:
        raise UnreadableFile(*WITH_A_PERSON)
    lines = _lines(parts, given)
    message = IncomingMessage(
        conversation=held.id, client_message_id=given.client_message_id, text=CV, language=given.language
    )
    turn = parts.store.open_turn(message, now)
    if turn.reply is not None:
        return turn.reply
    scene = _scene(parts, held, turn.number, given.language or held.language or _language(lines), now)
    found = read_document(lines, parts.library)
    draft = proposed(found, scene.profile, scene.language, parts.library)
    told = Stage(stage="document", value={"lines": len(lines), "found": [each.slot.value for each in found]})
    return save(parts, scene, Move.SKILLS, draft, (told,), now)


def _lines(parts: Parts, given: HandedIn) -> Sequence[str]:
    """Read the lines; a complaint about the file is said in words for its owner."""
    try:
        return parts.read_lines(given.content, given.name)
    except MalformedDraft as error:
        raise UnreadableFile(*_complaint(str(error))) from None  # the reader's words may quote the file


def _complaint(said: str) -> Complaint:
    return next((told for words, told in COMPLAINTS if words in said), DAMAGED)


def _language(lines: Sequence[str]) -> str:
    return language_of("\n".join(lines)[: FEW * 20], None, None)


def _scene(parts: Parts, held: Conversation, number: int, language: str, now: datetime) -> Scene:
    """Stand where the conversation stands: a file says nothing of the learner before their yes to it."""
    return Scene(
        conversation=held,
        turn=number,
        text=CV,
        heard=Understanding(intent=Intent.SKILLS, language=language, facts=(consents.given(language, now, number),)),
        distress=Distress.NONE,
        profile=profile_of(held.facts, parts.library, language),
        language=written(language, [turn.text for turn in held.turns]),
        today=now.date(),
    )
