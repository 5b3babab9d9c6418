"""How far is the hand-over of a learner to an issuer?"""

from datetime import datetime
from enum import StrEnum
from typing import NewType

from knowledge.vocabulary.value import Value

HandOffId = NewType("HandOffId", str)


class HandOffStatus(StrEnum):
    DRAFT = "draft"
    CONSENTED = "consented"
    PENDING = "pending"
    SENDING = "sending"
    OFFERED = "offered"
    ACCEPTED_BY_PROVIDER = "accepted_by_provider"
    QUEUED = "queued"
    CLAIMED = "claimed"
    ENROLLED = "enrolled"
    COMPLETED = "completed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NEEDS_ATTENTION = "needs_attention"


class FailureKind(StrEnum):
    """How a call to an issuer ended badly: the decision what to do now is a table over it (advisor/handoff.py)."""

    NOT_DONE = "not_done"
    """Certainly without effect and likely to pass: no connection, 408, 425, 429, 503."""
    AMBIGUOUS = "ambiguous"
    """The issuer may have acted: the answer was lost, broken or a 5xx."""
    REFUSED = "refused"
    """A lasting no to this one request."""
    REFUSED_US = "refused_us"
    """401 or 403: the issuer no longer knows us; no request will pass until the operator acts."""


class Consent(Value):
    """The learner's explicit yes: what was shown, in which language, when."""

    text: str
    version: str
    language: str
    at: datetime


class CredentialOffer(Value):
    """What an issuer gave for the learner. Never logged."""

    uri: str
    """What opens a wallet: `openid-credential-offer://…`, a deep link, a claim page; the provider's page for link."""
    exchange: str = ""
    """Address of a VC-API exchange, for wallets that ask which protocols there are."""
    tx_code: str | None = None
    """Shown in the conversation, never on the page with the offer."""
    external_id: str = ""
    expires: datetime | None = None


class ProviderAnswer(Value):
    """What a provider says of an enrolment or a claim to prior learning."""

    status: HandOffStatus
    external_id: str = ""
    page: str = ""
    """Where the provider wants the learner to go on."""
    passed: bool | None = None
    """Once it is over; None where the provider does not say."""


class HandOff(Value):
    id: HandOffId
    """uuid5 of kind (`enrolment`, `offer`), provider, learner and offering: a double click is one hand-off; also the workflow's id."""
    conversation: str
    micro_credential_id: str
    title: str
    provider: str
    protocol: str
    language: str = "en"
    """In which the learner is told about it."""
    status: HandOffStatus = HandOffStatus.DRAFT
    consent: Consent | None = None
    enrolment: ProviderAnswer | None = None
    """What the provider said last of the place that was asked for."""
    offer: CredentialOffer | None = None
    detail: str = ""
    """What happened, in a word for the log: no personal data, no offer."""
    created: datetime
    changed: datetime
