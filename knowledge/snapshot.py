"""What does the catalogue look like right now, laid out for questions?"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from knowledge import passages as rules
from knowledge.embedding.kept import KeptVectors
from knowledge.embedding.language_centring import LanguageCentring, generic_sentences
from knowledge.ports import CatalogueStore
from knowledge.search import Shelf, chunks_of, shelve

IDLE_LANGUAGES = ("en", "bs", "de", "id", "es")
"""Whose generic sentences are asked of the rules, to learn what a score without an answer looks like."""


@dataclass(frozen=True)
class Snapshot:
    """One version of everything that can be asked."""

    version: int
    shelf: Shelf
    rules: rules.Rules


class Snapshots:
    """Follows the store's version. Whoever asks while a newer one is being laid out gets the one before."""

    def __init__(self, store: CatalogueStore, vectors: KeptVectors, centring: LanguageCentring) -> None:
        self._store = store
        self._vectors = vectors
        self._centring = centring
        self._current: Snapshot | None = None
        self._building = threading.Lock()
        self.listeners: list[Callable[[Snapshot], None]] = []

    def current(self) -> Snapshot:
        """Give the newest snapshot that is ready; only the very first caller waits for one."""
        held = self._current
        if held is None:
            return self.refresh()
        if held.version == self._store.version() or not self._building.acquire(blocking=False):
            return held
        try:
            return self._refreshed()
        finally:
            self._building.release()

    def refresh(self) -> Snapshot:
        """Wait until the newest version is laid out."""
        with self._building:
            return self._refreshed()

    def _refreshed(self) -> Snapshot:
        # the version is read first: what is published meanwhile belongs to the next one
        version = self._store.version()
        held = self._current
        if held is None or held.version != version:
            held = Snapshot(version, self._shelf(version), self._rules())
            self._current = held
            for tell in self.listeners:
                tell(held)
        return held

    def _shelf(self, version: int) -> Shelf:
        records = self._store.micro_credentials()
        chunks = [chunks_of(record) for record in records]
        vectors = self._vectors.documents([text for pieces in chunks for text in pieces])
        return shelve(version, records, chunks, vectors)

    def _rules(self) -> rules.Rules:
        documents = {str(d.id): d for d in self._store.documents()}
        passages = tuple(p for p in self._store.passages() if str(p.document) in documents)
        held = self._current
        if held and passages == held.rules.passages and documents == held.rules.documents:
            return held.rules
        if not passages:
            return rules.nothing()
        vectors = self._vectors.documents([rules.passage_text(p, documents[str(p.document)]) for p in passages])
        asked = [(s, tag) for tag in IDLE_LANGUAGES for s in generic_sentences()[tag]]
        idle = [self._centring.centred(sentence, tag) for sentence, tag in asked]
        typical = np.mean([self._vectors.query(sentence) for sentence, _ in asked], axis=0)
        return rules.lay_out(documents, passages, vectors, idle, np.asarray(typical, np.float32))
