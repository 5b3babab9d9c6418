"""How does a counsellor look at a plan: its sources, under other limits, beside other plans?"""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from advisor.case_access import CaseView
from advisor.case_plans import FEWEST, MOST, pathway_of
from advisor.errors import CaseConflict, InvalidProfile
from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.counselling import Counsellor, PlanVersion
from advisor.vocabulary.learner import Slot
from advisor.vocabulary.pathway import Pathway
from bots.stages_told import left_open
from bots.web.chat import page_language
from bots.web.counsellor_door import desk_of, reader
from bots.web.counsellor_limits import given_in, limit_form
from bots.web.front import At, Front
from bots.web.rendering import Bubble, render
from knowledge.errors import NotFound
from knowledge.vocabulary.credential import MicroCredentialId

router = APIRouter(prefix="/counsellor", include_in_schema=False)

NO_PLAN = "There is no plan yet."


@router.get("/cases/{identifier}/what-if")
async def what_if(
    front: At,
    request: Request,
    identifier: str,
    languages: Annotated[list[str] | None, Query(max_length=20)] = None,
) -> Response:
    """Show the plan under other limits, beside the one that stands; nothing is changed by looking."""
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    language = page_language(request, None)
    view = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now(), language, "what_if")
    asked = "hours" in request.query_params
    given = given_in(request.query_params, languages or ())
    weighed, alert = None, ""
    try:
        if asked:
            plans, today = desk_of(front).plans, front.now().date()
            weighed = await asyncio.to_thread(plans.what_if, view, given, language, today)
    except (InvalidProfile, CaseConflict) as error:
        alert = str(error)
    return render(
        "case_what_if.html", language, status=422 if alert else 200, **head_of(view, who), alert=alert,
        form=_form(front, view), asked=asked, given=given, weighed=weighed, sent=request.query_params,
    )  # fmt: skip


def _form(front: Front, view: CaseView) -> Any:
    standing = pathway_of(view)
    return limit_form(desk_of(front).plans.profile(view).constraints, standing) if standing else None


@router.get("/cases/{identifier}/compare")
async def compare(
    front: At, request: Request, identifier: str, side: Annotated[list[str] | None, Query(max_length=20)] = None
) -> Response:
    """Put two to four plans beside each other."""
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    language = page_language(request, None)
    view = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now(), language, "compare")
    plans, wanted = desk_of(front).plans, list(dict.fromkeys(side or ()))
    counted = FEWEST <= len(wanted) <= MOST
    block = (
        await asyncio.to_thread(plans.compare, view, wanted, language, front.now().date())
        if wanted and counted
        else None
    )
    alert = "" if counted or side is None else "Choose two to four plans."
    return render(
        "case_compare.html", language, status=422 if alert else 200, **head_of(view, who), alert=alert,
        sides=plans.sides(view, language), wanted=wanted, block=block,
        none_of=[key for key in wanted if block and key not in {item.micro_credential_id for item in block.items}],
    )  # fmt: skip


def head_of(view: CaseView, who: Counsellor) -> dict[str, Any]:
    """Give what the head of every page of a case needs."""
    mine = view.case.counsellor == who.id
    return {"case": view.case, "who": who, "mine": mine, "state": view.case.stands.value}


def of_the_plan(front: Front, view: CaseView, language: str) -> dict[str, Any]:
    """Give the plan's sources as a turn shows them, what stands beside it, and what its offers leave open."""
    made, pathway = view.plan, pathway_of(view)
    citations = getattr(made, "citations", None) or _citations(view)
    last = next((turn.reply for turn in reversed(view.conversation.turns) if turn.reply), None)
    bubble = Bubble(0, "", last.model_copy(update={"citations": citations}), last=False) if last else None
    turned_down = _turned_down(made) if isinstance(made, PlanVersion) else []
    others = [other for step in (pathway.steps if pathway else ()) for other in step.alternatives]
    titles = {each: title for each in (*others, *turned_down) if (title := _title(front, each))}
    return {
        "plan_bubble": bubble,
        "titles": titles,
        "turned_down": turned_down,
        "open_of": _left_open(view, pathway, language),
    }


def _turned_down(made: PlanVersion) -> list[str]:
    """List the courses that the counsellor turned down in versions that nobody approved yet."""
    let_go = {str(fact.value) for fact in made.edits if fact.withdrawn}
    down = [str(fact.value) for fact in made.edits if fact.slot is Slot.NOT_WANTED and not fact.withdrawn]
    return [each for each in dict.fromkeys(down) if each not in let_go]


def _left_open(view: CaseView, pathway: Pathway | None, language: str) -> list[str]:
    """Say what the offers that the plan was chosen from do not state: from the version, else from its turn."""
    made = view.plan
    if isinstance(made, PlanVersion) and made.considered:
        return left_open(made.not_stated, made.considered, language)
    for turn in reversed(view.conversation.turns):
        reply = turn.reply
        if pathway and reply and any(getattr(each, "receipt", "") == pathway.receipt for each in reply.blocks):
            told: dict[str, Any] = next((each.value for each in reply.explain if each.stage == "candidates"), {})
            return left_open(told.get("not_stated", {}), told.get("within_the_limits", 0), language)
    return []


def _citations(view: CaseView) -> tuple[NumberedCitation, ...]:
    """Give the sources of the reply that showed the plan last."""
    for turn in reversed(view.conversation.turns):
        if turn.reply and any(block == view.plan for block in turn.reply.blocks):
            return turn.reply.citations
    return ()


def _title(front: Front, identifier: str) -> str:
    try:
        return str(front.house.library.find(MicroCredentialId(identifier)).title)
    except NotFound:
        return ""
