"""Which lines of a page are not its text: running heads, page numbers, tables of contents?"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from knowledge.documents.pdf_order import Line

_MARGIN = 0.16
"""Share of the page's height at its top and bottom where running heads stand."""
_MARGIN_LINES = 3
_FEW_PAGES, _MANY = 2, 0.3
_NUMBER_OF_PAGE = re.compile(
    r"^\W*(?:(?:page|seite|strana|stranica|str|faqe|faqja|halaman|hal|muka surat|страница|страна|стр|página|pág|หน้า|p|s)\.?\s*)?"
    r"(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|od|nga|dari|daripada|de|на|од|จาก|sur|\|)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*(?:\|\s*)?\d+\s*$|…{2,}\s*\d+\s*$")


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Leave out what repeats at the margins of pages, the numbers of pages and lines of a table of contents."""
    margins = [_in_margins(lines, height) for lines, height in zip(pages, heights, strict=True)]
    on_pages = Counter(key for margin in margins for key in {_key(line.text) for line in margin})
    enough = _FEW_PAGES if len(pages) < 4 else max(_FEW_PAGES + 1, _MANY * len(pages))
    kept: list[list[Line]] = []
    for lines, margin in zip(pages, margins, strict=True):
        gone = {line for line in margin if _is_number(line) or (_repeats(on_pages, line, enough))}
        kept.append([line for line in lines if line not in gone and not _LEADERS.search(line.text)])
    return kept


def _repeats(on_pages: Mapping[str, int], line: Line, enough: float) -> bool:
    key = _key(line.text)
    return bool(key) and on_pages[key] >= enough


def _in_margins(lines: Sequence[Line], height: float) -> set[Line]:
    by_height = sorted(lines, key=lambda line: line.top)
    top = [line for line in by_height[:_MARGIN_LINES] if line.bottom < _MARGIN * height]
    bottom = [line for line in by_height[-_MARGIN_LINES:] if line.top > (1 - _MARGIN) * height]
    return {*top, *bottom}


def _is_number(line: Line) -> bool:
    return bool(_NUMBER_OF_PAGE.match(line.text))


def _key(text: str) -> str:
    """Write a line so that it is the same on every page: the number of the page differs."""
    return " ".join(re.sub(r"[\W\d]+", " ", text).split()).casefold()
