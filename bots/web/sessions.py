"""Who of those who work here is at the other end, and how does a session begin and end (R10)?"""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from advisor.errors import CaseNotFound
from advisor.vocabulary.counselling import Counsellor
from bots.accounts.own_sign_in import OwnSignIn
from bots.accounts.users import SESSION, Role, User
from bots.errors import SignInNeeded
from bots.web.chat import page_language
from bots.web.errors import problem
from bots.web.front import At, Front
from bots.web.rendering import render
from bots.web.security import bearer, is_own_page, is_secure

router = APIRouter(include_in_schema=False)

HOME: Mapping[Role, str] = {
    Role.COUNSELLOR: "/counsellor",
    Role.PROVIDER: "/provider",
    Role.MODERATOR: "/provider",
    Role.ADMINISTRATOR: "/admin",
}
"""Where each begins."""
READING = frozenset({"GET", "HEAD"})


def cookie_name(*, secure: bool) -> str:
    return "__Host-cairn-session" if secure else "cairn-session"


def session_of(front: Front, request: Request) -> str | None:
    """Give the session that a program sends as bearer, or a browser as cookie from a page of ours."""
    given = bearer(request)
    if given is not None:
        return given
    if request.method not in READING and not is_own_page(request):
        return None
    return request.cookies.get(cookie_name(secure=is_secure(request, front.house.settings.public_url)))


async def signed_in(front: Front, request: Request) -> User | None:
    session = session_of(front, request)
    if session is None:
        return None
    return await asyncio.to_thread(front.house.users.holder, session, front.now())


async def counsellor(front: Front, request: Request) -> Counsellor:
    """Let a counsellor in. Raises SignInNeeded; to everybody else there is nothing here (CaseNotFound)."""
    user = await signed_in(front, request)
    if user is None:
        raise SignInNeeded("This needs a counsellor who is signed in.", hint=HOW)
    if user.role is not Role.COUNSELLOR:
        raise CaseNotFound("There is nothing here.")
    return Counsellor(id=user.email, name=user.name)


HOW = "Open the link that the operator gave you; `cairn users link` makes a new one."


@router.post("/sign-out")
async def sign_out(front: At, request: Request) -> Response:
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Use the button on the page itself.")
    session = session_of(front, request)
    if session is not None:
        await asyncio.to_thread(front.house.users.sign_out, session)
    answer = RedirectResponse("/sign-in?out=true", status_code=303)
    secure = is_secure(request, front.house.settings.public_url)
    answer.delete_cookie(cookie_name(secure=secure), path="/", secure=secure, httponly=True, samesite="lax")
    return answer


def let_in(front: Front, request: Request, user: User, session: str) -> Response:
    """Send somebody to where they begin, with the session in a cookie."""
    answer = RedirectResponse(HOME[user.role], status_code=303)
    secure = is_secure(request, front.house.settings.public_url)
    answer.set_cookie(
        cookie_name(secure=secure), session,
        max_age=int(SESSION.total_seconds()),
        path="/", secure=secure, httponly=True, samesite="lax",
    )  # fmt: skip
    return answer


def closed(front: Front, request: Request, alert: str = "", status: int = 401, **shown: Any) -> Response:  # noqa: ARG001 - the shape of all pages
    """Say how to get in; nothing is said of what lies behind."""
    own: OwnSignIn | None = request.app.state.own_sign_in
    given = {"out": False, "meant": None, **shown}
    return render(
        "sign_in.html", page_language(request, None), status=status, alert=alert, own=own.name if own else "", **given
    )
