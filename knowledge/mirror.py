"""Does the durable index hold what the catalogue says?"""

import threading
from collections.abc import Callable, Sequence

import numpy as np

from knowledge.errors import KnowledgeError
from knowledge.owner import FolderLock
from knowledge.ports import CredentialIndex
from knowledge.snapshot import Snapshot
from knowledge.vocabulary.submission import Finding, Level

SAMPLED = 50
SAME = 0.999


class IndexMirror:
    """Keeps the index behind the catalogue, in a thread of its own, so that neither a start nor a publish waits for it.

    Questions are answered from memory; the index is opened when the first snapshot is ready.
    """

    def __init__(
        self, model: str, open_index: Callable[[], CredentialIndex] | None, lock: FolderLock | None = None
    ) -> None:
        """Take how to open the index (None where it is not ours), and the lock on it, to be given back at the end."""
        self._folder = lock
        self._model = model
        self._open = open_index
        self._index: CredentialIndex | None = None
        self._newest: Snapshot | None = None
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self.failure: Exception | None = None
        """Why the index could not follow, if it could not; questions are answered all the same."""

    def follow(self, snapshot: Snapshot) -> None:
        """Bring the index up to a snapshot, soon."""
        if self._open is None:
            return
        self._newest = snapshot
        if self._worker is None or not self._worker.is_alive():
            self._worker = threading.Thread(target=self._catch_up, name="cairn-index", daemon=True)
            self._worker.start()

    def rebuild(self, snapshot: Snapshot) -> int:
        """Replace everything in the index; give the number of vectors."""
        if self._open is None:
            raise KnowledgeError(
                "Another process owns the index of this data folder.", hint="Stop it, or ask it to reindex."
            )
        with self._lock:
            self._write(snapshot)
        return len(snapshot.shelf.keys)

    def verify(self, snapshot: Snapshot) -> Sequence[Finding]:
        """Compare model, version, identifiers and a sample of vectors."""
        if self._open is None:
            return ()
        with self._lock:
            index = self._opened()
            model, version = index.version()
            identifiers, vectors = index.all()
        if (model, version) != (self._model, snapshot.version):
            return (
                _finding(
                    "other_version",
                    f"The index holds version {version} of model {model!r}, the catalogue is at {snapshot.version} with {self._model!r}.",
                ),
            )
        missing = set(snapshot.shelf.keys) - set(identifiers)
        foreign = set(identifiers) - set(snapshot.shelf.keys)
        if missing or foreign:
            return (
                _finding(
                    "other_identifiers",
                    f"{len(missing)} vectors are missing from the index and {len(foreign)} are not in the catalogue.",
                ),
            )
        place = {key: row for row, key in enumerate(identifiers)}
        step = max(len(identifiers) // SAMPLED, 1)
        wrong = [
            key
            for row, key in list(enumerate(snapshot.shelf.keys))[::step]
            if float(np.dot(snapshot.shelf.vectors[row], vectors[place[key]])) < SAME
        ]
        return (
            (_finding("other_vectors", f"{len(wrong)} sampled vectors differ from the catalogue's."),) if wrong else ()
        )

    def close(self) -> None:
        """Wait for what is being written, then close."""
        if self._worker is not None:
            self._worker.join(timeout=30)
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None
        if self._folder is not None:
            self._folder.give_back()

    def _catch_up(self) -> None:
        try:
            while True:
                with self._lock:
                    snapshot = self._newest
                    if snapshot is None or self._opened().version() == (self._model, snapshot.version):
                        return
                    self._write(snapshot)
        except Exception as error:  # noqa: BLE001
            # the index is a projection: without it nothing is lost and every question is still answered
            self.failure = error

    def _write(self, snapshot: Snapshot) -> None:
        self._opened().replace(self._model, snapshot.version, snapshot.shelf.keys, snapshot.shelf.vectors)

    def _opened(self) -> CredentialIndex:
        if self._index is None:
            if self._open is None:
                raise KnowledgeError("Another process owns the index of this data folder.")
            self._index = self._open()
        return self._index


def _finding(code: str, message: str) -> Finding:
    return Finding(level=Level.ERROR, code=code, message=message, mend="Run `cairn reindex`.")
