"""How does a learner hand in a CV or a certificate, in the browser and over HTTP? With a yes first, and nothing of it kept."""

import asyncio
import re
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from advisor import consents
from advisor.errors import AdvisorError, ConsentMissing, MessageConflict, UnreadableFile
from advisor.handing_in import EMPTY, MOST_BYTES, HandedIn
from advisor.vocabulary.conversation import ConversationId, Reply
from bots.web.access import admit
from bots.web.chat import held, keep_in_browser, page_language, wished
from bots.web.conversations import LANGUAGE, MESSAGE_ID, open_conversation, shown_reply
from bots.web.errors import described, problem
from bots.web.front import At, Front
from bots.web.limits import TooMany
from bots.web.rendering import render
from bots.web.security import is_own_page
from knowledge.errors import RefusedRequest

router = APIRouter(tags=["conversations"])

PAGE = "/chat/file"
PROGRAMS = re.compile(r"/v1/conversations/[^/]+/files")
BODY_CAP = 2 * MOST_BYTES + 64 * 1024
"""What is a little too large is refused with a sentence of its own."""
PURPOSES = frozenset({"cv", "certificate"})
YES = frozenset({"true", "yes", "on", "1"})
LONGEST_FIELD = 1_000
FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "purpose", "consent"],
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": "PDF, DOCX or text; or a digital certificate (JSON, JWT, PNG, SVG). At most 5 MB, told by the content."},
                        "purpose": {"type": "string", "enum": sorted(PURPOSES)},
                        "consent": {"type": "boolean", "description": "True once the learner has said yes to the words of docs/how-to/hand-in-a-cv.md."},
                        "client_message_id": {"type": "string", "pattern": MESSAGE_ID, "description": "The same id gives the same reply. Default: the Idempotency-Key."},
                        "language": {"type": "string", "pattern": LANGUAGE, "description": "In which the consent was asked for."},
                    },
                }
            }
        },
    }
}  # fmt: skip


def body_cap(path: str) -> int | None:
    """Say how many bytes an address of ours reads; None for all others."""
    return BODY_CAP if path == PAGE or PROGRAMS.fullmatch(path) else None


@router.post(
    "/v1/conversations/{identifier}/files", operation_id="hand_in_file", responses={
        200: {"model": Reply}, **described(400, 404, 409, 413, 422, 429, 503)}, openapi_extra=FORM,
)  # fmt: skip
async def hand_in(
    front: At,
    request: Request,
    identifier: str,
    idempotency_key: Annotated[str, Header(pattern=MESSAGE_ID)] = "",
) -> Any:
    """Hand in a CV or a certificate: what it says is proposed, and counts only once it is confirmed. The file is kept nowhere."""
    conversation = await admit(front, request, identifier)
    form = await read_form(request)
    _check_fields(form)
    key = _field(form, "client_message_id") or idempotency_key or front.new_id()
    front.limit_message(identifier, key)
    given = await _given(form, conversation, key, _field(form, "language") or None)
    return JSONResponse(shown_reply(await _taken(front, request, given)))


def _check_fields(form: FormData) -> None:
    """Raise RefusedRequest for a field that does not fit."""
    if _field(form, "purpose") not in PURPOSES:
        raise RefusedRequest("The purpose is missing or unknown.", hint="Send purpose=cv or purpose=certificate.")
    for name, pattern in (("client_message_id", MESSAGE_ID), ("language", LANGUAGE)):
        if _field(form, name) and not re.match(pattern, _field(form, name)):
            raise RefusedRequest(f"The field {name} does not fit.", hint=f"It must match {pattern}.")


@router.get(PAGE, include_in_schema=False)
async def ask(front: At, request: Request) -> Response:
    """Say what happens to a file, and ask for it."""
    return await _page(front, request)


@router.post(PAGE, include_in_schema=False)
async def take(front: At, request: Request) -> Response:
    """Take the form; the answer is the conversation, by redirect, or this page again with what to do."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Use the form in the chat itself.")
    form = await read_form(request)
    conversation = await held(front, request)
    opened: tuple[str, str] | None = None
    answer: Response = RedirectResponse("/#latest", status_code=303)
    try:
        key = _field(form, "client_message_id") or front.new_id()
        given = await _given(form, ConversationId(""), key, page_language(request, conversation))
        if conversation is None:
            front.limit_new_conversation(request)
            opened = await open_conversation(front, wished(request))
        identifier = opened[0] if opened else str(conversation and conversation.id)
        front.limit_message(identifier, key)
        await _taken(front, request, given.of(identifier))
    except MessageConflict:
        pass  # the form was sent twice: the first one counts, and the page shows its answer
    except (TooMany, AdvisorError) as error:
        answer = await _refused(front, request, error)
    if opened:
        keep_in_browser(front, request, answer, *opened)
    return answer


async def _refused(front: Front, request: Request, error: TooMany | AdvisorError) -> Response:
    """Show the form again, with what is wrong and what to do now."""
    if isinstance(error, TooMany):
        page = await _page(front, request, 429, "That was very quick. Please wait a moment.")
        page.headers["Retry-After"] = str(error.retry_after)
        return page
    status = 422 if isinstance(error, UnreadableFile | ConsentMissing) else 503
    return await _page(front, request, status, str(error), error.hint)


async def _page(front: Front, request: Request, status: int = 200, alert: str = "", hint: str = "") -> HTMLResponse:
    language = page_language(request, await held(front, request))
    return render(
        "hand_in.html",
        language,
        status=status,
        words=consents.words(language),
        yes=consents.YES,
        alert=alert,
        hint=hint,
        most=MOST_BYTES,
        new_id=front.new_id,
    )


async def read_form(request: Request) -> FormData:
    """Read the form in memory: the usual way would put a file on the disk. Raises RefusedRequest."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise RefusedRequest("This is not a form with a file.", hint="Send multipart/form-data with the field `file`.")
    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=8)
    parser.spool_max_size = BODY_CAP + 1
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise RefusedRequest("The form cannot be read.", hint="Send one file and a few short fields.") from error


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip()[:LONGEST_FIELD] if isinstance(value, str) else ""


async def _given(form: FormData, conversation: ConversationId, key: str, language: str | None) -> HandedIn:
    """Make one value of the form; its file is let go of. Raises UnreadableFile where there is none."""
    file = form.get("file")
    content = await file.read(BODY_CAP) if isinstance(file, UploadFile) else b""
    name = file.filename or "" if isinstance(file, UploadFile) else ""
    await form.close()
    if not content and not name:
        raise UnreadableFile(*NO_FILE)
    if not content:
        raise UnreadableFile(*EMPTY)
    return HandedIn(conversation, name, content, key, _field(form, "consent").lower() in YES, language)


NO_FILE = ("No file was chosen.", "Choose the file again.")


async def _taken(front: Front, request: Request, given: HandedIn) -> Reply:
    """Read few files at a time: each has a process of its own."""
    async with request.app.state.reading:
        reply: Reply = await asyncio.to_thread(front.house.advisor.take_file, given, front.now())
    return reply
