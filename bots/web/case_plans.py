"""How does a counsellor's program change a learner's plan, try other limits, compare and approve?"""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from advisor.case_plans import FEWEST, MOST, pathway_of
from advisor.vocabulary.blocks import ComparisonBlock
from advisor.vocabulary.counselling import Counsellor, PlanVersion
from advisor.vocabulary.learner import Money
from advisor.vocabulary.pathway import Pathway
from advisor.weighing import Change, WhatIf
from bots.web.case_door import PROBLEMS, READING, Once, ShownCase, ShownPlan, Who, shown, shown_plan
from bots.web.conversations import LANGUAGE, MESSAGE_ID
from bots.web.counsellor_door import desk_of
from bots.web.front import At, Front
from bots.wording import offered_language

router = APIRouter(prefix="/v1/cases", tags=["cases"])

VERBS: Mapping[str, str] = {
    "lock": "keep", "unlock": "release", "swap": "swap", "turn_down": "reject", "allow_again": "release",
}  # fmt: skip
"""What a program asks for → what a button of the page does."""
Key = Annotated[str, Header(pattern=MESSAGE_ID)]
Language = Annotated[str, Query(pattern=f"^$|{LANGUAGE}", description="Of what is said about courses. Default: en.")]


class PlanEdit(BaseModel):
    """One change of a step."""

    model_config = ConfigDict(extra="forbid")
    edit: Literal["lock", "unlock", "swap", "turn_down", "allow_again"]
    course: str = Field(min_length=1, max_length=256, description="Micro-credential id of the step.")
    instead: str = Field("", max_length=256, description="Of `swap`: what is to come; default: whatever fits best.")


class OtherLimits(BaseModel):
    """Limits that are supposed; null lifts one, and one that is not named stays."""

    model_config = ConfigDict(extra="forbid")
    hours_per_week: float | None = Field(None, gt=0, le=168)
    max_price: Money | None = None
    languages: tuple[str, ...] | None = Field(None, max_length=20)

    def given(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_unset=True)


class Approval(BaseModel):
    model_config = ConfigDict(extra="forbid")
    version: str = Field("", max_length=128, description="Default: the plan as the machine drafted it.")


class StandingPlan(BaseModel):
    plan: Pathway | None = Field(description="What there is to change or approve.")
    versions: list[ShownPlan]


class ShownChange(BaseModel):
    micro_credential_id: str
    title: str
    why: list[str]


class ShownWhatIf(BaseModel):
    """The plan that would be; it is kept nowhere."""

    plan: Pathway
    differences: list[str]
    enters: list[ShownChange]
    leaves: list[ShownChange]


@router.get("/{identifier}/plan", operation_id="read_case_plan", response_model=StandingPlan, responses=READING)
async def read(front: At, who: Who, identifier: str) -> JSONResponse:
    """Read the plan that stands, and all versions."""
    view = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now(), "en", "plan")
    standing = pathway_of(view)
    plan = standing.model_dump(mode="json", by_alias=True, include=set(Pathway.model_fields)) if standing else None
    return JSONResponse({"plan": plan, "versions": [shown_plan(version) for version in view.versions]})


@router.post(
    "/{identifier}/plan", operation_id="edit_case_plan", status_code=201, response_model=ShownPlan, responses=PROBLEMS
)
async def edit(
    front: At, request: Request, who: Who, identifier: str, wanted: PlanEdit, idempotency_key: Key = ""
) -> Response:
    """Lock, swap, turn down or let go a step, and plan anew: a draft that the learner does not see yet."""
    once = await _once(front, request, who, identifier, idempotency_key, wanted)
    return once.found() or once.made(await _revised(front, who, identifier, wanted))


@router.post(
    "/{identifier}/plan/recompute", operation_id="recompute_case_plan", status_code=201, response_model=ShownPlan,
    responses=PROBLEMS,
)  # fmt: skip
async def recompute(front: At, request: Request, who: Who, identifier: str, idempotency_key: Key = "") -> Response:
    """Plan anew with all that was said and locked, on the catalogue as it is now."""
    once = await _once(front, request, who, identifier, idempotency_key, None)
    return once.found() or once.made(await _revised(front, who, identifier, None))


@router.post(
    "/{identifier}/plan/what_if", operation_id="what_if_case_plan", response_model=ShownWhatIf, responses=PROBLEMS
)
async def what_if(front: At, who: Who, identifier: str, wanted: OtherLimits, language: Language = "") -> JSONResponse:
    """Say what enters and leaves the plan under other limits, and why; nothing is changed."""
    view = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now(), "en", "what_if")
    spoken = offered_language(language) or "en"
    weighed = await asyncio.to_thread(desk_of(front).plans.what_if, view, wanted.given(), spoken, front.now().date())
    return JSONResponse(shown_what_if(weighed))


@router.post(
    "/{identifier}/plan/propose", operation_id="propose_case_plan", status_code=201, response_model=ShownPlan,
    responses=PROBLEMS,
)  # fmt: skip
async def propose(
    front: At, request: Request, who: Who, identifier: str, wanted: OtherLimits, idempotency_key: Key = ""
) -> Response:
    """Make what was supposed a draft version."""
    once = await _once(front, request, who, identifier, idempotency_key, wanted)
    if found := once.found():
        return found
    plans = desk_of(front).plans
    made = await asyncio.to_thread(plans.propose, identifier, who, wanted.given(), front.now())
    return once.made(shown_plan(made))


@router.get("/{identifier}/plan/compare", operation_id="compare_case_plans", response_model=ComparisonBlock,
            responses=READING)  # fmt: skip
async def compare(
    front: At,
    who: Who,
    identifier: str,
    side: Annotated[
        list[str],
        Query(
            min_length=FEWEST,
            max_length=MOST,
            description="`shown`, ids of versions, or other ways: cheapest, fastest, own_language, closest, "
            "most_complete, other_courses.",
        ),
    ],
    language: Language = "",
) -> JSONResponse:
    """Put two to four plans side by side; a null value is not stated."""
    view = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now(), "en", "compare")
    spoken = offered_language(language) or "en"
    block = await asyncio.to_thread(desk_of(front).plans.compare, view, side, spoken, front.now().date())
    return JSONResponse(block.model_dump(mode="json"))


@router.post(
    "/{identifier}/plan/approve", operation_id="approve_case_plan", response_model=ShownCase, responses=PROBLEMS
)
async def approve(front: At, who: Who, identifier: str, wanted: Approval | None = None) -> JSONResponse:
    """Show the learner a plan as checked and approved by this counsellor; a second time changes nothing."""
    version = wanted.version if wanted else ""
    case = await asyncio.to_thread(desk_of(front).plans.approve, identifier, who, version, front.now())
    return JSONResponse(shown(case, who))


async def _once(
    front: Front, request: Request, who: Counsellor, identifier: str, key: str, body: BaseModel | None
) -> Once:
    """Let in first: who no longer has the case gets no answer from before, either."""
    await asyncio.to_thread(desk_of(front).find, identifier, who)
    return Once(front, request, who, key, body)


async def _revised(front: Front, who: Counsellor, identifier: str, wanted: PlanEdit | None) -> dict[str, Any]:
    verb, course, instead = (VERBS[wanted.edit], wanted.course, wanted.instead) if wanted else ("recompute", "", "")
    revise = desk_of(front).plans.revise
    made: PlanVersion = await asyncio.to_thread(revise, identifier, who, verb, course, front.now(), instead)
    return shown_plan(made)


def shown_what_if(weighed: WhatIf) -> dict[str, Any]:
    def told(change: Change) -> dict[str, Any]:
        return {
            "micro_credential_id": change.micro_credential_id, "title": change.title, "why": list(change.why),
        }  # fmt: skip

    return {
        "plan": weighed.found.model_dump(mode="json", by_alias=True),
        "differences": list(weighed.figures),
        "enters": [told(change) for change in weighed.enters],
        "leaves": [told(change) for change in weighed.leaves],
    }
