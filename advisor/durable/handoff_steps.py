"""What does one step of a hand-off do? Each may be run again after a crash, and then does no harm."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypedDict, TypeVar

from advisor.errors import ConversationNotFound, IssuerFailure
from advisor.handoff import HandOffs, without_secrets
from advisor.handoff_ports import CallLimits, Connection, Manners
from advisor.handoff_states import AT_THE_PROVIDER, after_answer, asks_for_a_place, moved
from advisor.vocabulary.handoff import CredentialOffer, FailureKind, HandOff, HandOffId, HandOffStatus

log = logging.getLogger("cairn.handoff")

Answer = TypeVar("Answer")

_S = HandOffStatus
CALLABLE = frozenset({_S.PENDING, _S.SENDING, _S.NEEDS_ATTENTION})
ANSWERED = AT_THE_PROVIDER | {_S.OFFERED}
ENDS = frozenset({_S.CLAIMED, _S.REJECTED, _S.EXPIRED})
GONE = "gone"
WAITING = "waiting"
PAUSED = "paused"
REFUSED_US = "refused us"
"""The detail of a hand-off whose provider no longer knows us: what the administrator is warned of."""
NOTHING_THERE = "nothing_there"
UNKNOWN = "unknown"


class NotConnectedAnyMore(IssuerFailure):
    """The issuers file was changed while a hand-off was under way: the operator must act."""

    kind = FailureKind.REFUSED_US


class Outcome(TypedDict):
    """What a step tells the workflow: a word and how long to wait. It is kept by the engine, so no offer and no person."""

    word: str
    wait: float


class HandOffSteps:
    def __init__(self, handoffs: HandOffs, now: Callable[[], datetime]) -> None:
        self._handoffs = handoffs
        self._now = now

    def take_up(self, identifier: str) -> Outcome:
        handoff = self._find(identifier)
        if handoff.status in {_S.CONSENTED, _S.NEEDS_ATTENTION} and handoff.conversation:
            self._save(moved(handoff, _S.PENDING, self._now()), handoff.status)
        return _outcome(self._find(identifier).status if handoff.conversation else GONE)

    def call(self, identifier: str, attempt: int) -> Outcome:
        """Ask the issuer once. An attempt that was begun and never ended counts as ambiguous: it may have had an effect."""
        handoff = self._find(identifier)
        if handoff.status not in CALLABLE or not handoff.conversation:
            return _outcome(handoff.status if handoff.status in ANSWERED and handoff.conversation else GONE)
        if (wait := self._pause_left(handoff.provider)) > 0:
            return _outcome(PAUSED, wait)
        begun = f"call {attempt}"
        if handoff.status == _S.SENDING and handoff.detail == begun:
            return _outcome(FailureKind.AMBIGUOUS)
        sending = handoff.model_copy(update={"status": _S.SENDING, "changed": self._now(), "detail": begun})
        if not self._save(sending, handoff.status):
            return _outcome(GONE)
        try:
            return self._keep(sending, self._asked(sending))
        except IssuerFailure as failure:
            return self._failed(sending, failure)

    def look_up(self, identifier: str) -> Outcome:
        """Find out whether an earlier call had an effect, where a blind repeat would be seen by somebody."""
        handoff = self._find(identifier)
        if handoff.status not in CALLABLE or not handoff.conversation:
            return _outcome(GONE)
        try:
            found = self._found(handoff)
        except IssuerFailure as failure:
            lasting = failure.kind in {FailureKind.REFUSED, FailureKind.REFUSED_US}
            return _outcome(UNKNOWN if lasting else WAITING, failure.retry_after or 0.0)
        return _outcome(NOTHING_THERE) if found is None else self._keep(handoff, found)

    def pause(self, identifier: str, attempt: int) -> Outcome:
        """Leave a provider alone that no longer knows us, and say so to the operator."""
        handoff = self._find(identifier)
        self._pause(handoff)
        log.error("issuer_refused_us provider=%r handoff=%s attempt=%d", handoff.provider, handoff.id, attempt)
        return self.set_aside(identifier, _S.NEEDS_ATTENTION, REFUSED_US)

    def set_aside(self, identifier: str, status: HandOffStatus, detail: str) -> Outcome:
        handoff = self._find(identifier)
        if handoff.status in CALLABLE and handoff.status != status:
            self._save(moved(handoff, status, self._now(), detail), handoff.status)
        return _outcome(self._find(identifier).status)

    def poll(self, identifier: str) -> Outcome:
        """Look whether there is anything new: the word is the status, or `waiting` with the seconds that are left."""
        handoff = self._find(identifier)
        if not handoff.conversation:
            return _outcome(GONE)
        if handoff.status in AT_THE_PROVIDER:
            return self._look_at_the_place(handoff)
        return self._look_at_the_claim(handoff) if handoff.status == _S.OFFERED else _outcome(handoff.status)

    def _look_at_the_claim(self, handoff: HandOff) -> Outcome:
        seen = self._status_of(handoff)
        left = (self._end_of(handoff) - self._now()).total_seconds()
        if seen not in ENDS and left > 0:
            return _outcome(WAITING, left)
        ended = moved(handoff, seen if seen in ENDS else _S.EXPIRED, self._now())
        self._save(without_secrets(ended), _S.OFFERED)
        # Where the issuer cannot say, the wallet may have it: then the page closes, and nothing untrue is told.
        return _outcome(self._find(handoff.id).status if seen else GONE)

    def _look_at_the_place(self, handoff: HandOff) -> Outcome:
        connection = self._connection(handoff)
        enrolment = connection.enrolment
        answer = self._asked_quietly(handoff, lambda: enrolment.progress(handoff) if enrolment else None)
        after = after_answer(handoff, answer, connection, self._now()) if answer else handoff
        if after.status == handoff.status:
            return _outcome(WAITING, connection.limits.longest_poll)
        self._save(after, handoff.status)
        return _outcome(self._find(handoff.id).status)

    def take_back(self, identifier: str) -> Outcome:
        """Tell the issuer that the learner withdrew."""
        handoff = self._find(identifier)
        try:
            self._withdraw(handoff)
        except IssuerFailure as failure:
            return _outcome(failure.kind, failure.retry_after or 0.0)
        return _outcome("done")

    def tell(self, identifier: str) -> Outcome:
        """Say it in the conversation; an erased one hears nothing."""
        handoff = self._find(identifier)
        try:
            told = bool(handoff.conversation) and self._handoffs.tell(handoff, self._now())
        except ConversationNotFound:
            told = False
        log.info("handoff_told handoff=%s status=%s", handoff.id, handoff.status.value)
        return _outcome("told" if told else "known")

    def provider_of(self, identifier: str) -> str:
        return self._find(identifier).provider

    def limits(self, identifier: str) -> CallLimits:
        return self._connection(self._find(identifier)).limits

    def manners(self, identifier: str) -> Manners:
        """Say how the peer of the next call takes it twice."""
        handoff = self._find(identifier)
        connection = self._connection(handoff)
        port = connection.enrolment if asks_for_a_place(handoff, connection) else connection.offers
        return port.manners if port else Manners()

    def _asked(self, handoff: HandOff) -> HandOff:
        """Ask for what comes next, and give the hand-off as it stands with the answer."""
        connection = self._connection(handoff)
        if connection.enrolment and asks_for_a_place(handoff, connection):
            return after_answer(handoff, connection.enrolment.enrol(handoff, handoff.id), connection, self._now())
        if connection.offers:
            return self._offered(handoff, connection.offers.offer(handoff, handoff.id))
        raise NotConnectedAnyMore("This provider is not connected any more.", "Look at the issuers file.")

    def _found(self, handoff: HandOff) -> HandOff | None:
        connection = self._connection(handoff)
        if connection.enrolment and asks_for_a_place(handoff, connection):
            answer = connection.enrolment.progress(handoff)
            return after_answer(handoff, answer, connection, self._now()) if answer else None
        offer = connection.offers.look_up(handoff, handoff.id) if connection.offers else None
        return self._offered(handoff, offer) if offer else None

    def _offered(self, handoff: HandOff, offer: CredentialOffer) -> HandOff:
        return moved(handoff, _S.OFFERED, self._now()).model_copy(update={"offer": offer})

    def _withdraw(self, handoff: HandOff) -> None:
        """Withdraw wherever something was asked for."""
        connection = self._connection(handoff)
        if connection.enrolment:
            connection.enrolment.withdraw(handoff, handoff.id)
        if connection.offers and (handoff.offer or not connection.enrolment):
            connection.offers.withdraw(handoff, handoff.id)

    def _failed(self, sending: HandOff, failure: IssuerFailure) -> Outcome:
        log.warning("issuer_call_failed handoff=%s %s reason=%s", sending.id, sending.detail, failure)
        ended = sending.model_copy(update={"changed": self._now(), "detail": f"{sending.detail} {failure.kind.value}"})
        self._save(ended, _S.SENDING)
        return _outcome(failure.kind, failure.retry_after or 0.0)

    def _keep(self, before: HandOff, after: HandOff) -> Outcome:
        """Keep the answer, unless the learner withdrew while it was under way: then it is given back."""
        if self._save(after, before.status):
            return _outcome(after.status)
        try:
            self._withdraw(after)
        except IssuerFailure as failure:
            log.warning("issuer_cancel_failed handoff=%s reason=%s", before.id, failure)
        return _outcome(GONE)

    def _status_of(self, handoff: HandOff) -> HandOffStatus | None:
        """Ask the issuer; None where it does not know or cannot be asked."""
        offers = self._connection(handoff).offers
        return self._asked_quietly(handoff, lambda: offers.status(handoff) if offers else None)

    def _asked_quietly(self, handoff: HandOff, question: Callable[[], Answer | None]) -> Answer | None:
        """Ask what may also be asked later; a provider that no longer knows us is left alone from now on."""
        if self._pause_left(handoff.provider) > 0:
            return None
        try:
            return question()
        except IssuerFailure as failure:
            log.warning("issuer_status_failed handoff=%s reason=%s", handoff.id, failure)
            if failure.kind == FailureKind.REFUSED_US:
                self._pause(handoff)
                log.error("issuer_refused_us provider=%r handoff=%s", handoff.provider, handoff.id)  # noqa: TRY400 - a trace may hold an offer
            return None

    def _pause(self, handoff: HandOff) -> None:
        self._handoffs.pauses[handoff.provider] = self._now() + timedelta(seconds=self.limits(handoff.id).pause)

    def _end_of(self, handoff: HandOff) -> datetime:
        connection = self._connection(handoff)
        stated = handoff.offer.expires if handoff.offer else None
        longest = handoff.changed + timedelta(seconds=connection.limits.offer_life)
        renews = connection.offers is not None and connection.offers.renews
        return longest if renews or stated is None else stated

    def _pause_left(self, provider: str) -> float:
        until = self._handoffs.pauses.get(provider)
        return (until - self._now()).total_seconds() if until else 0.0

    def _connection(self, handoff: HandOff) -> Connection:
        return self._handoffs.issuers_of(handoff.provider)

    def _find(self, identifier: str) -> HandOff:
        return self._handoffs.find(HandOffId(identifier))

    def _save(self, handoff: HandOff, expected: HandOffStatus) -> bool:
        return self._handoffs.store.save_handoff(handoff, expected)


def wait_before(limits: CallLimits, identifier: str, attempt: int, asked: float) -> float:
    """Give the seconds until the next call: doubling, spread by a quarter, and never earlier than the issuer asks."""
    doubled = min(limits.first_wait * 2.0 ** min(attempt - 1, 30), limits.longest_wait)
    spread = hashlib.sha256(f"{identifier}:{attempt}".encode()).digest()[0] / 255
    return max(doubled * (0.75 + 0.5 * spread), asked)


def wait_before_look(limits: CallLimits, looks: int, left: float) -> float:
    """Give the seconds until the next look at an offer, at the latest when it ends."""
    return max(min(limits.poll * 1.5 ** min(looks, 60), limits.longest_poll, left), 0.05)


def _outcome(word: str, wait: float = 0.0) -> Outcome:
    return Outcome(word=str(word), wait=wait)
