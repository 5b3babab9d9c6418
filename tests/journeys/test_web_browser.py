"""Does a person get from the first sentence to a pathway in a real browser: by keyboard, without script, on a small screen?"""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from advisor.vocabulary.blocks import HandOffBlock
from tests.bots.web.house import an_app, serving
from tests.builders import NOW
from tests.fakes.outspoken_advisor import OutspokenAdvisor
from tests.journeys.running_server import a_running_server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SENTENCE = (
    "I was laid off from the coal mine, I'm an electrician and I want to work with solar panels. "
    "I have no money and six hours a week"
)
PATHWAY = "section.pathway ol.steps > li"
WAIT = 60_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with a_running_server(tmp_path_factory.mktemp("browser"), {"LIMIT_MESSAGES_PER_DAY": "0"}) as running:
        yield running


class Watched:
    """A page, with everything that it asked for and complained of."""

    def __init__(self, page):
        self.page = page
        self.requests, self.complaints = [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def foreign(self):
        return [url for url in self.requests if urlsplit(url).hostname != "127.0.0.1"]

    def say(self, text):
        before = self.page.locator("article.turn .reply").count()
        self.page.fill("#box", text)
        self.page.keyboard.press("Enter")
        self.page.locator("article.turn:not(.pending) .reply").nth(before).wait_for(timeout=WAIT)
        self.page.locator("#send").wait_for(timeout=WAIT)  # it is back when everything is said and announced


@pytest.fixture
def browse(chromium, server):
    """Open the chat as a new visitor."""

    @contextmanager
    def opened(path="/", **kind):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **kind})
        watched = Watched(context.new_page())
        watched.page.goto(server.address + path)
        try:
            yield watched
        finally:
            context.close()

    return opened


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(each["id"], node["target"]) for each in found for node in each["nodes"]]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_the_first_sentence_leads_to_a_pathway_and_nothing_leaves_the_machine(browse):
    with browse() as visit:
        visit.say(SENTENCE)
        page = visit.page
        assert page.locator(PATHWAY).count() >= 1
        assert page.locator(".step .facts").first.inner_text()
        assert page.locator(".source blockquote").first.text_content().strip()
        assert page.evaluate("document.activeElement.id") == "box"
        assert "Answer complete." in page.text_content("#status")
        assert visit.foreign() == []
        assert visit.complaints == []


def test_the_strict_policy_is_in_force(browse):
    with browse() as visit:
        answer = visit.page.goto(visit.page.url)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'self'" in policy
        visit.page.evaluate("""() => {
            const script = document.createElement("script");
            script.textContent = "window.broken = true";
            document.body.append(script);
        }""")
        assert visit.page.evaluate("window.broken") is None


def test_everything_can_be_reached_by_keyboard(browse):
    with browse() as visit:
        page = visit.page
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('.starters') !== null"):
                break
        page.keyboard.press("Enter")
        page.locator("article.turn:not(.pending) .reply").first.wait_for(timeout=WAIT)
        assert page.evaluate("document.activeElement.id") == "box"

        page.locator(".question .choices button").first.focus()
        label = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Space")
        page.locator("article.turn:not(.pending) .reply").nth(1).wait_for(timeout=WAIT)
        assert page.locator("article.turn .said p").nth(1).inner_text() == label
        assert visit.complaints == []


def test_shift_enter_and_an_unfinished_word_send_nothing(browse):
    with browse() as visit:
        page = visit.page
        page.fill("#box", "solar")
        page.keyboard.press("Shift+Enter")
        page.evaluate("""() => document.querySelector("#box").dispatchEvent(
            new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))""")
        assert page.input_value("#box") == "solar\n"
        assert page.locator("article.turn").count() == 0


def test_without_script_the_same_page_comes_from_forms(browse):
    with browse(java_script_enabled=False) as visit:
        page = visit.page
        page.fill("#box", SENTENCE)
        page.click("#send")
        page.wait_for_load_state()
        assert page.locator(PATHWAY).count() >= 1
        page.click("form.choices button >> nth=-1")
        page.wait_for_load_state()
        assert page.locator("article.turn").count() == 2
        page.reload()
        assert page.locator("article.turn").count() == 2
        assert visit.foreign() == []


@pytest.mark.parametrize("width", [320, 360])
def test_a_small_screen_needs_no_sideways_scrolling(browse, width):
    with browse(viewport={"width": width, "height": 640}) as visit:
        page = visit.page
        assert overflow(page) == 0
        visit.say(SENTENCE)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        page.locator(".menu > summary").click()
        assert overflow(page) == 0


@pytest.mark.parametrize(
    "kind",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 320, "height": 640}},
        {"locale": "th-TH"},
    ],
    ids=["light", "dark", "small", "thai"],
)
def test_no_barrier_is_found(browse, kind):
    with browse(**kind) as visit:
        assert violations(visit.page) == []
        visit.say(SENTENCE)
        visit.page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        assert violations(visit.page) == []


def test_text_at_twice_its_size_still_fits(browse):
    with browse(viewport={"width": 640, "height": 800}) as visit:
        visit.page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        visit.say("I want to work with solar panels")
        assert overflow(visit.page) == 0


def test_an_answer_can_be_stopped_and_shown_after_all(browse):
    with browse() as visit:
        page, held = visit.page, []
        page.route("**/messages", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function
        page.fill("#box", "I want to work with solar panels")
        page.keyboard.press("Enter")
        page.locator("#stop").click()
        page.unroute("**/messages")
        again = page.get_by_role("button", name="Show the answer after all")
        again.click()
        page.locator("article.turn:not(.pending) .reply").first.wait_for(timeout=WAIT)
        assert page.locator("article.turn").count() == 1


def test_a_lost_connection_is_said_and_the_message_is_sent_once(browse):
    with browse() as visit:
        page = visit.page
        page.route("**/messages", lambda route: route.abort())
        page.fill("#box", "I want to work with solar panels")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Try again").wait_for(timeout=WAIT)
        page.locator("[role=alert]", has_text="connection was lost").wait_for(timeout=WAIT)
        page.unroute("**/messages")
        page.get_by_role("button", name="Try again").click()
        page.locator("article.turn:not(.pending) .reply").first.wait_for(timeout=WAIT)
        assert page.locator("article.turn").count() == 1


def test_news_appear_on_the_open_page_and_are_announced(chromium, tmp_path):
    advisor = OutspokenAdvisor()
    news = HandOffBlock(
        handoff="h", status="offered", micro_credential_id="pv", title="Solar", provider="Solar School",
        text="Your offer is there.",
    )  # fmt: skip
    with serving(an_app(tmp_path / "web", advisor)) as address:
        context = chromium.new_context()
        visit = Watched(context.new_page())
        visit.page.goto(address)
        visit.say("I want to work with solar panels")
        (conversation,) = advisor.store._conversations
        reply = advisor.reply(conversation, "n-1").model_copy(update={"blocks": (news,), "citations": ()})
        advisor.store.append_news(conversation, reply, "k", NOW)
        visit.page.get_by_text("Your offer is there.").wait_for(timeout=WAIT)
        assert visit.page.locator("article.turn").last.locator(".said").count() == 0
        assert visit.page.text_content("#status") == "There is news."
        assert visit.page.locator(".choices").count() == 0
        assert visit.complaints == []
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found_in_any_kind_of_block(chromium, tmp_path, scheme):
    with serving(an_app(tmp_path / "web", OutspokenAdvisor())) as address:
        context = chromium.new_context(color_scheme=scheme, viewport={"width": 320, "height": 640})
        visit = Watched(context.new_page())
        visit.page.goto(address)
        visit.say("I want to work with solar panels")
        visit.page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        assert violations(visit.page) == []
        assert overflow(visit.page) == 0
        context.close()


def test_what_looks_like_code_stays_text(browse):
    with browse() as visit:
        for hostile in ("<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "javascript:alert(1)//{{7*7}}"):
            visit.say(hostile)
        visit.page.reload()
        assert visit.page.locator("#thread img, #thread script").count() == 0
        assert visit.complaints == []


def test_the_history_is_there_again_and_can_be_deleted_for_good(browse):
    with browse() as visit:
        page = visit.page
        visit.say("I want to work with solar panels")
        page.reload()
        assert page.locator("article.turn").count() == 1
        page.click(".menu > summary")
        page.click(".danger > summary")
        page.get_by_role("button", name="Yes, delete everything").click()
        page.wait_for_url("**/?done=erased")
        assert "Everything is deleted." in page.inner_text("main")
        assert page.locator("article.turn").count() == 0
        assert visit.page.context.cookies() == []


def test_the_language_can_be_chosen(browse):
    with browse() as visit:
        visit.page.select_option("#language", "bs")
        visit.page.locator("html[lang=bs]").wait_for(state="attached", timeout=WAIT)
        assert re.search("Vaš put do novog posla", visit.page.inner_text("h1"))


def test_the_page_follows_the_language_that_the_learner_writes_in(browse):
    with browse() as visit:
        visit.say("Dobio sam otkaz u rudniku, električar sam i želim raditi sa solarnim panelima")
        page = visit.page
        assert page.get_attribute("html", "lang") == "bs"
        assert page.inner_text("#send") == "Pošalji"
        assert page.get_attribute("#box", "placeholder") == "Pišite svojim riječima"
        assert page.input_value("#language") == "bs"
        assert "Odgovor je potpun." in page.text_content("#status")
        assert page.evaluate("document.activeElement.id") == "box"
        assert visit.complaints == []


def test_the_administrators_page_and_the_page_of_an_error_are_as_wide_as_the_screen(browse, server):
    with browse("/nowhere") as visit:
        assert visit.page.inner_text("h1") == "There is nothing here."
        assert visit.page.locator("main").bounding_box()["width"] > 700
        visit.page.goto(re.search(r"http://\S+/sign-in\?token=\S+", server.log())[0])
        visit.page.click("main button")
        assert visit.page.inner_text("h1") == "How this installation does"
        assert visit.page.locator("main").bounding_box()["width"] > 700
        assert violations(visit.page) == []
