"""Is a place asked for, followed and given back as the Open Education API 6.0 says?"""

import pytest

from advisor.errors import IssuerFailure
from advisor.issuers.oeapi import read_association
from advisor.vocabulary.handoff import FailureKind, HandOffStatus, ProviderAnswer
from tests.contracts.test_credential_issuer import NUMBER, a_handoff, by_association
from tests.issuers.oeapi_school import OeapiSchool

AT = "/course-offering-associations/0f9d8c7b-6a59-4837-2615-f4e3d2c1b0a9"


@pytest.fixture
def school():
    opened = OeapiSchool()
    yield opened
    opened.close()


def test_the_place_is_put_under_our_number_and_nothing_of_the_person_is_sent(school):
    answer = by_association(school).enrolment.enrol(a_handoff(id=NUMBER), NUMBER)

    (asked,) = school.asked
    assert (asked.method, asked.path, asked.headers["authorization"]) == ("PUT", AT, "Bearer school-token")
    assert asked.document == {
        "role": "student",
        "state": "pending",
        "remoteState": "associated",
        "courseOfferingId": "offering-7",
        "personId": NUMBER,
    }
    assert answer == ProviderAnswer(
        status=HandOffStatus.ACCEPTED_BY_PROVIDER, external_id=NUMBER, page="https://school.example/enrol/go-on"
    )


def test_withdrawing_is_a_merge_patch(school):
    connection = by_association(school)
    connection.enrolment.enrol(a_handoff(id=NUMBER), NUMBER)

    connection.enrolment.withdraw(a_handoff(id=NUMBER), NUMBER)

    asked = school.asked[-1]
    assert (asked.method, asked.path, asked.document) == ("PATCH", AT, {"remoteState": "cancelled"})
    assert asked.headers["content-type"] == "application/merge-patch+json"
    assert connection.enrolment.progress(a_handoff(id=NUMBER)).status == HandOffStatus.CANCELLED


STATES = [
    ({"state": "pending"}, "accepted_by_provider", None),
    ({"state": "queued"}, "queued", None),
    ({"state": "associated"}, "enrolled", None),
    ({"state": "denied"}, "rejected", None),
    ({"state": "cancelled"}, "cancelled", None),
    ({"state": "canceled"}, "cancelled", None),
    ({"state": "finished", "result": {"passState": "passed"}}, "completed", True),
    ({"state": "finished", "result": {"pass": "failed"}}, "completed", False),
    ({"state": "finished"}, "completed", None),
    ({"state": "on the moon"}, "accepted_by_provider", None),
    ({}, "accepted_by_provider", None),
    ([], "accepted_by_provider", None),
]


@pytest.mark.parametrize(("document", "status", "passed"), STATES)
def test_each_state_of_the_school_is_one_of_ours(document, status, passed):
    answer = read_association(document, NUMBER)

    assert (answer.status, answer.passed) == (HandOffStatus(status), passed)


@pytest.mark.parametrize("page", ["javascript:alert(1)", "http://school.example", 7, None])
def test_a_page_that_is_no_https_address_is_not_shown(page):
    assert read_association({"redirect": page}, NUMBER).page == ""


@pytest.mark.parametrize(("change", "kind"), [("token", "refused_us"), ("offerings", "refused")])
def test_a_problem_is_told_apart(school, change, kind):
    setattr(school, change, "other" if change == "token" else frozenset())

    with pytest.raises(IssuerFailure) as failure:
        by_association(school).enrolment.enrol(a_handoff(id=NUMBER), NUMBER)

    assert failure.value.kind == FailureKind(kind)
