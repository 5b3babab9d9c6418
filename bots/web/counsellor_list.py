"""Which learners does a counsellor have, and how do they find one?"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from advisor.case_lists import ORDERS
from advisor.errors import CaseNotFound
from advisor.vocabulary.counselling import Case, Counsellor
from bots.web.chat import page_language
from bots.web.counsellor_door import desk_of, reader, writer
from bots.web.front import At, Front
from bots.web.limits import Rule
from bots.web.rendering import render

router = APIRouter(prefix="/counsellor", include_in_schema=False)

LISTS: Mapping[str, str] = {"mine": "Mine", "waiting": "Waiting", "all": "All of mine"}
SORTED: Mapping[str, str] = {"date": "Latest contact", "need": "Waiting longest"}
MINUTE = timedelta(minutes=1)
CODES_A_MINUTE = 10
"""Codes that a counsellor may try, so that nobody finds one by guessing."""
LONGEST_SEARCH = 100


@router.get("")
async def caseload(
    front: At,
    request: Request,
    which: Annotated[str, Query(max_length=16)] = "",
    label: Annotated[str, Query(max_length=64)] = "",
    by: Annotated[str, Query(max_length=16)] = "date",
) -> Response:
    """Show the list of cases."""
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    asked = {"which": which if which in LISTS else "", "label": label, "by": by if by in ORDERS else "date"}
    return await _list(front, request, who, asked)


@router.post("/search")
async def search(front: At, request: Request, words: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "") -> Response:
    """Show one's own cases that hold the words: sent as a form, so that they stand in no address and no log."""
    who = await writer(front, request)
    if isinstance(who, Response):
        return who
    language, lists = page_language(request, None), desk_of(front).lists
    found = await asyncio.to_thread(lists.search, who, words, language, front.now())
    return await _list(front, request, who, {"which": "all"}, found=found, words=words)


async def _list(
    front: Front, request: Request, who: Counsellor, asked: Mapping[str, str],
    *, alert: str = "", status: int = 200, found: Sequence[Case] | None = None, words: str = "",
) -> Response:  # fmt: skip
    desk = desk_of(front)
    every = {name: await asyncio.to_thread(desk.caseload, who, name) for name in LISTS}
    which = asked.get("which") or ("mine" if every["mine"] or not every["waiting"] else "waiting")
    cases = every[which] if found is None else found
    label, by = asked.get("label", ""), asked.get("by", "date")
    listed = await asyncio.to_thread(desk.lists.listed, who, cases, label, by)
    shown: dict[str, Any] = {
        "counts": {name: len(each) for name, each in every.items()}, "listed": listed, "label": label, "by": by,
        "labels": await asyncio.to_thread(desk.lists.labels, who, every["all"]), "words": words,
        "searched": found is not None, "now": front.now(),
    }  # fmt: skip
    return render(
        "caseload.html", page_language(request, None),
        status=status, who=who, lists=LISTS, orders=SORTED, which=which, alert=alert, **shown,
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
        return await _list(front, request, who, {}, alert="Nobody waits under this code.", status=404)
    return RedirectResponse(f"/counsellor/cases/{case.id}", status_code=303)
