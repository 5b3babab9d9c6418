"""How does a transaction begin so that it never fails half-way, and what is left of what was erased?"""

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection, Engine

from advisor.storage.migrate import migrate


class SqlTransactions:
    """The ground of the durable stores. The engine is handed in, and closed by whoever made it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with self._write() as connection:
            migrate(connection)

    def close(self) -> None: ...

    def _read(self) -> Connection:
        return self._engine.execution_options(reads_only=True).connect()

    @contextlib.contextmanager
    def _write(self, *, secure: bool = False) -> Iterator[Connection]:
        """Run one transaction that holds the write lock from its first statement, so that it never fails half-way."""
        with self._engine.begin() as connection:
            if self._engine.dialect.name == "sqlite":
                if secure:
                    connection.exec_driver_sql("PRAGMA secure_delete=ON")
                if not _in_transaction(connection):
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def _shrink(self) -> None:
        """Leave no byte of what was erased in free pages or in the write-ahead log (R13)."""
        if self._engine.dialect.name != "sqlite":
            return
        # below SQLAlchemy, because neither works inside a transaction; a busy reader only puts it off to the next time
        with (
            contextlib.closing(self._engine.raw_connection()) as connection,
            contextlib.suppress(sqlite3.OperationalError),
        ):
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _in_transaction(connection: Connection) -> bool:
    return bool(getattr(connection.connection.dbapi_connection, "in_transaction", False))
