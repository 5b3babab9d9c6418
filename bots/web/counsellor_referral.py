"""How does a counsellor refer a learner, and note what came of it?"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from advisor.errors import CaseConflict, CaseNotFound
from advisor.referring import Referrals, open_one
from advisor.vocabulary.casework import ReferralOutcome
from advisor.vocabulary.counselling import Counsellor
from bots.accounts.users import Role
from bots.web.chat import page_language
from bots.web.counsellor_door import desk_of, form_of, reader, writer
from bots.web.counsellor_plan import head_of
from bots.web.front import At, Front
from bots.web.rendering import render

router = APIRouter(prefix="/counsellor", include_in_schema=False)

LONGEST_NAME, LONGEST_REASON = 120, 600
OUTCOMES: Mapping[str, str] = {
    ReferralOutcome.MET: "They met",
    ReferralOutcome.NO_CONTACT: "No contact came about",
    ReferralOutcome.NOT_TAKEN: "The other side could not take them on",
}
WHOM = "Choose a counsellor, or name a service."
WHY = "Give a reason: the learner reads it."
LONG = "That is too long. Please say it shorter."


@router.get("/cases/{identifier}/referral")
async def referral_page(front: At, request: Request, identifier: str) -> Response:
    """Show the referrals of a learner, and ask for one."""
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    return await _page(front, request, who, identifier)


@router.post("/cases/{identifier}/referral")
async def refer(front: At, request: Request, identifier: str) -> Response:
    """Ask the learner, take the question back, or note an outcome."""
    who = await writer(front, request)
    if isinstance(who, Response):
        return who
    form = await form_of(request)
    verb, _, referral = form.get("do", "").partition(":")
    if verb not in DONE:
        raise CaseNotFound("There is nothing here.")
    to = await asyncio.to_thread(_other, front, form)
    complaint = _complaint(form, to) if verb == "ask" else ""
    if complaint:
        return await _page(front, request, who, identifier, complaint, 422, form)
    try:
        await asyncio.to_thread(DONE[verb], desk_of(front).referrals, identifier, who, referral, to, form, front.now())
    except CaseConflict as error:
        return await _page(front, request, who, identifier, str(error), 409, form)
    return RedirectResponse(f"/counsellor/cases/{identifier}/referral", status_code=303)


def _ask(referrals: Referrals, case: str, who: Counsellor, _: str, to: Counsellor, form: Mapping[str, str], now: datetime) -> object:  # fmt: skip
    return referrals.ask(case, who, to, form.get("reason", ""), now, form.get("key", ""))


def _take_back(referrals: Referrals, case: str, who: Counsellor, referral: str, _: Counsellor, __: Mapping[str, str], now: datetime) -> object:  # fmt: skip
    return referrals.take_back(case, who, referral, now)


def _outcome(referrals: Referrals, case: str, who: Counsellor, referral: str, _: Counsellor, form: Mapping[str, str], now: datetime) -> object:  # fmt: skip
    outcome = ReferralOutcome(form["outcome"]) if form.get("outcome") in OUTCOMES else ReferralOutcome.MET
    return referrals.note_outcome(case, who, referral, outcome, form.get("words", "")[:LONGEST_REASON], now)


DONE = {"ask": _ask, "take_back": _take_back, "outcome": _outcome}


def _other(front: Front, form: Mapping[str, str]) -> Counsellor:
    """Find the counsellor who was chosen; else the service that was named."""
    chosen = {each.id: each for each in colleagues(front)}.get(form.get("to", ""))
    return chosen or Counsellor(id="", name=form.get("service", "").strip())


def colleagues(front: Front) -> Sequence[Counsellor]:
    everybody = front.house.users.all()
    return [Counsellor(id=user.email, name=user.name) for user in everybody if user.role is Role.COUNSELLOR]


def _complaint(form: Mapping[str, str], to: Counsellor) -> str:
    if not to.name:
        return WHOM
    if not form.get("reason", "").strip():
        return WHY
    return LONG if len(to.name) > LONGEST_NAME or len(form["reason"]) > LONGEST_REASON else ""


async def _page(
    front: Front, request: Request, who: Counsellor, identifier: str,
    alert: str = "", status: int = 200, form: Mapping[str, Any] | None = None,
) -> Response:  # fmt: skip
    language = page_language(request, None)
    view = await asyncio.to_thread(desk_of(front).look, identifier, who, front.now(), language, "referral")
    others = [each for each in await asyncio.to_thread(colleagues, front) if each.id != who.id]
    return render(
        "case_referral.html", language, status=status, **head_of(view, who), alert=alert, view=view, others=others,
        outcomes=OUTCOMES, asked=open_one(view.referrals), form=form or {}, new_id=front.new_id,
        longest_name=LONGEST_NAME, longest_reason=LONGEST_REASON,
    )  # fmt: skip
