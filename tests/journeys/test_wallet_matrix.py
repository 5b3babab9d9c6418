"""Does each real wallet fetch from each real issuer what Cairn's adapter asked for, and nothing that it must not?

{openbadgeslib, @openid4vc} issuers × {LearnCard SDK, @openid4vc} wallets, over TLS on loopback.
"""

import time

import httpx
import pytest

from advisor.issuers import open_connection
from advisor.vocabulary.handoff import HandOffStatus
from tests.contracts.test_credential_issuer import a_handoff, an_entry
from tests.issuers.badge_issuer import TOKEN, a_badge_issuer
from tests.journeys.wallets import KINDS, a_node_issuer, a_wallet, needs_wallets

pytestmark = pytest.mark.wallets

ISSUERS = {"python": a_badge_issuer, "node": a_node_issuer}


@pytest.fixture(scope="module")
def issuers(tmp_path_factory):
    """Run both issuers; give them by name."""
    needs_wallets()
    folder = tmp_path_factory.mktemp("issuers")
    with a_badge_issuer(folder / "python") as python, a_node_issuer(folder / "node") as node:
        (folder / "ca.pem").write_bytes(python.ca.read_bytes() + node.ca.read_bytes())
        yield {"python": python, "node": node, "authorities": folder / "ca.pem"}


@pytest.fixture(scope="module")
def wallets(issuers):
    with (
        a_wallet("learncard", issuers["authorities"]) as first,
        a_wallet("openid4vc", issuers["authorities"]) as second,
    ):
        yield {"learncard": first, "openid4vc": second}


every_pair = pytest.mark.parametrize(("issuer", "wallet"), [(i, w) for i in ISSUERS for w in KINDS])


def offers_of(issuer, **asked):
    """Connect Cairn's own adapter to an issuer's back office; `asked` goes into the body of the call."""
    return open_connection(
        an_entry(
            protocol="oid4vci",
            allow_loopback=True,
            ca=str(issuer.ca),
            auth={"bearer": TOKEN},
            offer={
                "url": f"{issuer.address}/provider/offers",
                "body": {"achievement": "badge_pv", "recipient": "{reference}", **asked},
                "idempotency": "key",
                "idempotency_header": "Idempotency-Key",
            },
            status={
                "url": f"{issuer.address}/provider/offers/{{external_id}}",
                "values": {"issued": "claimed"},
            },
        ),
        lambda _: "",
    ).offers


@pytest.fixture
def offered(issuers, request):
    """Ask an issuer for an offer under a number of this test's own."""

    def ask(name, **asked):
        offers = offers_of(issuers[name], **asked)
        return offers, offers.offer(a_handoff(), request.node.name)

    return ask


def badge(claimed):
    """Give the credential out of a VC-JWT's payload, in either of its two places."""
    (payload,) = claimed["credentials"]
    return payload.get("vc", payload)


@every_pair
def test_a_code_of_another_channel_opens_the_offer(offered, wallets, issuer, wallet):
    offers, offer = offered(issuer, tx_code=True)
    before = offers.status(a_handoff(offer=offer))

    claimed = wallets[wallet].claim(offer.uri, offer.tx_code)

    assert "error" not in claimed, claimed
    assert badge(claimed)["name"] == "Solar PV basics"
    assert before == HandOffStatus.OFFERED
    assert offers.status(a_handoff(offer=offer)) == HandOffStatus.CLAIMED


@every_pair
def test_an_offer_without_a_code_opens_without_one(offered, wallets, issuer, wallet):
    _, offer = offered(issuer)

    claimed = wallets[wallet].claim(offer.uri)

    assert offer.tx_code is None
    assert badge(claimed)["type"] == ["VerifiableCredential", "OpenBadgeCredential"]


@every_pair
def test_a_wrong_code_opens_nothing(offered, wallets, issuer, wallet):
    offers, offer = offered(issuer, tx_code=True)
    wrong = "000000" if offer.tx_code != "000000" else "111111"

    refused = wallets[wallet].claim(offer.uri, wrong)

    assert "invalid_grant" in refused["error"]
    assert offers.status(a_handoff(offer=offer)) == HandOffStatus.OFFERED


@every_pair
def test_a_missing_code_opens_nothing(offered, wallets, issuer, wallet):
    offers, offer = offered(issuer, tx_code=True)

    refused = wallets[wallet].claim(offer.uri)

    assert refused["error"]
    assert offers.status(a_handoff(offer=offer)) == HandOffStatus.OFFERED


@every_pair
def test_an_offer_that_is_over_opens_nothing(offered, wallets, issuer, wallet):
    _, offer = offered(issuer, expires_in=1)
    time.sleep(1.2)

    refused = wallets[wallet].claim(offer.uri)

    assert "invalid_grant" in refused["error"]


@every_pair
def test_an_offer_opens_once(offered, wallets, issuer, wallet):
    _, offer = offered(issuer)
    first = wallets[wallet].claim(offer.uri)

    again = wallets[wallet].claim(offer.uri)

    assert first["credentials"]
    assert "invalid_grant" in again["error"]


def test_a_credential_that_is_not_ready_yet_is_waited_for(offered, wallets):
    offers, offer = offered("node", deferred=True)

    claimed = wallets["openid4vc"].claim(offer.uri)

    assert badge(claimed)["name"] == "Solar PV basics"
    assert offers.status(a_handoff(offer=offer)) == HandOffStatus.CLAIMED


def test_learncard_does_not_wait_and_says_so_and_nothing_counts_as_claimed(offered, wallets):
    offers, offer = offered("node", deferred=True)

    refused = wallets["learncard"].claim(offer.uri)

    assert refused["error"]
    assert offers.status(a_handoff(offer=offer)) == HandOffStatus.OFFERED


@pytest.mark.parametrize("issuer", ISSUERS)
def test_the_issuer_takes_our_key_twice_as_once(issuers, request, issuer):
    offers = offers_of(issuers[issuer], tx_code=True)

    first = offers.offer(a_handoff(), request.node.name)
    again = offers.offer(a_handoff(), request.node.name)

    assert first == again


@pytest.mark.parametrize("issuer", ISSUERS)
def test_a_stranger_gets_no_offer(issuers, issuer):
    import ssl

    trust = ssl.create_default_context(cafile=str(issuers[issuer].ca))
    answer = httpx.post(f"{issuers[issuer].address}/provider/offers", json={"achievement": "badge_pv"}, verify=trust)

    assert answer.status_code == 401
