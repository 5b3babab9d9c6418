"""What is done with one update: which answer, which turn, which effect?"""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from advisor.errors import ConversationNotFound, MessageConflict
from advisor.translations import translate
from advisor.vocabulary.blocks import QuestionBlock
from advisor.vocabulary.conversation import ConversationId, IncomingMessage, Turn
from bots.telegram import commands, incoming
from bots.telegram.arriving import ALONE, INVITED, Arriving
from bots.telegram.deep_links import read_start
from bots.telegram.delivery import CHANNEL, MESSAGE, choices_of
from bots.telegram.files import READ, UNREAD, Files
from bots.telegram.groups import Groups
from bots.telegram.inbox import Waiting
from bots.telegram.incoming import (
    Commanded,
    InGroup,
    Joined,
    LeftGroup,
    Malformed,
    Nothing,
    NotText,
    Person,
    Reachable,
    Said,
    SentFile,
    Tapped,
)
from bots.telegram.outgoing import PERSON, VERSION, Bubble, Button, button_of
from bots.telegram.saving import Saving
from bots.telegram.scene import Scene, Surroundings, find_scene
from bots.telegram.sending import Later, Never, Outcome, There
from bots.telegram.working import TryLater
from bots.wording import offered_language

STAGES: Mapping[str, str] = {
    "reading": "Reading what you wrote",
    "searching": "Looking through the courses",
    "planning": "Putting the steps in order",
    "writing": "Writing the answer",
}
"""What is shown while a turn is taken."""


class Answering:
    def __init__(self, given: Surroundings) -> None:
        self.given = given
        self._arriving = Arriving(given, self)
        self._saving = Saving(given, self)
        self._files = Files(given, self)
        self._groups = Groups(given, self)
        self._windows: dict[int, deque[datetime]] = {}

    async def handle(self, row: Waiting) -> None:
        """Do what an update asks for. Raises Malformed, TryLater, Busy."""
        update = self.given.read(row.body)
        if isinstance(update, Nothing):
            return
        scene = await asyncio.to_thread(find_scene, self.given, update.person)
        if isinstance(update, Reachable):
            until = None if update.yes else self.given.clock()
            await asyncio.to_thread(self.given.inbox.mark_unreachable, scene.identifier, until)
            return
        if isinstance(update, InGroup | Joined | LeftGroup):
            await self._groups.answer(row, update, scene)
            return
        if await asyncio.to_thread(self.given.inbox.unreachable, scene.identifier):
            await asyncio.to_thread(self.given.inbox.mark_unreachable, scene.identifier, None)
        await self._answer(row, update, scene)

    async def apologise(self, row: Waiting) -> None:
        """Tell the person that their message is given up, so that nobody waits for an answer."""
        if row.chat > 0:
            scene = await asyncio.to_thread(find_scene, self.given, Person(row.chat))
            await self.given.sender.send(row.chat, commands.sentence(scene.language, commands.FAILED))

    async def _answer(self, row: Waiting, update: incoming.Incoming, scene: Scene) -> None:
        match update:
            case NotText():
                words = commands.NO_PICTURES if update.picture else commands.PLEASE_TYPE
                words = commands.EDITED if update.edited else words
                await self.say(row, scene, commands.sentence(scene.language, words))
            case SentFile():
                await self._files.offered(row, update, scene)
            case Tapped():
                await self._tap(row, update, scene)
            case Commanded():
                await self._command(row, update, scene)
            case Said():
                await self.turn(row, scene, text=update.text)

    async def _command(self, row: Waiting, given: Commanded, scene: Scene) -> None:
        name = given.name
        link = read_start(given.argument) if name == "start" else None
        if link is not None:
            await self._arriving.arrive(row, link, scene)
        elif name in commands.FOR_THE_ADVISER:
            await self.turn(row, scene, text=given.argument if name == "find" and given.argument else f"/{name}")
        elif name == "export":
            await self._export(row, scene)
        elif name == "save" and self.too_quick(row, scene):
            await self.say(row, scene, commands.sentence(scene.language, commands.SLOWER))
        elif name == "save":
            await self._saving.save(row, scene)
        else:
            await self.say(row, scene, self._own_answer(name, scene))

    def _own_answer(self, name: str, scene: Scene) -> Bubble:
        table: dict[str, Callable[[], Bubble]] = {
            "help": lambda: commands.help_text(scene.language),
            "privacy": lambda: commands.privacy(scene.language, self.given.keep_days),
            "language": lambda: commands.languages(scene.language),
            "delete": lambda: commands.erase_question(scene.language),
            "profile": lambda: commands.profile(scene.language, scene.conversation),
        }
        return table.get(name, lambda: commands.sentence(scene.language, commands.UNKNOWN))()

    async def _tap(self, row: Waiting, tap: Tapped, scene: Scene) -> None:
        """Answer every tap at once; then do what the button says."""
        choice = tap.data.removeprefix(VERSION)
        own = choice[1:] if choice.startswith("!") else ""
        known = any(offered.id == choice for turn in scene.turns for offered in choices_of(turn.reply))
        if not tap.data.startswith(VERSION) or not (own or known):
            await self.given.sender.answer(tap.query, translate(scene.language, commands.STALE))
            return
        await self.given.sender.answer(tap.query)
        if choice == PERSON:
            await self.turn(row, scene, text="/human")
        elif own:
            await self._own_tap(row, own, tap, scene)
        else:
            await self.turn(row, scene, choice=choice)
            answered = answered_button(scene.turns, choice)
            if answered and tap.message:
                await self.given.sender.leave_one_button(scene.person.chat, tap.message, answered)

    async def _own_tap(self, row: Waiting, own: str, tap: Tapped, scene: Scene) -> None:
        if own in {READ, UNREAD}:
            await self._file(row, tap, scene, agreed=own == READ)
            return
        if own.startswith(INVITED):
            await self._arriving.accept(row, own.removeprefix(INVITED), tap, scene)
            return
        if own.startswith(commands.LANGUAGE):
            bubble = await asyncio.to_thread(self._pick, own.removeprefix(commands.LANGUAGE), scene)
        elif own == commands.ERASE:
            bubble = await asyncio.to_thread(self._erase, scene)
        else:
            bubble = commands.sentence(scene.language, commands.ALONE if own == ALONE else commands.KEPT)
        await self.put_instead(row, tap, bubble, scene)

    async def put_instead(self, row: Waiting, tap: Tapped, bubble: Bubble, scene: Scene) -> None:
        """Say it in the place of the buttons that were tapped."""
        outcome = await self.given.sender.edit(scene.person.chat, tap.message, bubble) if tap.message else None
        if outcome is None or (isinstance(outcome, Never) and not outcome.gone):  # too old to be changed
            await self.say(row, scene, bubble)
            return
        self.check(outcome, scene)

    async def _file(self, row: Waiting, tap: Tapped, scene: Scene, *, agreed: bool) -> None:
        if not agreed:
            await self._files.declined(row, scene)
        elif self.too_quick(row, scene):
            await self.say(row, scene, commands.sentence(scene.language, commands.SLOWER))
        else:
            words = {"reading": translate(scene.language, STAGES["reading"]) + " …"}
            async with self.given.sender.at_work(scene.person.chat, row.update_id % 2**31 + 1, words) as report:
                report("reading")
                await self._files.agreed(row, tap, scene)

    def _pick(self, name: str, scene: Scene) -> Bubble:
        language = offered_language(name)
        self.given.inbox.pick_language(scene.identifier, language)
        return commands.picked(language, scene.language)

    def _erase(self, scene: Scene) -> Bubble:
        self.given.inbox.forget(scene.person.chat)
        self.given.inbox.forget_person(scene.identifier)
        with contextlib.suppress(ConversationNotFound):  # erased already, before a crash
            self.given.advisor.erase(scene.identifier, self.given.clock())
        if scene.identifier != scene.home:
            self.given.inbox.forget_person(scene.home)
            with contextlib.suppress(ConversationNotFound):
                self.given.advisor.erase(scene.home, self.given.clock())
        return commands.erased(scene.language)

    async def _export(self, row: Waiting, scene: Scene) -> None:
        try:
            held = await asyncio.to_thread(self.given.advisor.export, scene.identifier)
        except ConversationNotFound:
            await self.say(row, scene, commands.sentence(scene.language, commands.NOTHING_KEPT))
            return
        content = json.dumps(held, ensure_ascii=False, indent=1, default=str).encode()
        outcome = await self.given.sender.send_file(
            scene.person.chat, "cairn-my-data.json", content, self._finisher(row)
        )
        self.check(outcome, scene)

    async def turn(
        self, row: Waiting, scene: Scene, *, text: str = "", choice: str | None = None, language: str | None = None
    ) -> None:
        """Take a turn of the conversation; its reply goes out by the row that the turn wrote."""
        if self.too_quick(row, scene):
            await self.say(row, scene, commands.sentence(scene.language, commands.SLOWER))
            return
        message = IncomingMessage(
            conversation=ConversationId(scene.identifier),
            client_message_id=f"{MESSAGE}{row.update_id}",
            text=text,
            choice=choice,
            language=scene.picked or language,
        )
        words = {stage: translate(scene.language, said) + " …" for stage, said in STAGES.items()}
        async with self.given.sender.at_work(scene.person.chat, row.update_id % 2**31 + 1, words) as report:
            try:
                await asyncio.to_thread(self._take, message, scene, report)
            except MessageConflict as error:
                raise Malformed("an update number was used twice") from error
        await self.given.delivery.deliver(scene.identifier)

    def _take(self, message: IncomingMessage, scene: Scene, report: Callable[[str], None]) -> None:
        self.open_conversation(scene)
        self.given.advisor.take_turn(message, self.given.clock(), report)

    def open_conversation(self, scene: Scene) -> None:
        """Begin a conversation, unless this chat has one."""
        if scene.conversation is None:
            code, address = offered_language(scene.person.language_code), str(scene.person.chat)
            self.given.advisor.start_conversation(
                CHANNEL, address, scene.picked or code, now=self.given.clock(), identifier=scene.identifier
            )

    def too_quick(self, row: Waiting, scene: Scene) -> bool:
        """Count this message, unless it was counted before it was interrupted."""
        if row.claims or any(turn.client_message_id == f"{MESSAGE}{row.update_id}" for turn in scene.turns):
            return False
        now, limits = self.given.clock(), self.given.limits
        window = self._windows.setdefault(row.chat, deque(maxlen=max(limits.per_day, limits.per_minute, 1)))
        last_minute = sum(at > now - timedelta(minutes=1) for at in window)
        last_day = sum(at > now - timedelta(days=1) for at in window)
        if (limits.per_minute and last_minute >= limits.per_minute) or (limits.per_day and last_day >= limits.per_day):
            return True
        window.append(now)
        return False

    async def say(self, row: Waiting, scene: Scene, bubble: Bubble) -> None:
        """Say something of the channel's own; that it is out and that the update is done is one thing."""
        keep = self._finisher(row)
        self.check(await self.given.sender.send(scene.person.chat, bubble, keep), scene)

    def _finisher(self, row: Waiting) -> Callable[[int], None]:
        return lambda _message_id: self.given.inbox.done(row.update_id)

    def check(self, outcome: Outcome, scene: Scene) -> None:
        """Raise TryLater where it was not sent or may not have been; let go of what never can be."""
        if isinstance(outcome, There):
            return
        if isinstance(outcome, Never):
            if outcome.gone:
                self.given.inbox.mark_unreachable(scene.identifier, self.given.clock())
            return
        seconds = outcome.seconds if isinstance(outcome, Later) else 1.0
        raise TryLater(seconds, outcome.reason, unsure=not isinstance(outcome, Later))


def answered_button(turns: Sequence[Turn], choice: str) -> Button | None:
    """Give the button that is left of a question that was answered by it; None where it is no question's."""
    blocks = (block for turn in turns if turn.reply for block in turn.reply.blocks)
    asked = (each for block in blocks if isinstance(block, QuestionBlock) for each in block.choices)
    return next((button_of(each, "✓ ") for each in asked if each.id == choice), None)
