"""How are skills and occupations laid out, so that words can be compared with them?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.concepts import Concept
from knowledge.embedding.kept import KeptVectors
from knowledge.name_shapes import NameShapes
from knowledge.ports import Vectors

CENTRING = 0.9
LARGEST = 3_000
"""Concepts beyond which no vectors are made unasked: at a hundred texts a second a whole ESCO takes minutes."""


@dataclass(frozen=True)
class Meanings:
    """All concepts of a sort, laid out for comparison."""

    uris: tuple[str, ...]
    vectors: Vectors
    """Three rows a concept (name, other names, description), centred by their own mean; none where not prepared."""
    shapes: NameShapes
    written_in: str
    """The language of those texts."""

    @property
    def prepared(self) -> bool:
        return bool(len(self.vectors))


def lay_out(concepts: Mapping[str, Concept], vectors: KeptVectors | None) -> Meanings:
    """Lay concepts out by what they are called and what they are; a large base only with vectors that are there.

    Raises EmbeddingUnavailable; without `vectors` by spelling alone.
    """
    listed = list(concepts.values())
    names = [(name, number) for number, concept in enumerate(listed) for name in _names(concept)]
    shapes = NameShapes([name for name, _ in names], [number for _, number in names])
    tongue = written_in(listed[0]) if listed else "en"
    rows = np.empty((0, 0), np.float32) if vectors is None else _vectors_of(listed, vectors)
    return Meanings(tuple(str(c.concept_uri) for c in listed), rows, shapes, tongue)


def _vectors_of(concepts: Sequence[Concept], vectors: KeptVectors) -> Vectors:
    """Give three rows a concept; what one does not say is taken to be near where its name is."""
    texts = [texts_of(concept) for concept in concepts]
    none = np.empty((0, 0), np.float32)
    if not texts:
        return none
    if len(concepts) <= LARGEST:
        vectors.make([text for three in texts for text in three if text], gently=False)
    parts: list[Vectors] = []
    for part in range(3):
        rows, there = vectors.known([vectors.key(three[part]) for three in texts])
        if part == 0 and not there.all():
            # half a base would lift what happens to be embedded above what is meant
            return none
        moved = _centred(rows, there) if there.any() else parts[0]
        parts.append(np.where(there[:, None], moved, parts[0]) if parts else moved)
    return np.ascontiguousarray(np.stack(parts, axis=1).reshape(-1, parts[0].shape[1]), np.float32)


def _centred(rows: Vectors, there: NDArray[np.bool_]) -> Vectors:
    moved = rows - CENTRING * rows[there].mean(axis=0)
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12), np.float32)


def texts_of(concept: Concept) -> tuple[str, str, str]:
    """Give name, other names and description, in English where it has any."""
    tag = written_in(concept)
    name = concept.preferred.get(tag, "")
    others = ", ".join(other for other in concept.alternatives.get(tag, ()) if other != name)
    return name, others, concept.description.get(tag, "")


def written_in(concept: Concept) -> str:
    """Give the language of the texts by which a concept is compared."""
    return "en" if "en" in concept.preferred else next(iter(concept.preferred), "en")


def _names(concept: Concept) -> Iterable[str]:
    yield from concept.preferred.values()
    for others in concept.alternatives.values():
        yield from others
