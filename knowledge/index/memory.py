"""Which vectors are nearest, computed in the simplest way that is surely right?"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.index.comparing import compared, refuse_other_dimensions
from knowledge.ports import Difference, Vectors, Watch, unwatched


class MemoryIndex:
    """The reference: exact, nothing kept after the end. The other engines are compared with it."""

    def __init__(self) -> None:
        self._held = ("", 0)
        self._identifiers: tuple[str, ...] = ()
        self._vectors: Vectors = np.empty((0, 0), np.float32)

    def version(self) -> tuple[str, int]:
        return self._held

    def replace(
        self,
        model: str,
        catalogue_version: int,
        identifiers: Sequence[str],
        vectors: Vectors,
        *,
        anew: bool = False,
        watch: Watch = unwatched,
    ) -> None:
        del anew
        if len(identifiers) != len(vectors):
            raise ValueError("there must be one vector for each identifier")
        self._identifiers = tuple(identifiers)
        self._vectors = np.asarray(vectors, np.float32)
        self._held = (model, catalogue_version)
        watch(len(identifiers), len(identifiers))

    def check(self, identifiers: Sequence[str], vectors: Vectors) -> Sequence[Difference]:
        return compared(self, identifiers, vectors)

    def search(self, vector: Vectors, limit: int) -> Sequence[tuple[str, float]]:
        if not self._identifiers:
            return []
        refuse_other_dimensions(vector, self._vectors.shape[1])
        scores = self._vectors @ vector
        return [(self._identifiers[row], float(scores[row])) for row in np.argsort(-scores, kind="stable")[:limit]]

    def all(self) -> tuple[Sequence[str], Vectors]:
        return self._identifiers, self._vectors

    def close(self) -> None:
        """Nothing to give back."""


def open_memory(_url: str, _data: Path) -> MemoryIndex:
    return MemoryIndex()
