"""Where do the links of a table's cells belong?"""

from collections.abc import Mapping, Sequence

from knowledge.formats.heading_meaning import meaning_of

Place = tuple[int, int]
"""Row and column, from 0."""
_ENOUGH = 0.5
_LABELS = 3
"""So few different texts under a heading are labels: More, Details."""


def with_links(rows: Sequence[Sequence[str]], links: Mapping[Place, str], heading: int) -> list[list[str]]:
    """Write the address of a link where a cell shows only its label; a linked title gets a column `url` beside it.

    Nothing is added where a column states addresses as text, or where several columns carry links.
    """
    table = [list(row) for row in rows]
    below = {place: address for place, address in links.items() if place[0] > heading and _is_web(address)}
    filled = sum(1 for row in table[heading + 1 :] if any(cell.strip() for cell in row))
    columns = [column for column in {place[1] for place in below} if _count(below, column) >= _ENOUGH * filled]
    labels = [column for column in columns if _shows_labels(table, column, heading)]
    if len(labels) == 1:
        for (row, column), address in below.items():
            if column == labels[0] and row < len(table) and column < len(table[row]):
                table[row][column] = address
    elif len(columns) == 1 and not any(_means_url(cell) for cell in table[heading]):
        _append(table, heading, {row: address for (row, column), address in below.items() if column == columns[0]})
    return table


def _append(table: list[list[str]], heading: int, addresses: Mapping[int, str]) -> None:
    width = max(len(row) for row in table)
    for number, row in enumerate(table[heading:], start=heading):
        row.extend([""] * (width - len(row)))
        row.append("url" if number == heading else addresses.get(number, ""))


def _count(links: Mapping[Place, str], column: int) -> int:
    return sum(1 for place in links if place[1] == column)


def _shows_labels(table: Sequence[Sequence[str]], column: int, heading: int) -> bool:
    cells = [row[column].strip() for row in table[heading + 1 :] if column < len(row) and row[column].strip()]
    name = table[heading][column] if column < len(table[heading]) else ""
    few = len(set(cells)) <= _LABELS and (len(cells) > len(set(cells)) or _means_url(name))
    return (few or _means_url(name)) and not all(_is_web(cell) for cell in cells)


def _means_url(heading: str) -> bool:
    meaning = meaning_of(heading)
    return meaning is not None and meaning.column == "url"


def _is_web(address: str) -> bool:
    return address.lower().startswith(("https://", "http://"))
