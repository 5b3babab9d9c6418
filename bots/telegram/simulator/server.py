"""How is the Bot API served on loopback: in a thread for tests, or for a person who tries the bot?"""

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bots.errors import BotError
from bots.telegram.simulator.methods import METHODS, confirmed
from bots.telegram.simulator.rules import Refused
from bots.telegram.simulator.state import TOKEN, Call, State, Trouble
from bots.telegram.simulator.trying import is_ours, routes


class BotApi:
    """A strict Bot API server: `state` says what people do and what the bot did."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.state = State()
        self.app = Starlette(
            routes=[
                Route("/__say", self._say, methods=["POST"]),
                Route("/__press", self._press, methods=["POST"]),
                Route("/__language", self._language, methods=["POST"]),
                Route("/__sent", self._sent),
                *routes(self.state),
                Route("/__file", self._send_file, methods=["POST"]),
                Route("/file/bot{token}/documents/{file}", self._file),
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            ]
        )

    def fail(self, method: str, status: int, times: int = 1, **more: Any) -> None:
        """Make the next calls of a method go wrong."""
        with self.state.lock:
            self.state.troubles.append(Trouble(method, status, times, **more))

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        if request.path_params["token"] != self.token:
            return _refusal(Refused(401, "Unauthorized"))
        given = await _parameters(request)
        call = Call(method, given)
        if method != "getUpdates":
            self.state.calls.append(call)
        try:
            return await self._answer(method, given)
        except Refused as refusal:
            call.refused = f"{refusal.code} {refusal.description}"
            return _refusal(refusal)

    async def _answer(self, method: str, given: dict[str, Any]) -> Response:
        chat = int(given["chat_id"]) if given.get("chat_id", "").lstrip("-").isdigit() else None
        trouble = self.state.trouble_with(method, chat)
        if trouble and not trouble.after_effect:
            raise _refused(trouble)
        if method == "getUpdates":
            return _result(await self._updates(given))
        if method not in METHODS:
            raise Refused(404, "Not Found")
        if method == "sendMessage" and self.state.delay:
            await asyncio.sleep(self.state.delay)
        with self.state.lock:
            result = METHODS[method](self.state, given)
        if method == "setWebhook":
            self._bringing = asyncio.create_task(self._bring(self.state.webhook))
        if trouble:
            return StreamingResponse(_cut_off(), media_type="application/json", headers={"Content-Length": "1000"})
        return _result(result)

    async def _bring(self, url: str) -> None:
        """Bring updates to the webhook, in order, each until it is taken."""
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            while self.state.webhook == url:
                waiting = self.state.updates[0] if self.state.updates else None
                if waiting is None or not await self._taken(client, url, waiting):
                    await asyncio.sleep(0.02)

    async def _taken(self, client: httpx.AsyncClient, url: str, update: dict[str, Any]) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.state.webhook_secret}
        try:
            answer = await client.post(url, json=update, headers=headers)
        except httpx.HTTPError:
            return False
        self.state.brought.append(answer.status_code)
        if answer.is_success:
            with self.state.lock:
                self.state.updates.popleft()
        return answer.is_success

    async def _updates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """Wait for updates; a newer poller ends this one with 409, as Telegram does."""
        mine = self.state.poller = next(self.state.pollers)
        until = time.monotonic() + min(int(given.get("timeout", 0)), 50)
        while True:
            if self.state.poller != mine:
                raise Refused(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            found = confirmed(self.state, given)
            if found or time.monotonic() >= until:
                return found
            await asyncio.sleep(0.01)

    async def _say(self, request: Request) -> Response:
        if not is_ours(request):
            return Response(status_code=403)
        given = await request.json()
        return JSONResponse({"update_id": self.state.say(int(given["chat"]), given["text"])})

    async def _send_file(self, request: Request) -> Response:
        if not is_ours(request):
            return Response(status_code=403)
        name, chat = request.query_params.get("name", ""), int(request.query_params["chat"])
        return JSONResponse({"update_id": self.state.send_file(chat, name, await request.body())})

    async def _file(self, request: Request) -> Response:
        content = self.state.uploads.get(request.path_params["file"])
        if request.path_params["token"] != self.token or content is None:
            return _refusal(Refused(404, "Not Found"))
        return Response(content, media_type="application/octet-stream")

    async def _press(self, request: Request) -> Response:
        if not is_ours(request):
            return Response(status_code=403)
        given = await request.json()
        chat = int(given["chat"])
        self.state.alerts.pop(chat, None)
        return JSONResponse({"update_id": self.state.press(chat, given["data"], given.get("message"))})

    async def _language(self, request: Request) -> Response:
        """Set the language of a person's app."""
        given = await request.json()
        self.state.languages.pop(int(given["chat"]), None)
        if given.get("language"):
            self.state.languages[int(given["chat"])] = str(given["language"])
        return JSONResponse({})

    async def _sent(self, _request: Request) -> Response:
        return JSONResponse(self.state.sent())


def _refused(trouble: Trouble) -> Refused:
    names = {403: "Forbidden: bot was blocked by the user", 429: "Too Many Requests: retry after"}
    text = names.get(trouble.status, "Internal Server Error" if trouble.status >= 500 else "Bad Request: scripted")
    more = {} if trouble.retry_after is None else {"retry_after": trouble.retry_after}
    return Refused(trouble.status, text, **more)


def _refusal(refusal: Refused) -> Response:
    body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    more = {"parameters": refusal.parameters} if refusal.parameters else {}
    return JSONResponse({**body, **more}, status_code=refusal.code)


def _result(result: Any) -> Response:
    return JSONResponse({"ok": True, "result": result})


async def _cut_off() -> AsyncIterator[bytes]:
    yield b'{"ok": tr'
    await asyncio.sleep(0)
    raise ConnectionResetError


async def _parameters(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return {**given, **json.loads(await request.body())}
    async with request.form() as form:
        for name, value in form.multi_items():
            given[name] = value if isinstance(value, str) else {"name": value.filename, "content": await value.read()}
    return given


@contextmanager
def serving(api: BotApi, port: int = 0) -> Iterator[str]:
    """Serve in a thread; gives the address."""
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise BotError(
            f"Port {port} cannot be used: {error.strerror}.",
            hint="Choose another one, e.g. `--port 8082`; 0 takes a free one.",
        ) from error
    config = uvicorn.Config(api.app, log_level="critical", lifespan="off", timeout_graceful_shutdown=0)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join(5)
        listener.close()
