"""What does a counsellor read before they begin? One page, each line with a link to the turn where it was said."""

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import Response

from advisor.briefing import brief
from bots.web.chat import page_language
from bots.web.counsellor_door import desk_of, reader
from bots.web.counsellor_plan import head_of
from bots.web.front import At
from bots.web.rendering import render

router = APIRouter(prefix="/counsellor", include_in_schema=False)


@router.get("/cases/{identifier}/brief")
async def brief_page(front: At, request: Request, identifier: str) -> Response:
    """Show the brief; it can be printed."""
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    language = page_language(request, None)
    view = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now(), language, "brief")
    profile = desk_of(front).plans.profile(view)
    made = await asyncio.to_thread(brief, view, profile, front.house.library, language)
    return render("case_brief.html", language, **head_of(view, who), alert="", brief=made, view=view)
