"""Which courses does a grid of cells hold, whatever program it was written with?"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from knowledge.errors import MalformedDraft
from knowledge.formats import cell_kinds
from knowledge.formats.column_mapping import plan_columns
from knowledge.formats.column_plan import Cells
from knowledge.formats.column_report import column_readings, plan_findings, standing_findings
from knowledge.formats.heading_meaning import UNITS, meaning_of
from knowledge.formats.headings import COLUMNS
from knowledge.formats.object_cells import with_objects_opened
from knowledge.submissions.rules import finding
from knowledge.submissions.words import TOTALS, plain
from knowledge.vocabulary.submission import CourseDraft, Finding, Reading

Row = Sequence[str]
LOOKED_AT = 25
"""Rows at the top among which the headings are looked for."""
ANNOTATIONS = "Cairn: findings"
"""Heading of the column that a file comes back with: what stands in it is ours, so it is not read."""
_LONGEST_HEADING = 80
_MOST_HEADING_LINES = 3
_FEW = 3
_COUNTED = frozenset(["course", "courses", "programs", "programmes", "rows", "records", *map(plain, ["kurseva", "tečajeva", "programa", "obuka", "Kurse", "kursus", "kurseve", "курсеви", "обуки"])])  # fmt: skip
_REMARKS = frozenset(map(plain, ["note", "notes", "source", "napomena", "napomene", "izvor", "Hinweis", "Quelle", "catatan", "sumber", "shënim", "забелешка", "напомена", "извор", "หมายเหตุ", "nota", "remarque"]))  # fmt: skip
"""Words that open a line under a table."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def read_grid(
    format: str, grid: Sequence[Row], mapping: Mapping[str, str], findings: Sequence[Finding] = ()
) -> Reading:
    """Read rows under headings. Row numbers are places in the grid. Raises MalformedDraft where nothing is there."""
    grid = _without_annotations(grid)
    place = heading_place(grid, frozenset(mapping.values()))
    headings, said = _headings(grid, place)
    first = place + 1
    if _names_units(grid, place):
        headings = _with_units(headings, grid[first])
        first += 1
    if _is_data(grid, place, mapping):
        headings = [f"Column {number}" for number in range(1, len(grid[place]) + 1)]
        said, first = [finding("no_headings", row=place + 1, evidence=" · ".join(grid[place])[:160])], place
    headings = _named(headings, grid[first:])
    rows, uneven = _rows(grid, headings, first)
    rows, remarks = _without_remarks(rows)
    uneven = [note for note in uneven if note.row not in {remark.row for remark in remarks}] + remarks
    headings, rows = with_objects_opened(headings, rows, frozenset(mapping.values()))
    cells = [row for _, row in rows]
    plan = plan_columns(headings, cells, mapping)
    drafts = [CourseDraft(row=number, fields=_unprotected(plan.fields(row))) for number, row in rows]
    totals = [draft for draft in drafts if _is_total(draft)]
    groups = _group_names(drafts)
    uneven += [finding("group_row", row=draft.row, value=draft.fields["title"]) for draft in groups]
    uneven += [finding("total_row", row=draft.row, value=draft.fields["title"]) for draft in totals]
    return Reading(
        format=format,
        drafts=tuple(draft for draft in drafts if draft not in totals and draft not in groups),
        mapping=plan.shown,
        unmapped=plan.unmapped,
        columns=column_readings(plan, headings),
        findings=(*findings, *said, *plan_findings(plan), *uneven, *standing_findings(rows, plan.read)),
    )


def _without_annotations(grid: Sequence[Row]) -> Sequence[Row]:
    last = max((len(row) for row in grid[:LOOKED_AT] if row and row[-1] == ANNOTATIONS), default=0)
    return [row[: last - 1] for row in grid] if last else grid


def protected(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    # An apostrophe of the text's own before such a sign is doubled by this, so that reading takes exactly one away
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def known_headings(row: Row) -> int:
    """Count the cells of a row that name one of our columns, each column once."""
    names = [cell.strip() for cell in row if len(cell) < _LONGEST_HEADING and not any(c.isdigit() for c in cell)]
    return len({meaning.column for name in names if (meaning := meaning_of(name))})


def heading_place(grid: Sequence[Row], wanted: frozenset[str] = frozenset()) -> int:
    """Find the row that names most of our columns among the first ones; the first filled row where none does."""
    filled = [place for place, row in enumerate(grid[: LOOKED_AT * 4]) if any(cell.strip() for cell in row)][:LOOKED_AT]
    if not filled:
        raise empty()
    named = next((place for place in filled if wanted and wanted <= {cell.strip() for cell in grid[place]}), None)
    if named is not None:
        return named
    best = max(filled, key=lambda place: (known_headings(grid[place]), -place))
    # One name may stand in a title above the table or in any course; two are headings
    if known_headings(grid[best]) >= 2:
        return best
    return next((place for place in filled if sum(1 for cell in grid[place] if cell.strip()) > 1), filled[0])


def empty() -> MalformedDraft:
    return MalformedDraft(
        "The file is empty.", hint=f"The first row must hold headings such as {', '.join(COLUMNS[:3])}."
    )


def _is_data(grid: Sequence[Row], place: int, mapping: Mapping[str, str]) -> bool:
    """Say whether the first row is a course already: it names nothing that we know, and holds what headings never hold."""
    row = [cell.strip() for cell in grid[place] if cell.strip()]
    if (
        mapping
        or known_headings(row)
        or len(row) < 2
        or not any(any(map(str.strip, other)) for other in grid[place + 1 :])
    ):
        return False
    return any(
        cell_kinds.is_address(cell) or cell_kinds.is_date(cell) or cell_kinds.is_running_text(cell) or cell.isdigit()
        for cell in row
    )


def _is_total(draft: CourseDraft) -> bool:
    """Tell the line under a table from a course: 'Ukupno', 'Total'."""
    words = [word for word in plain(draft.fields.get("title", "")).split() if not word.isdigit()]
    named = " ".join(words) in TOTALS
    counted = len(words) > 1 and words[0] in TOTALS and all(word in _COUNTED for word in words[1:])
    return (named or counted) and not draft.fields.get("external_id") and not draft.fields.get("description")


def _group_names(drafts: Sequence[CourseDraft]) -> list[CourseDraft]:
    """Tell rows that name a group of courses: nothing but a title in capitals, where courses have more and are not in capitals."""
    alone = [draft for draft in drafts if set(draft.fields) == {"title"} and draft.fields["title"].isupper()]
    others = [draft for draft in drafts if draft not in alone]
    clear = len(others) > len(alone) and all(len(draft.fields) > 1 for draft in others)
    return alone if clear and not any(draft.fields.get("title", "").isupper() for draft in others) else []


def _headings(grid: Sequence[Row], place: int) -> tuple[list[str], list[Finding]]:
    """Take the row as headings; a heading that comes twice gets a number."""
    headings: list[str] = []
    findings: list[Finding] = []
    for cell in _merged(grid, place):
        heading = cell
        if heading and heading in headings:
            heading = _numbered(cell, headings)
            findings.append(_repeated(cell, heading, place + 1))
        headings.append(heading)
    above = [cell.strip() for row in grid[:place] for cell in row if cell.strip()]
    left_out = [cell for cell in above if cell not in headings]
    if left_out:
        findings.append(
            finding("rows_above_headings", row=place + 1, value=str(place + 1), evidence=" · ".join(left_out))
        )
    return headings, findings


def _names_units(grid: Sequence[Row], place: int) -> bool:
    """Say whether the row under the headings belongs to them: '(hours)' under 'Duration', 'Currency' under a merged 'Price'."""
    under = [cell.strip() for cell in grid[place + 1]] if place + 1 < len(grid) else []
    over = [cell.strip() for cell in grid[place]]
    over += [""] * (len(under) - len(over))
    # A group stands over several: its own cell is followed by a blank one that was merged into it
    group = [not above or not beside for above, beside in zip(over, [*over[1:], "x"], strict=True)]
    filled = [(cell, in_group) for cell, in_group in zip(under, group, strict=False) if cell]
    return 0 < len(filled) < len([cell for cell in over if cell]) + group.count(True) and all(
        _is_unit(cell) or (in_group and meaning_of(cell)) for cell, in_group in filled
    )


def _with_units(headings: Sequence[str], under: Sequence[str]) -> list[str]:
    """Write a unit behind its heading; the name of one column of a group stands for itself."""
    named: list[str] = []
    group = ""
    for over, cell in zip_longest(headings, (cell.strip() for cell in under), fillvalue=""):
        group = over or group
        named.append((f"{over or group} {cell}" if _is_unit(cell) else cell) if cell else over)
    return named


def _is_unit(cell: str) -> bool:
    return (cell.startswith(("(", "[")) and cell.endswith((")", "]"))) or plain(cell) in UNITS


def _group_row(grid: Sequence[Row], place: int) -> list[str]:
    """Find the names of groups above the headings; a line with a single cell between them is none."""
    for row in reversed(grid[max(place - _MOST_HEADING_LINES, 0) : place]):
        cells = [" ".join(cell.split()) for cell in row]
        if len([cell for cell in cells if cell]) >= 2:
            return cells
    return []


def _merged(grid: Sequence[Row], place: int) -> list[str]:
    """Fill blank headings from the row above, where a cell was merged downwards, and tell equal ones apart by their group."""
    row = [" ".join(cell.split()) for cell in grid[place]]
    above = _group_row(grid, place)
    if not above:
        return row
    above += [""] * (len(row) - len(above))
    row += [""] * (len(above) - len(row))
    groups = list(above)
    for index in range(1, len(groups)):
        groups[index] = groups[index] or (groups[index - 1] if row[index] else "")
    return [
        (f"{group} {cell}" if group and row.count(cell) > 1 else cell) if cell else over
        for cell, over, group in zip(row, above, groups, strict=True)
    ]


def _numbered(heading: str, taken: Sequence[str]) -> str:
    return next(name for number in range(2, len(taken) + 3) if (name := f"{heading} ({number})") not in taken)


def _named(headings: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """Name columns that hold something under a blank heading, so that nothing of them is lost without a word."""
    width = max([len(headings), *(len(row) for row in rows[:1])])
    if width > len(headings):
        return list(headings)
    return [
        heading or (f"Column {place + 1}" if any(place < len(row) and row[place].strip() for row in rows) else "")
        for place, heading in enumerate(headings)
    ]


def _without_remarks(rows: list[tuple[int, Cells]]) -> tuple[list[tuple[int, Cells]], list[Finding]]:
    """Take out lines under the table that are no rows of it: one cell with a sentence, where the courses fill more."""
    kept = list(rows)
    remarks: list[Finding] = []
    while len(kept) > 1:
        number, cells = kept[-1]
        filled = [(heading, cell.strip()) for heading, cell in cells.items() if cell.strip()]
        if (
            len(filled) != 1
            or not _is_remark(*filled[0])
            or sum(1 for cell in kept[0][1].values() if cell.strip()) < _FEW
        ):
            break
        remarks.append(finding("row_under_table", row=number, value=filled[0][1]))
        kept.pop()
    return kept, remarks


def _is_remark(heading: str, cell: str) -> bool:
    meaning = meaning_of(heading)
    marked = cell.startswith(("*", "#", "†", "¹")) or not _REMARKS.isdisjoint(plain(cell).split()[:1])
    return marked or (cell_kinds.is_running_text(cell) and (meaning is None or meaning.column != "title"))


def _repeated(heading: str, name: str, row: int) -> Finding:
    return finding("repeated_column", row=row, column=heading, value=heading, name=name)


def _rows(grid: Sequence[Row], headings: list[str], first: int) -> tuple[list[tuple[int, Cells]], list[Finding]]:
    rows: list[tuple[int, Cells]] = []
    uneven: list[Finding] = []
    again = [cell.strip() for cell in grid[max(first - 1, 0)]] if first else None
    for number, cells in enumerate(grid[first:], start=first + 1):
        if not any(cell.strip() for cell in cells) or [cell.strip() for cell in cells] == again or _is_rule(cells):
            continue
        if any(cell.strip() for cell in cells[len(headings) :]):
            uneven.append(_too_many(number, len(cells), len(headings), cells))
            continue
        if len(cells) < len(headings):
            uneven.append(_too_few(number, len(cells), len(headings)))
        rows.append((number, dict(zip(headings, cells, strict=False))))
    return rows, uneven


def _is_rule(cells: Row) -> bool:
    """Say whether a row is the line that Markdown draws under its headings."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 1 and all(len(cell) > 2 and set(cell) <= set("-:") for cell in filled)


def _too_many(number: int, cells: int, headings: int, row: Row) -> Finding:
    beyond = " … ".join(row[headings:])[:120]
    return finding("too_many_cells", row=number, number=number, cells=cells, headings=headings, evidence=beyond)


def _too_few(number: int, cells: int, headings: int) -> Finding:
    return finding("too_few_cells", row=number, number=number, cells=cells, headings=headings)


def _unprotected(fields: dict[str, str]) -> dict[str, str]:
    return {
        ours: text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text
        for ours, text in fields.items()
    }
