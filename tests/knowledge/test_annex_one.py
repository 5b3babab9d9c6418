"""Is it said rightly how much of Annex I a catalogue entry states?"""

import pytest

from knowledge.submissions.annex_one import (
    AWARD,
    ELEMENTS,
    MANDATORY,
    completeness,
    count_elements,
    missing_elements,
    share,
)
from knowledge.vocabulary.credential import Assessment, LearningOutcome, QualityAssurance, Workload
from knowledge.vocabulary.organisation import Organisation
from knowledge.vocabulary.submission import Level
from tests.builders import a_micro_credential


def a_full_one(**given):
    full = {
        "eqf_level": 3,
        "outcomes": (LearningOutcome(text="Mounts a panel"),),
        "assessment": Assessment(text="Practical test"),
        "quality_assurance": QualityAssurance(text="Audit by the chamber"),
    }
    return a_micro_credential(**{**full, **given})


def test_eleven_elements_are_mandatory_and_nine_of_them_are_asked_of_a_catalogue():
    assert sorted([element.number for element in ELEMENTS.values()] + [number for number, _, _ in AWARD.values()]) == [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]  # fmt: skip
    assert len(MANDATORY) == 9
    assert [number for number, _, _ in AWARD.values()] == [1, 5]


def test_what_is_stated_and_what_is_missing_is_named():
    found = completeness(a_micro_credential(eqf_level=3, further_information="More"))
    assert found.stated == ("title", "country", "awarding_body", "workload", "level", "form_of_participation")
    assert found.missing == ("learning_outcomes", "assessment", "quality_assurance")
    assert found.optional_stated == ("further_information",)


def test_ects_alone_is_a_workload():
    assert "workload" in completeness(a_micro_credential(workload=Workload(ects=2.0))).stated


def test_supervision_alone_is_no_type_of_assessment():
    assert "assessment" in completeness(a_micro_credential(assessment=Assessment(text="", supervision="video"))).missing


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Graded practical test", True),
        ("Test, 60 % to pass", True),
        ("Pismeni ispit, ocjena 1-5", True),
        ("Practical test", False),
        ("Notebook with exercises", False),
    ],
)
def test_a_grade_counts_where_the_assessment_says_that_there_will_be_one(text, stated):
    found = completeness(a_micro_credential(assessment=Assessment(text=text))).optional_stated
    assert ("grade" in found) is stated


def test_the_share_is_the_mean_over_the_records():
    counts = count_elements([a_full_one(), a_micro_credential(hours=None)])
    assert (counts["title"], counts["workload"], counts["prerequisites"]) == (2, 1, 0)
    assert share(counts, 2) == 0.7222
    assert share(count_elements([]), 0) == 0.0


def test_each_missing_element_is_a_finding_with_its_number_and_an_example():
    found = list(missing_elements([(7, a_full_one(outcomes=(), eqf_level=None))]))
    assert [(one.row, one.code, one.field, one.level) for one in found] == [
        (7, "missing_learning_outcomes", "learning_outcomes", Level.WARNING),
        (7, "missing_level", "eqf_level", Level.INFO),
    ]
    assert found[0].message == "Annex I, element 6: learning outcomes are not stated."
    assert "Mounts a panel on a pitched roof|Tests a string" in found[0].mend
    assert found[0].evidence == "Solar basics"


def test_a_level_is_asked_for_only_where_one_applies():
    (found,) = missing_elements([(2, a_full_one(eqf_level=None))])
    assert "only where one applies" in found.message


def test_what_no_row_of_many_states_is_said_once():
    no_body = a_full_one(awarding_body=Organisation(name="", country="BA"))
    (found,) = missing_elements([(row, no_body) for row in range(2, 23)])
    assert (found.row, found.code) == (None, "missing_awarding_body")
    assert "in any of the 21 rows" in found.message


def test_what_few_rows_leave_open_is_said_for_each():
    no_body = a_full_one(awarding_body=Organisation(name="", country="BA"))
    found = list(missing_elements([(2, no_body), (3, no_body), (4, a_full_one())]))
    assert [one.row for one in found] == [2, 3]
