"""Can a learner move time and price, and put the last message right, with and without script?"""

import pytest

from bots.web.supposing import Slider, meant, sliders, supposed
from tests.fakes.outspoken_advisor import OutspokenAdvisor, a_pathway


@pytest.mark.parametrize(
    ("hours", "price", "currency", "words"),
    [
        ("10", "", "EUR", "What if I had 10 hours a week?"),
        ("", "150", "BAM", "What if I could pay at most 150 BAM?"),
        ("10", "0", "EUR", "What if I had 10 hours a week? What if I could pay at most 0 EUR?"),
        ("ten", "-3", "EUR", ""),
        ("٣", "1e9", "EUR", ""),
        ("", "5", "<b>", ""),
    ],
)
def test_sliders_become_words(hours, price, currency, words):
    assert supposed("en", hours, price, currency) == words


def test_an_edited_message_says_that_it_puts_right_what_was_said():
    assert meant("de", "8 Stunden, nicht 6") == "Ich meinte: 8 Stunden, nicht 6"
    assert meant("de", "") == ""


def test_the_sliders_stand_where_the_profile_stands():
    reply = OutspokenAdvisor().reply("c", "r-1")
    hours, price = sliders(reply, a_pathway())
    assert hours == Slider(1, 40, 1, 8)
    assert price == Slider(0, 1000, 10, None, "EUR")


def test_without_script_a_small_form_asks_what_would_be(web):
    web.client.post("/chat", data={"text": "solar"})
    page = web.client.get("/").text
    web.client.post("/chat", data={"hours": "12", "price": "", "currency": "EUR"})
    assert 'name="hours" type="number"' in page
    assert web.advisor.taken == ["solar", "What if I had 12 hours a week?"]


def test_what_is_no_number_is_said_back(web):
    answer = web.client.post("/chat", data={"hours": "many"})
    assert answer.status_code == 422
    assert web.advisor.taken == []


def test_the_last_message_can_be_edited_and_nothing_of_the_first_is_lost(web):
    web.client.post("/chat", data={"text": "six hours & solar"})
    page = web.client.get("/").text
    web.client.post("/chat", data={"text": "eight hours & solar", "meant": "true"})
    after = web.client.get("/").text
    assert "six hours &amp; solar</textarea>" in page
    assert web.advisor.taken == ["six hours & solar", "I meant: eight hours & solar"]
    assert "six hours &amp; solar" in after
    assert after.count('name="meant"') == 1


def test_a_tapped_choice_is_not_edited_in_words(web):
    web.client.post("/chat", data={"text": "solar"})
    web.client.post("/chat", data={"choice": "c-bs"})
    assert 'name="meant"' not in web.client.get("/").text
