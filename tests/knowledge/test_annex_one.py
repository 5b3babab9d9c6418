"""Is it said rightly how much of Annex I a catalogue entry states?"""

from knowledge.submissions.annex_one import MANDATORY, completeness, count_elements, share
from knowledge.vocabulary.credential import Assessment, LearningOutcome, QualityAssurance
from tests.builders import a_micro_credential


def test_a_catalogue_entry_is_measured_against_nine_elements():
    assert len(MANDATORY) == 9


def test_what_is_stated_and_what_is_missing_is_named():
    found = completeness(a_micro_credential(eqf_level=3, further_information="More"))
    assert found.stated == ("title", "country", "awarding_body", "workload", "level", "form_of_participation")
    assert found.missing == ("learning_outcomes", "assessment", "quality_assurance")
    assert found.optional_stated == ("further_information",)


def test_supervision_alone_is_no_type_of_assessment():
    assert "assessment" in completeness(a_micro_credential(assessment=Assessment(text="", supervision="video"))).missing


def test_the_share_is_the_mean_over_the_records():
    full = a_micro_credential(
        eqf_level=3,
        outcomes=(LearningOutcome(text="x"),),
        assessment=Assessment(text="test"),
        quality_assurance=QualityAssurance(text="audit"),
    )
    counts = count_elements([full, a_micro_credential(hours=None)])
    assert (counts["title"], counts["workload"], counts["prerequisites"]) == (2, 1, 0)
    assert share(counts, 2) == 0.7222
    assert share(count_elements([]), 0) == 0.0
