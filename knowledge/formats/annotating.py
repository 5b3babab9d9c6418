"""How does a provider get a table back, the same rows with what was found in each of them?"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence

from knowledge import formats
from knowledge.formats import csv_table, xlsx_table
from knowledge.formats.grid import ANNOTATIONS, heading_place, protected
from knowledge.formats.headings import COLUMNS
from knowledge.formats.unpacking import unpacked
from knowledge.vocabulary.submission import Finding

Cells = list[list[str]]


def cells_of(content: bytes, format: str = formats.AUTO, mapping: Mapping[str, str] | None = None) -> Cells:
    """Give the rows as they stand; of what is no table the courses under our columns. Raises MalformedDraft."""
    opened = unpacked(content)
    name = formats.detect(opened) if format == formats.AUTO else format
    if name == "csv":
        return csv_table.cells(opened)
    if name == "xlsx":
        return xlsx_table.cells(opened, mapping or {})
    reading = formats.read(content, format, mapping)
    rows = [[draft.fields.get(column, "") for column in COLUMNS] for draft in reading.drafts]
    # their numbers count courses, those of a table count lines: the headings are row 0 here
    return [list(COLUMNS), *rows]


def annotated(
    cells: Sequence[Sequence[str]],
    findings: Iterable[Finding],
    *,
    first: int,
    wanted: Iterable[str] = (),
    say: Callable[[Finding], str] | None = None,
) -> Cells:
    """Add a column of findings; `first` is the number of the first row, 1 in a table. `say` words a finding, in English by default."""
    say = say or sentence
    said: dict[int, list[str]] = {}
    for found in findings:
        if found.row is not None:
            said.setdefault(found.row, []).append(say(found))
    width = max((len(row) for row in cells), default=0)
    # where several lines stand above the headings the new heading belongs beside the others
    place = heading_place(cells, frozenset(wanted)) if any(any(row) for row in cells) else 0
    return [
        [*row, *[""] * (width - len(row)), ANNOTATIONS if number == place else "\n".join(said.get(number + first, ()))]
        for number, row in enumerate(cells)
    ]


def sentence(found: Finding) -> str:
    """Say a finding in one line: how grave, where, what, and what to do."""
    where = f" {found.column or found.field}:" if found.column or found.field else ""
    return f"[{found.level}]{where} {found.message} → {found.mend}"


def as_csv(cells: Sequence[Sequence[str]]) -> bytes:
    """Write the cells so that no spreadsheet runs one; with a byte order mark, which Excel needs to read UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([protected(cell) for cell in row] for row in cells)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(cells: Sequence[Sequence[str]]) -> bytes:
    """Write the cells as one sheet of text."""
    return xlsx_table.write_cells("courses", cells)
