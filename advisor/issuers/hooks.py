"""How does a provider tell us something unasked, and how do we know that it is really the provider?

The secret address comes first (bots/web/hooks.py). What is told is a nudge: where the provider can be asked, it is asked.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import SecretStr, model_validator

from advisor.errors import IssuerFailure
from advisor.handoff_ports import Event
from advisor.issuers.templates import Pointer, text_at
from advisor.vocabulary.handoff import HandOffId, HandOffStatus, ProviderAnswer
from knowledge.vocabulary.value import Value

if TYPE_CHECKING:
    from advisor.issuers.network_keys import NetworkKeys

ONLY_THE_SIGNATURE: Any = {"verify_aud": False, "verify_exp": False, "verify_nbf": False, "verify_iat": False}
"""The times are looked at here, by the house's own clock."""

LEEWAY = 60.0
"""Seconds that two clocks may differ."""


class EventsTable(Value):
    """How a provider calls us, and where in its message something stands."""

    proof: Literal["address", "hmac"] = "address"
    """Besides the secret address: a signature over the body (HMAC-SHA256, in hexadecimal)."""
    secret: SecretStr = SecretStr("")
    secret_from: str = ""
    header: str = "X-Signature-256"
    id: Pointer = "/id"
    reference: Pointer = "/reference"
    """Our {reference}; it may stand in the address instead, as `?reference=`."""
    status: Pointer = "/status"
    values: dict[str, HandOffStatus]
    """The provider's words → ours; a word that is not here means: nothing new."""

    @model_validator(mode="after")
    def _has_its_secret(self) -> "EventsTable":
        if self.proof == "hmac" and len(self.secret.get_secret_value()) < 16:
            raise ValueError("hmac needs a secret of at least 16 characters (secret or secret_from)")
        return self


class DescribedEvents:
    """Messages of any form that the issuers file describes."""

    def __init__(self, table: EventsTable) -> None:
        self._table = table

    def proves(self, body: bytes, headers: Mapping[str, str], now: float) -> bool:  # noqa: ARG002 - the port's
        if self._table.proof == "address":
            return True
        given = headers.get(self._table.header.lower(), "").removeprefix("sha256=").lower()
        right = hmac.new(self._table.secret.get_secret_value().encode(), body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(given.encode(), right.encode())

    def read(self, body: bytes, reference: str) -> Event | None:
        document = _document(body)
        status = self._table.values.get(text_at(document, self._table.status))
        ours = text_at(document, self._table.reference) or reference
        if status is None:
            return None
        number = text_at(document, self._table.id) or hashlib.sha256(body).hexdigest()
        return Event(id=number, reference=_named(ours), answer=ProviderAnswer(status=status))


class NetworkEvents:
    """LearnCard's calls: a token signed by the network comes along, one try is made, and nothing is repeated."""

    def __init__(self, network: str, keys: "NetworkKeys", statuses: Mapping[str, HandOffStatus]) -> None:
        self._network = network
        self._keys = keys
        self._statuses = statuses

    def proves(self, body: bytes, headers: Mapping[str, str], now: float) -> bool:  # noqa: ARG002 - the token is not about the body
        kind, _, token = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self._signed_by_the_network(token, now)

    def read(self, body: bytes, reference: str) -> Event | None:
        document = _document(body)
        inbox = document.get("data", {}).get("inbox") if isinstance(document.get("data"), dict) else None
        number, stated = text_at(inbox, "/issuanceId"), text_at(inbox, "/status")
        if not number:
            raise ValueError("no issuance is named")
        claimed = document.get("type") == "ISSUANCE_CLAIMED"
        status = HandOffStatus.CLAIMED if claimed else self._statuses.get(stated)
        if status is None:
            return None
        answer = ProviderAnswer(status=status, external_id=number)
        return Event(id=f"{number}:{status.value}", reference=_named(reference), answer=answer)

    def _signed_by_the_network(self, token: str, now: float) -> bool:
        import jwt

        try:
            for key in self._keys.of(self._network, time.monotonic()):
                try:
                    claims: dict[str, Any] = jwt.decode(token, key, algorithms=["EdDSA"], options=ONLY_THE_SIGNATURE)
                except (jwt.PyJWTError, ValueError):
                    continue
                return claims.get("iss") == self._network and _in_time(claims, now)
        except IssuerFailure:
            return False
        return False


def _in_time(claims: Mapping[str, Any], now: float) -> bool:
    """A token may say until when it holds; what it says must be true."""
    begins, ends = claims.get("nbf", 0), claims.get("exp", now)
    if not isinstance(begins, (int, float)) or not isinstance(ends, (int, float)):
        return False
    return begins <= now + LEEWAY and ends >= now - LEEWAY


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(document, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 - malformed is one kind of error here
    return document


def _named(reference: str) -> HandOffId:
    if not reference:
        raise ValueError("no hand-off is named")
    return HandOffId(reference)
