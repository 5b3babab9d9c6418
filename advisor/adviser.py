"""What may other rooms ask of the room of advice?"""

import hashlib
import hmac
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from advisor import planning
from advisor.assisting import tried
from advisor.auditing import first_break, note_erased, pathway_body, pseudonym
from advisor.comparing import stated
from advisor.consulting import Call
from advisor.counselling import Counselling
from advisor.credentials.examined import Looked
from advisor.credentials.presentations import Presentations
from advisor.credentials.taking import take_credential
from advisor.errors import ConversationNotFound
from advisor.handing_in import HandedIn, check_handed_in, is_certificate, take_document
from advisor.handoff import HandOffs
from advisor.inviting import accept
from advisor.parts import Parts
from advisor.ports import ConversationStore
from advisor.turn import Report, silent, take_turn
from advisor.vocabulary.audit import AuditRow
from advisor.vocabulary.conversation import Conversation, ConversationId, IncomingMessage, Reply
from advisor.vocabulary.counselling import Case, Counsellor
from advisor.vocabulary.handoff import HandOff, HandOffId
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.pathway import OtherPathway, Pathway
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId

LAST_MOMENT = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
"""Nobody has written since: all conversations are idle."""


class Advisor:
    """The front of the room. All methods are synchronous and safe to call from several threads."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._locks: dict[ConversationId, tuple[threading.RLock, int]] = {}
        self._door = threading.Lock()

    @property
    def library(self) -> Library:
        return self._parts.library

    @property
    def store(self) -> ConversationStore:
        """For the channels' outbox; people's words stay behind its port."""
        return self._parts.store

    @property
    def handoffs(self) -> HandOffs:
        return self._parts.handoffs

    @property
    def counselling(self) -> Counselling:
        """For the doors of those who advise in person."""
        return Counselling(self._parts, self._in_order)

    # conversations
    def start_conversation(
        self,
        channel: str,
        address: str = "",
        language: str | None = None,
        *,
        now: datetime,
        identifier: str | None = None,
        token: str | None = None,
    ) -> tuple[ConversationId, str]:
        """Open a conversation, or the one that has the identifier; the token is the only way in and is not kept."""
        name = ConversationId(identifier or self._parts.new_id())
        key = token or secrets.token_urlsafe(32)
        self._parts.store.open_conversation(name, _hash(key), channel, address, language, now)
        return name, key

    def authorise(self, conversation: str, token: str) -> None:
        """Raise ConversationNotFound unless the token is this conversation's: foreign and missing look the same."""
        if not hmac.compare_digest(self._parts.store.token_hash(ConversationId(conversation)), _hash(token)):
            raise ConversationNotFound("There is no such conversation.", "Start a new one.")

    def take_turn(self, message: IncomingMessage, now: datetime, report: Report = silent) -> Reply:
        """Answer a message; the same client message id again gives the same reply. Messages are answered in order."""
        with self._in_order(message.conversation):
            # first the place in the queue, then a look at who stands before: another process may take turns here too
            self._parts.store.open_turn(message, now)
            self._finish_earlier(message, now)
            return take_turn(self._parts, message, now, report)

    @property
    def presentations(self) -> Presentations:
        """For the web's address for wallets."""
        return Presentations(self._parts, self._in_order)

    def check_credential(self, data: bytes, now: datetime) -> Looked:
        """Check a certificate outside a conversation; nothing of it is kept."""
        return self._parts.certificates.look(data, now)

    def take_credential(
        self, conversation: str, name: str, data: bytes, client_message_id: str, now: datetime
    ) -> Reply:
        """Check a certificate that the learner shows and answer as to a message; the file itself is not kept.

        Raises ConversationNotFound, MessageConflict.
        """
        named = ConversationId(conversation)
        with self._in_order(named):
            return take_credential(self._parts, named, name, data, client_message_id, now)

    def take_document(self, given: HandedIn, now: datetime) -> Reply:
        """Read a CV that the learner agreed to have read, and show what it says to be confirmed; the file is kept nowhere.

        Raises ConsentMissing, UnreadableFile, MessageConflict, ConversationNotFound.
        """
        with self._in_order(given.conversation):
            return take_document(self._parts, given, now)

    def take_file(self, given: HandedIn, now: datetime) -> Reply:
        """Take a CV or a digital certificate, whichever it is by its content."""
        if not is_certificate(given.content):
            return self.take_document(given, now)
        check_handed_in(given)
        with self._in_order(given.conversation):
            return take_credential(
                self._parts, given.conversation, "", given.content, given.client_message_id, now,
                agreed=True, language=given.language,
            )  # fmt: skip

    def resume_open_turns(self, now: datetime) -> int:
        """Answer what a crash left unanswered; give how many turns that were."""
        left = self._parts.store.open_turns()
        for conversation, message in left:
            with self._in_order(conversation):
                take_turn(self._parts, message, now)
        return len(left)

    def conversation(self, identifier: str) -> Conversation:
        return self._parts.store.conversation(ConversationId(identifier))

    def move_conversation(self, identifier: str, channel: str, address: str) -> None:
        """Go on in another channel; the token opens it as before. Raises ConversationNotFound."""
        with self._in_order(ConversationId(identifier)):
            self._parts.store.move_conversation(ConversationId(identifier), channel, address)

    def export(self, identifier: str) -> dict[str, object]:
        """Give everything that is held on a learner."""
        return self._parts.store.export(ConversationId(identifier))

    def erase(self, identifier: str, now: datetime | None = None, *, withdraw: bool = True) -> None:
        """Delete everything that is held on a learner; a hand-off keeps ids and times only. What a provider was asked
        for and has not given yet is withdrawn there, unless it is only time that is over.
        """
        with self._in_order(ConversationId(identifier)):
            if withdraw and now is not None:
                self._parts.handoffs.withdraw_all(ConversationId(identifier), now)
            self._parts.store.erase(ConversationId(identifier), now)
        note_erased(self._parts.settings.data, identifier)

    def erase_again(self, pseudonyms: frozenset[str], now: datetime) -> int:
        """Erase what a backup brought back of those whose pseudonyms are given; give how many there were."""
        back = [c for c in self._parts.store.idle_since(LAST_MOMENT) if pseudonym(c) in pseudonyms]
        for conversation in back:
            self.erase(conversation, now)
        return len(back)

    def forget_idle(self, now: datetime) -> int:
        """Delete the conversations whose time is over; give how many."""
        over = self._parts.store.idle_since(now - timedelta(days=self._parts.settings.keep_days))
        for conversation in over:
            self.erase(conversation, now, withdraw=False)
        return len(over)

    def accept_invitation(self, identifier: str, who: Counsellor, now: datetime) -> Case:
        """Make a learner who said yes that counsellor's. Raises CaseConflict, ConversationNotFound."""
        with self._in_order(ConversationId(identifier)):
            return accept(self.counselling, ConversationId(identifier), who, now)

    # how advice comes about
    def try_language_model(self, now: datetime) -> Call | None:
        """Ask the language model once; None where none is set. Raises MissingExtra, LanguageModelUnavailable."""
        return tried(self._parts, now)

    def audited(self, conversation: str | None = None) -> Iterator[AuditRow]:
        """List what was advised, the oldest first: everywhere, or in one conversation."""
        after, who = 0, pseudonym(conversation) if conversation else None
        while rows := self._parts.store.audit(after):
            yield from (row for row in rows if who in {None, row.pseudonym})
            after = rows[-1].number

    def audit_standing(self) -> tuple[int, int | None]:
        """Count the rows of the audit, and give the number of the first that is not as it was written."""
        count = 0

        def counted() -> Iterator[AuditRow]:
            nonlocal count
            for row in self.audited():
                count += 1
                yield row

        broken = first_break(counted())
        return count, broken

    # pathways without a conversation
    def plan(self, profile: LearnerProfile, today: date) -> Pathway:
        """Plan from a written profile, and keep the pathway under its receipt."""
        pathway = self._parts.plan(profile, self.library, _day(today)).pathway
        self._keep(pathway, "recommended", profile, today)
        return pathway

    def alternatives(self, profile: LearnerProfile, today: date, n: int = 3) -> tuple[OtherPathway, ...]:
        """Plan other ways that differ from the plan and from each other, and keep each under its receipt."""
        found = planning.alternatives(profile, self.library, _day(today), n)
        for planned in found:
            self._keep(planned.pathway, planned.kind, profile, today)
        return tuple(OtherPathway(**dict(p.pathway), kind=p.kind, loses=p.loses) for p in found)

    def compared(
        self, identifiers: Sequence[str], language: str
    ) -> list[tuple[MicroCredential, dict[str, str | None]]]:
        """Put courses side by side, outside a conversation. Raises NotFound."""
        records = [self.library.find(MicroCredentialId(each)) for each in identifiers]
        return [(record, stated(record, language)) for record in records]

    def pathway(self, receipt: str) -> Pathway | None:
        """Replay a pathway; None where the receipt is not known."""
        kept = self._parts.store.pathway(receipt)
        return kept[0] if kept else None

    def language_of_pathway(self, receipt: str) -> str:
        """Give the language that a kept pathway was worded in; empty where it is not known."""
        kept = self._parts.store.pathway(receipt)
        return LearnerProfile.model_validate_json(kept[1]).language or "" if kept else ""

    # hand-offs
    def apply(self, conversation: str, micro_credential_id: str, now: datetime) -> HandOff:
        held = self.conversation(conversation)
        return self.handoffs.apply(held.id, micro_credential_id, held.language or "en", now)

    def consent(self, handoff: str, now: datetime) -> HandOff:
        return self.handoffs.consent(HandOffId(handoff), now)

    def close(self) -> None:
        self._parts.store.close()

    def _keep(self, pathway: Pathway, kind: str, profile: LearnerProfile, today: date) -> None:
        """Keep a pathway under its receipt, and write into the audit that it was advised (R14)."""
        self._parts.store.save_pathway(pathway, profile.model_dump_json(), _moment(today))
        self._parts.store.audit_pathway(pathway_body(pathway, kind, profile.language), _moment(today))

    def _finish_earlier(self, message: IncomingMessage, now: datetime) -> None:
        """Answer earlier messages first that were left open, so that a conversation stays in order."""
        turns = self._parts.store.conversation(message.conversation).turns
        if all(turn.reply is not None for turn in turns):
            return
        for turn in turns:
            if turn.client_message_id == message.client_message_id:
                return
            if turn.reply is None:
                earlier = message.model_copy(
                    update={
                        "client_message_id": turn.client_message_id,
                        "text": turn.text,
                        "choice": turn.choice,
                        "language": None,
                    }
                )
                take_turn(self._parts, earlier, now)

    @contextmanager
    def _in_order(self, conversation: ConversationId) -> Iterator[None]:
        """Let one message of a conversation after the other; the store keeps the promise, this saves work."""
        with self._door:
            lock, waiting = self._locks.get(conversation, (threading.RLock(), 0))
            self._locks[conversation] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._door:
                lock, waiting = self._locks[conversation]
                if waiting == 1:
                    del self._locks[conversation]
                else:
                    self._locks[conversation] = (lock, waiting - 1)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _day(today: date) -> date:
    """Take the day of a moment too: a datetime is a date, but not the same bytes in a receipt."""
    return today.date() if isinstance(today, datetime) else today


def _moment(today: date) -> datetime:
    return today if isinstance(today, datetime) else datetime.combine(today, time(), UTC)
