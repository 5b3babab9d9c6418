"""Whose conversation is it? Foreign and missing are the same."""

import asyncio
import re

from fastapi import Request

from advisor.errors import ConversationNotFound
from advisor.vocabulary.conversation import ConversationId
from bots.web.cookies import read_conversation
from bots.web.front import Front
from bots.web.security import bearer, is_own_page

IDENTIFIER = re.compile(r"^[A-Za-z0-9_-]{1,64}$")
READING = frozenset({"GET", "HEAD"})


async def admit(front: Front, request: Request, identifier: str) -> ConversationId:
    """Let the holder of the token in, by bearer or by our own page's cookie. Raises ConversationNotFound."""
    token = _token(front, request, identifier)
    if token is None or not IDENTIFIER.match(identifier):
        raise ConversationNotFound("There is no such conversation.", "Start a new one.")
    conversation = ConversationId(identifier)
    await asyncio.to_thread(front.house.advisor.authorise, conversation, token)
    return conversation


def _token(front: Front, request: Request, identifier: str) -> str | None:
    given = bearer(request)
    if given is not None:
        return given
    kept = read_conversation(request, front.house.settings.public_url)
    if kept is None or kept[0] != identifier:
        return None
    if request.method not in READING and not is_own_page(request):
        return None
    return kept[1]
