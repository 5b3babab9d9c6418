"""What do cells hold that are whole JSON objects?"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.formats.cell_kinds import share
from knowledge.formats.heading_meaning import meaning_of
from knowledge.formats.json_flattening import cells_of
from knowledge.formats.linked_data import exact

Cells = Mapping[str, str]
_MOSTLY = 0.9
_LONGEST = 100_000


def with_objects_opened(
    headings: Sequence[str], rows: list[tuple[int, Cells]], named: frozenset[str] = frozenset()
) -> tuple[list[str], list[tuple[int, Cells]]]:
    """Write {"hours": 40} under `metadata` as 40 under `metadata.hours`, where the cells of a column are such objects.

    Columns that somebody `named` as they are stay, and so do lists under a name that means one of ours: they are its items.
    """
    opened = {
        heading
        for heading in dict.fromkeys(headings)
        if heading and heading not in named and _holds_objects(heading, [cells.get(heading, "") for _, cells in rows])
    }
    if not opened:
        return list(headings), rows
    wider: list[tuple[int, Cells]] = [(number, _opened(cells, opened)) for number, cells in rows]
    names = list(dict.fromkeys(name for _, cells in wider for name in cells))
    return [
        *(name for name in headings if name not in opened),
        *(name for name in names if name not in headings),
    ], wider


def _opened(cells: Cells, opened: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for heading, cell in cells.items():
        parsed = _parsed(cell) if heading in opened else None
        found |= cells_of({heading: parsed}) if parsed is not None else {heading: cell}
    return found


def _holds_objects(heading: str, cells: Sequence[str]) -> bool:
    if not any(cell.lstrip().startswith(("{", "[")) for cell in cells):
        return False
    lists_too = meaning_of(heading) is None
    return share(cells, lambda cell: _is_object(cell) and (lists_too or cell.lstrip().startswith("{"))) >= _MOSTLY


def _is_object(cell: str) -> bool:
    parsed = _parsed(cell)
    return isinstance(parsed, dict) or (
        isinstance(parsed, list) and all(isinstance(item, dict) and len(item) > 1 for item in parsed)
    )


def _parsed(cell: str) -> Any:
    text = cell.strip()
    if not text.startswith(("{", "[")) or not text.endswith(("}", "]")) or len(text) > _LONGEST:
        return None
    try:
        return json.loads(text, parse_float=exact, parse_int=str)
    except (ValueError, RecursionError):
        return None
