"""With which keys do a provider's programs come in, when was each last used, and how is one taken away?"""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bots.accounts.provider_keys import new_key
from bots.web.front import At, Front
from bots.web.provider import page, provider_at, said
from bots.web.provider_sessions import Visitor
from knowledge.errors import KnowledgeError
from knowledge.submissions.accounts import LONGEST_KEY_NAME
from knowledge.vocabulary.provider import Account

router = APIRouter(prefix="/provider", include_in_schema=False)


@router.get("/keys")
async def listed(front: At, request: Request) -> Response:
    """List the keys by name; none of them can be shown again."""
    let_in = await provider_at(front, request)
    return let_in if isinstance(let_in, Response) else await _listed(front, request, *let_in)


@router.post("/keys")
async def make(front: At, request: Request, name: Annotated[str, Form(max_length=LONGEST_KEY_NAME)] = "") -> Response:
    """Make a key and show it, this once: the answer is the page itself, so that no address holds it."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    key = new_key()
    try:
        await asyncio.to_thread(front.house.library.accounts.add_key, account, name, key, front.now())
    except KnowledgeError as error:
        return await _listed(front, request, who, account, alert=said(error), status=422)
    return await _listed(front, request, who, account, made=key)


@router.post("/keys/{identifier}/revoke")
async def revoke(front: At, request: Request, identifier: str) -> Response:
    """Take a key away."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    _who, account = let_in
    await asyncio.to_thread(front.house.library.accounts.revoke_key, account.id, identifier)
    return RedirectResponse("/provider/keys", status_code=303)


async def _listed(
    front: Front,
    request: Request,
    who: Visitor,
    account: Account,
    *,
    made: str = "",
    alert: str = "",
    status: int = 200,
) -> Response:
    accounts: Any = front.house.library.accounts
    keys = await asyncio.to_thread(accounts.keys, account.id)
    address = (front.house.settings.public_url or str(request.base_url)).rstrip("/")
    return page(request, who, "provider_keys.html", status=status, alert=alert, keys=keys, made=made, address=address)
