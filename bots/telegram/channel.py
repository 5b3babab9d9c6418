"""How is a conversation held in Telegram? Start here: polling keeps, answering takes turns, delivery sends."""

import asyncio
import contextlib
import json
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bots.errors import BotError
from bots.settings import Settings
from bots.telegram.registering import BRINGS_AGAIN, known, set_commands, stay_registered

if TYPE_CHECKING:
    from telegram import Bot
    from telegram.request import BaseRequest

    from bots.assembly import House
    from bots.telegram.inbox import Inbox
    from bots.telegram.tickets import Tickets
    from bots.telegram.webhook import Door

log = logging.getLogger("cairn.telegram")

TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler")
"""Libraries that write addresses to the log; the bot's token is part of an address."""
SECONDS_BETWEEN_SWEEPS = 0.5
SECONDS_BETWEEN_PRUNINGS = 3600.0


def run(settings: Settings, ready: "Callable[[str], None] | None" = None) -> None:
    """Serve Telegram alone, until SIGTERM or Ctrl-C. Raises BotError."""
    from bots.assembly import open_house
    from bots.handoffs import start_handoffs

    token_of(settings)
    with open_house(settings, owner=True) as house, contextlib.ExitStack() as stack:
        stack.callback(start_handoffs(house))
        serve_until_signal(house, ready or announce)


def simulate(settings: Settings, port: int) -> None:
    """Serve a stand-in for Telegram on this machine, with a page to talk to the bot in the browser. Raises BotError."""
    from bots.telegram.simulator.server import BotApi, serving
    from bots.telegram.simulator.state import TOKEN

    with serving(BotApi(), port) as address:
        stand_in = {"telegram_token": TOKEN, "telegram_base_url": address, "telegram_webhook_secret": None}
        run(Settings(**{**dict(settings), **stand_in}), lambda _name: _announce_simulation(address))


def _announce_simulation(address: str) -> None:
    print(f"Try the bot in your browser, without Telegram: {address} (Ctrl-C stops it)", flush=True)  # noqa: T201


def serve_until_signal(house: "House", ready: "Callable[[str], None] | None" = None) -> None:
    """Serve with open rooms, until SIGTERM or Ctrl-C."""
    asyncio.run(_run(house, ready or announce))


def announce(name: str) -> None:
    print(f"Cairn answers in Telegram: https://t.me/{name} (Ctrl-C stops it)", flush=True)  # noqa: T201


def start(house: "House", door: "Door | None" = None, ready: Callable[[str], None] = log.info) -> Callable[[], None]:
    """Serve Telegram beside something else, in a thread of its own; call the result to stop.

    With a door, Telegram is told to bring updates there; without one it is polled. `ready` is told the bot's name.
    """
    token_of(house.settings)
    loop = asyncio.new_event_loop()
    stopping = asyncio.Event()

    def work() -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(serve(house, stopping, ready, door))
        except BotError as error:
            log.error("telegram.stopped %s %s", error, error.hint)  # noqa: TRY400
        except Exception as error:  # noqa: BLE001 - the web goes on; a trace may hold the token's address
            log.error("telegram.stopped error=%s", type(error).__name__)  # noqa: TRY400
        finally:
            loop.close()

    worker = threading.Thread(target=work, name="telegram", daemon=True)
    worker.start()

    def stop() -> None:
        with suppress(RuntimeError):  # the loop may have ended by itself
            loop.call_soon_threadsafe(stopping.set)
        worker.join(15)

    return stop


def tell_name(house: "House", told: Callable[[str], None]) -> None:
    """Ask Telegram once what the bot is called, without serving it: for a server beside the one that does."""

    async def ask() -> None:
        async with _bot(token_of(house.settings), house.settings.telegram_base_url) as (bot, _polling):
            await bot.initialize()
            told(bot.username)

    quiet()
    try:
        asyncio.run(ask())
    except Exception as error:  # noqa: BLE001 - the page does without it; a trace may hold the token's address
        log.warning("telegram.name_not_told error=%s", type(error).__name__)


async def _run(house: "House", ready: Callable[[str], None]) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    await serve(house, stopping, ready)


async def serve(
    house: "House",
    stopping: asyncio.Event,
    ready: Callable[[str], None] = log.info,
    door: "Door | None" = None,
) -> None:
    """Take in, answer and send until told to stop. Raises BotError where Telegram refuses the token or the webhook."""
    quiet()
    token = token_of(house.settings)
    with _only_one(house.settings.data, token):
        async with _bot(token, house.settings.telegram_base_url) as (bot, polling):
            if not await known(bot, stopping, door):
                return
            ready(bot.username)
            await _serve(house, bot, polling, stopping, door)


async def _serve(
    house: "House", bot: "Bot", polling: "BaseRequest", stopping: asyncio.Event, door: "Door | None"
) -> None:
    from bots.assembly import now
    from bots.telegram.answering import Answering
    from bots.telegram.inbox import Inbox
    from bots.telegram.polling import Health, poll
    from bots.telegram.working import Worker

    inbox = await asyncio.to_thread(Inbox, house.engine, bot.id)
    answering = Answering(_surroundings(house, bot, inbox))
    worker = Worker(inbox, answering.handle, answering.apologise, now)
    if door is None:
        taking_in = poll(polling, bot.base_url, inbox, worker.arrived, now, Health())
    else:
        taking_in = _sweep(lambda: stay_registered(bot, door), BRINGS_AGAIN)
        door.arrived = partial(_from_any_thread, asyncio.get_running_loop(), worker.arrived)
    tasks = [
        asyncio.create_task(taking_in),
        asyncio.create_task(worker.work()),
        asyncio.create_task(_sweep(answering.given.delivery.sweep, SECONDS_BETWEEN_SWEEPS)),
        asyncio.create_task(
            _sweep(lambda: asyncio.to_thread(_forget, house, inbox, answering.given.tickets), SECONDS_BETWEEN_PRUNINGS)
        ),
        asyncio.create_task(set_commands(bot)),
    ]
    await stopping.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await worker.finish()


def _from_any_thread(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    with suppress(RuntimeError):  # the loop has ended; what was kept is found at the next start
        loop.call_soon_threadsafe(call)


def _forget(house: "House", inbox: "Inbox", tickets: "Tickets") -> None:
    """Let go of what is finished, and of conversations whose time is over (R13)."""
    from bots.assembly import now

    inbox.prune(now())
    tickets.prune(now())
    house.advisor.forget_idle(now())


def _surroundings(house: "House", bot: "Bot", inbox: "Inbox") -> Any:
    from bots.accounts.invitations import Invitations
    from bots.assembly import now
    from bots.installation import installation_secret
    from bots.telegram.delivery import Delivery
    from bots.telegram.incoming import read_update
    from bots.telegram.scene import Limits, Surroundings
    from bots.telegram.sending import Sender
    from bots.telegram.tickets import Tickets

    settings, sender = house.settings, Sender(bot)
    return Surroundings(
        advisor=house.advisor,
        inbox=inbox,
        tickets=Tickets(house.engine),
        invitations=Invitations(house.engine),
        sender=sender,
        delivery=Delivery(house.advisor, inbox, sender, now),
        clock=now,
        read=lambda body: read_update(json.loads(body), bot, bot.username),
        secret=installation_secret(settings),
        name=bot.username,
        host=urlsplit(settings.public_url).hostname or "cairn",
        keep_days=settings.retention_days,
        limits=Limits(settings.limit_messages_per_minute, settings.limit_messages_per_day),
    )


def token_of(settings: Settings) -> str:
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    if not token:
        raise BotError(
            "Telegram needs the token of a bot.",
            hint="Talk to @BotFather in Telegram, send /newbot, and set CAIRN_TELEGRAM_TOKEN to what it answers.",
        )
    if not token.partition(":")[0].isdecimal():
        raise BotError(
            "CAIRN_TELEGRAM_TOKEN is not the token of a bot.",
            hint="It looks like 123456:ABC… and comes from @BotFather.",
        )
    return token


def quiet() -> None:
    """Keep addresses, and the token in them, out of the log."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


@asynccontextmanager
async def _bot(token: str, address: str) -> AsyncIterator[tuple["Bot", "BaseRequest"]]:
    """Give the bot and a connection of its own for polling, so that a long poll holds up no answer."""
    from telegram import Bot

    from bots.telegram.requests import Request

    polling = Request(connection_pool_size=1)
    at = address.rstrip("/")
    bot = Bot(token, base_url=f"{at}/bot", base_file_url=f"{at}/file/bot", request=Request(connection_pool_size=16))
    await polling.initialize()
    try:
        yield bot, polling
    finally:
        with suppress(Exception):
            await bot.shutdown()
        await polling.shutdown()


async def _sweep(work: Callable[[], Any], seconds: float) -> None:
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - a busy database must not end the worker; the rows stay
            log.error("telegram.sweep_failed error=%s", type(error).__name__)  # noqa: TRY400
        await asyncio.sleep(seconds)


@contextmanager
def _only_one(folder: Path, token: str) -> Iterator[None]:
    """Let one process of this installation serve a bot: two would send each answer twice."""
    try:
        import fcntl
    except ImportError:  # not on this system; Telegram itself refuses a second poller
        yield
        return
    with contextlib.ExitStack() as stack:
        file = stack.enter_context((folder / f"telegram-{token.partition(':')[0]}.lock").open("w"))
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BotError(
                "Another process of this installation serves this bot already.",
                hint="`cairn serve` serves Telegram too when CAIRN_TELEGRAM_TOKEN is set; one of the two is enough.",
            ) from error
        yield
