"""Which table of a web page holds courses? Many programs write such a page and call it .xls."""

from collections.abc import Iterator
from typing import Any

from knowledge.errors import MalformedDraft
from knowledge.formats.cell_links import Place, with_links
from knowledge.formats.grid import heading_place, known_headings
from knowledge.formats.schema_org_pages import hides_itself, is_hidden, root_of

_LEAST_KNOWN = 2
_WIDEST_SPAN, _TALLEST_SPAN = 100, 1_000
_INNER = frozenset({"script", "style", "template"})
Table = list[list[str]]


def best_table(page: str) -> Table:
    """Give the rows of the table whose headings map best. Raises MalformedDraft where no table has headings that we know."""
    found = [(known, table) for table in _tables(page) if (known := _known(table)) >= _LEAST_KNOWN]
    if not found:
        raise MalformedDraft(
            "The page is HTML without course data of schema.org and without a table whose headings Cairn knows.",
            hint="Save the table as CSV UTF-8, or hand in the page that carries the data itself.",
        )
    return max(found, key=lambda pair: (pair[0], len(pair[1])))[1]


def _known(table: Table) -> int:
    if not any(cell.strip() for row in table for cell in row):
        return 0
    return known_headings(table[heading_place(table)])


def _tables(page: str) -> Iterator[Table]:
    for element in root_of(page).iter("table"):
        if is_hidden(element):
            continue
        rows = [
            row for row in element.iter("tr") if next(row.iterancestors("table")) is element and not hides_itself(row)
        ]
        texts, links = _cells(rows)
        if any(cell.strip() for row in texts for cell in row):
            yield with_links(texts, links, heading_place(texts))


def _cells(rows: list[Any]) -> tuple[Table, dict[Place, str]]:
    """Lay cells out; one that spans rows says the same of each, one that spans columns stands in the first."""
    texts: Table = []
    links: dict[Place, str] = {}
    held: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(rows):
        line: list[str] = []
        for cell in (one for one in row if one.tag in {"td", "th"}):
            _lay_held(line, held)
            text, wide, tall = _text(cell), _span(cell, "colspan", _WIDEST_SPAN), _span(cell, "rowspan", _TALLEST_SPAN)
            if address := next((link.get("href") for link in cell.iter("a") if link.get("href")), ""):
                links[number, len(line)] = address.strip()
            if tall > 1:
                held |= {len(line) + step: (tall - 1, "" if step else text) for step in range(wide)}
            line += [text, *[""] * (wide - 1)]
        _lay_held(line, held)
        texts.append(line)
    return texts, links


def _lay_held(line: list[str], held: dict[int, tuple[int, str]]) -> None:
    """Put down what cells of rows above say of this one, too."""
    while len(line) in held:
        left, text = held.pop(len(line))
        if left > 1:
            held[len(line)] = (left - 1, text)
        line.append(text)


def _text(cell: Any) -> str:
    pieces: list[str] = []
    unseen = {inner for one in cell.iter() if one is not cell and hides_itself(one) for inner in one.iter()}
    for element in cell.iter():
        if element in unseen:
            # What follows a hidden part is seen again
            pieces.append("" if element.getparent() in unseen else element.tail or "")
            continue
        if element.tag == "br" or element.tag in {"p", "li", "div"}:
            pieces.append("\n")
        if isinstance(element.tag, str) and element.tag not in _INNER:
            pieces.append(element.text or "")
        if element is not cell:
            pieces.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _span(cell: Any, name: str, most: int) -> int:
    said = (cell.get(name) or "1").strip()
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() else 1
