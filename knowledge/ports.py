"""What does the room of facts need from engines? Each port has a fake in tests/fakes and a contract in tests/contracts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.policy import Passage, PolicyDocument, PolicyDocumentId
from knowledge.vocabulary.submission import CourseChange, SubmissionId, SubmissionReport, SubmissionStatus

Vectors = NDArray[np.float32]
"""Shape (n, dimensions), every row of length 1."""


class CatalogueStore(Protocol):
    """The source of truth: everything else is a projection of it. Each write is one transaction."""

    def version(self) -> int:
        """Give the catalogue's version; it grows by one with every change that a reader can see."""
        ...

    def micro_credentials(self) -> Sequence[MicroCredential]:
        """List what is published, ordered by id."""
        ...

    def stamps(self) -> Mapping[MicroCredentialId, str]:
        """Give for each that is published a word that changes whenever its text does: cheap to ask of a large catalogue."""
        ...

    def find(self, identifier: MicroCredentialId) -> MicroCredential | None:
        """Look up what is published or withdrawn; None where it never was."""
        ...

    def is_withdrawn(self, identifier: MicroCredentialId) -> bool: ...

    def standing(
        self, identifiers: Iterable[MicroCredentialId]
    ) -> Mapping[MicroCredentialId, tuple[MicroCredential, bool]]:
        """Look many up at once: each that was ever published, with whether it is withdrawn."""
        ...

    def partition(self, provider: str) -> Sequence[tuple[MicroCredential, bool]]:
        """List what was ever published under a provider's slug, by id, each with whether it is withdrawn."""
        ...

    def earlier(self, identifier: MicroCredentialId) -> Sequence[tuple[int, MicroCredential]]:
        """List the replaced texts of a record with the catalogue version that each came with, oldest first."""
        ...

    def publish(self, records: Sequence[MicroCredential], report: SubmissionReport) -> int:
        """Write records (same id replaces, the earlier text is kept as a version) and the report; give the new version.

        The version does not change when `records` is empty.
        """
        ...

    def withdraw(self, identifier: MicroCredentialId) -> bool:
        """Take out of what is published; the record stays readable. False where nothing was published."""
        ...

    def take_out(self, change: CourseChange) -> bool:
        """Take a course out of what is published, or move one that is out already, and write the change down.

        False where it was never published, or stands like that already. The record stays readable.
        """
        ...

    def changes(self, identifier: MicroCredentialId) -> Sequence[CourseChange]:
        """List what happened to a course, oldest first; publishing writes one for each record from the report."""
        ...

    def save_report(self, report: SubmissionReport) -> None: ...

    def report(self, identifier: SubmissionId) -> SubmissionReport | None: ...

    def hold(self, report: SubmissionReport, records: Sequence[MicroCredential]) -> None:
        """Write a report and the records that wait with it for a second person; nothing of them is published."""
        ...

    def held(self, identifier: SubmissionId) -> Sequence[MicroCredential]:
        """List the records that came with a submission that was held, in their order."""
        ...

    def submissions(
        self, provider: str | None = None, status: SubmissionStatus | None = None, limit: int = 100, skip: int = 0
    ) -> Sequence[SubmissionReport]:
        """List reports, newest first; of one provider's partition or of one status where that is given."""
        ...

    def kept(self, kind: str) -> Mapping[str, str]:
        """Give the small documents (JSON) of a kind by their key: accounts, feeds, mappings."""
        ...

    def keep(self, kind: str, key: str, document: str) -> None:
        """Write a small document in place of the one with that kind and key."""
        ...

    def forget(self, kind: str, key: str) -> bool:
        """Remove a small document. False where there is none."""
        ...

    def documents(self) -> Sequence[PolicyDocument]: ...

    def passages(self) -> Sequence[Passage]:
        """List all passages of all documents, ordered by document and place."""
        ...

    def save_document(self, document: PolicyDocument, passages: Sequence[Passage]) -> int:
        """Write a document and its passages in place of any earlier ones with the same id; give the new version."""
        ...

    def remove_document(self, identifier: PolicyDocumentId) -> bool: ...

    def vectors(self, model: str, keys: Iterable[str]) -> Mapping[str, Vectors]:
        """Give the kept vectors, shape (dimensions,), of those keys (sha256 of model and text) that are there."""
        ...

    def save_vectors(self, model: str, vectors: Mapping[str, Vectors]) -> None: ...

    def close(self) -> None: ...


class Difference(NamedTuple):
    """One way in which an index does not hold what it should."""

    code: str
    message: str


Watch = Callable[[int, int], None]
"""Told how many of how many are done."""


def unwatched(_done: int, _total: int) -> None:
    """Look at no progress."""


class CredentialIndex(Protocol):
    """Vectors and identifiers, nothing else: a projection that can be rebuilt from the store at any time."""

    def version(self) -> tuple[str, int]:
        """Give the embedding model's id and the catalogue version that the index holds; ("", 0) when empty or damaged."""
        ...

    def replace(
        self,
        model: str,
        catalogue_version: int,
        identifiers: Sequence[str],
        vectors: Vectors,
        *,
        anew: bool = False,
        watch: Watch = unwatched,
    ) -> None:
        """Put a complete new set beside the old one, verify it, and swap; `anew`: trust nothing of the old one."""
        ...

    def check(self, identifiers: Sequence[str], vectors: Vectors) -> Sequence[Difference]:
        """Say where what is held is damaged or differs from this; nothing is believed that was not looked at."""
        ...

    def search(self, vector: Vectors, limit: int) -> Sequence[tuple[str, float]]:
        """Give identifiers with cosine similarity, best first, for one vector of shape (dimensions,).

        Raises IndexMismatch for a vector of other dimensions: models are never mixed.
        """
        ...

    def all(self) -> tuple[Sequence[str], Vectors]:
        """Give every identifier with its vector."""
        ...

    def close(self) -> None: ...


class Embedder(Protocol):
    """Words to vectors of length 1. Refuses empty text with ValueError; never sees more than its caps.

    May state `batch`, how many texts it likes in one call, and `gentle_batch`, how many keep no question waiting.
    """

    @property
    def model(self) -> str:
        """Name and version, kept with every vector; vectors of different models are never mixed."""
        ...

    @property
    def dimensions(self) -> int: ...

    def embed_documents(self, texts: Sequence[str]) -> Vectors: ...

    def embed_query(self, text: str) -> Vectors:
        """Give one vector of shape (dimensions,), before language centring."""
        ...
