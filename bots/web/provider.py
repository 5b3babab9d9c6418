"""What does a provider see of its own courses, and how does it get in?"""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bots.web.chat import page_language
from bots.web.errors import not_found, problem
from bots.web.front import At, Front
from bots.web.provider_sessions import COOKIE, KeySessions, Visitor, forget, keep, visitor
from bots.web.provider_words import each_said, label
from bots.web.rendering import render
from bots.web.security import is_own_page
from bots.web.submissions import COURSE_CAP, FILE_CAP
from knowledge.errors import KnowledgeError
from knowledge.submissions.annex_one import ELEMENTS
from knowledge.submissions.own_courses import OwnCourse
from knowledge.vocabulary.provider import Account
from knowledge.vocabulary.submission import Finding, Level, SubmissionReport

router = APIRouter(prefix="/provider", include_in_schema=False)

STATES: Mapping[str, str] = {
    "draft": "draft",
    "received": "submitted",
    "checked": "submitted",
    "approved": "submitted",
    "returned": "changes asked for",
    "published": "published",
    "stale": "stale",
    "deprecated": "replaced by another course",
    "rejected": "refused",
    "withdrawn": "withdrawn",
}
"""Status of a submission or course → as people read it."""
UNESCO: Mapping[str, str] = {
    "focused": "A focused record of what was learnt",
    "assessed": "Assessed against clear standards by a trusted provider",
    "standalone": "Of value on its own, and may add up",
    "quality_assured": "Quality assured",
}
"""The four parts of UNESCO's definition, in short."""
NEWEST = 20
Rows = tuple[int, ...]
"""Rows of a file in order; none where something is said of the file as a whole."""


def body_cap(path: str) -> int | None:
    """Say how many bytes an address of ours reads; None for all others."""
    if path == "/provider/file":
        return FILE_CAP
    return COURSE_CAP if path.startswith("/provider/") else None


@router.get("")
async def overview(front: At, request: Request) -> Response:
    """Show the courses, or what waits for a moderator."""
    who = await visitor(front, request)
    if who is None or who.account is None:
        return entrance(request, who)
    if who.moderates:
        waiting = await asyncio.to_thread(front.house.library.review.waiting)
        return page(request, who, "provider_queue.html", waiting=waiting)
    courses = await asyncio.to_thread(_shelf, front, who.account)
    titles = {course.id: course.title for course in courses}
    submissions = await asyncio.to_thread(front.house.library.review.listed, who.account, NEWEST, 0)
    return page(request, who, "provider.html", courses=courses, titles=titles, submissions=submissions)


def _shelf(front: Front, account: Account) -> Sequence[OwnCourse]:
    library = front.house.library
    listed: Sequence[OwnCourse] = library.own_courses.all(account, front.now().date(), library.links.known(account.id))
    return listed


@router.post("/sign-in")
async def sign_in(front: At, request: Request, key: Annotated[str, Form(max_length=256)] = "") -> Response:
    """Trade a key for a session of twelve hours."""
    if not is_own_page(request):
        return foreign()
    front.limit_look_up(request)
    account: Account | None = await asyncio.to_thread(front.house.library.accounts.holder, key.strip(), front.now())
    if account is None:
        return entrance(request, None, "This key is not known here.", 401)
    keys: KeySessions = request.app.state.provider_keys
    answer = RedirectResponse("/provider", status_code=303)
    keep(front, request, answer, keys.begin(account, front.now()))
    return answer


@router.post("/sign-out")
async def sign_out(front: At, request: Request) -> Response:
    """End the session of a key; that of an account ends where it began."""
    if not is_own_page(request):
        return foreign()
    session = request.cookies.get(COOKIE)
    if session is None:
        return RedirectResponse("/sign-out", status_code=307)
    keys: KeySessions = request.app.state.provider_keys
    keys.end(session)
    answer = RedirectResponse("/provider", status_code=303)
    forget(front, request, answer)
    return answer


@router.get("/submissions/{identifier}")
async def submission(front: At, request: Request, identifier: str) -> Response:
    """Show what came of a file, row by row."""
    who = await visitor(front, request)
    if who is None or who.account is None:
        return entrance(request, who)
    return await report_page(front, request, who, identifier)


async def report_page(
    front: Front, request: Request, who: Visitor, identifier: str, alert: str = "", status: int = 200
) -> Response:
    """Show a submission; of somebody else's as if it were not there. Raises NotFound."""
    desk = front.house.library.review
    report: SubmissionReport = await asyncio.to_thread(desk.read, identifier, who.account)
    proposed = await asyncio.to_thread(desk.proposed, identifier) if who.moderates else ()
    return page(
        request, who, "provider_report.html",
        status=status, alert=alert, report=report, proposed=proposed, rows=by_row(report),
    )  # fmt: skip


# what every page of a provider needs
async def provider_at(front: Front, request: Request) -> tuple[Visitor, Account] | Response:
    """Let a provider in; a moderator hands in nothing, and a state is changed from our own pages only."""
    if request.method == "POST" and not is_own_page(request):
        return foreign()
    who = await visitor(front, request)
    if who is None or who.account is None:
        return entrance(request, who)
    return not_found() if who.moderates else (who, who.account)


def by_row(report: SubmissionReport, most: int = 200) -> Sequence[tuple[Rows, Sequence[Finding]]]:
    """Put findings together by row, the same ones of several rows once, the file's own first; rows with an error before others where there are too many."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for found in report.findings:
        alike.setdefault((found.code, found.message, found.column), []).append(found)
    rows: dict[Rows, list[Finding]] = {}
    for listed in alike.values():
        rows.setdefault(tuple(sorted({one.row for one in listed if one.row is not None})), []).append(listed[0])
    grave = sorted(rows, key=lambda each: (all(one.level is not Level.ERROR for one in rows[each]), each))
    return [(each, rows[each]) for each in sorted(grave[:most])]


def numbers_of(rows: Rows) -> str:
    """Write rows short: 4, 7–9."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def page(request: Request, who: Visitor, name: str, *, status: int = 200, alert: str = "", **values: Any) -> Response:
    return render(
        name, page_language(request, None),
        status=status, alert=alert, who=who, **for_all(page_language(request, None)), **values,
    )  # fmt: skip


def for_all(language: str) -> dict[str, Any]:
    """Give what the shared pieces of the pages need."""
    return {
        "states": STATES,
        "elements": ELEMENTS,
        "parts": UNESCO,
        "findings_of": partial(each_said, language),
        "label_of": partial(label, language),
        "numbers_of": numbers_of,
    }


def entrance(request: Request, who: Visitor | None, alert: str = "", status: int = 200) -> Response:
    """Say how to get in; nothing is said of what lies behind."""
    return render("provider_sign_in.html", page_language(request, None), status=status, who=who, alert=alert)


def foreign() -> Response:
    return problem(403, "foreign-page", "This came from another page.", "Use the page of the provider itself.")


def said(error: KnowledgeError) -> str:
    """Say an error with what to do about it."""
    return f"{error} {error.hint}".strip()
