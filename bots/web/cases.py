"""How does a counsellor's program see cases, take over, write, note, hand back and close?"""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from advisor.counselling import CaseView, Counselling
from advisor.vocabulary.counselling import Case, CaseNote, Counsellor, PlanVersion
from bots.web.conversations import MESSAGE_ID, shown_turn, without_nul
from bots.web.errors import described
from bots.web.front import At, Front
from bots.web.look_up import cursor_at, offset_of
from bots.web.sessions import counsellor

router = APIRouter(prefix="/v1/cases", tags=["cases"])

PROBLEMS = described(401, 404, 409, 413, 422, 429, 503)


async def _admit(front: At, request: Request) -> Counsellor:
    """Let a counsellor in, before the body is read."""
    front.limit_look_up(request)
    return await counsellor(front, request)


Who = Annotated[Counsellor, Depends(_admit)]


class Written(BaseModel):
    """Words of the counsellor."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S"), AfterValidator(without_nul)]


class ShownCase(BaseModel):
    id: str
    state: str = Field(description="answering, waiting_for_counsellor, with_counsellor or closed.")
    counsellor: str | None = Field(description="Name of who looks after it; null while it is nobody's.")
    mine: bool
    channel: str
    language: str | None
    asked: str
    last_contact: str
    closed: str | None


def shown(case: Case, who: Counsellor) -> dict[str, Any]:
    made = ShownCase(
        id=case.id,
        state=case.stands.value,
        counsellor=case.counsellor_name or None,
        mine=case.counsellor == who.id,
        channel=case.channel,
        language=case.language,
        asked=case.asked.isoformat(),
        last_contact=case.last_contact.isoformat(),
        closed=case.closed.isoformat() if case.closed else None,
    )
    return made.model_dump()


@router.get("", operation_id="list_cases", responses=described(401, 404, 422, 429, 503))
async def list_(
    front: At,
    who: Who,
    which: Annotated[
        Literal["visible", "mine", "waiting", "all"],
        Query(description="`all`: every case of mine, closed ones too; `visible`: these and those that wait."),
    ] = "visible",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
) -> JSONResponse:
    """List cases, the latest contact first."""
    skip = offset_of(cursor)
    found = await asyncio.to_thread(_desk(front).caseload, who, which)
    more = cursor_at(skip + limit) if len(found) > skip + limit else None
    return JSONResponse({"cases": [shown(each, who) for each in found[skip : skip + limit]], "next_cursor": more})


@router.get("/{identifier}", operation_id="read_case", responses=described(401, 404, 422, 429, 503))
async def read(front: At, who: Who, identifier: str) -> JSONResponse:
    """Read a case: what was said, profile, notes, versions of the plan. Who looked, and when, is in the audit."""
    view: CaseView = await asyncio.to_thread(_desk(front).look, identifier, who, front.now())
    turns = view.conversation.turns
    last = next((turn.reply for turn in reversed(turns) if turn.reply), None)
    return JSONResponse(
        {
            **shown(view.case, who),
            "turns": [shown_turn(turn) for turn in turns],
            "facts": [fact.model_dump(mode="json") for fact in view.conversation.facts],
            "profile": last.profile.model_dump(mode="json") if last else None,
            "explain": [stage.model_dump(mode="json") for stage in last.explain] if last else [],
            "notes": [shown_note(note) for note in view.notes],
            "plans": [shown_plan(version) for version in view.versions],
        }
    )


@router.post("/{identifier}/take", operation_id="take_case", response_model=ShownCase, responses=PROBLEMS)
async def take(front: At, who: Who, identifier: str) -> JSONResponse:
    """Speak instead of the machine; the learner is told who speaks now."""
    return await _stepped(front, who, lambda desk: desk.take(identifier, who, front.now()))


@router.post("/{identifier}/hand_back", operation_id="hand_back_case", response_model=ShownCase, responses=PROBLEMS)
async def hand_back(front: At, who: Who, identifier: str) -> JSONResponse:
    """Let the machine go on."""
    return await _stepped(front, who, lambda desk: desk.hand_back(identifier, who, front.now()))


@router.post("/{identifier}/close", operation_id="close_case", response_model=ShownCase, responses=PROBLEMS)
async def close(front: At, who: Who, identifier: str) -> JSONResponse:
    """End the counselling."""
    return await _stepped(front, who, lambda desk: desk.close(identifier, who, front.now()))


@router.post(
    "/{identifier}/messages", operation_id="write_to_learner", status_code=201, response_model=ShownCase,
    responses=PROBLEMS,
)  # fmt: skip
async def write(
    front: At,
    who: Who,
    identifier: str,
    written: Written,
    idempotency_key: Annotated[str, Header(pattern=MESSAGE_ID)] = "",
) -> JSONResponse:
    """Write to the learner, in the channel that they use."""

    def say(desk: Counselling) -> Case:
        return desk.say(identifier, who, written.text, front.now(), idempotency_key)

    return await _stepped(front, who, say, 201)


@router.post("/{identifier}/notes", operation_id="note_on_case", status_code=201, responses=PROBLEMS)
async def note(
    front: At,
    who: Who,
    identifier: str,
    written: Written,
    idempotency_key: Annotated[str, Header(pattern=MESSAGE_ID)] = "",
) -> JSONResponse:
    """Note something for counsellors only."""
    made = await asyncio.to_thread(_desk(front).note, identifier, who, written.text, front.now(), idempotency_key)
    return JSONResponse(shown_note(made), status_code=201)


def shown_note(note: CaseNote) -> dict[str, Any]:
    return {"number": note.number, "author": note.author_name, "at": note.at.isoformat(), "text": note.text}


def shown_plan(version: PlanVersion) -> dict[str, Any]:
    plain = version.model_dump(mode="json", include={"id", "number", "receipt", "author_name", "at", "approved_by"})
    return {**plain, "pathway": version.pathway.model_dump(mode="json", by_alias=True)}


def _desk(front: Front) -> Counselling:
    desk: Counselling = front.house.advisor.counselling
    return desk


async def _stepped(
    front: Front, who: Counsellor, step: Callable[[Counselling], Case], status: int = 200
) -> JSONResponse:
    return JSONResponse(shown(await asyncio.to_thread(step, _desk(front)), who), status_code=status)
