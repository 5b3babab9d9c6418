"""Does a counsellor see, and bring on, what is stuck of their own learners, and of nobody else's?"""

import pytest

from advisor.handoff import LANE
from advisor.vocabulary.handoff import HandOffStatus
from tests.bots.web.test_counsellor_doors import PAGE, Office
from tests.contracts.test_credential_issuer import a_handoff

HERE = "/counsellor/requests"


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.engine.dispose()


def stuck(office, detail="unknown", **given):
    handoff = a_handoff(
        **{"conversation": office.learner, "status": HandOffStatus.NEEDS_ATTENTION, "detail": detail, **given}
    )
    office.advisor.store.save_handoff(handoff, None)
    return handoff


def now_is(office):
    return office.advisor.store.handoff("h-1")


REASONS = [
    ("unknown", "Solar School (demo) may have it already."),
    ("refused us", "Solar School (demo) does not accept our key any more."),
    ("gave up", "they cannot get it twice"),
]


@pytest.mark.parametrize(("detail", "words"), REASONS)
def test_what_is_stuck_is_listed_with_what_it_means(office, detail, words):
    stuck(office, detail)

    page = office.taken().get(HERE, headers=PAGE)

    assert page.status_code == 200
    assert words in page.text
    assert office.case.code in page.text


def test_nothing_stuck_is_said(office):
    stuck(office, status=HandOffStatus.OFFERED)

    assert "No request of your learners needs you." in office.taken().get(HERE, headers=PAGE).text


def test_it_is_tried_again_once(office):
    stuck(office)
    client = office.taken()

    first = client.post(f"{HERE}/h-1/again")
    second = client.post(f"{HERE}/h-1/again")

    assert (first.status_code, second.status_code) == (303, 409)
    assert now_is(office).status == HandOffStatus.PENDING
    assert [row.reference for row in office.advisor.store.pending_outbox(LANE)] == ["h-1"]


def test_giving_up_is_told_to_the_learner(office):
    stuck(office)

    done = office.taken().post(f"{HERE}/h-1/cancel")

    last = office.advisor.conversation(office.learner).turns[-1].reply.blocks[-1]
    assert done.status_code == 303
    assert now_is(office).status == HandOffStatus.CANCELLED
    assert last.text == "The request for “Solar basics” to Solar School (demo) is cancelled."


@pytest.mark.parametrize("role", ["other counsellor", "provider", "moderator", "administrator", "nobody"])
def test_nobody_else_finds_or_moves_it(office, role):
    stuck(office)
    office.taken()
    client = office.browser() if role == "nobody" else office.signed_in(role)

    page = client.get(HERE, headers=PAGE)
    tried = client.post(f"{HERE}/h-1/again")

    assert "Solar basics" not in page.text
    assert tried.status_code in {303, 401, 403, 404}
    assert now_is(office).status == HandOffStatus.NEEDS_ATTENTION


def test_a_foreign_request_and_a_missing_one_look_the_same(office):
    stuck(office, conversation="somebody-else")
    client = office.taken()

    foreign, missing = client.post(f"{HERE}/h-1/again"), client.post(f"{HERE}/nowhere/again")
    verb = client.post(f"{HERE}/h-1/steal")

    assert (foreign.status_code, foreign.json()) == (404, missing.json())
    assert verb.status_code == 404


def test_that_somebody_looked_is_written_down(office):
    stuck(office)

    office.taken().get(HERE, headers=PAGE)

    assert [row for row in office.advisor.store.audit() if "requests" in row.text]


def test_a_page_of_somebody_else_cannot_press_the_button(office):
    stuck(office)

    pressed = office.taken().post(
        f"{HERE}/h-1/again", headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    )

    assert pressed.status_code == 403
    assert now_is(office).status == HandOffStatus.NEEDS_ATTENTION
