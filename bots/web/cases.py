"""How does a counsellor's program see cases, take over, write, note, hand back and close?"""

import asyncio
from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from advisor.counselling import CaseView, Counselling
from advisor.vocabulary.counselling import Case, Counsellor
from bots.web.case_door import PROBLEMS, READING, ShownCase, Who, shown, shown_note, shown_plan
from bots.web.conversations import MESSAGE_ID, shown_turn, without_nul
from bots.web.counsellor_door import desk_of
from bots.web.front import At, Front
from bots.web.look_up import cursor_at, offset_of

router = APIRouter(prefix="/v1/cases", tags=["cases"])


class Written(BaseModel):
    """Words of the counsellor."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S"), AfterValidator(without_nul)]


@router.get("", operation_id="list_cases", responses=READING)
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
    found = await asyncio.to_thread(desk_of(front).caseload, who, which)
    more = cursor_at(skip + limit) if len(found) > skip + limit else None
    return JSONResponse({"cases": [shown(each, who) for each in found[skip : skip + limit]], "next_cursor": more})


@router.get("/{identifier}", operation_id="read_case", responses=READING)
async def read(front: At, who: Who, identifier: str) -> JSONResponse:
    """Read a case: what was said, profile, notes, versions of the plan, one's own labels, referrals. The look is audited."""
    view: CaseView = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now())
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
            "labels": list(view.labels),
            "referrals": [referral.model_dump(mode="json") for referral in view.referrals],
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
    made = await asyncio.to_thread(desk_of(front).note, identifier, who, written.text, front.now(), idempotency_key)
    return JSONResponse(shown_note(made), status_code=201)


async def _stepped(
    front: Front, who: Counsellor, step: Callable[[Counselling], Case], status: int = 200
) -> JSONResponse:
    return JSONResponse(shown(await asyncio.to_thread(step, desk_of(front)), who), status_code=status)
