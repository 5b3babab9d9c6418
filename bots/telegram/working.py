"""Who works on the updates that were kept: one after the other in a chat, several chats side by side (R4)?"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from advisor.errors import Busy
from bots.telegram.inbox import Inbox, Waiting
from bots.telegram.incoming import Malformed

log = logging.getLogger("cairn.telegram")

SIDE_BY_SIDE = 4
MOST_CLAIMS = 12
"""An update that was begun so often and never finished takes the process down with it."""
PAUSES = (1.0, 5.0, 30.0)
"""Seconds before the next attempts after an error; then the update is a dead letter."""


class TryLater(Exception):
    """What was to be said could not be sent now."""

    def __init__(self, seconds: float, reason: str, *, unsure: bool = False) -> None:
        super().__init__(reason)
        self.seconds, self.reason, self.unsure = seconds, reason, unsure


class Worker:
    """Takes updates from the inbox; what is not done stays there."""

    def __init__(
        self,
        inbox: Inbox,
        handle: Callable[[Waiting], Awaitable[None]],
        give_up: Callable[[Waiting], Awaitable[None]],
        clock: Callable[[], datetime],
    ) -> None:
        self._inbox = inbox
        self._handle = handle
        self._give_up = give_up
        self._clock = clock
        self._busy: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._arrived = asyncio.Event()

    def arrived(self) -> None:
        """Say that there is something to do."""
        self._arrived.set()

    async def work(self) -> None:
        """Take what is ready, for ever."""
        while True:
            self._arrived.clear()
            free = SIDE_BY_SIDE - len(self._busy)
            for row in await self._ready(free) if free else ():
                self._begin(row)
            with contextlib.suppress(TimeoutError):  # wait_for would lose a cancellation that comes together with news
                async with asyncio.timeout(1.0):
                    await self._arrived.wait()

    async def finish(self, seconds: float = 10.0) -> None:
        """Let what is under way come to its end."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def _ready(self, free: int) -> list[Waiting]:
        try:
            return await asyncio.to_thread(self._inbox.ready, self._clock(), set(self._busy), free)
        except Exception as error:  # noqa: BLE001 - a busy database must not end the worker; the rows stay
            log.error("telegram.inbox_not_read error=%s", type(error).__name__)  # noqa: TRY400
            return []

    def _begin(self, row: Waiting) -> None:
        self._busy.add(row.chat)
        task = asyncio.create_task(self._one(row))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._end(row, done))

    def _end(self, row: Waiting, task: "asyncio.Task[None]") -> None:
        self._busy.discard(row.chat)
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("telegram.update_failed error=%s", type(task.exception()).__name__)
        self._arrived.set()

    async def _one(self, row: Waiting) -> None:
        """Work on one update; whatever goes wrong, it stays in the inbox until it is done or dead."""
        inbox = self._inbox
        try:
            await asyncio.to_thread(inbox.claim, row.update_id)
            if row.claims >= MOST_CLAIMS:
                raise Malformed("begun too often")  # noqa: TRY301
            await self._handle(row)
        except Malformed as error:
            log.warning("telegram.update_dead_letter reason=%s", error)
            await asyncio.to_thread(inbox.dead, row.update_id, f"malformed: {error}")
        except TryLater as late:
            await self._postpone(row, late)
        except Busy:
            await self._postpone(row, TryLater(2.0, "Busy"))
        except Exception as error:  # noqa: BLE001 - one message must not stop the others
            await self._failed(row, type(error).__name__)
        else:
            await asyncio.to_thread(inbox.done, row.update_id)

    async def _postpone(self, row: Waiting, late: TryLater) -> None:
        """Try again; what may have arrived is sent once more at most."""
        if late.unsure and row.failures:
            await asyncio.to_thread(self._inbox.done, row.update_id)
            return
        until = self._clock() + timedelta(seconds=late.seconds)
        await asyncio.to_thread(self._inbox.later, row.update_id, until, late.reason, failed=late.unsure)

    async def _failed(self, row: Waiting, reason: str) -> None:
        log.error("telegram.update_failed error=%s attempt=%d", reason, row.failures + 1)
        if row.failures < len(PAUSES):
            until = self._clock() + timedelta(seconds=PAUSES[row.failures])
            await asyncio.to_thread(self._inbox.later, row.update_id, until, reason)
            return
        await asyncio.to_thread(self._inbox.dead, row.update_id, reason)
        await self._give_up(row)
