"""Are other people's headings understood, and is what was understood shown?"""

import pytest

from knowledge.errors import KnowledgeError
from knowledge.formats.column_mapping import plan_columns
from knowledge.formats.column_report import plan_findings


def fields_of(cells, **overrides):
    plan = plan_columns(list(cells), [cells], overrides)
    return plan.fields(cells)


def test_headings_are_known_in_several_languages_whatever_their_spelling():
    fields = fields_of({"Naziv kursa": "Zavarivanje", "CIJENA": "100", "Broj sati": "40", "Jezik nastave": "bs"})
    assert fields == {"title": "Zavarivanje", "price": "100", "hours": "40", "language": "bs"}


def test_the_mapping_shows_what_was_taken_and_what_was_not():
    plan = plan_columns(["Course Name", "Fee", "Colour"], [], {})
    assert plan.shown == {"title": "Course Name", "price": "Fee"}
    assert plan.unmapped == ("Colour",)


def test_a_given_mapping_wins_over_names():
    fields = fields_of({"title": "old", "CourseName": "new"}, title="CourseName")
    assert fields == {"title": "new"}


def test_a_given_mapping_to_an_unknown_column_of_ours_names_the_nearest():
    with pytest.raises(KnowledgeError, match="no column `titel`") as caught:
        plan_columns(["CourseName"], [], {"titel": "CourseName"})
    assert "`title`" in caught.value.hint


def test_a_given_mapping_to_a_heading_that_is_not_there_lists_the_headings():
    with pytest.raises(KnowledgeError, match="no column `Name`") as caught:
        plan_columns(["CourseName", "Fee"], [], {"title": "Name"})
    assert "CourseName, Fee" in caught.value.hint


@pytest.mark.parametrize("yes", ["1", "true", "True", "t", "yes", "da"])
def test_a_yes_in_a_flag_column_adds_its_item(yes):
    assert fields_of({"title": "x", "eveningcourses": yes})["schedule"] == "evening"


@pytest.mark.parametrize("other", ["2", "0", "false", "f", "no", ""])
def test_anything_else_in_a_flag_column_says_nothing(other):
    assert "schedule" not in fields_of({"title": "x", "eveningcourses": other})


def test_several_flags_make_one_list():
    cells = {"title": "x", "childcare": "1", "accessfordisabled": "1", "careerassist": "2"}
    assert fields_of(cells)["support"] == "childcare|step_free"


def test_two_columns_can_make_one_of_ours():
    cells = {
        "title": "x",
        "city": "Newark",
        "state": "NJ",
        "primary_description": "One.",
        "secondary_description": "Two.",
    }
    fields = fields_of(cells)
    assert fields["location"] == "Newark, NJ"
    assert fields["description"] == "One.\nTwo."


def test_states_of_the_usa_tell_country_and_currency_and_it_is_said():
    cells = {"title": "x", "state": "NJ", "totalcost": "355"}
    plan = plan_columns(list(cells), [cells], {})
    assert plan.fields(cells) == {"title": "x", "country": "US", "price": "355", "currency": "USD"}
    assert [found.code for found in plan_findings(plan)] == ["currency_assumed"]


def test_states_of_another_country_tell_nothing():
    cells = {"title": "x", "state": "Bavaria", "totalcost": "355"}
    assert "currency" not in fields_of(cells)


def test_languages_of_the_staff_are_not_the_language_of_teaching():
    cells = {"title": "x", "languages": "Spanish", "speakspanish": "1"}
    assert "language" not in fields_of(cells)


def test_a_list_written_as_python_text_becomes_items():
    fields = fields_of({"title": "x", "skill": "['Teamwork', \"Driver's log\"]", "partner": "['Rice University']"})
    assert fields["skills"] == "Teamwork|Driver's log"
    assert fields["provider"] == "Rice University"


def test_commas_separate_items_where_no_cell_holds_a_bar():
    assert fields_of({"title": "x", "skills": "welding, first aid"})["skills"] == "welding|first aid"


def test_commas_belong_to_the_items_where_a_bar_separates_them():
    assert (
        fields_of({"title": "x", "skills": "lift, carry and store|first aid"})["skills"]
        == "lift, carry and store|first aid"
    )
