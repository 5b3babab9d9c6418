"""Does a learner who asks for a person get one, who writes, approves a plan and hands back: by keyboard alone?"""

import json
import re

import pytest
from click.testing import CliRunner

from bots.command_line import cairn
from tests.journeys.running_server import a_running_server
from tests.journeys.test_web_browser import SENTENCE, WAIT, Watched, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

TITLE = ".edit-steps > li > strong"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with a_running_server(
        tmp_path_factory.mktemp("counsellor"), {"INDEX": "memory:", "LIMIT_MESSAGES_PER_DAY": "0"}
    ) as running:
        yield running


@pytest.fixture
def link(server, monkeypatch):
    """Make the one-time link as an operator does."""
    monkeypatch.setenv("CAIRN_DATA", str(server.folder / "data"))
    monkeypatch.setenv("CAIRN_INDEX", "memory:")
    done = CliRunner().invoke(
        cairn, ["users", "add", "amra@example.org", "--role", "counsellor", "--name", "Amra Hadžić", "--json"]
    )
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["link"]


class Person:
    """Somebody at a keyboard of their own; the mouse is not used."""

    def __init__(self, chromium, address, **kind):
        self.context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **kind})
        self.watched = Watched(self.context.new_page())
        self.page = self.watched.page
        self.page.goto(address)
        if self.page.url.endswith("/sign-in"):
            self.press("Sign in")

    def reach(self, label, kind="button"):
        """Press the tabulator until what is so called has the focus."""
        for _ in range(120):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(
                "[document.activeElement?.tagName || 'BODY', document.activeElement?.innerText || '']"
            )
            if found[0].lower() == kind and found[1].strip().startswith(label):
                return
        raise AssertionError(f"{label} cannot be reached by keyboard")

    def press(self, label, kind="button"):
        self.reach(label, kind)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def finds(self, code):
        """Go to the list of those who wait, and open the one who has this code."""
        self.press("Waiting", kind="a")
        self.press(code, kind="a")

    def write(self, box, words):
        for _ in range(120):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate("document.activeElement?.id")
            if here == box or (box.endswith("-") and here.startswith(box)):
                self.page.keyboard.type(words)
                return
        raise AssertionError(f"{box} cannot be reached by keyboard")

    def tick(self, name, label):
        """Go to the box that is so called and press the space bar."""
        for _ in range(120):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate("[document.activeElement.name, document.activeElement.labels?.[0]?.innerText]")
            if found[0] == name and label in (found[1] or ""):
                self.page.keyboard.press("Space")
                return
        raise AssertionError(f"{label} cannot be ticked by keyboard")

    def untick(self, name):
        """Go to each box of a group that is ticked, and take the tick away."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(f"document.activeElement.name === '{name}' && document.activeElement.checked"):
                self.page.keyboard.press("Space")

    def sees(self, words):
        self.page.get_by_text(words).locator("visible=true").last.wait_for(timeout=WAIT)

    def no_barriers(self):
        assert overflow(self.page) == 0
        assert violations(self.page) == []


def code_of(learner):
    return re.search(r"Your code is (\w{4}-\w{4})", learner.page.inner_text("#thread"))[1]


def test_a_learner_asks_for_a_person_who_takes_over_approves_a_plan_and_hands_back(chromium, server, link):
    learner = Person(chromium, server.address)
    learner.watched.say(SENTENCE)
    learner.watched.say("/human")
    code = code_of(learner)

    amra = Person(chromium, link)
    assert amra.page.url == f"{server.address}/counsellor"
    amra.no_barriers()
    amra.finds(code)
    amra.sees("six hours a week")
    amra.press("Take over")
    learner.sees("Amra Hadžić is with you now")

    learner.watched.page.fill("#box", "I am afraid that I am too old for this")
    learner.page.keyboard.press("Enter")
    learner.sees("Passed on. A person reads it")
    amra.sees("too old for this")

    amra.write("message", "Nobody is. Shall we look at the plan together?")
    amra.press("Send")
    learner.sees("Shall we look at the plan together?")

    amra.write("note", "Worries about her age.")
    amra.press("Add the note")
    assert "Worries about her age." in amra.page.inner_text("#notes")
    assert "Worries" not in learner.page.content()

    before = amra.page.locator(TITLE).all_inner_texts()
    amra.press("Turn down")
    after = amra.page.locator(TITLE).all_inner_texts()
    assert before[0] not in after
    amra.press("Approve and show")
    learner.sees("checked and approved by Amra Hadžić")
    assert learner.page.locator(".pathway .step h5").last.inner_text() == after[-1]
    paper = learner.page.locator(".take a").first
    address = learner.page.locator("section.pathway").last.locator(".take a").first.get_attribute("href")
    assert "approval=" in address
    assert paper.get_attribute("href").count("approval=") == 0
    assert learner.context.request.get(server.address + address).body().startswith(b"%PDF")

    amra.page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    amra.no_barriers()
    amra.press("Hand back")
    learner.sees("has handed back to me")
    learner.watched.say("thank you")
    assert "You are welcome" in learner.page.locator(".turn .reply").last.inner_text()

    learner.no_barriers()
    assert [*learner.watched.foreign(), *amra.watched.foreign()] == []
    assert [*learner.watched.complaints, *amra.watched.complaints] == []


def test_without_script_and_on_a_small_screen_the_same_is_done_by_forms(chromium, server, link):
    learner = Person(chromium, server.address, java_script_enabled=False)
    for words in (SENTENCE, "/human"):
        learner.page.fill("#box", words)
        learner.page.click("#send")
    amra = Person(chromium, link, java_script_enabled=False, viewport={"width": 320, "height": 640})
    amra.page.fill("#code", code_of(learner).lower().replace("-", " "))
    amra.page.click("text=Open")

    amra.page.click("text=Take over")
    amra.page.fill("#message", "Good day, this is Amra.")
    amra.page.click("form.write button.go")
    learner.page.reload()

    assert "Good day, this is Amra." in learner.page.inner_text("#thread")
    amra.page.click("text=Close")
    assert "This case is closed." in amra.page.inner_text("main")
    amra.page.click("text=Sign out")
    assert "You get in by a link" in amra.page.inner_text("main")


def test_by_keyboard_a_counsellor_weighs_labels_answers_refers_and_reports(chromium, server, link):
    learner = Person(chromium, server.address)
    learner.watched.say(SENTENCE)
    learner.watched.say("/human")
    code = code_of(learner)
    amra = Person(chromium, link)

    amra.press("Answers at hand", kind="a")
    amra.write("title-", "Fees")
    amra.write("text-", "The employment office may pay the fee.")
    amra.press("Keep it")
    amra.no_barriers()
    amra.press("Learners", kind="a")
    amra.finds(code)
    amra.press("Take over")

    amra.press("Brief on one page", kind="a")
    amra.no_barriers()
    amra.press("Turn 1", kind="a")
    assert amra.page.url.endswith("?whole=true#turn-1")
    assert SENTENCE[:20] in amra.page.inner_text("#turn-1")

    before = amra.page.locator(TITLE).all_inner_texts()
    amra.press("What if?", kind="a")
    amra.tick("languages", "ไทย")
    amra.press("See what changes")
    amra.sees("What would change")
    amra.no_barriers()
    amra.untick("languages")
    amra.write("hours", "2")
    amra.press("See what changes")
    amra.press("Propose this")
    amra.sees("Changed by Amra Hadžić; the learner has not seen it yet")
    assert before
    assert learner.page.locator(".pathway").count() == 1

    amra.press("Compare plans", kind="a")
    amra.tick("side", "As the learner sees it")
    amra.tick("side", "Version 1")
    amra.press("Compare")
    assert amra.page.locator("table thead th").all_inner_texts() == ["As the learner sees it", "Version 1"]
    amra.no_barriers()
    amra.press(code, kind="a")

    amra.write("label", "call in May")
    amra.press("Add the label")
    amra.reach("Put into the box")
    amra.page.keyboard.press("Enter")
    amra.page.keyboard.type(" Shall I ask them?")
    assert amra.page.input_value("#message") == "The employment office may pay the fee. Shall I ask them?"
    amra.press("Send")
    learner.sees("Shall I ask them?")

    amra.press("Refer to somebody else", kind="a")
    amra.write("service", "Debt advice, Tuzla")
    amra.write("reason", "Debts come first.")
    amra.press("Ask the learner")
    amra.sees("waits for the learner's answer")
    learner.sees("Amra Hadžić suggests that you go to Debt advice, Tuzla for help.")
    learner.reach("Yes, I agree")
    learner.page.keyboard.press("Enter")
    learner.sees("may pass this on to Debt advice, Tuzla now")
    amra.page.reload()
    amra.sees("the learner agreed")
    amra.write("words-", "First talk on Monday.")
    amra.press("Note the outcome")
    amra.sees("First talk on Monday.")
    amra.no_barriers()

    amra.press("Learners", kind="a")
    amra.press("call in May", kind="a")
    amra.sees(code)
    amra.write("words", "Shall I ask them")  # nobody else in this file says so
    amra.press("Search")
    amra.sees("1 case holds these words.")
    amra.no_barriers()
    amra.press("Monthly report", kind="a")
    amra.sees("How the cases stand")
    amra.no_barriers()

    assert [*learner.watched.foreign(), *amra.watched.foreign()] == []
    assert [*learner.watched.complaints, *amra.watched.complaints] == []


def test_the_pages_beside_a_case_fit_a_small_dark_screen_in_another_language(chromium, server, link):
    learner = Person(chromium, server.address)
    learner.watched.say(SENTENCE)
    learner.watched.say("/human")
    amra = Person(chromium, link)
    amra.finds(code_of(learner))
    amra.press("Take over")
    case, signed_in = amra.page.url.partition("#")[0], amra.context.storage_state()
    small = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark", "locale": "de-DE"}
    elsewhere = Person(chromium, case, **small, storage_state=signed_in)

    beside = ("/brief", "/what-if?hours=2&price=&currency=EUR", "/compare?side=shown&side=cheapest", "/referral")
    home = f"{server.address}/counsellor"
    for address in (case, *(case + path for path in beside), home, f"{home}/answers", f"{home}/report"):
        elsewhere.page.goto(address)
        assert elsewhere.page.get_attribute("html", "lang") == "de"
        elsewhere.page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        elsewhere.no_barriers()
        elsewhere.page.evaluate("document.documentElement.dir = 'rtl'")
        assert overflow(elsewhere.page) == 0
