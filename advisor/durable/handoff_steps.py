"""What does one step of a hand-off do? Each may be run again after a crash, and then does no harm."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypedDict

from advisor.errors import ConversationNotFound, IssuerFailure
from advisor.handoff import HandOffs, moved, without_secrets
from advisor.ports import CallLimits
from advisor.vocabulary.handoff import CredentialOffer, FailureKind, HandOff, HandOffId, HandOffStatus

log = logging.getLogger("cairn.handoff")

_S = HandOffStatus
CALLABLE = frozenset({_S.PENDING, _S.SENDING, _S.NEEDS_ATTENTION})
ENDS = frozenset({_S.CLAIMED, _S.REJECTED, _S.EXPIRED})
GONE = "gone"
WAITING = "waiting"
PAUSED = "paused"
NOTHING_THERE = "nothing_there"
UNKNOWN = "unknown"


class Outcome(TypedDict):
    """What a step tells the workflow: a word and how long to wait. It is kept by the engine, so no offer and no person."""

    word: str
    wait: float


class HandOffSteps:
    def __init__(self, handoffs: HandOffs, now: Callable[[], datetime]) -> None:
        self._handoffs = handoffs
        self._now = now
        self._paused: dict[str, datetime] = {}
        """Provider → until when nobody calls it. Forgotten at a restart: that is when a new key is read."""

    def take_up(self, identifier: str) -> Outcome:
        handoff = self._find(identifier)
        if handoff.status in {_S.CONSENTED, _S.NEEDS_ATTENTION} and handoff.conversation:
            self._save(moved(handoff, _S.PENDING, self._now()), handoff.status)
        return _outcome(self._find(identifier).status if handoff.conversation else GONE)

    def call(self, identifier: str, attempt: int) -> Outcome:
        """Ask the issuer once. An attempt that was begun and never ended counts as ambiguous: it may have had an effect."""
        handoff = self._find(identifier)
        if handoff.status not in CALLABLE or not handoff.conversation:
            return _outcome(_S.OFFERED if handoff.status == _S.OFFERED else GONE)
        if (wait := self._pause_left(handoff.provider)) > 0:
            return _outcome(PAUSED, wait)
        begun = f"call {attempt}"
        if handoff.status == _S.SENDING and handoff.detail == begun:
            return _outcome(FailureKind.AMBIGUOUS)
        sending = handoff.model_copy(update={"status": _S.SENDING, "changed": self._now(), "detail": begun})
        if not self._save(sending, handoff.status):
            return _outcome(GONE)
        try:
            offer = self._handoffs.issuers_of(handoff.provider).offer(sending, handoff.id)
        except IssuerFailure as failure:
            return self._failed(sending, failure)
        return self._keep(sending, offer)

    def look_up(self, identifier: str) -> Outcome:
        """Find out whether an earlier call had an effect, where a blind repeat would be seen by somebody."""
        handoff = self._find(identifier)
        if handoff.status not in CALLABLE or not handoff.conversation:
            return _outcome(GONE)
        try:
            offer = self._handoffs.issuers_of(handoff.provider).look_up(handoff, handoff.id)
        except IssuerFailure as failure:
            lasting = failure.kind in {FailureKind.REFUSED, FailureKind.REFUSED_US}
            return _outcome(UNKNOWN if lasting else WAITING, failure.retry_after or 0.0)
        return _outcome(NOTHING_THERE) if offer is None else self._keep(handoff, offer)

    def pause(self, identifier: str, attempt: int) -> Outcome:
        """Leave a provider alone that no longer knows us, and say so to the operator."""
        handoff = self._find(identifier)
        seconds = self.limits(identifier).pause
        self._paused[handoff.provider] = self._now() + timedelta(seconds=seconds)
        log.error("issuer_refused_us provider=%r handoff=%s attempt=%d", handoff.provider, handoff.id, attempt)
        return self.set_aside(identifier, _S.NEEDS_ATTENTION, "refused us")

    def set_aside(self, identifier: str, status: HandOffStatus, detail: str) -> Outcome:
        handoff = self._find(identifier)
        if handoff.status in CALLABLE and handoff.status != status:
            self._save(moved(handoff, status, self._now(), detail), handoff.status)
        return _outcome(self._find(identifier).status)

    def poll(self, identifier: str) -> Outcome:
        """Look whether the wallet fetched it. The word is the status, or `waiting` with the seconds that are left."""
        handoff = self._find(identifier)
        if handoff.status != _S.OFFERED or not handoff.conversation:
            return _outcome(GONE)
        seen = self._status_of(handoff)
        left = (self._end_of(handoff) - self._now()).total_seconds()
        if seen not in ENDS and left > 0:
            return _outcome(WAITING, left)
        ended = moved(handoff, seen if seen in ENDS else _S.EXPIRED, self._now())
        self._save(without_secrets(ended), _S.OFFERED)
        # Where the issuer cannot say, the wallet may have it: then the page closes, and nothing untrue is told.
        return _outcome(self._find(identifier).status if seen else GONE)

    def take_back(self, identifier: str) -> Outcome:
        """Tell the issuer that the learner withdrew."""
        handoff = self._find(identifier)
        try:
            self._handoffs.issuers_of(handoff.provider).cancel(handoff, handoff.id)
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

    def limits(self, identifier: str) -> CallLimits:
        return self._handoffs.issuers_of(self._find(identifier).provider).limits

    def _failed(self, sending: HandOff, failure: IssuerFailure) -> Outcome:
        log.warning("issuer_call_failed handoff=%s %s reason=%s", sending.id, sending.detail, failure)
        ended = sending.model_copy(update={"changed": self._now(), "detail": f"{sending.detail} {failure.kind.value}"})
        self._save(ended, _S.SENDING)
        return _outcome(failure.kind, failure.retry_after or 0.0)

    def _keep(self, handoff: HandOff, offer: CredentialOffer) -> Outcome:
        """Keep the offer, unless the learner withdrew while it was under way: then it is given back."""
        offered = moved(handoff, _S.OFFERED, self._now()).model_copy(update={"offer": offer})
        if self._save(offered, handoff.status):
            return _outcome(_S.OFFERED)
        try:
            self._handoffs.issuers_of(handoff.provider).cancel(offered, handoff.id)
        except IssuerFailure as failure:
            log.warning("issuer_cancel_failed handoff=%s reason=%s", handoff.id, failure)
        return _outcome(GONE)

    def _status_of(self, handoff: HandOff) -> HandOffStatus | None:
        """Ask the issuer; None where it does not know or cannot be asked."""
        try:
            return self._handoffs.issuers_of(handoff.provider).status(handoff)
        except IssuerFailure as failure:
            log.warning("issuer_status_failed handoff=%s reason=%s", handoff.id, failure)
            return None

    def _end_of(self, handoff: HandOff) -> datetime:
        stated = handoff.offer.expires if handoff.offer else None
        longest = handoff.changed + timedelta(seconds=self.limits(handoff.id).offer_life)
        return stated or longest

    def _pause_left(self, provider: str) -> float:
        until = self._paused.get(provider)
        return (until - self._now()).total_seconds() if until else 0.0

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
