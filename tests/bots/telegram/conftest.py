"""What do the Telegram tests start from: a strict server, a durable database, and requests to it."""

import asyncio

import pytest

from bots.database import open_engine
from bots.telegram.inbox import Inbox
from tests.telegram_server.server import BotApi, serving
from tests.telegram_server.state import BOT_ID


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
