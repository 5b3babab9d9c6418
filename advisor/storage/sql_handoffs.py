"""How are hand-offs kept, and the rows of what is to be done once their transaction is through?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from advisor.ports import OutboxRow
from advisor.storage import statements as do
from advisor.storage.rows import stamp
from advisor.storage.sql_transactions import SqlTransactions
from advisor.storage.tables import handoffs, outbox
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import HandOff, HandOffId, HandOffStatus


class SqlHandOffStore(SqlTransactions):
    """The durable store of hand-offs and of the outbox."""

    def handoff(self, identifier: HandOffId) -> HandOff | None:
        with self._read() as connection:
            row = do.one(connection, select(handoffs.c.body).where(handoffs.c.id == identifier))
            return None if row is None else HandOff.model_validate_json(row["body"])

    def handoffs(self, conversation: ConversationId) -> Sequence[HandOff]:
        with self._read() as connection:
            return do.stored_handoffs(connection, conversation)

    def handoffs_in(self, status: HandOffStatus, limit: int = 100) -> Sequence[HandOff]:
        wanted = select(handoffs.c.body).where(handoffs.c.status == status.value)
        with self._read() as connection:
            found = connection.execute(wanted.order_by(handoffs.c.changed, handoffs.c.id).limit(limit))
            return [HandOff.model_validate_json(row.body) for row in found]

    def save_handoff(self, handoff: HandOff, expected: HandOffStatus | None, outbox: Sequence[OutboxRow] = ()) -> bool:
        with self._write() as connection:
            written = do.write_handoff(connection, handoff, expected)
            for row in outbox if written else ():
                do.put(connection, row)
            return written

    def pending_outbox(self, lane: str, limit: int = 100, now: datetime | None = None) -> Sequence[OutboxRow]:
        pending = select(outbox).where(outbox.c.lane == lane, outbox.c.state == "pending")
        if now is not None:
            pending = pending.where(outbox.c.retry_at.is_(None) | (outbox.c.retry_at <= stamp(now)))
        with self._read() as connection:
            found = connection.execute(pending.order_by(outbox.c.seq).limit(limit))
            return [
                OutboxRow(key=r.key, lane=r.lane, conversation=ConversationId(r.conversation), reference=r.reference)
                for r in found
            ]

    def outbox_done(self, key: str, now: datetime) -> None:
        self._mark(key, state="done", changed=stamp(now))

    def outbox_failed(self, key: str, now: datetime, retry_at: datetime | None, reason: str) -> None:
        self._mark(
            key,
            state="pending" if retry_at else "dead",
            attempts=outbox.c.attempts + 1,
            retry_at=stamp(retry_at) if retry_at else None,
            reason=reason,
            changed=stamp(now),
        )

    def _mark(self, key: str, **values: Any) -> None:
        with self._write() as connection:
            connection.execute(update(outbox).where(outbox.c.key == key).values(**values))
