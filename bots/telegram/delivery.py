"""How does a reply that a turn stored reach its chat: in order, each bubble once, whatever happens on the way?"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from advisor.adviser import Advisor
from advisor.errors import ConversationNotFound
from advisor.ports import OutboxRow
from advisor.vocabulary.conversation import Conversation, Reply, Turn
from bots.telegram.inbox import Inbox
from bots.telegram.outgoing import render
from bots.telegram.sending import BUSY_SERVER, Later, Never, Outcome, Sender, There, Unknown

log = logging.getLogger("cairn.telegram")

LANE = "deliver"
CHANNEL = "telegram"
MESSAGE = "tg:"
"""Before the update's number, in the id of a message."""
KEPT_FOR = timedelta(hours=24)
"""A reply that could not be sent for a day is not wanted any more."""
LONGEST_PAUSE = 60.0
AT_ONCE = 500


class Delivery:
    """Sends outbox rows. A row is done when all its bubbles are out; which ones are is kept after each."""

    def __init__(self, advisor: Advisor, inbox: Inbox, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._advisor = advisor
        self._inbox = inbox
        self._sender = sender
        self._clock = clock
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._not_before: dict[str, datetime] = {}
        self._failures: dict[str, int] = {}

    async def sweep(self) -> None:
        """Send what is due in all conversations, the one that waits longest first."""
        for conversation in dict.fromkeys(row.conversation for row in await self._pending()):
            await self.deliver(conversation)

    async def deliver(self, conversation: str) -> None:
        """Send what a conversation waits for, oldest first; stop where the next one has to wait."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        async with lock:
            for row in await self._pending():
                if row.conversation == conversation and not await self._deliver_row(row):
                    return

    async def _pending(self) -> list[OutboxRow]:
        return list(await asyncio.to_thread(self._advisor.store.pending_outbox, LANE, AT_ONCE))

    async def _deliver_row(self, row: OutboxRow) -> bool:
        """Send one reply; False where the conversation has to wait."""
        if self._not_before.get(row.conversation, self._clock()) > self._clock():
            return False
        try:
            conversation = await asyncio.to_thread(self._advisor.conversation, row.conversation)
        except ConversationNotFound:  # erased meanwhile, with its outbox
            return True
        if conversation.channel != CHANNEL:
            return True
        turn = next((t for t in conversation.turns if t.reply and t.reply.message == row.reference), None)
        if turn is not None and is_from_elsewhere(turn):
            await asyncio.to_thread(self._finish, row)
            return True
        reason = await asyncio.to_thread(self._why_not, row, turn)
        if reason or turn is None or turn.reply is None:
            return await self._give_up(row, reason)
        return await self._send(row, conversation, turn.reply, tapped_label(conversation, turn))

    def _why_not(self, row: OutboxRow, turn: Turn | None) -> str:
        if turn is None:
            return "no such reply"
        if self._clock() - turn.at > KEPT_FOR:
            return "too old"
        return "unreachable" if self._inbox.unreachable(row.conversation) else ""

    async def _send(self, row: OutboxRow, conversation: Conversation, reply: Reply, tapped: str) -> bool:
        bubbles = render(reply, tapped)
        out = await asyncio.to_thread(self._inbox.bubbles_sent, row.key)
        for number, bubble in enumerate(bubbles[out:], out):
            keep = partial(self._inbox.bubble_sent, row.key, number)
            outcome = await self._sender.send(int(conversation.address), bubble, keep)
            if not isinstance(outcome, There):
                return await self._not_sent(row, outcome)
        await asyncio.to_thread(self._finish, row)
        return True

    def _finish(self, row: OutboxRow) -> None:
        self._advisor.store.outbox_done(row.key, self._clock())
        self._inbox.all_sent(row.key)
        self._failures.pop(row.key, None)
        self._not_before.pop(row.conversation, None)

    async def _not_sent(self, row: OutboxRow, outcome: Outcome) -> bool:
        failures = self._failures[row.key] = self._failures.get(row.key, 0) + 1
        if isinstance(outcome, Unknown) and failures == 1:
            return await self._wait(row, Later(f"lost answer: {outcome.reason}", 1.0))
        if isinstance(outcome, Later):
            return await self._wait(row, Later(outcome.reason, pause_after(outcome, failures)))
        if isinstance(outcome, Never) and outcome.gone:
            await asyncio.to_thread(self._inbox.mark_unreachable, row.conversation, self._clock())
        return await self._give_up(row, outcome.reason if isinstance(outcome, Never | Unknown) else "")

    async def _wait(self, row: OutboxRow, later: Later) -> bool:
        until = self._clock() + timedelta(seconds=later.seconds)
        self._not_before[row.conversation] = until
        await asyncio.to_thread(self._advisor.store.outbox_failed, row.key, self._clock(), until, later.reason)
        log.info("telegram.reply_postponed reason=%s seconds=%.0f", later.reason, later.seconds)
        return False

    async def _give_up(self, row: OutboxRow, reason: str) -> bool:
        await asyncio.to_thread(self._advisor.store.outbox_failed, row.key, self._clock(), None, reason)
        await asyncio.to_thread(self._inbox.all_sent, row.key)
        self._failures.pop(row.key, None)
        log.warning("telegram.reply_dead_letter reason=%s", reason)
        return True


def is_from_elsewhere(turn: Turn) -> bool:
    """Say whether a turn was taken on the web page: its answer stands there, and here nobody asked. News is from nowhere."""
    return bool(turn.text or turn.choice) and not turn.client_message_id.startswith(MESSAGE)


def pause_after(outcome: Later, failures: int) -> float:
    """Double the pause with each failure, unless Telegram said how long to wait."""
    return outcome.seconds if outcome.seconds > BUSY_SERVER else min(2.0 ** min(failures - 1, 8), LONGEST_PAUSE)


def tapped_label(conversation: Conversation, turn: Turn) -> str:
    """Give the label of the button that a turn answers: Telegram leaves no trace of a tap."""
    if turn.choice is None:
        return ""
    choices = (choice for t in reversed(conversation.turns[: turn.number]) for choice in choices_of(t.reply))
    return next((choice.label for choice in choices if choice.id == turn.choice), "")


def choices_of(reply: Reply | None) -> list[Any]:
    return [choice for block in reply.blocks for choice in getattr(block, "choices", ())] if reply else []
