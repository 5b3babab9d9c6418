"""How is an OpenID4VCI 1.0 offer got from an issuer whose own back-office call is described in the issuers file?"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from advisor.issuers.failures import AmbiguousFailure, PermanentFailure, of_status, of_transport
from advisor.issuers.issuers_file import PLACEHOLDER, Answer, Call, ProviderEntry
from advisor.ports import DuplicateEffect, Idempotency
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffStatus

if TYPE_CHECKING:
    import httpx

OFFER_SCHEME = "openid-credential-offer"
LONGEST_ANSWER = 128 * 1024
LONGEST_OFFER = 16 * 1024


class OpenId4VciIssuer:
    """Asks for offers by template. Logs nothing: an offer is as good as the credential."""

    protocol = "oid4vci"

    def __init__(self, entry: ProviderEntry, _pages: Callable[[HandOff], str] | None = None) -> None:
        assert entry.offer is not None
        self._entry = entry
        self._offer = entry.offer
        self.idempotency: Idempotency = entry.offer.idempotency
        self.duplicate_effect: DuplicateEffect = entry.offer.duplicate_effect
        self.limits = entry.limits

    def offer(self, handoff: HandOff, key: str) -> CredentialOffer:
        header = {self._offer.idempotency_header: key} if self._offer.idempotency_header else {}
        status, headers, body = self._send(self._offer, values_for(handoff, key, self._entry), header)
        if status == 409 and self.idempotency == Idempotency.NATURAL and self._entry.look_up:
            return self._existing(handoff, key)
        if failure := of_status(status, headers):
            raise failure
        return read_offer(body, self._offer.answer)

    def look_up(self, handoff: HandOff, key: str) -> CredentialOffer | None:
        if self._entry.look_up is None:
            raise PermanentFailure("This issuer offers no way to find an earlier request.", "Ask the provider.")
        status, headers, body = self._send(self._entry.look_up, values_for(handoff, key, self._entry))
        if status == 404:
            return None
        if failure := of_status(status, headers):
            raise failure
        return read_offer(body, self._offer.answer)

    def status(self, handoff: HandOff) -> HandOffStatus | None:
        call = self._entry.status
        if call is None:
            return None
        status, headers, body = self._send(call, values_for(handoff, handoff.id, self._entry))
        if failure := of_status(status, headers):
            raise failure
        return call.values.get(str(at(parsed(body), call.at)), HandOffStatus.OFFERED)

    def cancel(self, handoff: HandOff, key: str) -> None:
        if self._entry.cancel is None:
            return
        status, headers, _ = self._send(self._entry.cancel, values_for(handoff, key, self._entry))
        failure = of_status(status, headers)
        if failure and status not in {404, 410}:
            raise failure

    def _existing(self, handoff: HandOff, key: str) -> CredentialOffer:
        found = self.look_up(handoff, key)
        if found is None:
            raise AmbiguousFailure("The issuer says that the request exists, and does not find it.")
        return found

    def _send(
        self, call: Call, values: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Call once, without following redirects and without reading more than the limit."""
        import httpx

        token = self._entry.auth.bearer.get_secret_value()
        sent = {
            "Accept": "application/json",
            **({"Authorization": f"Bearer {token}"} if token else {}),
            **filled(call.headers, values),
            **(headers or {}),
        }
        address = PLACEHOLDER.sub(lambda match: quote(values[match[1]], safe=""), call.url)
        try:
            with (
                httpx.Client(verify=self._trust(), timeout=self.limits.timeout) as client,
                client.stream(call.method, address, headers=sent, json=filled(call.body, values)) as answer,
            ):
                return answer.status_code, answer.headers, _bounded(answer, monotonic() + self.limits.timeout)
        except (httpx.HTTPError, OSError) as error:
            raise of_transport(error) from None

    def _trust(self) -> Any:
        """Trust the authority of the issuers file, or the public ones."""
        import ssl

        return ssl.create_default_context(cafile=str(self._entry.ca)) if self._entry.ca else True


def values_for(handoff: HandOff, key: str, entry: ProviderEntry) -> dict[str, str]:
    """Give every placeholder its value: nothing of the person but a random reference and the language."""
    return {
        "reference": handoff.id,
        "key": key,
        "achievement": entry.achievements.get(handoff.micro_credential_id, handoff.micro_credential_id),
        "micro_credential": handoff.micro_credential_id,
        "title": handoff.title,
        "language": handoff.language,
        "external_id": handoff.offer.external_id if handoff.offer else "",
    }


def filled(template: Any, values: Mapping[str, str]) -> Any:
    """Put values into every string of a JSON-like template."""
    if isinstance(template, str):
        return PLACEHOLDER.sub(lambda match: values[match[1]], template)
    if isinstance(template, Mapping):
        return {name: filled(part, values) for name, part in template.items()}
    if isinstance(template, (list, tuple)):
        return [filled(part, values) for part in template]
    return template


def read_offer(body: bytes, answer: Answer) -> CredentialOffer:
    """Find the offer in the issuer's answer. Raises AmbiguousFailure: it acted, and we cannot tell what it made."""
    document = parsed(body)
    code = at(document, answer.tx_code)
    return CredentialOffer(
        uri=offer_uri(at(document, answer.uri)),
        tx_code=None if code is None else str(code),
        external_id=str(at(document, answer.id) or ""),
        expires=_moment(at(document, answer.expires)),
    )


def offer_uri(stated: Any) -> str:
    """Make one form of the three in use: a wallet's link, an https address of the offer, or the offer itself."""
    if isinstance(stated, dict) and "credential_issuer" in stated:
        text = json.dumps(stated, separators=(",", ":"), ensure_ascii=False)
        return _checked(f"{OFFER_SCHEME}://?{urlencode({'credential_offer': text}, quote_via=quote)}")
    if isinstance(stated, str) and stated.startswith("https://"):
        return _checked(f"{OFFER_SCHEME}://?{urlencode({'credential_offer_uri': stated}, quote_via=quote)}")
    return _checked(stated if isinstance(stated, str) else "")


def parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        raise AmbiguousFailure("The issuer's answer is not JSON.") from None


def at(document: Any, pointer: str) -> Any:
    """Follow a JSON pointer; None where it leads nowhere."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list) and name.isdecimal() and int(name) < len(document):
            document = document[int(name)]
        elif isinstance(document, dict):
            document = document.get(name)
        else:
            return None
    return document


def _checked(uri: str) -> str:
    parts = urlsplit(uri)
    asked = parse_qs(parts.query)
    if parts.scheme != OFFER_SCHEME or len(uri) > LONGEST_OFFER or len(asked) != 1:
        raise AmbiguousFailure("The issuer's answer holds no offer that a wallet could open.")
    by_reference = asked.get("credential_offer_uri", [""])[0]
    if "credential_offer" not in asked and not by_reference.startswith("https://"):
        raise AmbiguousFailure("The issuer's answer holds no offer that a wallet could open.")
    return uri


def _moment(stated: Any) -> datetime | None:
    """Read ISO 8601 or seconds since 1970; None where it is neither: an unreadable end is no reason to lose an offer."""
    try:
        if isinstance(stated, (int, float)):
            return datetime.fromtimestamp(stated, UTC)
        moment = datetime.fromisoformat(str(stated))
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _bounded(answer: "httpx.Response", until: float) -> bytes:
    """Read no more than the limit and no longer than that: httpx's own timeout starts anew with every byte."""
    body = b""
    for part in answer.iter_bytes():
        body += part
        if len(body) > LONGEST_ANSWER or monotonic() > until:
            raise AmbiguousFailure("The issuer's answer is too long.")
    return body
