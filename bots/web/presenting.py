"""How does a wallet show a certificate, and what does its owner see meanwhile (VC API exchange, VCALM interaction)?"""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from advisor.credentials.limits import MOST_BYTES
from advisor.credentials.presentations import Presentations
from advisor.credentials.requesting import PAGE
from advisor.errors import AdvisorError, RequestNotFound
from advisor.vocabulary.credential import PresentationRequest
from bots.web.errors import as_problem, described, not_found
from bots.web.front import At, Front
from bots.web.handoffs import drawn
from bots.web.offer_page import LCW, LEARNCARD, LEARNCARD_REQUEST
from bots.web.rendering import render

router = APIRouter(tags=["prior learning"])


class Said(BaseModel):
    """What a wallet posts: nothing at first, then its presentation."""

    verifiablePresentation: dict[str, Any] | str | None = None  # noqa: N815 - the word of the VC API


ANYBODY = {"Access-Control-Allow-Origin": "*"}
"""Some wallets are web pages. No cookie counts here: the address is the way in, and the challenge ties the answer to it."""
PREFLIGHT = {
    **ANYBODY, "Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "Content-Type, Accept",
    "Access-Control-Max-Age": "600",
}  # fmt: skip
WRAPPED = 4 * 1024
"""What stands around a presentation."""
REASON = "So that what you can do already counts in your advice."


def lcw(domain: str, address: str) -> str:
    """Make the link that opens Learner Credential Wallet, as its makers describe it."""
    asked_for = {"credentialRequestOrigin": domain, "protocols": {"vcapi": address}}
    return f"https://lcw.app/request?request={quote(json.dumps(asked_for), safe='')}"


def learncard(_domain: str, address: str) -> str:
    """Make the link that opens LearnCard, as its makers describe it."""
    return LEARNCARD_REQUEST + quote(address, safe="")


WALLETS: Mapping[str, Callable[[str, str], str]] = {LCW: lcw, LEARNCARD: learncard}


def body_cap(path: str) -> int | None:
    return MOST_BYTES + WRAPPED if path.startswith(PAGE) else None


@router.get("/x/{identifier}", operation_id="presentation_request", responses=described(404, 422, 503))
async def page(front: At, request: Request, identifier: str, iuv: Annotated[str, Query(max_length=8)] = "") -> Response:
    """Show people the request with its QR code; tell wallets where to answer it."""
    try:
        wanted = await asyncio.to_thread(_presentations(front).find, identifier)
    except RequestNotFound:
        return not_found()
    if iuv == "1" or "text/html" not in request.headers.get("accept", ""):
        return JSONResponse(_interaction(front, request, wanted), headers=ANYBODY)
    address = _address(front, request, wanted.id)
    links = {name: link(_domain(front, request), address) for name, link in WALLETS.items()}
    return render("present.html", wanted.language, request=wanted, state=_state(front, wanted), links=links)


@router.get("/x/{identifier}/qr.svg", operation_id="presentation_qr", responses=described(404, 422, 503))
async def qr_code(front: At, request: Request, identifier: str) -> Response:
    """Draw the request for a wallet on another device."""
    try:
        wanted = await asyncio.to_thread(_presentations(front).find, identifier)
    except RequestNotFound:
        return not_found()
    drawing = await asyncio.to_thread(drawn, f"{_address(front, request, wanted.id)}?iuv=1")
    return Response(drawing, media_type="image/svg+xml")


@router.options("/x/{identifier}", include_in_schema=False)
async def preflight(identifier: str) -> Response:  # noqa: ARG001 - a browser asks before it posts, whatever is there
    return Response(status_code=204, headers=PREFLIGHT)


@router.post(
    "/x/{identifier}", operation_id="answer_presentation_request", responses=described(400, 404, 409, 413, 422, 429, 503)
)  # fmt: skip
async def answer(front: At, request: Request, identifier: str, said: Annotated[Said | None, Body()] = None) -> Response:
    """Without a presentation: what is asked for. With one that answers it: taken, once."""
    front.limit_look_up(request)
    shown = said.verifiablePresentation if said else None
    desk, domain = _presentations(front), _domain(front, request)
    try:
        if shown is None:
            wanted = await asyncio.to_thread(desk.open, identifier, front.now())
            return JSONResponse({"verifiablePresentationRequest": asked(wanted, domain)}, headers=ANYBODY)
        data = (shown if isinstance(shown, str) else json.dumps(shown)).encode("utf-8", "replace")
        await asyncio.to_thread(desk.present, identifier, data, domain, front.now())
    except AdvisorError as error:
        told = as_problem(error)
        told.headers.update(ANYBODY)
        return told
    return JSONResponse({"redirectUrl": _address(front, request, identifier)}, headers=ANYBODY)


def asked(wanted: PresentationRequest, domain: str) -> dict[str, Any]:
    """Ask for any certificate, signed by its holder for this request alone (Verifiable Presentation Request v0.2)."""
    example = {"reason": REASON, "example": {"type": ["VerifiableCredential"]}}
    return {
        "query": [
            {"type": "QueryByExample", "credentialQuery": example},
            {"type": "DIDAuthentication", "acceptedMethods": [{"method": "key"}, {"method": "jwk"}, {"method": "web"}]},
        ],
        "challenge": wanted.challenge,
        "domain": domain,
    }


def _interaction(front: Front, request: Request, wanted: PresentationRequest) -> dict[str, Any]:
    address = _address(front, request, wanted.id)
    return {
        "protocols": {"vcapi": address, "website": address},
        "exchange": {"state": _state(front, wanted), "expires": wanted.expires.isoformat()},
    }


def _state(front: Front, wanted: PresentationRequest) -> str:
    if wanted.answered is not None:
        return "complete"
    return "pending" if front.now() < wanted.expires else "expired"


def _domain(front: Front, request: Request) -> str:
    """Name us as wallets see us: what they sign holds for this place only."""
    return (front.house.settings.public_url or str(request.base_url)).rstrip("/")


def _address(front: Front, request: Request, identifier: str) -> str:
    return f"{_domain(front, request)}{PAGE}{identifier}"


def _presentations(front: Front) -> Presentations:
    found: Presentations = front.house.advisor.presentations
    return found
