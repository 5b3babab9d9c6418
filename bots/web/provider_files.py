"""How does a provider hand in a file in the browser: look first, put columns right, then hand in?"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from bots.web.chat import page_language
from bots.web.errors import not_found
from bots.web.front import At, Front
from bots.web.kept.desk import Desk, OnTheDesk
from bots.web.provider import by_row, page, provider_at, said
from bots.web.provider_fields import LABELS
from bots.web.provider_sessions import Visitor
from bots.web.provider_words import sentence
from knowledge import quarantine
from knowledge.errors import KnowledgeError
from knowledge.formats import AUTO, TABLES
from knowledge.formats.annotating import annotated, as_csv, as_xlsx
from knowledge.formats.headings import COLUMNS
from knowledge.vocabulary.provider import Account
from knowledge.vocabulary.submission import ColumnReading, SubmissionReport

router = APIRouter(prefix="/provider", include_in_schema=False)

GONE = "The file is no longer here. Please choose it again."
NO_FILE = "Choose a file first."
WRITERS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@router.get("/file")
async def choose(front: At, request: Request) -> Response:
    let_in = await provider_at(front, request)
    return let_in if isinstance(let_in, Response) else page(request, let_in[0], "provider_file.html")


@router.post("/file")
async def look(front: At, request: Request) -> Response:
    """Take a file onto the desk and show what is in it; nothing is handed in."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    async with request.form(max_files=1, max_fields=4) as form:
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) else b""
        name = (getattr(file, "filename", "") or "upload").replace("\\", "/").rsplit("/", 1)[-1][:200]
    if not content:
        return page(request, who, "provider_file.html", status=422, alert=NO_FILE)
    file_now = OnTheDesk(name or "upload", content, front.now())
    await asyncio.to_thread(_desk(request).put, account.id, file_now)
    return RedirectResponse("/provider/file/checked", status_code=303)


@router.get("/file/checked")
async def checked(front: At, request: Request) -> Response:
    """Show how the columns were read and what was found in which row."""
    at_hand = await file_at(front, request)
    return at_hand if isinstance(at_hand, Response) else await _checked(front, request, *at_hand)


@router.post("/file/columns")
async def put_right(front: At, request: Request) -> Response:
    """Read the file again with the columns that the provider chose."""
    at_hand = await file_at(front, request)
    if isinstance(at_hand, Response):
        return at_hand
    _who, account, held = at_hand
    async with request.form(max_fields=2_000) as form:
        given = {name: str(value)[:400] for name, value in form.items()}
    read_anew = replace(held, mapping=_chosen(held.mapping, given))
    await asyncio.to_thread(_desk(request).put, account.id, read_anew)
    return RedirectResponse("/provider/file/checked", status_code=303)


@router.post("/file/hand-in")
async def hand_in(front: At, request: Request) -> Response:
    """Publish what has no error, or keep it for a moderator; the report says which."""
    at_hand = await file_at(front, request)
    if isinstance(at_hand, Response):
        return at_hand
    who, account, held = at_hand
    async with request.form(max_fields=2_000) as form:
        same = same_courses({name: str(value)[:400] for name, value in form.items()})
    try:
        report = await _in_turn(front, request, account, held, dry_run=False, same=same)
    except KnowledgeError as error:
        return page(request, who, "provider_file.html", status=422, alert=said(error))
    await asyncio.to_thread(_desk(request).clear, account.id)
    return RedirectResponse(f"/provider/submissions/{report.submission}", status_code=303)


@router.get("/file/annotated.{kind}")
async def annotated_file(front: At, request: Request, kind: str) -> Response:
    """Give the same rows back with a column of findings."""
    if kind not in WRITERS:
        return not_found()
    at_hand = await file_at(front, request)
    if isinstance(at_hand, Response):
        return at_hand
    who, account, held = at_hand
    write, media_type = WRITERS[kind]
    try:
        report = await _in_turn(front, request, account, held, dry_run=True)
        cells = await asyncio.to_thread(_cells, held)
    except KnowledgeError as error:
        return page(request, who, "provider_file.html", status=422, alert=said(error))
    table = report.format in TABLES - {"json"}
    say = partial(sentence, page_language(request, None))
    made = annotated(cells, report.findings, first=1 if table else 0, wanted=held.mapping.values(), say=say)
    content = await asyncio.to_thread(write, made)
    name = {"Content-Disposition": f'attachment; filename="cairn-findings.{kind}"'}
    return Response(content, media_type=media_type, headers=name)


async def file_at(front: Front, request: Request) -> tuple[Visitor, Account, OnTheDesk] | Response:
    """Let a provider in whose file is still on the desk; the answer to everybody else says what to do."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    held = await asyncio.to_thread(_desk(request).take, account.id, front.now())
    return (who, account, held) if held else page(request, who, "provider_file.html", status=410, alert=GONE)


def same_courses(given: Mapping[str, str]) -> dict[int, str]:
    """Read the answers: which row is the published course with which external id."""
    rows = {name.removeprefix("same."): code for name, code in given.items() if name.startswith("same.") and code}
    return {int(row): code for row, code in rows.items() if row.isascii() and row.isdigit()}


def _chosen(before: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Add the choices of the form to those made before; a heading feeds what was chosen for it last."""
    if given.get("anew"):
        return {}
    picked = {
        ours: heading
        for name, ours in given.items()
        if name.startswith("column.") and ours in COLUMNS
        if (heading := given.get(f"heading.{name.removeprefix('column.')}", ""))
    }
    return {**{ours: heading for ours, heading in before.items() if heading not in picked.values()}, **picked}


def _cells(held: OnTheDesk) -> list[list[str]]:
    options = {"format": AUTO, "mapping": dict(held.mapping)}
    cells: list[list[str]] = quarantine.read_in_quarantine("cells", held.content, options)
    return cells


async def _checked(front: Front, request: Request, who: Visitor, account: Account, held: OnTheDesk) -> Response:
    try:
        report = await _in_turn(front, request, account, held, dry_run=True)
    except KnowledgeError as error:
        return page(request, who, "provider_file.html", status=422, alert=said(error))
    return page(
        request, who, "provider_checked.html",
        report=report, columns=_columns(report), ours=COLUMNS, labels=LABELS, rows=by_row(report),
    )  # fmt: skip


def _columns(report: SubmissionReport) -> list[ColumnReading]:
    """List the columns of the file, those that are not carried over last; formats without columns list what they read."""
    if report.columns:
        return sorted(report.columns, key=lambda column: not column.columns)
    read = [ColumnReading(heading=theirs, columns=(ours,), sure=1.0) for ours, theirs in report.mapping.items()]
    return [*read, *(ColumnReading(heading=heading) for heading in report.unmapped)]


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.provider_files
    return desk


async def _in_turn(
    front: Front,
    request: Request,
    account: Account,
    held: OnTheDesk,
    *,
    dry_run: bool,
    same: Mapping[int, str] | None = None,
) -> SubmissionReport:
    """Read few files at a time: each has a process of its own."""
    take = front.house.library.review.hand_in
    async with request.app.state.reading:
        report: SubmissionReport = await asyncio.to_thread(
            take, account, held.name, held.content, AUTO, dict(held.mapping), dry_run=dry_run, same=same
        )
    return report
