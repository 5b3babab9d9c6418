"""Are a provider's quality marks and examination parts read as stated, and nothing read into a text?"""

import pytest

from knowledge.submissions.quality_marks import marks_in, parts_in
from knowledge.vocabulary.credential import AssessmentPart, QualityMark


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("DIHK A", "A"),
        ("DIHK-Qualitätssiegel B", "B"),
        ("Zertifikatslehrgang mit Qualitätssiegel C der DIHK", "C"),
        ("Qualitätssiegel „A“ (DIHK)", "A"),
        ("DIHK quality mark C, renewed in 2026", "C"),
        ("Konzept der DIHK-Bildungs-GmbH", ""),
        ("Checked by DIHK. A test follows", ""),
        ("DIHK approves a course every year", ""),
    ],
)
def test_a_mark_of_dihk_has_the_letter_that_stands_beside_it_or_none(text, level):
    assert marks_in(text) == (QualityMark(scheme="DIHK", level=level),)


def test_several_schemes_are_told_apart():
    assert marks_in("AZAV certified; ISO 21001; MQA register") == (
        QualityMark(scheme="AZAV"),
        QualityMark(scheme="ISO 21001"),
        QualityMark(scheme="MQA"),
    )


@pytest.mark.parametrize("text", ["External audit every two years", "a mark A", "", "level A of the house"])
def test_a_text_without_a_scheme_has_no_mark(text):
    assert marks_in(text) == ()


def test_an_examination_is_split_into_its_parts_with_their_shares():
    assert parts_in("Schriftlicher Test (60 %) | Fachgespräch: 40 %") == (
        AssessmentPart(name="Schriftlicher Test", share=60),
        AssessmentPart(name="Fachgespräch", share=40),
    )
    assert parts_in("Praktische Arbeit; Präsentation, Note 1–6") == (
        AssessmentPart(name="Praktische Arbeit"),
        AssessmentPart(name="Präsentation, Note 1–6"),
    )


@pytest.mark.parametrize("text", ["Practical test on a training roof", "", "Multiple choice, 60 % needed to pass"])
def test_one_piece_has_no_parts(text):
    assert parts_in(text) == ()
