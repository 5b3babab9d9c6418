"""In which form is a certificate handed in, and where does its content stand?"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from advisor.credentials.baked import MOST_IMAGE, PNG, baked_in
from advisor.credentials.limits import MOST_BYTES, MOST_CERTIFICATES, Unreadable, read_json
from advisor.vocabulary.credential import CredentialForm

JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_ELM_TYPES = frozenset({"EuropeanDigitalCredential", "EuropassCredential"})
_BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential", "ClrCredential"})
_ENVELOPED = "EnvelopedVerifiableCredential"


@dataclass(frozen=True)
class Opened:
    """One certificate with the words that its signature is over."""

    form: CredentialForm
    document: dict[str, Any]
    token: str = ""
    """The compact JWS, where it is one; `document` is then its payload, unchecked."""
    sealed: bool = False
    """Sealed in a way that is not checked here (JAdES)."""


@dataclass(frozen=True)
class OpenedFile:
    certificates: tuple[Opened, ...] = ()
    presentation: dict[str, Any] | None = None
    """What a wallet signed around them."""
    presentation_token: str = ""


def open_file(data: bytes) -> OpenedFile:
    """Open a file, or what a wallet sent; empty where it holds no certificate."""
    if len(data) > (MOST_IMAGE if data.startswith(PNG) or data.lstrip()[:1] == b"<" else MOST_BYTES):
        return OpenedFile()
    inside = baked_in(data)
    try:
        text = (data if inside is None else inside).decode("utf-8-sig").strip()
        return _opened_text(text)
    except (UnicodeDecodeError, Unreadable):
        return OpenedFile()


def _opened_text(text: str) -> OpenedFile:
    if JWS.fullmatch(text):
        payload = payload_of(text)
        if isinstance(payload.get("vp"), dict):
            return _presentation(payload["vp"], text)
        return OpenedFile(tuple(_from_token(text)))
    document = read_json(text)
    if isinstance(document, list) and document:
        found = [each for one in document[:MOST_CERTIFICATES] for each in _from_part(one)]
        return OpenedFile(tuple(found[:MOST_CERTIFICATES]))
    if not isinstance(document, dict):
        return OpenedFile()
    if "VerifiablePresentation" in types_of(document):
        return _presentation(document)
    return OpenedFile(tuple(_from_part(document)))


def _presentation(document: dict[str, Any], token: str = "") -> OpenedFile:
    held = document.get("verifiableCredential")
    parts = held if isinstance(held, list) else [held]
    found = [each for part in parts[:MOST_CERTIFICATES] for each in _from_part(part)]
    return OpenedFile(tuple(found), document, token)


def _from_part(part: Any) -> Iterator[Opened]:
    if isinstance(part, str) and JWS.fullmatch(part):
        yield from _from_token(part)
    elif isinstance(part, dict) and _ENVELOPED in types_of(part):
        _, comma, token = str(part.get("id", "")).partition(",")
        if comma and JWS.fullmatch(token):
            yield from _from_token(token)
    elif isinstance(part, dict):
        yield from _from_document(part)


def _from_document(document: dict[str, Any]) -> Iterator[Opened]:
    form = form_of(document)
    sealed = _sealed(document)
    if form is not None:
        yield Opened(form, document)
    elif sealed is not None:
        inner = form_of(sealed)
        yield Opened(inner or CredentialForm.OTHER, sealed, sealed=True)
    elif isinstance(document.get("credential"), (dict, str)):  # as some platforms export it
        yield from _from_part(document["credential"])


def form_of(document: dict[str, Any]) -> CredentialForm | None:
    """Say which kind of certificate a document is; None where it is none."""
    types = types_of(document)
    if "Assertion" in types or ("badge" in document and "recipient" in document):
        return CredentialForm.OPEN_BADGE_2
    if types & _ELM_TYPES:
        return CredentialForm.ELM
    if types & _BADGE_TYPES:
        return CredentialForm.OPEN_BADGE_3
    if "VerifiableCredential" in types and "credentialSubject" in document:
        return CredentialForm.OTHER
    return None


_AS_TOKEN = {
    CredentialForm.OPEN_BADGE_3: CredentialForm.OPEN_BADGE_3_JWT,
    CredentialForm.OPEN_BADGE_2: CredentialForm.OPEN_BADGE_2_JWS,
}


def _from_token(token: str) -> Iterator[Opened]:
    payload = payload_of(token)
    inner = payload.get("vc")
    form = form_of(inner if isinstance(inner, dict) else payload)
    if form is not None:
        yield Opened(_AS_TOKEN.get(form, form), payload, token)


def payload_of(token: str) -> dict[str, Any]:
    """Read what a JWS says, unchecked. Raises Unreadable."""
    return _segment(token, 1)


def header_of(token: str) -> dict[str, Any]:
    """Read how a JWS says that it is signed. Raises Unreadable."""
    return _segment(token, 0)


def _segment(token: str, number: int) -> dict[str, Any]:
    part = token.split(".")[number]
    try:
        found = read_json(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError) as error:
        raise Unreadable from error
    if not isinstance(found, dict):
        raise Unreadable
    return found


def _sealed(document: dict[str, Any]) -> dict[str, Any] | None:
    """Read the content of a JWS in its JSON form, as European Digital Credentials are sealed (JAdES)."""
    payload = document.get("payload")
    if not isinstance(payload, str) or not ({"signatures", "signature"} & document.keys()):
        return None
    try:
        plain = payload.lstrip().startswith("{")  # RFC 7797: the words themselves, as Europass seals them
        found = read_json(payload if plain else base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (binascii.Error, ValueError) as error:
        raise Unreadable from error
    return found if isinstance(found, dict) else None


def types_of(document: dict[str, Any]) -> frozenset[str]:
    """List the types of a node, without the prefix of a vocabulary."""
    stated = document.get("type", document.get("@type"))
    each = stated if isinstance(stated, list) else [stated]
    return frozenset(one.rpartition(":")[2] for one in each if isinstance(one, str))
