"""What is done with one update: which answer, which turn, which effect?"""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from advisor.adviser import Advisor
from advisor.errors import ConversationNotFound, MessageConflict
from advisor.translations import translate
from advisor.vocabulary.conversation import Conversation, ConversationId, IncomingMessage, Turn
from bots.telegram import commands, incoming
from bots.telegram.delivery import CHANNEL, Delivery, choices_of
from bots.telegram.identity import conversation_of
from bots.telegram.inbox import Inbox, Waiting
from bots.telegram.incoming import Commanded, InGroup, Malformed, Nothing, NotText, Person, Reachable, Said, Tapped
from bots.telegram.outgoing import PERSON, VERSION, Bubble
from bots.telegram.sending import Later, Never, Outcome, Sender, There
from bots.telegram.working import TryLater
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
    sender: Sender
    delivery: Delivery
    clock: Callable[[], datetime]
    read: Callable[[str], incoming.Incoming]
    secret: bytes
    name: str
    """The bot's user name."""
    keep_days: int = 90
    limits: Limits = field(default_factory=Limits)


class Answering:
    def __init__(self, given: Surroundings) -> None:
        self.given = given
        self._windows: dict[int, deque[datetime]] = {}

    async def handle(self, row: Waiting) -> None:
        """Do what an update asks for. Raises Malformed, TryLater, Busy."""
        update = self.given.read(row.body)
        if isinstance(update, Nothing):
            return
        scene = await asyncio.to_thread(self._scene, update.person)
        if isinstance(update, Reachable):
            until = None if update.yes else self.given.clock()
            await asyncio.to_thread(self.given.inbox.mark_unreachable, scene.identifier, until)
            return
        if not isinstance(update, InGroup) and await asyncio.to_thread(self.given.inbox.unreachable, scene.identifier):
            await asyncio.to_thread(self.given.inbox.mark_unreachable, scene.identifier, None)
        await self._answer(row, update, scene)

    async def apologise(self, row: Waiting) -> None:
        """Tell the person that their message is given up, so that nobody waits for an answer."""
        if row.chat > 0:
            scene = await asyncio.to_thread(self._scene, Person(row.chat))
            await self.given.sender.send(row.chat, commands.sentence(scene.language, commands.FAILED))

    async def _answer(self, row: Waiting, update: incoming.Incoming, scene: "Scene") -> None:
        match update:
            case InGroup():
                await self._say(row, scene, commands.group(scene.language, self.given.name))
            case NotText():
                words = commands.EDITED if update.edited else commands.PLEASE_TYPE
                await self._say(row, scene, commands.sentence(scene.language, words))
            case Tapped():
                await self._tap(row, update, scene)
            case Commanded():
                await self._command(row, update.name, scene)
            case Said():
                await self._turn(row, scene, text=update.text)

    async def _command(self, row: Waiting, name: str, scene: "Scene") -> None:
        if name in commands.FOR_THE_ADVISER:
            await self._turn(row, scene, text=f"/{name}")
        elif name == "export":
            await self._export(row, scene)
        else:
            await self._say(row, scene, self._own_answer(name, scene))

    def _own_answer(self, name: str, scene: "Scene") -> Bubble:
        table: dict[str, Callable[[], Bubble]] = {
            "help": lambda: commands.help_text(scene.language),
            "privacy": lambda: commands.privacy(scene.language, self.given.keep_days),
            "language": lambda: commands.languages(scene.language),
            "delete": lambda: commands.erase_question(scene.language),
            "profile": lambda: commands.profile(scene.language, scene.conversation),
        }
        return table.get(name, lambda: commands.sentence(scene.language, commands.UNKNOWN))()

    async def _tap(self, row: Waiting, tap: Tapped, scene: "Scene") -> None:
        """Answer every tap at once; then do what the button says."""
        choice = tap.data.removeprefix(VERSION)
        own = choice[1:] if choice.startswith("!") else ""
        known = any(offered.id == choice for turn in scene.turns for offered in choices_of(turn.reply))
        if not tap.data.startswith(VERSION) or not (own or known):
            await self.given.sender.answer(tap.query, translate(scene.language, commands.STALE))
            return
        await self.given.sender.answer(tap.query)
        if choice == PERSON:
            await self._turn(row, scene, text="/human")
        elif own:
            await self._own_tap(row, own, tap, scene)
        else:
            await self._turn(row, scene, choice=choice)

    async def _own_tap(self, row: Waiting, own: str, tap: Tapped, scene: "Scene") -> None:
        if own.startswith(commands.LANGUAGE):
            bubble = await asyncio.to_thread(self._pick, own.removeprefix(commands.LANGUAGE), scene)
        elif own == commands.ERASE:
            bubble = await asyncio.to_thread(self._erase, scene)
        else:
            bubble = commands.sentence(scene.language, commands.KEPT)
        if tap.message is None:
            await self._say(row, scene, bubble)
            return
        self._check(await self.given.sender.edit(scene.person.chat, tap.message, bubble), scene)

    def _pick(self, name: str, scene: "Scene") -> Bubble:
        language = offered_language(name)
        self.given.inbox.pick_language(scene.identifier, language)
        return commands.picked(language, scene.language)

    def _erase(self, scene: "Scene") -> Bubble:
        self.given.inbox.forget(scene.person.chat)
        self.given.inbox.forget_person(scene.identifier)
        with contextlib.suppress(ConversationNotFound):  # erased already, before a crash
            self.given.advisor.erase(scene.identifier, self.given.clock())
        return commands.erased(scene.language)

    async def _export(self, row: Waiting, scene: "Scene") -> None:
        try:
            held = await asyncio.to_thread(self.given.advisor.export, scene.identifier)
        except ConversationNotFound:
            await self._say(row, scene, commands.sentence(scene.language, commands.NOTHING_KEPT))
            return
        content = json.dumps(held, ensure_ascii=False, indent=1, default=str).encode()
        outcome = await self.given.sender.send_file(
            scene.person.chat, "cairn-my-data.json", content, self._finisher(row)
        )
        self._check(outcome, scene)

    async def _turn(self, row: Waiting, scene: "Scene", text: str = "", choice: str | None = None) -> None:
        """Take a turn of the conversation; its reply goes out by the row that the turn wrote."""
        if self._too_quick(row, scene):
            await self._say(row, scene, commands.sentence(scene.language, commands.SLOWER))
            return
        message = IncomingMessage(
            conversation=ConversationId(scene.identifier),
            client_message_id=f"tg:{row.update_id}",
            text=text,
            choice=choice,
            language=scene.picked,
        )
        async with self.given.sender.typing(scene.person.chat):
            try:
                await asyncio.to_thread(self._take, message, scene)
            except MessageConflict as error:
                raise Malformed("an update number was used twice") from error
        await self.given.delivery.deliver(scene.identifier)

    def _take(self, message: IncomingMessage, scene: "Scene") -> None:
        now = self.given.clock()
        if scene.conversation is None:
            code = offered_language(scene.person.language_code)
            self.given.advisor.start_conversation(
                CHANNEL, str(scene.person.chat), scene.picked or code, now=now, identifier=scene.identifier
            )
        self.given.advisor.take_turn(message, now)

    def _too_quick(self, row: Waiting, scene: "Scene") -> bool:
        """Count this message, unless it was counted before it was interrupted."""
        if row.claims or any(turn.client_message_id == f"tg:{row.update_id}" for turn in scene.turns):
            return False
        now, limits = self.given.clock(), self.given.limits
        window = self._windows.setdefault(row.chat, deque(maxlen=max(limits.per_day, limits.per_minute, 1)))
        last_minute = sum(at > now - timedelta(minutes=1) for at in window)
        last_day = sum(at > now - timedelta(days=1) for at in window)
        if (limits.per_minute and last_minute >= limits.per_minute) or (limits.per_day and last_day >= limits.per_day):
            return True
        window.append(now)
        return False

    async def _say(self, row: Waiting, scene: "Scene", bubble: Bubble) -> None:
        """Say something of the channel's own; that it is out and that the update is done is one thing."""
        keep = self._finisher(row)
        self._check(await self.given.sender.send(scene.person.chat, bubble, keep), scene)

    def _finisher(self, row: Waiting) -> Callable[[int], None]:
        return lambda _message_id: self.given.inbox.done(row.update_id)

    def _check(self, outcome: Outcome, scene: "Scene") -> None:
        """Raise TryLater where it was not sent or may not have been; let go of what never can be."""
        if isinstance(outcome, There):
            return
        if isinstance(outcome, Never):
            if outcome.gone:
                self.given.inbox.mark_unreachable(scene.identifier, self.given.clock())
            return
        seconds = outcome.seconds if isinstance(outcome, Later) else 1.0
        raise TryLater(seconds, outcome.reason, unsure=not isinstance(outcome, Later))

    def _scene(self, person: Person) -> "Scene":
        identifier = conversation_of(self.given.secret, person.chat)
        try:
            conversation = self.given.advisor.conversation(identifier)
        except ConversationNotFound:
            conversation = None
        picked = self.given.inbox.language(identifier)
        code = offered_language(person.language_code)
        language = commands.spoken_language(conversation, picked, code)
        return Scene(person, identifier, conversation, picked, language)


@dataclass(frozen=True)
class Scene:
    """Who is there, and what is known of the conversation before this update."""

    person: Person
    identifier: str
    conversation: Conversation | None
    picked: str | None
    language: str

    @property
    def turns(self) -> tuple[Turn, ...]:
        return self.conversation.turns if self.conversation else ()
