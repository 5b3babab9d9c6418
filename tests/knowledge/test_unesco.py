"""Is it said rightly how a record answers to UNESCO's definition of a micro-credential?"""

import pytest

from knowledge.submissions.unesco import PARTS, contradictions, count_verdicts, definition
from knowledge.vocabulary.credential import Assessment, LearningOutcome, QualityAssurance, Workload
from knowledge.vocabulary.organisation import Organisation
from knowledge.vocabulary.submission import Verdict
from tests.builders import a_micro_credential

STATED, OPEN, AGAINST = Verdict.STATED, Verdict.NOT_STATED, Verdict.CONTRADICTED


def verdicts(record):
    return {part.part: part.verdict for part in definition(record)}


def test_a_record_that_says_nothing_leaves_all_four_parts_open():
    assert verdicts(a_micro_credential()) == {
        "focused": OPEN,
        "assessed": OPEN,
        "standalone": OPEN,
        "quality_assured": OPEN,
    }


def test_each_part_is_stated_in_the_records_own_words():
    record = a_micro_credential(
        outcomes=(LearningOutcome(text="Mounts a panel"),),
        assessment=Assessment(text="Practical test"),
        stacks_into=("Certificate in Solar",),
        quality_assurance=QualityAssurance(text="Audit by the chamber"),
    )
    assert [(part.part, part.verdict, part.field, part.words) for part in definition(record)] == [
        ("focused", STATED, "learning_outcomes", "Mounts a panel"),
        ("assessed", STATED, "assessment", "Practical test (Chamber (demo))"),
        ("standalone", STATED, "stacks_into", "Certificate in Solar"),
        ("quality_assured", STATED, "quality_assurance", "Audit by the chamber"),
    ]


def test_an_assessment_by_nobody_in_particular_is_not_enough():
    record = a_micro_credential(awarding_body=Organisation(name=""), assessment=Assessment(text="Practical test"))
    assert verdicts(record)["assessed"] == OPEN


@pytest.mark.parametrize(
    ("given", "part", "words"),
    [
        ({"workload": Workload(hours=1800.0)}, "focused", "1800 hours"),
        ({"workload": Workload(ects=180.0)}, "focused", "180 ECTS"),
        ({"title": "Bachelor of Science in Nursing"}, "focused", "Bachelor of Science"),
        ({"assessment": Assessment(text="Certificate of attendance")}, "assessed", "Certificate of attendance"),
        ({"description": "There is no final exam."}, "assessed", "no final exam"),
        ({"assessment": Assessment(text="Bez ispita, potvrda o učešću")}, "assessed", "Bez ispita"),
        ({"assessment": Assessment(text="Teilnahmebestätigung")}, "assessed", "Teilnahmebestätigung"),
        ({"assessment": Assessment(text="Tanpa ujian")}, "assessed", "Tanpa ujian"),
        ({"assessment": Assessment(text="ไม่มีการสอบ")}, "assessed", "ไม่มีการสอบ"),
        ({"description": "Offered only as part of the diploma."}, "standalone", "only as part of"),
        ({"description": "The programme is not accredited."}, "quality_assured", "is not accredited"),
        ({"description": "Program nije akreditovan."}, "quality_assured", "nije akreditovan"),
    ],
)
def test_a_part_that_the_words_deny_is_contradicted(given, part, words):
    record = a_micro_credential(**given)
    found = {one.part: one for one in definition(record)}[part]
    assert (found.verdict, found.words) == (AGAINST, words)


@pytest.mark.parametrize(
    "text",
    [
        "There is no exam fee.",
        "No test anxiety any more.",
        "You prepare for the licence without an exam board's help in mind.",
        "Master the basics of welding.",
        "The school is accredited.",
    ],
)
def test_words_that_only_sound_like_it_contradict_nothing(text):
    assert AGAINST not in verdicts(a_micro_credential(title=text, description=text)).values()


def test_a_contradiction_is_a_finding_with_the_words_and_the_meaning():
    (found,) = contradictions(a_micro_credential(assessment=Assessment(text="Certificate of attendance only")))
    assert (found.code, found.field, found.evidence) == (
        "contradicts_definition",
        "assessment",
        "Certificate of attendance",
    )
    assert "awarded by a trusted provider" in found.message


def test_too_many_hours_are_left_to_the_rule_that_speaks_of_hours():
    assert list(contradictions(a_micro_credential(workload=Workload(hours=1800.0)))) == []


def test_verdicts_are_counted_over_a_file():
    records = [a_micro_credential(), a_micro_credential(title="Master's degree")]
    assert count_verdicts(records)["focused"] == {"stated": 0, "not_stated": 1, "contradicted": 1}
    assert list(count_verdicts([])) == list(PARTS)
