"""Which statements make up the store's transactions?"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from advisor.auditing import chain, pseudonym
from advisor.errors import ConversationNotFound
from advisor.ports import OutboxRow
from advisor.storage import rows
from advisor.storage.casework_tables import case_labels, referrals
from advisor.storage.request_tables import presentation_requests
from advisor.storage.tables import (
    audit,
    budgets,
    case_notes,
    case_plans,
    cases,
    conversations,
    facts,
    handoffs,
    outbox,
    pathway_uses,
    pathways,
    turns,
)
from advisor.vocabulary.conversation import Conversation, ConversationId, Reply, Turn
from advisor.vocabulary.handoff import HandOff, HandOffStatus
from advisor.vocabulary.learner import Fact


def one(connection: Connection, statement: Select[Any]) -> RowMapping | None:
    return connection.execute(statement).mappings().first()


def existing(connection: Connection, identifier: ConversationId, *, lock: bool = False) -> RowMapping:
    """Read the conversation's row; `lock` makes other writers of the same conversation wait (SQLite's do anyway)."""
    statement = select(conversations).where(conversations.c.id == identifier)
    row = one(connection, statement.with_for_update() if lock else statement)
    if row is None:
        raise ConversationNotFound("There is no such conversation.", "Start a new one.")
    return row


def whole_conversation(connection: Connection, identifier: ConversationId) -> Conversation:
    said = connection.execute(
        select(facts).where(facts.c.conversation == identifier).order_by(facts.c.turn, facts.c.position)
    ).mappings()
    spoken = connection.execute(
        select(turns).where(turns.c.conversation == identifier).order_by(turns.c.number)
    ).mappings()
    return rows.conversation_of(existing(connection, identifier), list(spoken), list(said))


def turn_by_client_id(conversation: ConversationId, client_message_id: str) -> Select[Any]:
    return select(turns).where(turns.c.conversation == conversation, turns.c.client_message_id == client_message_id)


def whole_turn(connection: Connection, conversation: ConversationId, number: int) -> Turn:
    row = one(connection, select(turns).where(turns.c.conversation == conversation, turns.c.number == number))
    if row is None:
        raise ConversationNotFound("There is no such turn.", "Send the message again.")
    said = connection.execute(
        select(facts.c.fact)
        .where(facts.c.conversation == conversation, facts.c.turn == number)
        .order_by(facts.c.position)
    )
    return rows.turn_of(row, [Fact.model_validate_json(r.fact) for r in said])


def next_number(connection: Connection, conversation: ConversationId) -> int:
    highest = connection.execute(select(func.max(turns.c.number)).where(turns.c.conversation == conversation))
    return int(highest.scalar() or 0) + 1


def save_facts(connection: Connection, conversation: ConversationId, number: int, said: Sequence[Fact]) -> None:
    if said:
        connection.execute(
            insert(facts),
            [
                {"conversation": conversation, "turn": number, "position": position, "fact": fact.model_dump_json()}
                for position, fact in enumerate(said)
            ],
        )


def stored_handoffs(connection: Connection, conversation: ConversationId) -> list[HandOff]:
    found = connection.execute(
        select(handoffs.c.body)
        .where(handoffs.c.conversation == conversation)
        .order_by(handoffs.c.created, handoffs.c.id)
    )
    return [HandOff.model_validate_json(row.body) for row in found]


def write_handoff(connection: Connection, handoff: HandOff, expected: HandOffStatus | None) -> bool:
    """Compare and set on the status; None inserts, and leaves what is there alone."""
    values = {
        "conversation": handoff.conversation,
        "status": handoff.status.value,
        "body": handoff.model_dump_json(),
        "changed": rows.stamp(handoff.changed),
    }
    if expected is not None:
        return bool(
            connection.execute(
                update(handoffs).where(handoffs.c.id == handoff.id, handoffs.c.status == expected.value).values(values)
            ).rowcount
        )
    if one(connection, select(handoffs.c.id).where(handoffs.c.id == handoff.id)) is not None:
        return False
    connection.execute(insert(handoffs).values(id=handoff.id, created=rows.stamp(handoff.created), **values))
    return True


def put(connection: Connection, row: OutboxRow) -> None:
    """Add what is to be done; the same key is the same effect and is not added twice."""
    if one(connection, select(outbox.c.seq).where(outbox.c.key == row.key)) is None:
        connection.execute(insert(outbox).values(**row.model_dump(), state="pending", attempts=0, reason=""))


def use_pathways(connection: Connection, conversation: ConversationId, reply: Reply) -> None:
    for receipt in rows.receipts(reply):
        use_pathway(connection, conversation, receipt)


def use_pathway(connection: Connection, conversation: ConversationId, receipt: str) -> None:
    use = (pathway_uses.c.conversation == conversation) & (pathway_uses.c.receipt == receipt)
    if one(connection, select(pathway_uses).where(use)) is None:
        connection.execute(insert(pathway_uses).values(conversation=conversation, receipt=receipt))


def record(
    connection: Connection, now: datetime, conversation: ConversationId, event: str, body: Mapping[str, Any]
) -> None:
    """Append to the audit, chained to the row before."""
    last = one(connection, select(audit.c.chain).order_by(audit.c.seq.desc()).limit(1).with_for_update())
    at, who, text = rows.stamp(now), pseudonym(conversation), json.dumps(body, sort_keys=True)
    connection.execute(
        insert(audit).values(
            at=at,
            pseudonym=who,
            event=event,
            body=text,
            chain=chain(last["chain"] if last else "", at, who, event, text),
        )
    )


def spend(connection: Connection, what: str, day: str, most: int) -> bool:
    """Take one from a day's budget, in one step however many ask at once; older days are forgotten."""
    today = (budgets.c.what == what) & (budgets.c.day == day)
    taken = connection.execute(update(budgets).where(today, budgets.c.used < most).values(used=budgets.c.used + 1))
    if taken.rowcount:
        return True
    if most < 1 or one(connection, select(budgets.c.used).where(today)) is not None:
        return False
    connection.execute(delete(budgets).where(budgets.c.what == what, budgets.c.day < day))
    connection.execute(insert(budgets).values(what=what, day=day, used=1))
    return True


def erase(connection: Connection, conversation: ConversationId) -> None:
    """Delete a conversation with all that was said; hand-offs keep ids and times only."""
    for handoff in stored_handoffs(connection, conversation):
        blank = rows.without_person(handoff)
        connection.execute(
            update(handoffs).where(handoffs.c.id == handoff.id).values(conversation="", body=blank.model_dump_json())
        )
    forget_pathways(connection, conversation)
    for table in (facts, turns, outbox, cases, case_notes, case_plans, case_labels, referrals, presentation_requests):
        connection.execute(delete(table).where(table.c.conversation == conversation))
    connection.execute(delete(conversations).where(conversations.c.id == conversation))


def forget_pathways(connection: Connection, conversation: ConversationId) -> None:
    """Delete the pathways, with their profiles, that only this conversation was shown."""
    mine = select(pathway_uses.c.receipt).where(pathway_uses.c.conversation == conversation)
    used = [row.receipt for row in connection.execute(mine)]
    connection.execute(delete(pathway_uses).where(pathway_uses.c.conversation == conversation))
    still_used = select(pathway_uses.c.receipt)
    connection.execute(delete(pathways).where(pathways.c.receipt.in_(used), pathways.c.receipt.not_in(still_used)))


def forget_words(connection: Connection, conversation: ConversationId) -> None:
    """Blank what was said and answered; turns keep their numbers and times."""
    for turn in whole_conversation(connection, conversation).turns:
        blank = rows.without_words(turn)
        reply = blank.reply.model_dump_json() if blank.reply else None
        here = (turns.c.conversation == conversation) & (turns.c.number == turn.number)
        connection.execute(update(turns).where(here).values(text="", choice=None, reply=reply))
    for table in (facts, case_notes, case_plans, case_labels, referrals):
        connection.execute(delete(table).where(table.c.conversation == conversation))
    connection.execute(update(conversations).where(conversations.c.id == conversation).values(asked="[]"))
    forget_pathways(connection, conversation)
