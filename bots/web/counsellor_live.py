"""How does an open page of a case show what the learner writes, as they write it?"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from advisor.case_access import CaseView
from advisor.errors import AdvisorError
from advisor.vocabulary.counselling import Case
from bots.errors import BotError
from bots.web.chat import page_language
from bots.web.counsellor_door import desk_of
from bots.web.front import At, Front
from bots.web.news import SOON, pause
from bots.web.rendering import bubbles, render
from bots.web.sessions import counsellor
from bots.web.streaming import event, stream

router = APIRouter(prefix="/counsellor", include_in_schema=False)

After = Annotated[int, Query(ge=0, le=10**9)]


@router.get("/cases/{identifier}/events")
async def follow(front: At, request: Request, identifier: str, after: After = 0) -> object:
    """Tell an open page that the learner wrote, or that somebody else speaks now."""
    who = await counsellor(front, request)
    case = await asyncio.to_thread(desk_of(front).find, identifier, who)
    return stream(_news(front, request, case, after))


async def _news(front: Front, request: Request, case: Case, after: int) -> AsyncIterator[str]:
    yield "retry: 5000\n\n"
    while not front.closing.is_set():
        try:
            who = await counsellor(front, request)  # again: a session may be over, a case somebody else's
            case = await asyncio.to_thread(desk_of(front).find, case.id, who)
            held = await asyncio.to_thread(front.house.advisor.conversation, case.conversation)
        except (AdvisorError, BotError):
            return
        if len(held.turns) > after and all(turn.reply for turn in held.turns):
            after = held.turns[-1].number
            yield event("turn", after)
        yield event("state", case.stands.value)
        async for beat in pause(front, SOON):
            yield beat


@router.get("/cases/{identifier}/turns")
async def turns(front: At, request: Request, identifier: str, after: After = 0) -> Response:
    """Give the turns after a number as a piece of the page."""
    who = await counsellor(front, request)
    view: CaseView = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now(), "en", "turns")
    found = [each.without_buttons() for each in bubbles(view.conversation, after)]
    return render("turns.html", page_language(request, None), turns=found, new_id=front.new_id, you="Learner")
