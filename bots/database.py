"""How is the one database opened so that an acknowledged write is on the disk (promises R6), and one writes at a time?"""

import sqlite3
from typing import TYPE_CHECKING, Any

from bots.errors import BotError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "secure_delete=ON")
POSTGRESQL = """
    SELECT set_config('application_name', 'cairn', false),
           set_config('default_transaction_isolation', 'read committed', false),
           set_config('lock_timeout', '5s', false),
           set_config('idle_in_transaction_session_timeout', '60s', false),
           set_config('tcp_keepalives_idle', '30', false),
           set_config('tcp_keepalives_interval', '10', false),
           set_config('tcp_keepalives_count', '3', false),
           set_config('synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), false)
"""
"""Nobody waits for ever, neither for a process that stands still nor for a host that is gone."""
WRITER = 0x436169726E
"""The number of the lock that a writing transaction holds on PostgreSQL: “Cairn” in ASCII."""


def open_engine(url: str) -> "Engine":
    """Open SQLite or PostgreSQL with durable settings, or any other database that SQLAlchemy knows, by URL.

    One transaction writes at a time, from its first statement on; one that reads (`reads_only`) sees a single moment.
    The stores are written for this: what a transaction has looked up stays true until it ends.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.exc import NoSuchModuleError

    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise BotError(
            f"The database of {url.split(':')[0]} cannot be used: {error}.",
            hint="For PostgreSQL install the extra: pip install 'cairn-adviser[postgres]'.",
        ) from error
    if engine.dialect.name in OPENING:
        prepare, begin = OPENING[engine.dialect.name]
        event.listen(engine, "connect", prepare)
        event.listen(engine, "begin", begin)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: a deferred BEGIN that reads, then writes, ends in "database is locked".
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: "Connection") -> None:
    connection.exec_driver_sql("BEGIN" if _reads_only(connection) else "BEGIN IMMEDIATE")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.execute(POSTGRESQL)
    connection.autocommit = False


def _begin_postgresql(connection: "Connection") -> None:
    if _reads_only(connection):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    else:
        # each statement after this one sees what was committed before the lock was given (READ COMMITTED)
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")


def _reads_only(connection: "Connection") -> bool:
    return bool(connection.get_execution_options().get("reads_only", False))


OPENING = {"sqlite": (_prepare_sqlite, _begin_sqlite), "postgresql": (_prepare_postgresql, _begin_postgresql)}
