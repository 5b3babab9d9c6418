"""What may a provider's back office do for a learner? Small ports; an adapter has those that its protocol knows.

The fifth job of a hand-off, that a learner presents what they already hold, has a wallet as its peer and not a
provider: it lies in advisor/credentials.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffId, HandOffStatus, ProviderAnswer
from knowledge.vocabulary.value import Value


class Idempotency(StrEnum):
    """How a repeated call is recognised."""

    KEY = "key"
    PUT = "put"
    NATURAL = "natural"
    NONE = "none"


class DuplicateEffect(StrEnum):
    """What somebody would notice of a second effect."""

    NONE = "none"
    HARMLESS = "harmless"
    VISIBLE = "visible"


class Manners(Value):
    """How a peer takes the same call twice: the engine, not the adapter, decides after a call that ended in the dark."""

    idempotency: Idempotency = Idempotency.NONE
    duplicate_effect: DuplicateEffect = DuplicateEffect.VISIBLE


class CallLimits(Value):
    """How patient the engine is with one provider. Times in seconds."""

    timeout: float = Field(10.0, gt=0, le=60)
    attempts: int = Field(40, ge=1, le=1000)
    """Calls for one hand-off before a person looks at it; with the waits below about three days."""
    first_wait: float = Field(2.0, gt=0)
    longest_wait: float = Field(3 * 3600.0, gt=0)
    pause: float = Field(900.0, gt=0)
    """How long nobody calls a provider that refused our key."""
    poll: float = Field(10.0, gt=0)
    """The first wait between two looks at an offer; each is half as long again as the one before."""
    longest_poll: float = Field(3600.0, gt=0)
    offer_life: float = Field(14 * 86400.0, gt=0)
    """For how long a claim is waited for when the offer names no end."""


PATIENT = CallLimits()


class Enrolment(Protocol):
    """Ask for a place. Its calls raise advisor.errors.IssuerFailure, whose kind decides what is done next."""

    manners: Manners

    def enrol(self, handoff: HandOff, key: str) -> ProviderAnswer:
        """Ask; the same key is the same request."""
        ...

    def progress(self, handoff: HandOff) -> ProviderAnswer | None:
        """Say how far it is; None where the provider certainly knows nothing of it."""
        ...

    def withdraw(self, handoff: HandOff, key: str) -> None:
        """Tell the provider that the learner withdrew; quiet when it is repeated or long over."""
        ...


class PriorLearningClaims(Protocol):
    """Ask an assessor to recognise what a learner can do already."""

    manners: Manners

    def claim(self, handoff: HandOff, evidence: tuple[str, ...], key: str) -> ProviderAnswer:
        """Hand in the outcomes and the addresses of the evidence that the learner ticked, each by itself."""
        ...

    def progress(self, handoff: HandOff) -> ProviderAnswer | None: ...

    def withdraw(self, handoff: HandOff, key: str) -> None: ...


class CredentialOffers(Protocol):
    """Ask for a credential that a wallet can fetch."""

    manners: Manners
    renews: bool
    """A link that ended may simply be made anew, when somebody opens it late."""

    def offer(self, handoff: HandOff, key: str) -> CredentialOffer:
        """Ask for an offer for this learner; where the issuer knows keys, the same key gives the same offer."""
        ...

    def look_up(self, handoff: HandOff, key: str) -> CredentialOffer | None:
        """Find what an earlier call with this key made; None where it certainly made nothing. Raises IssuerFailure
        where that cannot be known.
        """
        ...

    def status(self, handoff: HandOff) -> HandOffStatus | None:
        """Say how far the claim is at the issuer, `offered` while there is nothing new; None where it cannot be known."""
        ...

    def withdraw(self, handoff: HandOff, key: str) -> None:
        """Tell the issuer that the learner withdrew; nothing where the issuer has no such call."""
        ...


class Event(Value):
    """What a provider told us unasked."""

    id: str
    """Its own number, so that the same news twice is once."""
    reference: HandOffId
    answer: ProviderAnswer


class InboundEvents(Protocol):
    """Read what a provider calls us with. Believe nothing before `proves` said yes."""

    def proves(self, body: bytes, headers: Mapping[str, str], now: float) -> bool:
        """Say whether this really comes from the provider, in constant time."""
        ...

    def read(self, body: bytes, reference: str) -> Event | None:
        """Give the news, None where it is none for us. `reference` stood in the address. Raises ValueError: malformed."""
        ...


PageOf = Callable[[HandOff], str]
"""The provider's page for a course; empty where none is stated."""


def _no_page(_: HandOff) -> str:
    return ""


@dataclass(frozen=True)
class Connection:
    """One provider as the engine sees it: the jobs that it does, and None for those that it does not."""

    protocol: str
    limits: CallLimits = PATIENT
    page: PageOf = _no_page
    """Where the learner applies alone. Always there as the last way."""
    enrolment: Enrolment | None = None
    prior_learning: PriorLearningClaims | None = None
    offers: CredentialOffers | None = None
    events: InboundEvents | None = None

    @property
    def sends(self) -> bool:
        """Say whether anything about a learner leaves the house, so that a yes is needed."""
        return bool(self.enrolment or self.prior_learning or self.offers)


class Issuers(Protocol):
    """All providers of the house."""

    names: tuple[str, ...]
    """Those that the issuers file describes."""

    def __call__(self, provider: str) -> Connection:
        """Give a provider's connection; one that nothing is known of has its page only."""
        ...
