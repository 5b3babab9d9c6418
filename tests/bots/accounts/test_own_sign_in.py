"""Which id_token is believed, and whose address does it carry?"""

import base64
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import RSAKey

from bots.accounts.own_sign_in import OwnSignIn, Trip, address_in, verified
from bots.errors import SignInRefused, SignInUnreachable
from tests.bots.accounts.signing import CLAIMS, CLIENT, ISSUER, KEY, KEYS, NONCE, NOW, a_token


def believed(tokens, **changed):
    wanted = {"issuer": ISSUER, "client_id": CLIENT, "nonce": NONCE, "now": NOW, **changed}
    return verified(tokens, KEYS, **wanted)


def written(header, sign):
    """Write a token by hand: the library refuses to."""
    plain = b".".join(_text(json.dumps(part).encode()) for part in (header, CLAIMS))
    return {"id_token": (plain + b"." + _text(sign(plain))).decode()}


def _text(part):
    return base64.urlsafe_b64encode(part).rstrip(b"=")


def by_the_published_key_as_secret(plain):
    return hmac.digest(KEY.as_pem(private=False), plain, "sha256")


def test_a_token_of_this_provider_for_us_and_for_this_trip_is_believed():
    assert believed(a_token())["sub"] == "4711"


@pytest.mark.parametrize(
    "tokens",
    [
        a_token(aud="another-program"),
        a_token(aud=[CLIENT, "another-program"], azp="another-program"),
        a_token(aud=None),
        a_token(iss="https://login.example.evil"),
        a_token(nonce="of-another-trip"),
        a_token(nonce=None),
        a_token(sub=None),
        a_token(exp=NOW - 121),
        a_token(exp=None),
        a_token(iat=NOW + 600),
        a_token(RSAKey.generate_key(2048, {"kid": "one"}, private=True)),
        a_token(RSAKey.generate_key(2048, {"kid": "two"}, private=True), {"alg": "RS256", "kid": "two"}),
        written({"alg": "none"}, lambda _: b""),
        written({"alg": "HS256", "kid": "one"}, by_the_published_key_as_secret),
        {"id_token": "not.a.token"},
        {},
    ],
    ids=["audience", "authorised party", "no audience", "issuer", "nonce", "no nonce", "nobody", "over", "endless",
         "from the future", "forged", "unknown key", "unsigned", "public key as secret", "garbage", "none"],
)  # fmt: skip
def test_every_other_token_lets_nobody_in(tokens):
    with pytest.raises(SignInRefused) as refused:
        believed(tokens)

    assert refused.value.reason == "invalid"


def test_two_minutes_between_two_clocks_are_forgiven():
    assert believed(a_token(exp=NOW - 119, iat=NOW - 400))["sub"] == "4711"


@given(st.text(max_size=60), st.recursive(st.none() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)))
def test_whatever_is_sent_is_refused_in_our_own_words(token, keys):
    with pytest.raises(SignInRefused):
        verified({"id_token": token}, {"keys": keys}, issuer=ISSUER, client_id=CLIENT, nonce=NONCE, now=NOW)


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"email": "amra@example.org"}, "unverified"),
        ({"email": "amra@example.org", "email_verified": False}, "unverified"),
        ({"email": "amra@example.org", "email_verified": "false"}, "unverified"),
        ({"email_verified": True}, "nameless"),
        ({"email": "", "email_verified": True}, "nameless"),
        ({"email": "amra@elsewhere.org", "email_verified": True}, "unknown"),
        ({"email": "amra@evil-example.org", "email_verified": True}, "unknown"),
    ],
)
def test_an_address_counts_where_the_provider_vouches_for_it_and_it_is_in_a_domain_of_ours(claims, reason):
    with pytest.raises(SignInRefused) as refused:
        address_in(claims, "email", frozenset({"example.org"}))

    assert refused.value.reason == reason


def test_a_claim_of_the_operators_choice_needs_no_verified_mail_but_a_domain_of_ours():
    ours = frozenset({"example.org"})

    assert address_in({"upn": " Amra@Example.org "}, "upn", ours) == "amra@example.org"
    with pytest.raises(SignInRefused):
        address_in({"upn": "amra@elsewhere.org"}, "upn", ours)


def test_all_that_a_trip_shows_is_drawn_from_one_secret_and_differs():
    trip = Trip("the-secret-of-a-browser")

    assert trip.state == "pnwU2kHLKwOugr6vvLxS9m8rA8LPVP-AJ78EVeJIDl0"
    assert len({trip.secret, trip.state, trip.nonce, trip.verifier}) == 4
    assert Trip("another").state != trip.state


def a_door(issuer="http://127.0.0.1:9"):
    return OwnSignIn(issuer, CLIENT, "secret", "Example", "email", frozenset(), "https://cairn.example")


def test_a_provider_that_does_not_answer_is_said_to_be_down():
    with pytest.raises(SignInUnreachable) as refused:
        a_door().address(Trip.new())

    assert refused.value.reason == "down"


def test_the_secret_stands_in_no_trace():
    assert "secret" not in repr(a_door()).replace("client_secret", "")
