"""Which texts need no embedding, because their vectors are shipped, stored or just computed?"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files

import numpy as np

from knowledge.ports import CatalogueStore, Embedder, Vectors

REMEMBERED = 512
"""Questions of the last minutes: one turn asks for occupations, skills and courses with the same words."""
BATCH = 64


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
        self.watch: Callable[[int, int], None] = lambda _done, _total: None
        """Told after each batch how many of how many texts are embedded: for a progress bar."""

    @property
    def model(self) -> str:
        return self.embedder.model

    def query(self, text: str) -> Vectors:
        """Embed a question. Raises ValueError where there is nothing to embed."""
        key = key_of(self.model, "query: " + text)
        if key in self._shipped:
            return _unit(self._shipped[key])
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        vector = self.embedder.embed_query(text)
        with self._lock:
            self._recent[key] = vector
            if len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
        return vector

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Give a row for each text; new ones are embedded in batches and kept as soon as a batch is done."""
        keys = [key_of(self.model, text) for text in texts]
        known: dict[str, Vectors] = {key: self._shipped[key] for key in keys if key in self._shipped}
        known.update(self._store.vectors(self.model, {key for key in keys if key not in known}))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        todo = list(missing.items())
        for start in range(0, len(todo), BATCH):
            batch = todo[start : start + BATCH]
            rows = self.embedder.embed_documents([text for _, text in batch])
            new = {key: rows[i] for i, (key, _) in enumerate(batch)}
            self._store.save_vectors(self.model, new)
            known.update(new)
            self.watch(start + len(batch), len(todo))
        if not keys:
            return np.empty((0, self.embedder.dimensions), np.float32)
        return _unit(np.stack([known[key] for key in keys]))


def _unit(vectors: Vectors) -> Vectors:
    """Bring vectors that were kept in 16 bits back to length 1."""
    rows = np.asarray(vectors, np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)
