"""What do the pages of a brief and of a referral show, and to whom?"""

import pytest

from advisor.vocabulary.conversation import IncomingMessage
from tests.bots.web.test_counsellor_doors import PAGE, ROLES, Office

FORM = {"do": "ask", "to": "", "service": "Debt advice, Tuzla", "reason": "Debts come first.", "key": "k-1"}


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.engine.dispose()


def on_page(office, path=""):
    return f"/counsellor/cases/{office.case.id}{path}"


def answer(office, said):
    """Tap a button of the last reply."""
    turn = office.advisor.conversation(office.learner).turns[-1]
    button = next(c for block in turn.reply.blocks for c in getattr(block, "choices", ()) if c.label.startswith(said))
    message = IncomingMessage(conversation=office.learner, client_message_id="tapped", choice=button.id)
    return office.advisor.take_turn(message, office.clock())


def test_the_brief_links_each_line_to_its_turn(office):
    client = office.taken()

    page = client.get(on_page(office, "/brief"), headers=PAGE).text
    case = client.get(on_page(office), headers=PAGE).text

    assert f'href="{on_page(office)}?whole=true#turn-1"' in page
    assert '<q dir="auto">solar</q>' in page
    assert 'id="turn-1"' in case


def test_a_learner_is_asked_answers_and_the_outcome_is_noted(office):
    client = office.taken()

    asked = client.post(on_page(office, "/referral"), data=FORM)
    waiting = client.get(on_page(office, "/referral"), headers=PAGE).text
    answer(office, "Yes")
    agreed = client.get(on_page(office, "/referral"), headers=PAGE).text
    referral = office.advisor.store.referrals(office.learner)[0]
    noted = client.post(
        on_page(office, "/referral"),
        data={"do": f"outcome:{referral.id}", "outcome": "met", "words": "On <b>Monday</b>"},
    )
    done = client.get(on_page(office, "/referral"), headers=PAGE).text

    assert (asked.status_code, noted.status_code) == (303, 303)
    assert "waits for the learner" in waiting
    assert "What the learner agreed to" not in waiting
    assert "the learner agreed" in agreed
    assert "Text version 1 · English" in agreed
    assert "They met" in done
    assert "On &lt;b&gt;Monday&lt;/b&gt;" in done


def test_the_other_counsellor_sees_the_case_after_the_yes_and_not_before(office):
    client, other = office.taken(), office.signed_in("other counsellor")
    client.post(on_page(office, "/referral"), data={**FORM, "to": "other@example.org"})

    before = [other.get(on_page(office, path), headers=PAGE).status_code for path in ("", "/brief", "/referral")]
    answer(office, "Yes")
    after = [other.get(on_page(office, path), headers=PAGE).status_code for path in ("", "/brief", "/referral")]

    assert (before, after) == ([404, 404, 404], [200, 200, 200])
    assert client.get(on_page(office), headers=PAGE).status_code == 404


def test_a_referral_without_somebody_or_without_a_reason_is_explained_and_keeps_what_was_written(office):
    client = office.taken()

    nobody = client.post(on_page(office, "/referral"), data={**FORM, "service": " "})
    no_reason = client.post(on_page(office, "/referral"), data={**FORM, "reason": " "})
    provider = client.post(on_page(office, "/referral"), data={**FORM, "to": "provider@example.org", "service": ""})

    assert [each.status_code for each in (nobody, no_reason, provider)] == [422, 422, 422]
    assert "Choose a counsellor, or name a service." in nobody.text
    assert "Debts come first." in nobody.text
    assert "Give a reason: the learner reads it." in no_reason.text
    assert office.advisor.store.referrals(office.learner) == []


def test_a_second_question_before_the_answer_is_a_conflict(office):
    client = office.taken()
    client.post(on_page(office, "/referral"), data=FORM)

    again = client.post(on_page(office, "/referral"), data={**FORM, "key": "k-2"})

    assert (again.status_code, "has not answered the last question" in again.text) == (409, True)


@pytest.mark.parametrize("role", ROLES)
def test_brief_and_referral_are_for_the_counsellor_whose_case_it_is(office, role):
    office.taken()
    client = office.signed_in(role)

    seen = [client.get(on_page(office, path), headers=PAGE).status_code for path in ("/brief", "/referral")]
    asked = client.post(on_page(office, "/referral"), data=FORM)
    elsewhere = client.post("/counsellor/cases/no-such-case/referral", data=FORM)

    wanted = {"nobody": 401, "counsellor": 200}.get(role, 404)
    assert seen == [wanted, wanted]
    assert asked.status_code == {"counsellor": 303}.get(role, wanted)
    if role == "other counsellor":
        assert (asked.status_code, asked.content) == (elsewhere.status_code, elsewhere.content)


def test_another_site_refers_nobody(office):
    client = office.taken()

    answer = client.post(on_page(office, "/referral"), data=FORM, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403
    assert office.advisor.store.referrals(office.learner) == []


def test_looking_at_brief_and_referral_is_in_the_audit(office):
    client = office.taken()

    client.get(on_page(office, "/brief"), headers=PAGE)
    client.get(on_page(office, "/referral"), headers=PAGE)

    seen = [row.body.get("what") for row in office.advisor.audited(office.learner) if row.event == "seen"]
    assert seen == ["brief", "referral"]
