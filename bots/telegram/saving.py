"""How does a learner take the plan away from Telegram: on paper and into the calendar?"""

import asyncio
from functools import partial
from typing import Protocol

from advisor.shown import plan_of
from advisor.translations import translate
from advisor.vocabulary.blocks import PathwayBlock
from bots.telegram.commands import NOTHING_TO_SAVE, SAVED, sentence
from bots.telegram.inbox import Waiting
from bots.telegram.outgoing import Bubble
from bots.telegram.scene import Scene, Surroundings
from bots.telegram.sending import Outcome


class Speaking(Protocol):
    """What saving needs of answering."""

    async def say(self, row: Waiting, scene: Scene, bubble: Bubble) -> None: ...

    def check(self, outcome: Outcome, scene: Scene) -> None: ...


class Saving:
    def __init__(self, given: Surroundings, speaking: Speaking) -> None:
        self._given = given
        self._speaking = speaking

    async def save(self, row: Waiting, scene: Scene) -> None:
        """Send the plan that stands as PDF and as calendar; each is kept as sent, so that a crash repeats neither."""
        plan = plan_of(scene.conversation) if scene.conversation else None
        if plan is None:
            await self._speaking.say(row, scene, sentence(scene.language, NOTHING_TO_SAVE))
            return
        inbox, key = self._given.inbox, f"save:{row.update_id}"
        out = await asyncio.to_thread(inbox.bubbles_sent, key)
        async with self._given.sender.at_work(scene.person.chat, 1, {}):
            files = await asyncio.to_thread(self._files, plan, scene.language)
        for number, (name, content) in enumerate(files[out:], out):
            caption = "" if number else translate(scene.language, SAVED)
            keep = partial(inbox.bubble_sent, key, number)
            outcome = await self._given.sender.send_file(scene.person.chat, name, content, keep, caption)
            self._speaking.check(outcome, scene)
        await asyncio.to_thread(inbox.all_sent, key)

    def _files(self, plan: PathwayBlock, language: str) -> list[tuple[str, bytes]]:
        from bots.takeaway.calendar_file import as_calendar
        from bots.takeaway.paper import as_pdf

        now = self._given.clock()
        return [
            ("cairn-pathway.pdf", as_pdf(plan, language, now, plan.approved_by)),
            ("cairn-pathway.ics", as_calendar(plan, now, self._given.host).encode()),
        ]
