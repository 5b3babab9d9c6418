"""Does the durable index hold what the catalogue says?"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np

from knowledge.owner import FolderLock
from knowledge.ports import CredentialIndex, Difference, Vectors, Watch, unwatched
from knowledge.snapshot import Snapshot
from knowledge.vocabulary.submission import Finding, Level

log = logging.getLogger("cairn.index")

CHECK_MINUTES = 60.0
RETRY_SECONDS = 60.0
"""After a failure (a Chroma server that is not there, a full disk) the index tries again this much later."""
STOP_SECONDS = 30.0
DAMAGED = ("damaged_files", "unreadable")
NOTHING = ("", 0)


class State(StrEnum):
    """How the index stands to the catalogue; questions are answered in each of them."""

    UNKNOWN = "not looked at"
    CURRENT = "agrees"
    WAITING = "waiting for vectors"
    BEHIND = "being brought up to date"
    REBUILDING = "damaged, being rebuilt"
    FAILED = "failed"


@dataclass(frozen=True)
class Standing:
    """What is known of the index without looking at it again."""

    state: State
    done: int = 0
    total: int = 0
    reason: str = ""
    """Which damage was found, or why the index cannot be kept."""

    @property
    def sound(self) -> bool:
        """Say whether the index is at most behind by what was just published."""
        return self.state not in {State.REBUILDING, State.FAILED}


class IndexMirror:
    """Keeps the index behind the catalogue, in a thread of its own, so that neither a start nor a publish waits for it.

    Questions are answered from memory. The index is checked when the first snapshot is ready and again every so many
    minutes; a damaged one is put aside and built anew from the catalogue's vectors.
    """

    def __init__(
        self,
        model: str,
        open_index: Callable[[], CredentialIndex],
        lock: FolderLock | None = None,
        *,
        owner: bool = True,
        check_minutes: float = CHECK_MINUTES,
    ) -> None:
        """Take how to open the index, and the lock on it: an owner holds it till the end, others only while they write."""
        self._folder = lock
        self._owner = owner
        self._model = model
        self._open = open_index
        self._check_seconds = 60 * check_minutes
        self._index: CredentialIndex | None = None
        self._newest: Snapshot | None = None
        self._lock = threading.Lock()
        self._woken = threading.Condition()
        self._busy = False
        self._stopping = False
        self._by_hand = False
        self._worker: threading.Thread | None = None
        self.standing = Standing(State.UNKNOWN)
        if owner and lock is not None:
            lock.take()

    def follow(self, snapshot: Snapshot) -> None:
        """Bring the index up to a snapshot, soon; the owner's business alone."""
        if not self._owner:
            return
        with self._woken:
            self._newest = snapshot
            self._busy = True
            self._woken.notify_all()
            if self._worker is None or not self._worker.is_alive():
                self._worker = threading.Thread(target=self._keep, name="cairn-index", daemon=True)
                self._worker.start()

    def rebuild(self, snapshot: Snapshot, watch: Watch = unwatched) -> int:
        """Replace everything in the index; give the number of vectors. Raises DataFolderInUse."""
        names, vectors = embedded(snapshot)
        # the background keeps its hands off: everything is built once, not twice
        self._by_hand = True
        if self._index is not None:
            self._index.close()
        try:
            with self._held() as index:
                index.replace(self._model, snapshot.version, names, vectors, anew=True, watch=watch)
                self.standing = Standing(State.CURRENT)
        finally:
            self._by_hand = False
        return len(names)

    def verify(self, snapshot: Snapshot) -> Sequence[Finding]:
        """Look at the files themselves, then compare model, version, identifiers and vectors; ask for some of them."""
        self.settle()
        findings = missing_vectors(snapshot)
        with self._lock:
            index = self._opened()
            version = index.version()
            differences = index.check(*embedded(snapshot))
            if not self._owner:
                self._let_go()
        if damaged := [d for d in differences if d.code in DAMAGED]:
            return [*findings, *map(_finding, damaged)]
        wanted = (self._model, snapshot.version)
        if version != wanted:
            return [*findings, _finding(_other_version(version, wanted))]
        return [*findings, *map(_finding, differences)]

    def settle(self, seconds: float = STOP_SECONDS) -> None:
        """Wait for what is being written."""
        with self._woken:
            self._woken.wait_for(lambda: not self._busy or self._stopping, seconds)

    def close(self) -> None:
        """Stop; what is being built is thrown away, and built again at the next start."""
        with self._woken:
            self._stopping = True
            self._woken.notify_all()
        if self._index is not None:
            self._index.close()
        if self._worker is not None:
            self._worker.join(timeout=STOP_SECONDS)
        with self._lock:
            self._let_go()
            if self._owner and self._folder is not None:
                self._folder.give_back()

    @contextmanager
    def _held(self) -> Iterator[CredentialIndex]:
        """Have the index to ourselves; who is not its owner borrows it."""
        with self._lock:
            if not self._owner and self._folder is not None:
                self._folder.take()
            self._let_go()
            try:
                yield self._opened()
            finally:
                if not self._owner:
                    self._let_go()
                    if self._folder is not None:
                        self._folder.give_back()

    def _let_go(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def _keep(self) -> None:
        """Catch up whenever there is a newer snapshot, and look at the index again every so often."""
        look = True
        while not self._stopping:
            with self._woken:
                snapshot = self._newest
            assert snapshot is not None
            pause = self._caught_up(snapshot, look=look)
            with self._woken:
                if self._newest is snapshot:
                    self._busy = False
                    self._woken.notify_all()
                newer = self._woken.wait_for(partial(self._newer_than, snapshot), pause)
            look = not newer

    def _newer_than(self, snapshot: Snapshot) -> bool:
        return self._stopping or self._newest is not snapshot

    def _caught_up(self, snapshot: Snapshot, *, look: bool) -> float:
        """Bring the index up to a snapshot; give the seconds until it is looked at again."""
        try:
            with self._lock:
                if not self._stopping and not self._by_hand:
                    self._catch_up(snapshot, look=look)
        except Exception as error:  # noqa: BLE001
            # the index is a projection: without it nothing is lost and every question is still answered
            if not self._stopping and not self._by_hand:
                self.standing = Standing(State.FAILED, reason=str(error))
                log.warning("index_failed error=%s", type(error).__name__)
            return RETRY_SECONDS
        return self._check_seconds

    def _catch_up(self, snapshot: Snapshot, *, look: bool) -> None:
        if snapshot.missing:
            self.standing = Standing(State.WAITING, total=len(snapshot.missing))
            return
        index, (names, vectors) = self._opened(), embedded(snapshot)
        held, wanted = index.version(), (self._model, snapshot.version)
        if held == wanted and not look:
            self.standing = Standing(State.CURRENT)
            return
        differences = index.check(names, vectors) if held in {wanted, NOTHING} else ()
        damaged = [d.message for d in differences if held == wanted or d.code in DAMAGED]
        if held != wanted or damaged:
            self._replace(index, snapshot, damaged)
        self.standing = Standing(State.CURRENT)

    def _replace(self, index: CredentialIndex, snapshot: Snapshot, damaged: Sequence[str]) -> None:
        state, reason = (State.REBUILDING, damaged[0]) if damaged else (State.BEHIND, "")
        if damaged:
            log.warning("index_damaged version=%d, it is rebuilt from the catalogue: %s", snapshot.version, reason)
        names, vectors = embedded(snapshot)
        self.standing = Standing(state, 0, len(names), reason)

        def watch(done: int, total: int) -> None:
            self.standing = Standing(state, done, total, reason)

        index.replace(self._model, snapshot.version, names, vectors, anew=bool(damaged), watch=watch)

    def _opened(self) -> CredentialIndex:
        if self._index is None:
            self._index = self._open()
        return self._index


def embedded(snapshot: Snapshot) -> tuple[Sequence[str], Vectors]:
    """Give the chunks that have a vector, with it."""
    names, vectors = snapshot.shelf.keys, snapshot.shelf.vectors
    if snapshot.there is None:
        return names, vectors
    rows = np.flatnonzero(snapshot.there)
    return [names[row] for row in rows], vectors[rows]


def missing_vectors(snapshot: Snapshot) -> list[Finding]:
    """Say how much is ranked by wording alone because it has no vector yet."""
    if not snapshot.missing:
        return []
    courses, texts = snapshot.without_vector, len(snapshot.missing)
    message = f"{courses:,} of {len(snapshot.shelf.offers.records):,} micro-credentials have no vector yet and are found by their words alone ({texts:,} texts are to be embedded)."
    return [
        Finding(
            level=Level.WARNING,
            code="vectors_missing",
            message=message,
            mend="Run `cairn reindex`; a running server makes them by itself.",
        )
    ]


def _other_version(held: tuple[str, int], wanted: tuple[str, int]) -> Difference:
    if held == NOTHING:
        return Difference("other_version", f"There is no index of the catalogue, which is at version {wanted[1]}.")
    return Difference(
        "other_version",
        f"The index holds version {held[1]} of model {held[0]!r}, the catalogue is at {wanted[1]} with {wanted[0]!r}.",
    )


def _finding(difference: Difference) -> Finding:
    return Finding(level=Level.ERROR, code=difference.code, message=difference.message, mend="Run `cairn reindex`.")
