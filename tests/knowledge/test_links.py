"""Are pages of courses opened gently, only where that is allowed, and is what came of it remembered?"""

import pytest

from knowledge.errors import FeedsAreOff, FetchFailed
from knowledge.fetching import Fetched
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.submissions.links import MOST_AT_ONCE, Links
from tests.bots.web.house import Clock
from tests.builders import a_micro_credential, an_opportunity


class Internet:
    def __init__(self, *gone):
        self.gone, self.asked = set(gone), []

    def fetch(self, address, etag="", last_modified=""):
        self.asked.append(address)
        if address in self.gone:
            raise FetchFailed("The server answered 404.", hint="Look at the address.")
        return Fetched(b"", address)


def courses(*addresses):
    return [
        a_micro_credential(id=f"solar-school.{number}", opportunities=(an_opportunity(url=address),))
        for number, address in enumerate(addresses)
    ]


def test_what_cannot_be_opened_is_remembered_with_the_reason():
    links = Links(MemoryCatalogueStore(), Internet("https://a.example/gone"), Clock())
    links.look("solar-school", courses("https://a.example/here", "https://a.example/gone"))
    known = links.known("solar-school")
    assert (known["https://a.example/here"].good, known["https://a.example/gone"].why) == (
        True,
        "The server answered 404.",
    )
    assert links.known("other-school") == {}


def test_an_address_is_opened_once_a_day_and_few_at_a_time():
    internet, clock = Internet(), Clock()
    links = Links(MemoryCatalogueStore(), internet, clock)
    many = courses(*(f"https://a.example/{number}" for number in range(MOST_AT_ONCE + 10)))

    links.look("solar-school", many)
    first = len(internet.asked)
    links.look("solar-school", many)
    rest = len(internet.asked) - first
    clock.move(days=1)
    links.look("solar-school", many[:1])

    assert (first, rest, len(internet.asked)) == (50, 10, 61)


def test_where_fetching_is_off_no_page_is_opened():
    links = Links(MemoryCatalogueStore(), None, Clock())
    assert not links.allowed
    with pytest.raises(FeedsAreOff):
        links.look("solar-school", courses("https://a.example/here"))
