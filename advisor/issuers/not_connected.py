"""What is said of a provider to which nothing leads yet?"""

from advisor.issuers.failures import PermanentFailure
from advisor.issuers.issuers_file import ProviderEntry
from advisor.ports import CallLimits, DuplicateEffect, Idempotency
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffStatus


class NotConnected:
    """Refuses, and says how the provider can be connected."""

    protocol = "not_connected"
    idempotency = Idempotency.NATURAL
    duplicate_effect = DuplicateEffect.NONE

    def __init__(self, entry: ProviderEntry, _pages: object = None) -> None:
        self.limits: CallLimits = entry.limits

    def offer(self, handoff: HandOff, key: str) -> CredentialOffer:  # noqa: ARG002 - the port's
        raise PermanentFailure(
            f"{handoff.provider} is not connected, and its catalogue entry states no page.",
            f'Add a table [providers."{handoff.provider}"] to the issuers file, or a url to the course.',
        )

    def status(self, handoff: HandOff) -> HandOffStatus | None:  # noqa: ARG002
        return None

    def look_up(self, handoff: HandOff, key: str) -> CredentialOffer | None:  # noqa: ARG002
        return None

    def cancel(self, handoff: HandOff, key: str) -> None:
        """Nothing was sent, so nothing is taken back."""
