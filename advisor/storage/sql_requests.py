"""How are requests to learners' wallets kept so that each is answered once?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from advisor.storage import statements as do
from advisor.storage.memory_requests import exported
from advisor.storage.request_tables import presentation_requests as requests
from advisor.storage.rows import moment, stamp
from advisor.storage.sql_handoffs import SqlHandOffStore
from advisor.vocabulary.credential import PresentationRequest


class SqlRequestStore(SqlHandOffStore):
    """The durable store of requests, beside that of hand-offs."""

    def save_request(self, request: PresentationRequest) -> None:
        with self._write() as connection:
            connection.execute(
                insert(requests).values(
                    id=request.id, conversation=request.conversation, body=request.model_dump_json()
                )
            )

    def request(self, identifier: str) -> PresentationRequest | None:
        with self._read() as connection:
            row = do.one(connection, select(requests).where(requests.c.id == identifier))
        return None if row is None else _request_of(row)

    def answer_request(self, identifier: str, now: datetime) -> bool:
        standing = (requests.c.id == identifier) & requests.c.answered.is_(None)
        with self._write() as connection:
            return bool(connection.execute(update(requests).where(standing).values(answered=stamp(now))).rowcount)


def requests_of(connection: Connection, conversation: str) -> list[dict[str, object]]:
    """List when wallets were asked."""
    mine = connection.execute(select(requests).where(requests.c.conversation == conversation)).mappings()
    return sorted((exported(_request_of(row)) for row in mine), key=lambda each: str(each["created"]))


def _request_of(row: Mapping[Any, Any]) -> PresentationRequest:
    answered = moment(row["answered"]) if row["answered"] else None
    return PresentationRequest.model_validate_json(row["body"]).model_copy(update={"answered": answered})
