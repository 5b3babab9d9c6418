"""Does `cairn serve` answer what Telegram brings by webhook, and nothing that somebody else brings?"""

import socket
import time

import httpx
import pytest

from bots.telegram.simulator.server import BotApi, serving
from bots.telegram.simulator.state import TOKEN
from tests.journeys.running_server import a_running_server

SECRET = "journey-secret"


def a_free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def at_work(tmp_path_factory):
    """`cairn serve` as a process of its own, behind a strict Bot API server that brings updates."""
    api, port = BotApi(), a_free_port()
    with serving(api) as telegram:
        settings = {
            "INDEX": "memory:",
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": telegram,
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "LIMIT_MESSAGES_PER_DAY": "0",
        }
        with a_running_server(tmp_path_factory.mktemp("webhook"), settings, port=port) as server:
            wait(lambda: api.state.webhook)
            yield api, server


def wait(holds, seconds=30.0):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def test_a_worker_is_advised_by_webhook(at_work):
    api, server = at_work

    api.state.say(1, "I was laid off from the coal mine and want to work with solar panels. I have no money")
    wait(lambda: len(api.state.sent(1)) >= 2)

    assert "by webhook" in server.log()
    assert set(api.state.brought) == {200}
    assert api.state.refused() == []


def test_who_knows_the_address_but_not_the_secret_is_not_heard(at_work):
    api, _ = at_work
    said = {"message_id": 9, "date": 1_790_000_000, "chat": {"id": 66, "type": "private"}, "text": "I weld"}

    for secret in ("", "journey", SECRET + "x"):
        header = {"X-Telegram-Bot-Api-Secret-Token": secret}
        answer = httpx.post(api.state.webhook, json={"update_id": 77, "message": said}, headers=header, trust_env=False)
        assert answer.status_code == 401

    api.state.say(2, "hello")
    wait(lambda: api.state.sent(2))
    assert api.state.sent(66) == []


def test_the_same_update_is_answered_once_however_often_it_is_brought(at_work):
    api, _ = at_work
    with api.state.lock:
        api.state.say(3, "hello")
        update = dict(api.state.updates[0])
    wait(lambda: api.state.sent(3))
    shown = len(api.state.sent(3))

    header = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    answers = [httpx.post(api.state.webhook, json=update, headers=header, trust_env=False) for _ in range(5)]
    api.state.say(4, "hello")
    wait(lambda: api.state.sent(4))

    assert [answer.status_code for answer in answers] == [200] * 5
    assert len(api.state.sent(3)) == shown
