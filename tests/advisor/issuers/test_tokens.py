"""Is a token kept until its end, fetched anew when it is refused, and never shown?"""

from urllib.parse import parse_qs

import pytest

from advisor.errors import InvalidIssuersFile, IssuerFailure
from advisor.issuers.calling import BackOffice
from advisor.issuers.failures import FailureKind
from tests.contracts.test_credential_issuer import an_entry
from tests.issuers.loopback_peer import LoopbackPeer


class Authority(LoopbackPeer):
    """Gives tokens by client credentials, and serves whoever brings the newest."""

    def __init__(self):
        super().__init__()
        self.given = 0
        self.lives = 3600
        self.knows_us = True
        self.broken = False

    def answer(self, asked):
        if asked.path != "/token":
            return (200, {"ok": True}) if asked.headers.get("authorization") == f"Bearer t-{self.given}" else (401, {})
        if self.broken:
            return 500, {"error": "later"}
        if not self.knows_us:
            return 401, {"error": "invalid_client"}
        self.given += 1
        return 200, {"access_token": f"t-{self.given}", "token_type": "Bearer", "expires_in": self.lives}

    def calls(self, path):
        return [asked for asked in self.asked if asked.path == path]


@pytest.fixture
def authority():
    opened = Authority()
    yield opened
    opened.close()


def office(authority, **more):
    auth = {
        "method": "oauth2_client_credentials",
        "token_url": f"{authority.address}/token",
        "client_id": "cairn",
        "client_secret": "secret-7",
        "scope": "associations.write",
        **more,
    }
    return BackOffice(an_entry(allow_loopback=True, auth=auth))


def test_the_token_is_asked_for_with_our_name_and_kept(authority):
    calls = office(authority)

    first = calls.send("GET", f"{authority.address}/thing")
    second = calls.send("GET", f"{authority.address}/thing")

    (asked,) = authority.calls("/token")
    assert (first.status, second.status) == (200, 200)
    assert parse_qs(asked.body.decode()) == {"grant_type": ["client_credentials"], "scope": ["associations.write"]}
    assert asked.headers["authorization"] == "Basic Y2Fpcm46c2VjcmV0LTc="


def test_a_token_that_is_refused_is_fetched_anew_once(authority):
    calls = office(authority)
    calls.send("GET", f"{authority.address}/thing")
    authority.given = 7  # the old one is over before its time

    answer = calls.send("GET", f"{authority.address}/thing")

    assert answer.status == 200
    assert len(authority.calls("/token")) == 2


def test_a_token_that_is_nearly_over_is_fetched_anew(authority):
    authority.lives = 0.02
    calls = office(authority)
    calls.send("GET", f"{authority.address}/thing")

    import time

    time.sleep(0.03)
    answer = calls.send("GET", f"{authority.address}/thing")

    assert answer.status == 200
    assert len(authority.calls("/token")) == 2


def test_an_authority_that_does_not_know_us_pauses_the_provider(authority):
    authority.knows_us = False

    with pytest.raises(IssuerFailure) as failure:
        office(authority).send("POST", f"{authority.address}/thing")

    assert failure.value.kind == FailureKind.REFUSED_US
    assert authority.calls("/thing") == []


def test_an_authority_that_is_down_means_that_nothing_was_done(authority):
    authority.broken = True

    with pytest.raises(IssuerFailure) as failure:
        office(authority).send("POST", f"{authority.address}/thing")

    assert failure.value.kind == FailureKind.NOT_DONE
    assert authority.calls("/thing") == []


def test_the_secret_is_shown_nowhere(authority):
    entry = an_entry(
        auth={
            "method": "oauth2_client_credentials",
            "token_url": "https://a.example",
            "client_id": "c",
            "client_secret": "secret-7",
        }
    )

    assert "secret-7" not in repr(entry)


INCOMPLETE = [
    ({"method": "oauth2_client_credentials"}, "needs token_url and client_id"),
    ({"method": "oauth2_code"}, "each learner signs in at the provider"),
    ({"method": "oauth2_client_credentials", "token_url": "http://a.example", "client_id": "c"}, "only https"),
]


@pytest.mark.parametrize(("auth", "words"), INCOMPLETE)
def test_what_cannot_work_is_said_when_the_file_is_read(auth, words):
    with pytest.raises(InvalidIssuersFile, match=words) as error:
        an_entry(auth=auth)

    assert error.value.hint
