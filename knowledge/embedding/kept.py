"""Which texts need no embedding, because their vectors are shipped, stored or just computed?"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from knowledge.ports import CatalogueStore, Embedder, Vectors

REMEMBERED = 512
"""Questions of the last minutes: one turn asks for occupations, skills and courses with the same words."""
BATCH = 64
"""Texts of one call where the embedder states no `batch` of its own; after each the vectors are kept."""
GENTLE_BATCH = 4
"""Texts of one call in the background where the embedder states no `gentle_batch`: no question waits longer than for these."""
PATIENCE_SECONDS = 1.0
"""How long the background makes way for questions before it does one batch all the same."""


def key_of(model: str, text: str) -> str:
    """Name the vector of a text; the text cannot be read from it."""
    return hashlib.sha256(f"{model}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def shipped_vectors(model: str) -> dict[str, Vectors]:
    """Read the vectors that come with the package; empty where they are of another model."""
    file = files("knowledge") / "data" / "vectors.npz"
    if not file.is_file():
        return {}
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        if str(kept["model"]) != model:
            return {}
        rows = kept["vectors"]
        return {row.tobytes().hex(): rows[i] for i, row in enumerate(kept["keys"])}


class KeptVectors:
    """An embedder that asks first what is already known. Documents are kept in the store, questions only in memory."""

    def __init__(self, embedder: Embedder, store: CatalogueStore, shipped: Mapping[str, Vectors]) -> None:
        self.embedder = embedder
        self._store = store
        self._shipped = shipped
        self._recent: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()
        self._asked = 0
        self._quiet = threading.Condition()
        self.watch: Callable[[int, int], None] = lambda _done, _total: None
        """Told after each batch how many of how many texts are embedded: for a progress bar."""

    @property
    def model(self) -> str:
        return self.embedder.model

    def key(self, text: str) -> str:
        """Name the vector of a document's text by this model."""
        return key_of(self.model, text)

    def query(self, text: str) -> Vectors:
        """Embed a question. Raises ValueError where there is nothing to embed."""
        key = key_of(self.model, "query: " + text)
        if key in self._shipped:
            return _unit(self._shipped[key])
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        with self._asking():
            vector = self.embedder.embed_query(text)
        with self._lock:
            self._recent[key] = vector
            if len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
        return vector

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Give a row for each text; new ones are embedded in batches and kept as soon as a batch is done."""
        keys = [self.key(text) for text in texts]
        known = dict(self._known(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for new in self._made(missing, gently=False):
            known.update(new)
        if not keys:
            return np.empty((0, self.embedder.dimensions), np.float32)
        return _unit(np.stack([known[key] for key in keys]))

    def known(self, keys: Sequence[str]) -> tuple[Vectors, NDArray[np.bool_]]:
        """Give a row for each key and say which rows are there; the others are zero. Nothing is embedded."""
        found = self._known(keys)
        there = np.array([key in found for key in keys], np.bool_)
        width = len(next(iter(found.values()))) if found else 0
        rows = np.zeros((len(keys), width), np.float32)
        if found:
            rows[there] = _unit(np.stack([found[key] for key in keys if key in found]))
        return rows, there

    def make(self, texts: Sequence[str], *, gently: bool, stopping: Callable[[], bool] = lambda: False) -> int:
        """Embed and keep what is missing; give how many texts were. `gently`: small batches that make way for questions."""
        missing = self.missing(texts)
        made = 0
        for new in self._made(missing, gently=gently):
            made += len(new)
            if stopping():
                break
        return made

    def missing(self, texts: Sequence[str]) -> dict[str, str]:
        """Give the texts, each once by its key, that have no vector yet."""
        by_key = {self.key(text): text for text in texts}
        known = self._known(list(by_key))
        return {key: text for key, text in by_key.items() if key not in known}

    def _known(self, keys: Sequence[str]) -> dict[str, Vectors]:
        shipped = {key: self._shipped[key] for key in keys if key in self._shipped}
        return {**shipped, **self._store.vectors(self.model, {key for key in keys if key not in shipped})}

    def _made(self, missing: Mapping[str, str], *, gently: bool) -> Iterator[dict[str, Vectors]]:
        """Embed batch by batch; each is kept before the next begins, so that an end at any moment loses one batch."""
        # from the other end in the background: a server and an import beside it meet in the middle
        todo = list(missing.items())[:: -1 if gently else 1]
        size = self._batch(gently=gently)
        for start in range(0, len(todo), size):
            batch = todo[start : start + size]
            if gently:
                self._make_way()
            yield self._batch_of(dict(batch))
            self.watch(start + len(batch), len(todo))

    def _batch_of(self, texts: Mapping[str, str]) -> dict[str, Vectors]:
        """Embed what no other process has embedded meanwhile."""
        new = dict(self._store.vectors(self.model, texts))
        left = [key for key in texts if key not in new]
        if left:
            rows = self.embedder.embed_documents([texts[key] for key in left])
            made = {key: rows[i] for i, key in enumerate(left)}
            self._store.save_vectors(self.model, made)
            new.update(made)
        return new

    def _batch(self, *, gently: bool) -> int:
        name, usual = ("gentle_batch", GENTLE_BATCH) if gently else ("batch", BATCH)
        return max(int(getattr(self.embedder, name, usual)), 1)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        with self._quiet:
            self._asked += 1
        try:
            yield
        finally:
            with self._quiet:
                self._asked -= 1
                self._quiet.notify_all()

    def _make_way(self) -> None:
        with self._quiet:
            self._quiet.wait_for(lambda: not self._asked, PATIENCE_SECONDS)


def _unit(vectors: Vectors) -> Vectors:
    """Bring vectors that were kept in 16 bits back to length 1."""
    rows = np.asarray(vectors, np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)
