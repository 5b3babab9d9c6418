"""Which small bits of writing stand in a text? Runs of letters and of words, as places in a table."""

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.transliteration import folded

PLACES = 1 << 16
"""Two bits may share a place; among 65,536 that is rare and does little harm."""
LETTERS = range(2, 6)
WORDS = range(1, 3)
NO_LETTER = re.compile(r"[^\w ]+")
FIGURES = re.compile(r"\d+")

Places = NDArray[np.int64]


def places_of(text: str) -> Places:
    """Give the places of all bits of a text, in order, each once."""
    return np.array(sorted({crc32(bit.encode("utf-8", "surrogatepass")) % PLACES for bit in _bits(text)}), np.int64)


def _bits(text: str) -> set[str]:
    plain = _plain(text)
    if not plain:
        return set()
    framed, words = f" {plain} ", plain.split()
    letters = {framed[i : i + n] for n in LETTERS for i in range(len(framed) - n + 1)}
    return letters | {"\x01" + " ".join(words[i : i + n]) for n in WORDS for i in range(len(words) - n + 1)}


def _plain(text: str) -> str:
    """Small Latin letters without marks; an apostrophe joins, any other sign parts; figures are all alike."""
    joined = folded(re.sub(r"['’‘`]", "", text))
    return " ".join(FIGURES.sub("0", NO_LETTER.sub(" ", joined)).split())
