"""How does a provider call us, at `/hooks/{capability}`? Whoever does not know the address finds nothing here."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from advisor.handoff import HandOffs
from advisor.handoff_news import heard
from bots.provider_calls import FOLDER, MOST_BYTES, ProviderCalls, whose
from bots.web.errors import described, not_found, problem
from bots.web.front import At, Front

log = logging.getLogger("cairn.web")

router = APIRouter(tags=["hand-offs"])
NOT_PROVEN = ("The call does not prove who sends it.", "Sign it as the provider's table in the issuers file says.")


@router.post(
    "/hooks/{capability}", operation_id="provider_call", responses=described(401, 404, 413, 422, 503),
)  # fmt: skip
async def receive(
    front: At, request: Request, capability: str, reference: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """Take a provider's news, each once. What cannot be read is kept for the operator and acknowledged: sending it
    again would not make it better.
    """
    body = await request.body()
    headers = {name.lower(): value for name, value in request.headers.items()}
    return await asyncio.to_thread(_take, front, request.app.state.provider_calls, capability, reference, body, headers)


def _take(
    front: Front, kept: ProviderCalls, capability: str, reference: str, body: bytes, headers: Mapping[str, str]
) -> Response:
    handoffs: HandOffs = front.house.advisor.handoffs
    provider = whose(front.house.settings, capability, handoffs.issuers_of.names)
    events = handoffs.issuers_of(provider).events if provider else None
    if events is None:
        return not_found()
    now = front.now()
    if not events.proves(body, headers, now.timestamp()):
        log.warning("provider_call_not_proven provider=%r", provider)
        return problem(401, "not-proven", *NOT_PROVEN)
    try:
        event = events.read(body, reference)
    except ValueError as error:
        log.warning("provider_call_dead_letter provider=%r reason=%s", provider, type(error).__name__)
        kept.keep_dead(provider, body, "malformed", now)
        return _taken()
    if event is None or kept.was_taken(provider, event.id):
        return _taken()
    if not heard(handoffs, provider, event, now):
        kept.keep_dead(provider, body, "about no hand-off of this provider", now)
        return _taken()
    kept.take(provider, event.id, now)
    return _taken()


def _taken() -> JSONResponse:
    return JSONResponse({"taken": True})


def body_cap(path: str) -> int | None:
    """Say how many bytes this address reads; None for all others."""
    return MOST_BYTES if path.startswith(FOLDER) else None
