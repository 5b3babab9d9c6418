"""How are conversations kept so that a crash loses no acknowledged turn and repeats no effect?"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from advisor.auditing import NOBODY, audit_body
from advisor.errors import MessageConflict
from advisor.ports import OutboxRow
from advisor.storage import rows
from advisor.storage import statements as do
from advisor.storage.rows import stamp
from advisor.storage.sql_requests import SqlRequestStore, requests_of
from advisor.storage.tables import audit, conversations, outbox, pathways, turns
from advisor.vocabulary.audit import AuditRow
from advisor.vocabulary.conversation import Conversation, ConversationId, IncomingMessage, Reply, Turn
from advisor.vocabulary.handoff import HandOff
from advisor.vocabulary.learner import Fact
from advisor.vocabulary.pathway import Pathway


class SqlConversationStore(SqlRequestStore):
    """The durable store of turns, pathways and the audit, above those of hand-offs and requests."""

    # conversations
    def open_conversation(
        self,
        identifier: ConversationId,
        token_hash: str,
        channel: str,
        address: str,
        language: str | None,
        now: datetime,
    ) -> Conversation:
        with self._write() as connection:
            if do.one(connection, select(conversations.c.id).where(conversations.c.id == identifier)) is None:
                connection.execute(
                    insert(conversations).values(
                        id=identifier,
                        token_hash=token_hash,
                        channel=channel,
                        address=address,
                        language=language,
                        state="answering",
                        asked="[]",
                        created=stamp(now),
                        changed=stamp(now),
                    )
                )
            return do.whole_conversation(connection, identifier)

    def conversation(self, identifier: ConversationId) -> Conversation:
        with self._read() as connection:
            return do.whole_conversation(connection, identifier)

    def token_hash(self, identifier: ConversationId) -> str:
        with self._read() as connection:
            return str(do.existing(connection, identifier)["token_hash"])

    def move_conversation(self, identifier: ConversationId, channel: str, address: str) -> None:
        with self._write() as connection:
            do.existing(connection, identifier)
            here = conversations.c.id == identifier
            connection.execute(update(conversations).where(here).values(channel=channel, address=address))

    # turns
    def open_turn(self, message: IncomingMessage, now: datetime) -> Turn:
        with self._write() as connection:
            do.existing(connection, message.conversation, lock=True)
            standing = do.one(connection, do.turn_by_client_id(message.conversation, message.client_message_id))
            if standing is not None:
                if rows.is_other_message(standing["text"], standing["choice"], message):
                    raise MessageConflict(
                        "This message id was used before with another text.", "Give every message an id of its own."
                    )
                return do.whole_turn(connection, message.conversation, standing["number"])
            number = do.next_number(connection, message.conversation)
            connection.execute(
                insert(turns).values(
                    **message.model_dump(),
                    number=number,
                    message=f"{message.conversation}:{number}",
                    at=stamp(now),
                    open=True,
                    reply=None,
                )
            )
            return do.whole_turn(connection, message.conversation, number)

    def close_turn(
        self,
        conversation: ConversationId,
        number: int,
        reply: Reply,
        facts: Sequence[Fact],
        asked: Sequence[str],
        language: str,
        handoffs: Sequence[HandOff],
        outbox: Sequence[OutboxRow],
        now: datetime,
    ) -> Turn:
        with self._write() as connection:
            standing = do.existing(connection, conversation, lock=True)
            closed = connection.execute(
                update(turns)
                .where(turns.c.conversation == conversation, turns.c.number == number, turns.c.open)
                .values(open=False, reply=reply.model_dump_json())
            )
            if closed.rowcount:
                do.save_facts(connection, conversation, number, facts)
                changed = {
                    "asked": json.dumps(rows.with_asked(json.loads(standing["asked"]), asked)),
                    "language": language,
                    "state": rows.state_after(standing["state"], reply.state).value,
                    "changed": stamp(now),
                }
                connection.execute(update(conversations).where(conversations.c.id == conversation).values(changed))
                for handoff in handoffs:
                    do.write_handoff(connection, handoff, rows.expected_before(handoff))
                for row in outbox:
                    do.put(connection, row)
                do.use_pathways(connection, conversation, reply)
                do.record(
                    connection, now, conversation, "turn", audit_body(reply, standing["channel"], facts, handoffs)
                )
            return do.whole_turn(connection, conversation, number)

    def forget_words(self, conversation: ConversationId) -> None:
        with self._write() as connection:
            do.existing(connection, conversation, lock=True)
            do.forget_words(connection, conversation)

    def forget_proposals(self, conversation: ConversationId, before: int) -> None:
        holding = (
            (turns.c.conversation == conversation)
            & (turns.c.number < before)
            & turns.c.reply.contains('"source":"document"', autoescape=True)
        )
        choices = select(turns.c.choice).where(turns.c.conversation == conversation, turns.c.choice.is_not(None))
        with self._write(secure=True) as connection:
            tapped = set(connection.execute(choices).scalars())
            for row in connection.execute(select(turns.c.number, turns.c.reply).where(holding)).all():
                left = rows.without_proposals(Reply.model_validate_json(row.reply), tapped).model_dump_json()
                here = (turns.c.conversation == conversation) & (turns.c.number == row.number)
                connection.execute(update(turns).where(here).values(reply=left))

    def open_turns(self) -> Sequence[tuple[ConversationId, IncomingMessage]]:
        with self._read() as connection:
            found = connection.execute(
                select(turns).where(turns.c.open).order_by(turns.c.at, turns.c.conversation, turns.c.number)
            ).mappings()
            return [(ConversationId(row["conversation"]), rows.message_of(row)) for row in found]

    def append_news(self, conversation: ConversationId, reply: Reply, key: str, now: datetime) -> bool:
        with self._write() as connection:
            standing = do.existing(connection, conversation, lock=True)
            if do.one(connection, do.turn_by_client_id(conversation, f"news:{key}")) is not None:
                return False
            connection.execute(
                insert(turns).values(
                    conversation=conversation,
                    number=do.next_number(connection, conversation),
                    message="",
                    client_message_id=f"news:{key}",
                    text="",
                    at=stamp(now),
                    open=False,
                    reply=reply.model_dump_json(),
                )
            )
            if standing["address"]:
                do.put(
                    connection,
                    OutboxRow(key=f"deliver:{key}", lane="deliver", conversation=conversation, reference=reply.message),
                )
            return True

    # pathways
    def save_pathway(self, pathway: Pathway, profile_json: str, now: datetime) -> None:
        with self._write() as connection:
            if do.one(connection, select(pathways.c.receipt).where(pathways.c.receipt == pathway.receipt)) is None:
                connection.execute(
                    insert(pathways).values(
                        receipt=pathway.receipt,
                        pathway=pathway.model_dump_json(),
                        profile=profile_json,
                        created=stamp(now),
                    )
                )

    def pathway(self, receipt: str) -> tuple[Pathway, str] | None:
        with self._read() as connection:
            row = do.one(connection, select(pathways).where(pathways.c.receipt == receipt))
        return None if row is None else (Pathway.model_validate_json(row["pathway"]), str(row["profile"]))

    def audit_pathway(self, body: dict[str, Any], now: datetime) -> None:
        with self._write() as connection:
            do.record(connection, now, NOBODY, "pathway", body)

    # a person's rights
    def export(self, conversation: ConversationId) -> dict[str, object]:
        with self._read() as connection:
            held = do.whole_conversation(connection, conversation)
            due = connection.execute(
                select(outbox).where(outbox.c.conversation == conversation).order_by(outbox.c.seq)
            ).mappings()
            held_on = rows.export_of(held, do.stored_handoffs(connection, conversation), list(due))
            return {**held_on, "wallet_requests": requests_of(connection, conversation)}

    def erase(self, conversation: ConversationId, now: datetime | None = None) -> None:
        with self._write(secure=True) as connection:
            do.existing(connection, conversation, lock=True)
            do.erase(connection, conversation)
            do.record(connection, now or datetime.fromtimestamp(0, UTC), conversation, "erased", {})
        self._shrink()

    def idle_since(self, moment: datetime) -> Sequence[ConversationId]:
        latest = select(turns.c.conversation).where(turns.c.at > stamp(moment))
        idle = select(conversations.c.id).where(
            conversations.c.created <= stamp(moment), conversations.c.id.not_in(latest)
        )
        with self._read() as connection:
            return [ConversationId(name) for name in connection.execute(idle.order_by(conversations.c.id)).scalars()]

    def spend(self, what: str, day: date, most: int) -> bool:
        with self._write() as connection:
            return do.spend(connection, what, day.isoformat(), most)

    def audit(self, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        with self._read() as connection:
            later = select(audit).where(audit.c.seq > after).order_by(audit.c.seq).limit(limit)
            return [rows.audit_row(row) for row in connection.execute(later).mappings()]
