"""What happens to somebody who opens a link that works once? A page with one button: whatever only looks uses up nothing."""

import asyncio
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from bots.accounts.users import LINK_LIVES, User
from bots.web import admin
from bots.web.errors import problem
from bots.web.front import At, Front
from bots.web.security import is_own_page, is_secure
from bots.web.sessions import HOW, closed, let_in

router = APIRouter(include_in_schema=False)

COOKIE = "cairn-link"
PLACE = "/sign-in"
USED_UP = "This link is used up or too old."


class Meant(NamedTuple):
    """Whom a link lets in; without an address the administrator at the console."""

    name: str = ""
    email: str = ""


@router.get("/sign-in")
async def look(
    front: At, request: Request, token: Annotated[str, Query(max_length=128)] = "", out: bool = False
) -> Response:
    """Show the button; the token goes into a cookie and out of the address, which histories and screens keep."""
    front.limit_look_up(request)
    if token and await _meant(front, request, token) is None:
        return closed(front, request, USED_UP)
    if token:
        return _carried(front, request, token)
    kept = request.cookies.get(COOKIE, "")
    return closed(front, request, status=200, out=out, meant=await _meant(front, request, kept) if kept else None)


def _carried(front: Front, request: Request, token: str) -> Response:
    answer = RedirectResponse(PLACE, status_code=303)
    answer.set_cookie(
        COOKIE, token,
        max_age=int(LINK_LIVES.total_seconds()), path=PLACE, httponly=True, samesite="lax",
        secure=is_secure(request, front.house.settings.public_url),
    )  # fmt: skip
    return answer


async def _meant(front: Front, request: Request, token: str) -> Meant | None:
    door: admin.Administrator = request.app.state.administrator
    if await asyncio.to_thread(door.is_link, token, front.now()):
        return Meant()
    user: User | None = await asyncio.to_thread(front.house.users.of_link, token, front.now())
    return Meant(user.name, user.email) if user else None


@router.post("/sign-in")
async def trade(front: At, request: Request, token: Annotated[str, Form(max_length=128)] = "") -> Response:
    """Trade the token of a link: a browser gets a cookie and goes to where it begins, a program gets a session."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Open the link itself.")
    front.limit_look_up(request)
    if "text/html" not in request.headers.get("accept", ""):
        return await _for_a_program(front, token)
    answer = await _for_a_browser(front, request, token or request.cookies.get(COOKIE, ""))
    answer.delete_cookie(COOKIE, path=PLACE, secure=is_secure(request, front.house.settings.public_url), httponly=True)
    return answer


async def _for_a_browser(front: Front, request: Request, token: str) -> Response:
    door: admin.Administrator = request.app.state.administrator
    at_console = await asyncio.to_thread(door.sign_in, token, front.now())
    if at_console is not None:
        return admin.let_in(front, request, at_console)
    found = await asyncio.to_thread(front.house.users.sign_in, token, front.now())
    return let_in(front, request, *found) if found else closed(front, request, USED_UP)


async def _for_a_program(front: Front, token: str) -> Response:
    found = await asyncio.to_thread(front.house.users.sign_in, token, front.now())
    if found is None:
        return problem(401, "not-signed-in", USED_UP, HOW)
    user, session = found
    return JSONResponse({"session": session, "email": user.email, "role": user.role.value}, status_code=201)
