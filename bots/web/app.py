"""How are the addresses of the web put together?"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.routing import Route

from advisor.vocabulary.learner import LearnerProfile
from bots.accounts.invitations import Invitations
from bots.accounts.passes import Passes
from bots.provider_calls import ProviderCalls
from bots.telegram.webhook import open_door
from bots.web import (
    admin,
    case_plans,
    cases,
    chat,
    conversations,
    counsellor_answers,
    counsellor_brief,
    counsellor_case,
    counsellor_list,
    counsellor_live,
    counsellor_plan,
    counsellor_referral,
    counsellor_report,
    counsellor_requests,
    errors,
    going_on,
    handoffs,
    health,
    hooks,
    invitations,
    learner_files,
    look_up,
    mcp_door,
    news,
    own_sign_in,
    pathways,
    presenting,
    provider,
    provider_course,
    provider_feeds,
    provider_files,
    provider_insight,
    provider_keys,
    provider_review,
    provider_standing,
    sessions,
    sharing,
    sign_in,
    submissions,
    telegram_door,
    thumbs,
)
from bots.web.front import open_front
from bots.web.kept import Kept
from bots.web.kept.desk import Desk
from bots.web.mcp_door import PATH, McpDoor
from bots.web.page_language import chosen_language
from bots.web.provider_sessions import KeySessions
from bots.web.rendering import render
from bots.web.replays import Replays
from bots.web.security import Gate

ROUTERS = (
    conversations,
    learner_files,
    news,
    pathways,
    look_up,
    health,
    chat,
    admin,
    handoffs,
    hooks,
    presenting,
    submissions,
    sessions,
    sign_in,
    own_sign_in,
    invitations,
    cases,
    case_plans,
    counsellor_list,
    counsellor_answers,
    counsellor_live,
    counsellor_plan,
    counsellor_brief,
    counsellor_referral,
    counsellor_requests,
    counsellor_report,
    counsellor_case,  # after them: its address of buttons takes any word
    going_on,
    sharing,
    thumbs,
    provider,
    provider_course,
    provider_feeds,
    provider_files,
    provider_insight,
    provider_keys,
    provider_review,
    provider_standing,
)

FILES_AT_A_TIME = 2
"""Files of courses that are read at once, each in a process of its own."""


def create_app(
    house: Any, now: Callable[[], datetime] | None = None, new_id: Callable[[], str] | None = None
) -> FastAPI:
    """Make the application on open rooms; clock and identifiers may be given."""
    if now is None or new_id is None:
        from bots import assembly

        now, new_id = now or assembly.now, new_id or assembly.new_id
    front = open_front(house, now, new_id)
    door = McpDoor(front)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with door.open():
            yield
        front.closing.set()
        front.desk.close()

    app = FastAPI(
        title="Cairn",
        version="0.1.0",
        description="From a person's own words to an affordable, ordered pathway of micro-credentials.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.front = front
    app.state.kept = Kept(house.engine)
    app.state.provider_calls = ProviderCalls(house.engine)
    app.state.replays = Replays()
    app.state.reading = asyncio.Semaphore(FILES_AT_A_TIME)
    app.state.own_sign_in = own_sign_in.door(house.settings)
    app.state.invitations = Invitations(house.engine)
    passes = Passes(house.engine)
    app.state.administrator = admin.Administrator(passes)
    app.state.provider_keys = KeySessions(passes)
    app.state.provider_files = Desk(house.engine)
    app.state.error_page = _error_page
    app.state.routers = [part.router for part in ROUTERS]
    for router in app.state.routers:
        app.include_router(router)
    app.router.routes.append(Route(PATH, endpoint=door, methods=["POST"]))
    app.state.telegram_door = open_door(house, now)
    app.state.telegram = going_on.Telegram()
    app.router.routes.append(Route(telegram_door.PATH, endpoint=telegram_door.receive, methods=["POST"]))
    errors.install(app)
    app.add_middleware(Gate, counters=front.counters, cap_of=_body_cap, embed_on=house.settings.embed_on)
    _describe_problems(app)
    return app


def _body_cap(path: str) -> int:
    caps = (
        part.body_cap(path)
        for part in (learner_files, presenting, submissions, provider, mcp_door, telegram_door, hooks)
    )
    return next((cap for cap in caps if cap), errors.BODY_CAP)


def _error_page(request: Request, made: JSONResponse) -> Response:
    """Show people the same problem as a page."""
    import json

    found = json.loads(bytes(made.body))
    language = chosen_language(request.headers.get("accept-language", ""))
    page = render("error.html", language, status=made.status_code, problem=found)
    if "retry-after" in made.headers:
        page.headers["Retry-After"] = made.headers["retry-after"]
    return page


def _describe_problems(app: FastAPI) -> None:
    """Add the shapes that operations refer to by name: of a problem and of a profile."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        document = make()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for shape in (errors.Problem, LearnerProfile):
            described = shape.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(described.pop("$defs", {}))
            schemas[shape.__name__] = described
        return document

    app.openapi = openapi  # type: ignore[method-assign]
