"""How do submissions, what happened to courses, and small documents stand as rows?"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from knowledge.storage import tables
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseChange, SubmissionReport, SubmissionStatus, published_by


def write_report(connection: Connection, report: SubmissionReport) -> None:
    connection.execute(delete(tables.submissions).where(tables.submissions.c.id == report.submission))
    row = {
        "id": report.submission,
        "report": report.model_dump_json(),
        "provider": report.provider,
        "status": str(report.status),
        "handed_in": report.history[0].at.isoformat() if report.history else "",
    }
    connection.execute(insert(tables.submissions).values(row))


def read_reports(
    connection: Connection, provider: str | None, status: SubmissionStatus | None, limit: int, skip: int
) -> list[SubmissionReport]:
    column = tables.submissions.c
    query = select(column.report).order_by(column.handed_in.desc(), column.id).limit(limit).offset(skip)
    if provider is not None:
        query = query.where(column.provider == provider)
    if status is not None:
        query = query.where(column.status == str(status))
    return [SubmissionReport.model_validate_json(row) for row in connection.scalars(query)]


def hold(connection: Connection, report: SubmissionReport, records: Sequence[MicroCredential]) -> None:
    write_report(connection, report)
    held = tables.held_records
    connection.execute(delete(held).where(held.c.submission == report.submission))
    rows = [
        {"submission": report.submission, "place": place, "record": record.model_dump_json()}
        for place, record in enumerate(records)
    ]
    if rows:
        connection.execute(insert(held), rows)


def read_held(connection: Connection, identifier: str) -> list[MicroCredential]:
    held = tables.held_records
    query = select(held.c.record).where(held.c.submission == identifier).order_by(held.c.place)
    return [MicroCredential.model_validate_json(row) for row in connection.scalars(query)]


def write_publications(connection: Connection, report: SubmissionReport, courses: Sequence[str], version: int) -> None:
    """Write down for each course that it was published with this version."""
    rows = [_change_row(change) for change in published_by(report, courses, version)]
    if rows:
        connection.execute(insert(tables.changes), rows)


def write_change(connection: Connection, change: CourseChange) -> None:
    connection.execute(insert(tables.changes).values(_change_row(change)))


def read_changes(connection: Connection, course: str) -> list[CourseChange]:
    query = select(tables.changes.c.change).where(tables.changes.c.course == course)
    found = connection.scalars(query.order_by(tables.changes.c.version))
    return [CourseChange.model_validate_json(row) for row in found]


def read_kept(connection: Connection, kind: str) -> Mapping[str, str]:
    query = select(tables.kept.c.key, tables.kept.c.document).where(tables.kept.c.kind == kind)
    return {row.key: row.document for row in connection.execute(query)}


def write_kept(connection: Connection, kind: str, key: str, document: str) -> None:
    remove_kept(connection, kind, key)
    connection.execute(insert(tables.kept).values(kind=kind, key=key, document=document))


def remove_kept(connection: Connection, kind: str, key: str) -> bool:
    found = (tables.kept.c.kind == kind) & (tables.kept.c.key == key)
    return bool(connection.execute(delete(tables.kept).where(found)).rowcount)


def _change_row(change: CourseChange) -> dict[str, Any]:
    return {
        "course": change.course,
        "version": change.version,
        "status": str(change.status),
        "change": change.model_dump_json(),
    }
