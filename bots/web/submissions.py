"""How does a provider hand in courses over HTTP, and how does a moderator decide?"""

import asyncio
import json
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile

from bots.web.errors import described, not_found, problem
from bots.web.front import At, Front
from bots.web.look_up import cursor_at, offset_of
from bots.web.security import bearer
from knowledge.errors import RefusedRequest
from knowledge.vocabulary.provider import Account, AccountRole
from knowledge.vocabulary.submission import Level, SubmissionReport, SubmissionStatus

router = APIRouter(prefix="/v1", tags=["submissions"])

FILE_CAP = 10_000_000 + 64 * 1024
"""A file of 10 MB and what multipart wraps around it."""
COURSE_CAP = 512 * 1024
KEY = r"^[!-~]{1,128}$"
ENVELOPE = frozenset({"courses", "name", "format", "mapping", "dry_run"})
LEFT_OUT = {"findings", "by_row", "columns"}
"""Of a report in a list: what is said row by row stands in the report itself."""
_TRUE = frozenset({"1", "true", "yes", "on"})


def body_cap(path: str) -> int | None:
    """Say how many bytes an address of ours reads; None for all others."""
    if path == "/v1/submissions":
        return FILE_CAP
    return COURSE_CAP if path.startswith("/v1/providers/") else None


class Decision(BaseModel):
    model_config = ConfigDict(extra="forbid")
    why: str = Field("", max_length=2_000, description="The reason, which the provider reads.")


class Received(NamedTuple):
    """What came in a body, whichever way it was written."""

    name: str
    content: bytes
    format: str = "auto"
    mapping: dict[str, str] | None = None
    dry_run: bool = False


def _holder(front: Front, request: Request) -> Account:
    key = bearer(request)
    account: Account | None = front.house.library.accounts.holder(key, front.now()) if key else None
    if account is None:
        raise HTTPException(401)
    return account


async def admit(front: At, request: Request) -> Account:
    """Let the holder of a key in, before the body is read."""
    front.limit_look_up(request)
    return await asyncio.to_thread(_holder, front, request)


Holder = Annotated[Account, Depends(admit)]
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "dry_run": {"type": "boolean", "default": False},
                        "format": {"type": "string", "default": "auto"},
                        "mapping": {"type": "string", "description": 'JSON: our column → heading, {"title": "Name"}.'},
                    },
                }
            },
            "application/json": {
                "schema": {
                    "description": "`{courses: […], dry_run, format, mapping}`, or a whole document in any JSON format.",
                    "oneOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}],
                }
            },
        },
    }
}


@router.post(
    "/submissions", operation_id="hand_in_courses", status_code=201, response_model=SubmissionReport,
    responses=described(400, 401, 403, 409, 413, 422, 429, 503), openapi_extra=BODY,
)  # fmt: skip
async def hand_in(
    front: At,
    request: Request,
    account: Holder,
    dry_run: Annotated[bool, Query(description="Only say what would come of it.")] = False,
    format: Annotated[str, Query(max_length=40)] = "auto",
    idempotency_key: Annotated[str, Header(pattern=KEY)] = "",
) -> Response:
    """Hand in a file of courses: the findings row by row, and whether it is published or waits for a moderator."""
    wanted = await _received(request, format, dry_run)
    review = front.house.library.review

    def take() -> SubmissionReport:
        report: SubmissionReport = review.hand_in(
            account, wanted.name, wanted.content, wanted.format, wanted.mapping,
            key=idempotency_key, dry_run=wanted.dry_run,
        )  # fmt: skip
        return report

    report = await _in_turn(request, take)
    if wanted.dry_run:
        return _shown(report)
    return _shown(report, 201, {"Location": f"/v1/submissions/{report.submission}"})


@router.get("/submissions", operation_id="list_submissions", responses=described(401, 422, 429, 503))
async def list_(
    front: At,
    account: Holder,
    status: SubmissionStatus | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
) -> Response:
    """List submissions, newest first: a provider its own, a moderator all."""
    skip = offset_of(cursor)
    found = await asyncio.to_thread(front.house.library.review.listed, account, limit + 1, skip, status)
    more = cursor_at(skip + limit) if len(found) > limit else None
    shown = [report.model_dump(mode="json", exclude=LEFT_OUT) for report in found[:limit]]
    return JSONResponse({"submissions": shown, "next_cursor": more})


@router.get(
    "/submissions/{identifier}", operation_id="read_submission", response_model=SubmissionReport,
    responses=described(401, 404, 422, 429, 503),
)  # fmt: skip
async def read(front: At, account: Holder, identifier: str) -> Response:
    """Say how far it is, with every finding and who decided what when and why."""
    return _shown(await _own(front, account, identifier))


@router.post(
    "/submissions/{identifier}/approve", operation_id="approve_submission", response_model=SubmissionReport,
    responses=described(400, 401, 403, 404, 409, 422, 429, 503),
)  # fmt: skip
async def approve(front: At, account: Holder, identifier: str, decision: Decision | None = None) -> Response:
    """Publish what waits, as a second person; from now on its provider is known."""
    why = decision.why if decision else ""
    return await _decided(front, account, identifier, front.house.library.review.approve, why)


@router.post(
    "/submissions/{identifier}/return", operation_id="return_submission", response_model=SubmissionReport,
    responses=described(400, 401, 403, 404, 409, 422, 429, 503),
)  # fmt: skip
async def send_back(front: At, account: Holder, identifier: str, decision: Decision) -> Response:
    """Ask the provider for changes."""
    return await _decided(front, account, identifier, front.house.library.review.send_back, decision.why)


@router.post(
    "/submissions/{identifier}/reject", operation_id="reject_submission", response_model=SubmissionReport,
    responses=described(400, 401, 403, 404, 409, 422, 429, 503),
)  # fmt: skip
async def reject(front: At, account: Holder, identifier: str, decision: Decision) -> Response:
    """Refuse it for good."""
    return await _decided(front, account, identifier, front.house.library.review.reject, decision.why)


@router.put(
    "/providers/{provider}/courses/{external_id:path}", operation_id="put_course", response_model=SubmissionReport,
    responses=described(400, 401, 404, 409, 413, 422, 429, 503),
)  # fmt: skip
async def put_course(
    front: At,
    request: Request,
    account: Holder,
    provider: str,
    external_id: str,
    fields: dict[str, Any],
    idempotency_key: Annotated[str, Header(pattern=KEY)] = "",
) -> Response:
    """Write one course of one's own: fields are our columns; the same again changes nothing."""
    if account.role is not AccountRole.PROVIDER or provider != account.id:
        return not_found()
    content = json.dumps([{**fields, "external_id": external_id}], ensure_ascii=False).encode("utf-8", "replace")
    review = front.house.library.review

    def take() -> SubmissionReport:
        report: SubmissionReport = review.hand_in(account, "course.json", content, "json", key=idempotency_key)
        return report

    report = await _in_turn(request, take)
    headers = {"Location": f"/v1/submissions/{report.submission}"}
    if not report.accepted:
        return _refused(report, headers)
    waiting = report.status is SubmissionStatus.CHECKED
    return _shown(report, 202 if waiting else 201 if report.added else 200, headers)


def _refused(report: SubmissionReport, headers: dict[str, str]) -> Response:
    """Say why a single course did not go in; all findings stand in the report."""
    first = next((found for found in report.findings if found.level is Level.ERROR), None)
    detail = first.message if first else "The course could not be taken in."
    return problem(422, "course-refused", detail, first.mend if first else "Read the report.", headers)


async def _decided(
    front: Front, account: Account, identifier: str, decide: Callable[[str, str, str, str], SubmissionReport], why: str
) -> Response:
    await _own(front, account, identifier)
    return _shown(await asyncio.to_thread(decide, identifier, account.id, str(account.role), why))


async def _own(front: Front, account: Account, identifier: str) -> SubmissionReport:
    """Find a submission that the account may see; foreign and missing are the same. Raises NotFound."""
    report: SubmissionReport = await asyncio.to_thread(front.house.library.review.read, identifier, account)
    return report


async def _in_turn(request: Request, take: Callable[[], SubmissionReport]) -> SubmissionReport:
    """Read few files at a time: each has a process of its own."""
    async with request.app.state.reading:
        return await asyncio.to_thread(take)


async def _received(request: Request, format: str, dry_run: bool) -> Received:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _from_form(request, format, dry_run)
    content = await request.body()
    if kind == "application/json":
        return _from_json(content, format, dry_run)
    return Received("upload", content, format, None, dry_run)


async def _from_form(request: Request, format: str, dry_run: bool) -> Received:
    async with request.form(max_files=1, max_fields=10) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise RefusedRequest("The form has no file.", hint="Send the file in the field `file`.")
        given = {name: str(form.get(name) or "") for name in ("format", "mapping", "dry_run")}
        return Received(
            name=(file.filename or "upload").replace("\\", "/").rsplit("/", 1)[-1][:200] or "upload",
            content=await file.read(),
            format=given["format"][:40] or format,
            mapping=_mapping(given["mapping"]),
            dry_run=dry_run or given["dry_run"].lower() in _TRUE,
        )


def _from_json(content: bytes, format: str, dry_run: bool) -> Received:
    """Open our envelope; any other document goes on as it is, to be read in quarantine."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return Received("upload.json", content, format, None, dry_run)
    if not isinstance(said, dict) or not isinstance(said.get("courses"), list) or set(said) - ENVELOPE:
        return Received("upload.json", content, format, None, dry_run)
    courses = json.dumps(said["courses"]).encode()
    mapping = _mapping(said.get("mapping"))
    return Received(
        str(said.get("name") or "courses.json")[:200], courses, str(said.get("format") or format)[:40], mapping,
        dry_run or said.get("dry_run") is True,
    )  # fmt: skip


def _mapping(given: Any) -> dict[str, str] | None:
    """Read our column → heading, as an object or as its JSON. Raises RefusedRequest."""
    if not given:
        return None
    try:
        found = json.loads(given) if isinstance(given, str) else given
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(theirs, str) for theirs in found.values()):
        raise RefusedRequest(
            "The mapping is not an object of our columns and headings.", hint='Write e.g. {"title": "CourseName"}.'
        )
    return found


def _shown(report: SubmissionReport, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse(report.model_dump(mode="json"), status_code=status, headers=headers)
