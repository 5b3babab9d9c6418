"""In which order are messages answered, and how many may wait (R4)?"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from advisor.errors import Busy, MessageConflict
from advisor.vocabulary.conversation import IncomingMessage, Reply

Report = Callable[[str], None]
"""Told the name of each stage as it begins; may be called from any thread."""
PATIENCE = 60.0
"""Seconds that anybody waits for an answer (R4: nothing waits for ever); asking again with the same id goes on waiting."""
Take = Callable[[IncomingMessage, Report], Reply]


@dataclass
class RunningTurn:
    """A turn under way: whoever asks for the same message again joins it."""

    message: IncomingMessage
    stages: list[str] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    task: "asyncio.Task[Reply]" = field(init=False)

    def add(self, stage: str) -> None:
        if stage not in self.stages:
            self.stages.append(stage)
        self.changed.set()
        self.changed = asyncio.Event()


@dataclass
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class TurnDesk:
    """One message of a conversation after the other; conversations side by side, in threads."""

    def __init__(
        self, take: Take, threads: int = 4, most: int = 1000, most_in_one: int = 8, patience: float = PATIENCE
    ) -> None:
        self._take = take
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="turn")
        self._most = most
        self._patience = patience
        self._most_in_one = most_in_one
        self._running: dict[tuple[str, str], RunningTurn] = {}
        self._lanes: dict[str, _Lane] = {}

    @property
    def waiting(self) -> int:
        return len(self._running)

    def find(self, conversation: str, client_message_id: str) -> RunningTurn | None:
        return self._running.get((conversation, client_message_id))

    def enter(self, message: IncomingMessage) -> RunningTurn:
        """Begin a turn, or join it when the same message is under way. Raises Busy, MessageConflict."""
        key = (message.conversation, message.client_message_id)
        running = self._running.get(key)
        if running is not None:
            return _same(running, message)
        lane = self._lanes.setdefault(message.conversation, _Lane())
        if len(self._running) >= self._most or lane.waiting >= self._most_in_one:
            raise Busy("Too many messages are waiting for an answer.", "Send it again in a few seconds.")
        running = self._running[key] = RunningTurn(message)
        lane.waiting += 1
        running.task = asyncio.create_task(self._answer(running, lane))
        running.task.add_done_callback(lambda task: self._leave(key, task))
        return running

    async def reply(self, message: IncomingMessage) -> Reply:
        """Answer; the turn goes on even if nobody waits for it any more. Raises Busy when it takes too long."""
        try:
            return await asyncio.wait_for(asyncio.shield(self.enter(message).task), self._patience)
        except TimeoutError as error:
            raise too_long() from error

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def _answer(self, running: RunningTurn, lane: _Lane) -> Reply:
        loop = asyncio.get_running_loop()

        def report(stage: str) -> None:
            loop.call_soon_threadsafe(running.add, stage)

        async with lane.lock:
            return await loop.run_in_executor(self._threads, self._take, running.message, report)

    def _leave(self, key: tuple[str, str], task: "asyncio.Task[Reply]") -> None:
        running = self._running.pop(key)
        running.changed.set()
        lane = self._lanes[key[0]]
        lane.waiting -= 1
        if lane.waiting == 0:
            del self._lanes[key[0]]
        if not task.cancelled():
            task.exception()  # a turn that nobody waits for any more must not complain about its unread error


def too_long() -> Busy:
    return Busy("The answer takes longer than usual.", "Ask again in a moment; your message is kept.")


def _same(running: RunningTurn, message: IncomingMessage) -> RunningTurn:
    if (running.message.text, running.message.choice) != (message.text, message.choice):
        raise MessageConflict("This message id was used with another text.", "Give every message an id of its own.")
    return running
