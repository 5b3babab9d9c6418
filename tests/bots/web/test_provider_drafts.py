"""Does a provider see, before anything is published, who would find a course and how it looks on paper?"""

import io
import re

import pypdfium2
import pytest

from bots.web.app import create_app
from tests.bots.web.house import Clock
from tests.bots.web.provider_house import Browsers, close, open_house, publish, text_of

SOLAR = {
    "title": "Solar panel installation on roofs",
    "description": "Learn to install solar panels on roofs and connect them.",
    "learning_outcomes": "Installs solar panels",
    "language": "en",
    "mode": "onsite",
    "hours": "20",
}


@pytest.fixture
def house(tmp_path):
    opened = open_house(tmp_path, Clock())
    yield opened
    close(opened)


@pytest.fixture
def browser(house):
    opened = Browsers(create_app(house, Clock(), lambda: "draft1"))
    yield opened
    opened.close()


def test_a_text_that_stands_in_the_form_is_tried_on_the_wishes_and_not_published(browser, house):
    answer = browser("key-solar").post("/provider/course", data={**SOLAR, "do": "found"})
    shown = text_of(answer)
    assert re.search(r"[1-9]\d* of 100 sample wishes find it among the first 5", shown)
    assert "As if it were published in this text; nothing has been." in shown
    assert 'name="title" value="Solar panel installation on roofs"' in answer.text  # the way back keeps the text
    assert list(house.library.micro_credentials()) == []


def test_a_draft_is_tried_from_the_list(browser, house):
    visit = browser("key-solar")
    visit.post("/provider/course", data={**SOLAR, "do": "draft"})
    assert 'href="/provider/found-draft/draft1"' in visit.get("/provider").text
    assert "sample wishes find it" in text_of(visit.get("/provider/found-draft/draft1"))
    assert browser("key-other").get("/provider/found-draft/draft1").status_code == 404
    assert list(house.library.micro_credentials()) == []


def test_a_draft_that_something_keeps_out_leads_to_the_form(browser):
    visit = browser("key-solar")
    visit.post("/provider/course", data={**SOLAR, "price": "-5", "do": "draft"})
    answer = visit.get("/provider/found-draft/draft1")
    assert str(answer.url).endswith("/provider/course?draft=draft1")
    assert "The price -5 is below zero; the row stays out." in text_of(answer)


def test_a_new_text_of_a_published_course_is_tried_in_its_place(browser, house):
    publish(house)
    before = list(house.library.micro_credentials())
    changed = {**SOLAR, "external_id": "tig", "course": "solar-school.tig"}
    shown = text_of(browser("key-solar").post("/provider/course", data={**changed, "do": "found"}))
    assert "Solar panel installation on roofs" in shown
    assert list(house.library.micro_credentials()) == before


def test_the_page_to_print_holds_what_the_form_says_and_nothing_is_published(browser, house):
    answer = browser("key-solar", "de").post("/provider/course", data={**SOLAR, "do": "paper"})
    assert answer.headers["content-type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "Solar panel installation on roofs" in " ".join(text.split())
    assert "20 Stunden" in text
    assert list(house.library.micro_credentials()) == []


def test_what_something_keeps_out_is_not_printed_but_said(browser):
    answer = browser("key-solar").post("/provider/course", data={**SOLAR, "price": "-5", "do": "paper"})
    assert "The price -5 is below zero; the row stays out." in text_of(answer)
