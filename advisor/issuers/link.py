"""How does a learner reach a provider that has no programming interface?"""

from collections.abc import Callable

from advisor.issuers.issuers_file import ProviderEntry
from advisor.issuers.not_connected import NotConnected
from advisor.ports import DuplicateEffect, Idempotency
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffStatus


class LinkIssuer:
    """Always works: gives the provider's own page. Sends nothing to anybody."""

    protocol = "link"
    idempotency = Idempotency.NATURAL
    duplicate_effect = DuplicateEffect.NONE

    def __init__(self, entry: ProviderEntry, pages: Callable[[HandOff], str]) -> None:
        self.limits = entry.limits
        self._page = entry.page
        self._pages = pages
        self._without_page = NotConnected(entry)

    def offer(self, handoff: HandOff, key: str) -> CredentialOffer:
        page = self._page or self._pages(handoff)
        return CredentialOffer(uri=page) if page else self._without_page.offer(handoff, key)

    def status(self, handoff: HandOff) -> HandOffStatus | None:  # noqa: ARG002 - the port's
        return None

    def look_up(self, handoff: HandOff, key: str) -> CredentialOffer | None:
        return self.offer(handoff, key)

    def cancel(self, handoff: HandOff, key: str) -> None:
        """Nothing was sent, so nothing is taken back."""
