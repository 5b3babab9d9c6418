"""Is a workbook read as people filled it in, and refused with a sentence where it is none?"""

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from knowledge import formats
from knowledge.errors import MalformedDraft
from knowledge.formats.xlsx_table import read, write
from tests.builders import a_micro_credential


def workbook(*rows, **sheets):
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for name, others in sheets.items():
        added = book.create_sheet(name)
        for row in others:
            added.append(row)
    return book


def content_of(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def codes(reading):
    return [found.code for found in reading.findings]


def test_dates_numbers_and_yes_or_no_read_as_people_see_them():
    book = workbook(
        ["title", "hours", "price", "start_dates", "evening", "external_id"],
        ["A", 37.5, 1200, datetime(2027, 3, 15), True, 7],
    )
    assert read(content_of(book), {}).drafts[0].fields == {
        "external_id": "7",
        "title": "A",
        "hours": "37.5",
        "price": "1200",
        "schedule": "evening",
        "start_dates": "2027-03-15",
    }


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ('#,##0.00 "€"', "1200.5 EUR"),
        ("#,##0.00 [$KM-141A]", "1200.5 BAM"),
        ("[$-407]0.00", "1200.5"),
        ("0.00", "1200.5"),
    ],
)
def test_the_currency_of_the_cell_format_goes_with_the_price(shown, expected):
    book = workbook(["title", "price"], ["A", 1200.5])
    book.active["B2"].number_format = shown
    assert read(content_of(book), {}).drafts[0].fields["price"] == expected


def test_the_sheet_that_maps_best_is_read_and_the_others_are_named():
    book = workbook(["Read me"], ["First steps"], Courses=[["Course name", "Fee"], ["A", "5 EUR"]], Notes=[["x"]])
    reading = read(content_of(book), {})
    assert [draft.fields["title"] for draft in reading.drafts] == ["A"]
    assert [found.evidence for found in reading.findings if found.code == "other_sheet"] == ["Sheet", "Notes"]


def test_merged_headings_in_two_rows_are_read():
    book = workbook(
        ["Naziv", "Cijena", None, "Početak"], [None, "Iznos", "Valuta", None], ["A", 100, "EUR", "2027-03-15"]
    )
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    assert read(content_of(book), {}).drafts[0].fields == {
        "title": "A",
        "price": "100",
        "currency": "EUR",
        "start_dates": "2027-03-15",
    }


def test_a_formula_is_kept_as_text_and_never_calculated():
    reading = read(content_of(workbook(["title", "hours"], ["=1+1", 5])), {})
    assert reading.drafts[0].fields["title"] == "=1+1"
    assert "formula_without_value" in codes(reading)


def test_an_error_of_the_spreadsheet_is_not_stated_and_said():
    book = workbook(["title", "hours"], ["A", "#REF!"])
    book.active["B2"].data_type = "e"
    reading = read(content_of(book), {})
    assert reading.drafts[0].fields == {"title": "A"}
    assert codes(reading) == ["error_in_cell"]


def test_what_is_written_holds_no_formula_and_is_read_back():
    written = write([a_micro_credential(title="=cmd|'/c calc'!A1", hours=12.125)])
    sheets = zipfile.ZipFile(io.BytesIO(written)).read("xl/worksheets/sheet1.xml")
    fields = read(written, {}).drafts[0].fields
    assert b"<f>" not in sheets
    assert b"'=cmd" in sheets
    assert (fields["title"], fields["hours"]) == ("=cmd|'/c calc'!A1", "12.1250")


def a_zip(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 and no more", "damaged"),
        (a_zip([("word/document.xml", "<w/>")]), "Word document"),
        (a_zip([("content.xml", "<o/>")]), "OpenDocument"),
        (a_zip([("xl/workbook.bin", "x")]), "xlsb"),
        (a_zip([("xl/workbook.xml", "<nothing/>")]), "damaged"),
        (
            a_zip([("xl/workbook.xml", "<w/>"), ("xl/worksheets/sheet1.xml", b"0" * 30_000_000)]),
            "grows more than 100 times",
        ),
        (a_zip([("xl/workbook.xml", "<w/>"), *((f"{n}.xml", "") for n in range(1_001))]), "members"),
        (a_zip([("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><w/>')]), "entities"),
    ],
    ids=["old", "encrypted", "cut", "word", "opendocument", "xlsb", "empty", "bomb", "members", "entities"],
)
def test_what_is_no_workbook_is_refused_with_a_sentence_and_a_way_out(content, word):
    with pytest.raises(MalformedDraft, match=word) as caught:
        formats.read(content)
    assert caught.value.hint != ""
