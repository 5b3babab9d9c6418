"""How does a program hold a conversation over HTTP?"""

import asyncio
import base64
import binascii
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from advisor.vocabulary.conversation import ConversationId, IncomingMessage, Reply, Turn
from bots.web.access import admit
from bots.web.errors import described, not_found
from bots.web.front import At, Front
from bots.web.replays import Replays
from bots.web.streaming import read_last_event, reply_events, stream, turn_events

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])

MESSAGE_ID = r"^[A-Za-z0-9._:~-]{1,128}$"
KEY = r"^[A-Za-z0-9._:~-]{16,128}$"
"""Long enough that nobody guesses it: what is kept under it holds a token."""
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$"
PAGE = 50


def without_nul(text: str) -> str:
    """Drop the one character that databases refuse."""
    return text.replace("\x00", "")


class NewConversation(BaseModel):
    model_config = ConfigDict(extra="forbid")
    language: str | None = Field(None, pattern=LANGUAGE, description="ISO 639-1; default: the language written in.")


class StartedConversation(BaseModel):
    id: str
    token: str = Field(description="The only way in: send it as Bearer. It is not shown again.")


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")
    client_message_id: str | None = Field(
        None, pattern=MESSAGE_ID, description="The same id gives the same reply. Default: the Idempotency-Key."
    )
    language: str | None = Field(None, pattern=LANGUAGE)


class WrittenMessage(_Message):
    """Words of the learner."""

    text: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S"), AfterValidator(without_nul)]
    choice: None = None


class ChosenMessage(_Message):
    """A choice that a reply offered, by its id."""

    choice: str = Field(min_length=1, max_length=256)
    text: None = None


class Page(BaseModel):
    conversation: str
    language: str | None
    state: str
    created: str
    turns: list[dict[str, Any]]
    next_cursor: str | None = Field(description="Give it as `cursor` for the turns that follow; null at the end.")


def shown_reply(reply: Reply, *, explain: bool = False) -> dict[str, Any]:
    shown = reply.model_dump(mode="json", by_alias=True)
    return shown if explain else {**shown, "explain": []}


def shown_turn(turn: Turn) -> dict[str, Any]:
    plain = turn.model_dump(mode="json", include={"number", "message", "client_message_id", "text", "choice", "at"})
    return {**plain, "reply": shown_reply(turn.reply) if turn.reply else None}


STREAM = {"text/event-stream": {"schema": {"type": "string"}}}
ANSWER: dict[int | str, dict[str, Any]] = {200: {"model": Reply, "content": STREAM}}
TURNS: dict[int | str, dict[str, Any]] = {200: {"model": Page, "content": STREAM}}


@router.post(
    "", operation_id="start_conversation", status_code=201, response_model=StartedConversation,
    responses=described(400, 413, 422, 429, 503),
)  # fmt: skip
async def start(
    front: At,
    request: Request,
    wanted: NewConversation | None = None,
    idempotency_key: Annotated[str, Header(pattern=KEY)] = "",
) -> Any:
    """Start a conversation; the token is given once."""
    replays: Replays = request.app.state.replays
    key = replays.key(request, idempotency_key, (wanted or NewConversation()).model_dump_json())
    kept = replays.find(key, front.now())
    if kept is None:
        front.limit_new_conversation(request)
        identifier, token = await open_conversation(front, wanted.language if wanted else None)
        kept = replays.keep(key, {"id": identifier, "token": token}, front.now())
    return JSONResponse(kept, status_code=201, headers={"Location": f"/v1/conversations/{kept['id']}"})


async def open_conversation(front: Front, language: str | None) -> tuple[str, str]:
    identifier, token = await asyncio.to_thread(
        lambda: front.house.advisor.start_conversation("web", language=language, now=front.now())
    )
    front.counters.add("cairn_conversations_total")
    return str(identifier), str(token)


@router.post(
    "/{identifier}/messages",
    operation_id="send_message",
    responses={**ANSWER, **described(400, 404, 409, 413, 422, 429, 503)},
)
async def send(
    front: At,
    request: Request,
    identifier: str,
    wanted: WrittenMessage | ChosenMessage,
    explain: bool = False,
    idempotency_key: Annotated[str, Header(pattern=MESSAGE_ID)] = "",
    last_event_id: Annotated[str, Header()] = "",
) -> Any:
    """Say something; the answer is a Reply, or a stream of status, delta and reply with `Accept: text/event-stream`."""
    conversation = await admit(front, request, identifier)
    message = IncomingMessage(
        conversation=conversation,
        client_message_id=wanted.client_message_id or idempotency_key or front.new_id(),
        text=wanted.text or "",
        choice=wanted.choice,
        language=wanted.language,
    )
    front.limit_message(identifier, message.client_message_id)

    def show(reply: Reply) -> dict[str, Any]:
        return shown_reply(reply, explain=explain)

    if "text/event-stream" in request.headers.get("accept", ""):
        before, arrived = read_last_event(last_event_id)
        after = arrived if before == message.client_message_id else 0
        return stream(turn_events(front.desk.enter(message), show, after))
    return JSONResponse(show(await front.desk.reply(message)))


@router.get("/{identifier}/messages", operation_id="list_messages", responses={**TURNS, **described(404, 422, 503)})
async def messages(
    front: At,
    request: Request,
    identifier: str,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = PAGE,
    client_message_id: Annotated[str | None, Query(pattern=MESSAGE_ID)] = None,
    last_event_id: Annotated[str, Header()] = "",
) -> Any:
    """List the turns; with `Accept: text/event-stream`, go on with the stream of one message."""
    conversation = await admit(front, request, identifier)
    if "text/event-stream" in request.headers.get("accept", ""):
        before, arrived = read_last_event(last_event_id)
        wanted = client_message_id or before
        return await _resumed(front, conversation, wanted, arrived if before == wanted else 0)
    return JSONResponse(await _page(front, conversation, cursor, limit))


@router.get("/{identifier}", operation_id="read_conversation", response_model=Page, responses=described(404, 422, 503))
async def read(
    front: At,
    request: Request,
    identifier: str,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = PAGE,
) -> Any:
    """Read the history, oldest first."""
    return JSONResponse(await _page(front, await admit(front, request, identifier), cursor, limit))


@router.get("/{identifier}/export", operation_id="export_conversation", responses=described(404, 503))
async def export(front: At, request: Request, identifier: str) -> Any:
    """Give everything that is held on this learner."""
    conversation = await admit(front, request, identifier)
    held = await asyncio.to_thread(front.house.advisor.export, conversation)
    held |= await asyncio.to_thread(request.app.state.kept.held_on, conversation, front.now())
    name = {"Content-Disposition": 'attachment; filename="cairn-my-data.json"'}
    return Response(json.dumps(held, ensure_ascii=False, indent=1), media_type="application/json", headers=name)


@router.delete("/{identifier}", operation_id="erase_conversation", status_code=204, responses=described(404, 503))
async def erase(front: At, request: Request, identifier: str) -> Response:
    """Erase everything that is held on this learner."""
    conversation = await admit(front, request, identifier)
    await asyncio.to_thread(front.house.advisor.erase, conversation, front.now())
    await asyncio.to_thread(request.app.state.kept.forget, conversation)
    return Response(status_code=204)


async def _page(front: Front, conversation: ConversationId, cursor: str | None, limit: int) -> dict[str, Any]:
    held = await asyncio.to_thread(front.house.advisor.conversation, conversation)
    after = read_cursor(cursor)
    rest = [turn for turn in held.turns if turn.number > after]
    return {
        "conversation": held.id,
        "language": held.language,
        "state": held.state.value,
        "created": held.created.isoformat(),
        "turns": [shown_turn(turn) for turn in rest[:limit]],
        "next_cursor": write_cursor(rest[limit - 1].number) if len(rest) > limit else None,
    }


def write_cursor(after: int) -> str:
    return base64.urlsafe_b64encode(f"after:{after}".encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> int:
    """Read where to go on; what is no cursor of ours begins at the beginning."""
    try:
        text = base64.urlsafe_b64decode((cursor or "") + "==").decode()
    except (binascii.Error, ValueError):
        return 0
    number = text.removeprefix("after:")
    return int(number) if text.startswith("after:") and number.isdecimal() and len(number) < 10 else 0


async def _resumed(front: Front, conversation: ConversationId, client_message_id: str, after: int) -> Response:
    running = front.desk.find(conversation, client_message_id)
    if running is not None:
        return stream(turn_events(running, shown_reply, after))
    held = await asyncio.to_thread(front.house.advisor.conversation, conversation)
    for turn in held.turns:
        if turn.client_message_id == client_message_id and turn.reply is not None:
            return stream(_stored(turn.reply, client_message_id, after))
    return not_found()


async def _stored(reply: Reply, client_message_id: str, after: int) -> AsyncIterator[str]:
    for line in reply_events(reply, shown_reply(reply), client_message_id, after):
        yield line
