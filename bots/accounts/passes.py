"""Who gets in without an account of their own, and until when: the administrator at the console, the holder of a key?"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, delete, insert, select

from bots.accounts.migrate import migrate
from bots.accounts.tables import passes
from bots.written_down import LateTables, sha, stamp

if TYPE_CHECKING:
    from sqlalchemy import Engine

BYTES = 32


class Kind(StrEnum):
    ADMINISTRATOR_LINK = "administrator_link"
    ADMINISTRATOR = "administrator"
    PROVIDER_KEY = "provider_key"


class Pass(NamedTuple):
    holder: str
    """Whose it is, in the words of whoever made it; empty for the administrator."""
    proof: str
    """What must still be true of the holder, e.g. the hash of their key."""


class Passes(LateTables):
    """Every worker sees the same ones, and a restart keeps them. All methods may be called from several threads."""

    def __init__(self, engine: "Engine") -> None:
        super().__init__(engine, migrate)

    def make(self, kind: Kind, lives: timedelta, now: datetime, who: Pass | None = None) -> str:
        """Make one and let go of those whose time is over; only its hash is kept."""
        token, given = secrets.token_urlsafe(BYTES), who or Pass("", "")
        row = {"sha": sha(token), "kind": kind.value, "until": stamp(now + lives), **given._asdict()}
        self.prune(now)
        with self._engine.begin() as connection:
            connection.execute(insert(passes).values(row))
        return token

    def find(self, kind: Kind, token: str, now: datetime) -> Pass | None:
        wanted = select(passes.c.holder, passes.c.proof).where(_good(kind, token, now))
        with self._engine.execution_options(reads_only=True).connect() as connection:
            row = connection.execute(wanted).first()
        return Pass(*row) if row else None

    def use_up(self, kind: Kind, token: str, now: datetime) -> bool:
        """Say whether it was good; the second time it is not."""
        with self._engine.begin() as connection:
            return connection.execute(delete(passes).where(_good(kind, token, now))).rowcount == 1

    def end(self, token: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(passes).where(passes.c.sha == sha(token)))

    def end_all(self, kind: Kind) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(passes).where(passes.c.kind == kind.value))

    def prune(self, now: datetime) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(passes).where(passes.c.until <= stamp(now)))


def _good(kind: Kind, token: str, now: datetime) -> ColumnElement[bool]:
    return (passes.c.sha == sha(token)) & (passes.c.kind == kind.value) & (passes.c.until > stamp(now))
