"""Is every message answered once in state, and at most one bubble doubled per crash, when the process is killed?"""

import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

KILLS = 3
MESSAGES = 60
CHATS = 5


def started(tmp_path, address):
    return subprocess.Popen([sys.executable, "-m", "tests.bots.telegram.bot_process", str(tmp_path), address])


@pytest.mark.timeout(300)
def test_60_messages_survive_kill_9(api, address, engine, tmp_path, eventually):
    chance = random.Random(20261122)
    api.state.delay = 0.02
    for number in range(MESSAGES):
        api.state.say(number % CHATS + 1, f"message {number:02}")

    for kill in range(KILLS):
        process = started(tmp_path, address)
        wanted = min(len(api.state.sent()) + chance.randint(3, MESSAGES // (KILLS + 1)), MESSAGES - KILLS + kill)
        eventually(lambda n=wanted: len(api.state.sent()) >= n, 30)
        time.sleep(chance.random() * 0.05)
        process.kill()
        process.wait()
    process = started(tmp_path, address)
    eventually(lambda: distinct(api) == MESSAGES, 60, lambda: distinct(api))
    time.sleep(1.0)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0

    with engine.connect() as connection:
        turns = connection.execute(text("select conversation, number, text, open from turns order by 1, 2")).all()
        pending = connection.execute(text("select count(*) from outbox where state <> 'done'")).scalar_one()
        waiting = connection.execute(text("select count(*) from telegram_inbox where state <> 'done'")).scalar_one()
    assert sorted(turn.text for turn in turns) == [f"message {number:02}" for number in range(MESSAGES)]
    assert not any(turn.open for turn in turns)
    assert (pending, waiting) == (0, 0)
    for chat in range(1, CHATS + 1):
        spoken = [
            turn.text for turn in turns if turn.conversation == conversation_with(turns, f"message {chat - 1:02}")
        ]
        assert spoken == sorted(spoken)
        assert shown(api, chat) == sorted(shown(api, chat))
    assert len(api.state.sent()) - MESSAGES <= KILLS
    assert api.state.refused() == []


def conversation_with(turns, words):
    return next(turn.conversation for turn in turns if turn.text == words)


def shown(api, chat):
    return [message["text"].splitlines()[0] for message in api.state.sent(chat)]


def distinct(api):
    return len({message["text"].splitlines()[0] for message in api.state.sent()})
