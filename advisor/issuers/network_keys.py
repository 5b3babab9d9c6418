"""With which keys does a network sign? Read from its own identifier (did:key), or from its address (did:web), for an hour."""

import base64
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from advisor.issuers.addresses import refusal
from advisor.issuers.failures import PermanentFailure
from advisor.issuers.templates import parsed

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from advisor.issuers.calling import BackOffice

LIVES = 3600.0
ED25519 = b"\xed\x01"


class NetworkKeys:
    """Asks through an office that sends no token of ours. May be used from several threads."""

    def __init__(self, office: "BackOffice", *, loopback: bool) -> None:
        self._office = office
        self._loopback = loopback
        self._lock = threading.Lock()
        self._held: dict[str, tuple[float, list[Ed25519PublicKey]]] = {}

    def of(self, did: str, moment: float) -> "list[Ed25519PublicKey]":
        """Give the keys. Raises IssuerFailure where they cannot be had."""
        with self._lock:
            until, keys = self._held.get(did, (0.0, []))
            if moment >= until:
                keys = [self_stated(did.removeprefix("did:key:"))] if did.startswith("did:key:") else self._fetched(did)
                self._held[did] = (moment + LIVES, keys)
            return keys

    def _fetched(self, did: str) -> "list[Ed25519PublicKey]":
        address = address_of(did)
        if problem := refusal(address, allow_loopback=self._loopback):
            raise PermanentFailure(f"The network's identifier cannot be looked up: {problem}.")
        document = parsed(self._office.send("GET", address).needed())
        methods = document.get("verificationMethod") if isinstance(document, dict) else None
        return [key for method in methods or () if isinstance(method, dict) and (key := _key_of(method))]


def address_of(did: str) -> str:
    """Say where a did:web keeps its document."""
    host, *path = did.removeprefix("did:web:").split(":")
    return f"https://{unquote(host)}/{'/'.join(path) or '.well-known'}/did.json"


def self_stated(multibase: str) -> "Ed25519PublicKey":
    """Read an Ed25519 key out of its multibase form. Raises PermanentFailure."""
    from openvc.multibase import decode_multibase

    try:
        raw = bytes(decode_multibase(multibase))
    except Exception as error:  # noqa: BLE001 - the library has its own kinds of error
        raise PermanentFailure(f"The network's key cannot be read: {type(error).__name__}.") from None
    if not raw.startswith(ED25519) or len(raw) != len(ED25519) + 32:
        raise PermanentFailure("The network's key is not of the kind Ed25519.")
    return _key(raw[len(ED25519) :])


def _key_of(method: dict[str, Any]) -> "Ed25519PublicKey | None":
    jwk, multibase = method.get("publicKeyJwk"), method.get("publicKeyMultibase")
    try:
        if isinstance(jwk, dict) and jwk.get("crv") == "Ed25519":
            return _key(base64.urlsafe_b64decode(f"{jwk.get('x')}=="))
        return self_stated(multibase) if isinstance(multibase, str) else None
    except (PermanentFailure, ValueError):
        return None


def _key(raw: bytes) -> "Ed25519PublicKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(raw)
