"""An embedder that needs no model: texts with the same letter groups are near each other."""

import zlib
from collections.abc import Sequence

import numpy as np

from knowledge.embedding.cleaning import DOCUMENT_CHARACTERS, QUERY_CHARACTERS, cleaned
from knowledge.ports import Vectors
from knowledge.transliteration import folded


class LetterEmbedder:
    """Counts groups of three letters; the same text gives the same vector on every machine."""

    model = "letters-1"
    dimensions = 64

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_query(self, text: str) -> Vectors:
        return self._row(cleaned(text, QUERY_CHARACTERS))

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        rows = [self._row(cleaned(text, DOCUMENT_CHARACTERS)) for text in texts]
        return np.stack(rows) if rows else np.empty((0, self.dimensions), np.float32)

    def _row(self, text: str) -> Vectors:
        row = np.full(self.dimensions, 1e-3, np.float32)
        padded = f" {folded(text)} "
        for i in range(len(padded) - 2):
            row[zlib.crc32(padded[i : i + 3].encode()) % self.dimensions] += 1
        return row / np.linalg.norm(row)
