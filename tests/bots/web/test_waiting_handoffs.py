"""Is the operator warned of providers that refuse us, and of calls that nobody could read?"""

from datetime import timedelta

import pytest

from advisor.vocabulary.handoff import HandOffStatus
from bots.waiting_handoffs import waiting
from tests.bots.web.house import a_web
from tests.bots.web.test_handoffs import HandsOver
from tests.bots.web.test_operations import an_administrator
from tests.builders import NOW
from tests.contracts.test_credential_issuer import a_handoff


class Asked(HandsOver):
    """The hand-offs' own store is the adviser's, as in the house."""

    @property
    def store(self):
        return self.kept

    @store.setter
    def store(self, _):
        pass


@pytest.fixture
def web(tmp_path):
    yield from a_web(tmp_path / "web", Asked())


def the_administrators_page(web):
    an_administrator(web)
    return web.client.get("/admin").text


def test_a_provider_that_refuses_us_is_named_with_what_to_do(web):
    web.advisor.kept.save_handoff(a_handoff(status=HandOffStatus.NEEDS_ATTENTION, detail="refused us"), None)

    page = the_administrators_page(web)

    assert "These providers refuse our key" in page
    assert "cairn handoffs resume h-1" in page


def test_a_pause_counts_until_it_is_over(web):
    web.advisor.handoffs.pauses["Solar School (demo)"] = NOW + timedelta(minutes=5)

    during = waiting(web.advisor, NOW)
    after = waiting(web.advisor, NOW + timedelta(minutes=6))

    assert (during.refusing, after.refusing) == (("Solar School (demo)",), ())


def test_dead_letters_are_shown_and_nothing_of_their_content(web):
    web.app.state.provider_calls.keep_dead("Solar School (demo)", b"<script>alert(1)</script>", "malformed", NOW)

    page = the_administrators_page(web)

    assert "could not be read" in page
    assert "alert(1)" not in page
