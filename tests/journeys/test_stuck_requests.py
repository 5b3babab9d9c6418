"""Can a counsellor work through what is stuck by keyboard, on a small screen, in the dark, without JavaScript?"""

import pytest

from tests.bots.web.house import serving
from tests.bots.web.test_counsellor_doors import Office
from tests.bots.web.test_counsellor_requests import now_is, stuck
from tests.journeys.test_web_browser import overflow, violations


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    stuck(made, title="Solar PV basics: mounting and safety on roofs")
    made.taken()
    yield made
    made.engine.dispose()


def sign_in(page, address, office):
    link = office.users.new_link("counsellor@example.org", office.clock())
    page.goto(f"{address}/sign-in?token={link}")
    page.get_by_role("button").first.click()
    page.goto(f"{address}/counsellor/requests")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_wrong_for_anybody_on_a_small_screen(chromium, office, scheme):
    with (
        serving(office.app) as address,
        chromium.new_context(color_scheme=scheme, viewport={"width": 320, "height": 640}, bypass_csp=True) as context,
    ):
        page = context.new_page()
        sign_in(page, address, office)

        assert page.get_by_role("heading", level=1).inner_text() == "Requests that need you"
        assert violations(page) == []
        assert overflow(page) == 0


def test_it_is_tried_again_by_keyboard_without_javascript(chromium, office):
    with serving(office.app) as address, chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, address, office)
        page.get_by_role("button", name="Try again").focus()
        page.keyboard.press("Enter")
        page.get_by_text("No request of your learners needs you.").wait_for()

        assert now_is(office).status == "pending"
