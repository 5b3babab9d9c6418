"""What does the room of advice need from engines? Each port has a fake in tests/fakes and a contract in tests/contracts.

What it needs from providers stands in handoff_ports.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from advisor.vocabulary.audit import AuditRow
from advisor.vocabulary.casework import CannedAnswer, Referral
from advisor.vocabulary.conversation import Conversation, ConversationId, IncomingMessage, Reply, Turn, Understanding
from advisor.vocabulary.counselling import Case, CaseId, CaseNote, CaseStep, Counsellor, PlanVersion
from advisor.vocabulary.credential import PresentationRequest
from advisor.vocabulary.handoff import HandOff, HandOffId, HandOffStatus
from advisor.vocabulary.learner import Fact
from advisor.vocabulary.pathway import Pathway
from knowledge.vocabulary.value import Value


class OutboxRow(Value):
    """Something to be done after a turn is closed, written in the turn's own transaction (R5)."""

    key: str
    """Deterministic: also the idempotency key and the workflow id."""
    lane: str
    """`deliver` (a reply to a channel) or `handoff`."""
    conversation: ConversationId
    reference: str
    """Message id for `deliver`, hand-off id for `handoff`."""


class ConversationStore(Protocol):
    """Personal data lives behind this port only. Each method is one transaction; SQLite is durable before it returns."""

    def open_conversation(
        self,
        identifier: ConversationId,
        token_hash: str,
        channel: str,
        address: str,
        language: str | None,
        now: datetime,
    ) -> Conversation:
        """Create; the same identifier again gives what is there."""
        ...

    def conversation(self, identifier: ConversationId) -> Conversation:
        """Read with facts and turns. Raises ConversationNotFound."""
        ...

    def token_hash(self, identifier: ConversationId) -> str: ...

    def move_conversation(self, identifier: ConversationId, channel: str, address: str) -> None:
        """Go on in another channel: replies go to its address from now on. Raises ConversationNotFound."""
        ...

    def open_turn(self, message: IncomingMessage, now: datetime) -> Turn:
        """tx1: keep the learner's message, state open. The same client id: the turn that is there, with its reply if closed.

        Raises MessageConflict when the same id comes with another text, ConversationNotFound.
        """
        ...

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
        """tx2, guarded by "still open": reply, facts, hand-offs and outbox rows together; an already closed turn is given back as it is.

        A consented hand-off is written over its draft; any other only where none stands under its id.
        """
        ...

    def forget_words(self, conversation: ConversationId) -> None:
        """Blank what was said and answered so far, the open turn's words too; turns keep their numbers and times (R12)."""
        ...

    def forget_proposals(self, conversation: ConversationId, before: int) -> None:
        """Take out of the replies before a turn what a document said and nobody confirmed."""
        ...

    def open_turns(self) -> Sequence[tuple[ConversationId, IncomingMessage]]:
        """List turns that a crash left open, oldest first per conversation."""
        ...

    def append_news(self, conversation: ConversationId, reply: Reply, key: str, now: datetime) -> bool:
        """Keep a message that the adviser sends unasked, with its `deliver` outbox row; False where that key is already there."""
        ...

    def save_pathway(self, pathway: Pathway, profile_json: str, now: datetime) -> None:
        """Keep under its receipt; the same receipt again changes nothing."""
        ...

    def pathway(self, receipt: str) -> tuple[Pathway, str] | None: ...

    def audit_pathway(self, body: dict[str, Any], now: datetime) -> None:
        """Append to the audit what was planned without a conversation."""
        ...

    def handoff(self, identifier: HandOffId) -> HandOff | None: ...

    def handoffs(self, conversation: ConversationId) -> Sequence[HandOff]: ...

    def handoffs_in(self, status: HandOffStatus, limit: int = 100) -> Sequence[HandOff]:
        """List hand-offs of all conversations in one status, the longest unchanged first."""
        ...

    def save_handoff(self, handoff: HandOff, expected: HandOffStatus | None, outbox: Sequence[OutboxRow] = ()) -> bool:
        """Write, with what is to be done, if the stored status is `expected` (None: must not exist); False where not."""
        ...

    def pending_outbox(self, lane: str, limit: int = 100, now: datetime | None = None) -> Sequence[OutboxRow]:
        """List what is to be done, in order; with `now` those rows wait whose next attempt lies later."""
        ...

    def outbox_done(self, key: str, now: datetime) -> None: ...

    def outbox_failed(self, key: str, now: datetime, retry_at: datetime | None, reason: str) -> None:
        """Count an attempt; `retry_at` None makes it a dead letter."""
        ...

    def export(self, conversation: ConversationId) -> dict[str, object]: ...

    def erase(self, conversation: ConversationId, now: datetime | None = None) -> None:
        """Delete all that was said; a hand-off keeps ids and times, the audit what was advised. Raises ConversationNotFound."""
        ...

    def spend(self, what: str, day: date, most: int) -> bool:
        """Take one from a day's budget; False, and nothing taken, where `most` were taken already."""
        ...

    def audit(self, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        """List what was advised, the oldest first: rows whose number is higher than `after`."""
        ...

    def idle_since(self, moment: datetime) -> Sequence[ConversationId]:
        """List the conversations in which nothing was said after the moment."""
        ...

    def save_request(self, request: PresentationRequest) -> None:
        """Keep that a wallet was asked to show a certificate."""
        ...

    def request(self, identifier: str) -> PresentationRequest | None: ...

    def answer_request(self, identifier: str, now: datetime) -> bool:
        """Mark as answered; False where it was before, or is not there."""
        ...

    def close(self) -> None: ...


class CaseworkStore(Protocol):
    """What counsellors keep beside cases. Labels and referrals go with their conversation; a referral is written by a
    case's step, with its row in the audit.
    """

    def add_label(self, conversation: ConversationId, counsellor: str, label: str) -> None:
        """Keep a word of a counsellor's for a case; the same again changes nothing."""
        ...

    def drop_label(self, conversation: ConversationId, counsellor: str, label: str) -> None: ...

    def labels(self, counsellor: str) -> Mapping[ConversationId, Sequence[str]]:
        """Give this counsellor's labels, sorted, by conversation; nobody else's."""
        ...

    def set_next_date(self, conversation: ConversationId, when: date | None) -> None:
        """Note when counsellor and learner meet again; None where they have no date."""
        ...

    def canned_answers(self, counsellor: str) -> Sequence[CannedAnswer]:
        """List their own and those that others share, by title."""
        ...

    def save_canned_answer(self, answer: CannedAnswer) -> None:
        """Write it over its owner's of the same id."""
        ...

    def drop_canned_answer(self, identifier: str, owner: str) -> None:
        """Delete it where it is this owner's."""
        ...

    def forget_counsellor(self, counsellor: str) -> None:
        """Delete their labels and the answers that they did not share: their account ends."""
        ...

    def referrals(self, conversation: ConversationId) -> Sequence[Referral]:
        """List them, the oldest first."""
        ...

    def words_of(self, conversations: Sequence[ConversationId]) -> Mapping[ConversationId, str]:
        """Give what people wrote in these conversations, learners and counsellors, to be searched."""
        ...

    def facts_of(self, conversations: Sequence[ConversationId]) -> Mapping[ConversationId, Sequence[Fact]]:
        """Give what was understood in these conversations, in order."""
        ...


class CaseStore(CaseworkStore, Protocol):
    """Who looks after which learner. Lies with the conversations, so that erasing one leaves nothing of its case."""

    def open_case(self, conversation: ConversationId, identifier: CaseId, code: str, now: datetime) -> Case:
        """Keep that the learner asked for a person; a case that is there keeps its id and code, and is open again."""
        ...

    def case(self, identifier: CaseId) -> Case:
        """Raises CaseNotFound."""
        ...

    def case_by_code(self, code: str) -> Case:
        """Raises CaseNotFound."""
        ...

    def case_of(self, conversation: ConversationId) -> Case | None: ...

    def cases_of(self, counsellor: str) -> Sequence[Case]:
        """List a counsellor's cases, the latest contact first; "" lists those that wait and are nobody's."""
        ...

    def cases_asked(self, since: datetime, before: datetime) -> Sequence[Case]:
        """List everybody's cases that were opened, or opened again, in that time: for counting."""
        ...

    def step(self, identifier: CaseId, step: CaseStep, now: datetime) -> Case:
        """Do all of a step at once, with its row in the audit. Raises CaseNotFound, and CaseConflict where the case does
        not stand as expected; a step whose key was there before changes nothing.
        """
        ...

    def add_note(self, identifier: CaseId, author: Counsellor, text: str, key: str, now: datetime) -> CaseNote:
        """Append; the same key gives the note that is there. Nothing changes or deletes a single note."""
        ...

    def notes(self, identifier: CaseId) -> Sequence[CaseNote]: ...

    def add_plan(self, identifier: CaseId, version: PlanVersion) -> None:
        """Keep a version of the plan."""
        ...

    def plans(self, identifier: CaseId) -> Sequence[PlanVersion]:
        """List the versions, the oldest first."""
        ...

    def approved_by(self, approval: str, receipt: str) -> str:
        """Name who approved this plan in this version; empty where nobody did."""
        ...

    def counted(self, by: str, month: str, now: datetime) -> None:
        """Write into the audit that somebody looked at the figures of a month."""
        ...

    def seen(self, identifier: CaseId, by: str, now: datetime, what: str = "") -> None:
        """Write into the audit that somebody looked at a case: who, which by pseudonym, when, and which view of it."""
        ...


class MessageReader(Protocol):
    """Words of a message to what it says. Reads only: decides nothing."""

    def read(self, message: IncomingMessage, conversation: Conversation, turn: int, now: datetime) -> Understanding: ...


class LanguageModel(Protocol):
    """Any chat model. It reads and words only; nothing that it says is taken unchecked."""

    name: str

    def open(self) -> None:
        """Make ready, once. Raises MissingExtra, LanguageModelUnavailable."""
        ...

    def answer(self, instructions: str, material: str, schema: Mapping[str, Any], tokens: int) -> Iterator[str]:
        """Give the answer piece by piece, as JSON where it can be held to it. May raise anything, or never end."""
        ...
