"""Are columns told by their cells where names say nothing, and is everything that is left out said?"""

import pytest

from knowledge.formats.csv_table import read


def reading_of(text):
    return read(text.encode(), {})


def codes(reading):
    return [(found.code, found.column) for found in reading.findings]


def test_columns_without_a_known_name_are_told_by_their_cells_and_it_is_said():
    reading = reading_of(
        "kursuse nimetus;viide;keel;maht;hind\n"
        "Keevitamise alused;https://e.example/1;English;40 h;120 €\n"
        "Paneelide paigaldus;https://e.example/2;Russian;24 h;90 €\n"
    )
    assert reading.mapping == {
        "title": "kursuse nimetus",
        "url": "viide",
        "hours": "maht",
        "price": "hind",
        "language": "keel",
    }
    assert {code for code, _ in codes(reading)} == {"column_guessed"}


def test_a_level_in_words_is_no_eqf_level_and_is_kept_as_a_note():
    reading = reading_of("title,level\nWelding,Beginner\nSolar,Advanced\n")
    assert "eqf_level" not in reading.mapping
    assert reading.drafts[0].fields["further_information"] == "level: Beginner"


def test_a_level_in_numbers_is_taken():
    assert reading_of("title,level\nWelding,3\nSolar,4\n").mapping["eqf_level"] == "level"


def test_a_duration_in_weeks_is_no_number_of_hours():
    reading = reading_of("title,duration\nWelding,3 weeks\nSolar,6 weeks\n")
    assert "hours" not in reading.mapping
    assert reading.drafts[1].fields["further_information"] == "duration: 6 weeks"


def test_bare_numbers_under_a_duration_without_a_unit_are_not_taken_as_hours():
    assert "hours" not in reading_of("title,duration\nWelding,3\nSolar,6\n").mapping


def test_weeks_and_hours_a_week_are_read_together():
    reading = reading_of(
        "Course Name,Length,Effort\nPython,6 weeks,5-8 hours per week\nData,10 Weeks,2-3 hours per week\n"
    )
    assert reading.mapping["hours"] == "Length + Effort"
    assert reading.drafts[0].fields["hours"] == "6 weeks, 5-8 hours per week"


def test_the_unit_of_the_heading_goes_with_a_bare_number():
    assert reading_of("title,Trajanje (min)\nWelding,90\n").drafts[0].fields["hours"] == "90 minutes"


def test_the_currency_of_the_heading_goes_with_prices_that_name_none():
    reading = reading_of("naziv;Cijena (KM)\nA;1.200,00\nB;€ 50\nC;besplatno\n")
    assert [draft.fields.get("currency") for draft in reading.drafts] == ["BAM", None, "BAM"]


def test_a_column_named_like_an_item_of_a_list_is_a_yes_or_no():
    reading = reading_of("Kursname;Abends;Kinderbetreuung;Online\nA;j;n;ja\nB;n;j;nein\n")
    assert reading.drafts[0].fields == {"title": "A", "schedule": "evening", "mode": "online"}
    assert reading.drafts[1].fields == {"title": "B", "support": "childcare"}


def test_a_column_that_is_not_carried_over_is_a_warning_with_its_name_and_cells():
    reading = reading_of("title,colour\nWelding,red\n")
    found = reading.findings[0]
    assert (found.code, found.column, str(found.level), found.evidence) == (
        "column_not_read",
        "colour",
        "warning",
        "red",
    )
    assert reading.unmapped == ("colour",)


def test_a_column_without_a_single_cell_is_no_warning():
    assert codes(reading_of("title,colour\nWelding,\n")) == []


def test_a_column_that_only_numbers_the_rows_is_no_warning():
    assert codes(reading_of("R.br.,title\n1,Welding\n2,Solar\n")) == []


def test_two_headings_for_one_column_are_a_finding():
    reading = reading_of("title,name,fee\nA,B,5\n")
    assert reading.drafts[0].fields["title"] == "A"
    assert codes(reading) == [("two_columns_for_one", "name")]


def test_each_column_says_how_sure_it_is_and_shows_cells():
    columns = {
        column.heading: column for column in reading_of("Course Name,Fee,Colour\nA,5 EUR,red\nB,6 EUR,blue\n").columns
    }
    assert (columns["Course Name"].columns, columns["Course Name"].how) == (("title",), "name")
    assert columns["Fee"].samples == ("5 EUR", "6 EUR")
    assert (columns["Colour"].columns, columns["Colour"].sure, columns["Colour"].filled) == ((), 0.0, 2)


def test_titles_above_and_a_total_below_are_left_out_and_said():
    reading = reading_of("Katalog 2027;;\n;;\nNaziv;Broj sati;Cijena\nA;40;\nUkupno;40;\n")
    assert [(draft.row, draft.fields["title"]) for draft in reading.drafts] == [(4, "A")]
    assert [code for code, _ in codes(reading)] == ["rows_above_headings", "total_row"]


def test_units_under_the_headings_belong_to_them():
    reading = reading_of("Naziv;Trajanje;Cijena\n;(sati);(EUR)\nA;40;100\n")
    assert reading.drafts[0].fields == {"title": "A", "hours": "40", "price": "100", "currency": "EUR"}


def test_a_file_without_headings_is_read_by_its_cells():
    reading = reading_of("https://x.example/a,Welding for all,40 hours\nhttps://x.example/b,Solar panels,30 hours\n")
    assert [draft.fields["title"] for draft in reading.drafts] == ["Welding for all", "Solar panels"]
    assert "no_headings" in {code for code, _ in codes(reading)}


@pytest.mark.parametrize("cell", ["March 15, 2027", "March 15, 2027; April 2, 2027"])
def test_a_comma_inside_a_date_separates_nothing(cell):
    fields = reading_of(f'title;start_dates\nA;"{cell}"\n').drafts[0].fields
    assert fields["start_dates"].split("|")[0] == "March 15, 2027"
