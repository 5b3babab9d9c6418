"""Which courses does a workbook of a spreadsheet program hold, and how is one written?"""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from knowledge.errors import MalformedDraft
from knowledge.formats.cell_links import with_links
from knowledge.formats.grid import heading_place, known_headings, protected, read_grid
from knowledge.formats.headings import COLUMNS
from knowledge.formats.rows import row_of
from knowledge.formats.unpacking import open_archive, refuse_declared_entities
from knowledge.formats.xlsx_cells import cell_text, is_error
from knowledge.formats.xlsx_ranges import Ranges, filled_down, ranges_of
from knowledge.submissions.rules import finding
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import Finding, Reading

NAME = "xlsx"
MOST_COLUMNS = 500
MOST_BLANK_ROWS = 2_000
"""After so many blank rows nothing more is looked for: spreadsheets keep formats of a million of them."""
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NUMBERS = frozenset({"hours", "ects", "eqf_level", "price"})
_WIDTHS = {
    "title": 40,
    "description": 60,
    "learning_outcomes": 60,
    "skills": 40,
    "provider": 30,
    "awarding_body": 30,
    "url": 40,
}
_WIDTH = 16
_LONGEST_CELL = 32_767
_OTHERS = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("content.xml", "an OpenDocument file"),
)


@dataclass(frozen=True)
class Sheet:
    """A worksheet as rows of text, with what was noticed on the way."""

    name: str
    rows: list[list[str]]
    findings: tuple[Finding, ...] = ()
    ranges: Ranges = field(default_factory=Ranges)

    @property
    def filled(self) -> int:
        return sum(1 for row in self.rows if any(row))


def recognises(content: bytes) -> bool:
    """Say yes to workbooks, and to what only this format can refuse with a good sentence: old and encrypted ones."""
    return content.startswith((_ZIP, _OLD))


def read(content: bytes, mapping: Mapping[str, str]) -> Reading:
    """Read the sheet whose headings map best. Raises MalformedDraft with a sentence for what is no such workbook."""
    sheets = _sheets(content)
    chosen = _best(sheets, mapping)
    others = [
        finding("other_sheet", value=sheet.name, rows=sheet.filled, read=chosen.name)
        for sheet in sheets
        if sheet is not chosen and sheet.filled
    ]
    return read_grid(NAME, _completed(chosen, mapping), mapping, (*others, *chosen.findings))


def cells(content: bytes, mapping: Mapping[str, str]) -> list[list[str]]:
    """Give the rows of the sheet that is read, as they stand. Raises MalformedDraft."""
    return _best(_sheets(content), mapping).rows


def _best(sheets: Sequence[Sheet], mapping: Mapping[str, str]) -> Sheet:
    return max(sheets, key=lambda sheet: (_fit(sheet, mapping), sheet.filled))


def write_cells(name: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows of text as one sheet, the first one bold."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for number, row in enumerate(rows):
        sheet.append([_text_cell(sheet, cell, bold=number == 0) if cell else None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _completed(sheet: Sheet, mapping: Mapping[str, str]) -> list[list[str]]:
    """Write what merged cells say into each of their rows, and the addresses of links."""
    if not sheet.filled or not (sheet.ranges.merged or sheet.ranges.links):
        return sheet.rows
    heading = heading_place(sheet.rows, frozenset(mapping.values()))
    rows = filled_down(sheet.rows, sheet.ranges.merged, heading)
    return with_links(rows, dict(sheet.ranges.links), heading)


def write(records: Iterable[MicroCredential]) -> bytes:
    """Write one sheet, heading frozen; numbers as numbers, everything else as text that no spreadsheet runs."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("courses")
    sheet.freeze_panes = "B2"
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column, _WIDTH)
    sheet.append([_text_cell(sheet, column, bold=True) for column in COLUMNS])
    for record in records:
        row = row_of(record)
        sheet.append([_cell(sheet, column, row.get(column, "")) for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, column: str, text: str) -> Any:
    if not text:
        return None
    if column in _NUMBERS and Decimal(repr(float(text))) == Decimal(text):
        return float(text) if "." in text else int(text)
    return _text_cell(sheet, text)


def _text_cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, "")
    # Set as text by hand: by itself the library makes a formula of "=1+1" and an error of "#N/A"
    cell._value = ILLEGAL_CHARACTERS_RE.sub("", protected(text))[:_LONGEST_CELL]  # noqa: SLF001
    cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _sheets(content: bytes) -> list[Sheet]:
    _check_kind(content)
    archive = open_archive(content)
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        what = next((what for member, what in _OTHERS if member in names), "a ZIP archive without a workbook")
        raise MalformedDraft(f"The file is {what}.", hint="Save the table as Excel workbook (.xlsx) or CSV UTF-8.")
    refuse_declared_entities(archive)
    try:
        return list(_opened(content, archive, _has_formulas(archive)))
    except MalformedDraft:
        raise
    except Exception as error:
        raise MalformedDraft(
            "The workbook is damaged and cannot be read.",
            hint="Open it in a spreadsheet program and save it again as .xlsx or CSV UTF-8.",
        ) from error


def _check_kind(content: bytes) -> None:
    if content.startswith(_OLD):
        if _ENCRYPTED in content:
            raise MalformedDraft(
                "The workbook is protected by a password.", hint="Save it without a password and try again."
            )
        raise MalformedDraft(
            "The file is an old Excel or Word file (.xls, .doc).",
            hint="Save it as Excel workbook (.xlsx) or CSV UTF-8.",
        )
    if not content.startswith(_ZIP):
        raise MalformedDraft(
            "The file is no Excel workbook.", hint="Leave the format to --format auto, or save it as .xlsx."
        )


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    """Look for a formula in any sheet, piece by piece."""
    for member in archive.infolist():
        if not member.filename.startswith("xl/worksheets/") or not member.filename.endswith(".xml"):
            continue
        try:
            with archive.open(member) as opened:
                end = b""
                while piece := opened.read(1 << 20):
                    if b"<f>" in end + piece or b"<f " in end + piece:
                        return True
                    end = piece[-3:]
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
            raise MalformedDraft("The workbook is damaged.", hint="Save it again, or hand in CSV UTF-8.") from error
    return False


def _opened(content: bytes, archive: zipfile.ZipFile, formulas: bool) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of extensions that it leaves out: colours, check boxes and their like
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        written = load_workbook(io.BytesIO(content), read_only=True, keep_links=False) if formulas else None
        sheets = [name for name in book.sheetnames if hasattr(book[name], "iter_rows")]
        if not sheets:
            raise MalformedDraft("The workbook holds no sheet with cells.", hint="Save the table as a sheet of cells.")
        for name in sheets:
            sheet = _sheet(name, _rows(book[name]), _rows(written[name]) if written else iter(()))
            yield replace(sheet, ranges=ranges_of(archive, book[name]._worksheet_path.lstrip("/")))  # noqa: SLF001


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    # The size that a file states of itself may be wrong
    sheet.reset_dimensions()
    blank = 0
    for row in sheet.iter_rows():
        cells = row[:MOST_COLUMNS]
        blank = 0 if any(cell.value is not None for cell in cells) else blank + 1
        if blank > MOST_BLANK_ROWS:
            return
        yield cells


def _sheet(name: str, rows: Iterator[Sequence[Any]], written: Iterator[Sequence[Any]]) -> Sheet:
    texts: list[list[str]] = []
    findings: list[Finding] = []
    for number, cells in enumerate(rows, start=1):
        formulas = next(written, ())
        texts.append(
            [
                _text(cell, formulas[place] if place < len(formulas) else None, number, findings)
                for place, cell in enumerate(cells)
            ]
        )
    while texts and not any(texts[-1]):
        texts.pop()
    return Sheet(name, texts, tuple(findings))


def _text(cell: Any, formula: Any, row: int, findings: list[Finding]) -> str:
    value = cell.value
    if value is None and formula is not None and formula.data_type == "f":
        text = str(getattr(formula.value, "text", formula.value))
        findings.append(finding("formula_without_value", row=row, evidence=text))
        return text if text.startswith("=") else f"={text}"
    if value is None:
        return ""
    if cell.data_type == "e" or is_error(value):
        findings.append(finding("error_in_cell", row=row, value=str(value)))
        return ""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return cell_text(value, cell.number_format or "" if number else "")


def _fit(sheet: Sheet, mapping: Mapping[str, str]) -> int:
    """Count the known headings of the sheet; given ones count above all."""
    if not sheet.filled:
        return -1
    place = heading_place(sheet.rows, frozenset(mapping.values()))
    given = set(mapping.values()) <= {cell.strip() for cell in sheet.rows[place]} if mapping else False
    return known_headings(sheet.rows[place]) + (len(COLUMNS) if given else 0)
