"""In which order is a page of a PDF document read: one column after the other, rows from left to right?"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from knowledge.documents.blocks import is_point
from knowledge.documents.pdf_letters import Piece

_FEWEST_LINES = 5
"""Lines of a column; fewer of them may be a table or an address."""
_NARROWEST_GUTTER = 6.0
_MOST_ACROSS = 0.35
"""Share of a page's lines that may run across its gutter: titles, tables, notes."""
_WORDS_OF_A_LINE = 3
"""A column of running text has lines of several words; a column of a table has not."""
CELLS = " | "


class Line(NamedTuple):
    """A line of one column, whole."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    column: int
    """Changes where the reading jumps to another column or band of the page."""


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """Give the lines of a page in reading order."""
    found: list[Line] = []
    for number, column in enumerate(_columns(list(pieces))):
        found.extend(_rows(column, number))
    return found


def _columns(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Cut a page at its gutter; what runs across the gutter stands above, between or below the columns."""
    gutter = _gutter(pieces)
    if gutter is None:
        if pieces:
            yield pieces
        return
    across = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda p: p.middle)
    rest = [p for p in pieces if not p.left < gutter < p.right]
    band: list[Piece] = []
    for wide in across:
        above = [p for p in rest if p.middle < wide.top]
        if above:
            if band:
                yield band
                band = []
            yield from _sides(above, gutter)
            rest = [p for p in rest if p.middle >= wide.top]
        band.append(wide)
        beside = [p for p in rest if wide.top <= p.middle <= wide.bottom]
        band += beside
        rest = [p for p in rest if p not in beside]
    if band:
        yield band
    yield from _sides(rest, gutter)


def _sides(pieces: list[Piece], gutter: float) -> Iterator[list[Piece]]:
    for side in ([p for p in pieces if p.right <= gutter], [p for p in pieces if p.left >= gutter]):
        if side:
            yield from _columns(side)


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Find the place from top to bottom that hardly any line crosses, with running text on both sides."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    best: tuple[float, float] | None = None
    for start in sorted({p.right for p in pieces}):
        if not left + 0.2 * (right - left) < start < left + 0.8 * (right - left):
            continue
        place = start + _NARROWEST_GUTTER / 2
        crossing = sum(1 for p in pieces if p.left < place + 2 and p.right > place - 2)
        if crossing <= _MOST_ACROSS * len(pieces) and _both_run(pieces, place):
            width = min((p.left for p in pieces if p.left >= place), default=right) - start
            if width >= _NARROWEST_GUTTER and (best is None or (-crossing, width) > best):
                best, found = (-crossing, width), place
    return None if best is None else found


def _both_run(pieces: Sequence[Piece], place: float) -> bool:
    """Say whether there is running text on both sides of a place, side by side."""
    before, after = [p for p in pieces if p.right <= place], [p for p in pieces if p.left >= place]
    if min(len(before), len(after)) < _FEWEST_LINES:
        return False
    together = min(max(p.bottom for p in before), max(p.bottom for p in after)) - max(
        min(p.top for p in before), min(p.top for p in after)
    )
    if together <= 0:
        return False
    return all(
        median(len(p.text.split()) for p in side) >= _WORDS_OF_A_LINE or _unspaced(side) for side in (before, after)
    )


def _unspaced(side: Sequence[Piece]) -> bool:
    return median(len(p.text) for p in side) >= 15 and median(len(p.text.split()) for p in side) <= 2


def _rows(pieces: Sequence[Piece], column: int) -> Iterator[Line]:
    """Put pieces side by side on one line; a large gap between them is the border of a cell."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        row = rows[-1] if rows else None
        if row and abs(row[0].middle - piece.middle) < 0.5 * min(row[0].size, piece.size):
            row.append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.left)
        yield Line(
            _joined(row),
            row[0].left,
            min(p.top for p in row),
            row[-1].right,
            max(p.bottom for p in row),
            max(p.size for p in row),
            all(p.bold for p in row),
            column,
        )


def _joined(row: Sequence[Piece]) -> str:
    text = row[0].text
    for before, piece in pairwise(row):
        # a mark of a list stands far from its words
        apart = piece.left - before.right > 1.5 * piece.size and not (before is row[0] and is_point(f"{text} x"))
        text += (CELLS if apart else " ") + piece.text
    return text
