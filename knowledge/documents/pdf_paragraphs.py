"""Which headings and paragraphs do the lines of a PDF document make?"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from knowledge.documents.blocks import DEEPEST, ITEM, PARAGRAPH, Block, has_words, is_point, readable
from knowledge.documents.joining import joined_lines
from knowledge.documents.pdf_order import CELLS, Line
from knowledge.documents.plain_text import is_heading

_LARGER = 1.13
_SAME_SIZE = 0.12
_LONGEST_HEADING = 24
_ENDS = re.compile(r"[.!?…:;。！？।؟][\"”’»)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class _Part(NamedTuple):
    """Lines that belong together, with the page of the first."""

    lines: tuple[Line, ...]
    page: int

    @property
    def last(self) -> Line:
        return self.lines[-1]


def blocks_of(pages: Sequence[Sequence[Line]], bookmarks: Mapping[str, int]) -> list[Block]:
    """Join lines; `bookmarks` (folded title → level) name headings that the file itself knows."""
    body, bold = _body(pages)
    known = _words(pages)
    parts = list(_parts(pages, body))
    levels = _levels(parts, body, bold=bold)
    found: list[Block] = []
    for part in parts:
        text = readable(joined_lines([line.text for line in part.lines], known))
        if not has_words(text):
            continue
        level = bookmarks.get(text.casefold()) or _level(part, text, levels, body, bold=bold)
        found.append(Block(level or (ITEM if is_point(text) or CELLS in text else PARAGRAPH), text, part.page))
    return _across_pages(found, known)


def _body(pages: Sequence[Sequence[Line]]) -> tuple[float, bool]:
    """Give the size of most letters, and whether most of them are bold."""
    sizes: Counter[float] = Counter()
    bold = 0
    for line in (line for page in pages for line in page):
        sizes[round(line.size * 2) / 2] += len(line.text)
        bold += len(line.text) if line.bold else 0
    return (sizes.most_common(1)[0][0] if sizes else 0.0), 2 * bold > sizes.total()


def _words(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """List the words that stand inside lines: what was cut at the end of one may stand whole in another."""
    return frozenset(
        word.lower() for page in pages for line in page for word in _WORD.findall(line.text.rstrip("-\u00ad\u2010"))
    )


def _parts(pages: Sequence[Sequence[Line]], body: float) -> Iterator[_Part]:
    for number, page in enumerate(pages, 1):
        leading = _leading(page, body)
        edges = _edges(page)
        together: list[Line] = []
        for line in page:
            if together and _is_new(together, line, leading, edges[line.column]):
                yield _Part(tuple(together), number)
                together = []
            together.append(line)
        if together:
            yield _Part(tuple(together), number)


def _edges(page: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """Give for each column where its lines begin and end."""
    columns = {line.column for line in page}
    return {
        column: (
            min(line.left for line in page if line.column == column),
            max(line.right for line in page if line.column == column),
        )
        for column in columns
    }


def _leading(page: Sequence[Line], body: float) -> float:
    """Give the usual step from one line to the next."""
    steps = Counter(
        round(after.top - before.top)
        for before, after in pairwise(page)
        if before.column == after.column and 0.8 * body < after.top - before.top < 2.2 * body
    )
    return float(steps.most_common(1)[0][0]) if steps else 1.3 * body


def _is_new(together: Sequence[Line], line: Line, leading: float, edges: tuple[float, float]) -> bool:
    before = together[-1]
    if is_point(line.text) or CELLS in line.text or CELLS in before.text:
        return True
    if abs(before.size - line.size) > _SAME_SIZE * max(before.size, line.size):
        return True
    if before.bold != line.bold and (_ENDS.search(before.text) or all(one.bold for one in together)):
        return True
    if before.column != line.column or line.top < before.top:
        return bool(_ENDS.search(before.text)) or not line.text[:1].islower()
    if line.top - before.top > max(1.35 * leading, leading + 0.35 * line.size):
        return True
    left, right = edges
    indented = line.left - before.left > 0.8 * line.size and before.left - left < 0.5 * line.size
    short = before.right < right - 0.25 * (right - left)
    return bool(_ENDS.search(before.text)) and (indented or short)


def _levels(parts: Sequence[_Part], body: float, *, bold: bool) -> dict[float, int]:
    """Number the sizes that are larger than the text's, the largest first."""
    sizes = sorted({_size(part) for part in parts if _could_be_heading(part, body, bold=bold)}, reverse=True)
    return {size: min(place, DEEPEST) for place, size in enumerate(sizes, 1)}


def _size(part: _Part) -> float:
    return round(part.lines[0].size)


def _could_be_heading(part: _Part, body: float, *, bold: bool) -> bool:
    text = " ".join(line.text for line in part.lines)
    if len(part.lines) > 3 or len(text.split()) > _LONGEST_HEADING or not has_words(text) or CELLS in text:
        return False
    if text.rstrip().endswith((".", ";", ",")) or not any(c.isalpha() for c in text):
        return False
    if part.lines[0].size >= _LARGER * body:
        return True
    if part.lines[0].size < 0.95 * body:
        return False
    return (not bold and all(line.bold for line in part.lines)) or (
        len(part.lines) == 1 and not is_point(text) and is_heading(text)
    )


def _level(part: _Part, text: str, levels: Mapping[float, int], body: float, *, bold: bool) -> int:
    if not _could_be_heading(part, body, bold=bold) or (is_point(text) and not part.lines[0].bold):
        return PARAGRAPH
    return levels.get(_size(part), PARAGRAPH)


def _across_pages(blocks: Sequence[Block], known: Collection[str]) -> list[Block]:
    """Put a paragraph together that a page or a column ended in the middle of a sentence."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if before and block.level == PARAGRAPH and before.level <= PARAGRAPH and _goes_on(before, block):
            found[-1] = before._replace(text=joined_lines([before.text, block.text], known))
        else:
            found.append(block)
    return found


def _goes_on(before: Block, block: Block) -> bool:
    return before.page != block.page and not _ENDS.search(before.text) and block.text[:1].islower()
