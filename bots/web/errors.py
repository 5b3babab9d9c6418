"""How does an error of a room become an answer (RFC 9457)?"""

import logging
import traceback
from http import HTTPStatus
from pathlib import Path
from typing import Any, NoReturn

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import Match

from advisor import errors as advice
from bots.errors import BotError, SignInNeeded
from bots.web.limits import TooMany
from knowledge import errors as facts

log = logging.getLogger("cairn.web")

KIND = "application/problem+json"
BODY_CAP = 64 * 1024

STATUS: dict[type[Exception], tuple[int, str]] = {
    advice.ConversationNotFound: (404, "not-found"),
    advice.HandOffNotFound: (404, "not-found"),
    advice.CaseNotFound: (404, "not-found"),
    advice.CaseConflict: (409, "case-conflict"),
    facts.NotFound: (404, "not-found"),
    advice.MessageConflict: (409, "message-conflict"),
    advice.HandOffRefused: (409, "hand-off-refused"),
    advice.RequestNotFound: (404, "not-found"),
    advice.RequestOver: (409, "request-over"),
    advice.PresentationRefused: (400, "presentation-refused"),
    advice.ConsentMissing: (422, "consent-missing"),
    advice.UnreadableFile: (422, "unreadable-file"),
    advice.InvalidProfile: (422, "invalid-profile"),
    facts.MalformedDraft: (422, "malformed-file"),
    facts.NotAllowed: (403, "not-allowed"),
    facts.SubmissionConflict: (409, "submission-conflict"),
    facts.RefusedRequest: (422, "refused"),
    advice.Busy: (503, "busy"),
    facts.IndexMismatch: (503, "index-mismatch"),
    SignInNeeded: (401, "not-signed-in"),
    facts.DataFolderInUse: (503, "data-folder-in-use"),
    facts.MissingExtra: (501, "missing-extra"),
}
"""The nearest class in an error's own ancestry decides; other errors of a room are 500."""

RETRY_AFTER = {503: "2"}


class Problem(BaseModel):
    """RFC 9457: what went wrong (`detail`) and what to do now (`hint`)."""

    type: str
    title: str
    status: int
    detail: str
    hint: str


def problem(status: int, code: str, detail: str, hint: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """Make the answer; everything in it is our own words, never what the caller sent."""
    body = Problem(
        type=f"urn:cairn:problem:{code}", title=HTTPStatus(status).phrase, status=status, detail=detail, hint=hint
    )
    given = dict(headers or {})
    if status in RETRY_AFTER:
        given.setdefault("Retry-After", RETRY_AFTER[status])
    return JSONResponse(body.model_dump(), status_code=status, media_type=KIND, headers=given)


def not_found() -> NoReturn:
    """End a request for what is missing or belongs to somebody else: people get the page, programs the problem."""
    raise HTTPException(404)


def nothing_here() -> JSONResponse:
    """Say the same of what is missing and of what belongs to somebody else."""
    return problem(404, "not-found", "There is nothing here.", "Check the address and the token, or start anew.")


def no_key() -> JSONResponse:
    """Ask for a key; whether one was given that is nobody's makes no difference."""
    hint = "Send `Authorization: Bearer KEY`; the operator gives keys out with `cairn providers add`."
    return problem(
        401, "no-key", "This needs the key of a provider or moderator.", hint, {"WWW-Authenticate": "Bearer"}
    )


def too_large() -> JSONResponse:
    hint = f"Send less at once: 10 MB for a file of courses, 5 MB for a CV, {BODY_CAP // 1024} kB elsewhere."
    return problem(413, "too-large", "The body is larger than what is read here.", hint)


def as_problem(error: Exception) -> JSONResponse:
    """Translate an error of any room."""
    if isinstance(error, TooMany):
        return problem(
            429,
            "too-many",
            str(error),
            f"Try again in {error.retry_after} seconds.",
            {"Retry-After": str(error.retry_after)},
        )
    status, code = _status(error)
    if status == 404 and not isinstance(error, facts.NotFound):
        return nothing_here()
    if status == 500:
        log.error("failed %s at %s", type(error).__name__, _place(error))
        return problem(500, "internal", "Something went wrong on our side.", "Try again; nothing you wrote is lost.")
    if status in {503, 507}:
        return problem(status, code, *_unavailable(error, code))
    return problem(status, code, str(error), str(getattr(error, "hint", "")))


KNOWN = {401: no_key, 404: nothing_here, 413: too_large}


def _status(error: Exception) -> tuple[int, str]:
    for kind in type(error).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return _database(error)


def _database(error: Exception) -> tuple[int, str]:
    """Tell a database that is busy or full from a mistake of ours."""
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.exc import TimeoutError as PoolTimeout

    if isinstance(error, OperationalError):
        full = "full" in str(error.orig).lower()
        return (507, "disk-full") if full else (503, "storage-unavailable")
    return (503, "storage-unavailable") if isinstance(error, PoolTimeout) else (500, "internal")


def _unavailable(error: Exception, code: str) -> tuple[str, str]:
    if code in {"storage-unavailable", "disk-full"}:
        return "The message could not be kept just now.", "Send it again in a moment."
    return str(error), str(getattr(error, "hint", ""))


def _place(error: Exception) -> str:
    """Say where it happened; the message stays out of the log, for it may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown"


def first_finding(error: RequestValidationError) -> str:
    """Name the first field that does not fit, without repeating its content."""
    found = error.errors()[0]
    place = ".".join(str(part) for part in found["loc"] if part not in {"body", "query", "path", "header"})
    printable = place.encode("ascii", "replace").decode()[:80]
    return f"{printable or 'The body'}: {found['msg']}."


def install(app: FastAPI) -> None:
    """Answer every error as a problem; people's pages get theirs in chat.py."""

    async def room_error(request: Request, error: Exception) -> Response:
        return answer(request, as_problem(error))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        unreadable = error.errors()[0]["type"] == "json_invalid"
        status, code = (400, "not-json") if unreadable else (422, "invalid")
        return answer(request, problem(status, code, first_finding(error), "/openapi.json says what fits."))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code in KNOWN:
            return answer(request, KNOWN[error.status_code]())
        phrase = HTTPStatus(error.status_code).phrase
        hint = "/openapi.json lists what is here."
        headers = dict(error.headers or {}) if error.status_code != 405 else {"Allow": ", ".join(_methods(request))}
        return answer(request, problem(error.status_code, "http", f"{phrase}.", hint, headers))

    for kind in (advice.AdvisorError, facts.KnowledgeError, BotError, TooMany):
        app.add_exception_handler(kind, room_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)


def _methods(request: Request) -> list[str]:
    """List what an address understands: two operations may share one."""
    routes = (route for router in request.app.state.routers for route in router.routes)
    found = (route.methods for route in routes if route.matches(request.scope)[0] != Match.NONE)
    return sorted({method for methods in found for method in methods or ()})


def answer(request: Request, made: JSONResponse) -> Response:
    """Give people a page and programs the problem."""
    page = getattr(request.app.state, "error_page", None)
    wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")
    return page(request, made) if page and wants_page else made


PROBLEM_CONTENT = {KIND: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problems of an operation for the OpenAPI document."""
    return {status: {"description": HTTPStatus(status).phrase, "content": PROBLEM_CONTENT} for status in statuses}
