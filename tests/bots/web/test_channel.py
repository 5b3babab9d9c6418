"""Does the server say where it is, keep its port, and stop softly?"""

import os
import signal
import socket
import threading
import time

import pytest

from bots.errors import BotError
from bots.settings import Settings
from bots.web.channel import address, announce, listen, serve, start_housekeeping, stopping_softly, telegram_line
from tests.bots.web.house import an_app
from tests.fakes.outspoken_advisor import OutspokenAdvisor


def test_a_taken_port_is_said_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(BotError) as refused:
            listen("127.0.0.1", taken)
    assert str(refused.value) == f"Port {taken} on 127.0.0.1 cannot be used: Address already in use."
    assert "--port" in refused.value.hint


def test_port_zero_takes_a_free_one_that_a_browser_can_open():
    with listen("0.0.0.0", 0) as listening:
        assert address(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_the_administrators_link_is_printed_once_and_works(web, capsys):
    announce(web.app.state.front.house.settings, "http://127.0.0.1:8080", web.app, resumed=2)
    printed = capsys.readouterr().out
    link = next(word for word in printed.split() if "/sign-in?token=" in word)
    assert "Cairn is ready:      http://127.0.0.1:8080\n" in printed
    assert "Answered 2 message(s)" in printed
    assert "CAIRN_TELEGRAM_TOKEN=" in printed
    assert "the administrator of this installation" in web.client.get(link.removeprefix("http://127.0.0.1:8080")).text


def test_with_a_token_telegram_is_said_to_be_connected(tmp_path):
    line = telegram_line(Settings(data=tmp_path, telegram_token="1:secret"))
    assert line == "Telegram:            connected, by long polling."


def test_with_a_secret_and_a_public_address_it_is_connected_by_webhook(tmp_path):
    given = {"data": tmp_path, "telegram_token": "1:secret", "telegram_webhook_secret": "s"}
    assert (
        telegram_line(Settings(**given, public_url="https://a.example"))
        == "Telegram:            connected, by webhook."
    )
    assert telegram_line(Settings(**given)).endswith("by long polling; a webhook needs CAIRN_PUBLIC_URL too.")


def test_a_stop_signal_ends_the_server_and_gives_the_word_back(tmp_path):
    app, told, after = an_app(tmp_path / "web", OutspokenAdvisor()), [], []
    with listen("127.0.0.1", 0) as listening:

        def stop_when_ready():
            told.append("ready")
            threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM)).start()

        serve(app, listening, stop_when_ready)
        after.append("closed")
    assert (told, after) == (["ready"], ["closed"])
    assert app.state.front.closing.is_set()


def test_the_old_way_to_stop_is_back_afterwards():
    before = signal.getsignal(signal.SIGTERM)
    with stopping_softly():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1)
        pytest.fail("the signal must end the block")
    assert signal.getsignal(signal.SIGTERM) is before


class Forgetful(OutspokenAdvisor):
    """Notes when it was asked to forget; the first time something is wrong."""

    def forget_idle(self, now):
        self.taken.append("forget")
        raise OSError("busy")


def test_housekeeping_survives_a_failure_and_stops_at_once(web_with):
    web = web_with(advisor=Forgetful())
    stop = start_housekeeping(web.app.state.front.house)
    until = time.monotonic() + 5
    while not web.advisor.taken and time.monotonic() < until:
        time.sleep(0.01)
    began = time.monotonic()
    stop()
    assert web.advisor.taken == ["forget"]
    assert time.monotonic() - began < 2
