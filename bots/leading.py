"""Which of several processes on one database does what only one may do: hand-offs, feeds, Telegram, letting go of the old?"""

import logging
import os
import threading
from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Engine

log = logging.getLogger("cairn.leading")


class Lead(IntEnum):
    """What is led, each by one process; the value is the number of its lock, above that of a writing transaction."""

    SERVERS = 0x436169726F
    """Whatever runs beside the web."""
    HAND_OFFS = 0x4361697270
    """On its own, since `cairn telegram` without a web server carries them too."""


SECONDS_BETWEEN_LOOKS = 2.0
STOP_SECONDS = 30.0
Stop = Callable[[], None]
Start = Callable[[], Stop]


def lead(
    engine: "Engine",
    what: Lead,
    start: Start,
    seconds: float = SECONDS_BETWEEN_LOOKS,
    meanwhile: Callable[[], None] = lambda: None,
) -> Stop:
    """Start the work here if nobody else does it, else once whoever does is gone; call the result to stop.

    `meanwhile` is called once where somebody else does it. On SQLite there is one process, so it starts at once. What `start` raises at the first attempt is raised.
    """
    if engine.dialect.name != "postgresql":
        return start()
    turn = _Turn(engine, what, start)
    turn.look()
    if not turn.leads:
        meanwhile()
    stopping = threading.Event()

    def watch() -> None:
        while not stopping.wait(seconds):
            try:
                turn.look()
            except Exception as error:  # noqa: BLE001 - the database may be away, or the work not startable; we look again
                log.error("leading_failed error=%s", type(error).__name__)  # noqa: TRY400

    watcher = threading.Thread(target=watch, name="leading", daemon=True)
    watcher.start()

    def stop() -> None:
        stopping.set()
        watcher.join(STOP_SECONDS)
        turn.give_up()

    return stop


class _Turn:
    """Holds the lock on a connection of its own: whenever the process or its host dies, the server gives the lock on."""

    def __init__(self, engine: "Engine", what: Lead, start: Start) -> None:
        self._engine = engine
        self._what = what
        self._start = start
        self._connection: Any = None
        self._stop: Stop | None = None

    @property
    def leads(self) -> bool:
        return self._stop is not None

    def look(self) -> None:
        """Take the lead where it is free; where we have it, see that we still do."""
        try:
            if self._connection is None:
                self._connection = self._own_connection()
            if self.leads:
                self._connection.execute("SELECT 1")
            elif self._connection.execute(f"SELECT pg_try_advisory_lock({self._what.value})").fetchone()[0]:
                self._connection.execute(
                    f"SET application_name = 'cairn leads {self._what.name} as process {os.getpid()}'"
                )
                self._stop = self._start()
                log.info("leading_begun")
        except BaseException:
            self.give_up()
            raise

    def give_up(self) -> None:
        """End the work first, then let another process have it."""
        stop, self._stop = self._stop, None
        connection, self._connection = self._connection, None
        try:
            if stop is not None:
                stop()
        finally:
            if connection is not None:
                connection.close()

    def _own_connection(self) -> Any:
        pooled = self._engine.raw_connection()
        connection: Any = pooled.driver_connection
        pooled.detach()
        connection.autocommit = True
        return connection
