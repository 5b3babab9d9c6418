"""What still has no vector, and who makes it while questions are answered?"""

import logging
import os
import sys
import threading
from collections.abc import Mapping, Sequence
from itertools import islice

from knowledge.embedding.kept import KeptVectors
from knowledge.snapshot import Snapshot, Snapshots

log = logging.getLogger("cairn.library")

SHOWN_AFTER = 512
"""Texts after which the vectors made so far are put to use, growing with what is left: each time costs a moment."""
SHARE_SHOWN = 0.05
NICENESS = 10
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
"""Seconds until the next try where the embedding fails, doubled each time."""


class Backlog:
    """Embeds what is missing, in a thread of its own that makes way for questions, or at once and with progress.

    What is made is kept batch by batch: whoever starts next goes on where this one ended, however it ended.
    """

    def __init__(self, snapshots: Snapshots, vectors: KeptVectors, *, background: bool) -> None:
        """Take whether this process goes on embedding by itself: the owner of the index does, a command does not."""
        self._background = background
        self._snapshots = snapshots
        self._vectors = vectors
        self._starting = threading.Lock()
        self._stopping = threading.Event()
        self._in_front = False
        self._worker: threading.Thread | None = None
        self.failure = ""
        """Name of the error that keeps the background from embedding, if one does."""

    def bring_up(self) -> Snapshot:
        """Show what was just published; a command embeds it now, an owner in the background."""
        return self._snapshots.refresh() if self._background else self.finish()

    def follow(self, snapshot: Snapshot) -> None:
        """See to it that somebody embeds what this snapshot misses; the owner's business alone."""
        if not self._background or not snapshot.missing or self._halted():
            return
        with self._starting:
            if self._worker is not None and self._worker.is_alive():
                return
            log.warning("vectors_missing texts=%d courses=%d", len(snapshot.missing), snapshot.without_vector)
            self._worker = threading.Thread(target=self._work_off, name="cairn-embedding", daemon=True)
            self._worker.start()

    def finish(self) -> Snapshot:
        """Embed everything now, in place of the background; raises what the embedder raises."""
        self._in_front = True
        try:
            snapshot = self._snapshots.refresh()
            if snapshot.missing:
                self._vectors.make(list(snapshot.missing.values()), gently=False)
                snapshot = self._snapshots.refill()
        finally:
            self._in_front = False
        return snapshot

    def stop(self) -> None:
        """Stop after the batch at hand."""
        self._stopping.set()
        if self._worker is not None:
            self._worker.join(timeout=30)

    def _halted(self) -> bool:
        return self._in_front or self._stopping.is_set()

    def _work_off(self) -> None:
        step_back()
        pause = FIRST_PAUSE
        while not self._halted():
            snapshot = self._snapshots.refill()
            if not snapshot.missing:
                log.info("vectors_complete version=%d", snapshot.version)
                return
            try:
                self._vectors.make(next_texts(snapshot.missing), gently=True, stopping=self._halted)
                self.failure, pause = "", FIRST_PAUSE
            except Exception as error:  # noqa: BLE001 - an embedding service that is down comes back
                self.failure = type(error).__name__
                log.warning("not_embedded texts=%d error=%s", len(snapshot.missing), self.failure)
                self._stopping.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)


def step_back() -> None:
    """Let this thread, and those that it starts, compute only when no question does.

    Measured beside an import on two busy cores: a question's embedding took 73 ms for 71, without it 149.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def next_texts(missing: Mapping[str, str]) -> Sequence[str]:
    """Choose what is embedded before the vectors are next put to use, from the end: an import beside us begins at the start."""
    size = max(SHOWN_AFTER, int(SHARE_SHOWN * len(missing)))
    return list(islice(reversed(list(missing.values())), size))
