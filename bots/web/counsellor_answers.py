"""Which answers does a counsellor keep at hand, and which does the team share?"""

import asyncio
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from advisor.case_lists import LONGEST_TEXT, LONGEST_TITLE
from advisor.errors import CaseConflict
from advisor.vocabulary.counselling import Counsellor
from bots.web.chat import page_language
from bots.web.counsellor_door import desk_of, form_of, reader, writer
from bots.web.front import At, Front
from bots.web.rendering import render

router = APIRouter(prefix="/counsellor", include_in_schema=False)


@router.get("/answers")
async def answers(front: At, request: Request) -> Response:
    """List them, each of one's own with a form to change it."""
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    return await _page(front, request, who)


@router.post("/answers")
async def keep(front: At, request: Request) -> Response:
    """Add, change or delete one."""
    who = await writer(front, request)
    if isinstance(who, Response):
        return who
    form, lists = await form_of(request), desk_of(front).lists
    identifier = form.get("id", "")
    try:
        if form.get("do") == "delete":
            await asyncio.to_thread(lists.drop_answer, who, identifier)
        else:
            title, text, shared = form.get("title", ""), form.get("text", ""), "shared" in form
            await asyncio.to_thread(lists.keep_answer, who, title, text, identifier, shared=shared)
    except CaseConflict as error:
        return await _page(front, request, who, str(error), 422, form)
    return RedirectResponse("/counsellor/answers", status_code=303)


async def _page(
    front: Front, request: Request, who: Counsellor, alert: str = "", status: int = 200,
    form: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    found = await asyncio.to_thread(desk_of(front).lists.answers, who)
    return render(
        "answers.html", page_language(request, None), status=status, who=who, alert=alert, form=form or {},
        own=[each for each in found if each.owner == who.id], shared=[each for each in found if each.owner != who.id],
        longest_title=LONGEST_TITLE, longest_text=LONGEST_TEXT,
    )  # fmt: skip
