"""Which cells of a worksheet are merged, and where do its links lead?"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Place = tuple[int, int]
"""Row and column, from 0."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})\"")
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_CELL = re.compile(r"([A-Z]+)(\d+)")
_END_OF_CELLS = b"</sheetData>"
_TALLEST = 5_000


class Ranges(NamedTuple):
    merged: tuple[tuple[Place, Place], ...] = ()
    """First and last cell of each."""
    links: tuple[tuple[Place, str], ...] = ()


def ranges_of(archive: zipfile.ZipFile, member: str) -> Ranges:
    """Read what a worksheet says after its cells; nothing where it says nothing."""
    if member not in archive.namelist():
        return Ranges()
    _, _, tail = archive.read(member).rpartition(_END_OF_CELLS)
    merged = tuple((_place(first), _place(last)) for first, last in _MERGED.findall(tail))
    return Ranges(merged, tuple(_links(archive, member, tail)))


def filled_down(rows: Sequence[Sequence[str]], merged: Sequence[tuple[Place, Place]], heading: int) -> list[list[str]]:
    """Say of each row below the headings what a cell says that was merged over several of them."""
    table = [list(row) for row in rows]
    for (top, left), (bottom, _) in merged:
        if top <= heading or bottom - top > _TALLEST or top >= len(table) or left >= len(table[top]):
            continue
        for row in table[top + 1 : bottom + 1]:
            # A row without anything else is no course
            if any(cell.strip() for cell in row):
                row.extend([""] * (left + 1 - len(row)))
                row[left] = row[left] or table[top][left]
    return table


def _links(archive: zipfile.ZipFile, member: str, tail: bytes) -> Iterator[tuple[Place, str]]:
    targets = _targets(archive, member)
    for said in _LINK.findall(tail):
        attributes = dict(_ATTRIBUTE.findall(said))
        target = next((targets.get(value, "") for name, value in attributes.items() if name.endswith(b":id")), "")
        if target and (ref := attributes.get(b"ref")):
            yield _place(ref.partition(b":")[0]), target


def _targets(archive: zipfile.ZipFile, member: str) -> dict[bytes, str]:
    from html import unescape

    folder, name = posixpath.split(member)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    found = [dict(_ATTRIBUTE.findall(said)) for said in _RELATION.findall(archive.read(relations))]
    return {
        one[b"Id"]: unescape(one[b"Target"].decode("utf-8", "replace"))
        for one in found
        if {b"Id", b"Target"} <= one.keys()
    }


def _place(ref: bytes) -> Place:
    found = _CELL.fullmatch(ref.decode("ascii", "replace"))
    if not found:
        return (0, 0)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
