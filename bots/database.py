"""How is the one database opened so that an acknowledged write is on the disk (promises R6), and one writes at a time?"""

import sqlite3
from typing import TYPE_CHECKING, Any

from bots import postgresql
from bots.errors import BotError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "secure_delete=ON")


CONNECT_SECONDS = 5
ADDRESS = (
    "Write it as postgresql://name:password@host:port/database; in a password, write @ as %40, / as %2F and : as %3A."
)


def open_engine(url: str) -> "Engine":
    """Open SQLite or PostgreSQL with durable settings, or any other database that SQLAlchemy knows, by URL.

    One transaction writes at a time, from its first statement on; one that reads (`reads_only`) sees a single moment.
    The stores are written for this: what a transaction has looked up stays true until it ends.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), connect_args=_patience(url))
    except (ArgumentError, ValueError) as error:
        raise BotError("CAIRN_STORAGE is no address of a database.", hint=ADDRESS) from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise BotError(
            f"The database of {url.split(':')[0]} cannot be used: {error}.",
            hint="For PostgreSQL install the extra: pip install 'cairn-adviser[postgres]'.",
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    if engine.dialect.name == "postgresql":
        postgresql.as_the_stores_expect(engine)
        event.listen(
            engine, "begin", lambda connection: postgresql.begin(connection, reads_only=_reads_only(connection))
        )
    return engine


def check_answers(engine: "Engine") -> None:
    """Raise BotError where the server of the database is not there, or does not let us in."""
    from sqlalchemy.exc import OperationalError

    if engine.dialect.name != "postgresql":
        return
    try:
        engine.connect().close()
    except OperationalError as error:
        said = (str(error.orig).strip().splitlines() or ["no reason given"])[0]
        raise BotError(f"The database does not answer: {said}.", hint="Check CAIRN_STORAGE and its server.") from error


def _patience(url: str) -> dict[str, int]:
    """Wait for PostgreSQL only so long, where its address does not say otherwise."""
    given = not url.startswith("postgresql") or "connect_timeout=" in url
    return {} if given else {"connect_timeout": CONNECT_SECONDS}


def _prepare(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: a deferred BEGIN that reads, then writes, ends in "database is locked".
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: "Connection") -> None:
    connection.exec_driver_sql("BEGIN" if _reads_only(connection) else "BEGIN IMMEDIATE")


def _reads_only(connection: "Connection") -> bool:
    return bool(connection.get_execution_options().get("reads_only", False))
