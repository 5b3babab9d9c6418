"""What does an update mean: words, a tap, a command, or something that cannot be read?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from telegram import Bot, CallbackQuery, ChatMemberUpdated, Message, Update

LONGEST_TEXT = 4000
"""Characters of one message that are read (R11)."""
GROUPS = frozenset({"group", "supergroup"})
INSIDE = frozenset({"member", "administrator"})
OUTSIDE = frozenset({"left", "kicked"})


class Malformed(Exception):
    """An update that no version of Telegram's rules describes."""


@dataclass(frozen=True)
class Person:
    """Who wrote, and where the answer goes."""

    chat: int
    language_code: str | None = None


@dataclass(frozen=True)
class Said:
    person: Person
    text: str


@dataclass(frozen=True)
class Commanded:
    person: Person
    name: str
    """Without the slash, in lower case."""
    argument: str = ""
    """What stands behind it: of `/start` what a link carries."""


@dataclass(frozen=True)
class SentFile:
    """A document that was sent: perhaps a CV or a certificate."""

    person: Person
    id: str
    name: str
    size: int | None
    message: int


@dataclass(frozen=True)
class Tapped:
    person: Person
    query: str
    """Must be answered, else the button spins."""
    data: str
    message: int | None
    """Id of the message with the button; None where Telegram does not show it any more."""
    file: SentFile | None = None
    """What that message answers, where it is a file."""


@dataclass(frozen=True)
class NotText:
    """A voice message, a photo, a sticker, or a message that was edited."""

    person: Person
    edited: bool = False
    picture: bool = False
    """A photo: perhaps of a CV or a certificate."""


@dataclass(frozen=True)
class InGroup:
    """We were called in a group, where others read along."""

    person: Person
    command: str = ""
    """Addressed to us; empty where we were named only."""
    message: int | None = None
    """Id of the message, to answer it where it stands."""
    query: str = ""
    """Of a tap: must be answered, else the button spins."""


@dataclass(frozen=True)
class Joined:
    """We were let into a group."""

    person: Person


@dataclass(frozen=True)
class LeftGroup:
    """We were put out of a group."""

    person: Person


@dataclass(frozen=True)
class Reachable:
    """The person blocked the bot, or let it in again."""

    person: Person
    yes: bool


@dataclass(frozen=True)
class Nothing:
    """Not for us."""


Incoming = Said | Commanded | Tapped | SentFile | NotText | InGroup | Joined | LeftGroup | Reachable | Nothing


def read_update(raw: Any, bot: "Bot", name: str) -> Incoming:
    """Read an update; `name` is the bot's user name. Raises Malformed."""
    from telegram import Update

    try:
        update = Update.de_json(raw, bot)
        return _read(update, name)
    except Malformed:
        raise
    except Exception as error:
        raise Malformed(type(error).__name__) from error


def _read(update: "Update", name: str) -> Incoming:
    if update.callback_query is not None:
        return _tap(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    message = update.message or update.edited_message
    if message is None:
        return Nothing()
    if type(message.chat.id) is not int:
        raise Malformed("chat")
    person = Person(message.chat.id, message.from_user.language_code if message.from_user else None)
    if message.chat.type != "private":
        return _group(message, person, name) if update.message else Nothing()
    if update.edited_message is not None:
        return NotText(person, edited=True)
    return _message(message, person, name)


def _message(message: "Message", person: Person, name: str) -> Incoming:
    if any(getattr(message, service, None) for service in SERVICE):
        return Nothing()
    file = _file(message, person)
    if file is not None:
        return file
    if message.text is None:
        return NotText(person, picture=bool(message.photo))
    if not isinstance(message.text, str):
        raise Malformed("text")
    text = readable(message.text)
    command, addressed = command_in(text)
    if command and addressed not in {"", name.lower()}:
        return Nothing()
    if command:
        return Commanded(person, command, text.partition(" ")[2].strip())
    return Said(person, text) if text else NotText(person)


def _file(message: "Message", person: Person) -> SentFile | None:
    """Give the document of a message. Raises Malformed where it has no id that can be asked for."""
    document = message.document
    if document is None:
        return None
    if not isinstance(document.file_id, str) or not document.file_id:
        raise Malformed("document")
    size = document.file_size if type(document.file_size) is int else None
    name = document.file_name if isinstance(document.file_name, str) else ""
    return SentFile(person, document.file_id, readable(name), size, message.message_id)


SERVICE = ("pinned_message", "message_auto_delete_timer_changed", "write_access_allowed", "chat_background_set")
"""Notes that Telegram itself puts in a private chat."""


def readable(text: str) -> str:
    """Take out what a database refuses: halves of characters, and NUL."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\x00", "").strip()[:LONGEST_TEXT]


def command_in(text: str) -> tuple[str, str]:
    """Split `/find@our_bot …` in the command and whom it is for, in lower case; empty where there is none."""
    if not text.startswith("/"):
        return "", ""
    word = text[1:].split(maxsplit=1)[0] if text[1:].split() else ""
    command, _, addressed = word.lower().partition("@")
    return (command, addressed) if command.isascii() and command.replace("_", "").isalnum() else ("", "")


def _group(message: "Message", person: Person, name: str) -> Incoming:
    """Read a message in a group: only a command that is addressed to us, or one that names us, is for us."""
    author = message.from_user
    text = message.text or message.caption or ""
    if message.chat.type not in GROUPS or (author and author.is_bot and message.sender_chat is None):
        return Nothing()
    command, addressed = command_in(text)
    if command:
        ours = addressed == name.lower()
        return InGroup(person, command, message.message_id) if ours else Nothing()
    return InGroup(person, "", message.message_id) if _names(text, name) else Nothing()


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w@])@{re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _group_membership(change: "ChatMemberUpdated") -> Incoming:
    """Say whether we were let into a group or put out of it; a new right is neither, and a channel is no group."""
    if change.chat.type not in GROUPS:
        return Nothing()
    before, after = change.old_chat_member.status, change.new_chat_member.status
    person = Person(change.chat.id, change.from_user.language_code)
    if after in OUTSIDE:
        return LeftGroup(person)
    return Joined(person) if after in INSIDE and before not in INSIDE else Nothing()


def _tap(query: "CallbackQuery") -> Incoming:
    if type(query.from_user.id) is not int or not isinstance(query.id, str):
        raise Malformed("callback_query")
    message = query.message
    chat = message.chat.id if message is not None else query.from_user.id
    person = Person(chat, query.from_user.language_code)
    if message is not None and message.chat.type != "private":
        return InGroup(person, query=query.id)
    data = query.data if isinstance(query.data, str) else ""
    answered = getattr(message, "reply_to_message", None)  # a message that is out of reach has none
    file = _file(answered, person) if answered is not None else None
    return Tapped(person, query.id, data, message.message_id if message is not None else None, file)


def _membership(change: "ChatMemberUpdated") -> Incoming:
    if change.chat.type != "private":
        return _group_membership(change)
    status: Mapping[str, bool] = {"kicked": False, "member": True}
    new = change.new_chat_member.status
    return Reachable(Person(change.chat.id), status[new]) if new in status else Nothing()
