"""Does a wallet of the Digital Credentials Consortium fetch a signed badge from the exchange that Cairn set up?"""

import time

import pytest

from advisor.errors import IssuerFailure
from advisor.issuers import open_connection
from advisor.vocabulary.handoff import FailureKind
from tests.contracts.test_credential_issuer import a_handoff, an_entry
from tests.journeys.wallets import a_wallet, an_exchange

pytestmark = pytest.mark.wallets

BADGE = {
    "@context": [
        "https://www.w3.org/2018/credentials/v1",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "urn:uuid:0f9d8c7b-6a59-4837-2615-f4e3d2c1b0a9",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "{title}",
    "issuer": {"type": ["Profile"], "name": "Green School"},
    "issuanceDate": "{now}",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "https://school.example/{achievement}",
            "type": ["Achievement"],
            "name": "{title}",
            "description": "Installs small PV systems safely",
            "criteria": {"narrative": "Assessed practical task"},
        },
    },
}


@pytest.fixture(scope="module")
def coordinator():
    with an_exchange() as address:
        yield address


@pytest.fixture(scope="module")
def wallet():
    with a_wallet("dcc") as opened:
        yield opened


def offers_of(coordinator, token="tenant-token", **more):
    return open_connection(
        an_entry(
            protocol="vcapi",
            allow_loopback=True,
            auth={"bearer": token},
            exchange={"url": coordinator, "tenant": "school", "credential": BADGE, **more},
        ),
        lambda _: "",
    ).offers


def test_the_deep_link_brings_a_signed_badge_about_the_holder(coordinator, wallet):
    offer = offers_of(coordinator).offer(a_handoff(), "h-1")

    claimed = wallet.claim(offer.uri)

    (badge,) = claimed["credentials"]
    assert badge["credentialSubject"]["id"] == claimed["holder"]
    assert badge["credentialSubject"]["achievement"]["name"] == "Solar basics"
    assert badge["proof"]["type"] == "Ed25519Signature2020"


def test_a_wallet_that_was_given_the_exchange_asks_it_what_it_wants(coordinator, wallet):
    offer = offers_of(coordinator).offer(a_handoff(), "h-1")

    claimed = wallet.claim(offer.exchange)

    assert claimed["credentials"][0]["name"] == "Solar basics"


def test_a_link_with_another_challenge_brings_nothing(coordinator, wallet):
    offer = offers_of(coordinator).offer(a_handoff(), "h-1")
    head, _, rest = offer.uri.partition("challenge=")

    refused = wallet.claim(f"{head}challenge=another&{rest.partition('&')[2]}")

    assert refused["error"].startswith("exchange 401")


def test_a_link_that_is_over_brings_nothing_and_a_new_one_does(coordinator, wallet):
    late = offers_of(coordinator, life=0.2).offer(a_handoff(), "h-1")
    time.sleep(0.4)

    refused = wallet.claim(late.uri)
    renewed = wallet.claim(offers_of(coordinator).offer(a_handoff(), "h-1").uri)

    assert refused["error"].startswith("exchange 404")
    assert renewed["credentials"]


def test_what_was_collected_is_gone_where_the_school_wants_it_so(coordinator, wallet):
    offer = offers_of(coordinator, delete_when_collected=True).offer(a_handoff(), "h-1")

    first = wallet.claim(offer.uri)
    again = wallet.claim(offer.uri)

    assert first["credentials"]
    assert again["error"].startswith("exchange 404")


def test_a_wrong_tenant_token_sets_nothing_up(coordinator):
    with pytest.raises(IssuerFailure) as failure:
        offers_of(coordinator, token="another").offer(a_handoff(), "h-1")

    assert failure.value.kind == FailureKind.REFUSED_US


def test_a_forgotten_exchange_harms_nobody(coordinator, wallet):
    forgotten = offers_of(coordinator).offer(a_handoff(), "h-1")
    second = offers_of(coordinator).offer(a_handoff(), "h-1")

    claimed = wallet.claim(second.uri)

    assert forgotten.uri != second.uri
    assert claimed["credentials"]
