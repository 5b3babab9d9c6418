"""Which skills and occupations are meant by words that name none of them?"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.concepts import Concept, Concepts
from knowledge.embedding.kept import KeptVectors
from knowledge.ports import Vectors

NEAR = 0.42
CENTRING = 0.9
LARGEST = 3_000
"""Concepts beyond which no vectors are made unasked: at twenty texts a second a whole ESCO takes half an hour."""


@dataclass(frozen=True)
class Meanings:
    """Up to three vectors of each concept (label, other names, description), centred by their own mean."""

    concepts: tuple[str, ...]
    """Concept of each row."""
    vectors: Vectors


class ConceptMeanings:
    """Laid out when first asked for; the bundled concepts' vectors are shipped."""

    def __init__(self, concepts: Concepts, vectors: KeptVectors) -> None:
        self._concepts = concepts
        self._vectors = vectors
        self._laid_out: dict[str, Meanings] = {}
        self._lock = threading.Lock()

    def skills(self, vector: Vectors | None) -> list[tuple[str, float]]:
        """List skills near a centred question with their cosine, nearest first."""
        return self._near("skills", self._concepts.skills, vector)

    def occupations(self, vector: Vectors | None) -> list[tuple[str, float]]:
        """List occupations near a centred question with their cosine, nearest first."""
        return self._near("occupations", self._concepts.occupations, vector)

    def _near(self, kind: str, concepts: Mapping[str, Concept], vector: Vectors | None) -> list[tuple[str, float]]:
        if vector is None or not concepts or len(concepts) > LARGEST:
            return []
        with self._lock:
            if kind not in self._laid_out:
                self._laid_out[kind] = lay_out(concepts.values(), self._vectors)
        return near(self._laid_out[kind], vector)


def lay_out(concepts: Iterable[Concept], vectors: KeptVectors) -> Meanings:
    """Embed what each concept is called and what it is."""
    rows = [(str(c.concept_uri), text) for c in concepts for text in texts_of(c)]
    raw = vectors.documents([text for _, text in rows])
    moved = raw - CENTRING * raw.mean(axis=0)
    unit = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12)
    return Meanings(tuple(uri for uri, _ in rows), np.asarray(unit, np.float32))


def texts_of(concept: Concept) -> list[str]:
    """Give up to three texts that say what a concept is, in English where it has any."""
    tag = "en" if "en" in concept.preferred else next(iter(concept.preferred), "en")
    parts = (
        concept.preferred.get(tag, ""),
        ", ".join(concept.alternatives.get(tag, ())),
        concept.description.get(tag, ""),
    )
    return [part for part in parts if part]


def near(meanings: Meanings, vector: Vectors, limit: int = 5) -> list[tuple[str, float]]:
    """List the concepts of which at least one text is near, nearest first."""
    best: dict[str, float] = {}
    scores = meanings.vectors @ vector
    for row in np.argsort(-scores)[: 3 * limit]:
        if scores[row] < NEAR:
            break
        best.setdefault(meanings.concepts[row], float(scores[row]))
    return list(best.items())[:limit]
