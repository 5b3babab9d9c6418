"""Which file has a provider looked at and not handed in yet? Kept for a while, so that nobody chooses it twice."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, insert, select

from bots.web.kept.migrate import migrate
from bots.web.kept.tables import desk
from bots.written_down import LateTables, stamp

KEPT_FOR = timedelta(hours=2)


@dataclass(frozen=True)
class OnTheDesk:
    """A file that was looked at and is not handed in."""

    name: str
    content: bytes
    at: datetime
    mapping: Mapping[str, str] = field(default_factory=dict)


class Desk(LateTables):
    """The last file of each provider, in the database: any worker goes on with it. All methods may be called from threads."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, migrate)

    def put(self, account: str, file: OnTheDesk) -> None:
        """Keep a file in the place of the one before."""
        self.prune(file.at)
        row = {"name": file.name, "content": file.content, "at": stamp(file.at)}
        with self._engine.begin() as connection:
            connection.execute(delete(desk).where(desk.c.account == account))
            connection.execute(insert(desk).values(account=account, mapping=json.dumps(dict(file.mapping)), **row))

    def take(self, account: str, now: datetime) -> OnTheDesk | None:
        """Look at a provider's file; it stays where it is."""
        wanted = select(desk).where(desk.c.account == account, desk.c.at > stamp(now - KEPT_FOR))
        with self._engine.execution_options(reads_only=True).connect() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            return None
        return OnTheDesk(row.name, row.content, datetime.fromisoformat(row.at), json.loads(row.mapping))

    def clear(self, account: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(desk).where(desk.c.account == account))

    def prune(self, now: datetime) -> None:
        """Delete what nobody went on with."""
        with self._engine.begin() as connection:
            connection.execute(delete(desk).where(desk.c.at <= stamp(now - KEPT_FOR)))
