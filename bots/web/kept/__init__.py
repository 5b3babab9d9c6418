"""What does the web keep beside the conversations: links to plans, and thumbs under answers?"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, delete, insert, select

from bots.web.kept.migrate import migrate
from bots.web.kept.tables import links, thumbs
from bots.written_down import LateTables

LIVES = timedelta(days=30)
BYTES = 32


class SharedPlan(NamedTuple):
    conversation: str
    receipt: str


class Kept(LateTables):
    """All methods may be called from several threads."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, migrate)

    def share(self, conversation: str, receipt: str, now: datetime) -> str:
        """Make a link of 256 bits; an earlier one to the same plan works no more."""
        token = secrets.token_urlsafe(BYTES)
        with self._engine.begin() as connection:
            connection.execute(delete(links).where(_plan(conversation, receipt) | (links.c.until <= _stamp(now))))
            connection.execute(
                insert(links).values(
                    sha=_hash(token), conversation=conversation, receipt=receipt, until=_stamp(now + LIVES)
                )
            )
        return token

    def revoke(self, conversation: str, receipt: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(links).where(_plan(conversation, receipt)))

    def shared(self, token: str, now: datetime) -> SharedPlan | None:
        """Give what a link shows; None where it is revoked, over, or none of ours."""
        wanted = select(links.c.conversation, links.c.receipt).where(
            links.c.sha == _hash(token), links.c.until > _stamp(now)
        )
        with self._engine.execution_options(reads_only=True).connect() as connection:
            row = connection.execute(wanted).first()
        return SharedPlan(*row) if row else None

    def shares(self, conversation: str, now: datetime) -> dict[str, str]:
        """Give, by receipt, the day on which the link to a plan ends."""
        mine = select(links.c.receipt, links.c.until).where(
            links.c.conversation == conversation, links.c.until > _stamp(now)
        )
        with self._engine.execution_options(reads_only=True).connect() as connection:
            return {receipt: until[:10] for receipt, until in connection.execute(mine)}

    def mark(self, conversation: str, message: str, thumb: str, reason: str, now: datetime) -> None:
        """Keep a thumb under an answer; the last one counts."""
        with self._engine.begin() as connection:
            connection.execute(delete(thumbs).where(thumbs.c.message == message))
            connection.execute(
                insert(thumbs).values(
                    message=message, conversation=conversation, thumb=thumb, reason=reason, at=_stamp(now)
                )
            )

    def marks(self, conversation: str) -> dict[str, tuple[str, str]]:
        """Give thumb and reason by the id of the reply."""
        mine = select(thumbs.c.message, thumbs.c.thumb, thumbs.c.reason).where(thumbs.c.conversation == conversation)
        with self._engine.execution_options(reads_only=True).connect() as connection:
            return {message: (thumb, reason) for message, thumb, reason in connection.execute(mine)}

    def held_on(self, conversation: str, now: datetime) -> dict[str, object]:
        """Give what is kept of a conversation, for its export; the links themselves are not kept."""
        marks = self.marks(conversation)
        return {
            "shared_plans": [{"receipt": r, "until": until} for r, until in self.shares(conversation, now).items()],
            "thumbs": [{"message": m, "thumb": thumb, "reason": reason} for m, (thumb, reason) in marks.items()],
        }

    def forget(self, conversation: str) -> None:
        """Leave nothing of a conversation."""
        with self._engine.begin() as connection:
            for table in (links, thumbs):
                connection.execute(delete(table).where(table.c.conversation == conversation))

    def prune(self, before: datetime, now: datetime) -> None:
        """Delete links whose time is over, and thumbs older than conversations are kept."""
        with self._engine.begin() as connection:
            connection.execute(delete(links).where(links.c.until <= _stamp(now)))
            connection.execute(delete(thumbs).where(thumbs.c.at <= _stamp(before)))


def _plan(conversation: str, receipt: str) -> ColumnElement[bool]:
    return (links.c.conversation == conversation) & (links.c.receipt == receipt)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
