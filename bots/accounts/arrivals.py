"""Who comes back from the organisation's own sign-in, and which account is theirs?"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from bots.accounts.own_sign_in import Named, Trip
from bots.accounts.tables import sessions, subjects, trips, users
from bots.errors import SignInRefused
from bots.written_down import sha, stamp

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

TRIP = timedelta(minutes=10)
"""So long may somebody be under way."""


class Arrivals:
    """Stands on the tables of the accounts. All methods may be called from several threads."""

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine

    def depart(self, trip: Trip, now: datetime) -> None:
        """Remember that a browser is under way; only a hash of its secret is kept."""
        self.prune(now)
        with self._engine.begin() as connection:
            connection.execute(insert(trips).values(sha=sha(trip.secret), until=stamp(now + TRIP)))

    def is_back(self, trip: Trip, now: datetime) -> bool:
        """Say whether a browser was under way; the second time, or too late, it was not."""
        here = (trips.c.sha == sha(trip.secret)) & (trips.c.until > stamp(now))
        with self._engine.begin() as connection:
            return connection.execute(delete(trips).where(here)).rowcount == 1

    def account_of(self, named: Named) -> str:
        """Give the address of the account: the one that came as this person before, else that of the address, for good.

        Raises SignInRefused where there is none, or where another person came as it before.
        """
        with self._engine.begin() as connection:
            before = _joined(connection, named)
            if before is not None:
                return before
            if connection.execute(select(users.c.email).where(users.c.email == named.address)).first() is None:
                raise SignInRefused("unknown", "no account")
            try:
                connection.execute(
                    insert(subjects).values(email=named.address, issuer=named.issuer, subject=named.subject)
                )
            except IntegrityError as error:
                raise SignInRefused("another") from error
        return named.address

    def prune(self, now: datetime) -> None:
        """Delete those who did not come back in time."""
        with self._engine.begin() as connection:
            connection.execute(delete(trips).where(trips.c.until <= stamp(now)))

    def part(self, email: str) -> bool:
        """Forget who came as this account, and say whether anybody had; whoever has its address next is joined to it."""
        with self._engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.email == email))
            return connection.execute(delete(subjects).where(subjects.c.email == email)).rowcount > 0


def _joined(connection: "Connection", named: Named) -> str | None:
    wanted = select(subjects.c.email).where(subjects.c.issuer == named.issuer, subjects.c.subject == named.subject)
    found: str | None = connection.execute(wanted).scalar_one_or_none()
    return found
