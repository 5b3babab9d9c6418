"""What does a counsellor see and do in the browser, with and without JavaScript?"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from advisor.counselling import CaseView, Counselling
from advisor.errors import AdvisorError, CaseConflict, CaseNotFound
from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.counselling import Case, Counsellor, PlanVersion
from advisor.vocabulary.learner import Slot
from advisor.vocabulary.pathway import Pathway
from bots import stages_told
from bots.errors import BotError
from bots.web.chat import LONGEST, page_language
from bots.web.conversations import without_nul
from bots.web.errors import problem
from bots.web.front import At, Front
from bots.web.limits import Rule
from bots.web.news import SOON, pause
from bots.web.rendering import SHOWN_AT_ONCE, Bubble, bubbles, render
from bots.web.security import is_own_page
from bots.web.sessions import closed, counsellor, signed_in
from bots.web.streaming import event, stream
from knowledge.errors import NotFound
from knowledge.vocabulary.credential import MicroCredentialId

router = APIRouter(prefix="/counsellor", include_in_schema=False)

LISTS: Mapping[str, str] = {"mine": "Mine", "waiting": "Waiting", "all": "All of mine"}
EXPLAINED_AT_ONCE = 10
MINUTE = timedelta(minutes=1)
CODES_A_MINUTE = 10
"""Codes that a counsellor may try, so that nobody finds one by guessing."""


@router.get("")
async def caseload(front: At, request: Request, which: Annotated[str, Query(max_length=16)] = "") -> Response:
    """Show the list of cases."""
    if await signed_in(front, request) is None:
        return closed(front, request)
    who = await counsellor(front, request)
    return await _list(front, request, who, which if which in LISTS else "")


async def _list(
    front: Front, request: Request, who: Counsellor, which: str, alert: str = "", status: int = 200
) -> Response:
    desk = _desk(front)
    found = {name: await asyncio.to_thread(desk.caseload, who, name) for name in LISTS}
    chosen = which or ("mine" if found["mine"] or not found["waiting"] else "waiting")
    return render(
        "caseload.html", page_language(request, None),
        status=status, who=who, lists=LISTS, which=chosen, counts={name: len(each) for name, each in found.items()},
        cases=found[chosen], alert=alert, now=front.now(),
    )  # fmt: skip


@router.post("/code")
async def claim(front: At, request: Request, code: Annotated[str, Form(max_length=64)] = "") -> Response:
    """Take on the learner who gave this code."""
    who = await _writer(front, request)
    if isinstance(who, Response):
        return who
    front.limit(Rule("codes a minute", CODES_A_MINUTE, MINUTE), who.id)
    try:
        case: Case = await asyncio.to_thread(_desk(front).claim, code, who, front.now())
    except CaseNotFound:
        return await _list(front, request, who, "", "Nobody waits under this code.", 404)
    return RedirectResponse(f"/counsellor/cases/{case.id}", status_code=303)


@router.get("/cases/{identifier}")
async def case_page(front: At, request: Request, identifier: str, draft: bool = False, whole: bool = False) -> Response:
    """Show a case; with `draft`, what the machine would answer stands in the box; `whole` from the first turn on."""
    if await signed_in(front, request) is None:
        return closed(front, request)
    who = await counsellor(front, request)
    proposed = await asyncio.to_thread(_desk(front).propose, identifier, who, front.now()) if draft else ""
    return await _case(front, request, who, identifier, text=proposed, drafted=proposed, whole=whole)


async def _case(
    front: Front, request: Request, who: Counsellor, identifier: str,
    *, status: int = 200, alert: str = "", text: str = "", drafted: str = "", whole: bool = False,
) -> Response:  # fmt: skip
    language = page_language(request, None)
    view: CaseView = await asyncio.to_thread(_desk(front).look, identifier, who, front.now(), language)
    plan = await asyncio.to_thread(of_the_plan, front, view)
    return render(
        "case.html", language, status=status, **shown(view, who, None if whole else SHOWN_AT_ONCE), **plan,
        you="Learner", asked_for_draft="draft" in request.query_params, alert=alert, text=text, drafted=drafted, longest=LONGEST, new_id=front.new_id,
    )  # fmt: skip


def shown(view: CaseView, who: Counsellor, most: int | None) -> dict[str, Any]:
    """Give the page of a case what it shows; nobody else's buttons can be pressed in it."""
    every = [bubble.without_buttons() for bubble in bubbles(view.conversation)]
    turns = every[-most:] if most else every
    told = [
        (bubble, [(stages_told.title_of(stage), stages_told.lines_of(stage)) for stage in bubble.reply.explain])
        for bubble in reversed(turns)
        if bubble.reply and bubble.reply.explain
    ]
    return {
        "view": view, "case": view.case, "who": who, "mine": view.case.counsellor == who.id, "turns": turns,
        "hidden": len(every) - len(turns), "told": told if most is None else told[:EXPLAINED_AT_ONCE], "state": view.case.stands.value,
    }  # fmt: skip


def of_the_plan(front: Front, view: CaseView) -> dict[str, Any]:
    """Give the plan's sources as a turn shows them, and what the courses are called that stand beside it."""
    made = view.plan
    pathway: Pathway | None = made.pathway if isinstance(made, PlanVersion) else made
    citations = getattr(made, "citations", None) or _citations(view)
    last = next((turn.reply for turn in reversed(view.conversation.turns) if turn.reply), None)
    bubble = Bubble(0, "", last.model_copy(update={"citations": citations}), last=False) if last else None
    down = [
        str(fact.value) for fact in getattr(made, "edits", ()) if fact.slot is Slot.NOT_WANTED and not fact.withdrawn
    ]
    let_go = {str(fact.value) for fact in getattr(made, "edits", ()) if fact.withdrawn}
    turned_down = [each for each in dict.fromkeys(down) if each not in let_go]
    others = [other for step in (pathway.steps if pathway else ()) for other in step.alternatives]
    titles = {each: title for each in (*others, *turned_down) if (title := _title(front, each))}
    return {"plan_bubble": bubble, "titles": titles, "turned_down": turned_down}


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


@router.get("/cases/{identifier}/events")
async def follow(
    front: At, request: Request, identifier: str, after: Annotated[int, Query(ge=0, le=10**9)] = 0
) -> object:
    """Tell an open page that the learner wrote, or that somebody else speaks now."""
    who = await counsellor(front, request)
    case = await asyncio.to_thread(_desk(front).find, identifier, who)
    return stream(_news(front, request, case, after))


async def _news(front: Front, request: Request, case: Case, after: int) -> AsyncIterator[str]:
    yield "retry: 5000\n\n"
    while not front.closing.is_set():
        try:
            who = await counsellor(front, request)  # again: a session may be over, a case somebody else's
            case = await asyncio.to_thread(_desk(front).find, case.id, who)
            held = await asyncio.to_thread(front.house.advisor.conversation, case.conversation)
        except (AdvisorError, BotError):
            return
        if len(held.turns) > after and all(turn.reply for turn in held.turns):
            after = held.turns[-1].number
            yield event("turn", after)
        yield event("state", case.stands.value)
        async for beat in pause(front, SOON):
            yield beat


@router.get("/cases/{identifier}/turns")
async def turns(
    front: At, request: Request, identifier: str, after: Annotated[int, Query(ge=0, le=10**9)] = 0
) -> Response:
    """Give the turns after a number as a piece of the page."""
    who = await counsellor(front, request)
    case = await asyncio.to_thread(_desk(front).find, identifier, who)
    view: CaseView = await asyncio.to_thread(_desk(front).view, case)
    found = [each.without_buttons() for each in bubbles(view.conversation, after)]
    return render("turns.html", page_language(request, None), turns=found, new_id=front.new_id, you="Learner")


@router.post("/cases/{identifier}/{verb}")
async def act(front: At, request: Request, identifier: str, verb: str) -> Response:
    """Do one thing of those in the table; the answer is the page itself, by redirect."""
    who = await _writer(front, request)
    if isinstance(who, Response):
        return who
    form = {name: without_nul(str(value)).replace("\r\n", "\n") for name, value in (await request.form()).items()}
    done = ACTS.get(verb)
    if done is None:
        raise CaseNotFound("There is nothing here.")
    if "text" in form and not form["text"].strip():
        return await _case(front, request, who, identifier, status=422, alert="Write something first.")
    if len(form.get("text", "")) > LONGEST:
        long = "That is too long. Please say it shorter."
        return await _case(front, request, who, identifier, status=422, alert=long, text=form["text"])
    try:
        await asyncio.to_thread(done, _desk(front), identifier, who, form, front.now())
    except CaseConflict as error:
        return await _case(front, request, who, identifier, status=409, alert=str(error), text=form.get("text", ""))
    place = PLACES.get(verb, "")
    return RedirectResponse(f"/counsellor/cases/{identifier}{place}", status_code=303)


async def _writer(front: Front, request: Request) -> Counsellor | Response:
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Use the page of the case itself.")
    if await signed_in(front, request) is None:
        return closed(front, request)
    return await counsellor(front, request)


Act = Callable[[Counselling, str, Counsellor, Mapping[str, str], Any], object]
ACTS: Mapping[str, Act] = {
    "take": lambda desk, case, who, _, now: desk.take(case, who, now),
    "hand_back": lambda desk, case, who, _, now: desk.hand_back(case, who, now),
    "close": lambda desk, case, who, _, now: desk.close(case, who, now),
    "messages": lambda desk, case, who, form, now: desk.say(
        case, who, form.get("text", ""), now, form.get("key", ""), form.get("drafted", "")
    ),
    "notes": lambda desk, case, who, form, now: desk.note(case, who, form.get("text", ""), now, form.get("key", "")),
    "plan": lambda desk, case, who, form, now: desk.revise(
        case, who, *_edit(form.get("edit", "")), now, form.get("instead", "")
    ),
    "approve": lambda desk, case, who, form, now: desk.approve(case, who, form.get("version", ""), now),
}
PLACES: Mapping[str, str] = {
    "messages": "#latest",
    "take": "#message",
    "notes": "#notes",
    "plan": "#plan",
    "approve": "#plan",
}
"""Where on the page one goes on."""


def _edit(value: str) -> tuple[str, str]:
    verb, _, course = value.partition(":")
    return verb, course


def _desk(front: Front) -> Counselling:
    desk: Counselling = front.house.advisor.counselling
    return desk
