"""Does the stand-in for Telegram show a chat in the browser, and only to a person on this machine?"""

import httpx
import pytest
from click.testing import CliRunner

from bots.commands.serve import telegram


@pytest.fixture
def browser(address):
    with httpx.Client(base_url=address, trust_env=False) as client:
        yield client


def test_the_page_is_whole_and_asks_nobody_else(browser):
    page = browser.get("/")

    assert "Cairn in a Telegram stand-in" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert "http" not in page.text
    assert browser.get("/chat.css").headers["content-type"] == "text/css; charset=utf-8"
    assert "innerHTML" not in browser.get("/chat.js").text


def test_what_a_person_says_is_shown_with_the_answer_and_its_buttons(browser, bot, eventually):
    with bot():
        browser.post("/__say", json={"chat": 1, "text": "I weld"})
        eventually(lambda: len(browser.get("/__chat?chat=1").json()["messages"]) == 2)
    mine, answer = browser.get("/__chat?chat=1").json()["messages"]

    assert (mine["text"], mine["mine"]) == ("I weld", True)
    assert answer["text"] == "heard: I weld\n\nHow much?"
    assert answer["reply_markup"]["inline_keyboard"][0] == [{"text": "Free", "callback_data": "v1:t1c1"}]
    assert browser.get("/__chat?chat=2").json()["messages"] == []


def test_a_tap_on_a_stale_button_shows_what_was_answered(browser, bot, eventually):
    with bot():
        browser.post("/__say", json={"chat": 1, "text": "I weld"})
        eventually(lambda: len(browser.get("/__chat?chat=1").json()["messages"]) == 2)
        browser.post("/__press", json={"chat": 1, "data": "v1:t9c9"})
        eventually(lambda: browser.get("/__chat?chat=1").json()["alert"])

    assert browser.get("/__chat?chat=1").json()["alert"].startswith("That button belongs to an earlier state")


def test_the_menu_is_in_the_language_of_the_persons_app(browser, bot, api, eventually):
    with bot():
        eventually(lambda: len(api.state.commands) == 22)
    browser.post("/__language", json={"chat": 1, "language": "de"})

    commands = browser.get("/__chat?chat=1").json()["commands"]

    assert {"command": "delete", "description": "Meine Daten löschen"} in commands


def test_a_file_can_be_downloaded(browser, bot, eventually):
    with bot():
        browser.post("/__say", json={"chat": 1, "text": "I weld"})
        eventually(lambda: len(browser.get("/__chat?chat=1").json()["messages"]) == 2)
        browser.post("/__say", json={"chat": 1, "text": "/export"})
        eventually(lambda: "document" in browser.get("/__chat?chat=1").json()["messages"][-1])
    sent = browser.get("/__chat?chat=1").json()["messages"][-1]

    file = browser.get(f"/__file/1/{sent['message_id']}")

    assert "cairn-my-data.json" in file.headers["content-disposition"]
    assert "I weld" in file.text
    assert browser.get("/__file/2/1").status_code == 404


@pytest.mark.parametrize("path", ["/__say", "/__press"])
@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"}])
def test_another_site_cannot_speak_for_the_person(browser, api, path, headers):
    answer = browser.post(path, json={"chat": 1, "text": "x", "data": "y"}, headers=headers)

    assert answer.status_code == 403
    assert not api.state.updates


def test_a_taken_port_is_said_with_a_way_out(address, monkeypatch):
    from bots.errors import BotError

    result = CliRunner().invoke(telegram, ["--simulate", "--port", address.rpartition(":")[2]])

    assert isinstance(result.exception, BotError)
    assert "--port 8082" in result.exception.hint
