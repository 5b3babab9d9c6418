"""Does the signature of a compact JWS hold, and whose is it?"""

from typing import Any

from advisor.credentials.keys import did_of, key_of
from advisor.credentials.limits import Unreadable
from advisor.credentials.material import Material
from advisor.credentials.opening import header_of, payload_of
from advisor.vocabulary.credential import VALID, CheckReason, CheckResult, invalid, unknown

ALGORITHMS = frozenset({"EdDSA", "ES256", "ES384", "RS256"})
"""Fixed: never `none`, never one with a shared secret."""


def signature_of(token: str, purpose: str, material: Material) -> tuple[CheckResult, str]:
    """Check the signature; give the result and the DID that signed, empty where nobody is proven to have.

    Raises KeyResolutionFailed, NotHere.
    """
    try:
        header, payload = header_of(token), payload_of(token)
    except Unreadable:
        return unknown(CheckReason.UNSUPPORTED_FORM), ""
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS or "crit" in header or header.get("b64") is False:
        return unknown(CheckReason.PROOF_NOT_SUPPORTED, str(algorithm)[:40]), ""
    method = _method(header, payload)
    if method.startswith("did:"):
        return _checked(token, key_of(method, purpose, material), str(algorithm), did_of(method))
    own = header.get("jwk")
    if isinstance(own, dict) and _checked(token, own, str(algorithm), "")[0] == invalid(CheckReason.TAMPERED):
        return invalid(CheckReason.TAMPERED), ""
    return unknown(CheckReason.KEY_NOT_FOUND, method[:200]), ""


def _method(header: dict[str, Any], payload: dict[str, Any]) -> str:
    """Name the key: by the header where that is a whole name, else the issuer's own."""
    named, issuer = header.get("kid"), payload.get("iss") or issuer_of(payload)
    if isinstance(named, str) and named.startswith("did:"):
        return named
    if isinstance(named, str) and named.startswith("#") and isinstance(issuer, str):
        return issuer + named
    return issuer if isinstance(issuer, str) else ""


def issuer_of(document: dict[str, Any]) -> str:
    """Give the issuer's identifier, as a credential states it; empty where it states none."""
    inner = document.get("vc")
    issuer = (inner if isinstance(inner, dict) else document).get("issuer")
    stated = issuer.get("id") if isinstance(issuer, dict) else issuer
    return stated if isinstance(stated, str) else ""


def _checked(token: str, jwk: dict[str, Any], algorithm: str, signer: str) -> tuple[CheckResult, str]:
    import jwt

    plain = {name: part for name, part in jwk.items() if name not in {"alg", "use", "key_ops"}}
    try:
        key = jwt.PyJWK(plain, algorithm).key
    except (jwt.PyJWTError, ValueError, TypeError):
        return unknown(CheckReason.PROOF_NOT_SUPPORTED, algorithm), ""
    try:
        jwt.api_jws.decode(token, key, algorithms=[algorithm])
    except (jwt.PyJWTError, ValueError, TypeError):
        return invalid(CheckReason.TAMPERED), ""
    return VALID, signer
