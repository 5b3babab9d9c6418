"""How does Telegram bring updates, at `/telegram/{capability}`? Whoever does not know the secret leaves nothing here."""

import asyncio
import logging

from fastapi import Request
from fastapi.responses import Response

from bots.telegram.webhook import FOLDER, HEADER, MOST_BYTES, Door
from bots.web.errors import not_found, problem

log = logging.getLogger("cairn.web")

PATH = FOLDER + "{capability}"


async def receive(request: Request) -> Response:
    """Check, read, keep, and only then acknowledge; what could not be kept Telegram brings again."""
    door: Door | None = request.app.state.telegram_door
    if door is None or not door.is_here(request.path_params["capability"]):
        return not_found()
    if not door.trusts(request.headers.getlist(HEADER)):
        return problem(401, "wrong-secret", "The secret of the webhook is wrong.", f"Telegram sends it as {HEADER}.")
    body = await request.body()
    try:
        await asyncio.to_thread(door.keep, body)
    except Exception as error:  # noqa: BLE001 - whatever it is: not kept, so not acknowledged
        log.warning("telegram.update_not_kept error=%s", type(error).__name__)
        return problem(503, "not-kept", "The update could not be kept just now.", "Bring it again in a moment.")
    return Response(status_code=200)


def body_cap(path: str) -> int | None:
    """Say how many bytes this address reads; None for all others."""
    return MOST_BYTES if path.startswith(FOLDER) else None
