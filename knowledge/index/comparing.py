"""Does an index hold these vectors, and does it find them?"""

from collections.abc import Sequence

import numpy as np

from knowledge.errors import IndexMismatch
from knowledge.ports import CredentialIndex, Difference, Vectors

ASKED = 50
"""Vectors that the index is asked for by themselves, from all over."""
FOUND = 0.9
"""Share of them that must be found: the nearest-neighbour graph of a large index is approximate."""
NEIGHBOURS = 10
SAME = 0.999


def compared(index: CredentialIndex, identifiers: Sequence[str], vectors: Vectors) -> list[Difference]:
    """Compare what an index holds with what it should, then ask it for some vectors by themselves."""
    held_names, held = index.all()
    names = _other_names(identifiers, held_names)
    if names:
        return [names]
    if not len(identifiers):
        return []
    if held.shape[1] != vectors.shape[1]:
        return [
            Difference(
                "other_dimensions",
                f"The index holds vectors of {held.shape[1]} dimensions, the catalogue's have {vectors.shape[1]}.",
            )
        ]
    place = {name: row for row, name in enumerate(held_names)}
    rows = np.array([place[name] for name in identifiers])
    wrong = int(np.sum(~(_cosines(held[rows], vectors) >= SAME)))
    if wrong:
        return [Difference("other_vectors", f"{wrong:,} of {len(identifiers):,} vectors differ from the catalogue's.")]
    return _asked(index, vectors)


def refuse_other_dimensions(vector: Vectors, held: int) -> None:
    """Raise IndexMismatch for a question by another model than the one whose vectors are held."""
    if len(vector) != held:
        raise IndexMismatch(
            f"The question has {len(vector)} dimensions, the index {held}: they are of different models.",
            hint="Run `cairn reindex`.",
        )


def _other_names(wanted: Sequence[str], held: Sequence[str]) -> Difference | None:
    missing, foreign = len(set(wanted) - set(held)), len(set(held) - set(wanted))
    if not missing and not foreign and len(wanted) == len(held):
        return None
    return Difference(
        "other_identifiers", f"{missing:,} vectors are missing from the index and {foreign:,} are not in the catalogue."
    )


def _cosines(one: Vectors, other: Vectors) -> Vectors:
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return np.asarray((one * other).sum(axis=1) / np.maximum(lengths, 1e-12), np.float32)


def _asked(index: CredentialIndex, vectors: Vectors) -> list[Difference]:
    sample = vectors[:: max(len(vectors) // ASKED, 1)]
    found = sum(any(score >= SAME for _, score in index.search(vector, NEIGHBOURS)) for vector in sample)
    if found >= FOUND * len(sample):
        return []
    return [Difference("not_found", f"The index finds {found} of {len(sample)} vectors when it is asked for them.")]
