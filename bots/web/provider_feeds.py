"""From which addresses does a provider let its courses be fetched, and which pages of its courses can still be opened?"""

import asyncio
import secrets
import threading
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bots.feeds import pull
from bots.web.front import At, Front
from bots.web.provider import page, provider_at, said
from bots.web.provider_sessions import Visitor
from knowledge.errors import KnowledgeError, NotFound
from knowledge.formats import AUTO, FORMATS
from knowledge.vocabulary.provider import Account

router = APIRouter(prefix="/provider", include_in_schema=False)

RHYTHMS: Mapping[int, str] = {60: "every hour", 24 * 60: "every day", 7 * 24 * 60: "every week"}
"""Minutes → as people read them."""
ADDRESSES = "/provider/addresses"


@router.get("/addresses")
async def listed(front: At, request: Request) -> Response:
    """Show the addresses with what came of the last time, and how the courses' own pages stand."""
    let_in = await provider_at(front, request)
    return let_in if isinstance(let_in, Response) else await _listed(front, request, *let_in)


@router.post("/addresses")
async def add(
    front: At,
    request: Request,
    address: Annotated[str, Form(max_length=2_000)] = "",
    format: Annotated[str, Form(max_length=40)] = AUTO,
    every: Annotated[int, Form()] = 24 * 60,
) -> Response:
    """Keep an address; it is fetched at the next round."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    rhythm = every if every in RHYTHMS else 24 * 60
    try:
        await asyncio.to_thread(front.house.library.feeds.add_own, account, address.strip(), format, rhythm)
    except KnowledgeError as error:
        return await _listed(front, request, who, account, said(error), 422)
    return RedirectResponse(ADDRESSES, status_code=303)


@router.post("/addresses/{name}/fetch")
async def fetch(front: At, request: Request, name: str) -> Response:
    """Fetch now, in a thread of its own: the page says how it goes."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    feeds: Any = front.house.library.feeds
    if not feeds.allowed:
        return await _listed(front, request, who, account, status=409)
    await asyncio.to_thread(feeds.find_own, account.id, name)
    if await asyncio.to_thread(feeds.begin, name):
        _beside(lambda: pull(front.house, name, secrets.randbelow(1000) / 1000))
    return RedirectResponse(ADDRESSES, status_code=303)


@router.post("/addresses/{name}/stop")
async def stop(front: At, request: Request, name: str) -> Response:
    """Forget an address; its courses stay."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    _who, account = let_in
    feeds: Any = front.house.library.feeds
    await asyncio.to_thread(feeds.find_own, account.id, name)
    await asyncio.to_thread(feeds.remove, name)
    return RedirectResponse(ADDRESSES, status_code=303)


@router.post("/pages/look")
async def look(front: At, request: Request) -> Response:
    """Open the pages of the published courses, one by one, beside the conversation with the browser."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    library: Any = front.house.library
    if not library.links.allowed:
        return await _listed(front, request, who, account, status=409)
    records = await asyncio.to_thread(library.own_courses.published, account)
    _beside(lambda: library.links.look(account.id, records))
    return RedirectResponse(ADDRESSES, status_code=303)


async def _listed(
    front: Front, request: Request, who: Visitor, account: Account, alert: str = "", status: int = 200
) -> Response:
    library: Any = front.house.library
    feeds = await asyncio.to_thread(library.feeds.of, account.id)
    last = [one.outcomes[0].submission for one in feeds if one.outcomes and one.outcomes[0].submission]
    reports = {key: await asyncio.to_thread(library.review.read, key, account) for key in last}
    looks = await asyncio.to_thread(library.links.known, account.id)
    records = await asyncio.to_thread(library.own_courses.published, account)
    wanted = {offer.url for record in records for offer in record.opportunities if offer.url}
    return page(
        request, who, "provider_addresses.html",
        status=status, alert=alert, feeds=feeds, reports=reports, running={one.name for one in feeds if library.feeds.is_running(one)},
        allowed=library.feeds.allowed, rhythms=RHYTHMS, formats=(AUTO, *FORMATS), pages=len(wanted),
        looked=sum(address in looks for address in wanted),
        gone=[(address, look) for address, look in looks.items() if address in wanted and not look.good],
    )  # fmt: skip


def _beside(work: Callable[[], object]) -> None:
    """Do something that takes a while without keeping the browser waiting."""

    def quietly() -> None:
        try:
            work()
        except NotFound:
            # whoever removed it meanwhile meant it
            return

    threading.Thread(target=quietly, name="provider-addresses", daemon=True).start()
