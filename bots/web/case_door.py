"""How is a counsellor's program let in to cases, and in which shapes does it see them?"""

import json
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from advisor.vocabulary.counselling import Case, CaseNote, Counsellor, PlanVersion
from advisor.vocabulary.pathway import Pathway
from bots.web.errors import described
from bots.web.front import At, Front
from bots.web.replays import Replays
from bots.web.sessions import counsellor

PROBLEMS = described(401, 404, 409, 413, 422, 429, 503)
READING = described(401, 404, 422, 429, 503)


async def _admit(front: At, request: Request) -> Counsellor:
    """Let a counsellor in, before the body is read."""
    front.limit_look_up(request)
    return await counsellor(front, request)


Who = Annotated[Counsellor, Depends(_admit)]


class ShownCase(BaseModel):
    id: str
    state: str = Field(description="answering, waiting_for_counsellor, with_counsellor or closed.")
    counsellor: str | None = Field(description="Name of who looks after it; null while it is nobody's.")
    mine: bool
    channel: str
    language: str | None
    asked: str
    last_contact: str
    waiting_since: str | None = Field(description="Since when the learner waits for a word of a person.")
    next_date: str | None
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
        waiting_since=case.waiting_since.isoformat() if case.waiting_since else None,
        next_date=case.next_date.isoformat() if case.next_date else None,
        closed=case.closed.isoformat() if case.closed else None,
    )
    return made.model_dump()


def shown_note(note: CaseNote) -> dict[str, Any]:
    return {"number": note.number, "author": note.author_name, "at": note.at.isoformat(), "text": note.text}


class ShownPlan(BaseModel):
    """A version of the plan: a draft until a person approves it."""

    id: str
    number: int
    receipt: str
    author_name: str = Field(description="Empty where it is the machine's.")
    at: str
    approved_by: str = Field(description="Empty while the learner has not seen it.")
    considered: int = Field(description="Offers that it was chosen from.")
    not_stated: dict[str, int] = Field(description="How many of these state no `eqf_level`, `price`, `hours`.")
    pathway: Pathway


SHORT = ("id", "number", "receipt", "author_name", "at", "approved_by", "considered", "not_stated")


def shown_plan(version: PlanVersion) -> dict[str, Any]:
    plain = version.model_dump(mode="json", include=set(SHORT))
    return {**plain, "pathway": version.pathway.model_dump(mode="json", by_alias=True)}


class Once:
    """Answers the same request of the same counsellor with the same answer (Idempotency-Key)."""

    def __init__(self, front: Front, request: Request, who: Counsellor, key: str, body: BaseModel | None) -> None:
        self._replays: Replays = request.app.state.replays
        self._now = front.now()
        asked = json.dumps([who.id, body.model_dump_json() if body else ""])
        self._key = self._replays.key(request, key, asked)

    def found(self) -> JSONResponse | None:
        kept = self._replays.find(self._key, self._now)
        return JSONResponse(kept, status_code=201) if kept is not None else None

    def made(self, answer: dict[str, Any]) -> JSONResponse:
        return JSONResponse(self._replays.keep(self._key, answer, self._now), status_code=201)
