"""How do updates come in that Telegram brings by itself? Checked, kept in SQL, and only then acknowledged (R2)."""

import hashlib
import hmac
import json
import logging
import re
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bots.errors import BotError
from bots.settings import Settings
from bots.telegram.inbox import Inbox, update_number
from bots.telegram.polling import MOST_WAITING

if TYPE_CHECKING:
    from sqlalchemy import Engine

log = logging.getLogger("cairn.telegram")

FOLDER = "/telegram/"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 2**20
SECRET = re.compile("[A-Za-z0-9_-]{1,256}")
"""What Telegram takes for a secret."""


class Full(Exception):
    """So much is unfinished that Telegram has to keep the rest for a while."""


def capability(secret: bytes, bot: int) -> str:
    """Give the last part of the address: nobody guesses it, and it stays the same after a restart."""
    return hmac.new(secret, f"telegram-webhook:{bot}".encode(), hashlib.sha256).hexdigest()


class Door:
    """Takes what is brought. Its methods may be called from any thread."""

    def __init__(self, address: str, secret: str, engine: "Engine", bot: int, clock: Callable[[], datetime]) -> None:
        self.address = address
        self.secret = secret
        self.arrived: Callable[[], None] = lambda: None
        """Told when something was kept; who works on it says so here."""
        self._capability = address.rpartition("/")[2].encode()
        self._open: Callable[[], Inbox] = lambda: Inbox(engine, bot)
        self._inbox: Inbox | None = None
        self._opening = threading.Lock()
        self._clock = clock

    def is_here(self, capability: str) -> bool:
        return hmac.compare_digest(self._capability, capability.encode(errors="replace"))

    def trusts(self, secrets: Sequence[str]) -> bool:
        """Say whether the one secret that came along is ours; how much of it is right takes no longer to find out."""
        given = secrets[0] if len(secrets) == 1 else ""
        return hmac.compare_digest(self.secret.encode(), given.encode(errors="replace"))

    def keep(self, body: bytes) -> None:
        """Keep what was brought: an update to be worked on, once, or a dead letter. Raises Full, and what the database raises."""
        update, number = _read(body)
        if number is None:
            log.warning("telegram.update_dead_letter reason=not an update")
            self._kept().keep_dead(body, "malformed: not an update", self._clock())
        elif self._kept().count() >= MOST_WAITING:
            raise Full
        elif self._kept().keep_brought(update, self._clock()):
            self.arrived()

    def _kept(self) -> Inbox:
        with self._opening:
            if self._inbox is None:
                self._inbox = self._open()
            return self._inbox


def _read(body: bytes) -> tuple[Any, int | None]:
    """Read an update and its number; no number where it is none."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None, None
    return update, update_number(update)


def open_door(house: Any, clock: Callable[[], datetime]) -> Door | None:
    """Open the door where a webhook is set up; None where Telegram is polled. Raises BotError."""
    settings: Settings = house.settings
    if not (settings.telegram_token and settings.telegram_webhook_secret and settings.public_url):
        return None
    from bots.installation import installation_secret
    from bots.telegram.channel import token_of

    bot = int(token_of(settings).partition(":")[0])
    address = f"{settings.public_url.rstrip('/')}{FOLDER}{capability(installation_secret(settings), bot)}"
    return Door(address, _usable(settings.telegram_webhook_secret.get_secret_value()), house.engine, bot, clock)


def _usable(secret: str) -> str:
    if not SECRET.fullmatch(secret):
        raise BotError(
            "CAIRN_TELEGRAM_WEBHOOK_SECRET has characters that Telegram refuses.",
            hint="Use 1 to 256 of A-Z, a-z, 0-9, _ and -, for example what `openssl rand -hex 32` prints.",
        )
    return secret
