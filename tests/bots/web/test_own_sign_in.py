"""Does one get in with the account of one's own organisation, and nobody else?"""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient

from bots.accounts.arrivals import Arrivals
from bots.accounts.users import Role, Users
from bots.database import open_engine
from bots.settings import Settings
from bots.web.app import create_app
from tests.bots.web.house import NO_LIMITS, Clock, Shelf
from tests.bots.web.oidc_provider import a_provider, authorise, changed, come_back, free_port, leave
from tests.fakes.outspoken_advisor import OutspokenAdvisor

AMRA = "amra@example.org"
PUBLIC = "http://testserver"


@pytest.fixture(scope="module")
def issuer():
    with a_provider() as found:
        yield found


class Place:
    """A server with two counsellors, joined to a provider."""

    def __init__(self, folder, issuer, **given):
        self.engine, self.clock = open_engine(f"sqlite:///{folder / 'cairn.db'}"), Clock()
        self.users = Users(self.engine)
        own = {"oidc_issuer": issuer, "oidc_client_id": "cairn", "oidc_client_secret": "hush", "public_url": PUBLIC}
        self.settings = Settings(data=folder, oidc_name="Example", **{**NO_LIMITS, **own, **given})
        for email in (AMRA, "boris@example.org"):
            self.users.add(email, Role.COUNSELLOR, email.partition("@")[0].title(), self.clock())

    def browser(self):
        """Open a browser at a process of its own: workers share the database only."""
        house = SimpleNamespace(
            settings=self.settings, engine=self.engine, library=Shelf([]), advisor=OutspokenAdvisor(), users=self.users
        )
        app = create_app(house, self.clock, iter(f"id{n}" for n in range(1_000)).__next__)
        return TestClient(app, base_url=PUBLIC, client=("127.0.0.1", 50000), follow_redirects=False)


@pytest.fixture
def place(tmp_path, issuer):
    made = Place(tmp_path, issuer)
    yield made
    made.engine.dispose()


def test_somebody_with_an_account_comes_in_by_their_own_organisation(place):
    browser = place.browser()

    entrance = browser.get("/sign-in")
    back = come_back(browser, authorise(leave(browser), "amra"))

    assert "Sign in with Example" in entrance.text
    assert (back.status_code, back.headers["location"]) == (303, "/counsellor")
    session = browser.cookies["cairn-session"]
    assert place.users.holder(session, place.clock()).email == AMRA
    assert "cairn-trip" not in browser.cookies


def test_the_way_there_carries_a_challenge_a_state_and_a_nonce_of_its_own(place):
    browser = place.browser()

    first, second = (parse_qs(urlsplit(leave(browser)).query) for _ in range(2))

    assert first["scope"] == ["openid email"]
    assert first["code_challenge_method"] == ["S256"]
    assert first["redirect_uri"] == [f"{PUBLIC}/sign-in/back"]
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))
    assert browser.cookies["cairn-trip"] not in str(first) + str(second)


def test_the_way_back_may_lead_to_another_worker(place):
    browser, worker = place.browser(), place.browser()

    given = authorise(leave(browser), "amra")
    worker.cookies = browser.cookies

    assert come_back(worker, given).headers["location"] == "/counsellor"


@pytest.mark.parametrize(
    ("sub", "said"),
    [
        ("stranger", "Example knows you, but there is no account for you here. Ask whoever runs this installation"),
        ("unverified", "Example has not verified your e-mail address. Have it verified there"),
        (None, "Example did not let you in."),
    ],
)
def test_everybody_else_is_told_what_to_do_and_stays_outside(place, sub, said):
    browser = place.browser()

    back = come_back(browser, authorise(leave(browser), sub))

    assert back.status_code == 403
    assert said in back.text
    assert "cairn-session" not in browser.cookies


def test_an_answer_to_another_browser_lets_nobody_in(place):
    victim, thief = place.browser(), place.browser()
    given = authorise(leave(thief), "amra")
    leave(victim)

    pages = [come_back(victim, given), come_back(place.browser(), given), come_back(thief, {**given, "state": ""})]

    assert [page.status_code for page in pages] == [403, 403, 403]
    assert "Please begin again." in pages[0].text


def test_an_answer_counts_once(place):
    browser = place.browser()
    given = authorise(leave(browser), "amra")
    trip = browser.cookies["cairn-trip"]
    first = come_back(browser, given)
    browser.cookies.set("cairn-trip", trip)

    again = come_back(browser, given)

    assert (first.status_code, again.status_code) == (303, 403)


def test_a_code_that_is_used_up_at_the_provider_lets_nobody_in(place):
    thief, browser = place.browser(), place.browser()
    used = authorise(leave(thief), "amra")
    come_back(thief, used)
    fresh = authorise(leave(browser), "amra")

    page = come_back(browser, {**fresh, "code": used["code"]})

    assert (page.status_code, "cairn-session" in browser.cookies) == (403, False)
    assert "could not be verified" in page.text


def test_a_code_that_was_given_for_another_trip_lets_nobody_in(place):
    thief, browser = place.browser(), place.browser()
    stolen = authorise(leave(thief), "amra")
    fresh = authorise(leave(browser), "amra")

    page = come_back(browser, {**fresh, "code": stolen["code"]})

    assert (page.status_code, "cairn-session" in browser.cookies) == (403, False)


def test_a_changed_nonce_lets_nobody_in(place):
    browser = place.browser()

    page = come_back(browser, authorise(changed(leave(browser), nonce="of-somebody-else"), "amra"))

    assert (page.status_code, "could not be verified" in page.text) == (403, True)


def test_a_code_for_another_program_lets_nobody_in(place):
    browser = place.browser()

    page = come_back(browser, authorise(changed(leave(browser), client_id="another"), "amra"))

    assert (page.status_code, "could not be verified" in page.text) == (403, True)


def test_an_answer_that_names_another_provider_is_not_traded(place):
    browser = place.browser()

    page = come_back(browser, {**authorise(leave(browser), "amra"), "iss": "https://elsewhere.example"})

    assert page.status_code == 403


def test_who_takes_too_long_begins_again(place):
    browser = place.browser()
    given = authorise(leave(browser), "amra")
    place.clock.move(minutes=11)

    assert come_back(browser, given).status_code == 403


def test_an_address_that_is_given_to_somebody_else_later_lets_nobody_in_until_the_operator_says_so(place):
    first, heir = place.browser(), place.browser()
    come_back(first, authorise(leave(first), "amra"))

    page = come_back(heir, authorise(leave(heir), "heir"))
    Arrivals(place.engine).part(AMRA)
    again = come_back(heir, authorise(leave(heir), "heir"))

    assert "Somebody else came by Example with this e-mail address before." in page.text
    assert (page.status_code, again.headers["location"]) == (403, "/counsellor")


def test_who_was_taken_away_does_not_come_back(place):
    browser = place.browser()
    come_back(browser, authorise(leave(browser), "amra"))

    place.users.remove(AMRA)

    assert come_back(browser, authorise(leave(browser), "amra")).status_code == 403
    assert browser.get("/counsellor").status_code == 401


def test_only_domains_that_are_set_may_come_in(tmp_path, issuer):
    place = Place(tmp_path, issuer, oidc_domains="example.net")
    browser = place.browser()

    assert come_back(browser, authorise(leave(browser), "amra")).status_code == 403


def test_a_provider_that_is_down_is_said_so_and_a_link_still_lets_in(tmp_path):
    place = Place(tmp_path, f"http://127.0.0.1:{free_port()}")
    browser = place.browser()

    page = browser.get("/sign-in/with")

    assert page.status_code == 503
    assert "Example cannot be reached just now. Try again in a few minutes, or use a link that works once." in page.text
    token = place.users.new_link(AMRA, place.clock())
    entered = browser.post("/sign-in", data={"token": token}, headers={"Accept": "text/html"})
    assert entered.headers["location"] == "/counsellor"


def test_signing_out_here_offers_to_sign_out_there(place, issuer):
    browser = place.browser()
    come_back(browser, authorise(leave(browser), "amra"))

    page = browser.get(browser.post("/sign-out").headers["location"])
    there = browser.get("/sign-in/leave").headers["location"]

    assert "You are signed out here." in page.text
    assert 'href="/sign-in/leave"' in page.text
    assert there.startswith(f"{issuer}/oauth2/end_session?client_id=cairn&post_logout_redirect_uri=")
    assert httpx.get(there, timeout=10).status_code == 200


def test_without_the_setting_there_is_no_such_door(tmp_path):
    place = Place(tmp_path, "", oidc_client_secret=None)
    browser = place.browser()

    assert "Sign in with" not in browser.get("/sign-in").text
    assert [browser.get(f"/sign-in/{door}").status_code for door in ("with", "back", "leave")] == [404, 404, 404]
