"""What should every catalogue store do? The exact, obviously right one, kept in dictionaries."""

import threading
from collections.abc import Iterable, Mapping, Sequence

from knowledge.ports import Vectors
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.policy import Passage, PolicyDocument, PolicyDocumentId
from knowledge.vocabulary.submission import (
    CourseChange,
    SubmissionId,
    SubmissionReport,
    SubmissionStatus,
    published_by,
    stands_so,
)


class MemoryCatalogueStore:
    """The reference that the SQL store is compared with; gone when the process ends."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._version = 0
        self._records: dict[MicroCredentialId, tuple[int, MicroCredential]] = {}
        self._withdrawn: set[MicroCredentialId] = set()
        self._earlier: dict[MicroCredentialId, list[tuple[int, MicroCredential]]] = {}
        self._reports: dict[SubmissionId, SubmissionReport] = {}
        self._held: dict[SubmissionId, tuple[MicroCredential, ...]] = {}
        self._changes: dict[str, list[CourseChange]] = {}
        self._kept: dict[str, dict[str, str]] = {}
        self._documents: dict[PolicyDocumentId, tuple[PolicyDocument, tuple[Passage, ...]]] = {}
        self._vectors: dict[tuple[str, str], Vectors] = {}

    def version(self) -> int:
        return self._version

    def micro_credentials(self) -> Sequence[MicroCredential]:
        with self._lock:
            return [self._records[key][1] for key in sorted(self._records) if key not in self._withdrawn]

    def stamps(self) -> Mapping[MicroCredentialId, str]:
        with self._lock:
            return {key: str(held[0]) for key, held in self._records.items() if key not in self._withdrawn}

    def find(self, identifier: MicroCredentialId) -> MicroCredential | None:
        found = self._records.get(identifier)
        return None if found is None else found[1]

    def is_withdrawn(self, identifier: MicroCredentialId) -> bool:
        return identifier in self._withdrawn

    def standing(
        self, identifiers: Iterable[MicroCredentialId]
    ) -> Mapping[MicroCredentialId, tuple[MicroCredential, bool]]:
        with self._lock:
            return {key: (self._records[key][1], key in self._withdrawn) for key in identifiers if key in self._records}

    def partition(self, provider: str) -> Sequence[tuple[MicroCredential, bool]]:
        with self._lock:
            mine = sorted(key for key in self._records if key.startswith(f"{provider}."))
            return [(self._records[key][1], key in self._withdrawn) for key in mine]

    def earlier(self, identifier: MicroCredentialId) -> Sequence[tuple[int, MicroCredential]]:
        return list(self._earlier.get(identifier, ()))

    def publish(self, records: Sequence[MicroCredential], report: SubmissionReport) -> int:
        with self._lock:
            if records:
                self._version += 1
            for identifier, record in {record.id: record for record in records}.items():
                if identifier in self._records:
                    self._earlier.setdefault(identifier, []).append(self._records[identifier])
                self._records[identifier] = (self._version, record)
                self._withdrawn.discard(identifier)
            for change in published_by(report, {record.id: None for record in records}, self._version):
                self._changes.setdefault(change.course, []).append(change)
            self._reports[report.submission] = report
            return self._version

    def withdraw(self, identifier: MicroCredentialId) -> bool:
        with self._lock:
            if identifier not in self._records or identifier in self._withdrawn:
                return False
            self._withdrawn.add(identifier)
            self._version += 1
            return True

    def take_out(self, change: CourseChange) -> bool:
        course = MicroCredentialId(change.course)
        with self._lock:
            before = self._changes.setdefault(course, [])
            if course not in self._records or stands_so(course in self._withdrawn, before, change):
                return False
            self._withdrawn.add(course)
            self._version += 1
            before.append(change.model_copy(update={"version": self._version}))
            return True

    def changes(self, identifier: MicroCredentialId) -> Sequence[CourseChange]:
        return list(self._changes.get(identifier, ()))

    def save_report(self, report: SubmissionReport) -> None:
        self._reports[report.submission] = report

    def hold(self, report: SubmissionReport, records: Sequence[MicroCredential]) -> None:
        with self._lock:
            self._reports[report.submission] = report
            self._held[report.submission] = tuple(records)

    def held(self, identifier: SubmissionId) -> Sequence[MicroCredential]:
        return list(self._held.get(identifier, ()))

    def submissions(
        self, provider: str | None = None, status: SubmissionStatus | None = None, limit: int = 100, skip: int = 0
    ) -> Sequence[SubmissionReport]:
        with self._lock:
            found = [
                report
                for report in self._reports.values()
                if provider in {None, report.provider} and status in {None, report.status}
            ]
        found.sort(key=lambda report: report.submission)
        found.sort(key=lambda report: report.history[0].at.isoformat() if report.history else "", reverse=True)
        return found[skip : skip + limit]

    def kept(self, kind: str) -> Mapping[str, str]:
        with self._lock:
            return dict(self._kept.get(kind, {}))

    def keep(self, kind: str, key: str, document: str) -> None:
        with self._lock:
            self._kept.setdefault(kind, {})[key] = document

    def forget(self, kind: str, key: str) -> bool:
        with self._lock:
            return self._kept.get(kind, {}).pop(key, None) is not None

    def report(self, identifier: SubmissionId) -> SubmissionReport | None:
        return self._reports.get(identifier)

    def documents(self) -> Sequence[PolicyDocument]:
        with self._lock:
            return [self._documents[key][0] for key in sorted(self._documents)]

    def passages(self) -> Sequence[Passage]:
        with self._lock:
            return [passage for key in sorted(self._documents) for passage in self._documents[key][1]]

    def save_document(self, document: PolicyDocument, passages: Sequence[Passage]) -> int:
        with self._lock:
            self._documents[document.id] = (document, tuple(passages))
            self._version += 1
            return self._version

    def remove_document(self, identifier: PolicyDocumentId) -> bool:
        with self._lock:
            if self._documents.pop(identifier, None) is None:
                return False
            self._version += 1
            return True

    def vectors(self, model: str, keys: Iterable[str]) -> Mapping[str, Vectors]:
        with self._lock:
            return {key: self._vectors[model, key] for key in keys if (model, key) in self._vectors}

    def save_vectors(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        with self._lock:
            for key, vector in vectors.items():
                self._vectors.setdefault((model, key), vector)

    def close(self) -> None:
        """Nothing to close."""
