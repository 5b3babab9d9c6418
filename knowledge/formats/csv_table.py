"""What does a provider's table (CSV, any separator) hold, row by row?"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from knowledge.errors import MalformedDraft
from knowledge.formats.grid import empty, known_headings, protected, read_grid
from knowledge.formats.headings import COLUMNS
from knowledge.formats.html_table import best_table
from knowledge.formats.reading_text import decode
from knowledge.formats.rows import row_of
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import Reading

NAME = "csv"
_SEPARATORS = ",;\t|"
_PAGE_WITH_TABLE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*(?=<!doctype html|<html))?(?:<table\b|<(?!\?xml).*?<table\b)", re.IGNORECASE | re.DOTALL
)
_FIELD_LIMIT = 10_000_000
_HEAD = 8
"""Lines at the top that are split to find the separator: titles may stand above the headings."""


def recognises(content: bytes) -> bool:
    """Say yes to any text: the table is the last resort of the detection."""
    return bool(content)


def read(content: bytes, mapping: Mapping[str, str]) -> Reading:
    """Read a table. Raises MalformedDraft where it cannot be read at all, naming the row."""
    decoded = decode(content)
    return read_grid(NAME, _table(decoded.text), mapping, decoded.findings)


def cells(content: bytes) -> list[list[str]]:
    """Give the rows as they stand. Raises MalformedDraft where there are none to be told apart."""
    return _table(decode(content).text)


def write(records: Iterable[MicroCredential]) -> bytes:
    """Write one row per record; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records:
        row = row_of(record)
        writer.writerow([protected(row.get(column, "")) for column in COLUMNS])
    return out.getvalue().encode("utf-8")


def _table(text: str) -> list[list[str]]:
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if _PAGE_WITH_TABLE.match(text):
        return best_table(text)
    if text.lstrip().startswith("<"):
        raise MalformedDraft("The file is XML or HTML, not a table.", hint="Save the table as CSV UTF-8.")
    if not text.strip():
        raise empty()
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
    """Choose the sign that splits one of the first records into the most headings that we know, then the rows most evenly."""
    head = list(islice((line for line in io.StringIO(text) if line.strip()), _HEAD))
    return max(_SEPARATORS, key=lambda sign: (*_split_well(head, sign), -_SEPARATORS.index(sign)))


def _split_well(head: Sequence[str], sign: str) -> tuple[int, int, int]:
    rows = list(csv.reader(head, delimiter=sign))
    widths = [len(row) for row in rows]
    even = max((width for width in widths if width > 1 and widths.count(width) > 1), default=0)
    return max(known_headings(row) for row in rows) if max(widths) > 1 else 0, even, widths[0]
