"""What does a person see and do in the browser, with and without JavaScript?"""

import asyncio
import json
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from advisor import consents
from advisor.errors import AdvisorError, ConversationNotFound, MessageConflict
from advisor.translations import translate
from advisor.vocabulary.conversation import Conversation, ConversationId, ConversationState, IncomingMessage
from bots.web import cookies, supposing
from bots.web.conversations import open_conversation, without_nul
from bots.web.errors import not_found, problem
from bots.web.front import At, Front
from bots.web.kept import Kept
from bots.web.limits import TooMany
from bots.web.page_language import chosen_language
from bots.web.rendering import SHOWN_AT_ONCE, STATIC, bubbles, render, static_file
from bots.web.security import is_own_page
from bots.wording import LANGUAGES
from knowledge.errors import NotFound
from knowledge.vocabulary.credential import MicroCredentialId

router = APIRouter(include_in_schema=False)

LONGEST = 4000
BESIDE = frozenset({ConversationState.WAITING, ConversationState.WITH_COUNSELLOR})


async def held(front: Front, request: Request) -> Conversation | None:
    """Give the browser's conversation; None where there is none, or where it is not the browser's."""
    kept = cookies.read_conversation(request, front.house.settings.public_url)
    if kept is None:
        return None
    identifier = ConversationId(kept[0])
    try:
        await asyncio.to_thread(front.house.advisor.authorise, identifier, kept[1])
        conversation: Conversation = await asyncio.to_thread(front.house.advisor.conversation, identifier)
    except ConversationNotFound:
        return None
    return conversation


def wished(request: Request) -> str | None:
    """Give the language that the person picked, if any."""
    picked = request.cookies.get(cookies.LANGUAGE)
    return picked if picked in LANGUAGES else None


def page_language(request: Request, conversation: Conversation | None) -> str:
    spoken = conversation.language if conversation else None
    return wished(request) or spoken or chosen_language(request.headers.get("accept-language", ""))


async def _page(
    front: Front, request: Request, *, status: int = 200, alert: str = "", text: str = "", whole: bool = False
) -> HTMLResponse:
    conversation = await held(front, request)
    turns = bubbles(conversation) if conversation else []
    beside = await kept_beside(front, request, conversation) if conversation else {}
    hidden = 0 if whole else max(0, len(turns) - SHOWN_AT_ONCE)
    return render(
        "chat.html",
        page_language(request, conversation),
        status=status,
        picked=wished(request),
        conversation=conversation,
        turns=turns[hidden:],
        hidden=hidden,
        speaker=speaker_in(conversation),
        alert=alert,
        text=text,
        done=request.query_params.get("done", ""),
        telegram=bool(front.house.settings.telegram_token),
        retention=front.house.settings.retention_days,
        new_id=front.new_id,
        longest=LONGEST,
        files_agreed=consents.stands(conversation.facts) if conversation else False,
        embed_on=front.house.settings.embed_on,
        **beside,
    )


async def kept_beside(front: Front, request: Request, conversation: Conversation) -> dict[str, Any]:
    """Give what the web keeps beside the turns: which plans are shared, and what was thought of the answers."""
    kept: Kept = request.app.state.kept
    return {
        "shares": await asyncio.to_thread(kept.shares, conversation.id, front.now()),
        "thumbs_given": await asyncio.to_thread(kept.marks, conversation.id),
    }


def speaker_in(conversation: Conversation | None) -> dict[str, str] | None:
    """Say who speaks besides the machine, or that somebody is waited for; None where nobody is."""
    if conversation is None or conversation.state not in BESIDE:
        return None
    spoke = (turn.reply.by for turn in reversed(conversation.turns) if turn.reply and turn.reply.by)
    return {"name": next(spoke, "") if conversation.state is ConversationState.WITH_COUNSELLOR else ""}


@router.get("/")
async def home(
    front: At,
    request: Request,
    whole: bool = False,
    course: Annotated[str, Query(max_length=256)] = "",
    i: Annotated[str, Query(max_length=32)] = "",
) -> Response:
    """Show the conversation; a link to a course puts a question about it into the box, for the person to send.

    A counsellor's invitation (`i`) has a page of its own.
    """
    if i:
        return RedirectResponse(f"/invited?{urlencode({'i': i})}", status_code=303)
    about = await asyncio.to_thread(_asking_for, front, request, course) if course else ""
    return await _page(front, request, whole=whole, text=about)


def _asking_for(front: Front, request: Request, course: str) -> str:
    try:
        record = front.house.library.find(MicroCredentialId(without_nul(course)))
    except NotFound:
        return ""
    return translate(page_language(request, None), "Tell me about “{title}”.", title=record.title)


@router.post("/chat")
async def say(
    front: At,
    request: Request,
    text: Annotated[str, Form(max_length=LONGEST * 2)] = "",
    choice: Annotated[str, Form(max_length=256)] = "",
    client_message_id: Annotated[str, Form(max_length=64)] = "",
    meant: Annotated[bool, Form()] = False,
    hours: Annotated[str, Form(max_length=16)] = "",
    price: Annotated[str, Form(max_length=16)] = "",
    currency: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Take a message from the form; the answer is the page itself, by redirect, so that reloading repeats nothing."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Write in the chat itself.")
    words = without_nul(text).replace("\r\n", "\n").strip()
    if meant or hours or price:
        language = page_language(request, await held(front, request))
        words = supposing.meant(language, words) if meant else supposing.supposed(language, hours, price, currency)
    if not words and not choice:
        return await _page(front, request, status=422, alert="Write something first.")
    if len(words) > LONGEST:
        return await _page(front, request, status=422, alert="That is too long. Please say it shorter.", text=words)
    return await _said(front, request, words, choice, client_message_id or front.new_id())


async def _said(front: Front, request: Request, words: str, choice: str, client_message_id: str) -> Response:
    conversation = await held(front, request)
    token = None
    try:
        if conversation is None:
            front.limit_new_conversation(request)
            identifier, token = await open_conversation(front, wished(request))
        else:
            identifier = conversation.id
        front.limit_message(identifier, client_message_id)
        message = IncomingMessage(
            conversation=ConversationId(identifier),
            client_message_id=client_message_id,
            text="" if choice else words,
            choice=choice or None,
            language=wished(request),
        )
        await front.desk.reply(message)
    except MessageConflict:
        pass  # two buttons of one form were pressed: the first one counts, and the page shows its answer
    except TooMany as error:
        page = await _page(front, request, status=429, alert="That was very quick. Please wait a moment.", text=words)
        page.headers["Retry-After"] = str(error.retry_after)
        return page
    except AdvisorError as error:
        return await _page(front, request, status=503, alert=str(error), text=words)
    answer = RedirectResponse("/#latest", status_code=303)
    if token:
        keep_in_browser(front, request, answer, identifier, token)
    return answer


def keep_in_browser(front: Front, request: Request, answer: Response, identifier: str, token: str) -> None:
    """Let the browser hold the conversation from now on."""
    settings = front.house.settings
    cookies.keep_conversation(
        request,
        answer,
        settings.public_url,
        identifier,
        token,
        settings.retention_days,
        framed=bool(settings.embed_on),
    )


@router.post("/chat/open")
async def begin(front: At, request: Request) -> Response:
    """Start a conversation for the page's script; its token stays in the cookie, out of the script's reach."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Write in the chat itself.")
    conversation = await held(front, request)
    if conversation is not None:
        return JSONResponse({"conversation": conversation.id, "last": len(conversation.turns)})
    front.limit_new_conversation(request)
    identifier, token = await open_conversation(front, wished(request))
    answer = JSONResponse({"conversation": identifier, "last": 0}, status_code=201)
    keep_in_browser(front, request, answer, identifier, token)
    return answer


@router.get("/chat/turns")
async def turns(front: At, request: Request, after: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
    """Give the turns after a number as a piece of the page."""
    conversation = await held(front, request)
    if conversation is None:
        return not_found()
    language = page_language(request, conversation)
    piece = render(
        "turns.html",
        language,
        turns=bubbles(conversation, after),
        new_id=front.new_id,
        **await kept_beside(front, request, conversation),
    )
    piece.headers["Content-Language"] = language
    return piece


@router.post("/chat/language")
async def choose_language(front: At, request: Request, language: Annotated[str, Form(max_length=8)] = "") -> Response:
    answer = RedirectResponse("/", status_code=303)
    if language in LANGUAGES:
        cookies.keep_language(request, answer, front.house.settings.public_url, language)
    return answer


@router.get("/chat/export")
async def export(front: At, request: Request) -> Response:
    """Download everything that is held."""
    conversation = await held(front, request)
    if conversation is None:
        return not_found()
    everything = await asyncio.to_thread(front.house.advisor.export, conversation.id)
    everything |= await asyncio.to_thread(request.app.state.kept.held_on, conversation.id, front.now())
    name = {"Content-Disposition": 'attachment; filename="cairn-my-data.json"'}
    return Response(json.dumps(everything, ensure_ascii=False, indent=1), media_type="application/json", headers=name)


@router.post("/chat/leave")
async def leave(front: At, request: Request, erase: Annotated[bool, Form()] = False) -> Response:
    """Begin anew; with `erase`, leave nothing behind."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Use the button in the chat itself.")
    conversation = await held(front, request)
    if erase and conversation is not None:
        await asyncio.to_thread(front.house.advisor.erase, conversation.id, front.now())
        await asyncio.to_thread(request.app.state.kept.forget, conversation.id)
    answer = RedirectResponse("/?done=erased" if erase else "/", status_code=303)
    settings = front.house.settings
    cookies.forget_conversation(request, answer, settings.public_url, framed=bool(settings.embed_on))
    return answer


@router.get("/embed.js")
async def embed() -> Response:
    """Give the script that opens the chat on a provider's page; which pages may is a setting."""
    content, version = static_file("embed.js")
    headers = {"Cache-Control": "no-cache", "ETag": f'"{version}"', "Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(content, media_type="text/javascript; charset=utf-8", headers=headers)


@router.get("/static/{name}")
async def static(name: str, v: str = "") -> Response:
    if name not in STATIC:
        return not_found()
    content, version = static_file(name)
    keep = "public, max-age=31536000, immutable" if v == version else "no-cache"
    return Response(content, media_type=STATIC[name], headers={"Cache-Control": keep, "ETag": f'"{version}"'})
