"""How is the catalogue kept in a database, so that an acknowledged write is there afterwards?"""

import hashlib
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from knowledge.ports import Vectors
from knowledge.storage import submission_rows, tables
from knowledge.storage.migrate import migrate
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.policy import Passage, PolicyDocument, PolicyDocumentId
from knowledge.vocabulary.submission import CourseChange, SubmissionId, SubmissionReport, SubmissionStatus, stands_so

CHUNK = 500
"""Parameters of one statement: far below what the engines refuse."""
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""The dialects whose INSERT may skip what is there already."""


class SqlCatalogueStore:
    """The source of truth in SQL. The engine is handed in and stays its owner's; each write is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readable = engine.execution_options(reads_only=True)
        self._held: dict[MicroCredentialId, tuple[str, MicroCredential]] = {}
        self._reading = threading.Lock()
        with engine.begin() as connection:
            migrate(connection)

    def version(self) -> int:
        with self._readable.begin() as connection:
            return _version(connection)

    def micro_credentials(self) -> Sequence[MicroCredential]:
        # only what changed is read: 60,000 records take six seconds, one takes none
        stamps = self.stamps()
        with self._reading:
            held = {key: one for key, one in self._held.items() if stamps.get(key) == one[0]}
            for record in self._records(stamps.keys() - held.keys(), len(stamps)):
                if record.id in stamps:
                    held[record.id] = (stamps[record.id], record)
            self._held = held
        # By code point: a database's own collation orders differently on every machine
        return [held[key][1] for key in sorted(held)]

    def _records(self, wanted: AbstractSet[MicroCredentialId], total: int) -> Iterator[MicroCredential]:
        query = select(tables.records.c.record).where(~tables.records.c.withdrawn)
        some = len(wanted) < total
        with self._readable.begin() as connection:
            for chunk in _chunks(sorted(wanted)) if some else [()]:
                rows = connection.scalars(query.where(tables.records.c.id.in_(chunk)) if some else query)
                yield from map(MicroCredential.model_validate_json, rows)

    def stamps(self) -> Mapping[MicroCredentialId, str]:
        columns = (tables.records.c.id, tables.records.c.version, tables.records.c.content_sha)
        with self._readable.begin() as connection:
            rows = connection.execute(select(*columns).where(~tables.records.c.withdrawn))
            return {row.id: f"{row.version}.{row.content_sha}" for row in rows}

    def find(self, identifier: MicroCredentialId) -> MicroCredential | None:
        row = self._scalar(select(tables.records.c.record).where(tables.records.c.id == identifier))
        return None if row is None else MicroCredential.model_validate_json(row)

    def is_withdrawn(self, identifier: MicroCredentialId) -> bool:
        return bool(self._scalar(select(tables.records.c.withdrawn).where(tables.records.c.id == identifier)))

    def standing(
        self, identifiers: Iterable[MicroCredentialId]
    ) -> Mapping[MicroCredentialId, tuple[MicroCredential, bool]]:
        columns = (tables.records.c.id, tables.records.c.record, tables.records.c.withdrawn)
        found: dict[MicroCredentialId, tuple[MicroCredential, bool]] = {}
        with self._readable.begin() as connection:
            for chunk in _chunks(sorted(set(identifiers))):
                for row in connection.execute(select(*columns).where(tables.records.c.id.in_(chunk))):
                    found[row.id] = (MicroCredential.model_validate_json(row.record), row.withdrawn)
        return found

    def partition(self, provider: str) -> Sequence[tuple[MicroCredential, bool]]:
        columns = (tables.records.c.id, tables.records.c.record, tables.records.c.withdrawn)
        mine = select(*columns).where(tables.records.c.id.startswith(f"{provider}.", autoescape=True))
        with self._readable.begin() as connection:
            rows = sorted(connection.execute(mine), key=lambda row: str(row.id))
        return [(MicroCredential.model_validate_json(row.record), row.withdrawn) for row in rows]

    def earlier(self, identifier: MicroCredentialId) -> Sequence[tuple[int, MicroCredential]]:
        query = (
            select(tables.earlier_records.c.version, tables.earlier_records.c.record)
            .where(tables.earlier_records.c.id == identifier)
            .order_by(tables.earlier_records.c.version)
        )
        with self._readable.begin() as connection:
            rows = connection.execute(query).all()
        return [(row.version, MicroCredential.model_validate_json(row.record)) for row in rows]

    def publish(self, records: Sequence[MicroCredential], report: SubmissionReport) -> int:
        new = {record.id: record for record in records}
        with self._engine.begin() as connection:
            version = _next_version(connection) if new else _version(connection)
            _keep_as_earlier(connection, list(new))
            _replace(connection, new.values(), version)
            submission_rows.write_publications(connection, report, list(new), version)
            submission_rows.write_report(connection, report)
        return version

    def withdraw(self, identifier: MicroCredentialId) -> bool:
        published = (tables.records.c.id == identifier) & ~tables.records.c.withdrawn
        with self._engine.begin() as connection:
            changed = connection.execute(update(tables.records).where(published).values(withdrawn=True)).rowcount
            if changed:
                _next_version(connection)
        return bool(changed)

    def take_out(self, change: CourseChange) -> bool:
        row = tables.records.c.id == change.course
        with self._engine.begin() as connection:
            withdrawn = connection.scalar(select(tables.records.c.withdrawn).where(row))
            before = submission_rows.read_changes(connection, change.course)
            if withdrawn is None or stands_so(withdrawn, before, change):
                return False
            connection.execute(update(tables.records).where(row).values(withdrawn=True))
            version = _next_version(connection)
            submission_rows.write_change(connection, change.model_copy(update={"version": version}))
        return True

    def changes(self, identifier: MicroCredentialId) -> Sequence[CourseChange]:
        with self._readable.begin() as connection:
            return submission_rows.read_changes(connection, identifier)

    def save_report(self, report: SubmissionReport) -> None:
        with self._engine.begin() as connection:
            submission_rows.write_report(connection, report)

    def hold(self, report: SubmissionReport, records: Sequence[MicroCredential]) -> None:
        with self._engine.begin() as connection:
            submission_rows.hold(connection, report, records)

    def held(self, identifier: SubmissionId) -> Sequence[MicroCredential]:
        with self._readable.begin() as connection:
            return submission_rows.read_held(connection, identifier)

    def submissions(
        self, provider: str | None = None, status: SubmissionStatus | None = None, limit: int = 100, skip: int = 0
    ) -> Sequence[SubmissionReport]:
        with self._readable.begin() as connection:
            return submission_rows.read_reports(connection, provider, status, limit, skip)

    def kept(self, kind: str) -> Mapping[str, str]:
        with self._readable.begin() as connection:
            return submission_rows.read_kept(connection, kind)

    def keep(self, kind: str, key: str, document: str) -> None:
        with self._engine.begin() as connection:
            submission_rows.write_kept(connection, kind, key, document)

    def forget(self, kind: str, key: str) -> bool:
        with self._engine.begin() as connection:
            return submission_rows.remove_kept(connection, kind, key)

    def report(self, identifier: SubmissionId) -> SubmissionReport | None:
        row = self._scalar(select(tables.submissions.c.report).where(tables.submissions.c.id == identifier))
        return None if row is None else SubmissionReport.model_validate_json(row)

    def documents(self) -> Sequence[PolicyDocument]:
        with self._readable.begin() as connection:
            found = [
                PolicyDocument.model_validate_json(row)
                for row in connection.scalars(select(tables.documents.c.document))
            ]
        return sorted(found, key=lambda document: document.id)

    def passages(self) -> Sequence[Passage]:
        query = select(tables.passages.c.passage).order_by(tables.passages.c.document, tables.passages.c.place)
        with self._readable.begin() as connection:
            found = [Passage.model_validate_json(row) for row in connection.scalars(query)]
        return sorted(found, key=lambda passage: passage.document)

    def save_document(self, document: PolicyDocument, passages: Sequence[Passage]) -> int:
        rows = [
            {"document": document.id, "place": place, "passage": passage.model_dump_json()}
            for place, passage in enumerate(passages)
        ]
        with self._engine.begin() as connection:
            _delete_document(connection, document.id)
            connection.execute(insert(tables.documents).values(id=document.id, document=document.model_dump_json()))
            if rows:
                connection.execute(insert(tables.passages), rows)
            return _next_version(connection)

    def remove_document(self, identifier: PolicyDocumentId) -> bool:
        with self._engine.begin() as connection:
            removed = _delete_document(connection, identifier)
            if removed:
                _next_version(connection)
        return removed

    def vectors(self, model: str, keys: Iterable[str]) -> Mapping[str, Vectors]:
        found: dict[str, Vectors] = {}
        with self._readable.begin() as connection:
            for chunk in _chunks(sorted(set(keys))):
                query = select(tables.vectors.c.key, tables.vectors.c.vector).where(
                    tables.vectors.c.model == model, tables.vectors.c.key.in_(chunk)
                )
                for row in connection.execute(query):
                    found[row.key] = np.frombuffer(row.vector, dtype="<f4").astype(np.float32)
        return found

    def save_vectors(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        rows = [
            {"model": model, "key": key, "vector": np.asarray(vector, dtype="<f4").tobytes()}
            for key, vector in vectors.items()
        ]
        if not rows:
            return
        with self._engine.begin() as connection:
            # A key is the hash of what was embedded: whoever wrote it first wrote the same vector
            statement = INSERTS[connection.dialect.name](tables.vectors).on_conflict_do_nothing()
            connection.execute(statement, rows)

    def close(self) -> None:
        """Nothing to do: the engine belongs to whoever handed it in."""

    def _scalar(self, query: Any) -> Any:
        with self._readable.begin() as connection:
            return connection.scalar(query)


def content_sha(record: MicroCredential) -> str:
    """Hash what a record says, without the day on which it was handed in."""
    return hashlib.sha256(record.model_dump_json(exclude={"seen"}).encode()).hexdigest()


def _version(connection: Connection) -> int:
    return int(connection.scalar(select(func.max(tables.state.c.catalogue_version))) or 0)


def _next_version(connection: Connection) -> int:
    connection.execute(update(tables.state).values(catalogue_version=tables.state.c.catalogue_version + 1))
    return _version(connection)


def _keep_as_earlier(connection: Connection, identifiers: Sequence[str]) -> None:
    columns = ("id", "version", "withdrawn", "record")
    for chunk in _chunks(identifiers):
        standing = select(*(tables.records.c[name] for name in columns)).where(tables.records.c.id.in_(chunk))
        connection.execute(insert(tables.earlier_records).from_select(columns, standing))
        connection.execute(delete(tables.records).where(tables.records.c.id.in_(chunk)))


def _replace(connection: Connection, new: Iterable[MicroCredential], version: int) -> None:
    rows = [
        {
            "id": record.id,
            "version": version,
            "withdrawn": False,
            "content_sha": content_sha(record),
            "record": record.model_dump_json(),
        }
        for record in new
    ]
    if rows:
        connection.execute(insert(tables.records), rows)


def _delete_document(connection: Connection, identifier: str) -> bool:
    connection.execute(delete(tables.passages).where(tables.passages.c.document == identifier))
    return bool(connection.execute(delete(tables.documents).where(tables.documents.c.id == identifier)).rowcount)


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
