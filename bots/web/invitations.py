"""How does a counsellor invite learners in the browser, and what happens when a learner opens the link?"""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from advisor import inviting
from advisor.errors import CaseConflict
from advisor.vocabulary.conversation import ConversationId, IncomingMessage
from advisor.vocabulary.counselling import Counsellor
from bots.accounts.invitations import MOST_DAYS, MOST_LEARNERS, Invitations, accepted, tidy
from bots.telegram.deep_links import Kind, address
from bots.web.chat import held, keep_in_browser, page_language, wished
from bots.web.conversations import open_conversation
from bots.web.counsellor_door import reader, writer
from bots.web.errors import problem
from bots.web.front import At, Front
from bots.web.going_on import Telegram, drawn
from bots.web.rendering import render
from bots.web.security import is_own_page

router = APIRouter(include_in_schema=False)

UNKNOWN = "This invitation is over, used up, or was taken back. Please ask your counsellor for a new one."


# the counsellor's side
@router.get("/counsellor/invitations")
async def invitations(front: At, request: Request) -> Response:
    """Show what was made, and the form for another one."""
    who = await reader(front, request)
    return who if isinstance(who, Response) else await _listed(front, request, who)


@router.post("/counsellor/invitations")
async def make(
    front: At,
    request: Request,
    learners: Annotated[int, Form(ge=1, le=MOST_LEARNERS)] = 1,
    days: Annotated[int, Form(ge=1, le=MOST_DAYS)] = 7,
) -> Response:
    """Make one and show its link, once: only a hash is kept."""
    who = await writer(front, request)
    if isinstance(who, Response):
        return who
    code = await asyncio.to_thread(_kept(request).make, who, learners, days, front.now())
    return await _listed(front, request, who, code, 201)


@router.post("/counsellor/invitations/end")
async def end(front: At, request: Request, invitation: Annotated[str, Form(max_length=64)] = "") -> Response:
    """Take an invitation back."""
    who = await writer(front, request)
    if isinstance(who, Response):
        return who
    await asyncio.to_thread(_kept(request).end, who, invitation)
    return RedirectResponse("/counsellor/invitations", status_code=303)


async def _listed(front: Front, request: Request, who: Counsellor, code: str = "", status: int = 200) -> Response:
    base = (front.house.settings.public_url or str(request.base_url)).rstrip("/")
    bot: Telegram = request.app.state.telegram
    link = f"{base}/?i={code}" if code else ""
    return render(
        "invitations.html", page_language(request, None), status=status, who=who,
        made=await asyncio.to_thread(_kept(request).of, who, front.now()),
        code=spoken(code), link=link, qr=await asyncio.to_thread(drawn, link) if link else "",
        telegram=address(bot.name, Kind.INVITATION, code) if code and bot.name else "",
        most_learners=MOST_LEARNERS, most_days=MOST_DAYS,
    )  # fmt: skip


def spoken(code: str) -> str:
    """Write a code as it is read out: in threes of four."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


# the learner's side
@router.get("/invited")
async def open_invitation(front: At, request: Request, i: Annotated[str, Query(max_length=32)] = "") -> Response:
    """Say who invites and what they will see; nothing happens before the learner's yes."""
    front.limit_look_up(request)
    who = await asyncio.to_thread(_kept(request).inviter, i, front.now())
    return await _asked(front, request, who, i)


async def _asked(
    front: Front, request: Request, who: Counsellor | None, code: str, alert: str = "", status: int = 200
) -> Response:
    language = page_language(request, await held(front, request))
    if who is None:
        return render("invited.html", language, status=404, alert=UNKNOWN, who=None)
    return render(
        "invited.html", language, status=status, alert=alert, who=who, code=tidy(code),
        words=inviting.words(language, who), yes=inviting.YES, no=inviting.NO,
    )  # fmt: skip


@router.post("/invited")
async def say_yes(front: At, request: Request, i: Annotated[str, Form(max_length=32)] = "") -> Response:
    """Make the learner the counsellor's, and go on in the chat; whoever has no conversation yet begins one."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Use the page of the invitation itself.")
    front.limit_look_up(request)
    who = await asyncio.to_thread(_kept(request).inviter, i, front.now())
    if who is None and await held(front, request) is None:
        return await _asked(front, request, None, i)
    identifier, token = await _conversation(front, request)
    try:
        came = await asyncio.to_thread(accepted, front.house.advisor, _kept(request), i, identifier, front.now())
    except CaseConflict as error:
        return await _asked(front, request, who, i, str(error), 409)
    if came is None:
        return await _asked(front, request, None, i)
    answer = RedirectResponse("/#latest", status_code=303)
    if token:
        keep_in_browser(front, request, answer, identifier, token)
    return answer


async def _conversation(front: Front, request: Request) -> tuple[str, str]:
    """Give the browser's conversation; a new one begins as every other, with who is speaking and what is kept."""
    standing = await held(front, request)
    if standing is not None:
        return standing.id, ""
    front.limit_new_conversation(request)
    language = page_language(request, None)
    identifier, token = await open_conversation(front, wished(request) or language)
    first = IncomingMessage(
        conversation=ConversationId(identifier), client_message_id=front.new_id(), text="/start", language=language
    )
    await front.desk.reply(first)
    return identifier, token


def _kept(request: Request) -> Invitations:
    kept: Invitations = request.app.state.invitations
    return kept
