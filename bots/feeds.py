"""Who pulls the feeds while the server runs?"""

import logging
import secrets
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bots.assembly import House

log = logging.getLogger("cairn.feeds")
LOOK_SECONDS = 60.0
STOP_SECONDS = 4


def start_feeds(house: "House") -> Callable[[], None]:
    """Look for feeds that are due, now and every minute; call the result to stop. Does nothing where feeds are off."""
    feeds = house.library.feeds
    if not feeds.allowed:
        return lambda: None
    stopping = threading.Event()

    def keep() -> None:
        while not stopping.is_set():
            for name in _due(house):
                if stopping.is_set():
                    return
                pull(house, name, secrets.randbelow(1000) / 1000)
            stopping.wait(LOOK_SECONDS)

    worker = threading.Thread(target=keep, name="feeds", daemon=True)
    worker.start()

    def stop() -> None:
        stopping.set()
        worker.join(timeout=STOP_SECONDS)

    return stop


def _due(house: "House") -> list[str]:
    try:
        return [feed.name for feed in house.library.feeds.due()]
    except Exception as error:  # noqa: BLE001 - a busy database is no reason to stop; the next minute tries again
        log.error("feeds not listed: %s", type(error).__name__)  # noqa: TRY400
        return []


def pull(house: "House", name: str, chance: float) -> None:
    """Fetch one, and log what came of it; `chance` (0..1) spreads the next time."""
    try:
        feed = house.library.feeds.pull(name, chance)
        log.info("feed pulled: %s good=%s", name, feed.outcomes[0].good)
    except Exception as error:  # noqa: BLE001 - one feed never stops the others
        log.error("feed failed: %s %s", name, type(error).__name__)  # noqa: TRY400
