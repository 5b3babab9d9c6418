"""Does the durable index hold what the catalogue says?"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from knowledge.errors import DataFolderInUse
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
        self,
        model: str,
        open_index: Callable[[], CredentialIndex],
        lock: FolderLock | None = None,
        *,
        owner: bool = True,
    ) -> None:
        """Take how to open the index, and the lock on it: an owner holds it till the end, others only while they look."""
        self._folder = lock
        self._owner = owner
        self._model = model
        self._open = open_index
        self._index: CredentialIndex | None = None
        self._newest: Snapshot | None = None
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self.failure: Exception | None = None
        """Why the index could not follow, if it could not; questions are answered all the same."""
        if owner and lock is not None:
            lock.take()

    def follow(self, snapshot: Snapshot) -> None:
        """Bring the index up to a snapshot, soon; the owner's business alone."""
        if not self._owner:
            return
        self._newest = snapshot
        if self._worker is None or not self._worker.is_alive():
            self._worker = threading.Thread(target=self._catch_up, name="cairn-index", daemon=True)
            self._worker.start()

    def rebuild(self, snapshot: Snapshot) -> int:
        """Replace everything in the index; give the number of vectors. Raises DataFolderInUse."""
        with self._held() as index:
            index.replace(self._model, snapshot.version, snapshot.shelf.keys, snapshot.shelf.vectors)
        return len(snapshot.shelf.keys)

    def verify(self, snapshot: Snapshot) -> Sequence[Finding]:
        """Compare model, version, identifiers and a sample of vectors."""
        self._settle()
        try:
            with self._held() as index:
                model, version = index.version()
                identifiers, vectors = index.all()
        except DataFolderInUse as error:
            return (Finding(level=Level.WARNING, code="index_in_use", message=str(error), mend=error.hint),)
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
        self._settle()
        with self._lock:
            self._let_go()

    @contextmanager
    def _held(self) -> Iterator[CredentialIndex]:
        """Have the index to ourselves; who is not its owner borrows it."""
        with self._lock:
            if not self._owner and self._folder is not None:
                self._folder.take()
            try:
                yield self._opened()
            finally:
                if not self._owner:
                    self._let_go()

    def _let_go(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None
        if self._folder is not None:
            self._folder.give_back()

    def _settle(self) -> None:
        """Wait for what is being written."""
        if self._worker is not None:
            self._worker.join(timeout=30)

    def _catch_up(self) -> None:
        try:
            while True:
                with self._lock:
                    snapshot = self._newest
                    if snapshot is None or self._opened().version() == (self._model, snapshot.version):
                        return
                    self._opened().replace(self._model, snapshot.version, snapshot.shelf.keys, snapshot.shelf.vectors)
        except Exception as error:  # noqa: BLE001
            # the index is a projection: without it nothing is lost and every question is still answered
            self.failure = error

    def _opened(self) -> CredentialIndex:
        if self._index is None:
            self._index = self._open()
        return self._index


def _finding(code: str, message: str) -> Finding:
    return Finding(level=Level.ERROR, code=code, message=message, mend="Run `cairn reindex`.")
