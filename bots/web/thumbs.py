"""Was an answer of use? A thumb up, or down with a reason from a list; no words."""

import asyncio
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bots.web.chat import held
from bots.web.errors import not_found, problem
from bots.web.front import At
from bots.web.kept import Kept
from bots.web.rendering import REASONS
from bots.web.security import is_own_page

router = APIRouter(include_in_schema=False)


@router.post("/chat/thumb")
async def mark(
    front: At,
    request: Request,
    message: Annotated[str, Form(max_length=128)] = "",
    thumb: Annotated[str, Form(max_length=32)] = "",
) -> Response:
    """Keep the thumb with the id of the answer. `thumb` is `up`, `down`, or a reason for `down`."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Use the button in the chat itself.")
    conversation = await held(front, request)
    own = conversation and any(turn.reply and turn.reply.message == message for turn in conversation.turns)
    if conversation is None or not own or thumb not in {"up", "down", *REASONS}:
        return not_found()
    kept: Kept = request.app.state.kept
    up = thumb == "up"
    reason = thumb if thumb in REASONS else ""
    await asyncio.to_thread(kept.prune, front.now() - timedelta(days=front.house.settings.retention_days), front.now())
    await asyncio.to_thread(kept.mark, conversation.id, message, "up" if up else "down", reason, front.now())
    front.counters.add("cairn_thumbs_total", thumb="up" if up else "down", reason=reason or "none")
    return RedirectResponse("/#latest", status_code=303)
