"""Does the web page hand its conversation over to Telegram, to its owner only?"""

import re

import pytest

from bots.telegram.tickets import Tickets

LINK = re.compile(r"https://t\.me/our_bot\?start=l_([A-Za-z0-9_-]{43})")


@pytest.fixture
def connected(web_with):
    web = web_with(telegram_token="1:secret")
    web.app.state.telegram.is_called("our_bot")
    return web


def begin(web):
    return web.client.post("/chat", data={"text": "I weld"}, follow_redirects=True)


def test_the_menu_offers_telegram_only_where_a_bot_is_configured(connected, web):
    assert "Continue on Telegram" in begin(connected).text
    assert "Continue on Telegram" not in begin(web).text


def test_the_link_and_its_code_take_this_conversation_along(connected):
    begin(connected)

    page = connected.client.post("/chat/telegram")

    token = LINK.search(page.text)[1]
    front = connected.app.state.front
    conversation = connected.client.post("/chat/open").json()["conversation"]
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "<svg" in page.text
    assert "It works once and for 15 minutes" in page.text
    assert Tickets(front.house.engine).take(token, "a chat", front.now()) == conversation


def test_while_telegram_does_not_answer_there_is_a_sentence_and_no_link(connected):
    begin(connected)
    connected.app.state.telegram.is_called("")

    page = connected.client.post("/chat/telegram")

    assert page.status_code == 503
    assert "Telegram does not answer at the moment." in page.text


def test_without_a_conversation_or_a_bot_it_leads_back(connected, web):
    begin(web)

    assert connected.client.post("/chat/telegram", follow_redirects=False).headers["location"] == "/"
    assert web.client.post("/chat/telegram", follow_redirects=False).headers["location"] == "/"


def test_another_site_cannot_ask_for_a_link(connected):
    begin(connected)

    assert connected.client.post("/chat/telegram", headers={"Origin": "https://evil.example"}).status_code == 403
