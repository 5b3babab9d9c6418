"""What does the bot do in a group? It greets, answers who names it, advises nobody there, and keeps nothing."""

import asyncio
from collections.abc import Mapping
from typing import Protocol

from advisor.translations import translate
from bots.telegram.inbox import Waiting
from bots.telegram.incoming import InGroup, Joined, LeftGroup
from bots.telegram.outgoing import Bubble, Button, said
from bots.telegram.scene import Scene, Surroundings
from bots.telegram.sending import Never, Outcome

PRIVATE_ONLY = "I advise in a private chat, so that nobody else reads along."
NOTHING_KEPT = "In a group I read only what names me, and I keep none of it."
HELLO = "Hello. I am an AI system that looks for courses and plans a way to a job, step by step."
WRITE_TO_ME = "Write to me in private"
GENERAL: Mapping[str, tuple[str, ...]] = {
    "help": (HELLO, PRIVATE_ONLY),
    "start": (HELLO, PRIVATE_ONLY),
    "privacy": (NOTHING_KEPT, PRIVATE_ONLY),
}
"""What is said to commands that ask for nobody's advice; all else is led to the private chat."""
FOR_GROUPS = ("help", "privacy")
"""Commands that Telegram offers in groups."""


class Speaking(Protocol):
    """What groups need of answering."""

    def too_quick(self, row: Waiting, scene: Scene) -> bool: ...

    def check(self, outcome: Outcome, scene: Scene) -> None: ...


class Groups:
    def __init__(self, given: Surroundings, speaking: Speaking) -> None:
        self._given = given
        self._speaking = speaking

    async def answer(self, row: Waiting, update: InGroup | Joined | LeftGroup, scene: Scene) -> None:
        """Greet, lead to the private chat, or forget; nobody's words become a profile here."""
        language, inbox = scene.language, self._given.inbox
        if isinstance(update, LeftGroup):
            await asyncio.to_thread(inbox.forget, update.person.chat)
            await asyncio.to_thread(inbox.forget_person, scene.home)
        elif isinstance(update, Joined):
            await self._say(row, scene, self._bubble(language, (HELLO, PRIVATE_ONLY, NOTHING_KEPT)))
        elif update.query:
            await self._given.sender.answer(update.query, translate(language, PRIVATE_ONLY))
        elif not self._speaking.too_quick(row, scene):
            words = GENERAL.get(update.command, (PRIVATE_ONLY,))
            await self._say(row, scene, self._bubble(language, words, update.message))

    def _bubble(self, language: str, words: tuple[str, ...], answers: int | None = None) -> Bubble:
        """Say it in the thread of whoever asked, with the way to the private chat."""
        button = Button(translate(language, WRITE_TO_ME), url=f"https://t.me/{self._given.name}?start=group")
        return said(" ".join(translate(language, each) for each in words), buttons=((button,),), answers=answers)

    async def _say(self, row: Waiting, scene: Scene, bubble: Bubble) -> None:
        """Say it once; that a group is gone, or lets us say nothing, is no trouble and is not kept."""
        done = self._given.inbox.done
        outcome = await self._given.sender.send(scene.person.chat, bubble, lambda _message: done(row.update_id))
        if not isinstance(outcome, Never):
            self._speaking.check(outcome, scene)
