"""What does the administrator see, and how does one get in (R10)?"""

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from bots.accounts.users import Role
from bots.web.errors import not_found
from bots.web.front import At, Front
from bots.web.health import summary
from bots.web.rendering import render
from bots.web.security import hashed, is_secure, same
from bots.web.sessions import signed_in

router = APIRouter(include_in_schema=False)

COOKIE = "cairn-admin"
SESSION = timedelta(hours=12)


@dataclass
class Administrator:
    """A link that works once, then a session; only hashes are kept."""

    _link: str = ""
    _sessions: dict[str, datetime] = field(default_factory=dict)

    def new_link(self) -> str:
        token = secrets.token_urlsafe(32)
        self._link = hashed(token)
        return token

    def sign_in(self, token: str, now: datetime) -> str | None:
        """Trade the link's token for a session; the second time it is worth nothing."""
        if not self._link or not same(hashed(token), self._link):
            return None
        self._link = ""
        session = secrets.token_urlsafe(32)
        self._sessions[hashed(session)] = now + SESSION
        return session

    def knows(self, session: str | None, now: datetime) -> bool:
        until = self._sessions.get(hashed(session)) if session else None
        return until is not None and now < until


@router.get("/admin")
async def status(front: At, request: Request, token: Annotated[str, Query(max_length=128)] = "") -> Response:
    """Show how the installation does."""
    door: Administrator = request.app.state.administrator
    if token:
        session = door.sign_in(token, front.now())
        if session is None:
            return _closed()
        answer = RedirectResponse("/admin", status_code=303)
        answer.set_cookie(
            COOKIE, session,
            max_age=int(SESSION.total_seconds()), path="/admin", httponly=True, samesite="strict",
            secure=is_secure(request, front.house.settings.public_url),
        )  # fmt: skip
        return answer
    if not door.knows(request.cookies.get(COOKIE), front.now()) and not await _is_administrator(front, request):
        return _closed()
    found = await asyncio.to_thread(summary, front)
    return render("admin.html", "en", found=found, settings=front.house.settings)


async def _is_administrator(front: Front, request: Request) -> bool:
    """Say whether somebody with an account of that role is signed in."""
    user = await signed_in(front, request)
    return user is not None and user.role is Role.ADMINISTRATOR


def _closed() -> Response:
    """Say the same as of a page that is not there."""
    return not_found()
