"""How do tests get a PostgreSQL of their own? A throw-away server per worker, a fresh database per test."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.left_out import leave_out

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian and Ubuntu put the server, outside PATH."""
OWNER, PASSWORD = "cairn", "a-secret-of-the-tests"
NOT_DURABLE = "-c fsync=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=16MB"
"""Nobody needs what a test wrote after the power fails."""


@dataclass(frozen=True)
class Server:
    """One running server; `new_database` gives the address of an empty database."""

    programs: Path
    address: str
    _numbers: count

    def new_database(self) -> str:
        name = f"cairn_{next(self._numbers)}"
        with psycopg.connect(f"{self.address}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return f"{self.address}/{name}"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """Start a server for this worker; fail or leave out where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        leave_out("PostgreSQL is not installed", "apt-get install postgresql")
    with _running(programs, Path(tempfile.mkdtemp(prefix="cairn-pg-"))) as server:
        yield server


@pytest.fixture
def postgresql(postgresql_server) -> str:
    """Give the address of a database of this test's own, as an operator would set it in CAIRN_STORAGE."""
    return postgresql_server.new_database()


@pytest.fixture(scope="session")
def _migrated(postgresql_server) -> str:
    """Make one database with the tables of all rooms."""
    from advisor.storage.sql import SqlConversationStore
    from bots.accounts.users import Users
    from bots.database import open_engine
    from bots.telegram.inbox import Inbox
    from bots.web.kept import Kept
    from knowledge.storage.sql import SqlCatalogueStore

    address = postgresql_server.new_database()
    engine = open_engine(address)
    for migrates in (SqlConversationStore, SqlCatalogueStore, Users, lambda engine: Inbox(engine, bot=1)):
        migrates(engine)
    Kept(engine).marks("nobody")
    engine.dispose()
    return address


@pytest.fixture
def migrated_postgresql(_migrated) -> str:
    """Give the address of a database whose tables are there, and empty: a tenth of the time of a new one."""
    with psycopg.connect(_migrated) as connection:
        tables = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        filled = ", ".join(name for name in tables if not name.endswith("_version") and name != "knowledge_state")
        connection.execute(f"TRUNCATE {filled} RESTART IDENTITY")
        connection.execute("UPDATE knowledge_state SET catalogue_version = 0")
    return _migrated


@pytest.fixture(params=["sqlite", "postgresql"])
def each_engine(request, tmp_path):
    """Run a test on each database that an operator may choose, opened as the program opens it."""
    from bots.database import open_engine

    on_postgresql = request.param == "postgresql"
    address = request.getfixturevalue("migrated_postgresql") if on_postgresql else f"sqlite:///{tmp_path / 'cairn.db'}"
    engine = open_engine(address)
    yield engine
    engine.dispose()


def _programs() -> Path | None:
    found = shutil.which("initdb")
    newest = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found is None and not newest:
        return None
    return (Path(found) if found else newest[-1]).resolve().parent


@contextmanager
def _running(programs: Path, folder: Path) -> Iterator[Server]:
    data, port = folder / "data", _free_port()
    (folder / "password").write_text(PASSWORD)
    # the server refuses to run as root
    user = {"user": "nobody"} if os.geteuid() == 0 else {}
    if user:
        for each in (folder, folder / "password"):
            shutil.chown(each, "nobody")
    _run(
        programs / "initdb", "--pgdata", data, "--no-sync", "--encoding=UTF8", f"--username={OWNER}",
        "--auth=scram-sha-256", f"--pwfile={folder / 'password'}", *_collation(programs), **user,
    )  # fmt: skip
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} {NOT_DURABLE}"
    with _cleaning_up(programs, folder, **user):
        _run(
            programs / "pg_ctl",
            "--pgdata",
            data,
            "--wait",
            "start",
            "--log",
            folder / "log",
            "--options",
            options,
            **user,
        )
        yield Server(programs, f"postgresql://{OWNER}:{PASSWORD}@127.0.0.1:{port}", count(1))


@contextmanager
def _cleaning_up(programs: Path, folder: Path, **user: str) -> Iterator[None]:
    """Stop the server and delete its folder when the tests end, also where they are killed: then the pipe breaks."""
    command = f"cat; '{programs}/pg_ctl' --pgdata '{folder}/data' --mode immediate stop; rm -rf '{folder}'"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    watcher = subprocess.Popen(
        ["sh", "-c", command], stdin=subprocess.PIPE, start_new_session=True, cwd="/", **quiet, **user
    )
    try:
        yield
    finally:
        watcher.communicate()


def _collation(programs: Path) -> tuple[str, ...]:
    """Sort as a language does, where that needs nothing of the machine: a server of an operator does so too."""
    said = subprocess.run([programs / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"\d+", said)
    plain = ("--locale=C",)
    return (*plain, "--locale-provider=icu", "--icu-locale=en-US") if version and int(version[0]) >= 15 else plain


def _run(*command: object, **how: str) -> None:
    done = subprocess.run(
        [str(part) for part in command], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        cwd="/", **how,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
