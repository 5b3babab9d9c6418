"""What is a document made of, once it is read?"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.formats.cleaning import clean

ITEM, PARAGRAPH, HEADING = -1, 0, 1
"""Levels of a block: a point of a list or a row of a table, a paragraph, a heading (1 to 6)."""
DEEPEST = 6
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_MARKER = re.compile(
    r"^\s*(?:[•·▪▫◦‣⁃●○■□–—*-]|\(?(?:\d{1,3}|[a-zčćšžđа-ш]|[ivx]{1,5})[.)]|\(\d{1,3}\))(?=\s)", re.IGNORECASE
)


class Block(NamedTuple):
    """A heading, a paragraph or a point of a list, on the page where it begins (0: no pages)."""

    level: int
    text: str
    page: int = 0


def readable(text: str) -> str:
    """Give a piece of text as it is quoted: NFC, ligatures taken apart, invisible characters out, spaces and lines joined."""
    return " ".join(clean(unicodedata.normalize("NFC", text.translate(LIGATURES))).split())


def has_words(text: str) -> bool:
    """Say whether there is a letter or digit at all."""
    return any(c.isalnum() for c in text)


def is_point(text: str) -> bool:
    """Say whether a line begins with the mark or number of a list."""
    return bool(_MARKER.match(text)) and has_words(text)


def rows_of_table(rows: Sequence[Sequence[str]], *, headed: bool) -> list[str]:
    """Write each row so that it can be read alone: with the heading of the column before each cell, where there is one."""
    cells = [[readable(cell) for cell in row] for row in rows]
    cells = [row for row in cells if any(map(has_words, row))]
    if headed and len(cells) > 1 and len({name for name in cells[0] if name}) > 1:
        return [row for row in (_with_headings(cells[0], row) for row in cells[1:]) if row]
    return ["; ".join(dict.fromkeys(cell for cell in row if cell)) for row in cells]


def _with_headings(names: Sequence[str], row: Sequence[str]) -> str:
    pairs = [(names[n] if n < len(names) else "", cell) for n, cell in enumerate(row) if cell]
    said = [cell if not name or name == cell else f"{name.rstrip(':')}: {cell}" for name, cell in pairs]
    return "; ".join(dict.fromkeys(said))
