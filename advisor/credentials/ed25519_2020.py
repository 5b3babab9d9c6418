"""Does an Ed25519Signature2020 hold, as Learner Credential Wallet and the tools of the DCC make it?

W3C CCG, Ed25519Signature2020: the SHA-256 of the canonical form of the proof's options, then that of the document; the
signature is over both. No library on PyPI has it, and it is the suite of most badges in wallets.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from advisor.credentials.keys import did_of, key_of
from advisor.credentials.material import Material

SUITE = "Ed25519Signature2020"


def signer(document: dict[str, Any], purpose: str, material: Material, contexts: Mapping[str, dict[str, Any]]) -> str:
    """Give the DID that signed the document. Raises OpenvcError where the signature or the form is wrong, NotHere."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from openvc.multibase import decode_multibase
    from openvc.proof._context_validation import validate_document
    from openvc.proof.contexts import document_loader
    from openvc.proof.errors import ProofMalformed, ProofPurposeMismatch, SignatureInvalid

    proof = document["proof"]
    method, value = proof.get("verificationMethod"), proof.get("proofValue")
    if not isinstance(method, str) or not isinstance(value, str):
        raise ProofMalformed("the proof names no key or holds no signature")
    unsigned = {name: part for name, part in document.items() if name != "proof"}
    options = {name: part for name, part in proof.items() if name != "proofValue"}
    options["@context"] = document.get("@context")
    loader = document_loader(contexts)
    key = Ed25519PublicKey.from_public_bytes(_raw(key_of(method, purpose, material)))
    try:
        key.verify(decode_multibase(value), _hash(options, loader) + _hash(unsigned, loader))
    except InvalidSignature:
        raise SignatureInvalid("the signature does not fit the content") from None
    # The signature covers what the words mean. This makes sure that the JSON, which we read, says exactly that and
    # hides nothing beside it. It is openvc's own, and not public there: a test fails when it moves.
    validate_document(unsigned, options, loader)
    if proof.get("proofPurpose") != purpose:
        raise ProofPurposeMismatch("signed for another purpose")
    return did_of(method)


def _raw(jwk: Mapping[str, Any]) -> bytes:
    import base64

    from openvc.proof.errors import ProofMalformed

    coordinate = jwk.get("x")
    if jwk.get("crv") != "Ed25519" or not isinstance(coordinate, str):
        raise ProofMalformed("the key is no Ed25519 key")
    return base64.urlsafe_b64decode(coordinate + "=" * (-len(coordinate) % 4))


def _hash(document: dict[str, Any], loader: Any) -> bytes:
    from openvc.proof.contexts import pyld_options
    from openvc.proof.errors import ProofMalformed
    from pyld import jsonld

    try:
        options = pyld_options(loader, algorithm="URDNA2015", format="application/n-quads")
        text = jsonld.normalize(document, options)
    except Exception as error:
        raise ProofMalformed("the content has no canonical form") from error
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
