"""How does a reply reach the learner while it is being made: server-sent events, written by hand?"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from fastapi.responses import StreamingResponse

from advisor.vocabulary.conversation import Reply
from bots.web.errors import as_problem
from bots.web.turn_desk import PATIENCE, RunningTurn, too_long

HEARTBEAT_SECONDS = 10.0
SENTENCES = re.compile(r"\S+(?:\s+\S+){0,5}\s*|\s+")
"""A piece: up to six words with the white space that follows."""


def event(name: str, data: Any, identifier: str = "") -> str:
    """Write one event; JSON holds no line break, so one data line is enough."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    number = f"id: {identifier}\n" if identifier else ""
    return f"{number}event: {name}\ndata: {text}\n\n"


def pieces(reply: Reply) -> Iterator[tuple[int, str]]:
    """Cut the text blocks into pieces, with the block's place; together they are the text again."""
    for place, block in enumerate(reply.blocks):
        if block.type == "text":
            for found in SENTENCES.finditer(block.text):
                yield place, found[0]


def reply_events(reply: Reply, shown: Mapping[str, Any], message: str, after: int = 0) -> Iterator[str]:
    """Write deltas and the whole reply, leaving out the first `after`: the numbers are the same each time."""
    number = 0
    for place, piece in pieces(reply):
        number += 1
        if number > after:
            yield event("delta", {"block": place, "text": piece}, f"{message}/{number}")
    if number + 1 > after:
        yield event("reply", shown, f"{message}/{number + 1}")


def read_last_event(value: str) -> tuple[str, int]:
    """Read `Last-Event-ID`: which message, and how many events of it arrived."""
    message, _, number = value.rpartition("/")
    return (message, int(number)) if message and number.isdigit() and len(number) < 10 else ("", 0)


def problem_event(error: Exception) -> str:
    return event("problem", json.loads(bytes(as_problem(error).body)))


async def turn_events(running: RunningTurn, show: Any, after: int = 0) -> AsyncIterator[str]:
    """Tell the stages as they come, then the reply; whoever leaves does not stop the turn."""
    yield "retry: 2000\n\n"
    told, until = 0, asyncio.get_running_loop().time() + PATIENCE
    while True:
        changed = running.changed
        while told < len(running.stages):
            yield event("status", {"stage": running.stages[told]})
            told += 1
        if running.task.done():
            break
        if not await _any_of(running.task, changed):
            yield ": still here\n\n"
        if not running.task.done() and asyncio.get_running_loop().time() > until:
            yield problem_event(too_long())
            return
    try:
        reply = running.task.result()
    except Exception as error:  # noqa: BLE001 - the stream has begun: the problem is its last event
        yield problem_event(error)
        return
    for line in reply_events(reply, show(reply), running.message.client_message_id, after):
        yield line


async def _any_of(task: "asyncio.Task[Reply]", changed: asyncio.Event) -> bool:
    """Wait until something happened; False after a heartbeat's time."""
    waiter = asyncio.create_task(changed.wait())
    done, _ = await asyncio.wait({task, waiter}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    waiter.cancel()
    return bool(done)


def stream(events: AsyncIterator[str]) -> StreamingResponse:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)
