"""How does a learner show a plan to somebody: by a link that ends, can be taken back, and holds none of their words?"""

import asyncio
import hashlib
import re
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from advisor.errors import ConversationNotFound
from advisor.gaps import TEXT
from advisor.vocabulary.blocks import PathwayBlock
from advisor.vocabulary.conversation import Conversation
from advisor.vocabulary.learner import Goal
from advisor.vocabulary.pathway import PathwayStep, SkillGap
from bots.takeaway.calendar_file import as_calendar
from bots.takeaway.ctdl_pathway import as_ctdl
from bots.takeaway.paper import as_pdf
from bots.web.chat import held, page_language
from bots.web.errors import not_found, problem
from bots.web.front import At, Front
from bots.web.kept import Kept
from bots.web.pathways import CalendarAnswer, PaperAnswer, shown
from bots.web.rendering import render
from bots.web.security import is_own_page

router = APIRouter(include_in_schema=False)

TOKEN = re.compile(r"^[A-Za-z0-9_-]{43}$")
UNSEEN = {"X-Robots-Tag": "noindex, nofollow"}


@router.post("/chat/share")
async def share(
    front: At,
    request: Request,
    receipt: Annotated[str, Form(max_length=128)] = "",
    withdraw: Annotated[bool, Form()] = False,
) -> Response:
    """Make the link to a plan and show it, once; or take it back."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Use the button in the chat itself.")
    conversation = await held(front, request)
    if conversation is None or plan_with(conversation, receipt) is None:
        return RedirectResponse("/", status_code=303)
    kept: Kept = request.app.state.kept
    if withdraw:
        await asyncio.to_thread(kept.revoke, conversation.id, receipt)
        return RedirectResponse("/#latest", status_code=303)
    front.limit_message(conversation.id, front.new_id())
    token = await asyncio.to_thread(kept.share, conversation.id, receipt, front.now())
    until = (await asyncio.to_thread(kept.shares, conversation.id, front.now()))[receipt]
    address = (front.house.settings.public_url or str(request.base_url)).rstrip("/")
    return render(
        "shared.html", page_language(request, conversation), link=f"{address}/s/{token}", receipt=receipt, until=until
    )


@router.get("/s/{token}.ics")
async def calendar(front: At, request: Request, token: str) -> Response:
    found = await _find(front, request, token)
    if found is None:
        return not_found()
    text = as_calendar(found[0], front.now(), str(request.url.hostname or "cairn"))
    return CalendarAnswer(text.encode(), headers=_saved("ics"))


@router.get("/s/{token}.pdf")
async def paper(front: At, request: Request, token: str) -> Response:
    front.limit_look_up(request)
    found = await _find(front, request, token)
    if found is None:
        return not_found()
    way, language = found
    return PaperAnswer(
        await asyncio.to_thread(as_pdf, way, language, front.now(), way.approved_by), headers=_saved("pdf")
    )


@router.get("/s/{token}.ctdl.json")
async def ctdl(front: At, request: Request, token: str) -> Response:
    found = await _find(front, request, token)
    if found is None:
        return not_found()
    written = as_ctdl(*found, str(request.url.replace(path=f"/s/{token}", query="")))
    return JSONResponse(written, media_type="application/ld+json", headers=_saved("ctdl.json"))


@router.get("/s/{token}.json")
async def as_json(front: At, request: Request, token: str) -> Response:
    found = await _find(front, request, token)
    return not_found() if found is None else JSONResponse(shown(found[0]), headers=_saved("json"))


@router.get("/s/{token}")
async def page(front: At, request: Request, token: str) -> Response:
    """Show the plan to whoever has the link: to read, not to change."""
    found = await _find(front, request, token)
    if found is None:
        return not_found()
    way, language = found
    made = render("shared_plan.html", language, way=way, shared_at=f"/s/{token}")
    made.headers.update(UNSEEN)
    return made


async def _find(front: Front, request: Request, token: str) -> tuple[PathwayBlock, str] | None:
    """Give the plan without anything of the learner's, and its language."""
    kept: Kept = request.app.state.kept
    plan = await asyncio.to_thread(kept.shared, token, front.now()) if TOKEN.match(token) else None
    if plan is None:
        return None
    try:
        conversation = await asyncio.to_thread(front.house.advisor.conversation, plan.conversation)
    except ConversationNotFound:
        return None  # it was erased meanwhile, and what it had shared with it
    found = plan_with(conversation, plan.receipt)
    return (redacted(found[0]), found[1]) if found else None


def plan_with(conversation: Conversation, receipt: str) -> tuple[PathwayBlock, str] | None:
    """Find a plan that this conversation was shown, the newest first, with the language it was worded in."""
    return next(
        (
            (block, turn.reply.language)
            for turn in reversed(conversation.turns)
            if turn.reply
            for block in turn.reply.blocks
            if isinstance(block, PathwayBlock) and block.steps and block.receipt == receipt
        ),
        None,
    )


def redacted(way: PathwayBlock) -> PathwayBlock:
    """Leave the steps and their sums; nothing that the learner said, can or wishes for, and no receipt to replay it by."""
    named = bool(way.goal.occupation or way.goal.skills)
    other = hashlib.sha256(f"shared:{way.receipt}".encode()).hexdigest()
    nothing: tuple[()] = ()
    return way.model_copy(
        update={
            "id": other[:16], "receipt": other,
            "goal": Goal(occupation=way.goal.occupation), "goal_label": way.goal_label if named else "",
            "gap": SkillGap(), "steps": tuple(map(_redacted_step, way.steps)),
            "uncovered": nothing, "constraints": nothing, "relaxations": nothing, "waived": nothing,
            "stacking": nothing, "assumptions": nothing, "choices": nothing, "approval": "",
        }
    )  # fmt: skip


def _redacted_step(step: PathwayStep) -> PathwayStep:
    closes = tuple(each for each in step.closes if not each.skill.startswith(TEXT))
    requires = tuple(each for each in step.requires if not each.startswith(TEXT))
    return step.model_copy(
        update={"closes": closes, "requires": requires, "reasons": (), "alternatives": (), "locked": False}
    )


def _saved(ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="cairn-pathway.{ending}"', **UNSEEN}
