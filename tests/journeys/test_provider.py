"""Does a provider get from the key to a published course in a real browser: by keyboard, without script, on a small screen?"""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from bots.accounts.users import Users
from bots.database import open_engine
from bots.settings import Settings
from bots.web.app import create_app
from knowledge import open_library
from knowledge.settings import LibrarySettings
from tests.bots.web.house import NO_LIMITS, Clock, serving
from tests.builders import NOW
from tests.fakes.letter_embedder import LetterEmbedder
from tests.fakes.outspoken_advisor import OutspokenAdvisor
from tests.journeys.test_web_browser import Watched, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

FILE = "Šifra;Naziv kursa;Cijena;Valuta\npv;Montaža solarnih panela;300;BAM\nx;;10;BAM\n"
WAIT = 20_000


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("provider")
    engine = open_engine(f"sqlite:///{folder / 'cairn.db'}")
    settings = LibrarySettings(data=folder, index="memory:", seed=False)
    library = open_library(settings, engine, clock=Clock(), embedder=LetterEmbedder())
    library.accounts.add("Solar School", "key-solar", NOW, known=True)
    house = SimpleNamespace(
        settings=Settings(data=folder, **NO_LIMITS),
        engine=engine,
        library=library,
        advisor=OutspokenAdvisor(),
        users=Users(engine),
    )
    with serving(create_app(house)) as running:
        yield running.rstrip("/")
    library.close()
    engine.dispose()


@pytest.fixture
def browse(chromium, address):
    """Open the provider's pages as somebody who has typed the key."""

    @contextmanager
    def opened(**kind):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **kind})
        watched = Watched(context.new_page())
        watched.page.goto(f"{address}/provider")
        watched.page.fill("#key", "key-solar")
        watched.page.keyboard.press("Enter")
        watched.page.locator(".tabs").wait_for(timeout=WAIT)
        try:
            yield watched
        finally:
            context.close()

    return opened


def tab_to(page, selector, most=80):
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way by keyboard to {selector}")


def look_at(page, address):
    page.goto(f"{address}/provider/file")
    page.set_input_files("#file", {"name": "kursevi.csv", "mimeType": "text/csv", "buffer": FILE.encode()})
    tab_to(page, "form.write button")
    page.keyboard.press("Enter")
    page.locator("#columns-title").wait_for(timeout=WAIT)


def test_a_course_is_written_by_keyboard_and_the_page_follows(browse, address):
    with browse() as visit:
        page = visit.page
        tab_to(page, "a[href='/provider/course']")
        page.keyboard.press("Enter")
        page.locator("#f-title").wait_for(timeout=WAIT)
        tab_to(page, "#f-title")
        page.keyboard.type("Solar panel mounting")
        tab_to(page, "#f-learning_outcomes")
        page.keyboard.type("Mounts a panel\nTests a string")
        tab_to(page, "input[value=online]")
        page.keyboard.press("Space")
        page.locator("#live-status", has_text="3 of 9 of Annex I stated").wait_for(state="attached", timeout=WAIT)
        assert page.locator(".telegram").inner_text().count("Solar panel mounting") == 1
        assert violations(page) == []
        tab_to(page, "button[value=hand-in]")
        page.keyboard.press("Enter")
        page.locator(".history").wait_for(timeout=WAIT)
        assert "published" in page.locator(".history").inner_text()
        page.goto(f"{address}/provider")
        assert "3 of 9 of Annex I stated" in page.locator(".cases").inner_text()
        assert visit.foreign() == []
        assert visit.complaints == []


def test_without_script_a_course_is_checked_and_kept_as_a_draft(browse):
    with browse(java_script_enabled=False) as visit:
        page = visit.page
        page.click("a[href='/provider/course']")
        page.fill("#f-title", "Inverters")
        page.fill("#f-price", "50")
        page.fill("#f-currency", "XXQ")
        page.click("button[value=check]")
        assert page.locator("#f-currency[aria-invalid=true]").count() == 1
        assert "1 of 9 of Annex I stated" in page.locator("#live").inner_text()
        page.fill("#f-currency", "BAM")
        page.click("button[value=draft]")
        assert page.locator(".cases .state.is-draft").inner_text() == "draft"


@pytest.mark.parametrize(
    "kind",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 700}}],
    ids=["light", "dark", "small"],
)
def test_every_page_is_accessible_and_fits(browse, address, kind):
    with browse(**kind) as visit:
        page = visit.page
        look_at(page, address)
        wrong = [("checked", violations(page), overflow(page))]
        for place in ("", "/course") if kind else ("", "/course", "/file", "/demand"):
            page.goto(f"{address}/provider{place}")
            wrong.append((place, violations(page), overflow(page)))
        assert [each for each in wrong if each[1] or each[2] > 0] == []
        assert visit.complaints == []


def test_a_file_is_put_right_and_comes_back_with_its_findings(browse, address):
    with browse() as visit:
        page = visit.page
        look_at(page, address)
        assert "The row has no title; it stays out." in page.locator("main").inner_text()
        with page.expect_download() as waiting:
            page.click("a[href$='annotated.csv']")
        assert "Cairn: findings" in waiting.value.path().read_text("utf-8-sig")
        page.click("text=Hand in what has no error")
        page.locator(".history").wait_for(timeout=WAIT)
        assert visit.complaints == []
