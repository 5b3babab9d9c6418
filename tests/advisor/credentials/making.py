"""How does a test come by certificates that are really signed?"""

import base64
import hashlib
import json
import zlib
from datetime import UTC, datetime

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openvc.keys import Ed25519SigningKey
from openvc.multibase import encode_multibase
from openvc.proof.contexts import document_loader
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.status.bitstring import encode_bitstring
from pyld import jsonld

from advisor.credentials import contexts
from advisor.credentials.desk import CertificateDesk
from advisor.credentials.looking import look
from advisor.credentials.material import Material

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BADGES = contexts.OB + "context-3.0.3.json"
PV = "http://data.europa.eu/esco/skill/pv"
ED25519 = b"\xed\x01"
"""How a key of this kind begins (multicodec)."""
LIST = "https://school.example/status/1"


class Party:
    """Somebody with a key: an issuer, or the holder of a wallet. The same seed is the same somebody."""

    def __init__(self, seed: str) -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest())
        raw = self.key.public_key().public_bytes_raw()
        self.did = f"did:key:{encode_multibase(ED25519 + raw)}"
        self.method = f"{self.did}#{self.did.removeprefix('did:key:')}"
        self.public = {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(raw).rstrip(b"=").decode()}


SCHOOL, ANA, BOB = Party("school"), Party("ana"), Party("bob")


def a_badge(issuer=SCHOOL, holder=ANA, *, version=2, **changes):
    """Write an unsigned Open Badge 3.0, valid unless something is said."""
    period = {"validFrom": "2026-01-01T00:00:00Z"} if version == 2 else {"issuanceDate": "2026-01-01T00:00:00Z"}
    first = contexts.CREDENTIALS_2 if version == 2 else contexts.CREDENTIALS_1
    subject = {"type": ["AchievementSubject"], "achievement": an_achievement()}
    return {
        "@context": [first, BADGES, *([contexts.ED25519_2020] if version == 1 else [])],
        "id": "urn:uuid:11111111-1111-4111-8111-111111111111",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": "Green School"},
        "name": "Solar installer",
        **period,
        "credentialSubject": {**({"id": holder.did} if holder else {}), **subject},
        **changes,
    }


def an_achievement(**changes):
    return {
        "id": "https://school.example/achievements/pv",
        "type": ["Achievement"],
        "name": "Solar installer",
        "description": "Mounts and connects solar panels.",
        "criteria": {"narrative": "A test on a real roof."},
        "alignment": [{"type": ["Alignment"], "targetName": "install photovoltaic systems", "targetUrl": PV}],
        **changes,
    }


def signed_2020(document, signer=SCHOOL, *, purpose="assertionMethod", **more):
    """Sign as the tools of the DCC do: Ed25519Signature2020."""
    proof = {
        "type": "Ed25519Signature2020",
        "created": "2026-01-01T00:00:00Z",
        "verificationMethod": signer.method,
        "proofPurpose": purpose,
        **more,
    }
    options = _hash({**proof, "@context": document["@context"]})
    signature = signer.key.sign(options + _hash(document))
    return {**document, "proof": {**proof, "proofValue": encode_multibase(signature)}}


def signed(document, signer=SCHOOL, **more):
    """Sign by Data Integrity, eddsa-rdfc-2022."""
    key = Ed25519SigningKey(signer.key, signer.method)
    return DataIntegrityProofSuite().add_proof(
        document, signing_key=key, verification_method=signer.method, extra_contexts=_all(), **more
    )


def as_jwt(payload, signer=SCHOOL, **header):
    return jwt.encode(payload, signer.key, "EdDSA", headers={"kid": signer.method, **header})


def a_presentation(*certificates, holder=ANA, challenge="c1", domain="https://cairn.example"):
    """Let a wallet present, as Learner Credential Wallet does."""
    document = {
        "@context": [certificates[0]["@context"][0], contexts.ED25519_2020],
        "type": ["VerifiablePresentation"],
        "holder": holder.did,
        "verifiableCredential": list(certificates),
    }
    return signed_2020(document, holder, purpose="authentication", challenge=challenge, domain=domain)


def a_status(index=3, purpose="revocation", **changes):
    return {
        "id": f"{LIST}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": LIST,
        **changes,
    }


def a_list(*withdrawn, purpose="revocation", issuer=SCHOOL, **changes):
    """Publish a list on which the given numbers are withdrawn."""
    bits = bytearray(16_384)
    for index in withdrawn:
        bits[index // 8] |= 128 >> index % 8
    document = {
        "@context": [contexts.CREDENTIALS_2],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": f"{LIST}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode_bitstring(bytes(bits)),
        },
        **changes,
    }
    return json.dumps(signed(document, issuer))


def a_png(text, *, keyword=b"openbadgecredential", packed=False):
    """Bake a certificate into the smallest picture."""
    content = text.encode()
    flags = b"\x01\x00" if packed else b"\x00\x00"
    baked = keyword + b"\x00" + flags + b"\x00\x00" + (zlib.compress(content) if packed else content)
    header = b"\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"
    chunks = ((b"IHDR", header), (b"iTXt", baked), (b"IDAT", zlib.compress(b"\x00\x00")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def an_svg(text, *, inside=False):
    """Bake it into a drawing: a token as an attribute, JSON as text."""
    carried = f"<![CDATA[{text}]]>" if inside else ""
    attribute = "" if inside else f' verify="{text}"'
    name = "openbadges:credential"
    return (
        '<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><{name}{attribute}>{carried}</{name}></svg>'
    ).encode()


def a_desk(**given):
    """Check here and now, without the wall, trusting the school."""
    return CertificateDesk(**{"known": lambda: frozenset({SCHOOL.did}), "look_at": look, **given})


def in_bytes(document):
    return json.dumps(document).encode()


def _chunk(kind, data):
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def _all():
    return {address: found for address in contexts.PINNED if (found := contexts.find(address, None))}


def _hash(document):
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": document_loader(_all())}
    return hashlib.sha256(jsonld.normalize(document, options).encode()).digest()


def looked_at(data, **material):
    return look(data, Material(now=NOW, known=material.pop("known", frozenset({SCHOOL.did})), **material))


def the_check(data, **material):
    (one,) = looked_at(data, **material).certificates
    return one.check
