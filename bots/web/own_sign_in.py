"""How does one get in with the account of one's own organisation (OpenID Connect), and what if it does not work?"""

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from advisor.translations import translate
from bots.accounts.arrivals import TRIP, Arrivals
from bots.accounts.own_sign_in import OwnSignIn, Trip, own_sign_in
from bots.accounts.users import User
from bots.errors import SignInRefused, UnknownUser
from bots.web.chat import page_language
from bots.web.errors import not_found
from bots.web.front import At, Front
from bots.web.security import is_secure, same
from bots.web.sessions import closed, let_in

if TYPE_CHECKING:
    from bots.settings import Settings

router = APIRouter(prefix="/sign-in", include_in_schema=False)
log = logging.getLogger("cairn.web")

REFUSALS: Mapping[str, tuple[int, str]] = {
    "down": (503, "{name} cannot be reached just now. Try again in a few minutes, or use a link that works once."),
    "denied": (403, "{name} did not let you in. Try again, or use a link that works once."),
    "elsewhere": (403, "This sign-in did not begin in this browser, or it took too long. Please begin again."),
    "invalid": (403, "What {name} sent could not be verified, so nobody was let in. Begin again; if it happens twice, tell whoever runs this installation."),
    "unverified": (403, "{name} has not verified your e-mail address. Have it verified there, then sign in again."),
    "nameless": (403, "{name} does not tell us your e-mail address. Ask whoever runs this installation for a link that works once."),
    "unknown": (403, "{name} knows you, but there is no account for you here. Ask whoever runs this installation to add your e-mail address."),
    "another": (403, "Somebody else came by {name} with this e-mail address before. Ask whoever runs this installation to look into it."),
}  # fmt: skip
"""Why nobody was let in → status, and what to do now."""
NO_WAY_OUT = "{name} offers no way to sign out from here. Please sign out there."


def door(settings: "Settings") -> OwnSignIn | None:
    """Open the door where one is set."""
    return own_sign_in(settings)


@router.get("/with")
async def leave_for_it(front: At, request: Request) -> Response:
    """Send the browser to the organisation's own sign-in, with a secret of its own in a cookie."""
    own = _own(request)
    if own is None:
        return not_found()
    front.limit_look_up(request)
    trip = Trip.new()
    try:
        address = await asyncio.to_thread(own.address, trip)
    except SignInRefused as error:
        return _refused(front, request, own, error)
    await asyncio.to_thread(Arrivals(front.house.engine).depart, trip, front.now())
    answer = RedirectResponse(address, status_code=303)
    secure = is_secure(request, own.public_url)
    answer.set_cookie(
        _cookie(secure=secure), trip.secret,
        max_age=int(TRIP.total_seconds()), path="/", secure=secure, httponly=True, samesite="lax",
    )  # fmt: skip
    return answer


@router.get("/back")
async def come_back(
    front: At,
    request: Request,
    code: Annotated[str, Query(max_length=4096)] = "",
    state: Annotated[str, Query(max_length=256)] = "",
    error: Annotated[str, Query(max_length=256)] = "",
    iss: Annotated[str, Query(max_length=512)] = "",
) -> Response:
    """Let in whom the provider names and `cairn users` knows."""
    own = _own(request)
    if own is None:
        return not_found()
    front.limit_look_up(request)
    secure = is_secure(request, own.public_url)
    trip = Trip(request.cookies.get(_cookie(secure=secure), ""))
    try:
        await _check_way(front, own, trip, state, iss)
        if error or not code:
            raise SignInRefused("denied")  # noqa: TRY301 - one place says all refusals
        user, session = await asyncio.to_thread(_let_in, front, own, trip, code)
    except SignInRefused as refused:
        answer = _refused(front, request, own, refused)
    else:
        answer = let_in(front, request, user, session)
    answer.delete_cookie(_cookie(secure=secure), path="/", secure=secure, httponly=True, samesite="lax")
    return answer


@router.get("/leave")
async def sign_out_there(front: At, request: Request) -> Response:
    """Sign out at the provider too."""
    own = _own(request)
    if own is None:
        return not_found()
    try:
        address = await asyncio.to_thread(own.farewell)
    except SignInRefused as error:
        return _refused(front, request, own, error)
    if address is None:
        said = translate(page_language(request, None), NO_WAY_OUT, name=own.name)
        return closed(front, request, said, status=200)
    return RedirectResponse(address, status_code=303)


async def _check_way(front: Front, own: OwnSignIn, trip: Trip, state: str, iss: str) -> None:
    """Hold the answer to the browser that asked, to the provider that was asked, and to once."""
    if not trip.secret or not same(state, trip.state) or (iss and iss != own.issuer):
        raise SignInRefused("elsewhere", "state")
    if not await asyncio.to_thread(Arrivals(front.house.engine).is_back, trip, front.now()):
        raise SignInRefused("elsewhere", "used or too late")


def _let_in(front: Front, own: OwnSignIn, trip: Trip, code: str) -> tuple[User, str]:
    email = Arrivals(front.house.engine).account_of(own.named(trip, code))
    try:
        user: User = front.house.users.find(email)
    except UnknownUser as error:  # taken away meanwhile
        raise SignInRefused("unknown") from error
    return user, front.house.users.begin(user.email, front.now())


def _refused(front: Front, request: Request, own: OwnSignIn, error: SignInRefused) -> Response:
    """Say what to do now; why goes to the log, without a word on the person."""
    status, sentence = REFUSALS[error.reason]
    log.warning("own_sign_in.refused reason=%s detail=%s", error.reason, error)
    said = translate(page_language(request, None), sentence, name=own.name)
    return closed(front, request, said, status=status)


def _own(request: Request) -> OwnSignIn | None:
    own: OwnSignIn | None = request.app.state.own_sign_in
    return own


def _cookie(*, secure: bool) -> str:
    return "__Host-cairn-trip" if secure else "cairn-trip"
