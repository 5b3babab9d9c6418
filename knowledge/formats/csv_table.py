"""What does a provider's table (CSV, any separator) hold, row by row?"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from knowledge.errors import MalformedDraft
from knowledge.formats.column_mapping import Cells, plan_columns, plan_findings
from knowledge.formats.headings import COLUMNS, SYNONYMS, fold_heading
from knowledge.formats.reading_text import decode
from knowledge.formats.rows import row_of
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Finding, Level, Reading

NAME = "csv"
_SEPARATORS = ",;\t|"
_FIELD_LIMIT = 10_000_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_KNOWN = frozenset(fold for folds in SYNONYMS.values() for fold in folds)


def recognises(content: bytes) -> bool:
    """Say yes to any text: the table is the last resort of the detection."""
    return bool(content)


def read(content: bytes, mapping: Mapping[str, str]) -> Reading:
    """Read a table. Raises MalformedDraft where it cannot be read at all, naming the row."""
    decoded = decode(content)
    table = _table(decoded.text)
    headings, findings = _headings(table)
    rows, uneven = _rows(table, headings)
    cells = [row for _, row in rows]
    plan = plan_columns(headings, cells, mapping)
    return Reading(
        format=NAME,
        drafts=tuple(CourseDraft(row=number, fields=_unprotected(plan.fields(row))) for number, row in rows),
        mapping=plan.shown,
        unmapped=plan.unmapped,
        findings=(*decoded.findings, *findings, *plan_findings(plan), *uneven),
    )


def write(records: Iterable[MicroCredential]) -> bytes:
    """Write one row per record; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records:
        row = row_of(record)
        writer.writerow([_protected(row.get(column, "")) for column in COLUMNS])
    return out.getvalue().encode("utf-8")


def _protected(cell: str) -> str:
    # An apostrophe of the text's own before such a sign is doubled by this, so that reading takes exactly one away
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def _unprotected(fields: dict[str, str]) -> dict[str, str]:
    return {
        ours: text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text
        for ours, text in fields.items()
    }


def _table(text: str) -> list[list[str]]:
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if text.lstrip().startswith("<"):
        raise MalformedDraft("The file is XML or HTML, not a table.", hint="Save the table as CSV UTF-8.")
    if not text.strip():
        raise _empty()
    text, separator = _declared_separator(text)
    separator = separator or _separator(text)
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        return _parsed(text, separator, strict=True)
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise _unclosed(text, separator) from error
    try:
        return _parsed(text, separator, strict=False)
    except csv.Error as error:
        raise MalformedDraft(f"The table cannot be read: {error}.", hint="Save it again as CSV UTF-8.") from error


def _empty() -> MalformedDraft:
    return MalformedDraft(
        "The file is empty.", hint=f"The first row must hold headings such as {', '.join(COLUMNS[:3])}."
    )


def _parsed(text: str, separator: str, *, strict: bool) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict))


def _unclosed(text: str, separator: str) -> MalformedDraft:
    complete = 0
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            complete += 1
    except csv.Error:
        pass
    return MalformedDraft(
        f"In row {complete + 1} a quotation mark is opened and never closed, so the rest of the file cannot be told apart.",
        hint=f'Look at row {complete + 1}: close the quotation mark, or write a quotation mark inside a cell twice ("").',
    )


def _declared_separator(text: str) -> tuple[str, str]:
    # Excel writes "sep=;" as a first line of its own
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return rest, first[4]
    return text, ""


def _separator(text: str) -> str:
    """Choose the sign that splits the first record into the most headings that we know, then into the most cells."""
    head = list(islice((line for line in io.StringIO(text) if line.strip()), 3))
    return max(_SEPARATORS, key=lambda sign: (_known_headings(head, sign), head[0].count(sign)))


def _known_headings(head: Sequence[str], sign: str) -> int:
    first: list[str] = next(csv.reader(head, delimiter=sign), [])
    return sum(1 for cell in first if fold_heading(cell) in _KNOWN)


def _headings(table: list[list[str]]) -> tuple[list[str], list[Finding]]:
    """Take the first row that is not blank as headings; a heading that comes twice keeps its place without a name."""
    first = next((index for index, row in enumerate(table) if any(cell.strip() for cell in row)), None)
    if first is None:
        raise _empty()
    headings: list[str] = []
    findings = []
    for cell in table[first]:
        heading = cell.strip()
        if heading and heading in headings:
            findings.append(
                Finding(
                    level=Level.WARNING,
                    row=first + 1,
                    column=heading,
                    code="repeated_column",
                    message=f"The column `{heading}` comes twice; the first one is read.",
                    mend="Remove or rename the second one.",
                )
            )
            heading = ""
        headings.append(heading)
    # Blanked, not removed: the row numbers must stay those of a spreadsheet
    table[: first + 1] = [[] for _ in range(first + 1)]
    return headings, findings


def _rows(table: list[list[str]], headings: list[str]) -> tuple[list[tuple[int, Cells]], list[Finding]]:
    rows: list[tuple[int, Cells]] = []
    uneven: list[Finding] = []
    for number, cells in enumerate(table, start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(headings) :]):
            uneven.append(_too_many(number, len(cells), len(headings), cells))
            continue
        if len(cells) < len(headings):
            uneven.append(_too_few(number, len(cells), len(headings)))
        rows.append((number, dict(zip(headings, cells, strict=False))))
    return rows, uneven


def _too_many(number: int, cells: int, headings: int, row: list[str]) -> Finding:
    return Finding(
        level=Level.ERROR,
        row=number,
        code="too_many_cells",
        message=f"Row {number} has {cells} cells, but there are {headings} headings: its cells stand in wrong columns.",
        mend="Put quotation marks around a text that contains the separator.",
        evidence=" … ".join(row[headings:])[:120],
    )


def _too_few(number: int, cells: int, headings: int) -> Finding:
    return Finding(
        level=Level.WARNING,
        row=number,
        code="too_few_cells",
        message=f"Row {number} has {cells} cells, but there are {headings} headings; the missing ones count as not stated.",
        mend="Check that no cell of the row is missing in the middle.",
    )
