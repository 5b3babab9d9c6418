"""What should every catalogue store do? The exact, obviously right one, kept in dictionaries."""

import threading
from collections.abc import Iterable, Mapping, Sequence

from knowledge.ports import Vectors
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.policy import Passage, PolicyDocument, PolicyDocumentId
from knowledge.vocabulary.submission import SubmissionId, SubmissionReport


class MemoryCatalogueStore:
    """The reference that the SQL store is compared with; gone when the process ends."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._version = 0
        self._records: dict[MicroCredentialId, tuple[int, MicroCredential]] = {}
        self._withdrawn: set[MicroCredentialId] = set()
        self._earlier: dict[MicroCredentialId, list[tuple[int, MicroCredential]]] = {}
        self._reports: dict[SubmissionId, SubmissionReport] = {}
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
            self._reports[report.submission] = report
            return self._version

    def withdraw(self, identifier: MicroCredentialId) -> bool:
        with self._lock:
            if identifier not in self._records or identifier in self._withdrawn:
                return False
            self._withdrawn.add(identifier)
            self._version += 1
            return True

    def save_report(self, report: SubmissionReport) -> None:
        self._reports[report.submission] = report

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
