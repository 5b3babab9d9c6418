"""What makes PostgreSQL keep the promises that the stores were written on with SQLite?"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SESSION = """
    SELECT set_config('application_name', 'cairn', false),
           set_config('default_transaction_isolation', 'read committed', false),
           set_config('synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), false),
           set_config('lock_timeout', '5s', false),
           set_config('idle_in_transaction_session_timeout', '60s', false),
           set_config('tcp_keepalives_idle', '30', false),
           set_config('tcp_keepalives_interval', '10', false),
           set_config('tcp_keepalives_count', '3', false)
"""
"""What is acknowledged is on the disk; nobody waits for ever, neither for a process that stands still nor for a host that is gone."""
WRITER = 0x436169726E
"""The number of the lock that a writing transaction holds: “Cairn” in ASCII."""


def as_the_stores_expect(engine: "Engine") -> None:
    """Let texts be as long as on SQLite, and prepare each connection and each transaction."""
    from sqlalchemy import event
    from sqlalchemy.dialects.postgresql.base import PGTypeCompiler

    class TextsOfAnyLength(PGTypeCompiler):
        """A column's length is a note to the reader: the doors refuse what is too long, and SQLite knows no lengths."""

        def visit_VARCHAR(self, type_: Any, **_how: Any) -> str:  # noqa: ARG002, N802 - SQLAlchemy's name
            return "TEXT"

    engine.dialect.type_compiler_instance = TextsOfAnyLength(engine.dialect)
    event.listen(engine, "connect", _prepare)


def begin(connection: "Connection", *, reads_only: bool) -> None:
    """Let a reader see a single moment, and one writer after the other see what was committed before."""
    if reads_only:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    else:
        # under READ COMMITTED each statement after this one sees what the writer before has left
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")


def _prepare(connection: Any, _record: object) -> None:
    from psycopg.types.string import StrDumperUnknown

    class WithoutNul(StrDumperUnknown):
        """PostgreSQL refuses the one character that no text of ours needs; whoever sends it is a stranger at the door."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\x00", ""))

    connection.adapters.register_dumper(str, WithoutNul)
    connection.autocommit = True
    connection.execute(SESSION)
    connection.autocommit = False
