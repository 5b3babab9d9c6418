"""Are older badges known by their issuer's page, and tokens by a key that is really the issuer's?"""

import base64
import json

import jwt
import pytest

from advisor.vocabulary.credential import (
    VALID,
    CheckReason,
    CredentialForm,
    invalid,
    unknown,
)
from tests.advisor.credentials.making import (
    SCHOOL,
    a_badge,
    as_jwt,
    in_bytes,
    the_check,
)

PAGE = "https://school.example/a/1"


def an_assertion(**changes):
    """Write an Open Badge 2.0."""
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": PAGE,
        "recipient": {"type": "email", "identity": "sha256$x"},
        "issuedOn": "2020-01-01T00:00:00Z",
        "verification": {"type": "HostedBadge"},
        "badge": {"type": "BadgeClass", "name": "Welder", "issuer": {"name": "Old School"}},
        **changes,
    }


def test_an_older_badge_is_known_by_its_issuers_page_only():
    check = the_check(in_bytes(an_assertion()))

    assert check.form is CredentialForm.OPEN_BADGE_2
    assert check.signature == unknown(CheckReason.PAGE_NOT_FETCHED, PAGE)
    assert (check.title, check.issuer_name) == ("Welder", "Old School")


PAGES = {
    "says the same": (an_assertion(), VALID, VALID),
    "says more": (an_assertion(narrative="n"), unknown(CheckReason.PAGE_DIFFERS, PAGE), unknown(CheckReason.SIGNATURE_FIRST)),
    "names somebody else": (an_assertion(recipient={"identity": "y"}), invalid(CheckReason.PAGE_DIFFERS, PAGE), unknown(CheckReason.SIGNATURE_FIRST)),
    "withdrawn": ({"id": PAGE, "revoked": True}, VALID, invalid(CheckReason.REVOKED)),
    "nothing there": (None, unknown(CheckReason.KEY_NOT_FOUND, PAGE), unknown(CheckReason.SIGNATURE_FIRST)),
}  # fmt: skip


@pytest.mark.parametrize(("there", "signature", "status"), PAGES.values(), ids=PAGES)
def test_the_page_of_an_older_badge_decides_where_it_may_be_fetched(there, signature, status):
    page = None if there is None else json.dumps(there)

    check = the_check(in_bytes(an_assertion()), fetched={PAGE: page}, known=frozenset({"https://school.example"}))

    assert (check.signature, check.status) == (signature, status)
    if there == an_assertion():
        assert check.issuer_known == VALID


def test_an_older_badge_that_is_signed_is_not_taken_for_checked():
    check = the_check(as_jwt(an_assertion(verification={"type": "SignedBadge"})).encode())

    assert (check.form, check.signature.reason) == (CredentialForm.OPEN_BADGE_2_JWS, CheckReason.PROOF_NOT_SUPPORTED)


def unsafe(algorithm):
    """Sign with nothing, or with what everybody knows."""
    key = "" if algorithm == "none" else SCHOOL.did.ljust(64, "x")
    return jwt.encode({**a_badge(), "iss": SCHOOL.did}, key, algorithm, headers={"kid": SCHOOL.method}).encode()


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_a_real_signature_is_never_valid(algorithm):
    assert the_check(unsafe(algorithm)).signature == unknown(CheckReason.PROOF_NOT_SUPPORTED, algorithm)


def test_a_key_that_a_token_brings_along_proves_nobody():
    badge = a_badge()
    badge["issuer"]["id"] = "https://school.example"
    token = as_jwt({**badge, "iss": "https://school.example"}, kid="key-1", jwk=SCHOOL.public)

    assert the_check(token.encode()).signature == unknown(CheckReason.KEY_NOT_FOUND, "https://school.example")


def test_the_key_may_stand_in_the_issuers_own_name():
    name = base64.urlsafe_b64encode(json.dumps(SCHOOL.public).encode()).decode().rstrip("=")
    badge = a_badge()
    badge["issuer"]["id"] = f"did:jwk:{name}"
    token = as_jwt({**badge, "iss": f"did:jwk:{name}"}, kid=f"did:jwk:{name}#0").encode()

    assert the_check(token).signature == VALID
    assert the_check(token[:-8] + b"AAAAAAAA").signature == invalid(CheckReason.TAMPERED)
