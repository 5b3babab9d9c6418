"""Is a boost sent without a mail, looked for before anything is repeated, and the network's call believed only when signed?"""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from advisor.errors import IssuerFailure
from advisor.issuers.network_keys import address_of
from advisor.vocabulary.handoff import FailureKind, HandOffStatus
from tests.contracts.test_credential_issuer import a_handoff, by_network
from tests.issuers.learncard_network import LearnCardNetwork


@pytest.fixture
def network():
    opened = LearnCardNetwork()
    yield opened
    opened.close()


def test_the_boost_goes_to_a_reference_and_the_link_comes_to_us(network):
    offer = by_network(network).offers.offer(a_handoff(), "h-1")

    (asked,) = network.asked
    assert asked.document == {
        "type": "boost",
        "recipient": "h-1@handoff.invalid",
        "templateUri": "urn:lc:boost:1",
        "options": {"suppressDelivery": True, "webhookUrl": "https://c.example/hooks/s?reference=h-1"},
    }
    assert offer.uri == "https://learncard.app/interactions/inbox-claim/issuance-1?iuv=1"
    assert offer.external_id == "issuance-1"


def test_what_was_claimed_is_seen(network):
    connection = by_network(network)
    made = connection.offers.offer(a_handoff(), "h-1")
    before = connection.offers.status(a_handoff(offer=made))
    network.claim("issuance-1")

    assert before == HandOffStatus.OFFERED
    assert connection.offers.status(a_handoff(offer=made)) == HandOffStatus.CLAIMED


def test_another_learners_boost_is_not_found_for_this_one(network):
    connection = by_network(network)
    connection.offers.offer(a_handoff(id="h-2"), "h-2")

    assert connection.offers.look_up(a_handoff(), "h-1") is None


def test_a_network_that_hides_the_link_of_what_it_has_leaves_it_to_a_person(network):
    network.shows_links = False
    connection = by_network(network)
    connection.offers.offer(a_handoff(), "h-1")

    with pytest.raises(IssuerFailure) as failure:
        connection.offers.look_up(a_handoff(), "h-1")

    assert failure.value.kind == FailureKind.REFUSED


# what the network calls us with
def test_the_networks_call_is_read(network):
    connection = by_network(network)
    connection.offers.offer(a_handoff(), "h-1")
    body, headers = network.claim("issuance-1")

    event = connection.events.read(body, "h-1")

    assert connection.events.proves(body, headers, 0.0) is True
    assert (event.id, event.reference) == ("issuance-1:claimed", "h-1")
    assert (event.answer.status, event.answer.external_id) == (HandOffStatus.CLAIMED, "issuance-1")


def tokens(network):
    stranger = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    return {
        "none": "",
        "another kind": "Basic abc",
        "gibberish": "Bearer abc",
        "a stranger's key": f"Bearer {network.signed({'iss': network.did}, stranger)}",
        "another issuer": f"Bearer {network.signed({'iss': 'did:web:elsewhere'})}",
        "no issuer": f"Bearer {network.signed({})}",
        "over": f"Bearer {network.signed({'iss': network.did, 'exp': 800})}",
        "not yet": f"Bearer {network.signed({'iss': network.did, 'nbf': 1200})}",
        "an end that is no number": f"Bearer {network.signed({'iss': network.did, 'exp': 'never'})}",
        "cut off": f"Bearer {network.signed({'iss': network.did})[:-6]}",
        "unsigned": "Bearer eyJhbGciOiJub25lIn0.e30.",
    }


@pytest.mark.parametrize("case", sorted(tokens(LearnCardNetwork())))
def test_a_call_without_the_networks_own_signature_is_not_believed(network, case):
    headers = {"authorization": tokens(network)[case]}

    assert by_network(network).events.proves(b"{}", headers, 1000.0) is False


@pytest.mark.parametrize(
    "document", [{}, {"data": 7}, {"data": {"inbox": []}}, {"data": {"inbox": {"issuanceId": {}}}}]
)
def test_a_call_that_names_no_issuance_is_malformed(network, document):
    with pytest.raises(ValueError, match="issuance"):
        by_network(network).events.read(json.dumps(document).encode(), "h-1")


def test_other_news_of_the_network_are_none(network):
    body = b'{"type": "ISSUANCE_DELIVERED", "data": {"inbox": {"issuanceId": "i", "status": "DELIVERED"}}}'

    assert by_network(network).events.read(body, "h-1") is None


def test_the_networks_keys_are_looked_up_under_its_own_address():
    assert address_of("did:web:network.learncard.com") == "https://network.learncard.com/.well-known/did.json"
    assert address_of("did:web:school.example%3A8443:keys:a") == "https://school.example:8443/keys/a/did.json"


@pytest.mark.parametrize("network_did", ["did:web:127.0.0.1", "did:web:10.0.0.1", "did:key:zNonsense", "did:example:1"])
def test_keys_that_cannot_be_had_prove_nothing(network, network_did):
    connection = by_network(network, network=network_did)

    assert (
        connection.events.proves(b"{}", {"authorization": f"Bearer {network.signed({'iss': network_did})}"}, 0.0)
        is False
    )
