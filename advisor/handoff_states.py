"""What may happen to a hand-off, whose move is it, and what is done after a call that failed? The state machine, as data."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from advisor.errors import HandOffRefused
from advisor.handoff_ports import Connection, DuplicateEffect, Idempotency
from advisor.vocabulary.handoff import FailureKind, HandOff, HandOffStatus, ProviderAnswer

LINK = "link"
"""The protocol of a provider that is not connected: the learner gets its page, and nothing is sent."""

_S = HandOffStatus
AT_THE_PROVIDER = frozenset({_S.ACCEPTED_BY_PROVIDER, _S.QUEUED, _S.ENROLLED})
"""The provider has the request, and its news are waited for."""

NOT_GIVEN_YET = frozenset(
    {_S.CONSENTED, _S.PENDING, _S.SENDING, _S.OFFERED, _S.ACCEPTED_BY_PROVIDER, _S.QUEUED, _S.NEEDS_ATTENTION}
)
"""What a learner who leaves takes back."""

TRANSITIONS: Mapping[HandOffStatus, frozenset[HandOffStatus]] = {
    _S.DRAFT: frozenset({_S.CONSENTED, _S.CANCELLED}),
    _S.CONSENTED: frozenset({_S.PENDING, _S.CANCELLED}),
    _S.PENDING: frozenset({_S.SENDING, _S.NEEDS_ATTENTION, _S.CANCELLED}),
    _S.SENDING: frozenset(
        {_S.OFFERED, _S.ACCEPTED_BY_PROVIDER, _S.QUEUED, _S.ENROLLED, _S.REJECTED, _S.NEEDS_ATTENTION, _S.CANCELLED}
    ),
    _S.OFFERED: frozenset({_S.CLAIMED, _S.REJECTED, _S.EXPIRED, _S.CANCELLED}),
    _S.ACCEPTED_BY_PROVIDER: frozenset({_S.QUEUED, _S.ENROLLED, _S.COMPLETED, _S.PENDING, _S.REJECTED, _S.CANCELLED}),
    _S.QUEUED: frozenset({_S.ENROLLED, _S.ACCEPTED_BY_PROVIDER, _S.COMPLETED, _S.PENDING, _S.REJECTED, _S.CANCELLED}),
    _S.ENROLLED: frozenset({_S.COMPLETED, _S.PENDING, _S.REJECTED, _S.CANCELLED}),
    _S.CLAIMED: frozenset({_S.COMPLETED}),
    _S.NEEDS_ATTENTION: frozenset(
        {_S.PENDING, _S.SENDING, _S.OFFERED, _S.ACCEPTED_BY_PROVIDER, _S.QUEUED, _S.ENROLLED, _S.REJECTED, _S.CANCELLED}
    ),
    _S.COMPLETED: frozenset(),
    _S.REJECTED: frozenset(),
    _S.CANCELLED: frozenset(),
    _S.EXPIRED: frozenset(),
}


class Owner(StrEnum):
    """Whose move it is."""

    LEARNER = "learner"
    ENGINE = "engine"
    PROVIDER = "provider"
    COUNSELLOR = "counsellor"
    NOBODY = "nobody"


OWNERS: Mapping[HandOffStatus, Owner] = {
    _S.DRAFT: Owner.LEARNER,
    _S.CONSENTED: Owner.ENGINE,
    _S.PENDING: Owner.ENGINE,
    _S.SENDING: Owner.ENGINE,
    _S.OFFERED: Owner.LEARNER,
    _S.ACCEPTED_BY_PROVIDER: Owner.PROVIDER,
    _S.QUEUED: Owner.PROVIDER,
    _S.ENROLLED: Owner.LEARNER,
    _S.CLAIMED: Owner.PROVIDER,
    _S.NEEDS_ATTENTION: Owner.COUNSELLOR,
    _S.COMPLETED: Owner.NOBODY,
    _S.REJECTED: Owner.NOBODY,
    _S.CANCELLED: Owner.NOBODY,
    _S.EXPIRED: Owner.NOBODY,
}

STARTED_ANEW = frozenset({_S.REJECTED, _S.CANCELLED, _S.EXPIRED})
"""After these a learner may apply once more, with an identifier of its own; after the others a click finds what is there."""


class Decision(StrEnum):
    """What the engine does after a call that failed."""

    SEND_AGAIN = "send_again"
    LOOK_UP = "look_up"
    PAUSE_PROVIDER = "pause_provider"
    REJECT = "reject"


_SAFE_TO_REPEAT = frozenset({Idempotency.KEY, Idempotency.PUT, Idempotency.NATURAL})
_UNNOTICED = frozenset({DuplicateEffect.NONE, DuplicateEffect.HARMLESS})
_PLAIN: Mapping[FailureKind, Decision] = {
    FailureKind.NOT_DONE: Decision.SEND_AGAIN,
    FailureKind.REFUSED: Decision.REJECT,
    FailureKind.REFUSED_US: Decision.PAUSE_PROVIDER,
}


def after_failure(idempotency: Idempotency, duplicate_effect: DuplicateEffect, failure: FailureKind) -> Decision:
    """Decide; only an ambiguous end depends on whether a repeat could be seen by anybody."""
    if failure in _PLAIN:
        return _PLAIN[failure]
    if idempotency in _SAFE_TO_REPEAT or duplicate_effect in _UNNOTICED:
        return Decision.SEND_AGAIN
    return Decision.LOOK_UP


def moved(handoff: HandOff, status: HandOffStatus, now: datetime, detail: str = "") -> HandOff:
    """Take one step of TRANSITIONS. Raises HandOffRefused."""
    if status not in TRANSITIONS[handoff.status]:
        raise HandOffRefused(
            f"This application is {handoff.status.value}: it cannot become {status.value}.",
            "Look at how far it is, or apply anew.",
        )
    return handoff.model_copy(update={"status": status, "changed": now, "detail": detail})


def asks_for_a_place(handoff: HandOff, connection: Connection) -> bool:
    """Say which of its jobs comes next: the credential only once the course is over, where one enrols at all."""
    over = handoff.enrolment is not None and handoff.enrolment.status == HandOffStatus.COMPLETED
    return connection.enrolment is not None and not over


def after_answer(handoff: HandOff, answer: ProviderAnswer, connection: Connection, now: datetime) -> HandOff:
    """Go where the provider's answer leads. A passed course leads to its credential, where the provider offers it; an
    answer that leads nowhere from here changes nothing.
    """
    status = answer.status
    if status == HandOffStatus.COMPLETED and handoff.status == HandOffStatus.SENDING:
        status = HandOffStatus.ENROLLED  # the next look finds that it is over
        answer = answer.model_copy(update={"status": status})
    if status == HandOffStatus.COMPLETED and answer.passed and connection.offers:
        status = HandOffStatus.PENDING
    kept = handoff.model_copy(update={"enrolment": answer})
    return moved(kept, status, now) if status in TRANSITIONS[handoff.status] else handoff
