"""Can a counsellor's program, and their page, do to a plan what a counsellor may, and nobody else anything?"""

import pytest

from tests.bots.web.test_counsellor_doors import PAGE, ROLES, Office

FREE = {"max_price": {"amount": 0, "currency": "EUR"}}
FREE_FORM = {"hours": "", "price": "0", "currency": "EUR", "languages": ""}


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.engine.dispose()


def titles(answer):
    return [step["title"] for step in answer["pathway"]["steps"]]


def at(office, path=""):
    return f"/v1/cases/{office.case.id}/plan{path}"


def on_page(office, path=""):
    return f"/counsellor/cases/{office.case.id}{path}"


def test_a_program_edits_a_plan_step_by_step_and_approves_it(office):
    client = office.taken()
    first = client.get(at(office)).json()["plan"]["steps"][0]["micro_credential_id"]

    locked = client.post(at(office), json={"edit": "lock", "course": first})
    out = client.post(at(office), json={"edit": "turn_down", "course": first})
    back = client.post(at(office), json={"edit": "allow_again", "course": first})
    anew = client.post(at(office, "/recompute"))
    approved = client.post(at(office, "/approve"), json={"version": anew.json()["id"]})

    assert [each.status_code for each in (locked, out, back, anew, approved)] == [201, 201, 201, 201, 200]
    assert [step["locked"] for step in locked.json()["pathway"]["steps"]] == [True, False]
    assert len(titles(out.json())) == 1
    assert titles(anew.json()) == titles(back.json()) == ["Working at height", "Mounting solar panels"]
    versions = client.get(at(office)).json()["versions"]
    assert [(each["number"], each["approved_by"]) for each in versions] == [
        (1, ""), (2, ""), (3, ""), (4, "Counsellor"),
    ]  # fmt: skip


def test_a_swap_takes_the_course_that_is_named_if_there_is_one(office):
    client = office.taken()

    swapped = client.post(at(office), json={"edit": "swap", "course": "height-1", "instead": "no-such-course"})

    assert swapped.status_code == 404
    assert client.get(at(office)).json()["versions"] == []


def test_the_same_key_makes_one_version(office):
    client, once = office.taken(), {"Idempotency-Key": "the-first-try"}

    made = [client.post(at(office, "/propose"), json=FREE, headers=once).json()["id"] for _ in range(2)]

    assert made[0] == made[1]
    assert len(client.get(at(office)).json()["versions"]) == 1


def test_who_no_longer_has_the_case_gets_no_answer_from_before(office):
    client, once = office.taken(), {"Idempotency-Key": "the-first-try"}
    client.post(at(office, "/propose"), json=FREE, headers=once)
    office.say("/alone")

    assert client.post(at(office, "/propose"), json=FREE, headers=once).status_code == 404


def test_what_if_answers_with_reasons_and_keeps_nothing(office):
    client = office.taken()

    answer = client.post(at(office, "/what_if"), json=FREE, params={"language": "de"})

    assert answer.status_code == 200
    assert [step["title"] for step in answer.json()["plan"]["steps"]] == ["Mounting solar panels"]
    assert answer.json()["enters"] == []
    assert answer.json()["leaves"] == [
        {
            "micro_credential_id": "height-1",
            "title": "Working at height",
            "why": ["Überschreitet oder nennt nicht: Preis."],
        }
    ]
    assert client.get(at(office)).json()["versions"] == []


def test_a_limit_that_is_not_named_stays_and_null_lifts_one(office):
    client = office.taken()
    client.post(at(office, "/propose"), json=FREE)

    stays = client.post(at(office, "/propose"), json={"hours_per_week": 5}).json()
    lifted = client.post(at(office, "/propose"), json={"max_price": None}).json()

    assert (len(titles(stays)), len(titles(lifted))) == (1, 2)


def test_two_to_four_plans_are_compared_by_address(office):
    client = office.taken()
    version = client.post(at(office, "/propose"), json=FREE).json()["id"]

    block = client.get(at(office, "/compare"), params={"side": ["shown", version]}).json()
    alone = client.get(at(office, "/compare"), params={"side": ["shown"]})

    ects = [next(fact for fact in item["facts"] if fact["name"] == "ECTS") for item in block["items"]]
    assert [item["title"] for item in block["items"]] == ["As the learner sees it", "Version 1"]
    assert [fact["value"] for fact in ects] == [None, None]
    assert alone.status_code == 422


def test_who_waits_is_looked_at_and_not_changed_before_somebody_takes_over(office):
    client = office.signed_in("counsellor")

    got = [
        client.post(at(office, path), json=body)
        for path, body in (("/recompute", None), ("/propose", FREE), ("/approve", {}))
    ]

    assert [answer.status_code for answer in got] == [409, 409, 409]
    assert got[0].json()["hint"] == "Take over first."
    assert client.get(at(office)).status_code == 200


ADDRESSES = (
    ("GET", "", None),
    ("POST", "/what_if", FREE),
    ("GET", "/compare?side=shown&side=cheapest", None),
    ("POST", "", {"edit": "lock", "course": "pv-1"}),
    ("POST", "/recompute", None),
    ("POST", "/propose", FREE),
    ("POST", "/approve", {}),
)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_of_a_plan_is_for_the_counsellor_whose_case_it_is(office, role):
    office.taken()
    client = office.signed_in(role)
    wanted = {"counsellor": [200, 200, 200, 201, 201, 201, 200], "nobody": [401] * 7}.get(role, [404] * 7)

    got = [client.request(verb, at(office, path), json=body) for verb, path, body in ADDRESSES]
    missing = [
        client.request(verb, f"/v1/cases/no-such-case/plan{path}", json=body).content for verb, path, body in ADDRESSES
    ]

    assert [answer.status_code for answer in got] == wanted
    if role == "other counsellor":
        assert [answer.content for answer in got] == missing


def test_every_operation_is_in_the_openapi_document_with_its_problems(office):
    document = office.browser().get("/openapi.json").json()

    operations = {
        (verb, path.removeprefix("/v1/cases/{identifier}/plan"))
        for path, item in document["paths"].items()
        if path.startswith("/v1/cases/{identifier}/plan")
        for verb, operation in item.items()
        if {"401", "404"} <= set(operation["responses"])
    }
    assert operations == {
        ("get", ""), ("post", ""), ("post", "/recompute"), ("post", "/what_if"), ("post", "/propose"),
        ("get", "/compare"), ("post", "/approve"),
    }  # fmt: skip


def test_the_page_of_other_limits_shows_what_leaves_and_why_and_proposes_it(office):
    client = office.taken()

    form = client.get(on_page(office, "/what-if"), headers=PAGE)
    looked = client.get(on_page(office, "/what-if"), params=FREE_FORM, headers=PAGE)
    done = client.post(on_page(office, "/propose"), data=FREE_FORM)

    assert looked.status_code == 200, looked.text
    assert "What would change" not in form.text
    assert "Breaks, or does not state: price." in looked.text
    assert client.get(on_page(office), headers=PAGE).text.count("Changed by Counsellor") == 1
    assert (done.status_code, done.headers["location"]) == (303, on_page(office, "#plan"))


def test_a_limit_that_is_no_number_is_explained_on_the_page(office):
    client = office.taken()

    looked = client.get(on_page(office, "/what-if"), params={**FREE_FORM, "hours": "many"}, headers=PAGE)
    proposed = client.post(on_page(office, "/propose"), data={**FREE_FORM, "hours": "many"})

    assert (looked.status_code, proposed.status_code) == (422, 422)
    assert "hours_per_week is impossible" in looked.text
    assert "hours_per_week is impossible" in proposed.text


def test_the_page_of_plans_beside_each_other_says_what_is_not_stated(office):
    client = office.taken()

    page = client.get(on_page(office, "/compare"), params={"side": ["shown", "cheapest", "closest"]}, headers=PAGE)
    one = client.get(on_page(office, "/compare"), params={"side": ["shown"]}, headers=PAGE)

    assert '<th scope="row">ECTS</th><td dir="auto">not stated</td>' in page.text
    assert "There is no such plan: Another way: closest." in page.text
    assert (one.status_code, "Choose two to four plans." in one.text) == (422, True)


def test_the_plan_says_what_the_offers_considered_do_not_state(office):
    page = office.taken().get(on_page(office), headers=PAGE).text

    assert "2 of 2 offers considered state no EQF level." in page
    assert "offers considered state no price" not in page


@pytest.mark.parametrize("path", ["/what-if", "/compare"])
@pytest.mark.parametrize("role", ROLES)
def test_the_pages_beside_a_case_are_for_the_counsellor_whose_it_is(office, role, path):
    office.taken()
    client = office.signed_in(role)

    page = client.get(on_page(office, path), headers=PAGE)

    assert page.status_code == {"nobody": 401, "counsellor": 200}.get(role, 404)


@pytest.mark.parametrize("role", ROLES)
def test_the_buttons_of_a_plan_are_for_the_counsellor_whose_case_it_is(office, role):
    office.taken()
    client = office.signed_in(role)

    got = [
        client.post(on_page(office, f"/{verb}"), data=form).status_code
        for verb, form in (("plan", {"edit": "recompute:"}), ("propose", FREE_FORM), ("approve", {"version": ""}))
    ]

    assert got == [{"nobody": 401, "counsellor": 303}.get(role, 404)] * 3


def test_each_view_of_a_plan_is_named_in_the_audit(office):
    client = office.taken()

    client.get(at(office))
    client.post(at(office, "/what_if"), json=FREE)
    client.get(on_page(office, "/what-if"), headers=PAGE)
    client.get(on_page(office, "/compare"), headers=PAGE)
    client.get(on_page(office, "/turns"))

    seen = [row.body.get("what") for row in office.advisor.audited(office.learner) if row.event == "seen"]
    assert seen == ["plan", "what_if", "what_if", "compare", "turns"]
