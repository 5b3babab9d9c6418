"""How does a program get a pathway from a written profile, replay it, and take it away?"""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Query, Request
from fastapi.responses import JSONResponse, Response

from advisor.vocabulary.pathway import Pathway
from bots.takeaway.calendar_file import as_calendar
from bots.takeaway.ctdl_pathway import as_ctdl
from bots.takeaway.paper import as_pdf
from bots.web.conversations import LANGUAGE
from bots.web.errors import described, not_found
from bots.web.front import At, Front
from bots.wording import offered_language

router = APIRouter(prefix="/v1/pathways", tags=["pathways"])

PROFILE = {
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/LearnerProfile"}}}}
}
"""A profile is read by the room of advice, whose errors name the field; here it is only described."""


class CalendarAnswer(Response):
    media_type = "text/calendar"


class PaperAnswer(Response):
    media_type = "application/pdf"


Language = Annotated[
    str, Query(pattern=f"^$|{LANGUAGE}", description="Default: the language that the plan was made in.")
]


Approval = Annotated[
    str, Query(max_length=64, description="Id of a person's approval, as the pathway of a reply names it.")
]


@router.post(
    "", operation_id="plan_pathway", response_model=Pathway, responses=described(400, 413, 422, 429, 503),
    openapi_extra=PROFILE,
)  # fmt: skip
async def plan(
    front: At,
    request: Request,
    profile: Annotated[dict[str, Any], Body()],
    idempotency_key: Annotated[str, Header(max_length=128)] = "",  # noqa: ARG001 - the same profile gives the same pathway anyway
) -> Any:
    """Plan for a profile; the same profile on the same catalogue gives the same bytes."""
    from advisor.profiling import parse_profile

    front.limit_look_up(request)

    def make() -> Pathway:
        made: Pathway = front.house.advisor.plan(parse_profile(profile, front.house.library), front.now())
        return made

    made = await asyncio.to_thread(make)
    return JSONResponse(shown(made))


@router.get(
    "/{receipt}.ics", operation_id="pathway_calendar", response_class=CalendarAnswer, responses=described(404, 503)
)
async def calendar(front: At, request: Request, receipt: str) -> Response:
    """Take the pathway away as a calendar (RFC 5545)."""
    made = await _find(front, receipt)
    if made is None:
        return not_found()
    text = as_calendar(made, front.now(), str(request.url.hostname or "cairn"))
    name = {"Content-Disposition": 'attachment; filename="cairn-pathway.ics"'}
    return CalendarAnswer(text.encode(), headers=name)


@router.get(
    "/{receipt}.pdf", operation_id="pathway_paper", response_class=PaperAnswer, responses=described(404, 429, 503)
)
async def paper(
    front: At, request: Request, receipt: str, language: Language = "", approval: Approval = ""
) -> Response:
    """Take the pathway away on paper (PDF/UA-1)."""
    front.limit_look_up(request)
    made = await _find(front, receipt)
    if made is None:
        return not_found()
    tongue = await _language(front, receipt, language)
    name = await asyncio.to_thread(front.house.advisor.counselling.approved_by, approval, receipt) if approval else ""
    content = await asyncio.to_thread(as_pdf, made, tongue, front.now(), name)
    return PaperAnswer(content, headers={"Content-Disposition": 'attachment; filename="cairn-pathway.pdf"'})


@router.get("/{receipt}.ctdl.json", operation_id="pathway_ctdl", responses=described(404, 503))
async def ctdl(front: At, request: Request, receipt: str, language: Language = "") -> Response:
    """Take the pathway away as `ceterms:Pathway` (Credential Transparency Description Language, JSON-LD)."""
    made = await _find(front, receipt)
    if made is None:
        return not_found()
    address = str(request.url.replace(path=f"/v1/pathways/{receipt}", query=""))
    written = as_ctdl(made, await _language(front, receipt, language), address)
    name = {"Content-Disposition": 'attachment; filename="cairn-pathway.ctdl.json"'}
    return JSONResponse(written, media_type="application/ld+json", headers=name)


@router.get(
    "/{receipt}", operation_id="replay_pathway", response_model=Pathway, responses=described(404, 503)
)  # fmt: skip
async def replay(front: At, receipt: str) -> Response:
    """Replay a pathway by its receipt."""
    made = await _find(front, receipt)
    return not_found() if made is None else JSONResponse(shown(made))


async def _find(front: Front, receipt: str) -> Pathway | None:
    if not receipt.isascii() or not receipt.isalnum() or len(receipt) > 128:
        return None
    made: Pathway | None = await asyncio.to_thread(front.house.advisor.pathway, receipt)
    return made


async def _language(front: Front, receipt: str, asked: str) -> str:
    """Give the language to write in: the one asked for, else that of the plan."""
    own = await asyncio.to_thread(front.house.advisor.language_of_pathway, receipt)
    return offered_language(asked) or offered_language(own) or "en"


def shown(made: Pathway) -> dict[str, Any]:
    return made.model_dump(mode="json", by_alias=True)
