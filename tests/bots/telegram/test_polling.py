"""Does polling lose nothing: kept first, confirmed afterwards, whatever goes wrong?"""

import asyncio
import logging
from contextlib import asynccontextmanager, suppress

import pytest
from telegram.request import HTTPXRequest

from bots.telegram.polling import Health, Pace, poll
from bots.telegram.simulator.state import TOKEN
from tests.builders import NOW

QUICK = Pace(poll=1, first_pause=0.01, longest_pause=0.05, conflict=0.05)


@asynccontextmanager
async def polling(address, inbox, health=None, token=TOKEN):
    request = HTTPXRequest()
    await request.initialize()
    health = health or Health()
    task = asyncio.create_task(poll(request, f"{address}/bot{token}", inbox, lambda: None, lambda: NOW, health, QUICK))
    try:
        yield health
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await request.shutdown()


def run(scenario):
    asyncio.run(asyncio.wait_for(scenario, 20))


def test_updates_are_kept_and_confirmed(api, address, inbox, until):
    async def scenario():
        for word in ("one", "two", "three"):
            api.state.say(1, word)
        async with polling(address, inbox):
            await until(lambda: inbox.count() == 3 and not api.state.updates)

    run(scenario())


class FullDisk:
    """An inbox whose disk is full for the first two writes."""

    def __init__(self, inbox):
        self.inbox, self.failures = inbox, 0

    def __getattr__(self, name):
        return getattr(self.inbox, name)

    def keep(self, updates, now):
        if updates and self.failures < 2:
            self.failures += 1
            raise OSError("disk full")
        return self.inbox.keep(updates, now)


def test_what_could_not_be_kept_is_not_confirmed_and_comes_again(api, address, inbox, until):
    async def scenario():
        api.state.say(1, "do not lose me")
        full = FullDisk(inbox)
        async with polling(address, full):
            await until(lambda: inbox.count() == 1)
        assert full.failures == 2

    run(scenario())


def test_a_second_poller_makes_one_line_in_the_log_and_polling_goes_on_afterwards(api, address, inbox, until, caplog):
    async def scenario():
        api.fail("getUpdates", 409, times=4)
        api.state.say(1, "hello")
        async with polling(address, inbox):
            await until(lambda: inbox.count() == 1)

    with caplog.at_level(logging.WARNING):
        run(scenario())
    lines = [r.getMessage() for r in caplog.records if "polling_paused" in r.getMessage()]
    assert len(lines) == 1
    assert "another instance polls with the same bot token" in lines[0]


def test_two_pollers_of_one_bot_are_told_so_by_the_server(api, address, inbox, until):
    async def scenario():
        async with polling(address, inbox) as first, polling(address, inbox) as second:
            await until(lambda: "Conflict" in {first.trouble, second.trouble})

    run(scenario())


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_in_trouble_is_asked_again(api, address, inbox, until, status):
    async def scenario():
        api.fail("getUpdates", status, times=3)
        api.state.say(1, "hello")
        async with polling(address, inbox) as health:
            await until(lambda: inbox.count() == 1 and health.last_success == NOW)

    run(scenario())


def test_the_pause_that_telegram_asks_for_is_kept(api, address, inbox, until):
    async def scenario():
        api.fail("getUpdates", 429, retry_after=1)
        api.state.say(1, "hello")
        begun = asyncio.get_running_loop().time()
        async with polling(address, inbox):
            await until(lambda: inbox.count() == 1)
        assert asyncio.get_running_loop().time() - begun >= 1.0

    run(scenario())


def test_the_token_is_in_no_log_line_even_when_it_is_refused(api, address, inbox, until, caplog):
    wrong = "123:SecretSecretSecretSecretSecret"

    async def scenario():
        async with polling(address, inbox, token=wrong) as health:
            await until(lambda: health.trouble == "InvalidToken")

    with caplog.at_level(logging.WARNING):
        run(scenario())
    assert "SecretSecret" not in caplog.text
    assert "CAIRN_TELEGRAM_TOKEN" in caplog.text


def test_one_malformed_update_does_not_stop_the_batch(api, address, inbox, until):
    async def scenario():
        api.state.add("message", {"chat": {"id": 1}, "date": "yesterday"})
        api.state.say(2, "hello")
        async with polling(address, inbox):
            await until(lambda: inbox.count() == 2 and not api.state.updates)

    run(scenario())
