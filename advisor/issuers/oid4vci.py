"""How is an OpenID4VCI 1.0 offer got from an issuer whose own back-office call is described in the issuers file?"""

import json
from typing import Any, Literal
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from pydantic import model_validator

from advisor.handoff_ports import Connection, DuplicateEffect, Idempotency, Manners
from advisor.issuers.calling import NOBODYS, Answered, BackOffice
from advisor.issuers.failures import AmbiguousFailure, PermanentFailure
from advisor.issuers.issuers_file import Call, ProviderEntry
from advisor.issuers.protocols import Around
from advisor.issuers.templates import PLACEHOLDERS, Pointer, at, moment, parsed, text_at, values_for
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffStatus
from knowledge.vocabulary.value import Value

OFFER_SCHEME = "openid-credential-offer"
LONGEST_OFFER = 16 * 1024
NO_OFFER = "The issuer's answer holds no offer that a wallet could open."


class Answer(Value):
    """Where the offer stands in the issuer's answer."""

    uri: Pointer = "/credential_offer"
    """An `openid-credential-offer://` link, an https address of an offer, or the offer itself."""
    tx_code: Pointer = "/tx_code"
    id: Pointer = "/id"
    expires: Pointer = "/expires_at"
    """ISO 8601, or seconds since 1970."""


class OfferCall(Call):
    method: Literal["POST", "PUT"] = "POST"
    idempotency: Idempotency = Idempotency.NONE
    idempotency_header: str = ""
    """Carries the hand-off's id, the same at each repeat; `idempotency` must then be `key`."""
    duplicate_effect: DuplicateEffect = DuplicateEffect.VISIBLE
    answer: Answer = Answer()

    @model_validator(mode="after")
    def _sends_the_key_that_it_counts_on(self) -> "OfferCall":
        if (self.idempotency == Idempotency.KEY) != bool(self.idempotency_header):
            raise ValueError('idempotency = "key" and idempotency_header belong together')
        return self


class StatusCall(Call):
    at: Pointer = "/status"
    values: dict[str, HandOffStatus]
    """The issuer's words → ours; a word that is not here means: nothing new."""


class Tables(Value):
    offer: OfferCall
    look_up: Call | None = None
    """Finds an earlier offer by our {reference}; 404 says that there is none."""
    status: StatusCall | None = None
    cancel: Call | None = None


def connect(entry: ProviderEntry, around: Around) -> Connection:
    offers = OpenId4VciOffers(entry, entry.of_protocol["oid4vci"])
    return Connection("oid4vci", entry.limits, page=around.page, offers=offers)


class OpenId4VciOffers:
    """Asks for offers by template."""

    renews = False

    def __init__(self, entry: ProviderEntry, tables: Tables) -> None:
        self._achievements = entry.achievements
        self._calls = tables
        self._office = BackOffice(entry)
        self.manners = Manners(idempotency=tables.offer.idempotency, duplicate_effect=tables.offer.duplicate_effect)

    def offer(self, handoff: HandOff, key: str) -> CredentialOffer:
        call = self._calls.offer
        header = {call.idempotency_header: key} if call.idempotency_header else {}
        answer = self._office.call(call, self._values(handoff, key), header)
        if answer.status == 409 and call.idempotency == Idempotency.NATURAL and self._calls.look_up:
            return self._existing(handoff, key)
        return read_offer(answer.needed(), call.answer)

    def look_up(self, handoff: HandOff, key: str) -> CredentialOffer | None:
        if self._calls.look_up is None:
            raise PermanentFailure("This issuer offers no way to find an earlier request.", "Ask the provider.")
        answer = self._office.call(self._calls.look_up, self._values(handoff, key))
        return None if answer.status == 404 else read_offer(answer.needed(), self._calls.offer.answer)

    def status(self, handoff: HandOff) -> HandOffStatus | None:
        call = self._calls.status
        if call is None:
            return None
        answer = self._office.call(call, self._values(handoff, handoff.id))
        return call.values.get(str(at(parsed(answer.needed()), call.at)), HandOffStatus.OFFERED)

    def withdraw(self, handoff: HandOff, key: str) -> None:
        if self._calls.cancel is None:
            return
        answer = self._office.call(self._calls.cancel, self._values(handoff, key))
        if answer.failure and answer.status not in {404, 410}:
            raise answer.failure

    def _existing(self, handoff: HandOff, key: str) -> CredentialOffer:
        found = self.look_up(handoff, key)
        if found is None:
            raise AmbiguousFailure("The issuer says that the request exists, and does not find it.")
        return found

    def _values(self, handoff: HandOff, key: str) -> dict[str, str]:
        return values_for(handoff, key, self._achievements)


def read_offer(body: bytes, answer: Answer) -> CredentialOffer:
    """Find the offer in the issuer's answer. Raises AmbiguousFailure: it acted, and we cannot tell what it made."""
    document = parsed(body)
    return CredentialOffer(
        uri=offer_uri(at(document, answer.uri)),
        tx_code=text_at(document, answer.tx_code) or None,
        external_id=text_at(document, answer.id),
        expires=moment(at(document, answer.expires)),
    )


def offer_uri(stated: Any) -> str:
    """Make one form of the three in use: a wallet's link, an https address of the offer, or the offer itself."""
    if isinstance(stated, dict) and "credential_issuer" in stated:
        text = json.dumps(stated, separators=(",", ":"), ensure_ascii=False)
        return _checked(f"{OFFER_SCHEME}://?{urlencode({'credential_offer': text}, quote_via=quote)}")
    if isinstance(stated, str) and stated.startswith("https://"):
        return _checked(f"{OFFER_SCHEME}://?{urlencode({'credential_offer_uri': stated}, quote_via=quote)}")
    return _checked(stated if isinstance(stated, str) else "")


def _checked(uri: str) -> str:
    parts = urlsplit(uri)
    asked = parse_qs(parts.query)
    if parts.scheme != OFFER_SCHEME or len(uri) > LONGEST_OFFER or len(asked) != 1:
        raise AmbiguousFailure(NO_OFFER)
    by_reference = asked.get("credential_offer_uri", [""])[0]
    if "credential_offer" not in asked and not by_reference.startswith("https://"):
        raise AmbiguousFailure(NO_OFFER)
    return uri


def probe(entry: ProviderEntry, office: BackOffice) -> Answered | None:
    """Ask after an offer that is not there."""
    tables: Tables = entry.of_protocol["oid4vci"]
    call = tables.status or tables.look_up
    if call is None:
        return office.send("HEAD", tables.offer.url)
    return office.call(call, dict.fromkeys(PLACEHOLDERS, NOBODYS))
