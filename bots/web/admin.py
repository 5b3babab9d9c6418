"""What does the administrator see, and how does one get in (R10)?"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from bots.accounts.passes import Kind, Passes
from bots.accounts.users import Role
from bots.web.errors import not_found
from bots.web.front import At, Front
from bots.web.health import summary
from bots.web.rendering import render
from bots.web.security import is_secure
from bots.web.sessions import signed_in

router = APIRouter(include_in_schema=False)

COOKIE = "cairn-admin"
SESSION = timedelta(hours=12)
LINK = timedelta(days=1)


@dataclass(frozen=True)
class Administrator:
    """A link that `cairn serve` prints and that works once, then a session."""

    passes: Passes

    def new_link(self, now: datetime) -> str:
        """Make the token of a link; an earlier one works no more."""
        self.passes.end_all(Kind.ADMINISTRATOR_LINK)
        return self.passes.make(Kind.ADMINISTRATOR_LINK, LINK, now)

    def is_link(self, token: str, now: datetime) -> bool:
        """Look at a link without using it up."""
        return self.passes.find(Kind.ADMINISTRATOR_LINK, token, now) is not None

    def sign_in(self, token: str, now: datetime) -> str | None:
        """Trade the link's token for a session; the second time it is worth nothing."""
        if not self.passes.use_up(Kind.ADMINISTRATOR_LINK, token, now):
            return None
        return self.passes.make(Kind.ADMINISTRATOR, SESSION, now)

    def knows(self, session: str | None, now: datetime) -> bool:
        return bool(session) and self.passes.find(Kind.ADMINISTRATOR, str(session), now) is not None


def let_in(front: Front, request: Request, session: str) -> Response:
    """Send the administrator to their page, with the session in a cookie for it alone."""
    answer = RedirectResponse("/admin", status_code=303)
    answer.set_cookie(
        COOKIE, session,
        max_age=int(SESSION.total_seconds()), path="/admin", httponly=True, samesite="strict",
        secure=is_secure(request, front.house.settings.public_url),
    )  # fmt: skip
    return answer


@router.get("/admin")
async def status(front: At, request: Request) -> Response:
    """Show how the installation does."""
    door: Administrator = request.app.state.administrator
    at_console = await asyncio.to_thread(door.knows, request.cookies.get(COOKIE), front.now())
    if not at_console and not await _is_administrator(front, request):
        return _closed()
    found = await asyncio.to_thread(summary, front)
    dead = await asyncio.to_thread(request.app.state.provider_calls.dead)
    return render("admin.html", "en", found=found, dead=dead, settings=front.house.settings)


async def _is_administrator(front: Front, request: Request) -> bool:
    """Say whether somebody with an account of that role is signed in."""
    user = await signed_in(front, request)
    return user is not None and user.role is Role.ADMINISTRATOR


def _closed() -> Response:
    """Say the same as of a page that is not there."""
    return not_found()
