"""Is every page there is accessible in light and dark, from right to left and on a small screen, and does it ask nobody else?"""

from urllib.parse import urlsplit

import pytest

from tests.bots.web.house import an_app
from tests.fakes.outspoken_advisor import OutspokenAdvisor
from tests.journeys.places import NO_PAGES, PLACES, looking
from tests.journeys.stage import a_stage
from tests.journeys.test_web_browser import overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

NARROW, WIDE = 320, 1280


def show_whole(page, width):
    """Open the window as far as the page goes: what lies half under the box that stays in view is no small target."""
    page.set_viewport_size({"width": width, "height": 900})
    page.set_viewport_size({"width": width, "height": 1200 + page.evaluate("document.documentElement.scrollHeight")})


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    with a_stage(tmp_path_factory.mktemp("stage")) as set_up:
        yield set_up


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_has_no_barriers_in_any_of_its_forms(place, stage, chromium):
    wrong, asked = {}, []
    with looking(chromium, stage, place, heard=asked.append) as page:
        wrong["light"] = violations(page), overflow(page)
        page.emulate_media(color_scheme="dark")
        show_whole(page, NARROW)
        wrong["dark at 320"] = violations(page), overflow(page)
        page.emulate_media(color_scheme="light")
        page.evaluate("document.documentElement.dir = 'rtl'")
        wrong["from right to left at 320"] = [], overflow(page)
        show_whole(page, WIDE)
        wrong["from right to left"] = violations(page), overflow(page)

    assert {form: found for form, found in wrong.items() if found != ([], 0)} == {}
    assert {urlsplit(url).hostname for url in asked} == {"127.0.0.1"}


def test_every_page_that_the_application_has_is_looked_at(tmp_path):
    app = an_app(tmp_path, OutspokenAdvisor())
    routes = [*app.routes, *(route for router in app.state.routers for route in router.routes)]
    declared = {route.path for route in routes if "GET" in (getattr(route, "methods", None) or ())}

    pages = {path for path in declared if not path.startswith("/v1/")} - NO_PAGES
    assert pages == {place.route for place in PLACES if place.route}
