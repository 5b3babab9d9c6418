"""Does somebody who works here get in by a link and by their own organisation: by keyboard, without script, everywhere?"""

import json

import pytest
from click.testing import CliRunner

from bots.command_line import cairn
from tests.bots.web.oidc_provider import a_provider, free_port
from tests.journeys.running_server import a_running_server
from tests.journeys.test_web_browser import Watched, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    port = free_port()
    with a_provider() as issuer:
        own = {
            "OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": "cairn", "OIDC_CLIENT_SECRET": "hush", "OIDC_NAME": "Example",
            "PUBLIC_URL": f"http://127.0.0.1:{port}", "INDEX": "memory:",
        }  # fmt: skip
        with a_running_server(tmp_path_factory.mktemp("sign-in"), own, port=port) as running:
            yield running


@pytest.fixture
def link(server, monkeypatch):
    """Add a counsellor as an operator does; give the link."""
    monkeypatch.setenv("CAIRN_DATA", str(server.folder / "data"))
    monkeypatch.setenv("CAIRN_INDEX", "memory:")
    monkeypatch.setenv("CAIRN_PUBLIC_URL", server.address)
    done = CliRunner().invoke(cairn, ["users", "add", "amra@example.org", "--role", "counsellor", "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["link"]


KINDS = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "phone in the dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "without script": {"java_script_enabled": False, "viewport": {"width": 390, "height": 800}},
}


@pytest.fixture(params=KINDS)
def page(chromium, request):
    context = chromium.new_context(locale="en-GB", **KINDS[request.param])
    yield Watched(context.new_page()).page
    context.close()


def press(page, label):
    """Reach what is so called with the tabulator, and press it."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.innerText || ''").strip() == label:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{label} cannot be reached by keyboard")


def no_barriers(page, kind):
    assert overflow(page) == 0
    if kind.get("java_script_enabled", True):
        assert violations(page) == []


def test_a_link_opens_a_page_with_a_button_and_leaves_no_token_in_the_address(page, link, request):
    page.goto(link)
    no_barriers(page, KINDS[request.node.callspec.params["page"]])

    assert page.url.endswith("/sign-in")
    assert "You sign in as amra (amra@example.org)." in page.inner_text("main")
    press(page, "Sign in")

    assert page.url.endswith("/counsellor")


def test_ones_own_organisation_lets_in_and_one_signs_out_here_and_there(page, server, link, request):
    page.goto(f"{server.address}/sign-in")
    no_barriers(page, KINDS[request.node.callspec.params["page"]])
    press(page, "Sign in with Example")
    page.fill("input[name=sub]", "amra")
    page.click("text=Authorize >> nth=-1")

    assert page.url.endswith("/counsellor")
    press(page, "Sign out")
    assert "You are signed out here." in page.inner_text("main")
    no_barriers(page, KINDS[request.node.callspec.params["page"]])
    press(page, "Sign out of Example too")
    assert "/oauth2/end_session" in page.url


def test_who_has_no_account_here_is_told_whom_to_ask(page, server, request):
    page.goto(f"{server.address}/sign-in/with")
    page.fill("input[name=sub]", "stranger")
    page.click("text=Authorize >> nth=-1")

    assert "Ask whoever runs this installation to add your e-mail address." in page.inner_text("[role=alert]")
    no_barriers(page, KINDS[request.node.callspec.params["page"]])
    assert "stranger" not in server.log()
