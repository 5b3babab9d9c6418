"""What is done when a provider calls us? Its news are a nudge: where it can be asked, it is asked, and only that counts."""

from datetime import datetime

from advisor.errors import IssuerFailure
from advisor.handoff import HandOffs, without_secrets
from advisor.handoff_ports import Connection, Event
from advisor.handoff_states import AT_THE_PROVIDER, TRANSITIONS, after_answer, moved
from advisor.vocabulary.handoff import HandOff, HandOffStatus, ProviderAnswer

ENDS_A_CLAIM = frozenset({HandOffStatus.CLAIMED, HandOffStatus.REJECTED, HandOffStatus.EXPIRED})


def heard(handoffs: HandOffs, provider: str, event: Event, now: datetime) -> bool:
    """Take the news of a provider; False where they are about nothing that we know of it. The same again changes nothing."""
    standing = handoffs.store.handoff(event.reference)
    if standing is None or standing.provider != provider or not _same_number(standing, event.answer):
        return False
    after = _after(standing, event.answer, handoffs.issuers_of(provider), now)
    if (
        after.status != standing.status
        and standing.conversation
        and handoffs.store.save_handoff(after, standing.status)
    ):
        standing = after
    if standing.conversation and standing.status != HandOffStatus.PENDING:
        handoffs.tell(standing, now)  # also when a crash came between the two: it is told once
    return True


def _same_number(handoff: HandOff, answer: ProviderAnswer) -> bool:
    known = handoff.offer or handoff.enrolment
    return not answer.external_id or (known is not None and known.external_id == answer.external_id)


def _after(handoff: HandOff, answer: ProviderAnswer, connection: Connection, now: datetime) -> HandOff:
    try:
        if handoff.status in AT_THE_PROVIDER:
            asked = connection.enrolment.progress(handoff) if connection.enrolment else None
            return after_answer(handoff, asked or answer, connection, now)
        if handoff.status == HandOffStatus.OFFERED:
            status = connection.offers.status(handoff) if connection.offers else None
            return _claimed(handoff, answer.status if status is None else status, now)
    except IssuerFailure:
        return handoff  # the next look finds out
    return handoff


def _claimed(handoff: HandOff, status: HandOffStatus, now: datetime) -> HandOff:
    possible = status in ENDS_A_CLAIM and status in TRANSITIONS[handoff.status]
    return without_secrets(moved(handoff, status, now)) if possible else handoff
