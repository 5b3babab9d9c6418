"""How is a PostgreSQL database copied as it stands at one moment, and put back into an empty one?"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString

from bots.errors import BotError, UnreadableInput
from bots.settings import named_secrets

if TYPE_CHECKING:
    from psycopg import Connection

ANY_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
OUR_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"


def dump(url: str, target: Path, counted: tuple[str, ...]) -> dict[str, int]:
    """Let pg_dump write a copy while others go on writing; give the counts of our tables in it. Raises BotError."""
    with _connected(url) as connection:
        # the counts and the copy see the same moment, held open by this transaction
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        moment = str(_value(connection, "SELECT pg_export_snapshot()"))
        counts = {
            name: int(str(_value(connection, f'SELECT count(*) FROM "{name}"')))  # noqa: S608 - names of our own tables
            for name in _tables(connection, OUR_TABLES)
            if name.rpartition("_")[2] in counted
        }
        if not counts:
            raise BotError("There is nothing to back up in the database.", hint="Check CAIRN_STORAGE.")
        target.touch(mode=0o600)
        _run(
            url,
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={moment}",
            f"--file={target}",
        )
    return counts


def load(url: str, source: Path) -> None:
    """Put a copy into an empty database, whole or not at all. Raises BotError, UnreadableInput."""
    with _connected(url) as connection:
        if _tables(connection, ANY_TABLES):
            raise UnreadableInput(
                "The database of CAIRN_STORAGE is not empty.", hint="Make an empty one: `createdb cairn2`."
            )
    _run(
        url, "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(source),
    )  # fmt: skip


def _tables(connection: "Connection", wanted: LiteralString) -> list[str]:
    return [str(name) for (name,) in connection.execute(wanted)]


def _value(connection: "Connection", statement: str) -> object:
    row = connection.execute(statement.encode()).fetchone()
    return row[0] if row else None


@contextmanager
def _connected(url: str) -> Iterator["Connection"]:
    import psycopg

    try:
        with psycopg.connect(_plain(url)) as connection:
            yield connection
    except psycopg.OperationalError as error:
        raise BotError("The database of CAIRN_STORAGE does not answer.", hint=_last_line(str(error))) from error


def _run(url: str, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs; the password goes by the environment, where no other user sees it."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    known = conninfo_to_dict(_plain(url))
    secret = {"PGPASSWORD": str(known.pop("password"))} if "password" in known else {}
    command = [program, f"--dbname={make_conninfo('', **known)}", *arguments]
    try:
        done = subprocess.run(command, env={**named_secrets(), **secret}, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    except FileNotFoundError as error:
        raise BotError(
            f"{program} is not installed.",
            hint="Install PostgreSQL's own programs, e.g. `apt-get install postgresql-client`.",
        ) from error
    if done.returncode:
        raise BotError(f"{program} failed.", hint=_last_line(done.stderr))


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _last_line(said: str) -> str:
    return (said.strip().splitlines() or ["It said nothing."])[-1]
