"""Where does a counsellor see the requests of their learners that are stuck at a provider?"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from advisor.errors import HandOffNotFound, HandOffRefused
from advisor.stuck_requests import StuckRequests
from advisor.vocabulary.counselling import Counsellor
from bots.web.chat import page_language
from bots.web.counsellor_door import desk_of, reader, writer
from bots.web.front import At, Front
from bots.web.rendering import render

router = APIRouter(prefix="/counsellor/requests", include_in_schema=False)

Act = Callable[[StuckRequests, str, Counsellor, datetime], None]
ACTS: Mapping[str, Act] = {"again": StuckRequests.try_again, "cancel": StuckRequests.give_up}


@router.get("")
async def stuck(front: At, request: Request) -> Response:
    """List what waits for a person, with what can be done."""
    who = await reader(front, request)
    return who if isinstance(who, Response) else await _list(front, request, who)


@router.post("/{identifier}/{verb}")
async def act(front: At, request: Request, identifier: str, verb: str) -> Response:
    """Try again, or cancel; the answer is the list."""
    who = await writer(front, request)
    if isinstance(who, Response):
        return who
    if verb not in ACTS:
        raise HandOffNotFound("There is nothing here.")
    try:
        await asyncio.to_thread(ACTS[verb], _requests(front), identifier, who, front.now())
    except HandOffRefused:
        return await _list(front, request, who, status=409)
    return RedirectResponse("/counsellor/requests", status_code=303)


async def _list(front: Front, request: Request, who: Counsellor, status: int = 200) -> Response:
    found = await asyncio.to_thread(_requests(front).of, who, front.now())
    return render("stuck_requests.html", page_language(request, None), status=status, who=who, found=found)


def _requests(front: Front) -> StuckRequests:
    return StuckRequests(desk_of(front), front.house.advisor.handoffs)
