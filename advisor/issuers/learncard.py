"""How does a credential get into LearnCard? By the network's own call; no mail is sent, the claim link comes to us."""

from typing import Any
from urllib.parse import quote

from advisor.handoff_ports import Connection, DuplicateEffect, Idempotency, Manners
from advisor.issuers.addresses import Address
from advisor.issuers.calling import NOBODYS, Answered, BackOffice
from advisor.issuers.failures import AmbiguousFailure, PermanentFailure
from advisor.issuers.hooks import NetworkEvents
from advisor.issuers.issuers_file import ProviderEntry
from advisor.issuers.network_keys import NetworkKeys
from advisor.issuers.protocols import Around
from advisor.issuers.templates import Text, at, filled, moment, parsed, text_at, values_for
from advisor.issuers.tokens import Authentication
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffStatus
from knowledge.vocabulary.value import Value

STATUSES = {"CLAIMED": HandOffStatus.CLAIMED, "EXPIRED": HandOffStatus.EXPIRED}
"""The network's words; after all others it is still waited for."""


class Inbox(Value):
    url: Address = "https://network.learncard.com/api"
    template: Text = "{achievement}"
    """The boost of the course: `achievements` says which."""
    recipient: Text = "{reference}@handoff.invalid"
    """Nobody is written to: the link goes through our chat. One for each hand-off, so that it is found again."""
    network: str = "did:web:network.learncard.com"
    """Who signs the network's calls to us."""


class Tables(Value):
    inbox: Inbox = Inbox()


def connect(entry: ProviderEntry, around: Around) -> Connection:
    offers = LearnCardOffers(entry, around)
    stranger = BackOffice(entry.model_copy(update={"auth": Authentication()}))
    keys = NetworkKeys(stranger, loopback=entry.allow_loopback)
    events = NetworkEvents(offers.table.network, keys, STATUSES)
    return Connection("learncard", entry.limits, page=around.page, offers=offers, events=events)


class LearnCardOffers:
    """The network knows no keys: before anything is sent again, it is looked for."""

    renews = False
    manners = Manners(idempotency=Idempotency.NONE, duplicate_effect=DuplicateEffect.VISIBLE)

    def __init__(self, entry: ProviderEntry, around: Around) -> None:
        self.table: Inbox = entry.of_protocol["learncard"].inbox
        self._achievements = entry.achievements
        self._hook = around.hook
        self._office = BackOffice(entry)

    def offer(self, handoff: HandOff, key: str) -> CredentialOffer:
        values = values_for(handoff, key, self._achievements)
        hook = self._hook(handoff.id)
        body = {
            "type": "boost",
            "recipient": filled(self.table.recipient, values),
            "templateUri": filled(self.table.template, values),
            "options": {"suppressDelivery": True, **({"webhookUrl": hook} if hook else {})},
        }
        document = parsed(self._office.send("POST", self._address("send"), body).needed())
        return _offer(at(document, "/inbox"))

    def look_up(self, handoff: HandOff, key: str) -> CredentialOffer | None:
        recipient = filled(self.table.recipient, values_for(handoff, key, self._achievements))
        asked = {"limit": 5, "recipient": {"type": "email", "value": recipient}}
        document = parsed(self._office.send("POST", self._address("inbox/issued"), asked).needed())
        records = at(document, "/records")
        if not isinstance(records, list):
            raise AmbiguousFailure("The network's answer is no list of what was issued.")
        if not records:
            return None
        if not text_at(records[0], "/claimUrl"):
            raise PermanentFailure("The network has it, and does not show its link again.", "Ask the provider.")
        return _offer(records[0])

    def status(self, handoff: HandOff) -> HandOffStatus | None:
        number = handoff.offer.external_id if handoff.offer else ""
        answer = self._office.send("GET", self._address(f"inbox/credentials/{quote(number, safe='')}"))
        document = parsed(answer.needed())
        stated = text_at(document, "/currentStatus") or text_at(document, "/status")
        return (
            HandOffStatus.CLAIMED
            if at(document, "/isAccepted") is True
            else STATUSES.get(stated, HandOffStatus.OFFERED)
        )

    def withdraw(self, handoff: HandOff, key: str) -> None:
        """The network has no such call; what nobody claims expires there."""

    def _address(self, path: str) -> str:
        return f"{self.table.url.rstrip('/')}/{path}"


def _offer(inbox: Any) -> CredentialOffer:
    link = text_at(inbox, "/claimUrl")
    if not link.startswith("https://"):
        raise AmbiguousFailure("The network's answer holds no link to claim with.")
    return CredentialOffer(
        uri=link,
        external_id=text_at(inbox, "/issuanceId") or text_at(inbox, "/id"),
        expires=moment(at(inbox, "/expiresAt")),
    )


def probe(entry: ProviderEntry, office: BackOffice) -> Answered | None:
    """Ask after an issuance that is nobody's."""
    table: Inbox = entry.of_protocol["learncard"].inbox
    return office.send("GET", f"{table.url.rstrip('/')}/inbox/credentials/{NOBODYS}")
