"""Does a person see what a file states, and each rule once with how to mend it?"""

import io

from rich.console import Console

from bots.commands.findings_view import show_completeness, show_findings
from knowledge.submissions.annex_one import count_elements
from knowledge.submissions.rules import finding
from knowledge.submissions.unesco import count_verdicts
from knowledge.vocabulary.submission import SubmissionId, SubmissionReport, SubmissionStatus
from tests.builders import a_micro_credential


def printed(show, *given):
    out = Console(file=io.StringIO(), width=120, highlight=False)
    show(out, *given)
    return out.file.getvalue()


def a_report(records):
    return SubmissionReport(
        submission=SubmissionId("s"),
        file="c.csv",
        format="csv",
        status=SubmissionStatus.CHECKED,
        rows=len(records),
        accepted=len(records),
        elements=count_elements(records),
        definition=count_verdicts(records),
    )


def test_each_element_of_annex_one_has_its_bar_and_the_two_of_the_award_are_explained():
    text = printed(show_completeness, a_report([a_micro_credential(eqf_level=3), a_micro_credential()]))
    lines = {line.split("  ")[0].strip(): line for line in text.splitlines()}
    assert "██████████░░░░░░░░░░  1 of 2" in lines["8 Level (EQF or QF-EHEA), if applicable"]
    assert "░░░░░░░░░░░░░░░░░░░░  0 of 2" in lines["6 Learning outcomes"]
    assert "1 Identification of the learner" in text
    assert "5 Date of issuing" in text
    assert "UNESCO's definition (2022)" in text


def test_a_file_without_a_good_row_has_no_bars():
    assert printed(show_completeness, a_report([])) == ""


def test_findings_stand_rule_by_rule_gravest_first():
    text = printed(
        show_findings,
        [
            finding("superlative", row=4, field="title", value="#1 school"),
            finding("missing_title", row=5, field="title"),
            finding("implausible_hours", row=2, field="hours", value="0"),
            finding("implausible_hours", row=3, field="hours", value="0"),
        ],
    )
    assert [line for line in text.splitlines() if not line.startswith(" ")] == [
        "✗ missing_title",
        "! implausible_hours (2 times)",
        "· superlative",
    ]
    assert "0 hours are not plausible; they count as not stated. Rows 2, 3" in text
    assert text.count("→") == 3


def test_of_many_findings_a_few_are_shown_and_the_rest_counted():
    many = [finding("unknown_country", row=row, field="country", value=f"Land {row}") for row in range(2, 12)]
    text = printed(show_findings, many)
    assert "row 2, country: “Land 2” is no country" in text
    assert "Land 9" not in text
    assert "… and 7 more; --json prints all." in text


def test_what_a_provider_wrote_is_never_read_as_markup():
    text = printed(show_findings, [finding("unknown_country", row=2, field="country", value="[red]Mars[/red]")])
    assert "[red]Mars[/red]" in text
