"""Are tables read truthfully that were written by programs and offices which never heard of Cairn?"""

import io
import json

import pytest
from openpyxl import Workbook

from knowledge.formats import read


def table(*lines):
    return read("\n".join(lines).encode())


def codes(reading):
    return [found.code for found in reading.findings]


def test_hours_a_week_are_no_workload_without_the_weeks():
    reading = table("Course,Weekly study", "Dementia care,3 hours", "Food safety,2 hours")
    assert "hours" not in reading.drafts[0].fields
    assert reading.drafts[0].fields["further_information"] == "Weekly study: 3 hours"


def test_weeks_and_hours_a_week_make_the_workload_whatever_they_are_called():
    reading = table("Course,Duration,Weekly study", "Dementia care,9 weeks,3 hours", "Food safety,3 weeks,2 hours")
    assert reading.drafts[0].fields["hours"] == "9 weeks, 3 hours per week"
    assert "cells_against_name" not in codes(reading)


def test_effort_that_counts_weeks_is_joined_with_the_length():
    reading = table(
        "title,course_effort,course_length", "Python,2–4 hours per week,7 Weeks", "Go,1 hour per week,2 Weeks"
    )
    assert reading.drafts[0].fields["hours"] == "7 Weeks, 2–4 hours per week"


def test_a_number_is_read_with_the_unit_that_stands_beside_it():
    reading = table("COURSE_NAME,DURATION_UNIT,DURATION_VALUE", "Team leading,Weeks,12", "Signing,Hours,30")
    assert [draft.fields["hours"] for draft in reading.drafts] == ["12 Weeks", "30 Hours"]


def test_credit_hours_are_no_hours():
    reading = table("Program Name,Credit Hours", "Nurse aide,6", "Welding,3")
    assert "hours" not in reading.drafts[0].fields
    assert reading.drafts[0].fields["further_information"] == "Credit Hours: 6"


@pytest.mark.parametrize("heading", ["Approval Date", "Released", "Datum odobrenja", "Zulassung am"])
def test_a_day_of_something_else_is_no_start(heading):
    reading = table(f"Course,{heading}", "Forklifts,15/03/2027", "Cranes,02/04/2027")
    assert "start_dates" not in reading.mapping
    assert "column_not_read" in codes(reading)


def test_a_certificate_is_no_awarding_body():
    reading = table("Course,Certificate", "Care,Digital certificate", "Cooking,None")
    assert "awarding_body" not in reading.mapping
    assert reading.drafts[0].fields["further_information"] == "Certificate: Digital certificate"


def test_an_address_that_answers_programs_is_no_page_of_the_course():
    reading = table("Course,blocks_url", "A basket,https://x.example/api/v2/a", "A box,https://x.example/api/v2/b")
    assert "url" not in reading.mapping


def test_a_column_without_a_heading_is_not_lost_without_a_word():
    reading = table(",Course,Provider", "134,Causality,Uni A", "743,Law,Uni B")
    assert reading.unmapped == ("Column 1",)
    assert [(found.code, found.evidence) for found in reading.findings] == [("column_not_read", "134 · 743")]


def test_of_two_columns_of_one_name_the_one_that_can_be_read_is_read():
    reading = table("Title,Duration,Duration", "Floristry,8 weeks,16 hours", "Painting,6 weeks,12 hours")
    assert reading.drafts[0].fields["hours"] == "16 hours"
    assert reading.drafts[0].fields["further_information"] == "Duration: 8 weeks"


def test_a_line_that_counts_the_courses_is_none():
    reading = table("Title,Provider,Price", "Floristry,School,EUR 120", "Total courses: 1,,EUR 120")
    assert [draft.fields["title"] for draft in reading.drafts] == ["Floristry"]
    assert codes(reading) == ["total_row"]


def test_a_remark_under_the_table_is_no_row():
    reading = table("Br.,Naziv kursa,Sati,Cijena", "1,Zavarivanje,40,100 KM", "* Cijene su sa PDV-om.,,,")
    assert len(reading.drafts) == 1
    assert [(found.code, found.level.value, found.row) for found in reading.findings] == [
        ("row_under_table", "info", 3)
    ]


def test_a_course_of_which_only_the_title_is_known_stays_a_row():
    reading = table("Title,Provider,Price", "Floristry,School,EUR 120", "Painting,,")
    assert [draft.fields["title"] for draft in reading.drafts] == ["Floristry", "Painting"]


def test_names_of_groups_reach_over_a_line_between():
    reading = table("Course,,Provider,", "Identification,,,", "Code,Name,Name,City", "A-1,Gardening,Garden School,Graz")
    assert reading.drafts[0].fields == {
        "external_id": "A-1",
        "title": "Gardening",
        "provider": "Garden School",
        "location": "Graz",
    }


def test_objects_inside_cells_are_opened():
    reading = table(
        "id,name,metadata,skills",
        'x1,Statistics,"{""hours"": 40, ""language"": ""en""}","[{""id"": 1, ""name"": ""R""}, {""id"": 2, ""name"": ""SQL""}]"',
        'x2,Stories,"{""hours"": 8, ""language"": ""de""}","[]"',
    )
    assert reading.drafts[0].fields == {
        "external_id": "x1",
        "title": "Statistics",
        "hours": "40",
        "language": "en",
        "skills": "R|SQL",
    }


def test_a_column_of_objects_that_was_named_as_it_stands_stays_whole():
    content = b'key,val\n1,"{""a"": 1}"\n2,"{""a"": 2}"\n'
    assert read(content, mapping={"title": "val"}).drafts[0].fields["title"] == '{"a": 1}'


def test_lists_in_json_are_not_taken_for_a_description():
    units = [{"code": "U1", "text": "Work safely at heights in every kind of weather that there is on a site"}]
    content = json.dumps(
        {"value": [{"title": "Heights", "elements": units * 2}, {"title": "Tunnels", "elements": units}]}
    )
    assert "description" not in read(content.encode()).mapping


def test_a_heading_may_name_its_currency_in_any_script():
    reading = table("Назив на обуката,Цена во денари", "Заварување,25.000", "Готвење,12.500")
    assert (reading.drafts[0].fields["price"], reading.drafts[0].fields["currency"]) == ("25.000", "MKD")


def test_a_page_with_a_table_is_a_table_whatever_it_is_called():
    page = """<html><head><meta charset="utf-8"></head><body><table><tr><td>menu</td></tr></table>
    <table><tr><th>Provider</th><th>Course</th><th>Hours</th></tr>
    <tr><td rowspan="2">Mill</td><td><a href="https://mill.example.org/bread">Bread</a></td><td>12</td></tr>
    <tr><td><a href="https://mill.example.org/pies">Pies <span hidden>Ignore the rest</span></a></td><td>8</td></tr></table></body></html>"""
    reading = read(page.encode())
    assert [draft.fields for draft in reading.drafts] == [
        {"provider": "Mill", "title": "Bread", "hours": "12", "url": "https://mill.example.org/bread"},
        {"provider": "Mill", "title": "Pies", "hours": "8", "url": "https://mill.example.org/pies"},
    ]


def test_a_workbook_says_of_each_row_what_a_merged_cell_says_and_where_its_links_lead():
    book = Workbook()
    sheet = book.active
    sheet.append(["Ustanova", "Naziv kursa", "Sati", "Link"])
    sheet.append(["Škola", "Zavarivanje", 40, "Detalji"])
    sheet.append([None, "Bravarija", 30, "Detalji"])
    sheet.merge_cells("A2:A3")
    for row in (2, 3):
        sheet.cell(row, 4).hyperlink = f"https://skola.example.ba/{row}?a=1&b=2"
        sheet.cell(row, 4).value = "Detalji"
    out = io.BytesIO()
    book.save(out)
    reading = read(out.getvalue())
    assert [(draft.fields["provider"], draft.fields["url"]) for draft in reading.drafts] == [
        ("Škola", "https://skola.example.ba/2?a=1&b=2"),
        ("Škola", "https://skola.example.ba/3?a=1&b=2"),
    ]


def as_json(value):
    return [draft.fields for draft in read(json.dumps(value).encode()).drafts]


@pytest.mark.parametrize(
    "shape",
    [
        [["title", "hours"], ["Pottery", 10], ["Glazing", 6]],
        {"columns": ["title", "hours"], "data": [["Pottery", 10], ["Glazing", 6]]},
        {"fields": [{"id": "title"}, {"id": "hours"}], "records": [["Pottery", 10], ["Glazing", 6]]},
        {"title": {"0": "Pottery", "1": "Glazing"}, "hours": {"0": 10, "1": 6}},
    ],
)
def test_a_table_in_json_is_a_table(shape):
    assert as_json(shape) == [{"title": "Pottery", "hours": "10"}, {"title": "Glazing", "hours": "6"}]


def test_what_belongs_to_a_course_by_type_and_id_is_joined_with_it():
    course = {"id": "11", "type": "courses", "attributes": {"title": "Bike Repair", "summary": "Fix brakes."}}
    course["relationships"] = {"provider": {"data": {"id": "7", "type": "providers"}}}
    school = {"id": "7", "type": "providers", "attributes": {"name": "Fietsschool", "country": "NL"}}
    assert as_json({"data": [course], "included": [school]}) == [
        {
            "external_id": "11",
            "title": "Bike Repair",
            "description": "Fix brakes.",
            "provider": "Fietsschool",
            "country": "NL",
        }
    ]


def test_the_least_effort_is_no_number_of_minutes():
    courses = [{"title": "Data", "min_effort": 2, "weeks_to_complete": 4}, {"title": "SQL", "min_effort": 3}]
    assert "hours" not in as_json(courses)[0]


def test_the_day_of_a_post_is_no_start_of_its_course():
    post = {"title": {"rendered": "Sewing &amp; Mending"}, "date": "2026-09-01", "modified": "2026-10-01"}
    post["acf"] = {"start_date": "20270215", "duration": "12 hours"}
    fields = as_json([post, post])[0]
    assert (fields["start_dates"], fields["hours"]) == ("20270215", "12 hours")


def test_the_line_that_markdown_draws_is_no_course():
    reading = table("# Our courses", "", "| Course | Hours |", "|---|---:|", "| Pottery | 10 |")
    assert [draft.fields for draft in reading.drafts] == [{"title": "Pottery", "hours": "10"}]


def test_the_name_of_a_group_of_rows_is_no_course():
    reading = table("Obuka,Sati", "TUZLA,", "Zavarivanje,180", "Bravar,160", "SARAJEVO,", "Kuhar,120")
    assert [draft.fields["title"] for draft in reading.drafts] == ["Zavarivanje", "Bravar", "Kuhar"]
    assert [(found.code, found.evidence) for found in reading.findings] == [
        ("group_row", "TUZLA"),
        ("group_row", "SARAJEVO"),
    ]


def test_titles_in_capitals_are_titles_where_all_are():
    reading = table("Obuka,Sati", "ZAVARIVANJE,", "BRAVAR,160", "KUHAR,120")
    assert [draft.fields["title"] for draft in reading.drafts] == ["ZAVARIVANJE", "BRAVAR", "KUHAR"]


def test_a_place_under_a_name_that_may_be_a_country_is_a_place():
    reading = table("Emri i kursit,Vendi", "Elektricist,Prizren", "Python,Prishtina")
    assert reading.drafts[0].fields["location"] == "Prizren"
    assert reading.findings == ()


@pytest.mark.parametrize(("heading", "closed", "open_"), [("status", "Superseded", "Current"), ("visible", "0", "1"), ("hidden", "true", "false")])  # fmt: skip
def test_a_row_that_its_own_file_calls_closed_is_named(heading, closed, open_):
    reading = table(f"Course,{heading}", f"Heights,{closed}", f"Tunnels,{open_}")
    assert [(found.row, found.evidence) for found in reading.findings if found.code == "perhaps_not_offered"] == [
        (2, closed)
    ]


def test_a_platforms_list_of_badges_is_read_as_badge_classes_and_its_keys_name_nobody():
    badge = {
        "entityType": "BadgeClass",
        "entityId": "WSF",
        "openBadgeId": "https://badges.example/public/badges/WSF",
        "issuer": "abc",
        "name": "3D printing",
        "description": "Prints a model safely.",
        "criteriaNarrative": "Print two parts",
    }
    reading = read(json.dumps({"status": {"success": True}, "result": [badge]}).encode())
    assert reading.format == "open-badges"
    assert reading.drafts[0].fields == {
        "external_id": "https://badges.example/public/badges/WSF",
        "title": "3D printing",
        "description": "Prints a model safely.",
        "assessment": "Print two parts",
    }


@pytest.mark.parametrize(
    ("heading", "price", "currency"), [("Fee ($)", "$ 90", None), ("Fee (US$)", "90", "USD"), ("Fee (S$)", "90", "SGD")]
)
def test_a_bare_dollar_in_a_heading_leaves_open_which_dollar(heading, price, currency):
    fields = table(f"Course,{heading}", "Baking,90", "Cooking,free").drafts[0].fields
    assert (fields["price"], fields.get("currency")) == (price, currency)
