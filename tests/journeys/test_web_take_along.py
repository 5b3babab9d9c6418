"""Does a person put right, suppose, save, share and judge in a real browser, by keyboard and without script?"""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.bots.web.house import an_app, serving
from tests.fakes.outspoken_advisor import OutspokenAdvisor
from tests.journeys.test_web_browser import SENTENCE, WAIT, Watched, browse, overflow, server, violations

__all__ = ["browse", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def wait_for_turn(page, number):
    page.locator("article.turn:not(.pending) .reply").nth(number - 1).wait_for(timeout=WAIT)
    page.locator("#send").wait_for(timeout=WAIT)


def latest(page):
    return page.locator("article.turn").last.inner_text()


def test_a_chip_is_put_right_by_keyboard_alone(browse):
    with browse() as visit:
        visit.say(SENTENCE)
        page = visit.page
        chip = page.locator("details.chip > summary", has_text="6 hours a week")
        chip.focus()
        page.keyboard.press("Enter")
        for _ in range(2):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "8 hours a week"
        page.keyboard.press("Enter")
        wait_for_turn(page, 2)
        assert "8 hours a week" in page.locator("article.turn .said p").nth(1).inner_text()
        assert "6 hours a week" not in page.locator("#latest .understood").inner_text()
        assert page.locator("details.chip > summary", has_text="6 hours a week").count() == 0
        assert visit.complaints == []


def test_escape_closes_a_chip_and_gives_the_focus_back(browse):
    with browse() as visit:
        visit.say(SENTENCE)
        page = visit.page
        page.locator("details.chip > summary").first.click()
        page.keyboard.press("Escape")
        assert page.locator("details.chip[open]").count() == 0
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_chip_is_taken_away_without_script(browse):
    with browse(java_script_enabled=False) as visit:
        page = visit.page
        page.fill("#box", SENTENCE)
        page.click("#send")
        page.locator("details.chip > summary", has_text="free of charge").click()
        page.get_by_role("button", name="without: free of charge").click()
        page.wait_for_load_state()
        assert page.locator("article.turn").count() == 2
        assert page.locator("article.turn .said p").last.inner_text() == "without: free of charge"
        assert page.locator("details.chip > summary", has_text="free of charge").count() == 0


def test_more_hours_are_supposed_with_a_slider_and_the_difference_is_shown(browse):
    with browse() as visit:
        visit.say(SENTENCE)
        page = visit.page
        page.locator(".what-if > summary").click()
        page.locator(".slide").first.fill("12")
        assert page.locator("input[name=hours]").input_value() == "12"
        page.get_by_role("button", name="Recompute").click()
        wait_for_turn(page, 2)
        assert "What if I had 12 hours a week?" in latest(page)
        assert "weeks sooner" in latest(page)
        assert visit.complaints == []


def test_the_last_message_is_edited_and_answered_anew(browse):
    with browse() as visit:
        visit.say(SENTENCE)
        page = visit.page
        page.locator(".edit > summary").click()
        page.locator(".edit textarea").fill("I have ten hours a week")
        page.get_by_role("button", name="Correct").locator("visible=true").click()
        wait_for_turn(page, 2)
        assert "I meant: I have ten hours a week" in latest(page)
        assert "10 hours a week" in page.locator("#latest .understood").inner_text()
        assert SENTENCE in page.locator("article.turn").first.inner_text()
        assert visit.complaints == []


@pytest.mark.parametrize(
    ("link", "name", "begins"),
    [
        ("Save as PDF", "cairn-pathway.pdf", b"%PDF-"),
        ("Add to my calendar", "cairn-pathway.ics", b"BEGIN:VCALENDAR"),
        ("JSON", "cairn-pathway.json", b"{"),
        ("CTDL", "cairn-pathway.ctdl.json", b"{"),
    ],
)
def test_a_plan_can_be_saved_in_four_ways(browse, link, name, begins):
    with browse() as visit:
        visit.say(SENTENCE)
        with visit.page.expect_download() as waiting:
            visit.page.locator(".take").get_by_text(link, exact=True).first.click()
        saved = waiting.value
        content = open(saved.path(), "rb").read()  # noqa: SIM115 - Playwright's own file
        assert saved.suggested_filename == name
        assert content.startswith(begins)
        if begins == b"{":
            assert json.loads(content)
        assert visit.foreign() == []


def test_a_plan_is_shared_read_by_another_person_and_withdrawn(browse, chromium):
    with browse() as visit:
        visit.say(SENTENCE)
        page = visit.page
        page.get_by_role("button", name="Share this plan").click()
        link = page.locator("#link").input_value()
        assert violations(page) == []

        other = chromium.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark")
        reader = Watched(other.new_page())
        assert reader.page.goto(link).status == 200
        assert reader.page.locator(".pathway .step").count() >= 1
        assert "laid off" not in reader.page.content()
        assert violations(reader.page) == []
        assert overflow(reader.page) == 0
        assert reader.foreign() == []

        page.get_by_role("button", name="Withdraw the link").click()
        assert reader.page.goto(link).status == 404
        other.close()


def test_a_thumb_and_its_reason_are_thanked_for(browse):
    with browse() as visit:
        visit.say(SENTENCE)
        page = visit.page
        page.locator(".thumbs summary").click()
        page.get_by_role("button", name="Something is wrong").click()
        page.locator(".thumbs", has_text="Thank you.").wait_for(timeout=WAIT)
        page.reload()
        assert "Thank you. Something is wrong" in page.locator(".thumbs").inner_text()
        assert visit.complaints == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_barrier_is_found_where_the_page_is_written_from_right_to_left(browse, width):
    with browse(viewport={"width": width, "height": 800}) as visit:
        visit.say(SENTENCE)
        visit.page.evaluate("document.documentElement.dir = 'rtl'")
        visit.page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        assert violations(visit.page) == []
        assert overflow(visit.page) == 0


@contextmanager
def a_site(page):
    """Serve one page of a provider, of another origin."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page().encode())

        def log_message(self, *_):
            """Say nothing."""

    served = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    worker = Thread(target=served.serve_forever)
    worker.start()
    try:
        yield f"http://127.0.0.1:{served.server_address[1]}"
    finally:
        served.shutdown()
        worker.join()
        served.server_close()


@pytest.mark.parametrize("allowed", [True, False])
def test_a_providers_page_opens_the_chat_in_a_frame_only_where_it_may(chromium, tmp_path, allowed):
    chat = []
    with a_site(lambda: f'<!doctype html><title>College</title><script src="{chat[0]}/embed.js"></script>') as site:
        app = an_app(tmp_path / "web", OutspokenAdvisor(), embed_on=site if allowed else "https://other.example")
        with serving(app) as address:
            chat.append(address)
            context = chromium.new_context()
            page = context.new_page()
            page.goto(site)
            page.get_by_role("button", name="Cairn").click()
            frame = page.frame_locator("iframe")
            if not allowed:
                page.wait_for_timeout(1000)
                assert frame.locator("#box").count() == 0
                context.close()
                return
            frame.locator("#box").fill("I want to work with solar panels")
            frame.locator("#box").press("Enter")
            frame.locator("article.turn:not(.pending) .reply").wait_for(timeout=WAIT)
            frame.locator("#box").press("Escape")
            page.locator("iframe").wait_for(state="hidden", timeout=WAIT)
            assert page.evaluate("document.activeElement.tagName") == "BUTTON"
            context.close()
