"""Does a submission go only the ways that it may, at the hands that may?"""

from datetime import UTC, datetime

import pytest

from knowledge.errors import KnowledgeError
from knowledge.submissions import workflow
from knowledge.vocabulary.submission import SubmissionReport, SubmissionStatus

S = SubmissionStatus
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def a_checked_report(**given):
    valid = {"submission": "s", "file": "f", "format": "csv", "status": S.RECEIVED, "rows": 1, "accepted": 1}
    report = workflow.moved(SubmissionReport(**valid | given), S.RECEIVED, "amra", NOW)
    return workflow.moved(report, S.CHECKED, "amra", NOW)


def test_every_status_has_its_ways_and_its_owners():
    assert set(workflow.TRANSITIONS) == set(workflow.OWNERS) == set(S)
    assert set().union(*workflow.TRANSITIONS.values()) == set(S) - {S.DRAFT}


def test_nothing_is_published_that_nobody_approved():
    assert [status for status in S if S.PUBLISHED in workflow.TRANSITIONS[status]] == [S.APPROVED]


@pytest.mark.parametrize(
    ("status", "to", "role", "may"),
    [
        (S.CHECKED, S.APPROVED, "moderator", True),
        (S.CHECKED, S.APPROVED, "provider", False),
        (S.CHECKED, S.WITHDRAWN, "provider", True),
        (S.RETURNED, S.RECEIVED, "provider", True),
        (S.PUBLISHED, S.WITHDRAWN, "provider", True),
        (S.RECEIVED, S.PUBLISHED, "operator", False),
        (S.REJECTED, S.APPROVED, "administrator", False),
        (S.CHECKED, S.APPROVED, "counsellor", False),
    ],
)
def test_may_and_check_may_agree(status, to, role, may):
    assert workflow.may_move(status, to, role) is may
    if may:
        workflow.check_may_move(status, to, role)
    else:
        with pytest.raises(KnowledgeError, match=f"that is {status} cannot become {to}"):
            workflow.check_may_move(status, to, role)


def test_a_second_person_approves():
    report = a_checked_report()
    assert workflow.may_approve(report, "boro", "moderator")
    assert not workflow.may_approve(report, "amra", "moderator")
    with pytest.raises(KnowledgeError, match="handed a submission in cannot approve"):
        workflow.check_may_approve(report, "amra", "moderator")


def test_the_operator_of_the_machine_may_approve_alone():
    workflow.check_may_approve(a_checked_report(), "amra", "operator")


def test_a_submission_without_a_good_row_is_not_approved():
    with pytest.raises(KnowledgeError, match="No row"):
        workflow.check_may_approve(a_checked_report(accepted=0), "boro", "moderator")


def test_each_change_is_written_down():
    history = a_checked_report().history
    assert [(change.status, change.who, change.at) for change in history] == [
        (S.RECEIVED, "amra", NOW),
        (S.CHECKED, "amra", NOW),
    ]
