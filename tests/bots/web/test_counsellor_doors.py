"""Who may open which address of those who work here, and what do all others find?"""

from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from advisor.vocabulary.conversation import IncomingMessage
from advisor.vocabulary.learner import Slot
from bots.accounts.users import Role, Users
from bots.database import open_engine
from bots.settings import Settings
from bots.web.app import create_app
from tests.bots.web.house import NO_LIMITS, Clock, Shelf
from tests.fakes.advice import an_advisor
from tests.fakes.talking_library import INSTALLER

ROLES = ("nobody", "counsellor", "other counsellor", "provider", "moderator", "administrator")
PAGE = {"Accept": "text/html"}


def pressed(client, token):
    """Press the button on the page of a link."""
    return client.post("/sign-in", data={"token": token}, headers=PAGE)


class Office:
    """A server with one learner who waits, whom a counsellor looks after, and a person of every role."""

    def __init__(self, folder):
        self.engine = open_engine(f"sqlite:///{folder / 'cairn.db'}")
        self.users, self.clock = Users(self.engine), Clock()
        self.advisor = an_advisor({"solar": {Slot.GOAL_OCCUPATION: INSTALLER}})
        settings = Settings(data=folder, **NO_LIMITS)
        house = SimpleNamespace(
            settings=settings, engine=self.engine, library=Shelf([]), advisor=self.advisor, users=self.users
        )
        self.app = create_app(house, self.clock, iter(f"id{n}" for n in range(10_000)).__next__)
        for email, role in (
            ("counsellor@example.org", Role.COUNSELLOR),
            ("other@example.org", Role.COUNSELLOR),
            ("provider@example.org", Role.PROVIDER),
            ("moderator@example.org", Role.MODERATOR),
            ("administrator@example.org", Role.ADMINISTRATOR),
        ):
            self.users.add(email, role, email.partition("@")[0].title(), self.clock())
        self.learner, _ = self.advisor.start_conversation("web", language="en", now=self.clock())
        self.say("solar")
        self.say("/human")
        self.case = self.advisor.counselling.caseload(_counsellor(), "waiting")[0]

    def say(self, text):
        turns = len(self.advisor.conversation(self.learner).turns)
        message = IncomingMessage(conversation=self.learner, client_message_id=f"m{turns}", text=text)
        return self.advisor.take_turn(message, self.clock())

    def browser(self):
        return TestClient(self.app, client=("127.0.0.1", 50000), follow_redirects=False)

    def signed_in(self, role):
        client = self.browser()
        if role != "nobody":
            email = {"other counsellor": "other"}.get(role, role) + "@example.org"
            answer = pressed(client, self.users.new_link(email, self.clock()))
            assert answer.status_code == 303
        return client

    def taken(self):
        client = self.signed_in("counsellor")
        assert client.post(f"/v1/cases/{self.case.id}/take").status_code == 200
        return client


def _counsellor():
    from advisor.vocabulary.counselling import Counsellor

    return Counsellor(id="counsellor@example.org", name="Counsellor")


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.engine.dispose()


ADDRESSES = (
    ("GET", "/v1/cases", None),
    ("GET", "/v1/cases/{case}", None),
    ("POST", "/v1/cases/{case}/take", None),
    ("POST", "/v1/cases/{case}/notes", {"text": "A note."}),
    ("POST", "/v1/cases/{case}/messages", {"text": "Good day."}),
    ("POST", "/v1/cases/{case}/hand_back", None),
    ("POST", "/v1/cases/{case}/close", None),
)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_of_the_cases_is_for_the_counsellor_whose_they_are(office, role):
    office.taken()
    client = office.signed_in(role)
    wanted = {
        "counsellor": [200, 200, 200, 201, 201, 200, 200],
        "other counsellor": [200, 404, 404, 404, 404, 404, 404],
        "nobody": [401] * 7,
    }.get(role, [404] * 7)

    got = [client.request(verb, path.format(case=office.case.id), json=body) for verb, path, body in ADDRESSES]

    assert [answer.status_code for answer in got] == wanted
    problems = [answer for answer in got if answer.status_code >= 400]
    assert all(answer.headers["content-type"] == "application/problem+json" for answer in problems)
    if role == "other counsellor":
        assert got[0].json() == {"cases": [], "next_cursor": None}
        missing = client.get("/v1/cases/no-such-case")
        assert (missing.status_code, missing.content) == (404, got[1].content)


@pytest.mark.parametrize("role", ROLES)
def test_the_pages_are_for_counsellors_and_say_to_others_only_how_to_get_in(office, role):
    client = office.signed_in(role)

    pages = [client.get(path, headers=PAGE) for path in ("/counsellor", f"/counsellor/cases/{office.case.id}")]

    wanted = {"nobody": 401}.get(role, 200 if "counsellor" in role else 404)
    assert [page.status_code for page in pages] == [wanted, wanted]
    assert (office.case.code in pages[0].text) == ("counsellor" in role)


@pytest.mark.parametrize("role", ROLES)
def test_the_administrators_page_opens_for_that_role_only(office, role):
    assert office.signed_in(role).get("/admin").status_code == (200 if role == "administrator" else 404)


def test_a_link_shows_whom_it_lets_in_and_a_button_and_is_used_up_by_the_button_alone(office):
    token = office.users.new_link("counsellor@example.org", office.clock())
    scanner, client = office.browser(), office.browser()
    scanner.get("/sign-in", params={"token": token})

    carried = client.get("/sign-in", params={"token": token})
    page = client.get(carried.headers["location"])
    entered = client.post("/sign-in", headers=PAGE)
    again = client.get("/sign-in", params={"token": token})

    assert (carried.status_code, carried.headers["location"]) == (303, "/sign-in")
    assert "You sign in as Counsellor (counsellor@example.org)." in page.text
    assert '<form method="post" action="/sign-in"><button class="go">Sign in</button></form>' in page.text
    assert token not in page.text
    assert (entered.status_code, entered.headers["location"]) == (303, "/counsellor")
    assert client.get("/counsellor").status_code == 200
    assert "cairn-link" not in client.cookies
    assert (again.status_code, "This link is used up or too old." in again.text) == (401, True)


def test_the_token_of_a_link_is_kept_from_scripts_and_for_a_quarter_of_an_hour(office):
    token = office.users.new_link("counsellor@example.org", office.clock())

    cookie = office.browser().get("/sign-in", params={"token": token}).headers["set-cookie"]

    assert cookie == f"cairn-link={token}; HttpOnly; Max-Age=900; Path=/sign-in; SameSite=lax"


def test_another_site_presses_no_button(office):
    client, token = office.browser(), office.users.new_link("counsellor@example.org", office.clock())
    client.get("/sign-in", params={"token": token})

    foreign = client.post("/sign-in", headers={**PAGE, "Origin": "https://evil.example"})

    assert (foreign.status_code, "cairn-session" in client.cookies) == (403, False)


def test_a_link_lets_in_once_and_the_cookie_is_kept_from_scripts_and_other_sites(office):
    client, token = office.browser(), office.users.new_link("counsellor@example.org", office.clock())

    first = pressed(client, token)
    again = pressed(office.browser(), token)

    assert (first.status_code, first.headers["location"]) == (303, "/counsellor")
    cookie = first.headers["set-cookie"]
    assert cookie.startswith("cairn-session=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert (again.status_code, "cairn-session" in again.headers["set-cookie"]) == (401, False)
    assert "This link is used up or too old." in again.text


def test_over_https_the_cookie_is_bound_to_the_host(office):
    token = office.users.new_link("counsellor@example.org", office.clock())

    with TestClient(office.app, base_url="https://cairn.example", follow_redirects=False) as client:
        cookie = pressed(client, token).headers["set-cookie"]

    assert cookie.startswith("__Host-cairn-session=")
    assert "Secure" in cookie
    assert "Path=/" in cookie


def test_a_program_signs_in_and_sends_its_session_as_bearer(office):
    token = office.users.new_link("counsellor@example.org", office.clock())
    made = office.browser().post("/sign-in", data={"token": token})
    bearer = {"Authorization": f"Bearer {made.json()['session']}"}

    listed = office.browser().get("/v1/cases", headers=bearer).json()["cases"]

    assert made.status_code == 201
    assert [(case["state"], case["mine"], case["counsellor"]) for case in listed] == [
        ("waiting_for_counsellor", False, None)
    ]


def test_half_an_hour_without_a_look_and_signing_out_end_it(office):
    client = office.signed_in("counsellor")
    office.clock.move(minutes=31)
    assert client.get("/v1/cases").status_code == 401

    client = office.signed_in("counsellor")
    assert client.post("/sign-out").headers["location"] == "/sign-in?out=true"
    assert client.get("/v1/cases").status_code == 401


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_can_do_nothing_in_a_counsellors_name(office, headers):
    client = office.signed_in("counsellor")

    got = [
        client.post(f"/v1/cases/{office.case.id}/take", headers=headers),
        client.post(f"/counsellor/cases/{office.case.id}/take", headers=headers),
        client.post("/counsellor/code", data={"code": office.case.code}, headers=headers),
        client.post("/sign-out", headers=headers),
    ]

    assert [answer.status_code for answer in got] == [401, 403, 403, 403]
    assert office.advisor.counselling.find(office.case.id, _counsellor()).stands == "waiting_for_counsellor"
    assert client.get("/v1/cases").status_code == 200


def test_the_learner_reads_who_speaks_in_the_state_of_the_replies(office):
    client = office.taken()
    assert office.say("are you there?").state == "with_counsellor"

    said = client.post(
        f"/v1/cases/{office.case.id}/messages", json={"text": "Yes!"}, headers={"Idempotency-Key": "once"}
    )
    client.post(f"/v1/cases/{office.case.id}/messages", json={"text": "Yes!"}, headers={"Idempotency-Key": "once"})

    assert said.status_code == 201
    turns = client.get(f"/v1/cases/{office.case.id}").json()["turns"]
    assert [turn["reply"]["by"] for turn in turns if turn["reply"]["by"]] == ["Counsellor", "Counsellor"]
    assert client.post(f"/v1/cases/{office.case.id}/close").json()["state"] == "closed"
    assert client.post(f"/v1/cases/{office.case.id}/take").status_code == 409


def test_a_list_of_cases_is_turned_over_by_cursor(office):
    for number in range(3):
        learner, _ = office.advisor.start_conversation("web", language="en", now=office.clock())
        message = IncomingMessage(conversation=learner, client_message_id=f"n{number}", text="/human")
        office.advisor.take_turn(message, office.clock())
    client, found, cursor = office.signed_in("counsellor"), [], None

    while True:
        page = client.get("/v1/cases", params={"limit": 3, **({"cursor": cursor} if cursor else {})}).json()
        found += [case["id"] for case in page["cases"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert len(found) == len(set(found)) == 4


def test_every_page_of_a_case_is_a_look_in_the_audit(office):
    client = office.signed_in("counsellor")
    before = [row.event for row in office.advisor.audited(office.learner)].count("seen")

    client.get(f"/counsellor/cases/{office.case.id}", headers=PAGE)
    client.get(f"/v1/cases/{office.case.id}")
    client.get("/counsellor")

    rows = [row for row in office.advisor.audited(office.learner) if row.event == "seen"]
    assert len(rows) - before == 2
    assert rows[-1].body == {"by": "counsellor@example.org"}


def test_words_of_a_learner_and_a_counsellor_are_shown_as_words(office):
    client = office.taken()
    office.say("<script>alert(1)</script>")
    client.post(f"/counsellor/cases/{office.case.id}/messages", data={"text": "<img src=x onerror=alert(2)>"})
    client.post(f"/counsellor/cases/{office.case.id}/notes", data={"text": "<b>bold</b>"})

    page = client.get(f"/counsellor/cases/{office.case.id}", headers=PAGE).text

    for raw in ("<script>alert(1)", "<img src=x", "<b>bold"):
        assert raw not in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page


def test_a_long_conversation_begins_with_the_latest_and_is_shown_whole_on_request(office):
    for number in range(45):
        office.say(f"word number {number:02}")
    client, address = office.signed_in("counsellor"), f"/counsellor/cases/{office.case.id}"

    page, whole = client.get(address, headers=PAGE).text, client.get(f"{address}?whole=true", headers=PAGE).text

    assert "word number 44" in page
    assert ">word number 02<" not in page
    assert "Show 7 earlier messages" in page
    assert ">word number 02<" in whole


def test_an_empty_message_and_one_without_taking_over_are_explained_on_the_page(office):
    client = office.signed_in("counsellor")
    address = f"/counsellor/cases/{office.case.id}"

    early = client.post(f"{address}/messages", data={"text": "Good day"})
    client.post(f"{address}/take")
    empty = client.post(f"{address}/messages", data={"text": "   "})

    assert (early.status_code, empty.status_code) == (409, 422)
    assert "The machine speaks in this case." in early.text
    assert "Write something first." in empty.text


def test_codes_cannot_be_tried_by_the_hundred(office):
    client = office.signed_in("other counsellor")

    got = [client.post("/counsellor/code", data={"code": "AAAA-AAAA"}).status_code for _ in range(11)]

    assert got == [404] * 10 + [429]


def test_the_paper_says_who_approved_only_with_that_approval(office):
    client = office.taken()
    client.post(f"/counsellor/cases/{office.case.id}/approve", data={"version": ""})
    version = office.advisor.counselling.look(office.case.id, _counsellor(), office.clock()).versions[0]

    assert version.approved_by == "Counsellor"
    address = f"/v1/pathways/{version.receipt}.pdf"
    with_name = client.get(address, params={"approval": version.id})
    plain, wrong = client.get(address), client.get(address, params={"approval": "another"})

    assert with_name.content.startswith(b"%PDF")
    assert text_of(with_name.content).count("Counsellor") > 0
    assert "Counsellor" not in text_of(plain.content) + text_of(wrong.content)


def text_of(content):
    import pypdfium2

    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
