"""How does a person try the bot in the browser, without Telegram and without a token?"""

import time
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bots.telegram.simulator.state import NAME, State

PAGE = {
    "chat.html": "text/html; charset=utf-8",
    "chat.css": "text/css; charset=utf-8",
    "chat.js": "text/javascript; charset=utf-8",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
TYPING_LASTS = 5.0
"""Seconds, as in Telegram."""
OURS = ("127.0.0.1", "localhost", "[::1]")


def is_ours(request: Request) -> bool:
    """Say whether a browser on this machine asks for a page of ours: another site must not speak for the person."""
    host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
    return host in OURS and request.headers.get("sec-fetch-site", "none") in {"none", "same-origin"}


def seen(state: State, chat: int, now: float) -> dict[str, Any]:
    """Give what a chat shows: what both said, in order, and what the bot is about to say."""
    with state.lock:
        mine = {number: {**message, "mine": True} for (where, number), message in state.said.items() if where == chat}
        theirs = {number: message for (where, number), message in state.messages.items() if where == chat}
        both = {**mine, **theirs}
        return {
            "bot": NAME,
            "messages": [both[number] for number in sorted(both)],
            "typing": now - state.typing.get(chat, 0.0) < TYPING_LASTS,
            "draft": state.drafts.get(chat),
            "alert": state.alerts.get(chat, ""),
            "commands": commands(state, chat),
        }


def commands(state: State, chat: int) -> list[dict[str, Any]]:
    """List the commands in the person's language, as Telegram does."""
    standing = state.commands
    return standing.get(("default", state.languages.get(chat, "")), standing.get(("default", ""), []))


def routes(state: State) -> list[Route]:
    async def chat(request: Request) -> Response:
        return JSONResponse(seen(state, int(request.query_params["chat"]), time.monotonic()), headers=HEADERS)

    async def document(request: Request) -> Response:
        where = (request.path_params["chat"], request.path_params["message"])
        if where not in state.files:
            return Response(status_code=404)
        name, content = state.files[where]
        saved = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return Response(content, media_type="application/octet-stream", headers={**HEADERS, **saved})

    return [
        Route("/", _file("chat.html")),
        Route("/chat.css", _file("chat.css")),
        Route("/chat.js", _file("chat.js")),
        Route("/favicon.ico", _nothing),
        Route("/__chat", chat),
        Route("/__file/{chat:int}/{message:int}", document),
    ]


async def _nothing(_request: Request) -> Response:
    return Response(status_code=204)


def _file(name: str) -> Any:
    async def give(_request: Request) -> Response:
        content = (files("bots.telegram.simulator") / "page" / name).read_bytes()
        return Response(content, media_type=PAGE[name], headers=HEADERS)

    return give
