"""What has the adviser said unasked, while the page is open (a hand-off's news)?"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request

from advisor.errors import AdvisorError
from advisor.vocabulary.conversation import Conversation, ConversationId, ConversationState
from bots.web.access import admit
from bots.web.conversations import STREAM, shown_turn
from bots.web.errors import described
from bots.web.front import At, Front
from bots.web.streaming import HEARTBEAT_SECONDS, event, stream

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])

SOON, LATER = 2.0, 15.0
"""Seconds between looks: soon while somebody else may speak (a hand-off, a person), later otherwise."""


@router.get(
    "/{identifier}/events",
    operation_id="follow_conversation",
    responses={200: {"content": STREAM}, **described(404, 422, 503)},
)
async def follow(
    front: At,
    request: Request,
    identifier: str,
    after: Annotated[int | None, Query(ge=0, le=10**9)] = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> object:
    """Stream turns as they are closed, whoever spoke: event `turn`, with the turn's number as id."""
    conversation = await admit(front, request, identifier)
    start = int(last_event_id) if last_event_id and last_event_id.isdecimal() and len(last_event_id) < 10 else after
    return stream(_turns(front, conversation, start))


async def _turns(front: Front, conversation: ConversationId, start: int | None) -> AsyncIterator[str]:
    front.counters.add("cairn_streams")
    try:
        yield "retry: 5000\n\n"
        while not front.closing.is_set():
            try:
                held = await asyncio.to_thread(front.house.advisor.conversation, conversation)
            except AdvisorError:  # erased meanwhile
                return
            start = len(held.turns) if start is None else start
            for turn in held.turns:
                if turn.number > start and turn.reply is not None:
                    yield event("turn", shown_turn(turn), str(turn.number))
                    start = turn.number
            async for beat in pause(front, pace(held)):
                yield beat
    finally:
        front.counters.add("cairn_streams", -1)


def pace(held: Conversation) -> float:
    """Say how soon to look again."""
    if held.state in {ConversationState.WAITING, ConversationState.WITH_COUNSELLOR}:
        return SOON
    recent = [turn.reply for turn in held.turns[-5:] if turn.reply is not None]
    return SOON if any(block.type == "handoff" for reply in recent for block in reply.blocks) else LATER


async def pause(front: Front, seconds: float) -> AsyncIterator[str]:
    """Wait, ending early when the server stops, and show that the stream is alive."""
    left = seconds
    while left > 0 and not front.closing.is_set():
        step = min(left, HEARTBEAT_SECONDS)
        try:
            await asyncio.wait_for(front.closing.wait(), step)
        except TimeoutError:
            yield ": still here\n\n"
        left -= step
