"""Can a person read and use the page that asks their wallet for a certificate: small, dark, right to left, by screen reader?"""

import httpx
import pytest

from tests.advisor.credentials.making import a_badge, a_desk, a_presentation, signed
from tests.bots.web.house import an_app, serving
from tests.fakes.advice import an_advisor
from tests.journeys.test_web_browser import Watched, overflow, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    app = an_app(tmp_path_factory.mktemp("show") / "web", an_advisor(certificates=a_desk()))
    with serving(app) as running:
        yield running


def asked(address, language="en"):
    """Ask for a certificate over HTTP; give the path of the request's page and who asked."""
    with httpx.Client(base_url=address) as web:
        made = web.post("/v1/conversations", json={"language": language}).json()
        headers = {"Authorization": f"Bearer {made['token']}"}
        told = web.post(
            f"/v1/conversations/{made['id']}/messages",
            json={"text": "/certificate", "language": language},
            headers=headers,
        ).json()
    return next(block["url"] for block in told["blocks"] if block["type"] == "handoff")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["en", "sr", "th"])
def test_the_page_is_clean_on_every_screen(chromium, address, language, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    visit = Watched(context.new_page())

    visit.page.goto(address + asked(address, language))

    assert visit.page.locator("html").get_attribute("lang").startswith(language)
    assert violations(visit.page) == []
    assert overflow(visit.page) <= 0
    assert (visit.foreign(), visit.complaints) == ([], [])
    assert visit.page.evaluate("document.querySelector('img.qr').naturalWidth") > 0
    context.close()


def test_it_holds_right_to_left_and_without_script(chromium, address):
    context = chromium.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=True)
    visit = Watched(context.new_page())
    visit.page.goto(address + asked(address))

    visit.page.evaluate("document.documentElement.dir = 'rtl'")

    assert overflow(visit.page) <= 0
    assert violations(visit.page) == []
    context.close()
    plain = chromium.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(address + asked(address))
    assert page.get_by_role("link", name="Open in LearnCard").get_attribute("href").startswith("https://learncard.app/")
    plain.close()


def test_the_wallets_are_reached_by_keyboard(chromium, address):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + asked(address))

    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))

    assert [name for name in reached if name.startswith("Open in")] == [
        "Open in Learner Credential Wallet",
        "Open in LearnCard",
    ]
    context.close()


def test_once_the_certificate_has_come_the_page_says_so(chromium, address):
    path = asked(address)
    with httpx.Client(base_url=address) as web:
        request = web.post(path, json={}).json()["verifiablePresentationRequest"]
        shown = a_presentation(signed(a_badge()), challenge=request["challenge"], domain=request["domain"])
        assert web.post(path, json={"verifiablePresentation": shown}).status_code == 200
    context = chromium.new_context()
    page = context.new_page()

    page.goto(address + path)

    assert page.get_by_role("status").inner_text() == "The certificate has arrived. My answer is in the conversation."
    assert page.locator("img.qr").count() == 0
    context.close()
