"""What does the catalogue look like right now, laid out for questions?"""

import gc
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from knowledge import passages as rules
from knowledge.answerability import off_topic_questions
from knowledge.embedding.kept import KeptVectors
from knowledge.embedding.language_centring import LanguageCentring, generic_sentences
from knowledge.ports import CatalogueStore, Vectors
from knowledge.search import Shelf, shelve, with_vectors
from knowledge.sheets import Sheets, texts_without
from knowledge.vocabulary.policy import Passage, PolicyDocument

log = logging.getLogger("cairn.library")

TYPICAL_LANGUAGES = ("en", "bs", "de", "id", "es")
"""Whose generic sentences say what all texts have in common."""
SOON = 64
"""Texts without a vector that are embedded before a snapshot is shown; more of them are ranked by wording meanwhile."""
PATIENCE_SECONDS = 1.0
"""How long a question waits for what was just published; a large catalogue takes longer, and shows the one before."""


@dataclass(frozen=True)
class Snapshot:
    """One version of everything that can be asked."""

    version: int
    shelf: Shelf
    rules: rules.Rules
    missing: Mapping[str, str] = field(default_factory=dict)
    """Texts that have no vector yet, by the vector's key."""
    keys: tuple[str, ...] = ()
    """Under which key the vector of each chunk is kept."""
    there: NDArray[np.bool_] | None = None
    """Which chunks have a vector; None where all have."""

    @property
    def without_vector(self) -> int:
        """Count the micro-credentials that are ranked by wording alone."""
        return 0 if self.shelf.embedded is None else int((~self.shelf.embedded).sum())


@dataclass
class Rows:
    """Vectors of some keys as far as they are known; the others are zero."""

    keys: tuple[str, ...]
    vectors: Vectors
    there: NDArray[np.bool_]

    def fill(self, vectors: KeptVectors) -> None:
        """Look in the store for what is not there."""
        asked = np.flatnonzero(~self.there)
        found, is_there = vectors.known([self.keys[row] for row in asked])
        if not is_there.any():
            return
        if not self.vectors.shape[1]:
            self.vectors = np.zeros((len(self.keys), found.shape[1]), np.float32)
        self.vectors[asked] = found
        self.there[asked] = is_there


class Snapshots:
    """Follows the store's version. Whoever asks while a newer one is being laid out gets the one before."""

    def __init__(self, store: CatalogueStore, vectors: KeptVectors, centring: LanguageCentring) -> None:
        self._store = store
        self._vectors = vectors
        self._centring = centring
        self._sheets = Sheets(store, vectors.key)
        self._current: Snapshot | None = None
        self._building = threading.Lock()
        self._catching_up: threading.Thread | None = None
        self._starting = threading.Lock()
        self.listeners: list[Callable[[Snapshot], None]] = []

    def current(self) -> Snapshot:
        """Give the newest snapshot that is ready; only the very first caller waits for one."""
        held = self._current
        if held is None:
            return self.refresh()
        if held.version != self._store.version():
            self._soon().join(PATIENCE_SECONDS)
        return self._current or held

    def refresh(self) -> Snapshot:
        """Wait until the newest version is laid out, with the vectors that there are."""
        with self._building:
            version = self._store.version()
            if self._current is None or self._current.version != version:
                with long_lived():
                    self._show(self._laid_out(version))
            return self._shown()

    def refill(self) -> Snapshot:
        """Look again for the vectors that were missing."""
        with self._building:
            held = self._shown()
            if held.missing:
                self._show(self._refilled(held))
            return self._shown()

    def _shown(self) -> Snapshot:
        assert self._current is not None
        return self._current

    def _show(self, snapshot: Snapshot) -> None:
        self._current = snapshot
        for tell in self.listeners:
            tell(snapshot)

    def _soon(self) -> threading.Thread:
        """Lay out the newest version in a thread of its own; one at a time."""
        with self._starting:
            if not _alive(self._catching_up):
                self._catching_up = threading.Thread(target=self._catch_up, name="cairn-catalogue", daemon=True)
                self._catching_up.start()
            return self._catching_up

    def _catch_up(self) -> None:
        try:
            self.refresh()
        except Exception as error:  # noqa: BLE001 - the version before is still shown; the next question tries again
            log.warning("catalogue_not_laid_out error=%s", type(error).__name__)

    def _laid_out(self, version: int) -> Snapshot:
        # the version was read first: what is published meanwhile belongs to the next one
        sheets = self._sheets.read()
        rows = _rows(self._current, tuple(key for sheet in sheets for key in sheet.keys))
        rows.fill(self._vectors)
        missing = texts_without(sheets, rows.there)
        if self._embedded_few(missing):
            rows.fill(self._vectors)
            missing = texts_without(sheets, rows.there)
        laid_out, unread = self._rules()
        shelf = shelve(
            version,
            [sheet.record for sheet in sheets],
            [sheet.keys for sheet in sheets],
            rows.vectors,
            rows.there,
            [sheet.line for sheet in sheets],
        )
        return Snapshot(version, shelf, laid_out, {**missing, **unread}, rows.keys, _gaps(rows))

    def _refilled(self, held: Snapshot) -> Snapshot:
        """Put the vectors that are there by now to a snapshot of the same version."""
        rows = _rows(held, held.keys)
        rows.fill(self._vectors)
        laid_out, unread = self._rules()
        gone = {key for key, there in zip(rows.keys, rows.there, strict=True) if not there}
        missing = {key: text for key, text in held.missing.items() if key in gone}
        return replace(
            held,
            shelf=with_vectors(held.shelf, rows.vectors, rows.there),
            rules=laid_out,
            missing={**missing, **unread},
            there=_gaps(rows),
        )

    def _embedded_few(self, missing: Mapping[str, str]) -> bool:
        """Embed what takes a moment; where that fails, words answer."""
        if not 0 < len(missing) <= SOON:
            return False
        try:
            self._vectors.make(list(missing.values()), gently=False)
        except Exception as error:  # noqa: BLE001 - an embedding service that is down stops no question
            log.warning("not_embedded texts=%d error=%s", len(missing), type(error).__name__)
            return False
        return True

    def _rules(self) -> tuple[rules.Rules, dict[str, str]]:
        """Lay out the passages that have a vector; the texts of the others come back by their keys."""
        documents = {str(d.id): d for d in self._store.documents()}
        passages = tuple(p for p in self._store.passages() if str(p.document) in documents)
        texts = [rules.passage_text(p, documents[str(p.document)]) for p in passages]
        self._embedded_few(self._vectors.missing(texts))
        rows, there = self._vectors.known([self._vectors.key(text) for text in texts])
        unread = {self._vectors.key(text): text for text, is_there in zip(texts, there, strict=True) if not is_there}
        ready = tuple(p for p, is_there in zip(passages, there, strict=True) if is_there)
        held = self._current
        if held and ready == held.rules.passages and documents == held.rules.documents:
            return held.rules, unread
        return self._ruled(documents, ready, rows[there]), unread

    def _ruled(
        self, documents: Mapping[str, PolicyDocument], passages: tuple[Passage, ...], vectors: Vectors
    ) -> rules.Rules:
        if not passages:
            return rules.nothing()
        everyday = [sentence for tag in TYPICAL_LANGUAGES for sentence in generic_sentences()[tag]]
        try:
            idle = [self._centring.centred(question, "en") for question in off_topic_questions()]
            typical = np.mean([self._vectors.query(sentence) for sentence in everyday], axis=0)
        except Exception as error:  # noqa: BLE001 - an embedding service that is down stops no question
            log.warning("rules_not_laid_out error=%s", type(error).__name__)
            return rules.nothing()
        return rules.lay_out(documents, passages, vectors, idle, np.asarray(typical, np.float32))


@contextmanager
def long_lived() -> Iterator[None]:
    """Make values that stay: the collector need not look through the millions of a large catalogue again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _alive(thread: threading.Thread | None) -> TypeGuard[threading.Thread]:
    return thread is not None and thread.is_alive()


def _rows(held: Snapshot | None, keys: tuple[str, ...]) -> Rows:
    """Take over what stood in the snapshot before."""
    if held is None or not held.shelf.vectors.shape[1]:
        return Rows(keys, np.zeros((len(keys), 0), np.float32), np.zeros(len(keys), np.bool_))
    known = {key: row for row, key in enumerate(held.keys) if held.there is None or held.there[row]}
    place = np.array([known.get(key, -1) for key in keys], np.int64)
    there = place >= 0
    vectors = np.zeros((len(keys), held.shelf.vectors.shape[1]), np.float32)
    vectors[there] = held.shelf.vectors[place[there]]
    return Rows(keys, vectors, there)


def _gaps(rows: Rows) -> NDArray[np.bool_] | None:
    return None if rows.there.all() else rows.there
