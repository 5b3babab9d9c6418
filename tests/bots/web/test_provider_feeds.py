"""Can a provider have its courses fetched from an address, see how that goes and stop it, where that is allowed?"""

import time

import pytest

from bots.web.app import create_app
from knowledge.errors import FetchFailed
from knowledge.fetching import Fetched, Fetcher
from tests.bots.web.house import Clock
from tests.bots.web.provider_house import HEAD, ROWS, Browsers, close, open_house, publish, text_of

ADDRESS = "https://solar.example/courses.csv"


class Internet:
    """Serves one file; a page of a course is gone."""

    def check(self, address):
        return Fetcher().check(address)

    def fetch(self, address, etag="", last_modified=""):
        if address.endswith("/tig"):
            raise FetchFailed("The server answered 404.", hint="Look at the address.")
        return Fetched((HEAD + ROWS).encode(), address)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=[True], ids=["fetching on"])
def house(request, tmp_path, clock):
    opened = open_house(tmp_path, clock, Internet() if request.param else None)
    yield opened
    close(opened)


@pytest.fixture
def browser(house, clock):
    opened = Browsers(create_app(house, clock, lambda: "id"))
    yield opened
    opened.close()


def until(seen, most=10.0):
    """Wait for something that happens beside the browser."""
    end = time.monotonic() + most
    while not (found := seen()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def own(house, account="solar-school"):
    return house.library.feeds.of(account)


def test_an_address_is_added_fetched_and_stopped_and_its_courses_stay(browser, house):
    visit = browser("key-solar")

    added = text_of(visit.post("/provider/addresses", data={"address": ADDRESS, "every": "60"}))
    name = own(house)[0].name
    visit.post(f"/provider/addresses/{name}/fetch")
    assert until(lambda: own(house)[0].outcomes)
    fetched = visit.get("/provider/addresses")
    stopped = visit.post(f"/provider/addresses/{name}/stop")

    assert "https://solar.example/courses.csv every hour" in added
    assert "Not fetched yet." in added
    assert "2 courses were read. 2 without an error. published 2 new, 0 changed, 0 unchanged." in text_of(fetched)
    assert 'href="/provider/submissions/' in fetched.text
    assert ADDRESS not in stopped.text
    assert len(house.library.micro_credentials()) == 2


def test_while_it_is_fetched_the_page_says_so(browser, house):
    visit = browser("key-solar")
    visit.post("/provider/addresses", data={"address": ADDRESS})
    house.library.feeds.begin(own(house)[0].name)
    page = visit.get("/provider/addresses").text
    assert 'data-running="1"' in page
    assert "Being fetched …" in page
    assert "Fetch it now" not in page


@pytest.mark.parametrize("house", [False], indirect=True, ids=["fetching off"])
def test_where_fetching_is_off_the_page_says_so_and_how_to_switch_it_on(browser, house):
    visit = browser("key-solar")
    visit.post("/provider/addresses", data={"address": ADDRESS})
    name = own(house)[0].name
    answer = visit.post(f"/provider/addresses/{name}/fetch")
    assert answer.status_code == 409
    assert "switches it on with CAIRN_FEEDS=true" in text_of(answer)
    assert visit.post("/provider/pages/look").status_code == 409
    assert own(house)[0].outcomes == ()


@pytest.mark.parametrize(
    "address", ["https://10.0.0.1/courses.csv", "http://solar.example/c.csv", "file:///etc/passwd"]
)
def test_an_address_that_leads_inside_is_refused_with_a_sentence(browser, house, address):
    answer = browser("key-solar").post("/provider/addresses", data={"address": address})
    assert answer.status_code == 422
    assert own(house) == []


def test_another_providers_address_is_as_if_it_were_not_there(browser, house):
    browser("key-solar").post("/provider/addresses", data={"address": ADDRESS})
    name = own(house)[0].name
    other = browser("key-other")
    answers = [other.post(f"/provider/addresses/{name}/{what}") for what in ("fetch", "stop")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert ADDRESS not in other.get("/provider/addresses").text
    assert len(own(house)) == 1


def test_pages_of_courses_that_cannot_be_opened_are_named_and_make_one_doubt(browser, house):
    publish(house)
    visit = browser("key-solar")
    visit.post("/provider/pages/look")
    assert until(lambda: len(house.library.links.known("solar-school")) == 2)
    assert "https://solar.example/tig : The server answered 404." in text_of(visit.get("/provider/addresses"))
    listed = text_of(visit.get("/provider"))
    assert "Still offered? 1" in listed
    assert "The page of the course could not be opened on 2026-11-22: The server answered 404." in listed
