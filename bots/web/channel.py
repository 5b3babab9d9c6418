"""How does the server run: the web, and beside it whatever works in the background?"""

import asyncio
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from bots.errors import BotError
from bots.settings import Settings

if TYPE_CHECKING:
    from bots.assembly import House
    from bots.telegram.webhook import Door

log = logging.getLogger("cairn.web")

STOP_SECONDS = 4
HOUR = 3600.0


def run(settings: Settings, host: str, port: int) -> None:
    """Open the house and serve until the process is told to stop."""
    from bots.assembly import now, open_house
    from bots.web.app import create_app

    listening = listen(host, port)
    with listening, open_house(settings, owner=True) as house:
        resumed = house.advisor.resume_open_turns(now())
        app = create_app(house)
        with companions(house, app.state.telegram_door, app.state.telegram.is_called):
            serve(app, listening, lambda: announce(settings, address(listening), app, resumed))


def listen(host: str, port: int) -> socket.socket:
    """Take the port first: what fails, fails before anything is opened."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError) as error:
        made.close()
        raise BotError(
            f"Port {port} on {host} cannot be used: {getattr(error, 'strerror', None) or error}.",
            hint="Another program may use it; choose another one, e.g. `cairn serve --port 8081` or `make run PORT=8081`.",
        ) from error
    return made


def address(listening: socket.socket) -> str:
    """Give the address that a browser on this machine can open."""
    host, port = listening.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"


def serve(app: Any, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Run uvicorn on the socket; its own log names no address of a person."""
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # R11: forwarded addresses count from configured proxies only, and none is configured
        timeout_graceful_shutdown=STOP_SECONDS,
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.front.closing.set()
            await super().shutdown(sockets)

    with stopping_softly():
        asyncio.run(Server(config).serve(sockets=[listening]))


@contextmanager
def stopping_softly() -> Iterator[None]:
    """Let SIGTERM and Ctrl-C end the server only: whoever called us still closes the rooms."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def announce(settings: Settings, where: str, app: Any, resumed: int) -> None:
    """Say where to go; the administrator's link is shown here once and kept nowhere in clear."""
    token = app.state.administrator.new_link(app.state.front.now())
    note_address(settings, where)
    lines = [
        f"Cairn is ready:      {where}",
        f"For the administrator (works once): {where}/sign-in?token={token}",
        telegram_line(settings),
    ]
    if settings.public_url:
        lines.insert(1, f"For learners:        {settings.public_url}")
    if resumed:
        lines.append(f"Answered {resumed} message(s) that were waiting since the last stop.")
    print("\n".join(lines), flush=True)  # noqa: T201 - the one thing a person reads at start


ADDRESS = "address.txt"


def note_address(settings: Settings, where: str) -> None:
    """Keep where the server listens, so that `cairn users` can print links that open."""
    with suppress(OSError):
        (settings.data / ADDRESS).write_text(f"{where}\n", encoding="utf-8")


def noted_address(settings: Settings) -> str:
    """Give where a server of this data folder listened last; empty where none ever did."""
    try:
        return (settings.data / ADDRESS).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def telegram_line(settings: Settings) -> str:
    if settings.telegram_token and settings.telegram_webhook_secret and settings.public_url:
        return "Telegram:            connected, by webhook."
    if settings.telegram_token and settings.telegram_webhook_secret:
        return "Telegram:            connected, by long polling; a webhook needs CAIRN_PUBLIC_URL too."
    if settings.telegram_token:
        return "Telegram:            connected, by long polling."
    return (
        "Telegram:            not connected. Get a token from @BotFather, then start again with CAIRN_TELEGRAM_TOKEN=…"
    )


@contextmanager
def companions(
    house: "House", door: "Door | None" = None, bot_is_called: Callable[[str], None] = log.info
) -> Iterator[None]:
    """Run beside the web what only one process may do."""
    from bots.leading import Lead, lead

    def meanwhile() -> None:
        if house.settings.telegram_token:
            from bots.telegram.channel import tell_name

            threading.Thread(target=tell_name, args=(house, bot_is_called), name="telegram-name", daemon=True).start()

    start = partial(start_companions, house, door, bot_is_called)
    stop = lead(house.engine, Lead.SERVERS, start, meanwhile=meanwhile)
    try:
        yield
    finally:
        stop()


def start_companions(house: "House", door: "Door | None", bot_is_called: Callable[[str], None]) -> Callable[[], None]:
    """Start the hand-offs, the feeds, and Telegram when there is a token; call the result to stop them in reverse order."""
    from bots.feeds import start_feeds
    from bots.handoffs import start_handoffs

    with ExitStack() as stack:
        stack.callback(start_handoffs(house))
        if house.settings.telegram_token:
            from bots.telegram.channel import start as start_telegram

            stack.callback(start_telegram(house, door, bot_is_called))
        stack.callback(start_housekeeping(house))
        stack.callback(start_feeds(house))
        return stack.pop_all().close


def start_housekeeping(house: "House") -> Callable[[], None]:
    """Forget conversations, links, sessions and files whose time is over, now and every hour (R13); call the result to stop."""
    from bots.assembly import now
    from bots.web.forgetting import forget_over

    stopping = threading.Event()

    def keep() -> None:
        while not stopping.is_set():
            try:
                house.advisor.forget_idle(now())
                forget_over(house.engine, house.settings.retention_days, now())
            except Exception as error:  # noqa: BLE001 - a busy database is no reason to stop; the next hour tries again
                log.error("housekeeping failed: %s", type(error).__name__)  # noqa: TRY400 - no trace: it may hold words
            stopping.wait(HOUR)

    worker = threading.Thread(target=keep, name="housekeeping", daemon=True)
    worker.start()

    def stop() -> None:
        stopping.set()
        worker.join(timeout=STOP_SECONDS)

    return stop
