"""What did the learner say or tap?"""

from collections.abc import Sequence
from datetime import datetime

from advisor import consents
from advisor.chips import tapped_chip
from advisor.dialogue import find_choice
from advisor.ports import MessageReader
from advisor.tapping import asked_by, facts_of
from advisor.translations import LATIN_SERBIAN, translate
from advisor.vocabulary.blocks import Choice
from advisor.vocabulary.conversation import Conversation, IncomingMessage, Intent, Understanding
from advisor.vocabulary.learner import Fact, Slot

CERTIFICATE, SHOWN = "/certificate", "certificate:"
"""A certificate that was handed in reads `/certificate NAME`, and its choice holds the fingerprint, so that the same id
with another file is another message. The file itself stands nowhere."""
CV = "/cv"
"""Stands for a CV that was handed in: its words are kept nowhere."""
COMMANDS: dict[str, Intent] = {
    "/start": Intent.GREETING,
    "/help": Intent.GREETING,
    "/find": Intent.ADVICE,
    "/plan": Intent.ADVICE,
    "/compare": Intent.COMPARE,
    "/human": Intent.PERSON,
    "/alone": Intent.ALONE,
    "/recognise": Intent.POLICY,
    "/profile": Intent.SUMMARY,
    CERTIFICATE: Intent.PRESENT,
    CV: Intent.DOCUMENT,
    consents.FORGET: Intent.DOCUMENT,
}
"""The same in every channel, whatever the language."""
ASKED_BY = {"/recognise": "How can what I have learnt at work be recognised?"}
GOALS = frozenset({Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL})
NO_LANGUAGE = frozenset({"", "und"})


def spoken(message: IncomingMessage, conversation: Conversation) -> tuple[IncomingMessage, Choice | None]:
    """Put the words of a `say:` button in the message; a button that is not there any more has no action."""
    choice = _typed_label(message.text, conversation)
    if message.choice is not None:
        choice = _found(message.choice, conversation) or Choice(id=message.choice, label="")
    if choice is None:
        return message, None
    verb, _, words = choice.action.partition(":")
    if verb != "say":
        return message, choice
    return message.model_copy(update={"text": words, "choice": None}), None


def hear(
    message: IncomingMessage,
    choice: Choice | None,
    conversation: Conversation,
    turn: int,
    reader: MessageReader,
    now: datetime,
) -> Understanding:
    """Understand words by the reader, taps and commands by themselves."""
    language = message.language or conversation.language or "en"
    command = message.text.strip().lower()
    if choice is not None:
        facts = _tapped(choice, message, conversation, turn, reader, now)
        intent, about, targets = asked_by(choice)
        return Understanding(intent=intent, about=about, targets=targets, facts=facts, language=language, choice=choice)
    if command == consents.FORGET:
        facts = consents.taken_back(conversation.facts, turn)
        return Understanding(intent=Intent.DOCUMENT, about=consents.WITHDRAW, facts=facts, language=language)
    if command in COMMANDS:
        return Understanding(intent=COMMANDS[command], language=language)
    read = reader.read(message, conversation, turn, now)
    return read.model_copy(update={"language": language}) if read.language in NO_LANGUAGE or message.language else read


def _found(identifier: str, conversation: Conversation) -> Choice | None:
    if identifier.startswith(SHOWN):  # a crash came between its arrival and its answer
        return Choice(id=identifier, label="", action=f"present:{identifier}")
    return find_choice(conversation, identifier) or tapped_chip(identifier, conversation)


def question_of(text: str, language: str) -> str:
    """Give the question that a command stands for, else the words themselves."""
    asked = ASKED_BY.get(text.strip().lower())
    return translate(language, asked) if asked else text


def written(language: str, texts: Sequence[str]) -> str:
    """Follow the learner's script: Serbian is written in Latin letters to somebody whose last words were in Latin."""
    letters = next((text for text in reversed(texts) if any(c.isalpha() for c in text) and text[:1] != "/"), "")
    latin = any(c.isalpha() for c in letters) and all(c < "Ѐ" for c in letters if c.isalpha())
    return LATIN_SERBIAN if language == "sr" and latin else language


def _typed_label(text: str, conversation: Conversation) -> Choice | None:
    """Find the button of the last reply whose words were typed instead of tapped."""
    typed = " ".join(text.casefold().split())
    replies = [turn.reply for turn in conversation.turns if turn.reply is not None]
    offered = [choice for block in (replies[-1].blocks if replies else ()) for choice in getattr(block, "choices", ())]
    return next((c for c in offered if typed and " ".join(c.label.casefold().split()) == typed), None)


def _tapped(
    choice: Choice,
    message: IncomingMessage,
    conversation: Conversation,
    turn: int,
    reader: MessageReader,
    now: datetime,
) -> tuple[Fact, ...]:
    """Take the fact of a button; a field of work is also read, so that it finds its occupation."""
    facts = facts_of(choice, turn)
    fact = facts[0] if len(facts) == 1 else None
    if fact is None or fact.slot != Slot.GOAL_TEXT:
        return facts
    words = message.model_copy(update={"text": str(fact.value), "choice": None, "language": conversation.language})
    read = reader.read(words, conversation, turn, now).facts
    return (fact, *(found for found in read if found.slot in GOALS))
