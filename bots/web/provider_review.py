"""How does a moderator decide on what waits, as a second person?"""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bots.web.errors import not_found
from bots.web.front import At
from bots.web.provider import entrance, foreign, report_page, said
from bots.web.provider_sessions import visitor
from bots.web.security import is_own_page
from knowledge.errors import NotAllowed, RefusedRequest, SubmissionConflict

router = APIRouter(prefix="/provider", include_in_schema=False)

DECISIONS = {"approve": "approve", "return": "send_back", "reject": "reject"}
"""What a button says → what the review desk does."""


@router.post("/submissions/{identifier}")
async def decide(
    front: At,
    request: Request,
    identifier: str,
    decision: Annotated[str, Form(max_length=16)] = "",
    why: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Approve, return or reject; the page shows what came of it."""
    if not is_own_page(request):
        return foreign()
    who = await visitor(front, request)
    if who is None or who.account is None:
        return entrance(request, who)
    if not who.moderates or decision not in DECISIONS:
        return not_found()
    desk: Any = front.house.library.review
    try:
        await asyncio.to_thread(
            getattr(desk, DECISIONS[decision]), identifier, who.account.id, str(who.account.role), why
        )
    except (NotAllowed, RefusedRequest, SubmissionConflict) as error:
        return await report_page(front, request, who, identifier, said(error), 409)
    return RedirectResponse(f"/provider/submissions/{identifier}", status_code=303)
