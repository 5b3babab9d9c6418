"""Can anybody open the page of an offer: on a phone, in the dark, from right to left, without JavaScript, by keyboard?"""

import pytest

from advisor.vocabulary.handoff import HandOffStatus
from tests.bots.web.house import a_web, serving
from tests.bots.web.test_handoffs import CLAIM, EXCHANGE, OFFER, HandsOver
from tests.contracts.test_credential_issuer import a_handoff
from tests.journeys.test_web_browser import overflow, violations

OFFERS = {"oid4vci": OFFER, "vcapi": EXCHANGE, "learncard": CLAIM}


@pytest.fixture
def address(tmp_path):
    """Serve three offers, one of each kind; the page's address ends with the protocol's name."""
    for web in a_web(tmp_path / "web", HandsOver(), public_url="https://cairn.example"):
        conversation, _ = web.start()
        for protocol, offer in OFFERS.items():
            given = {
                "id": protocol,
                "protocol": protocol,
                "offer": offer,
                "title": "Solar PV basics: mounting and safety",
            }
            web.advisor.kept.save_handoff(
                a_handoff(conversation=conversation, status=HandOffStatus.OFFERED, **given), None
            )
        with serving(web.app) as where:
            yield f"{where}/i/"


@pytest.mark.parametrize("protocol", OFFERS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_wrong_for_anybody(chromium, address, protocol, scheme):
    with chromium.new_context(java_script_enabled=True, color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{address}{protocol}")

        assert violations(page) == []


@pytest.mark.parametrize("protocol", OFFERS)
def test_it_fits_a_small_screen_in_both_directions(chromium, address, protocol):
    with chromium.new_context(viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.goto(f"{address}{protocol}")
        there = overflow(page)
        page.evaluate("document.documentElement.dir = 'rtl'")

        assert (there, overflow(page)) == (0, 0)


def test_without_javascript_and_by_keyboard_the_wallets_are_reached(chromium, address):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}vcapi")
        reached = []
        for _ in range(6):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.innerText"))

        assert "Open in Learner Credential Wallet" in reached
        assert "Open in LearnCard" in reached
        assert all(url.startswith("http://127.0.0.1") for url in asked)
