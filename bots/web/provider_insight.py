"""Who would find a course, what do learners look for in vain, and how does a provider lead people to a course?"""

import asyncio
import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from bots.telegram.deep_links import Kind, course_key
from bots.telegram.deep_links import address as telegram
from bots.web.chat import page_language
from bots.web.errors import not_found
from bots.web.front import At, Front
from bots.web.handoffs import drawn
from bots.web.provider import page, provider_at
from bots.web.provider_sessions import Visitor
from knowledge.demand import FEWEST, Unmet
from knowledge.sample_wishes import TOP, Tried, WishTrial
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.provider import Account

router = APIRouter(prefix="/provider", include_in_schema=False)

AS_LIMITS: Mapping[str, str] = {"times": "schedules", "support": "needs"}
"""What a filter is called where limits are named to people."""
MOST_SHOWN = 100


@router.get("/found/{identifier:path}")
async def found(front: At, request: Request, identifier: str) -> Response:
    """Show which of the sample wishes find a published course, at what rank, and why others do not."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    record = await _own(front, account, identifier)
    if record is None:
        return not_found()
    return await tried_out(request, who, record, front.house.library.wish_trial)


@router.get("/found-draft/{draft}")
async def found_draft(front: At, request: Request, draft: str) -> Response:
    """Show the same for a draft, as if it were published; nothing is."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    library = front.house.library
    fields = await asyncio.to_thread(library.own_courses.draft, account, draft)
    _report, records = await asyncio.to_thread(library.try_out, [fields], account)
    if not records:
        # the form says what keeps it out
        return RedirectResponse(f"/provider/course?draft={quote(draft)}", status_code=303)
    return await tried_unpublished(front, request, who, records[0], {"draft": draft, **fields})


async def tried_unpublished(
    front: Front, request: Request, who: Visitor, record: MicroCredential, sheet: Mapping[str, str]
) -> Response:
    """Compare a course exactly with all that are published, without publishing it; `sheet` is its form."""
    beside = await asyncio.to_thread(front.house.library.beside, record)
    return await tried_out(request, who, record, WishTrial(beside), sheet)


async def tried_out(
    request: Request, who: Visitor, record: MicroCredential, trial: WishTrial, sheet: Mapping[str, str] | None = None
) -> Response:
    """Show which wishes find a course; `sheet` is the form of one that is not published in this text."""
    tried: list[Tried] = await asyncio.to_thread(trial.of, record)
    return page(
        request, who, "provider_found.html",
        record=record, sheet=sheet, all=len(trial.wishes), top=TOP, first=[one for one in tried if one.found],
        further=[one for one in tried if one.rank and not one.found],
        kept_out=[(one, [AS_LIMITS.get(name, name) for name in one.in_the_way]) for one in tried if one.in_the_way],
    )  # fmt: skip


@router.get("/demand")
async def demand(front: At, request: Request) -> Response:
    """Show what nothing here fits: in the provider's field and countries first, then elsewhere."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    language = page_language(request, None)
    mine, others = await asyncio.to_thread(_boards, front, account)
    return page(
        request, who, "provider_demand.html",
        mine=_named(front, mine, language), others=_named(front, others, language), fewest=FEWEST,
    )  # fmt: skip


@router.get("/share/{identifier:path}")
async def share(front: At, request: Request, identifier: str) -> Response:
    """Give the link that opens a conversation about a course, its QR code, and a piece of HTML to copy."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    drawing = identifier.endswith("/qr.svg")
    record = await _own(front, account, identifier.removesuffix("/qr.svg"))
    if record is None:
        return not_found()
    address = link_to(front, request, record)
    if drawing:
        return Response(await asyncio.to_thread(drawn, address), media_type="image/svg+xml")
    bot: str = request.app.state.telegram.name
    chat = telegram(bot, Kind.COURSE, course_key(record.id)) if bot else ""
    snippet = f'<a href="{html.escape(address)}" lang="{html.escape(record.language)}">{html.escape(record.title)}</a>'
    return page(request, who, "provider_share.html", record=record, address=address, snippet=snippet, chat=chat)


def link_to(front: Front, request: Request, record: MicroCredential) -> str:
    """Give the address under which a conversation about a course begins."""
    base = front.house.settings.public_url or str(request.base_url)
    return f"{base.rstrip('/')}/?course={quote(record.id, safe='')}"


async def _own(front: Front, account: Account, identifier: str) -> MicroCredential | None:
    """Find a published course of the account's own; foreign and missing are the same."""
    listed = await asyncio.to_thread(front.house.library.micro_credentials)
    mine = (one for one in listed if one.id == identifier and one.id.startswith(f"{account.id}."))
    return next(mine, None)


def _boards(front: Front, account: Account) -> tuple[Sequence[Unmet], Sequence[Unmet]]:
    """Split the board: near to what the provider teaches, where it teaches, and all the rest."""
    library = front.house.library
    courses = [one for one in library.micro_credentials() if one.id.startswith(f"{account.id}.")]
    field = _field(library, courses)
    countries = {offer.provider.country for one in courses for offer in one.opportunities if offer.provider.country}
    today = front.now().date()
    everything = library.demand.board(today)
    near = [one for one in everything if one.concept in field and (not countries or one.country in {*countries, ""})]
    return near[:MOST_SHOWN], [one for one in everything if one not in near][:MOST_SHOWN]


def _field(library: Any, courses: Iterable[MicroCredential]) -> set[str]:
    """Give the skills taught, the occupations that ask for them, and what else these ask for."""
    taught = {skill.uri for one in courses for skill in one.skills if skill.uri}
    work = {occupation for skill in taught for occupation, _ in library.asking(skill)}
    known = filter(None, map(library.occupation, work))
    return {*taught, *work, *(need.skill for occupation in known for need in occupation.requirements)}


def _named(front: Front, board: Sequence[Unmet], language: str) -> list[tuple[str, Unmet]]:
    return [(front.house.library.label(one.concept, language), one) for one in board]
