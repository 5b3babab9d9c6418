"""What is every request and answer held to (R9, R10, R11)?"""

import hashlib
import hmac
from collections.abc import Callable
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bots.web.counters import Counters
from bots.web.errors import BODY_CAP, answer, as_problem, too_large

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "X-Frame-Options": "DENY",
}


def headers_of(path: str, embed_on: str = "") -> dict[str, str]:
    """Give the headers of an answer; the chat, and nothing else, may be framed by the origins that are allowed."""
    if not embed_on or not (path == "/" or path.startswith("/chat")):
        return HEADERS
    framed = {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"}
    return {**framed, "Content-Security-Policy": CSP.replace("frame-ancestors 'none'", f"frame-ancestors {embed_on}")}


class BodyTooLarge(HTTPException):
    """More bytes than may be: an HTTPException, because the framework swallows any other while it reads a body."""

    def __init__(self) -> None:
        super().__init__(413)


class Gate:
    """Outermost layer: caps the body, adds the headers, counts, and turns any escaped error into a problem."""

    def __init__(
        self, app: ASGIApp, counters: Counters, cap_of: Callable[[str], int] | None = None, embed_on: str = ""
    ) -> None:
        self._app = app
        self._counters = counters
        self._embed_on = embed_on
        self._cap_of = cap_of or (lambda _path: BODY_CAP)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started: list[int] = []
        guarded = self._with_headers(scope, send, started)
        cap = self._cap_of(scope["path"])
        if _declared_length(scope) > cap:
            await answer(Request(scope), too_large())(scope, receive, guarded)
            self._count(scope, started)
            return
        try:
            await self._app(scope, _capped(receive, cap), guarded)
        except Exception as error:  # noqa: BLE001 - the last net: a person gets a sentence, the log a place
            told = as_problem(error)
            if not started:
                await told(scope, receive, guarded)
        finally:
            self._count(scope, started)

    def _with_headers(self, scope: Scope, send: Send, started: list[int]) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message["status"])
                headers = MutableHeaders(scope=message)
                for name, value in headers_of(scope["path"], self._embed_on).items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return guarded

    def _count(self, scope: Scope, started: list[int]) -> None:
        route = getattr(scope.get("route"), "path", "none")
        status = f"{started[0] // 100}xx" if started else "none"
        self._counters.add("cairn_requests_total", route=route, status=status)


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


def _capped(receive: Receive, cap: int) -> Receive:
    """Count what really arrives: a chunked body declares nothing."""
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > cap:
            raise BodyTooLarge
        return message

    return counting


def is_own_page(request: Request) -> bool:
    """Say whether a state change comes from one of our own pages: a browser names the origin, programs name none."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


def bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else None


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(), right.encode())


def is_secure(request: Request, public_url: str) -> bool:
    return request.url.scheme == "https" or public_url.startswith("https://")
