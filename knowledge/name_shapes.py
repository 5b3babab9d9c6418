"""Which names look like these words, letter by letter? For names that are inflected, compounded or misspelt."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.transliteration import folded
from knowledge.wording import TOKEN

SIZE = 4
"""Letters of a piece: on ESCO's 99,000 English names as good as pieces of 3 to 5 letters together, at a third of them."""
BUCKETS = 1 << 17
MIXED = 0x9E3779B1
"""Spreads the pieces over the buckets (Knuth's multiplier)."""
LONGEST = 2_000

Scores = NDArray[np.float32]


class NameShapes:
    """TF-IDF of the names' pieces of four letters, inside words; built once, read by every thread.

    The cosine with a text is 1 where they are spelt alike; of a concept its nearest name counts.
    """

    def __init__(self, names: Sequence[str], concept: Sequence[int]) -> None:
        """Take names with the number of the concept that each belongs to, ascending."""
        owners = np.asarray(concept, np.int32)
        self._first = np.flatnonzero(np.diff(owners, prepend=-1))
        self._owner = owners[self._first]
        self._concepts = int(owners[-1]) + 1 if len(owners) else 0
        self._names = len(names)
        name, piece, count = _pieces(names)
        rarity = np.log((1 + len(names)) / (1 + np.bincount(piece, minlength=BUCKETS))) + 1
        self._rarity = rarity.astype(np.float32)
        weight = (1 + np.log(count)) * self._rarity[piece]
        length = np.sqrt(np.bincount(name, weight**2, minlength=max(len(names), 1)))
        order = np.argsort(piece, kind="stable")
        self._name = name[order].astype(np.int32)
        self._weight = (weight / np.maximum(length[name], 1e-9))[order].astype(np.float32)
        self._start = np.searchsorted(piece[order], np.arange(BUCKETS + 1)).astype(np.int64)

    def alike(self, text: str) -> Scores:
        """Give each concept's likeness, 0..1, to a text."""
        found = np.zeros(self._concepts, np.float32)
        _, piece, count = _pieces([text[:LONGEST]])
        if not len(piece) or not self._names:
            return found
        weight = (1 + np.log(count)) * self._rarity[piece]
        weight /= np.sqrt((weight**2).sum())
        spans = [slice(self._start[p], self._start[p + 1]) for p in piece]
        names = np.concatenate([self._name[span] for span in spans])
        shares = np.concatenate([self._weight[span] * w for span, w in zip(spans, weight, strict=True)])
        of_names = np.bincount(names, shares, minlength=self._names)
        found[self._owner] = np.maximum.reduceat(of_names, self._first)
        return found


def _pieces(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Cut texts into pieces inside their words, a space around each word; give (text, bucket, how often)."""
    words = [" ".join(TOKEN.findall(folded(text))) for text in texts]
    # two spaces between words: no piece of four reaches over both
    line = "".join(f" {word.replace(' ', '  ')} \n" for word in words)
    letters = np.frombuffer(line.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(letters) < SIZE:
        none = np.empty(0, np.int64)
        return none, none, np.empty(0, np.float64)
    owner = np.cumsum(letters == ord("\n"))
    windows = np.lib.stride_tricks.sliding_window_view(letters, SIZE)
    spaces = windows == ord(" ")
    inside = ~((spaces[:, :-1] & spaces[:, 1:]).any(axis=1) | (windows == ord("\n")).any(axis=1))
    bucket = np.zeros(len(windows), np.uint64)
    for place in range(SIZE):
        bucket = (bucket * np.uint64(1_000_003) + windows[:, place]) & np.uint64(0xFFFFFFFF)
    bucket = ((bucket * np.uint64(MIXED)) & np.uint64(0xFFFFFFFF)) >> np.uint64(32 - 17)
    both = owner[: len(windows)][inside].astype(np.int64) * BUCKETS + bucket[inside].astype(np.int64)
    different, count = np.unique(both, return_counts=True)
    return different // BUCKETS, different % BUCKETS, count.astype(np.float64)
