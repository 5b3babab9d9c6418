"""How does a program look things up in the catalogue?"""

import asyncio
import base64
import binascii
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from bots.web.errors import described
from bots.web.front import At
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.opportunity import DeliveryMode
from knowledge.vocabulary.search import Filters, Match, Question

router = APIRouter(prefix="/v1", tags=["catalogue"])

DEEPEST = 200


@router.get("/search", operation_id="search", responses=described(422, 429, 503))
async def search(
    front: At,
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=4000, description="What is looked for, in words.")],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
    language: Annotated[list[str] | None, Query(max_length=10, description="Languages of teaching.")] = None,
    max_hours: Annotated[float | None, Query(ge=0, le=1e6, allow_inf_nan=False)] = None,
    max_price: Annotated[float | None, Query(ge=0, le=1e9, allow_inf_nan=False)] = None,
    currency: Annotated[str | None, Query(pattern=r"^[A-Z]{3}$")] = None,
    mode: Annotated[list[DeliveryMode] | None, Query(max_length=4)] = None,
    country: Annotated[str | None, Query(pattern=r"^[A-Z]{2}$")] = None,
    max_eqf_level: Annotated[int | None, Query(ge=1, le=8)] = None,
) -> Response:
    """Rank micro-credentials with citations; limits are hard, and what is not stated never passes one."""
    front.limit_look_up(request)
    skip = offset_of(cursor)
    filters = Filters(
        max_hours=max_hours, max_price=None if max_price is None else Decimal(str(max_price)), currency=currency, languages=tuple(language or ()),
        modes=tuple(mode or ()), country=country, max_eqf_level=max_eqf_level,
    )  # fmt: skip
    question = Question(text=q.replace("\x00", ""), filters=filters, limit=min(skip + limit + 1, DEEPEST))
    matches = await asyncio.to_thread(front.house.library.search, question)
    found = matches[skip : skip + limit]
    more = len(matches) > skip + limit
    return JSONResponse(
        {
            "catalogue_version": front.house.library.catalogue_version(),
            "matches": [shown(match) for match in found],
            "next_cursor": cursor_at(skip + limit) if more else None,
        }
    )


@router.get(
    "/micro-credentials/{identifier:path}", operation_id="read_micro_credential",
    response_model=MicroCredential, responses=described(404, 503),
)  # fmt: skip
async def micro_credential(front: At, identifier: str) -> Response:
    """Read what can be earned, with its opportunities."""
    record = await asyncio.to_thread(front.house.library.find, MicroCredentialId(identifier.replace("\x00", "")))
    return JSONResponse(record.model_dump(mode="json"))


def shown(match: Match) -> dict[str, Any]:
    return match.model_dump(mode="json")


def cursor_at(skip: int) -> str:
    return base64.urlsafe_b64encode(f"skip:{skip}".encode()).decode().rstrip("=")


def offset_of(cursor: str | None) -> int:
    try:
        text = base64.urlsafe_b64decode((cursor or "") + "==").decode()
    except (binascii.Error, ValueError):
        return 0
    number = text.removeprefix("skip:")
    return min(int(number), DEEPEST) if number.isdecimal() and len(number) < 6 else 0
