"""Which commands does the bot know, and what does it say to those that are no question for the adviser?"""

from collections.abc import Mapping
from typing import Any

from advisor.translations import LATIN_SERBIAN, translate
from advisor.vocabulary.blocks import UnderstoodBlock
from advisor.vocabulary.conversation import Conversation
from bots.telegram.entities import bold, italic
from bots.telegram.outgoing import NOT_PRIVATE, Bubble, own_button, said
from bots.wording import LANGUAGES
from knowledge.vocabulary.language import NAMES

COMMANDS: Mapping[str, str] = {
    "start": "Start",
    "find": "Find courses",
    "plan": "Show my pathway",
    "compare": "Compare courses",
    "save": "Save my pathway as files",
    "profile": "What you know about me",
    "certificate": "Show a certificate",
    "language": "Choose a language",
    "human": "Talk to a person",
    "privacy": "What is kept about me",
    "export": "Download my data",
    "delete": "Delete my data",
    "help": "What I can do here",
}
FOR_THE_ADVISER = frozenset({"start", "find", "plan", "compare", "human", "certificate", "cv", "forget_cv"})
"""These are turns of the conversation; the rest is about the chat itself."""

LANGUAGE = "lang:"
ERASE = "erase"
KEEP = "keep"
AUTOMATIC = "auto"

PRIVACY = (
    "I keep your messages, my answers and what you told me until {days} days after your last message, to advise you. "
    "Nobody gets them without your yes. /export gives you everything, /delete erases it at once."
)
HELP = "Tell me in your own words what you do now and what you would like to do. These commands are there too:"
PLEASE_TYPE = "I can only read text. Please type what you would like to tell me."
NO_PICTURES = (
    "I cannot read photos, and I kept nothing of yours. Send your CV as a file (PDF, Word or text), or type what you "
    "have done and what you can do."
)
NOTHING_TO_SAVE = (
    "There is no pathway yet that I could save. Tell me what you would like to do, and I put one together."
)
SAVED = "Here is your pathway: to print or show, and for your calendar."
EDITED = "I cannot see changes to a message. Please send it again."
UNKNOWN = "I do not know that command. /help shows what there is."
STALE = (
    "That button belongs to an earlier state of our conversation. Please choose again, or write what you would like."
)
SLOWER = "That was very quick. Please wait a moment before you write again."
FAILED = "Something went wrong on my side with this message. Please try again, perhaps in other words."
ERASE_WARNING = "Everything you wrote and every answer is deleted at once. This cannot be undone."
ERASED = "Everything is deleted."
CHAT_STAYS = "The messages in this chat itself are with Telegram; you can delete the chat there."
NOTHING_KEPT = "Nothing is kept yet."
KEPT = "Nothing was deleted."
ALONE = "Good. Nobody reads along. Tell me what you would like to do."
NOTHING_KNOWN = "I know nothing about you yet. Tell me what you do and what you would like to do."
KNOWN = "What I understood from your words:"
CORRECT = "Write me what is different and I change it."
PICK = "In which language shall I answer?"
PICKED = "I will answer in this language: {name}."
AS_WRITTEN = "I will answer in the language that you write in."
ALWAYS = "The language I write in"


def menu(language: str) -> list[tuple[str, str]]:
    """List the commands with what they do, as Telegram shows them."""
    return [(name, translate(language, what)[:256]) for name, what in COMMANDS.items()]


def help_text(language: str) -> Bubble:
    lines = (f"/{name} – {what}" for name, what in menu(language))
    return said(translate(language, HELP), "\n".join(lines))


def privacy(language: str, days: int) -> Bubble:
    return said(translate(language, PRIVACY, days=days), italic(translate(language, NOT_PRIVATE)))


def languages(language: str) -> Bubble:
    """Ask for a language; two names stand in a row."""
    names = [own_button(NAMES[tag], LANGUAGE + tag) for tag in LANGUAGES]
    rows = [names[i : i + 2] for i in range(0, len(names), 2)]
    rows.append([own_button(translate(language, ALWAYS), LANGUAGE + AUTOMATIC)])
    return said(bold(translate(language, PICK)), buttons=rows)


def picked(language: str | None, spoken: str) -> Bubble:
    if language is None:
        return said(translate(spoken, AS_WRITTEN))
    return said(translate(language, PICKED, name=NAMES[language]))


def erase_question(language: str) -> Bubble:
    yes = own_button(translate(language, "Yes, delete everything"), ERASE)
    no = own_button(translate(language, "No, keep it"), KEEP)
    return said(translate(language, ERASE_WARNING), buttons=((yes,), (no,)))


def erased(language: str) -> Bubble:
    return said(translate(language, ERASED), italic(translate(language, CHAT_STAYS)))


def profile(language: str, conversation: Conversation | None) -> Bubble:
    """Show what was understood so far, each with the words that it came from."""
    items = _understood(conversation)
    if not items:
        return said(translate(language, NOTHING_KNOWN))
    lines = (f"• {item.label}" + (f" – “{item.words}”" if item.words else "") for item in items)
    return said(bold(translate(language, KNOWN)), "\n".join(lines), italic(translate(language, CORRECT)))


def sentence(language: str, message: str) -> Bubble:
    return said(translate(language, message))


def spoken_language(conversation: Conversation | None, picked: str | None, code: str | None) -> str:
    """Give the language for what the channel says itself: picked, else spoken, else the one of the app."""
    spoken = conversation.language if conversation else None
    language = picked or spoken or code or "en"
    if language == "sr" and conversation is not None and _writes_latin(conversation):
        return LATIN_SERBIAN
    return language


def _writes_latin(conversation: Conversation) -> bool:
    words = next((t.text for t in reversed(conversation.turns) if t.text and not t.text.startswith("/")), "")
    return any(c.isalpha() for c in words) and not any("Ѐ" <= c <= "ӿ" for c in words)


def _understood(conversation: Conversation | None) -> tuple[Any, ...]:
    replies = (turn.reply for turn in reversed(conversation.turns) if turn.reply) if conversation else ()
    blocks = (block for reply in replies for block in reply.blocks if isinstance(block, UnderstoodBlock))
    return next((block.items for block in blocks if block.items), ())
