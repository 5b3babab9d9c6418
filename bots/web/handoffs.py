"""How does a learner, or a program, agree to a hand-off and fetch what came of it?"""

import asyncio
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from advisor.errors import ConversationNotFound, HandOffNotFound, IssuerFailure
from advisor.handoff import HandOffs
from advisor.handoff_states import LINK
from advisor.handoff_wording import consent_text, link_of
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import HandOff, HandOffId, HandOffStatus
from bots.web import offer_page
from bots.web.access import admit
from bots.web.conversations import LANGUAGE
from bots.web.cookies import read_conversation
from bots.web.errors import described, not_found
from bots.web.front import At, Front
from bots.web.rendering import render
from bots.web.security import bearer

router = APIRouter()


class NewHandOff(BaseModel):
    model_config = ConfigDict(extra="forbid")
    micro_credential_id: str = Field(min_length=1, max_length=256)
    conversation: str | None = Field(None, max_length=64, description="Default: the browser's own.")
    language: str | None = Field(None, pattern=LANGUAGE)


class ShownHandOff(BaseModel):
    """A hand-off as its learner sees it; the code is only ever said in the conversation."""

    id: str
    status: HandOffStatus
    micro_credential_id: str
    title: str
    provider: str
    protocol: str
    consent_text: str | None = Field(description="While it is a draft: what saying yes means.")
    consented: str | None
    url: str | None = Field(description="Our page with the offer; the provider's own page where it is not connected.")
    expires: str | None
    created: str
    changed: str


def shown(handoff: HandOff, public_url: str) -> dict[str, Any]:
    offer = handoff.offer
    return ShownHandOff(
        **handoff.model_dump(include={"id", "status", "micro_credential_id", "title", "provider", "protocol"}),
        consent_text=consent_text(handoff) if handoff.status == HandOffStatus.DRAFT else None,
        consented=handoff.consent.at.isoformat() if handoff.consent else None,
        url=link_of(handoff, public_url),
        expires=offer.expires.isoformat() if offer and offer.expires else None,
        created=handoff.created.isoformat(),
        changed=handoff.changed.isoformat(),
    ).model_dump(mode="json")


@router.post(
    "/v1/handoffs", operation_id="apply", status_code=201, response_model=ShownHandOff, tags=["hand-offs"],
    responses=described(400, 404, 409, 413, 422, 429, 503),
)  # fmt: skip
async def apply(
    front: At,
    request: Request,
    wanted: NewHandOff,
    idempotency_key: Annotated[str | None, Header(max_length=128)] = None,  # noqa: ARG001 - the same course is the same hand-off, with a key or without
) -> Any:
    """Apply for a micro-credential: a draft with the text to agree to. The same again gives what there is."""
    conversation = await admit(front, request, wanted.conversation or _own(front, request))
    front.limit_look_up(request)
    language = wanted.language or (await _language(front, conversation))
    made = await asyncio.to_thread(
        _handoffs(front).apply, conversation, wanted.micro_credential_id, language, front.now()
    )
    return _said(front, made, status=201, headers={"Location": f"/v1/handoffs/{made.id}"})


@router.get(
    "/v1/handoffs/{identifier}", operation_id="read_handoff", response_model=ShownHandOff, tags=["hand-offs"],
    responses=described(404, 422, 503),
)  # fmt: skip
async def read(front: At, request: Request, identifier: str) -> Any:
    """Say how far it is."""
    return _said(front, await _mine(front, request, identifier))


@router.post(
    "/v1/handoffs/{identifier}/consent", operation_id="consent", response_model=ShownHandOff, tags=["hand-offs"],
    responses=described(404, 409, 422, 503),
)  # fmt: skip
async def consent(front: At, request: Request, identifier: str) -> Any:
    """Say yes to the text of the draft; saying it twice is saying it once."""
    standing = await _mine(front, request, identifier)
    return _said(front, await asyncio.to_thread(_handoffs(front).consent, standing.id, front.now()))


@router.post(
    "/v1/handoffs/{identifier}/cancel", operation_id="cancel_handoff", response_model=ShownHandOff, tags=["hand-offs"],
    responses=described(404, 409, 422, 503),
)  # fmt: skip
async def cancel(front: At, request: Request, identifier: str) -> Any:
    """Withdraw, at the provider too."""
    standing = await _mine(front, request, identifier)
    return _said(front, await asyncio.to_thread(_handoffs(front).cancel, standing.id, front.now()))


@router.get("/i/{identifier}", operation_id="interaction", tags=["hand-offs"], responses=described(404, 422, 503))
async def interaction(
    front: At, request: Request, identifier: str, iuv: Annotated[str, Query(max_length=8)] = ""
) -> Response:
    """Show people the offer with its QR code; tell wallets which protocols to fetch it with (VCALM interaction)."""
    handoff = await _offered(front, identifier)
    if handoff is None:
        return not_found()
    fresh, late = await _opened(front, handoff)
    if iuv == "1" or _prefers_json(request):
        return not_found() if late else _as_interaction(front, request, fresh)
    return render("offer.html", handoff.language, **offer_page.shown(fresh, late=late))


async def _opened(front: Front, handoff: HandOff) -> tuple[HandOff, bool]:
    """Make a link that has ended anew; say whether it has ended and could not be."""
    try:
        return await asyncio.to_thread(_handoffs(front).renewed, handoff, front.now()), False
    except IssuerFailure:
        return handoff, True


@router.get("/i/{identifier}/qr.svg", operation_id="offer_qr", tags=["hand-offs"], responses=described(404, 422, 503))
async def qr_code(front: At, identifier: str) -> Response:
    """Draw the offer for a wallet on another device."""
    handoff = await _offered(front, identifier)
    if handoff is None or handoff.status != HandOffStatus.OFFERED or handoff.offer is None:
        return not_found()
    drawing = await asyncio.to_thread(drawn, handoff.offer.uri)
    return Response(drawing, media_type="image/svg+xml")


def _as_interaction(front: Front, request: Request, handoff: HandOff) -> Response:
    if handoff.status != HandOffStatus.OFFERED or handoff.offer is None:
        return not_found()
    website = f"{(front.house.settings.public_url or str(request.base_url)).rstrip('/')}/i/{handoff.id}"
    return JSONResponse({"protocols": offer_page.protocols(handoff.offer, website)})


async def _offered(front: Front, identifier: str) -> HandOff | None:
    """Find what the address stands for: whoever has it may see it, so a draft or a stranger's guess shows nothing."""
    try:
        handoff: HandOff = await asyncio.to_thread(_handoffs(front).find, HandOffId(identifier))
    except HandOffNotFound:
        return None
    hidden = handoff.protocol == LINK or handoff.status == HandOffStatus.DRAFT or not handoff.conversation
    return None if hidden else handoff


async def _mine(front: Front, request: Request, identifier: str) -> HandOff:
    """Find a hand-off of the conversation whose token came along. Foreign and missing are the same."""
    handoff: HandOff = await asyncio.to_thread(_handoffs(front).find, HandOffId(identifier))
    await admit(front, request, handoff.conversation)
    return handoff


def _own(front: Front, request: Request) -> str:
    kept = None if bearer(request) else read_conversation(request, front.house.settings.public_url)
    if kept is None:
        raise ConversationNotFound("There is no such conversation.", "Name the conversation that the token is for.")
    return kept[0]


async def _language(front: Front, conversation: ConversationId) -> str:
    held = await asyncio.to_thread(front.house.advisor.conversation, conversation)
    return held.language or "en"


def _handoffs(front: Front) -> HandOffs:
    handoffs: HandOffs = front.house.advisor.handoffs
    return handoffs


def _said(front: Front, handoff: HandOff, status: int = 200, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(shown(handoff, front.house.settings.public_url), status_code=status, headers=headers)


def _prefers_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


@lru_cache(maxsize=64)
def drawn(uri: str) -> bytes:
    import io

    import segno

    drawing = io.BytesIO()
    segno.make(uri, error="l", micro=False).save(
        drawing, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False, svgclass=None, lineclass=None
    )
    return drawing.getvalue()
