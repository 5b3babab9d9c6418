"""How does a credential get into a Learner Credential Wallet? By an exchange at the workflow coordinator of the Digital
Credentials Consortium (VC-API): it lasts minutes to days, is made anew when opened late, and signs when the wallet comes.
"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from pydantic import Field, ValidationInfo, field_validator

from advisor.handoff_ports import Connection, DuplicateEffect, Idempotency, Manners
from advisor.issuers.addresses import Address, refusal
from advisor.issuers.calling import Answered, BackOffice
from advisor.issuers.failures import AmbiguousFailure
from advisor.issuers.issuers_file import ProviderEntry
from advisor.issuers.protocols import Around
from advisor.issuers.templates import Template, filled, parsed, text_at, values_for
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffStatus
from knowledge.vocabulary.value import Value

WRAPPED = 500
"""The coordinator answers so whatever went wrong behind it; the true status stands inside."""
REQUEST = "vc_request_url="


class Exchange(Value):
    url: Address
    """The coordinator's address, without a path of ours."""
    tenant: str
    credential: Template
    """The unsigned credential, with placeholders; or the name of a JSON file that holds it."""
    life: float = Field(7 * 86400.0, gt=0, le=90 * 86400.0)
    """Seconds that a link works; afterwards it is made anew when somebody opens it."""
    delete_when_collected: bool = False

    @field_validator("credential", mode="before")
    @classmethod
    def _from_file(cls, given: Any, info: ValidationInfo) -> Any:
        """Read a file that is only named, relative to the issuers file."""
        if not isinstance(given, str):
            return given
        path = Path((info.context or {}).get("folder", ".")) / given
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ValueError(f"the file {given} cannot be read as JSON ({type(error).__name__})") from None


class Tables(Value):
    exchange: Exchange


def connect(entry: ProviderEntry, around: Around) -> Connection:
    return Connection("vcapi", entry.limits, page=around.page, offers=ExchangeOffers(entry))


class ExchangeOffers:
    """Setting up twice makes two exchanges, and the one that nobody opens ends by itself: nobody notices."""

    renews = True
    manners = Manners(idempotency=Idempotency.NONE, duplicate_effect=DuplicateEffect.HARMLESS)

    def __init__(self, entry: ProviderEntry) -> None:
        self._table: Exchange = entry.of_protocol["vcapi"].exchange
        self._achievements = entry.achievements
        self._loopback = entry.allow_loopback
        self._office = BackOffice(entry)

    def offer(self, handoff: HandOff, key: str) -> CredentialOffer:
        record = {
            "retrievalId": key,
            "vc": filled(self._table.credential, values_for(handoff, key, self._achievements)),
            "timeToLive": int(self._table.life * 1000),
            "deleteWhenCollected": self._table.delete_when_collected,
        }
        body = {"tenantName": self._table.tenant, "data": [record]}
        answer = unwrapped(self._office.send("POST", f"{self._table.url.rstrip('/')}/exchange/setup", body))
        link, exchange = read_links(answer.needed(), loopback=self._loopback)
        until = handoff.changed + timedelta(seconds=self._table.life)
        return CredentialOffer(uri=link, exchange=exchange, external_id=key, expires=until)

    def look_up(self, handoff: HandOff, key: str) -> CredentialOffer | None:  # noqa: ARG002 - the port's
        """Nothing needs to be found: what was forgotten is as good as never made."""
        return None

    def status(self, handoff: HandOff) -> HandOffStatus | None:  # noqa: ARG002 - the port's
        """The coordinator does not say whether a wallet came."""
        return None

    def withdraw(self, handoff: HandOff, key: str) -> None:
        """An exchange that nobody opens ends by itself."""


def unwrapped(answer: Answered) -> Answered:
    """Give the true status of what went wrong behind the coordinator, so that a lasting no is not sent again."""
    if answer.status != WRAPPED:
        return answer
    try:
        inner = json.loads(answer.body).get("serviceResponseStatus")
    except (ValueError, AttributeError, RecursionError):
        return answer
    return answer._replace(status=inner) if isinstance(inner, int) and 400 <= inner < 600 else answer


def read_links(body: bytes, *, loopback: bool) -> tuple[str, str]:
    """Give the wallet's deep link and the exchange's own address. Raises AmbiguousFailure where they are not there."""
    document = parsed(body)
    link, asking = text_at(document, "/0/directDeepLink"), text_at(document, "/0/vprDeepLink")
    direct, exchange = _target(link), _target(asking) or _target(link)
    if not direct or not link.startswith("https://"):
        raise AmbiguousFailure("The coordinator's answer holds no link that a wallet could open.")
    if refusal(direct, allow_loopback=loopback) or refusal(exchange, allow_loopback=loopback):
        raise AmbiguousFailure("The coordinator's link leads where no wallet should go.")
    return f"{link.partition(REQUEST)[0]}{REQUEST}{quote(direct, safe='')}", exchange


def _target(link: str) -> str:
    """Read the address out of a deep link, which the coordinator leaves unencoded."""
    return parse_qs(link.partition("?")[2]).get("vc_request_url", [""])[0]


def probe(entry: ProviderEntry, office: BackOffice) -> Answered | None:
    """Hand in a record without a number: it is refused behind the token. Never ask for the root: that may kill it."""
    table: Exchange = entry.of_protocol["vcapi"].exchange
    body = {"tenantName": table.tenant, "data": [{}]}
    return unwrapped(office.send("POST", f"{table.url.rstrip('/')}/exchange/setup", body))
