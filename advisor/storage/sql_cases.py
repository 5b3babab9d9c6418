"""How are cases kept beside their conversations, so that a step is done as a whole or not at all?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, insert, select, update
from sqlalchemy import case as in_case

from advisor.auditing import NOBODY
from advisor.ports import OutboxRow
from advisor.storage import case_rows, rows
from advisor.storage import statements as do
from advisor.storage.rows import stamp
from advisor.storage.sql_casework import SqlCaseworkStore, save_referral
from advisor.storage.tables import case_notes, case_plans, cases, conversations, turns
from advisor.vocabulary.conversation import ConversationId, ConversationState
from advisor.vocabulary.counselling import Case, CaseId, CaseNote, CaseStep, Counsellor, PlanVersion

WAITING = and_(
    cases.c.counsellor == "", cases.c.closed.is_(None), conversations.c.state == ConversationState.WAITING.value
)
"""Nobody's, and a person was asked for."""


class SqlCaseStore(SqlCaseworkStore):
    """Conversations and their cases in one database."""

    def open_case(self, conversation: ConversationId, identifier: CaseId, code: str, now: datetime) -> Case:
        with self._write() as connection:
            do.existing(connection, conversation, lock=True)
            standing = _found(connection, cases.c.conversation == conversation)
            if standing is None:
                connection.execute(
                    insert(cases).values(
                        id=identifier, conversation=conversation, code=code, counsellor="", counsellor_name="",
                        asked=stamp(now), closed=None,
                    )
                )  # fmt: skip
            elif standing.closed:
                again = update(cases).where(cases.c.conversation == conversation)
                connection.execute(again.values(closed=None, asked=stamp(now)))
            return _one(connection, cases.c.conversation == conversation)

    def case(self, identifier: CaseId) -> Case:
        with self._read() as connection:
            return _one(connection, cases.c.id == identifier)

    def case_by_code(self, code: str) -> Case:
        with self._read() as connection:
            return _one(connection, cases.c.code == code)

    def case_of(self, conversation: ConversationId) -> Case | None:
        with self._read() as connection:
            return _found(connection, cases.c.conversation == conversation)

    def cases_of(self, counsellor: str) -> Sequence[Case]:
        with self._read() as connection:
            return case_rows.latest_first(
                _all(connection, WAITING if not counsellor else cases.c.counsellor == counsellor)
            )

    def cases_asked(self, since: datetime, before: datetime) -> Sequence[Case]:
        with self._read() as connection:
            return _all(connection, and_(cases.c.asked >= stamp(since), cases.c.asked < stamp(before)))

    def step(self, identifier: CaseId, step: CaseStep, now: datetime) -> Case:
        with self._write() as connection:
            case = _one(connection, cases.c.id == identifier)
            do.existing(connection, case.conversation, lock=True)
            case = _one(connection, cases.c.id == identifier)
            if step.key and do.one(connection, do.turn_by_client_id(case.conversation, f"news:{step.key}")):
                return case
            case_rows.check(case, step)
            counsellor, name = case_rows.holder_after(case, step)
            changed: dict[str, Any] = {"counsellor": counsellor, "counsellor_name": name}
            if step.closed:
                changed["closed"] = stamp(now)
            connection.execute(update(cases).where(cases.c.id == identifier).values(changed))
            _tell(connection, case.conversation, step, now)
            _approve(connection, step, now)
            if step.referral is not None:
                save_referral(connection, case.conversation, step.referral)
            do.record(connection, now, case.conversation, step.event, case_rows.body_of(step))
            return _one(connection, cases.c.id == identifier)

    def add_note(self, identifier: CaseId, author: Counsellor, text: str, key: str, now: datetime) -> CaseNote:
        with self._write() as connection:
            conversation = _one(connection, cases.c.id == identifier).conversation
            do.existing(connection, conversation, lock=True)
            mine = select(case_notes).where(case_notes.c.conversation == conversation)
            standing = do.one(connection, mine.where(case_notes.c.key == key))
            if standing is not None:
                return _note(standing)
            highest = select(func.max(case_notes.c.number)).where(case_notes.c.conversation == conversation)
            number = int(connection.execute(highest).scalar() or 0) + 1
            note = CaseNote(number=number, author=author.id, author_name=author.name, at=now, text=text)
            values = {**note.model_dump(), "at": stamp(now), "conversation": conversation, "key": key}
            connection.execute(insert(case_notes).values(values))
            return note

    def notes(self, identifier: CaseId) -> Sequence[CaseNote]:
        with self._read() as connection:
            conversation = _one(connection, cases.c.id == identifier).conversation
            mine = select(case_notes).where(case_notes.c.conversation == conversation)
            return [_note(row) for row in connection.execute(mine.order_by(case_notes.c.number)).mappings()]

    def add_plan(self, identifier: CaseId, version: PlanVersion) -> None:
        with self._write() as connection:
            conversation = _one(connection, cases.c.id == identifier).conversation
            connection.execute(
                insert(case_plans).values(
                    id=version.id, conversation=conversation, number=version.number, receipt=version.receipt,
                    body=version.model_dump_json(),
                )
            )  # fmt: skip
            do.use_pathway(connection, conversation, version.receipt)

    def plans(self, identifier: CaseId) -> Sequence[PlanVersion]:
        with self._read() as connection:
            conversation = _one(connection, cases.c.id == identifier).conversation
            mine = select(case_plans.c.body).where(case_plans.c.conversation == conversation)
            found = connection.execute(mine.order_by(case_plans.c.number, case_plans.c.id))
            return [PlanVersion.model_validate_json(row.body) for row in found]

    def approved_by(self, approval: str, receipt: str) -> str:
        with self._read() as connection:
            row = do.one(connection, select(case_plans.c.body).where(case_plans.c.id == approval))
        return case_rows.name_of_approval(PlanVersion.model_validate_json(row["body"]) if row else None, receipt)

    def counted(self, by: str, month: str, now: datetime) -> None:
        with self._write() as connection:
            do.record(connection, now, NOBODY, "counted", {"by": by, "month": month})

    def seen(self, identifier: CaseId, by: str, now: datetime, what: str = "") -> None:
        with self._write() as connection:
            conversation = _one(connection, cases.c.id == identifier).conversation
            do.record(connection, now, conversation, "seen", case_rows.seen_body(by, what))

    def export(self, conversation: ConversationId) -> dict[str, object]:
        case = self.case_of(conversation)
        referred = [each.model_dump(mode="json", exclude={"to", "by"}) for each in self.referrals(conversation)]
        kept = {"case": case.model_dump(mode="json") if case else None, "referrals": referred}
        return {**super().export(conversation), **kept}


def _all(connection: Connection, which: ColumnElement[bool]) -> list[Case]:
    """Read cases with what their conversations say of them."""
    last = select(func.max(turns.c.at)).where(turns.c.conversation == cases.c.conversation).scalar_subquery()
    found = (
        select(cases, conversations.c.state, conversations.c.channel, conversations.c.language)
        .add_columns(func.coalesce(last, conversations.c.created).label("last_contact"))
        .add_columns(_unanswered().label("unanswered"))
        .join(conversations, conversations.c.id == cases.c.conversation)
        .where(which)
    )
    return [_case(row) for row in connection.execute(found).mappings()]


def _unanswered() -> ColumnElement[str]:
    """Find when the learner first wrote after a person's last word, while that person speaks."""
    theirs = turns.alias("theirs")
    spoke = select(func.max(theirs.c.number)).where(
        theirs.c.conversation == cases.c.conversation, theirs.c.message == ""
    )
    first = select(func.min(turns.c.at)).where(
        turns.c.conversation == cases.c.conversation,
        turns.c.message != "",
        turns.c.number > func.coalesce(spoke.scalar_subquery(), 0),
    )
    with_a_person = conversations.c.state == ConversationState.WITH_COUNSELLOR.value
    return in_case((with_a_person, first.scalar_subquery()))


def _found(connection: Connection, which: ColumnElement[bool]) -> Case | None:
    return next(iter(_all(connection, which)), None)


def _one(connection: Connection, which: ColumnElement[bool]) -> Case:
    found = _found(connection, which)
    if found is None:
        raise case_rows.no_case()
    return found


def _case(row: RowMapping) -> Case:
    times = {
        name: rows.moment(row[name]) if row[name] else None
        for name in ("asked", "closed", "last_contact", "unanswered")
    }
    return Case(**{**row, **times, "state": ConversationState(row["state"])})


def _note(row: RowMapping) -> CaseNote:
    return CaseNote(
        number=row["number"],
        author=row["author"],
        author_name=row["author_name"],
        at=rows.moment(row["at"]),
        text=row["text"],
    )


def _tell(connection: Connection, conversation: ConversationId, step: CaseStep, now: datetime) -> None:
    """Put into the learner's thread what they are told, and on its way to their channel."""
    standing = do.existing(connection, conversation)
    if step.state is not None:
        there = update(conversations).where(conversations.c.id == conversation)
        connection.execute(there.values(state=step.state.value, changed=stamp(now)))
    if step.reply is None:
        return
    number = do.next_number(connection, conversation)
    connection.execute(
        insert(turns).values(
            conversation=conversation, number=number, message="", client_message_id=f"news:{step.key}", text="",
            at=stamp(now), open=False, reply=step.reply.model_dump_json(),
        )
    )  # fmt: skip
    do.save_facts(connection, conversation, number, step.facts)
    do.use_pathways(connection, conversation, step.reply)
    if standing["address"]:
        do.put(
            connection,
            OutboxRow(
                key=f"deliver:{step.key}", lane="deliver", conversation=conversation, reference=step.reply.message
            ),
        )


def _approve(connection: Connection, step: CaseStep, now: datetime) -> None:
    if not step.approved or step.reply is None:
        return
    row = do.one(connection, select(case_plans.c.body).where(case_plans.c.id == step.approved))
    if row is not None:
        yes = {"approved_by": step.reply.by, "approved": now}
        version = PlanVersion.model_validate_json(row["body"]).model_copy(update=yes)
        here = update(case_plans).where(case_plans.c.id == step.approved)
        connection.execute(here.values(body=version.model_dump_json()))
