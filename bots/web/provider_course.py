"""How does a provider write one course in the browser, with what is still missing and how learners will see it?"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from bots.web.chat import page_language
from bots.web.conversations import without_nul
from bots.web.front import At, Front
from bots.web.provider import for_all, page, provider_at, said
from bots.web.provider_fields import CHOICES, ELEMENT_OF, FIELDS, LABELS
from bots.web.provider_insight import tried_unpublished
from bots.web.provider_preview import Seen, as_seen, on_paper
from bots.web.provider_sessions import Visitor
from bots.web.rendering import render
from knowledge.errors import KnowledgeError
from knowledge.formats.rows import row_of
from knowledge.submissions.annex_one import ELEMENTS, completeness
from knowledge.submissions.unesco import definition
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.provider import Account
from knowledge.vocabulary.submission import Completeness, Finding, Level, SubmissionReport

router = APIRouter(prefix="/provider", include_in_schema=False)

LONGEST_FIELD = 4_000
OF_AN_OFFER = (
    "provider", "country", "url", "price", "currency", "language", "mode", "schedule", "location", "start_dates", "support",
)  # fmt: skip
"""Columns that each way to take a course states for itself; the form shows the first one's."""
NAMELESS = "A…"
NOTHING = Completeness(stated=(), missing=tuple(ELEMENTS))


@dataclass(frozen=True)
class Sheet:
    """What stands in the form."""

    fields: Mapping[str, str]
    course: str = ""
    """The course that is being changed, where it is one."""
    draft: str = ""

    def as_course(self, answered: str) -> "Sheet":
        """Turn what stands in the form into a change of the published course that it is, where it is one."""
        course, _, code = answered.partition("|")
        return replace(self, course=course, fields={**self.fields, "external_id": code}) if code else self


@dataclass(frozen=True)
class Checked:
    """What a file of this one row would be told."""

    stated: Completeness
    findings: Sequence[Finding] = ()
    seen: Seen | None = None
    record: MicroCredential | None = None
    """What would be published; None where something keeps it out."""

    @property
    def good(self) -> bool:
        return all(found.level is not Level.ERROR for found in self.findings)

    @property
    def near(self) -> Finding | None:
        """The published course that is nearly the same."""
        return next((one for one in self.findings if one.code == "near_published" and one.parameters), None)

    def of(self, column: str) -> Sequence[Finding]:
        return [found for found in self.findings if found.field == column]

    def first(self) -> Sequence[Finding]:
        """List what keeps the course out, and what belongs to no field."""
        return [found for found in self.findings if found.level is Level.ERROR or found.field not in FIELDS]


class Sent(NamedTuple):
    """A form that a provider sent, read and checked."""

    who: Visitor
    account: Account
    sheet: Sheet
    wanted: str
    """What the button says that is to be done."""
    checked: Checked
    answered: str = ""
    """Which published course it is, by its id; `another` where it is none of them; empty where nobody was asked."""


@router.get("/course")
async def write(
    front: At,
    request: Request,
    course: Annotated[str, Query(max_length=256)] = "",
    draft: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show the form: blank, or with a course or draft of one's own."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    own = front.house.library.own_courses
    if course:
        sheet = Sheet(row_of(await asyncio.to_thread(own.find, account, course)), course)
    elif draft:
        sheet = Sheet(await asyncio.to_thread(own.draft, account, draft), draft=draft)
    else:
        return _form(request, who, Sheet({"provider": account.name}), None)
    return _form(request, who, sheet, await _check(front, request, account, sheet))


@router.post("/course/check")
async def check(front: At, request: Request) -> Response:
    """Give the piece of the page that changes while somebody writes."""
    sent = await _looked_at(front, request)
    if isinstance(sent, Response):
        return sent
    checked = sent.checked
    language = page_language(request, None)
    return render("provider_live.html", language, checked=checked, **for_all(language))


@router.post("/course")
async def take(front: At, request: Request) -> Response:
    """Check, keep as a draft, or hand in: through the same check as a file."""
    sent = await _looked_at(front, request)
    if isinstance(sent, Response):
        return sent
    who, account, sheet, wanted, checked, _ = sent
    if wanted == "draft":
        key = sheet.draft or front.new_id()
        own = front.house.library.own_courses
        await asyncio.to_thread(own.save_draft, account, key, sheet.fields, checked.stated, front.now())
        return RedirectResponse("/provider", status_code=303)
    if checked.record and (wanted == "found" or (wanted == "paper" and checked.seen)):
        return await _tried(front, request, sent)
    if wanted != "hand-in":
        return _form(request, who, sheet, checked)
    if (found := checked.near) and not sent.answered:
        return _form(request, who, sheet, checked, near=found)
    sheet = sheet.as_course(sent.answered)
    if not checked.good:
        return _form(request, who, sheet, checked, "Something keeps the course out: see the fields.", 422)
    try:
        report = await asyncio.to_thread(hand_in, front, account, sheet)
    except KnowledgeError as error:
        return _form(request, who, sheet, checked, said(error), 422)
    return RedirectResponse(f"/provider/submissions/{report.submission}", status_code=303)


async def _tried(front: Front, request: Request, sent: Sent) -> Response:
    """Show what comes of the text that stands in the form: who would find it, or how it looks on paper."""
    record = sent.checked.record
    assert record is not None
    if sent.wanted == "found":
        sheet = {**sent.sheet.fields, "course": sent.sheet.course, "draft": sent.sheet.draft}
        return await tried_unpublished(front, request, sent.who, record, sheet)
    content = await asyncio.to_thread(on_paper, record, page_language(request, None), front.now())
    name = {"Content-Disposition": 'inline; filename="cairn-preview.pdf"'}
    return Response(content, media_type="application/pdf", headers=name)


async def _looked_at(front: Front, request: Request) -> Sent | Response:
    """Let a provider in, read what stands in the form and check it."""
    let_in = await provider_at(front, request)
    if isinstance(let_in, Response):
        return let_in
    who, account = let_in
    sheet, wanted, answered = await _sent(request)
    return Sent(who, account, sheet, wanted, await _check(front, request, account, sheet), answered)


def hand_in(front: Front, account: Account, sheet: Sheet) -> SubmissionReport:
    """Hand in what stands in the form as a file of its rows. Raises KnowledgeError."""
    library = front.house.library
    content = json.dumps(_rows(library, account, sheet), ensure_ascii=False).encode("utf-8", "replace")
    report: SubmissionReport = library.review.hand_in(account, "course.json", content, "json")
    if sheet.draft:
        library.own_courses.forget_draft(account, sheet.draft)
    return report


def _rows(library: Any, account: Account, sheet: Sheet) -> list[Mapping[str, str]]:
    """Give the form's row, and one for each further way to take the course, which the form does not show."""
    fields = {column: text for column, text in sheet.fields.items() if text}
    if not sheet.course:
        return [fields]
    record: MicroCredential = library.own_courses.find(account, MicroCredentialId(sheet.course))
    others = (record.model_copy(update={"opportunities": (offer,)}) for offer in record.opportunities[1:])
    return [fields, *({**fields, **_offer(other)} for other in others)]


def _offer(record: MicroCredential) -> dict[str, str]:
    row = row_of(record)
    return {column: row.get(column, "") for column in OF_AN_OFFER}


async def _check(front: Front, request: Request, account: Account, sheet: Sheet) -> Checked:
    language = page_language(request, None)
    return await asyncio.to_thread(_checked, front, account, sheet, language)


def _checked(front: Front, account: Account, sheet: Sheet, language: str) -> Checked:
    library = front.house.library
    try:
        report, records = library.try_out(_rows(library, account, sheet), account)
        if records:
            stated = completeness(records[0]).model_copy(update={"definition": definition(records[0])})
            return Checked(stated, report.findings, as_seen(records[0], language, front.now()), records[0])
        return Checked(_stated_beside(library, account, sheet, report.findings), report.findings)
    except KnowledgeError:
        return Checked(NOTHING)


def _stated_beside(library: Any, account: Account, sheet: Sheet, findings: Sequence[Finding]) -> Completeness:
    """Say what the other fields state while some keep the course out."""
    wrong = {found.field for found in findings if found.level is Level.ERROR}
    kept = {column: text for column, text in sheet.fields.items() if column not in wrong}
    named = {**kept, "title": kept.get("title") or NAMELESS, "provider": account.name}
    _, records = library.try_out(_rows(library, account, replace(sheet, fields=named)), account)
    if not records:
        return NOTHING
    found = completeness(records[0])
    stated = tuple(name for name in found.stated if name != "title" or kept.get("title"))
    missing = tuple(name for name in ELEMENTS if name not in stated)
    return found.model_copy(update={"stated": stated, "missing": missing})


async def _sent(request: Request) -> tuple[Sheet, str, str]:
    """Read the form: an item a line becomes a list, and so do ticked boxes."""
    async with request.form(max_fields=200) as form:
        fields = {column: _value(form, column) for column in FIELDS}
        given = {name: str(form.get(name) or "")[:256] for name in ("course", "draft", "do", "same")}
    return Sheet(fields, given["course"], given["draft"]), given["do"], given["same"]


def _value(form: FormData, column: str) -> str:
    kind = FIELDS[column].kind
    texts = [without_nul(str(value)).replace("\r\n", "\n").strip() for value in form.getlist(column)]
    if kind in {"list", "many"}:
        texts = ["|".join(line.strip() for text in texts for line in text.splitlines() if line.strip())]
    return (texts[0] if texts else "")[:LONGEST_FIELD]


def _form(
    request: Request,
    who: Visitor,
    sheet: Sheet,
    checked: Checked | None,
    alert: str = "",
    status: int = 200,
    near: Finding | None = None,
) -> Response:
    groups: dict[str, list[str]] = {}
    for column, field in FIELDS.items():
        groups.setdefault(field.group, []).append(column)
    return page(
        request, who, "provider_course.html",
        status=status, alert=alert, sheet=sheet, groups=groups, fields=FIELDS, choices=CHOICES, element_of=ELEMENT_OF,
        checked=checked or Checked(NOTHING), labels=LABELS, near=near,
    )  # fmt: skip
