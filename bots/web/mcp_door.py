"""How do programs that speak the Model Context Protocol come in, at `/mcp`?"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from bots.web.errors import as_problem
from bots.web.front import Front

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

PATH = "/mcp"
BODY_CAP = 512 * 1024


class McpDoor:
    """Streamable HTTP without sessions: every request stands for itself, so that any worker can answer it."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Be there as long as the server runs."""
        self._manager = _manager(self._front)
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._front.limit_look_up(Request(scope))
        except Exception as error:  # noqa: BLE001 - as everywhere: a sentence with a hint
            await as_problem(error)(scope, receive, send)
            return
        if self._manager is None:
            raise HTTPException(503)
        await self._manager.handle_request(scope, receive, send)


def _manager(front: Front) -> "StreamableHTTPSessionManager":
    from mcp.server.transport_security import TransportSecuritySettings

    from bots.mcp.server import open_server

    server = open_server(front.house, front.now, front.new_id, front.limit_new_conversation)
    # a page of another site cannot call us: CORS is not granted, and no cookie is looked at
    server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=BODY_CAP,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return server.session_manager


def body_cap(path: str) -> int | None:
    """Say how many bytes this address reads; None for all others."""
    return BODY_CAP if path == PATH else None
