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
from knowledge.vocabulary.provider import AccountRole
from tests.bots.web.house import NO_LIMITS, Clock, serving
from tests.builders import NOW
from tests.fakes.letter_embedder import LetterEmbedder
from tests.fakes.outspoken_advisor import OutspokenAdvisor
from tests.journeys.test_web_browser import Watched, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

STANDING = (
    "external_id,title,provider,hours,start_dates\n"
    "pv-old,Roofs,Solar School,20,2026-01-10\n"
    "old,Batteries,Solar School,20,\n"
    "own,Heat pumps,Solar School,20,\n"
)
FILE = "Šifra;Naziv kursa;Cijena;Valuta\npv;Montaža solarnih panela;300;BAM\nx;;10;BAM\n"
WAIT = 20_000


class Address(str):
    """Where the server is, and which submission waits there."""

    __slots__ = ("waiting",)

    def __new__(cls, address, waiting):
        made = super().__new__(cls, address)
        made.waiting = waiting
        return made


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("provider")
    engine = open_engine(f"sqlite:///{folder / 'cairn.db'}")
    settings = LibrarySettings(data=folder, index="memory:", seed=False)
    library = open_library(settings, engine, clock=Clock(), embedder=LetterEmbedder())
    library.accounts.add("Solar School", "key-solar", NOW, known=True)
    library.accounts.add("Office", "key-office", NOW, AccountRole.MODERATOR)
    wary = library.accounts.add("Wary School", "key-wary", NOW, always_review=True)
    solar = library.accounts.find("Solar School")
    library.review.hand_in(solar, "standing.csv", STANDING.encode())
    library.withdraw("solar-school.old", "solar-school")
    waiting = library.review.hand_in(
        wary, "waiting.csv", b"external_id,title,provider,price\nw,Waiting,Wary School,5\n"
    )
    house = SimpleNamespace(
        settings=Settings(data=folder, **NO_LIMITS),
        engine=engine,
        library=library,
        advisor=OutspokenAdvisor(),
        users=Users(engine),
    )
    with serving(create_app(house)) as running:
        yield Address(running.rstrip("/"), waiting.submission)
    library.close()
    engine.dispose()


@pytest.fixture
def browse(chromium, address):
    """Open the provider's pages as somebody who has typed the key."""

    @contextmanager
    def opened(*, key="key-solar", **kind):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **kind})
        watched = Watched(context.new_page())
        watched.page.goto(f"{address}/provider")
        watched.page.fill("#key", key)
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
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
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
        assert "3 of 9 of Annex I stated" in page.locator(".panel", has_text="Solar panel mounting").inner_text()
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
        assert page.locator(".panel .state.is-draft").inner_text() == "draft"


KINDS = {
    "light": {},
    "dark and small": {"color_scheme": "dark", "viewport": {"width": 320, "height": 700}},
    "from right to left": {"viewport": {"width": 320, "height": 700}},
}


def looked_at(page, kind, place):
    """Give what axe and a ruler find wrong with the page that is open."""
    if kind == "from right to left":
        page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    return place, violations(page), overflow(page)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_of_a_moderator_is_accessible_and_fits(browse, address, kind):
    with browse(key="key-office", **KINDS[kind]) as visit:
        page = visit.page
        wrong = [looked_at(page, kind, "queue")]
        page.goto(f"{address}/provider/submissions/{address.waiting}")
        page.locator("#proposed-title").wait_for(timeout=WAIT)
        wrong.append(looked_at(page, kind, "decision"))
        assert [each for each in wrong if each[1] or each[2] > 0] == []
        assert visit.complaints == []


def test_by_keyboard_from_a_file_with_a_fault_to_a_course_that_is_taken_out_again(browse, address):
    with browse() as visit:
        page = visit.page
        look_at(page, address)
        assert "The row has no title; it stays out." in page.locator("main").inner_text()
        # what the file lacks is written in the form instead
        tab_to(page, "a[href='/provider/course']")
        page.keyboard.press("Enter")
        page.locator("#f-title").wait_for(timeout=WAIT)
        tab_to(page, "#f-title")
        page.keyboard.type("Inverter repair")
        tab_to(page, "#f-price")
        page.keyboard.type("-10")
        tab_to(page, "button[value=check]")
        page.keyboard.press("Enter")
        page.locator("#f-price[aria-invalid=true]").wait_for(timeout=WAIT)
        assert "Write what the learner pays." in page.locator("#price-found").inner_text()
        tab_to(page, "#f-price")
        page.keyboard.press("Control+a")
        page.keyboard.type("10")
        tab_to(page, "#f-currency")
        page.keyboard.type("BAM")
        page.locator(".telegram", has_text="10 BAM").wait_for(timeout=WAIT)
        tab_to(page, "button[value=found]")
        page.keyboard.press("Enter")
        page.locator("text=As if it were published in this text").wait_for(timeout=WAIT)
        tab_to(page, "button[value=check]")
        page.keyboard.press("Enter")
        page.locator("#f-title").wait_for(timeout=WAIT)
        assert page.input_value("#f-title") == "Inverter repair"
        tab_to(page, "button[value=hand-in]", most=120)
        page.keyboard.press("Enter")
        page.locator(".history", has_text="published").wait_for(timeout=WAIT)
        tab_to(page, "a[href='/provider']")
        page.keyboard.press("Enter")
        course = page.locator(".panel", has_text="Inverter repair")
        course.wait_for(timeout=WAIT)
        way_out = course.locator("a[href^='/provider/take-out/']").get_attribute("href")
        tab_to(page, f"a[href='{way_out}']", most=120)
        page.keyboard.press("Enter")
        page.locator("text=Nothing is deleted").wait_for(timeout=WAIT)
        assert violations(page) == []
        tab_to(page, "#why")
        page.keyboard.type("Sold out")
        tab_to(page, "button.go")
        page.keyboard.press("Enter")
        page.locator(".panel", has_text="Inverter repair").locator(".is-withdrawn").wait_for(timeout=WAIT)
        assert visit.complaints == []


def test_one_click_says_that_a_course_is_still_offered(browse, address):
    with browse() as visit:
        page = visit.page
        page.goto(f"{address}/provider")
        doubted = page.locator("section[aria-labelledby=doubted-title]")
        assert "No start date lies ahead; the last one was 2026-01-10." in doubted.inner_text()
        assert page.locator(".cases .panel").first.inner_text().startswith("Roofs")


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
