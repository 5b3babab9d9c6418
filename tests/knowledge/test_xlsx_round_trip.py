"""Does an exported workbook come back unchanged but for what a person edited?"""

import io
from datetime import UTC, datetime

from openpyxl import load_workbook

from knowledge import formats
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.submissions.intake import take_in

NOW = datetime(2026, 11, 22, tzinfo=UTC)
COURSES = (
    "external_id,title,provider,hours,price,currency,start_dates,learning_outcomes,skills\n"
    "007,Welding,School,37.5,1200.50,BAM,2027-03-15,Weld a pipe|Read a drawing,welding|safety\n"
    "1/2,=1+1,School,12.125,0,EUR,continuous,-5 degrees,\n"
    "2027-01,N/A training,School,,,,,,\n"
)


def taken_in(store, content, *, publish=True):
    report, _ = take_in("x", content, who="o", store=store, now=NOW, publish=publish)
    return report


def exported():
    store = MemoryCatalogueStore()
    taken_in(store, COURSES.encode())
    return store, formats.write(store.micro_credentials(), "xlsx")


def test_an_exported_workbook_changes_nothing():
    store, content = exported()
    report = taken_in(store, content, publish=False)
    assert (report.rows, report.unchanged, report.updated, report.added, report.rejected) == (3, 3, 0, 0, 0)


def test_only_the_edited_row_changes():
    store, content = exported()
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, 5) if sheet.cell(row, columns["external_id"]).value == "007")
    sheet.cell(row, columns["price"]).value = 999
    edited = io.BytesIO()
    book.save(edited)
    report = taken_in(store, edited.getvalue())
    prices = {record.external_id: record.opportunities[0].price for record in store.micro_credentials()}
    assert (report.unchanged, report.updated, report.added) == (2, 1, 0)
    assert (str(prices["007"].amount), prices["007"].currency) == ("999", "BAM")


def test_the_heading_stays_in_sight_and_numbers_are_numbers():
    _, content = exported()
    sheet = load_workbook(io.BytesIO(content)).active
    columns = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.freeze_panes == "B2"
    assert {type(sheet.cell(row, columns["hours"]).value) for row in range(2, 5)} == {float, type(None)}
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
