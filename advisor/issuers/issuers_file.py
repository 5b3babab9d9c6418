"""How does the operator describe each provider's back office?"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from socket import inet_aton
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator

from advisor.errors import InvalidIssuersFile
from advisor.ports import CallLimits, DuplicateEffect, Idempotency
from advisor.vocabulary.handoff import HandOffStatus
from knowledge.vocabulary.value import Value

PLACEHOLDERS = frozenset({"reference", "achievement", "micro_credential", "title", "language", "key", "external_id"})
"""What a call may say. There is no name, address or word of a person among them, so none can be sent."""

PLACEHOLDER = re.compile(r"\{(\w+)\}")
Pointer = str
"""JSON pointer (RFC 6901) into the issuer's answer."""


class Call(Value):
    """One call of the back office, with {placeholders} in the address and the body."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    url: str
    headers: dict[str, str] = {}
    body: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _knows_its_placeholders(self) -> "Call":
        for text in texts_in((self.url, self.headers, self.body)):
            for name in PLACEHOLDER.findall(text):
                if name not in PLACEHOLDERS:
                    raise ValueError(f"there is no {{{name}}}; use one of {', '.join(sorted(PLACEHOLDERS))}")
        return self


class Answer(Value):
    """Where the offer stands in the issuer's answer."""

    uri: Pointer = Field("/credential_offer", pattern="^(/.*)?$")
    """An `openid-credential-offer://` link, an https address of an offer, or the offer itself."""
    tx_code: Pointer = Field("/tx_code", pattern="^(/.*)?$")
    id: Pointer = Field("/id", pattern="^(/.*)?$")
    expires: Pointer = Field("/expires_at", pattern="^(/.*)?$")
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
    at: Pointer = Field("/status", pattern="^(/.*)?$")
    values: dict[str, HandOffStatus]
    """The issuer's words → ours; a word that is not here means: nothing new."""


class Authentication(Value):
    bearer: SecretStr = SecretStr("")
    bearer_from: str = ""
    """Name of the environment variable that holds the token."""


class ProviderEntry(Value):
    """One table of the issuers file; the default is a provider that is not connected."""

    protocol: Literal["link", "oid4vci", "not_connected"] = "link"
    page: str = ""
    """For `link`: one page for all courses, instead of each course's own."""
    auth: Authentication = Authentication()
    ca: Path | None = None
    """Certificate authority of the issuer, where it is not a public one; relative to this file."""
    allow_loopback: bool = False
    achievements: dict[str, str] = {}
    """Our micro-credential id → the issuer's name for it ({achievement}); our id where it is not here."""
    offer: OfferCall | None = None
    look_up: Call | None = None
    """Finds an earlier offer by our {reference}; 404 says that there is none."""
    status: StatusCall | None = None
    cancel: Call | None = None
    limits: CallLimits = CallLimits()

    @model_validator(mode="after")
    def _can_be_called(self) -> "ProviderEntry":
        if self.protocol == "oid4vci" and self.offer is None:
            raise ValueError("oid4vci needs the table `offer`")
        for name in ("offer", "look_up", "status", "cancel"):
            call: Call | None = getattr(self, name)
            if call and (problem := refusal(call.url, allow_loopback=self.allow_loopback)):
                raise ValueError(f"{name}.url: {problem}")
        return self


class IssuersFile(Value):
    providers: dict[str, ProviderEntry] = {}
    """By the provider's name as the catalogue writes it."""


def read_issuers_file(path: Path, secrets: Mapping[str, str]) -> IssuersFile:
    """Raises InvalidIssuersFile that names the table and the key."""
    try:
        file = IssuersFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InvalidIssuersFile(
            f"The issuers file {path} cannot be read: {error.strerror}.", "Set CAIRN_ISSUERS to a file that is there."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidIssuersFile(f"The issuers file {path} is not TOML: {error}.", "Mend that line.") from error
    except ValidationError as error:
        raise InvalidIssuersFile(
            sentence_of(path, error), "Mend that key; docs/reference/issuers.md has each."
        ) from None
    entries = {name: _complete(path, name, entry, secrets) for name, entry in file.providers.items()}
    return IssuersFile(providers=entries)


def sentence_of(path: Path, error: ValidationError) -> str:
    """Name table and key of the first problem, and never a value: it may be a token."""
    first = error.errors(include_input=False, include_url=False)[0]
    place = [str(part) for part in first["loc"]]
    table = ".".join(f'"{part}"' if " " in part or "." in part else part for part in place[:-1])
    message = first["msg"].removeprefix("Value error, ")
    if len(place) <= 2:
        return f"{path}, table [{'.'.join(place)}]: {message}."
    return f"{path}, table [{table}], key {place[-1]}: {message}."


def refusal(url: str, *, allow_loopback: bool) -> str:
    """Say why an address must not be called; empty where it may be."""
    parts = urlsplit(PLACEHOLDER.sub("x", url))
    if not parts.hostname or "{" in url.partition("://")[2].partition("/")[0]:
        return "it must be a whole address with a fixed host"
    number = _number_of(parts.hostname)
    if _is_loopback(parts.hostname, number):
        return (
            "" if allow_loopback and parts.scheme in {"http", "https"} else "it points to this machine (allow_loopback)"
        )
    if number is not None and not number.is_global:
        return "it points into a private network"
    return "" if parts.scheme == "https" else "only https leaves this machine"


def texts_in(value: Any) -> Iterator[str]:
    """List every string inside a JSON-like value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts_in(part)


def _number_of(host: str) -> IPv4Address | IPv6Address | None:
    """Read an address in any spelling that a resolver takes (`127.1`, `2130706433`); None for a name."""
    try:
        number = ip_address(host)
    except ValueError:
        try:
            return IPv4Address(inet_aton(host))
        except OSError:
            return None
    return getattr(number, "ipv4_mapped", None) or number


def _is_loopback(host: str, number: IPv4Address | IPv6Address | None) -> bool:
    return host == "localhost" or host.endswith(".localhost") or (number is not None and number.is_loopback)


def _complete(path: Path, name: str, entry: ProviderEntry, secrets: Mapping[str, str]) -> ProviderEntry:
    """Put the secret that is only named, and the certificate's whole path, in their places."""
    changed: dict[str, Any] = {}
    if wanted := entry.auth.bearer_from:
        if wanted not in secrets:
            raise InvalidIssuersFile(
                f'{path}, table [providers."{name}".auth], key bearer_from: {wanted} is not set.',
                f"Set the environment variable {wanted} to the provider's token.",
            )
        changed["auth"] = Authentication(bearer=SecretStr(secrets[wanted]))
    if entry.ca:
        changed["ca"] = path.parent / entry.ca
    return entry.model_copy(update=changed)
