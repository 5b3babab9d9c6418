"""How are labels, canned answers and referrals kept?"""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, Delete, delete, insert, or_, select, update

from advisor.storage.casework_tables import canned_answers, case_labels, referrals
from advisor.storage.rows import stamp
from advisor.storage.sql import SqlConversationStore
from advisor.storage.tables import cases, facts, turns
from advisor.vocabulary.casework import CannedAnswer, Referral
from advisor.vocabulary.conversation import ConversationId, Reply
from advisor.vocabulary.learner import Fact


class SqlCaseworkStore(SqlConversationStore):
    """What counsellors keep beside cases, in the database of the conversations."""

    def add_label(self, conversation: ConversationId, counsellor: str, label: str) -> None:
        with self._write() as connection:
            connection.execute(_labels_of(conversation, counsellor, label))
            values = {"conversation": conversation, "counsellor": counsellor, "label": label}
            connection.execute(insert(case_labels).values(values))

    def drop_label(self, conversation: ConversationId, counsellor: str, label: str) -> None:
        with self._write() as connection:
            connection.execute(_labels_of(conversation, counsellor, label))

    def labels(self, counsellor: str) -> Mapping[ConversationId, Sequence[str]]:
        mine = select(case_labels).where(case_labels.c.counsellor == counsellor).order_by(case_labels.c.label)
        found: dict[ConversationId, list[str]] = {}
        with self._read() as connection:
            for row in connection.execute(mine):
                found.setdefault(ConversationId(row.conversation), []).append(row.label)
        return found

    def set_next_date(self, conversation: ConversationId, when: date | None) -> None:
        with self._write() as connection:
            there = update(cases).where(cases.c.conversation == conversation)
            connection.execute(there.values(next_date=when.isoformat() if when else None))

    def canned_answers(self, counsellor: str) -> Sequence[CannedAnswer]:
        seen = or_(canned_answers.c.owner == counsellor, canned_answers.c.shared)
        wanted = select(canned_answers).where(seen).order_by(canned_answers.c.title, canned_answers.c.id)
        with self._read() as connection:
            return [CannedAnswer(**row) for row in connection.execute(wanted).mappings()]

    def save_canned_answer(self, answer: CannedAnswer) -> None:
        with self._write() as connection:
            connection.execute(_own_answer(answer.id, answer.owner))
            connection.execute(insert(canned_answers).values(answer.model_dump()))

    def drop_canned_answer(self, identifier: str, owner: str) -> None:
        with self._write() as connection:
            connection.execute(_own_answer(identifier, owner))

    def forget_counsellor(self, counsellor: str) -> None:
        with self._write() as connection:
            own = (canned_answers.c.owner == counsellor) & ~canned_answers.c.shared
            connection.execute(delete(canned_answers).where(own))
            connection.execute(delete(case_labels).where(case_labels.c.counsellor == counsellor))

    def referrals(self, conversation: ConversationId) -> Sequence[Referral]:
        mine = select(referrals.c.body).where(referrals.c.conversation == conversation)
        with self._read() as connection:
            found = connection.execute(mine.order_by(referrals.c.asked, referrals.c.id))
            return [Referral.model_validate_json(row.body) for row in found]

    def words_of(self, conversations: Sequence[ConversationId]) -> Mapping[ConversationId, str]:
        """Read only what people wrote: the machine's replies are long, and say nothing that was not found here."""
        wanted = select(turns.c.conversation, turns.c.message, turns.c.text, turns.c.reply)
        wanted = wanted.where(turns.c.conversation.in_(conversations)).order_by(turns.c.conversation, turns.c.number)
        found: dict[ConversationId, list[str]] = {each: [] for each in conversations}
        with self._read() as connection:
            for row in connection.execute(wanted):
                said = row.text if row.message else words_by_a_person(row.reply)
                found[ConversationId(row.conversation)].append(said)
        return {each: "\n".join(filter(None, said)) for each, said in found.items()}

    def facts_of(self, conversations: Sequence[ConversationId]) -> Mapping[ConversationId, Sequence[Fact]]:
        wanted = select(facts.c.conversation, facts.c.fact).where(facts.c.conversation.in_(conversations))
        found: dict[ConversationId, list[Fact]] = {each: [] for each in conversations}
        with self._read() as connection:
            for row in connection.execute(wanted.order_by(facts.c.conversation, facts.c.turn, facts.c.position)):
                found[ConversationId(row.conversation)].append(Fact.model_validate_json(row.fact))
        return found


def words_by_a_person(reply: str | None) -> str:
    made = Reply.model_validate_json(reply) if reply else None
    return "\n".join(getattr(block, "text", "") for block in made.blocks) if made and made.by else ""


def save_referral(connection: Connection, conversation: ConversationId, referral: Referral) -> None:
    """Write it over what stands under its id."""
    connection.execute(delete(referrals).where(referrals.c.id == referral.id))
    row = {"id": referral.id, "conversation": conversation, "asked": stamp(referral.asked)}
    connection.execute(insert(referrals).values(**row, body=referral.model_dump_json()))


def _labels_of(conversation: ConversationId, counsellor: str, label: str) -> Delete:
    here, theirs = case_labels.c.conversation == conversation, case_labels.c.counsellor == counsellor
    return delete(case_labels).where(here, theirs, case_labels.c.label == label)


def _own_answer(identifier: str, owner: str) -> Delete:
    return delete(canned_answers).where(canned_answers.c.id == identifier, canned_answers.c.owner == owner)
