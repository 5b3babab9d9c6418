"""Is a repeated course told from a changed one, from another offer, and from another course?"""

from datetime import date

import pytest

from knowledge.submissions.checks import repeated_ids
from knowledge.submissions.duplicates import changes, check_duplicates, differences
from knowledge.vocabulary.credential import Workload
from knowledge.vocabulary.opportunity import Schedule
from knowledge.vocabulary.organisation import Organisation
from tests.builders import a_micro_credential, euros

WELDING = "You join steel plates with an arc, read a drawing and test the seam; at the end you weld in three positions."
BAKING = "You knead, proof and bake wheat and rye bread, keep the oven and the counter clean and calculate the price of a loaf."


def a_course(identifier, title, **given):
    return a_micro_credential(id=identifier, title=title, **given)


def found_among(*records, published=()):
    return list(check_duplicates(list(enumerate(records, start=2)), published))


def test_the_same_in_all_but_the_id_is_a_repeated_row():
    (found,) = found_among(a_course("a", "Solar basics"), a_course("b", "Solar basics"))
    assert (found.code, found.row, found.evidence) == ("repeated_row", 3, "Solar basics")
    assert found.message.startswith("Row 2 says exactly the same")


@pytest.mark.parametrize(
    "given",
    [
        {"location": "Zenica"},
        {"schedule": Schedule(start_dates=(date(2027, 3, 1),))},
        {"location": "Zenica", "price": euros(50)},
    ],
)
def test_the_same_course_elsewhere_or_later_is_another_offer(given):
    (found,) = found_among(a_course("a", "Solar basics", location="Tuzla"), a_course("b", "Solar basics", **given))
    assert (found.code, found.level) == ("another_offer", "info")
    assert "not a duplicate, and both stay" in found.message


def test_the_same_title_with_another_content_is_shown_with_the_difference():
    (found,) = found_among(a_course("a", "Solar basics", hours=20.0), a_course("b", "Solar basics", hours=60.0))
    assert found.code == "same_title"
    assert "hours: “20” / “60”" in found.message


def test_titles_of_two_providers_are_not_compared():
    other = Organisation(name="Wind School (demo)", country="BA")
    assert found_among(a_course("a", "Solar basics"), a_course("b", "Solar basics", provider=other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Foundations of Cybersecurity", "The Foundations of Cybersecurity"),
        ("Installation of solar panels", "Instalation of solar panels"),
        ("Welding for beginners", "Welding for begginers"),
        ("Njega starijih osoba u kući", "Njega starijih osoba u kuci i"),
    ],
)
def test_nearly_the_same_title_is_asked_about_and_nothing_is_merged(one, other):
    (found,) = found_among(a_course("a", one), a_course("b", other))
    assert (found.code, found.row, found.evidence) == ("near_duplicate", 3, one)
    assert "Nothing was merged" in found.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Network administration 1", "Network administration 2"),
        ("Driving class BE", "Driving class CE"),
        ("Inglés para todos: nivel básico", "Inglés para todos: nivel básico más"),
        ("Learning for a sustainable future: COP28", "Learning for a sustainable future: COP29"),
        ("Introduction to mobile development", "Introduction to mobile app development"),
        ("English for nurses B1", "English for nurses B2"),
        ("Programming in C", "Programming in C++"),
        ("Welding for beginners", "Welding for beginners, advanced"),
        ("Cryptography", "Cryptography I"),
    ],
)
def test_a_number_level_or_word_sets_two_courses_apart(one, other):
    assert found_among(a_course("a", one), a_course("b", other)) == []


def test_other_hours_or_another_content_set_two_courses_apart():
    one, other = "Foundations of Cybersecurity", "The Foundations of Cybersecurity"
    assert found_among(a_course("a", one, hours=20.0), a_course("b", other, hours=40.0)) == []
    assert found_among(a_course("a", one, description=WELDING), a_course("b", other, description=BAKING)) == []


def test_without_a_provider_a_title_alone_says_too_little():
    nobody = Organisation(name="")
    pair = [
        a_course(name, title, provider=nobody, awarding_body=nobody)
        for name, title in (("a", "Foundations of Cybersecurity"), ("b", "The Foundations of Cybersecurity"))
    ]
    assert found_among(*pair) == []
    told = [one.model_copy(update={"description": WELDING}) for one in pair]
    assert [found.code for found in found_among(*told)] == ["near_duplicate"]


def test_a_few_words_such_as_a_school_are_no_description_to_compare():
    assert (
        found_among(a_course("a", "Welding", description="School"), a_course("b", "Bread", description="School")) == []
    )


def test_the_same_description_under_another_title_is_said():
    (found,) = found_among(a_course("a", "Welding", description=WELDING), a_course("b", "Bread", description=WELDING))
    assert (found.code, found.row) == ("same_description", 3)


@pytest.mark.parametrize("title", ["Solar basics", "The solar basics"])
def test_what_is_published_under_another_id_is_named(title):
    published = a_course("solar-school-demo.old-1", title)
    (found,) = found_among(a_course("solar-school-demo.new-1", "Solar basics"), published=[published])
    assert (found.code, found.row) == ("near_published", 2)
    assert "solar-school-demo.old-1" in found.message
    assert "under the external id that it has" in found.mend


def test_a_published_record_that_comes_with_the_file_is_an_update():
    assert found_among(a_course("a", "Solar basics"), published=[a_course("a", "Solar basics, old")]) == []


def test_an_update_says_field_by_field_what_it_changes():
    before = a_course("a", "Solar basics", hours=20.0)
    after = a_course("a", "Solar basics", hours=24.0, location="Zenica")
    found = list(changes([(5, after)], {before.id: (before, False)}))
    assert [(one.row, one.field, one.message) for one in found] == [
        (5, "hours", "This changes what is published under the external id: “20” becomes “24”."),
        (5, "location", "This changes what is published under the external id: “not stated” becomes “Zenica”."),
    ]


def test_differences_leave_out_identifiers_and_inferred_skills():
    one = a_course("a", "Solar basics", workload=Workload(hours=20.0))
    other = a_course("b", "Solar basics", workload=Workload(hours=20.0, ects=1.0))
    assert differences(one, other) == [("ects", "", "1")]


def test_a_repeated_external_id_is_told_from_a_repeated_title_without_one():
    given = a_course("a", "Solar basics")
    made = a_micro_credential(id="b", title="Wind basics").model_copy(update={"external_id": "t-0123456789ab"})
    found = list(repeated_ids([(2, given), (3, given), (4, made), (5, made)]))
    assert [(one.row, one.code) for one in found] == [(3, "repeated_external_id"), (5, "same_course_again")]
    assert "give each an external id of its own" in found[1].mend
