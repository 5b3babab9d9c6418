"""Who works here besides learners, and how do they get in: by a link that works once, then a session (R10)?"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bots.accounts.migrate import migrate
from bots.accounts.tables import invitations, links, sessions, subjects, users
from bots.errors import UnknownUser, WrongAddress
from bots.written_down import sha, stamp

if TYPE_CHECKING:
    from sqlalchemy import Engine, RowMapping

LINK_LIVES = timedelta(minutes=15)
IDLE = timedelta(minutes=30)
SESSION = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
"""A session that is used is written down at most so often."""
ADDRESS = re.compile(r"^[^@\s\x00-\x1f]{1,100}@[^@\s\x00-\x1f]{1,150}$")
SECRET_BYTES = 32


class Role(StrEnum):
    COUNSELLOR = "counsellor"
    PROVIDER = "provider"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class User:
    email: str
    name: str
    role: Role
    added: datetime


class Users:
    """The accounts of this installation. All methods may be called from several threads."""

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self._readable = engine.execution_options(reads_only=True)
        with engine.begin() as connection:
            migrate(connection)

    def add(self, email: str, role: Role, name: str, now: datetime) -> User:
        """Add an account, or give the one that is there another role and name. Raises WrongAddress."""
        address = tidy(email)
        user = User(address, (name or address.partition("@")[0]).strip()[:200], role, now)
        with self._engine.begin() as connection:
            values = {"name": user.name, "role": role.value}
            changed = connection.execute(update(users).where(users.c.email == address).values(values))
            if changed.rowcount:
                connection.execute(delete(sessions).where(sessions.c.email == address))
            else:
                connection.execute(insert(users).values(email=address, added=stamp(now), **values))
        return self.find(address)

    def find(self, email: str) -> User:
        """Raises UnknownUser."""
        address = email.strip().lower()
        with self._readable.connect() as connection:
            row = connection.execute(select(users).where(users.c.email == address)).mappings().first()
        if row is None:
            raise UnknownUser(f"There is no account of {address}.", hint="`cairn users list` shows who is there.")
        return _user(row)

    def all(self) -> Sequence[User]:
        with self._readable.connect() as connection:
            return [_user(row) for row in connection.execute(select(users).order_by(users.c.email)).mappings()]

    def any_of(self, role: Role) -> bool:
        with self._readable.connect() as connection:
            return connection.execute(select(users.c.email).where(users.c.role == role.value)).first() is not None

    def remove(self, email: str) -> None:
        """Delete the account, its links and its sessions. Raises UnknownUser."""
        address = self.find(email).email
        with self._engine.begin() as connection:
            for table in (links, sessions, subjects, invitations, users):
                connection.execute(delete(table).where(table.c.email == address))

    def new_link(self, email: str, now: datetime) -> str:
        """Make the token of a link that works once; earlier links are worth nothing from now on. Raises UnknownUser."""
        address, token = self.find(email).email, secrets.token_urlsafe(SECRET_BYTES)
        with self._engine.begin() as connection:
            connection.execute(delete(links).where((links.c.email == address) | (links.c.until <= stamp(now))))
            connection.execute(insert(links).values(sha=sha(token), email=address, until=stamp(now + LINK_LIVES)))
        return token

    def of_link(self, token: str, now: datetime) -> User | None:
        """Say whom a link lets in, without using it up."""
        good = (links.c.sha == sha(token)) & (links.c.until > stamp(now))
        with self._readable.connect() as connection:
            joined = select(users).join(links, links.c.email == users.c.email).where(good)
            row = connection.execute(joined).mappings().first()
        return _user(row) if row else None

    def sign_in(self, token: str, now: datetime) -> tuple[User, str] | None:
        """Trade a link's token for a session; the second time, or too late, it is worth nothing."""
        with self._engine.begin() as connection:
            here = links.c.sha == sha(token)
            row = connection.execute(select(links).where(here)).mappings().first()
            if row is None or not connection.execute(delete(links).where(here)).rowcount:
                return None
        if row["until"] <= stamp(now):
            return None
        return self.find(row["email"]), self.begin(row["email"], now)

    def begin(self, email: str, now: datetime) -> str:
        """Begin a session of an account whose holder has shown who they are."""
        session, moment = secrets.token_urlsafe(SECRET_BYTES), stamp(now)
        self.prune(now)
        with self._engine.begin() as connection:
            connection.execute(insert(sessions).values(sha=sha(session), email=email, began=moment, seen=moment))
        return session

    def holder(self, session: str, now: datetime) -> User | None:
        """Say whose session it is: 30 minutes idle or 12 hours end it."""
        here = sessions.c.sha == sha(session)
        fresh = (sessions.c.began > stamp(now - SESSION)) & (sessions.c.seen > stamp(now - IDLE))
        joined = select(users, sessions.c.seen).join(sessions, sessions.c.email == users.c.email).where(here & fresh)
        with self._readable.connect() as connection:
            row = connection.execute(joined).mappings().first()
        if row is None:
            return None
        if row["seen"] <= stamp(now - SEEN_EVERY):
            with self._engine.begin() as connection:
                connection.execute(update(sessions).where(here).values(seen=stamp(now)))
        return _user(row)

    def prune(self, now: datetime) -> None:
        """Delete links and sessions whose time is over."""
        over = (sessions.c.began <= stamp(now - SESSION)) | (sessions.c.seen <= stamp(now - IDLE))
        with self._engine.begin() as connection:
            connection.execute(delete(sessions).where(over))
            connection.execute(delete(links).where(links.c.until <= stamp(now)))

    def sign_out(self, session: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.sha == sha(session)))


def tidy(email: str) -> str:
    """Read an address as people type it. Raises WrongAddress."""
    address = email.strip().lower()
    if not ADDRESS.match(address):
        raise WrongAddress(f"“{email[:80]}” is no e-mail address.", hint="Write it like amra@example.org.")
    return address


def _user(row: "RowMapping") -> User:
    return User(row["email"], row["name"], Role(row["role"]), datetime.fromisoformat(row["added"]))
