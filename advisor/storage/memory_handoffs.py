"""What should a store of hand-offs and of the outbox do, in the plainest way?"""

import threading
from collections.abc import Sequence
from datetime import datetime

from advisor.ports import OutboxRow
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import HandOff, HandOffId, HandOffStatus


class MemoryHandOffStore:
    """The reference for the SQL one; forgets when it ends."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._handoffs: dict[HandOffId, HandOff] = {}
        self._outbox: dict[str, OutboxRow] = {}
        self._states: dict[str, str] = {}
        self._retries: dict[str, datetime | None] = {}

    def handoff(self, identifier: HandOffId) -> HandOff | None:
        return self._handoffs.get(identifier)

    def handoffs(self, conversation: ConversationId) -> Sequence[HandOff]:
        with self._lock:
            mine = [handoff for handoff in self._handoffs.values() if handoff.conversation == conversation]
            return sorted(mine, key=lambda handoff: (handoff.created, handoff.id))

    def handoffs_in(self, status: HandOffStatus, limit: int = 100) -> Sequence[HandOff]:
        with self._lock:
            there = [handoff for handoff in self._handoffs.values() if handoff.status == status]
            return sorted(there, key=lambda handoff: (handoff.changed, handoff.id))[:limit]

    def save_handoff(self, handoff: HandOff, expected: HandOffStatus | None, outbox: Sequence[OutboxRow] = ()) -> bool:
        with self._lock:
            standing = self._handoffs.get(handoff.id)
            if (standing.status if standing else None) != expected:
                return False
            self._handoffs[handoff.id] = handoff
            for row in outbox:
                self._put(row)
            return True

    def pending_outbox(self, lane: str, limit: int = 100, now: datetime | None = None) -> Sequence[OutboxRow]:
        with self._lock:
            waiting = [row for row in self._outbox.values() if row.lane == lane and self._states[row.key] == "pending"]
            return [row for row in waiting if self._is_due(row.key, now)][:limit]

    def outbox_done(self, key: str, now: datetime) -> None:  # noqa: ARG002
        with self._lock:
            self._states[key] = "done"

    def outbox_failed(self, key: str, now: datetime, retry_at: datetime | None, reason: str) -> None:  # noqa: ARG002
        with self._lock:
            self._states[key] = "pending" if retry_at else "dead"
            self._retries[key] = retry_at

    def _put(self, row: OutboxRow) -> None:
        if row.key not in self._outbox:
            self._outbox[row.key] = row
            self._states[row.key] = "pending"

    def _is_due(self, key: str, now: datetime | None) -> bool:
        at = self._retries.get(key)
        return now is None or at is None or at <= now
