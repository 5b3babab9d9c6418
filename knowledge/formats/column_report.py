"""What do people see of the columns of a file: what each was taken as, how sure, what is left out?"""

from collections.abc import Collection, Sequence

from knowledge.formats.column_plan import Cells, Plan, Source
from knowledge.formats.headings import fold_heading
from knowledge.submissions.rules import finding
from knowledge.submissions.words import plain
from knowledge.vocabulary.submission import ColumnReading, Finding, Level

_STANDINGS = frozenset({"status", "state", "workflowstate", "coursestatus", "programstatus", "etplstatus", "availability", "usagerecommendation", "stanje", "statusi", "статус"})  # fmt: skip
_SHOWS = frozenset({"visible", "active", "isactive", "enabled", "published", "ispublished", "public", "open", "isopen"})
_HIDES = frozenset({"hidden", "archived", "isarchived", "deleted", "isdeleted", "cancelled", "canceled", "retired"})
_TELLING = _STANDINGS | _SHOWS | _HIDES
_CLOSED = frozenset(map(plain, ["archived", "closed", "inactive", "superseded", "deleted", "hidden", "draft", "unpublished", "expired", "cancelled", "canceled", "retired", "withdrawn", "ended", "deprecated", "suspended", "completed", "denied", "removed", "neaktivan", "neaktivno", "zatvoreno", "završeno", "otkazano", "arhivirano", "abgesagt", "beendet", "ausgebucht", "archiviert", "inaktiv", "ditutup", "tidak aktif", "selesai", "mbyllur", "затворено", "неактивно", "завршено", "отказано", "ปิด", "ปิดรับสมัคร"]))  # fmt: skip
"""Words by which a file says of a row that nobody can enrol."""
_SAMPLES = 3
_LONGEST_SAMPLE = 60


def plan_findings(plan: Plan) -> tuple[Finding, ...]:
    """Say what the plan took for granted and what it left out."""
    said = {note.column for note in plan.notes_for_people}
    found = [finding("column_not_read", column=heading, value=heading, evidence=" · ".join(samples_of(plan.cells[heading])))
             for heading in plan.unmapped if heading not in said and any(cell.strip() for cell in plan.cells[heading]) and not _counts_rows(plan.cells[heading])]  # fmt: skip
    if plan.in_united_states and "currency" not in plan.sources and "price" in plan.sources:
        found.append(
            Finding(
                level=Level.INFO,
                field="currency",
                column=plan.in_united_states,
                code="currency_assumed",
                message="No column states the currency; prices were taken as USD because every state named is one of the USA.",
                mend="Add a column `currency` if that is wrong.",
            )
        )
    return (*plan.notes_for_people, *found)


def column_readings(plan: Plan, headings: Sequence[str]) -> tuple[ColumnReading, ...]:
    """Show every column of the file: what it feeds, how sure, what stands in it."""
    readings = []
    for heading in dict.fromkeys(heading for heading in headings if heading.strip()):
        fed = {ours: source for ours, group in plan.sources.items() for source in group if source.heading == heading}
        fed |= {ours: Source(heading, "flag", 0.9) for flag, ours, _ in plan.flags if flag == heading}
        if heading == plan.in_united_states and "country" not in plan.sources:
            fed.setdefault("country", Source(heading, "cells", 0.9))
        if heading in plan.noted:
            fed["further_information"] = Source(heading, "note", 0.9)
        best = max(fed.values(), key=lambda source: source.sure, default=Source(heading, "", 0.0))
        cells = plan.cells.get(heading, [])
        readings.append(
            ColumnReading(
                heading=heading,
                columns=tuple(fed),
                how=best.how,
                sure=best.sure,
                filled=sum(1 for cell in cells if cell.strip()),
                samples=samples_of(cells),
            )
        )
    return tuple(readings)


def standing_findings(rows: Sequence[tuple[int, Cells]], mapped: Collection[str]) -> list[Finding]:
    """Name the rows whose own file says that the course is over, hidden or replaced; nothing is decided by that."""
    headings = dict.fromkeys(heading for _, cells in rows for heading in cells)
    telling = [heading for heading in headings if heading not in mapped and _last_name(heading) in _TELLING]
    return [
        finding("perhaps_not_offered", row=number, column=heading, value=cell.strip(), heading=heading)
        for number, cells in rows
        for heading in telling
        if _says_closed(heading, cell := cells.get(heading, ""))
    ]


def _last_name(heading: str) -> str:
    return fold_heading(heading.rpartition(".")[2])


def _says_closed(heading: str, cell: str) -> bool:
    name = _last_name(heading)
    if name in _HIDES:
        return cell.strip().lower() in {"1", "true", "yes"}
    if name in _SHOWS:
        return cell.strip().lower() in {"0", "false", "no"}
    return name in _STANDINGS and plain(cell) in _CLOSED


def _counts_rows(cells: Sequence[str]) -> bool:
    """Say whether a column only numbers the rows: 1, 2, 3."""
    filled = [cell.strip().rstrip(".").removesuffix(".0") for cell in cells if cell.strip()]
    return filled == [str(number) for number in range(1, len(filled) + 1)]


def samples_of(cells: Sequence[str]) -> tuple[str, ...]:
    texts = dict.fromkeys(" ".join(cell[:400].split()) for cell in cells[:2_000] if cell.strip())
    return tuple(
        text if len(text) <= _LONGEST_SAMPLE else text[: _LONGEST_SAMPLE - 1] + "…" for text in list(texts)[:_SAMPLES]
    )
