"""Does a request for a place go through all that a school may say, up to the credential?"""

import pytest

from advisor.handoff_ports import Connection
from advisor.issuers.failures import NotAllowed
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import HandOffId, HandOffStatus
from tests.advisor.durable.test_handoff_steps import Bench, H
from tests.fakes.fake_issuer import FakeIssuer, FakeSchool

_S = HandOffStatus


class Both:
    """A school that enrols, and hands the credential over when the course is passed."""

    def __init__(self, **school):
        self.school, self.issuer = FakeSchool(**school), FakeIssuer()
        self.connection = Connection("oeapi", enrolment=self.school, offers=self.issuer)


def test_a_place_is_asked_for_and_the_schools_page_is_kept():
    school = FakeSchool()
    at = Bench(school, status=_S.PENDING)

    outcome = at.steps.call(H, 1)

    assert outcome == {"word": "accepted_by_provider", "wait": 0.0}
    assert at.now.enrolment.page == "https://school.example/go-on"
    assert school.places == {H}


@pytest.mark.parametrize("state", [_S.QUEUED, _S.ENROLLED, _S.REJECTED, _S.CANCELLED, _S.COMPLETED])
def test_what_the_school_decides_is_seen_at_the_next_look(state):
    school = FakeSchool()
    at = Bench(school, status=_S.PENDING)
    at.steps.call(H, 1)

    waiting = at.steps.poll(H)
    school.state = state

    assert waiting["word"] == "waiting"
    assert at.steps.poll(H)["word"] == state.value
    assert at.now.status == state


def test_a_school_that_says_at_once_that_it_is_full_is_told_at_once():
    at = Bench(FakeSchool(state=_S.REJECTED), status=_S.PENDING)

    assert at.steps.call(H, 1)["word"] == "rejected"


def test_a_passed_course_leads_to_its_credential():
    both = Both()
    at = Bench(both, status=_S.PENDING)
    at.steps.call(H, 1)
    both.school.state, both.school.passed = _S.COMPLETED, True

    passed = at.steps.poll(H)
    offered = at.steps.call(H, 1)

    assert (passed["word"], offered["word"]) == ("pending", "offered")
    assert at.now.offer.tx_code == "4711"
    assert at.now.enrolment.status == _S.COMPLETED


@pytest.mark.parametrize("passed", [False, None])
def test_a_course_that_was_not_passed_leads_to_none(passed):
    both = Both()
    at = Bench(both, status=_S.PENDING)
    at.steps.call(H, 1)
    both.school.state, both.school.passed = _S.COMPLETED, passed

    outcome = at.steps.poll(H)

    assert outcome["word"] == "completed"
    assert both.issuer.made == {}


def test_a_course_that_was_finished_before_anybody_asked_still_leads_to_its_credential():
    both = Both(state=_S.COMPLETED)
    both.school.passed = True
    at = Bench(both, status=_S.PENDING)

    first, then = at.steps.call(H, 1), at.steps.poll(H)

    assert (first["word"], then["word"]) == ("enrolled", "pending")


def test_the_manners_are_those_of_the_next_job():
    both = Both()
    at = Bench(both, status=_S.PENDING)
    before = at.steps.manners(H)
    at.steps.call(H, 1)
    both.school.state, both.school.passed = _S.COMPLETED, True
    at.steps.poll(H)

    assert before.idempotency == "put"
    assert at.steps.manners(H).idempotency == "key"


def test_withdrawing_reaches_the_school_and_the_issuer_where_there_was_an_offer():
    both = Both()
    at = Bench(both, status=_S.PENDING)
    at.steps.call(H, 1)

    first = at.steps.take_back(H)
    both.school.state, both.school.passed = _S.COMPLETED, True
    at.steps.poll(H)
    at.steps.call(H, 1)
    at.steps.take_back(H)

    assert first["word"] == "done"
    assert both.school.withdrawn == [H, H]
    assert both.issuer.withdrawn == [H]


def test_a_school_that_no_longer_knows_us_is_asked_nothing_more_for_a_while(caplog):
    class Closed(FakeSchool):
        looks = 0

        def progress(self, handoff):
            self.looks += 1
            raise NotAllowed("403")

    school = Closed()
    at = Bench(school, status=_S.PENDING)
    at.steps.call(H, 1)

    words = [at.steps.poll(H)["word"] for _ in range(3)]

    assert words == ["waiting"] * 3
    assert school.looks == 1
    assert list(at.handoffs.pauses) == ["Solar School (demo)"]
    assert "issuer_refused_us" in caplog.text


def test_a_provider_that_was_taken_out_of_the_file_is_left_to_the_operator():
    class Gone:
        connection = Connection("link")

    at = Bench(Gone(), status=_S.PENDING)

    outcome = at.steps.call(H, 1)
    at.steps.pause(H, 1)

    assert outcome["word"] == "refused_us"
    assert (at.now.status, at.now.detail) == (_S.NEEDS_ATTENTION, "refused us")


def test_an_erased_learner_is_asked_about_no_more():
    school = FakeSchool()
    at = Bench(school, status=_S.PENDING)
    at.steps.call(H, 1)
    at.store.erase(ConversationId("c-1"))

    assert at.steps.poll(HandOffId(H))["word"] == "gone"
