"""Is a table read whatever program wrote it, and written so that no spreadsheet runs it?"""

import pytest

from knowledge.errors import MalformedDraft
from knowledge.formats.csv_table import read, write
from tests.builders import a_micro_credential


def titles(text):
    return [draft.fields.get("title") for draft in read(text.encode(), {}).drafts]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    assert titles(f"title{separator}price\nWelding{separator}10\n") == ["Welding"]


def test_excels_own_first_line_names_the_separator():
    assert titles("sep=;\ntitle;description\nWelding, part 1;a, b\n") == ["Welding, part 1"]


def test_rows_are_counted_as_a_spreadsheet_shows_them():
    drafts = read(b'title,description\r\n\r\nOne,"two\r\nlines"\r\nTwo,x\r\n', {}).drafts
    assert [(draft.row, draft.fields["title"]) for draft in drafts] == [(3, "One"), (4, "Two")]


def test_a_row_with_too_many_cells_stays_out_and_is_named():
    reading = read(b"title,hours\nWelding, part 1,40\nSolar,10\n", {})
    assert [draft.fields["title"] for draft in reading.drafts] == ["Solar"]
    assert [(found.row, found.code) for found in reading.findings] == [(2, "too_many_cells")]


def test_a_short_row_is_read_and_named():
    reading = read(b"title,hours\nWelding\n", {})
    assert reading.drafts[0].fields == {"title": "Welding"}
    assert [(found.row, found.code) for found in reading.findings] == [(2, "too_few_cells")]


def test_a_heading_that_comes_twice_is_read_once_and_named():
    reading = read(b"title,title\nfirst,second\n", {})
    assert reading.drafts[0].fields == {"title": "first"}
    assert [(found.code, found.column) for found in reading.findings] == [
        ("repeated_column", "title"),
        ("two_columns_for_one", "title (2)"),
    ]


def test_a_quotation_mark_that_is_never_closed_names_its_row():
    with pytest.raises(MalformedDraft, match="row 3") as caught:
        read(b'title,description\nOne,fine\nTwo,"never closed\nThree,x\n', {})
    assert "close the quotation mark" in caught.value.hint


@pytest.mark.parametrize(("content", "word"), [(b"", "empty"), (b" \n\n", "empty"), (b"<html><body>x", "XML or HTML")])
def test_what_is_no_table_is_refused_with_a_sentence(content, word):
    with pytest.raises(MalformedDraft, match=word):
        read(content, {})


@pytest.mark.parametrize("title", ["=1+1", "+49 Days", "-5", "@SUM(A1)", "＝cmd", "'=quoted", "''-x"])
def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text_and_read_back(title):
    written = write([a_micro_credential(title=title)]).decode()
    assert f",'{title}," in written
    assert titles(written) == [title]


def test_the_columns_are_those_of_the_contract():
    heading = write([]).decode().strip()
    assert heading == (
        "external_id,title,description,awarding_body,provider,country,url,learning_outcomes,skills,hours,ects,eqf_level,"
        "price,currency,language,mode,schedule,location,start_dates,support,assessment,quality_assurance,prerequisites,"
        "stacks_into,supervision,further_information"
    )


@pytest.mark.shared
def test_the_collected_odd_tables_are_read_cell_by_cell(shared_data):
    folder = shared_data / "data/hostile/csv"

    def cells(name, **mapping):
        return [draft.fields for draft in read((folder / name).read_bytes(), mapping).drafts]

    assert cells("comma_in_quotes.csv", title="city")[0]["title"] == "Anytown, WW"
    assert cells("escaped_quotes.csv", title="b")[0]["title"] == 'ha "ha" ha'
    assert cells("newlines_crlf.csv", title="a")[1]["title"] == "Once upon \na time"
    assert cells("quotes_and_newlines.csv", title="b")[0]["title"] == 'ha \n"ha" \nha'
    assert cells("json.csv", title="val")[0]["title"] == '{"type": "Point", "coordinates": [102.0, 0.5]}'
    assert cells("utf8.csv", title="c")[1]["title"] == "ʤ"
    assert [row["title"] for row in cells("empty.csv", title="a")] == ["1", "2"]
