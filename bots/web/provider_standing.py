"""How does a provider take a course out, let another take its place, publish it again, or say that it is still offered?"""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bots.web.front import At, Front
from bots.web.provider import page, provider_at, said
from bots.web.provider_course import Sheet, hand_in
from bots.web.provider_sessions import Visitor
from knowledge.errors import KnowledgeError, NotFound
from knowledge.formats.rows import row_of
from knowledge.submissions.own_courses import OwnCourse
from knowledge.vocabulary.credential import MicroCredentialId
from knowledge.vocabulary.provider import Account

router = APIRouter(prefix="/provider", include_in_schema=False)

LONGEST_REASON = 500


@router.get("/take-out/{identifier:path}")
async def ask_to_take_out(front: At, request: Request, identifier: str) -> Response:
    """Say what happens to a published course and to plans that hold it, and ask."""
    let_in = await provider_at(front, request)
    return let_in if isinstance(let_in, Response) else await _question(front, request, *let_in, identifier)


@router.post("/take-out/{identifier:path}")
async def take_out(
    front: At,
    request: Request,
    identifier: str,
    by: Annotated[str, Form(max_length=256)] = "",
    why: Annotated[str, Form(max_length=LONGEST_REASON)] = "",
) -> Response:
    """Take it out of what learners see, or let another course take its place; it stays readable."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    try:
        await asyncio.to_thread(_taken_out, front, account, identifier, by, " ".join(why.split()))
    except NotFound:
        raise
    except KnowledgeError as error:
        return await _question(front, request, who, account, identifier, said(error), 422)
    return RedirectResponse("/provider", status_code=303)


@router.get("/again/{identifier:path}")
async def ask_to_publish_again(front: At, request: Request, identifier: str) -> Response:
    """Ask whether a course that was taken out is offered again."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    course = await asyncio.to_thread(_own, front, account, identifier)
    return page(request, who, "provider_again.html", course=course)


@router.post("/again/{identifier:path}")
async def publish_again(front: At, request: Request, identifier: str) -> Response:
    """Hand its text in again, through the same check as any other."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    record = await asyncio.to_thread(front.house.library.own_courses.find, account, identifier)
    try:
        report = await asyncio.to_thread(hand_in, front, account, Sheet(row_of(record), course=identifier))
    except KnowledgeError as error:
        course = await asyncio.to_thread(_own, front, account, identifier)
        return page(request, who, "provider_again.html", status=422, alert=said(error), course=course)
    return RedirectResponse(f"/provider/submissions/{report.submission}", status_code=303)


@router.post("/still-offered")
async def still_offered(
    front: At, request: Request, course: Annotated[Sequence[str], Form(max_length=10_000)] = ()
) -> Response:
    """Take the provider's word for the courses that are named."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    _who, account = let_in
    own: Any = front.house.library.own_courses
    await asyncio.to_thread(own.confirm, account, frozenset(course), front.now())
    return RedirectResponse("/provider", status_code=303)


def _taken_out(front: Front, account: Account, identifier: str, by: str, why: str) -> None:
    library = front.house.library
    course = MicroCredentialId(_published(front, account, identifier).id)
    if by:
        library.replace(course, MicroCredentialId(_published(front, account, by).id), account.id, why)
    else:
        library.withdraw(course, account.id, why)


async def _question(
    front: Front, request: Request, who: Visitor, account: Account, identifier: str, alert: str = "", status: int = 200
) -> Response:
    course = await asyncio.to_thread(_published, front, account, identifier)
    listed = await asyncio.to_thread(front.house.library.own_courses.published, account)
    others = sorted((one for one in listed if one.id != identifier), key=lambda one: one.title.casefold())
    return page(request, who, "provider_take_out.html", status=status, alert=alert, course=course, others=others)


def _own(front: Front, account: Account, identifier: str) -> OwnCourse:
    """Find a course on the provider's shelf; foreign and missing are the same. Raises NotFound."""
    listed: Sequence[OwnCourse] = front.house.library.own_courses.all(account)
    for one in listed:
        if one.id == identifier:
            return one
    raise NotFound(f"There is no course {identifier!r} of yours.", hint="Look at the list of your courses.")


def _published(front: Front, account: Account, identifier: str) -> OwnCourse:
    """Find a course of the provider's that learners see. Raises NotFound."""
    course = _own(front, account, identifier)
    if not course.published:
        raise NotFound(f"Your course {identifier!r} is not published.", hint="Look at the list of your courses.")
    return course
