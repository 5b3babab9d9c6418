"""What does a counsellor see of a case, and which buttons does its page have?"""

import asyncio
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from advisor.case_access import CaseView
from advisor.errors import CaseConflict, CaseNotFound, InvalidProfile
from advisor.vocabulary.counselling import Counsellor
from bots.stages_told import lines_of, title_of
from bots.web.chat import LONGEST, page_language
from bots.web.counsellor_acts import ACTS, PLACES
from bots.web.counsellor_door import desk_of, form_of, reader, writer
from bots.web.counsellor_plan import of_the_plan
from bots.web.draft_changes import sent_drafts
from bots.web.front import At, Front
from bots.web.rendering import SHOWN_AT_ONCE, bubbles, render

router = APIRouter(prefix="/counsellor", include_in_schema=False)

EXPLAINED_AT_ONCE = 10


@router.get("/cases/{identifier}")
async def case_page(
    front: At, request: Request, identifier: str, draft: bool = False, whole: bool = False, answer: str = ""
) -> Response:
    """Show a case; with `draft`, what the machine would answer stands in the box, with `answer` one that is at hand.

    `whole` shows it from the first turn on.
    """
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    proposed = await asyncio.to_thread(desk_of(front).propose, identifier, who, front.now()) if draft else ""
    at_hand = await asyncio.to_thread(desk_of(front).lists.answer, who, answer) if answer else None
    text = at_hand.text if at_hand else proposed
    return await _case(front, request, who, identifier, text=text, drafted=proposed, whole=whole)


async def _case(
    front: Front, request: Request, who: Counsellor, identifier: str,
    *, status: int = 200, alert: str = "", text: str = "", drafted: str = "", whole: bool = False,
) -> Response:  # fmt: skip
    language = page_language(request, None)
    view: CaseView = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now(), language)
    plan = await asyncio.to_thread(of_the_plan, front, view, language)
    answers = await asyncio.to_thread(desk_of(front).lists.answers, who)
    return render(
        "case.html", language, status=status, **shown(view, who, None if whole else SHOWN_AT_ONCE, language), **plan,
        you="Learner", answers=answers, asked_for_draft="draft" in request.query_params, alert=alert, text=text, drafted=drafted, longest=LONGEST, new_id=front.new_id,
    )  # fmt: skip


def shown(view: CaseView, who: Counsellor, most: int | None, language: str) -> dict[str, Any]:
    """Give the page of a case what it shows; nobody else's buttons can be pressed in it."""
    every = [bubble.without_buttons() for bubble in bubbles(view.conversation)]
    turns = every[-most:] if most else every
    told = [
        (bubble, [(title_of(stage, language), lines_of(stage, language)) for stage in bubble.reply.explain])
        for bubble in reversed(turns)
        if bubble.reply and bubble.reply.explain
    ]
    return {
        "view": view, "case": view.case, "who": who, "mine": view.case.counsellor == who.id, "turns": turns,
        "hidden": len(every) - len(turns), "told": told if most is None else told[:EXPLAINED_AT_ONCE], "state": view.case.stands.value,
        "drafts": sent_drafts(view.conversation),
    }  # fmt: skip


@router.post("/cases/{identifier}/{verb}")
async def act(front: At, request: Request, identifier: str, verb: str) -> Response:
    """Do one thing of those in the table; the answer is the page itself, by redirect."""
    who = await writer(front, request)
    if isinstance(who, Response):
        return who
    form = await form_of(request)
    done = ACTS.get(verb)
    if done is None:
        raise CaseNotFound("There is nothing here.")
    if "text" in form and not form["text"].strip():
        return await _case(front, request, who, identifier, status=422, alert="Write something first.")
    if len(form.get("text", "")) > LONGEST:
        long = "That is too long. Please say it shorter."
        return await _case(front, request, who, identifier, status=422, alert=long, text=form["text"])
    try:
        await asyncio.to_thread(done, desk_of(front), identifier, who, form, front.now())
    except (CaseConflict, InvalidProfile) as error:
        status = 409 if isinstance(error, CaseConflict) else 422
        return await _case(front, request, who, identifier, status=status, alert=str(error), text=form.get("text", ""))
    return RedirectResponse(f"/counsellor/cases/{identifier}{PLACES.get(verb, '')}", status_code=303)
