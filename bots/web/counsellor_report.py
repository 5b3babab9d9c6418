"""How is a month of counselling told on a page and as a file?"""

import asyncio
import csv
import io
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from advisor.case_report import CaseReport
from advisor.small_cells import SMALL, ShownCells
from advisor.translations import translate
from bots.web.chat import page_language
from bots.web.counsellor_door import desk_of, reader
from bots.web.front import At, Front
from bots.web.rendering import render
from knowledge.formats.grid import protected
from knowledge.vocabulary.language import NAMES

router = APIRouter(prefix="/counsellor", include_in_schema=False)

STATES: Mapping[str, str] = {
    "answering": "the machine answers", "waiting_for_counsellor": "waiting for a person",
    "with_counsellor": "with a counsellor", "closed": "closed",
}  # fmt: skip
GROUPS: Mapping[str, str] = {
    "1": "Managers", "2": "Professionals", "3": "Technicians and associate professionals",
    "4": "Clerical support workers", "5": "Service and sales workers", "6": "Skilled agricultural, forestry and fishery workers",
    "7": "Craft and related trades workers", "8": "Plant and machine operators, and assemblers",
    "9": "Elementary occupations", "0": "Armed forces occupations", "none": "no occupation named",
}  # fmt: skip
"""Major groups of ISCO-08."""
HANDOFFS: Mapping[str, str] = {
    "consented": "agreed to", "pending": "waiting to be sent", "sending": "being sent", "offered": "offered",
    "accepted_by_provider": "received by the provider", "queued": "on a waiting list", "claimed": "in the wallet",
    "enrolled": "enrolled", "completed": "completed", "rejected": "refused by the provider", "cancelled": "cancelled",
    "expired": "expired", "needs_attention": "needs attention",
}  # fmt: skip
TITLES: Mapping[str, str] = {
    "states": "How the cases stand", "languages": "Languages", "goals": "Goals by group of occupations",
    "handoffs": "Hand-offs to issuers", "wishes": "Wishes that nothing fitted",
}  # fmt: skip
Month = Annotated[str, Query(max_length=7)]


@router.get("/report")
async def report_page(front: At, request: Request, month: Month = "") -> Response:
    """Show the figures of a month."""
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    language = page_language(request, None)
    made: CaseReport = await asyncio.to_thread(desk_of(front).reports.of_month, month, who.id, front.now())
    return render(
        "case_report.html", language, who=who, report=made, tables=_tables(front, made, language), fewest=SMALL
    )


@router.get("/report.csv")
async def report_file(front: At, request: Request, month: Month = "") -> Response:
    """Give the same figures as a file that a spreadsheet opens and runs nothing of."""
    who = await reader(front, request)
    if isinstance(who, Response):
        return who
    language = page_language(request, None)
    made: CaseReport = await asyncio.to_thread(desk_of(front).reports.of_month, month, who.id, front.now())
    name = f'attachment; filename="cairn-{made.month}.csv"'
    content = as_csv(made, _tables(front, made, language))
    return Response(content, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def _tables(front: Front, made: CaseReport, language: str) -> list[dict[str, Any]]:
    """Name the tables and their rows; those of cases have a total."""
    names = {
        "states": {key: translate(language, called) for key, called in STATES.items()},
        "languages": {**NAMES, "other": translate(language, "another language")},
        "goals": {key: translate(language, called) for key, called in GROUPS.items()},
        "handoffs": {key: translate(language, called) for key, called in HANDOFFS.items()},
    }
    wished = {concept: front.house.library.label(concept, language) for concept in made.wishes}
    shown: Mapping[str, ShownCells] = {"states": made.states, "languages": made.languages, "goals": made.goals}
    cases = [_table(key, names[key], cells.cells, cells.total, language) for key, cells in shown.items()]
    others = (("handoffs", names["handoffs"], made.handoffs), ("wishes", wished, made.wishes))
    return [*cases, *(_table(key, called, cells, "", language) for key, called, cells in others)]


def _table(key: str, names: Mapping[str, str], cells: Mapping[str, str], total: str, language: str) -> dict[str, Any]:
    rows = [(row, names.get(row, row), shown) for row, shown in cells.items()]
    return {"key": key, "title": translate(language, TITLES[key]), "rows": rows, "total": total}


def as_csv(made: CaseReport, tables: list[dict[str, Any]]) -> bytes:
    """Write one row for each cell, and one for each total."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("month", "complete", "table", "key", "label", "count"))
    for row in _rows(made, tables):
        writer.writerow([protected(str(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _rows(made: CaseReport, tables: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    head = (made.month, "yes" if made.complete else "no")
    for table in tables:
        for key, label, shown in table["rows"]:
            yield (*head, table["key"], key, label, shown)
        if table["total"]:
            yield (*head, table["key"], "total", "", table["total"])
