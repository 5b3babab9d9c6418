"""Who is there, and what is known of the conversation before this update?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from advisor.adviser import Advisor
from advisor.errors import ConversationNotFound
from advisor.vocabulary.conversation import Conversation, Turn
from bots.accounts.invitations import Invitations
from bots.telegram import commands, incoming
from bots.telegram.delivery import Delivery
from bots.telegram.identity import conversation_of
from bots.telegram.inbox import Inbox
from bots.telegram.incoming import Person
from bots.telegram.sending import Sender
from bots.telegram.tickets import Tickets
from bots.wording import offered_language


@dataclass(frozen=True)
class Limits:
    """Messages a chat may send; 0 = no limit (R11)."""

    per_minute: int = 0
    per_day: int = 0


@dataclass(frozen=True)
class Surroundings:
    """What answering is given."""

    advisor: Advisor
    inbox: Inbox
    tickets: Tickets
    invitations: Invitations
    sender: Sender
    delivery: Delivery
    clock: Callable[[], datetime]
    read: Callable[[str], incoming.Incoming]
    secret: bytes
    name: str
    """The bot's user name."""
    host: str = "cairn"
    """In the marks of calendar entries."""
    keep_days: int = 90
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Scene:
    person: Person
    home: str
    """The conversation that is this chat's own; it may go on with one from the web page instead."""
    identifier: str
    conversation: Conversation | None
    picked: str | None
    language: str

    @property
    def turns(self) -> tuple[Turn, ...]:
        return self.conversation.turns if self.conversation else ()


def find_scene(given: Surroundings, person: Person) -> Scene:
    home = conversation_of(given.secret, person.chat)
    conversation = _continued(given, home, person.chat) or _held(given, home)
    identifier = conversation.id if conversation else home
    picked = given.inbox.language(identifier)
    language = commands.spoken_language(conversation, picked, offered_language(person.language_code))
    return Scene(person, home, identifier, conversation, picked, language)


def _continued(given: Surroundings, home: str, chat: int) -> Conversation | None:
    """Give the web conversation that this chat goes on with; let go of one that is erased, or goes on elsewhere."""
    identifier = given.inbox.continued(home)
    if identifier is None:
        return None
    conversation = _held(given, identifier)
    if conversation is None or conversation.address != str(chat):
        given.inbox.continue_with(home, None)
        return None
    return conversation


def _held(given: Surroundings, identifier: str) -> Conversation | None:
    try:
        return given.advisor.conversation(identifier)
    except ConversationNotFound:
        return None
