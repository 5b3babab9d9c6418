"""Does a counsellor invite a learner, and does that learner come: by keyboard, on a small screen in the dark, without script?"""

import json

import pytest
from click.testing import CliRunner

from bots.command_line import cairn
from tests.journeys.running_server import a_running_server
from tests.journeys.test_sign_in import KINDS, no_barriers, press
from tests.journeys.test_web_browser import Watched

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with a_running_server(tmp_path_factory.mktemp("invited"), {"INDEX": "memory:"}) as running:
        yield running


@pytest.fixture
def open_page(chromium):
    """Open a browser of somebody's own."""
    opened = []

    def one(kind):
        context = chromium.new_context(locale="en-GB", **KINDS[kind])
        opened.append(context)
        return Watched(context.new_page()).page

    yield one
    for context in opened:
        context.close()


@pytest.fixture
def counsellor(server, open_page, monkeypatch):
    monkeypatch.setenv("CAIRN_DATA", str(server.folder / "data"))
    monkeypatch.setenv("CAIRN_INDEX", "memory:")
    wanted = ["users", "add", "amra@example.org", "--role", "counsellor", "--name", "Amra Hadžić", "--json"]
    page = open_page("desk")
    page.goto(json.loads(CliRunner().invoke(cairn, wanted).stdout)["link"])
    press(page, "Sign in")
    return page


@pytest.mark.parametrize("kind", ["phone in the dark", "without script"])
def test_a_counsellor_invites_and_a_learner_comes_with_one_tap(counsellor, open_page, kind):
    press(counsellor, "Invite learners")
    no_barriers(counsellor, {})
    press(counsellor, "Make an invitation")
    no_barriers(counsellor, {})
    learner = open_page(kind)

    learner.goto(counsellor.input_value("#link"))
    no_barriers(learner, KINDS[kind])
    assert "Amra Hadžić invites you." in learner.inner_text("main")
    press(learner, "Yes, Amra Hadžić may read along")
    press(counsellor, "Learners")

    assert "Good. Amra Hadžić reads along from now on" in learner.inner_text("body")
    assert "I am an AI system, not a person." in learner.inner_text("body")
    assert "/start" not in learner.inner_text("#thread")
    assert counsellor.locator(".cases .code").count() >= 1
