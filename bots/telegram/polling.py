"""How do updates come in so that none is lost? Asked for by long polling, kept in SQL, and only then confirmed (R2)."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bots.telegram.inbox import Inbox

if TYPE_CHECKING:
    from telegram.request import BaseRequest

log = logging.getLogger(__name__)

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
MOST_WAITING = 1000
"""Beyond this many unfinished updates Telegram keeps the rest (for 24 hours) until we have caught up."""


@dataclass(frozen=True)
class Pace:
    """How long to wait, in seconds."""

    poll: int = 25
    first_pause: float = 0.5
    longest_pause: float = 30.0
    conflict: float = 10.0


@dataclass
class Health:
    """When did Telegram last answer a poll, and what is wrong since?"""

    last_success: datetime | None = None
    trouble: str = ""


async def poll(
    request: "BaseRequest",
    address: str,
    inbox: Inbox,
    arrived: Callable[[], None],
    clock: Callable[[], datetime],
    health: Health,
    pace: Pace = Pace(),
) -> None:
    """Ask for ever; the next offset comes from SQL, so what was not kept is asked for again."""
    pause = 0.0
    while True:
        try:
            if await asyncio.to_thread(inbox.count) >= MOST_WAITING:
                await asyncio.sleep(1.0)
                continue
            updates = await _fetch(request, address, await asyncio.to_thread(inbox.offset, clock()), pace)
            fresh = await asyncio.to_thread(inbox.keep, updates, clock())
        except Exception as error:  # noqa: BLE001 - whatever it is, Telegram keeps the updates and we ask again
            pause = _pause_after(error, pause, pace)
            _complain(health, error, pause)
            await asyncio.sleep(pause)
            continue
        _praise(health, clock())
        _count_lost(updates)
        pause = 0.0
        if fresh:
            arrived()
        elif updates:  # only what we have already: Telegram did not notice the new offset
            await asyncio.sleep(pace.first_pause)


async def _fetch(request: "BaseRequest", address: str, offset: int | None, pace: Pace) -> list[Any]:
    """Ask for raw updates: the library's own method fails as a whole when one of a batch is malformed."""
    wishes = {"timeout": pace.poll, "limit": 100, "allowed_updates": json.dumps(WANTED)}
    if offset is not None:
        wishes["offset"] = offset
    updates = await request.post(f"{address}/getUpdates?{urlencode(wishes)}", read_timeout=pace.poll + 10)
    return updates if isinstance(updates, list) else []


def _pause_after(error: Exception, before: float, pace: Pace) -> float:
    from telegram.error import Conflict, InvalidToken, RetryAfter

    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return float(wait if isinstance(wait, int) else wait.total_seconds())
    if isinstance(error, Conflict):
        return pace.conflict
    if isinstance(error, InvalidToken):
        return pace.longest_pause
    return min(max(before * 2, pace.first_pause), pace.longest_pause)


SENTENCES = {
    "Conflict": "another instance polls with the same bot token; this one waits for its turn",
    "InvalidToken": "Telegram refuses the bot token; set CAIRN_TELEGRAM_TOKEN to the one that @BotFather shows",
    "RetryAfter": "Telegram asks us to poll more slowly",
}


def _complain(health: Health, error: Exception, pause: float) -> None:
    """Write one line when the trouble begins, none while it lasts. Never the error's own text: it may hold an address."""
    name = type(error).__name__
    if health.trouble != name:
        health.trouble = name
        log.warning("telegram.polling_paused reason=%s pause=%.1fs %s", name, pause, SENTENCES.get(name, ""))


def _praise(health: Health, now: datetime) -> None:
    if health.trouble:
        log.warning("telegram.polling_resumed after=%s", health.trouble)
    health.trouble, health.last_success = "", now


def _count_lost(updates: list[Any]) -> None:
    from bots.telegram.inbox import update_number

    lost = sum(update_number(update) is None for update in updates)
    if lost:
        log.warning("telegram.update_without_number count=%d", lost)
