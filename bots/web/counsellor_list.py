"""Which learners does a counsellor have, and how do they find one?"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from advisor.errors import CaseNotFound
from advisor.vocabulary.counselling import Case, Counsellor
from bots.web.chat import page_language
from bots.web.counsellor_door import desk_of, reader, writer
from bots.web.front import At, Front
from bots.web.limits import Rule
from bots.web.rendering import render

router = APIRouter(prefix="/counsellor", include_in_schema=False)

LISTS: Mapping[str, str] = {"mine": "Mine", "waiting": "Waiting", "all": "All of mine"}
MINUTE = timedelta(minutes=1)
CODES_A_MINUTE = 10
"""Codes that a counsellor may try, so that nobody finds one by guessing."""


@router.get("")
async def caseload(front: At, request: Request, which: Annotated[str, Query(max_length=16)] = "") -> Response:
    """Show the list of cases."""
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    return await _list(front, request, who, which if which in LISTS else "")


async def _list(
    front: Front, request: Request, who: Counsellor, which: str, alert: str = "", status: int = 200
) -> Response:
    desk = desk_of(front)
    found = {name: await asyncio.to_thread(desk.caseload, who, name) for name in LISTS}
    chosen = which or ("mine" if found["mine"] or not found["waiting"] else "waiting")
    return render(
        "caseload.html", page_language(request, None),
        status=status, who=who, lists=LISTS, which=chosen, counts={name: len(each) for name, each in found.items()},
        cases=found[chosen], alert=alert, now=front.now(),
    )  # fmt: skip


@router.post("/code")
async def claim(front: At, request: Request, code: Annotated[str, Form(max_length=64)] = "") -> Response:
    """Take on the learner who gave this code."""
    who = await writer(front, request)
    if isinstance(who, Response):
        return who
    front.limit(Rule("codes a minute", CODES_A_MINUTE, MINUTE), who.id)
    try:
        case: Case = await asyncio.to_thread(desk_of(front).claim, code, who, front.now())
    except CaseNotFound:
        return await _list(front, request, who, "", "Nobody waits under this code.", 404)
    return RedirectResponse(f"/counsellor/cases/{case.id}", status_code=303)
