"""Does a learner who opens an invitation come to the counsellor with one tap, and a counsellor get no one else by it?"""

import re

import pytest

from tests.bots.web.test_counsellor_doors import PAGE, Office

HTML = {"Accept": "text/html"}


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.engine.dispose()


def an_invitation(office, **how):
    """Make one as a counsellor does; give its code as the page says it."""
    page = office.signed_in("counsellor").post("/counsellor/invitations", data={"learners": 1, "days": 7, **how})
    assert page.status_code == 201
    return re.search(r'<strong class="code">([A-Z0-9-]+)</strong>', page.text)[1]


def say_yes(browser, code):
    return browser.post("/invited", data={"i": code}, headers=HTML)


def theirs(office):
    cases = office.signed_in("counsellor").get("/v1/cases", params={"which": "mine"}).json()["cases"]
    return [(case["state"], case["counsellor"]) for case in cases]


def test_the_counsellor_sees_link_picture_and_code_once(office):
    client = office.signed_in("counsellor")

    made = client.post("/counsellor/invitations", data={"learners": 3, "days": 2})
    later = client.get("/counsellor/invitations")

    code = re.search(r'<strong class="code">(\w{4}-\w{4}-\w{4})</strong>', made.text)[1]
    assert f'value="http://testserver/?i={code.replace("-", "")}"' in made.text
    assert "<svg" in made.text
    assert "0 of 3 learners came" in later.text
    assert code not in later.text


def test_a_link_says_who_invites_and_what_they_will_see_and_nothing_happens_before_the_yes(office):
    browser, code = office.browser(), an_invitation(office)

    led = browser.get("/", params={"i": code})
    page = browser.get(led.headers["location"])

    assert "Cairn is an AI system" in page.text
    assert "Counsellor invites you. If you say yes, Counsellor reads what you and I write here" in page.text
    assert "Yes, Counsellor may read along" in page.text
    assert theirs(office) == []
    assert "cairn" not in browser.cookies


def test_one_yes_begins_a_conversation_and_makes_it_the_counsellors(office):
    browser, code = office.browser(), an_invitation(office)

    answer = say_yes(browser, code)
    chat = browser.get("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/#latest")
    assert theirs(office) == [("answering", "Counsellor")]
    assert "Good. Counsellor reads along from now on" in chat.text
    assert say_yes(browser, code).status_code == 303
    assert len(theirs(office)) == 1


def test_an_invitation_for_one_takes_one(office):
    code = an_invitation(office)
    say_yes(office.browser(), code)

    second = office.browser()
    pages = [second.get("/invited", params={"i": code}), say_yes(second, code)]

    assert [page.status_code for page in pages] == [404, 404]
    assert "This invitation is over, used up, or was taken back." in pages[0].text
    assert "cairn" not in second.cookies


def test_one_that_was_taken_back_or_is_over_lets_nobody_in(office):
    client, taken_back = office.signed_in("counsellor"), an_invitation(office)
    page = client.get("/counsellor/invitations").text
    client.post("/counsellor/invitations/end", data={"invitation": re.search(r'"invitation" value="(\w+)"', page)[1]})
    over = an_invitation(office, days=1)
    office.clock.move(days=2)

    assert [say_yes(office.browser(), each).status_code for each in (taken_back, over)] == [404, 404]


def test_somebody_whom_another_counsellor_looks_after_is_told_and_the_place_stays_free(office):
    browser, code = office.browser(), an_invitation(office)
    other = office.signed_in("other counsellor").post("/counsellor/invitations", data={"learners": 1, "days": 7})
    say_yes(browser, re.search(r'class="code">([A-Z0-9-]+)<', other.text)[1])

    refused = say_yes(browser, code)

    assert refused.status_code == 409
    assert "Another counsellor looks after you already." in refused.text
    assert say_yes(office.browser(), code).status_code == 303


def test_another_site_says_no_yes(office):
    code = an_invitation(office)

    answer = office.browser().post("/invited", data={"i": code}, headers={**HTML, "Origin": "https://evil.example"})

    assert (answer.status_code, theirs(office)) == (403, [])


@pytest.mark.parametrize("role", ["nobody", "provider", "moderator", "administrator"])
def test_only_counsellors_invite(office, role):
    client = office.signed_in(role)

    got = [
        client.get("/counsellor/invitations", headers=PAGE),
        client.post("/counsellor/invitations", headers=PAGE),
        client.post("/counsellor/invitations/end", headers=PAGE),
    ]

    assert {answer.status_code for answer in got} == ({401} if role == "nobody" else {404})


def test_a_counsellor_takes_back_no_invitation_of_another(office):
    code = an_invitation(office)
    page = office.signed_in("counsellor").get("/counsellor/invitations").text
    identifier = re.search(r'name="invitation" value="(\w+)"', page)[1]

    office.signed_in("other counsellor").post("/counsellor/invitations/end", data={"invitation": identifier})

    assert say_yes(office.browser(), code).status_code == 303
