"""How does a conversation of the web page go on in Telegram? By a ticket that works once, for a quarter of an hour."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, insert, select, update

from bots.telegram.inbox import stamp
from bots.telegram.migrate import migrate
from bots.telegram.tables import tickets

LIVES = timedelta(minutes=15)
BYTES = 32


class Tickets:
    """Only the hash of a ticket is kept. All methods may be called from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with engine.begin() as connection:
            migrate(connection)

    def make(self, conversation: str, now: datetime) -> str:
        """Make a ticket of 256 bits; an earlier one of the conversation works no more."""
        token = secrets.token_urlsafe(BYTES)
        with self._engine.begin() as connection:
            old = (tickets.c.conversation == conversation) | (tickets.c.until <= stamp(now))
            connection.execute(delete(tickets).where(old))
            connection.execute(
                insert(tickets).values(hash=_hash(token), conversation=conversation, until=stamp(now + LIVES))
            )
        return token

    def take(self, token: str, home: str, now: datetime) -> str | None:
        """Give the conversation, once; the same chat again, after a crash, gets the same. None where it is used or stale."""
        this = (tickets.c.hash == _hash(token)) & (tickets.c.until > stamp(now))
        free = tickets.c.taken_by.is_(None) | (tickets.c.taken_by == home)
        with self._engine.begin() as connection:
            if connection.execute(update(tickets).where(this, free).values(taken_by=home)).rowcount == 0:
                return None
            return str(connection.execute(select(tickets.c.conversation).where(this)).scalar_one())

    def prune(self, now: datetime) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(tickets).where(tickets.c.until <= stamp(now)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
