"""What do the list of learners and the page of answers show, and to whom?"""

import pytest

from tests.bots.web.test_counsellor_doors import PAGE, ROLES, Office

ANSWER = {"id": "", "title": "Fees", "text": "The office may pay <half>.", "shared": "yes"}


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.engine.dispose()


def on_page(office, path=""):
    return f"/counsellor/cases/{office.case.id}{path}"


def test_a_label_filters_the_list_and_is_taken_away(office):
    client = office.taken()
    added = client.post(on_page(office, "/label"), data={"label": "debts <b>"})

    listed = client.get("/counsellor", params={"label": "debts <b>"}, headers=PAGE).text
    others = client.get("/counsellor", params={"label": "no such"}, headers=PAGE).text
    client.post(on_page(office, "/unlabel"), data={"label": "debts <b>"})

    assert (added.status_code, added.headers["location"]) == (303, on_page(office, "#labels"))
    assert office.case.code in listed
    assert "debts &lt;b&gt;" in listed
    assert office.case.code not in others
    assert "debts" not in client.get("/counsellor", headers=PAGE).text


def test_a_date_that_is_none_is_explained_on_the_page_and_one_that_is_stands_in_the_list(office):
    client = office.taken()

    wrong = client.post(on_page(office, "/next"), data={"next": "soon"})
    client.post(on_page(office, "/next"), data={"next": "2026-12-01"})

    assert (wrong.status_code, "This is no date." in wrong.text) == (409, True)
    assert "Next date: 2026-12-01" in client.get("/counsellor", headers=PAGE).text


def test_words_are_searched_by_form_and_stand_in_no_address(office):
    client = office.taken()

    found = client.post("/counsellor/search", data={"words": "SOLAR"})
    nothing = client.post("/counsellor/search", data={"words": "qwertz"})

    assert office.case.code in found.text
    assert "1 case holds these words." in found.text
    assert office.case.code not in nothing.text
    assert "Nothing found." in nothing.text
    assert client.get("/counsellor/search", params={"words": "solar"}).status_code == 405


def test_the_order_can_be_by_need(office):
    client = office.signed_in("counsellor")

    page = client.get("/counsellor", params={"by": "need"}, headers=PAGE).text

    assert 'by=need" aria-current="true"' in page
    assert "waits since" in page


def test_an_answer_at_hand_is_put_into_the_box_as_a_draft_and_nothing_is_sent(office):
    client = office.taken()
    client.post("/counsellor/answers", data=ANSWER)
    (kept,) = office.advisor.counselling.lists.answers(_who("other"))
    turns = len(office.advisor.conversation(office.learner).turns)

    page = client.get(on_page(office), params={"answer": kept.id}, headers=PAGE).text

    assert "required>\nThe office may pay &lt;half&gt;.</textarea>" in page
    assert 'name="drafted"' not in page
    assert len(office.advisor.conversation(office.learner).turns) == turns


def test_an_answer_is_changed_by_its_owner_and_an_incomplete_one_is_explained(office):
    mine, other = office.signed_in("counsellor"), office.signed_in("other counsellor")
    mine.post("/counsellor/answers", data=ANSWER)
    (kept,) = office.advisor.counselling.lists.answers(_who("counsellor"))

    theirs = other.post("/counsellor/answers", data={**ANSWER, "id": kept.id, "text": "No."})
    empty = mine.post("/counsellor/answers", data={**ANSWER, "title": " "})
    seen = other.get("/counsellor/answers", headers=PAGE).text
    mine.post("/counsellor/answers", data={"id": kept.id, "do": "delete"})

    assert (theirs.status_code, empty.status_code) == (404, 422)
    assert "An answer has a title" in empty.text
    assert "The office may pay &lt;half&gt;." in seen
    assert office.advisor.counselling.lists.answers(_who("counsellor")) == []


@pytest.mark.parametrize("role", ROLES)
def test_lists_and_answers_are_for_counsellors_and_labels_for_whose_case_it_is(office, role):
    office.taken()
    client = office.signed_in(role)

    got = [
        client.get("/counsellor/answers", headers=PAGE),
        client.post("/counsellor/answers", data=ANSWER),
        client.post("/counsellor/search", data={"words": "solar"}),
        client.post(on_page(office, "/label"), data={"label": "x"}),
        client.post(on_page(office, "/unlabel"), data={"label": "x"}),
        client.post(on_page(office, "/next"), data={"next": ""}),
    ]

    wanted = {
        "counsellor": [200, 303, 200, 303, 303, 303],
        "other counsellor": [200, 303, 200, 404, 404, 404],
        "nobody": [401] * 6,
    }.get(role, [404] * 6)
    assert [answer.status_code for answer in got] == wanted
    assert (office.case.code in got[2].text) == (role == "counsellor")


@pytest.mark.parametrize("path", ["/counsellor/answers", "/counsellor/search"])
def test_another_site_reaches_neither_answers_nor_search(office, path):
    answer = office.taken().post(path, data={**ANSWER, "words": "solar"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def _who(name):
    from advisor.vocabulary.counselling import Counsellor

    return Counsellor(id=f"{name}@example.org", name=name.title())
