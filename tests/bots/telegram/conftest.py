"""What do the Telegram tests start from: a strict server, a durable database, and requests to it."""

import asyncio
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from bots.database import open_engine
from bots.settings import Settings
from bots.telegram.channel import start
from bots.telegram.inbox import Inbox
from bots.telegram.simulator.server import BotApi, serving
from bots.telegram.simulator.state import BOT_ID, TOKEN
from tests.fakes.scripted_advisor import ScriptedAdvisor


@pytest.fixture
def api():
    return BotApi()


@pytest.fixture
def address(api):
    with serving(api) as address:
        yield address


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def inbox(engine):
    return Inbox(engine, BOT_ID)


@pytest.fixture
def until():
    """Wait until something holds, or fail after a while."""

    async def wait(holds, seconds=10.0):
        for _ in range(int(seconds / 0.01)):
            if holds():
                return
            await asyncio.sleep(0.01)
        pytest.fail("it never came true")

    return wait


@dataclass(frozen=True)
class StandIn:
    """A house whose advisor is scripted."""

    settings: Settings
    engine: Any
    advisor: ScriptedAdvisor


@pytest.fixture
def house(engine, address, tmp_path):
    settings = Settings(
        data=tmp_path,
        telegram_token=TOKEN,
        telegram_base_url=address,
        limit_messages_per_minute=0,
        limit_messages_per_day=0,
    )
    return StandIn(settings, engine, ScriptedAdvisor(engine))


@pytest.fixture
def bot(house, api):
    """The channel at work; `with bot():` starts it and stops it."""

    @contextmanager
    def at_work():
        stop = start(house)
        try:
            yield
        finally:
            api.state.delay = 0
            stop()

    return at_work


@pytest.fixture
def eventually():
    """Wait until something holds, or fail after a while and show what there is."""

    def wait(holds, seconds=10.0, show=None):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.01)
        pytest.fail(f"it never came true: {show() if show else ''}")

    return wait
