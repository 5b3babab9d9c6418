"""How does a test write an id_token of its own: good, forged, for somebody else?"""

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

ISSUER, CLIENT, NONCE, NOW = "https://login.example", "cairn", "the-nonce", 1_800_000_000
KEY = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256", "use": "sig"}, private=True)
KEYS = KeySet([KEY]).as_dict(private=False)
CLAIMS = {
    "iss": ISSUER, "aud": CLIENT, "sub": "4711", "nonce": NONCE, "iat": NOW - 5, "exp": NOW + 300,
    "email": "amra@example.org", "email_verified": True,
}  # fmt: skip


def a_token(key=KEY, header=None, **claims):
    """Sign the usual claims, some of them changed; None leaves one out."""
    said = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    return {"id_token": jwt.encode(header or {"alg": "RS256", "kid": "one"}, said, key), "access_token": "opaque"}
