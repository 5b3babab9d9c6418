"""Is whatever somebody sends in place of a certificate a value, and never taken for a genuine one?"""

import base64
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.credentials.limits import MOST_BYTES
from advisor.credentials.material import Expected
from advisor.vocabulary.credential import (
    VALID,
    Worth,
)
from tests.advisor.credentials.making import (
    LIST,
    a_badge,
    a_png,
    a_presentation,
    in_bytes,
    looked_at,
    signed,
)

NAMES = (
    "@context", "type", "id", "issuer", "proof", "credentialSubject", "achievement", "credentialStatus", "validUntil", "vc",
    "verifiableCredential", "badge", "holder", "alignment", "name", "criteria", "iss", "alg", "kid", "jwk", "payload", "@id",
    "signatures", "verification", "statusListIndex", "statusListCredential", "encodedList", "hasClaim", "did:key:z6Mk",
)  # fmt: skip
ASKED = Expected("c1", "https://cairn.example")
HOSTILE = {
    "nothing": b"",
    "no text": b"\xff\xfe\x00",
    "no certificate": b'{"a": 1}',
    "deep": b"[" * 100_000,
    "deep inside": b'{"type": "VerifiableCredential", "credentialSubject": ' + b"[" * 60 + b"]" * 60 + b"}",
    "too large": b'{"type": "Assertion", "x": "' + b"a" * MOST_BYTES + b'"}',
    "twice the same name": b'{"type": "Assertion", "type": "Assertion"}',
    "not a number": b'{"type": "Assertion", "x": NaN}',
    "bomb in a picture": a_png("a" * 3_000_000, packed=True),
    "broken picture": b"\x89PNG\r\n\x1a\n" + b"\xff" * 64,
    "entities": b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
    "half a token": b"e30.e30.",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_certificate_is_none(data):
    assert looked_at(data).certificates == ()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(NAMES),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=25,
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5), inside=VALUES)
def test_whatever_stands_where_it_does_not_belong_is_a_value_and_never_counts_as_verified(changes, inside):
    badge = {**signed(a_badge()), **changes}
    shown = {**a_presentation(signed(a_badge())), "verifiableCredential": [badge, inside]}
    fetched = {LIST: json.dumps(changes)}

    for document in (badge, shown, inside, {"vc": changes}):
        found = looked_at(in_bytes(document), expected=ASKED, fetched=fetched)
        assert all(one.check.worth is not Worth.VERIFIED for one in found.certificates if changes)


@settings(max_examples=25, deadline=None)
@given(header=VALUES, payload=VALUES)
def test_a_token_of_anything_is_a_value(header, payload):
    parts = (
        base64.urlsafe_b64encode(in_bytes(part)).decode().rstrip("=")
        for part in (header, {**a_badge(), "iss": payload})
    )

    found = looked_at(".".join([*parts, "AAAA"]).encode())

    assert all(one.check.signature != VALID for one in found.certificates)
