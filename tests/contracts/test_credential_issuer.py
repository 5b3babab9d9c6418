"""Does every adapter of a provider, and every fake, keep the promises of the ports that it has?"""

import json
from pathlib import Path

import pytest

from advisor.handoff_ports import Event
from advisor.issuers import open_connection
from advisor.issuers.issuers_file import read_entry
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffId, HandOffStatus, ProviderAnswer
from tests.builders import NOW
from tests.fakes.fake_issuer import FakeAssessor, FakeIssuer, FakeSchool
from tests.fakes.scripted_back_office import ScriptedBackOffice
from tests.issuers.exchange_coordinator import ExchangeCoordinator
from tests.issuers.learncard_network import LearnCardNetwork
from tests.issuers.oeapi_school import OeapiSchool

SCHOOL = "Solar School (demo)"
NUMBER = HandOffId("0f9d8c7b6a5948372615f4e3d2c1b0a9")


def a_handoff(**given):
    valid = {
        "id": HandOffId("h-1"),
        "conversation": "c-1",
        "micro_credential_id": "pv-basics",
        "title": "Solar basics",
        "provider": SCHOOL,
        "protocol": "oid4vci",
        "created": NOW,
        "changed": NOW,
    }
    return HandOff(**{**valid, **given})


def an_entry(**given):
    """Read a table as it stands in the issuers file."""
    return read_entry(SCHOOL, given, {}, Path("issuers.toml"))


def connected(**given):
    return open_connection(
        an_entry(**given),
        lambda _: "https://school.example/solar",
        lambda ref: f"https://c.example/hooks/s?reference={ref}",
    )


def by_template(office):
    return connected(
        protocol="oid4vci",
        allow_loopback=True,
        offer={
            "url": f"{office.address}/offers",
            "body": {"recipient": "{reference}"},
            "idempotency": "key",
            "idempotency_header": "Idempotency-Key",
        },
        look_up={"url": f"{office.address}/offers?reference={{reference}}"},
        status={"url": f"{office.address}/offers/{{external_id}}", "values": {"issued": "claimed"}},
        cancel={"method": "DELETE", "url": f"{office.address}/offers/{{external_id}}"},
    )


def by_exchange(coordinator, **more):
    return connected(
        protocol="vcapi",
        allow_loopback=True,
        auth={"bearer": "tenant-token"},
        exchange={"url": coordinator.address, "tenant": "school", "credential": {"name": "{title}"}, **more},
    )


def by_network(peer, **more):
    return connected(
        protocol="learncard",
        allow_loopback=True,
        auth={"bearer": "network-token"},
        achievements={"pv-basics": "urn:lc:boost:1"},
        inbox={"url": f"{peer.address}/api", "network": peer.did, **more},
    )


def by_association(school, **more):
    return connected(
        protocol="oeapi",
        allow_loopback=True,
        auth={"bearer": "school-token"},
        achievements={"pv-basics": "offering-7"},
        association={"url": school.address},
        **more,
    )


PEERS = {
    "oid4vci": (ScriptedBackOffice, by_template),
    "vcapi": (ExchangeCoordinator, by_exchange),
    "learncard": (LearnCardNetwork, by_network),
    "oeapi": (OeapiSchool, by_association),
}
FAKES = {"fake issuer": FakeIssuer, "fake school": FakeSchool, "fake assessor": FakeAssessor}


@pytest.fixture
def connection(request):
    """Connect one adapter with its peer, or open a fake."""
    if request.param in FAKES:
        yield FAKES[request.param]().connection
        return
    peer, connect = PEERS[request.param]
    opened = peer()
    yield connect(opened)
    opened.close()


offering = pytest.mark.parametrize("connection", ["fake issuer", "oid4vci", "vcapi", "learncard"], indirect=True)
enrolling = pytest.mark.parametrize("connection", ["fake school", "oeapi"], indirect=True)
assessing = pytest.mark.parametrize("connection", ["fake assessor"], indirect=True)


# credential offers
@offering
def test_an_offer_opens_something_and_says_how_it_takes_a_repeat(connection):
    made = connection.offers.offer(a_handoff(), "h-1")

    assert made.uri.startswith(("https://", "openid-credential-offer://"))
    assert connection.offers.manners.idempotency in {"key", "put", "natural", "none"}
    assert connection.offers.manners.duplicate_effect in {"none", "harmless", "visible"}
    assert connection.limits.attempts >= 1


@pytest.mark.parametrize("connection", ["fake issuer", "oid4vci"], indirect=True)
def test_where_keys_are_known_the_same_key_gives_the_same_offer(connection):
    first = connection.offers.offer(a_handoff(), "h-1")
    again = connection.offers.offer(a_handoff(), "h-1")

    assert first == again


@pytest.mark.parametrize("connection", ["fake issuer", "oid4vci", "learncard"], indirect=True)
def test_what_was_made_is_found_again_and_nothing_before(connection):
    before = connection.offers.look_up(a_handoff(), "h-1")
    made = connection.offers.offer(a_handoff(), "h-1")
    found = connection.offers.look_up(a_handoff(), "h-1")

    assert before is None
    assert (found.uri, found.external_id) == (made.uri, made.external_id)


@offering
def test_an_offer_that_nobody_fetched_is_not_over(connection):
    made = connection.offers.offer(a_handoff(), "h-1")

    assert connection.offers.status(a_handoff(offer=made)) in {None, HandOffStatus.OFFERED}


@offering
def test_withdrawing_an_offer_is_quiet_and_may_be_repeated(connection):
    offered = a_handoff(offer=CredentialOffer(uri="x", external_id="o-1"))

    assert connection.offers.withdraw(offered, "h-1") is None
    assert connection.offers.withdraw(offered, "h-1") is None


# enrolment
@enrolling
def test_asking_twice_for_a_place_is_asking_once(connection):
    first = connection.enrolment.enrol(a_handoff(id=NUMBER), NUMBER)
    again = connection.enrolment.enrol(a_handoff(id=NUMBER), NUMBER)

    assert first.status == again.status == HandOffStatus.ACCEPTED_BY_PROVIDER
    assert first.external_id == again.external_id


@enrolling
def test_how_far_it_is_can_be_asked_once_something_was_asked_for(connection):
    before = connection.enrolment.progress(a_handoff(id=NUMBER))
    connection.enrolment.enrol(a_handoff(id=NUMBER), NUMBER)
    after = connection.enrolment.progress(a_handoff(id=NUMBER))

    assert before is None
    assert after.status == HandOffStatus.ACCEPTED_BY_PROVIDER


@enrolling
def test_withdrawing_from_a_place_is_quiet_and_may_be_repeated(connection):
    connection.enrolment.enrol(a_handoff(id=NUMBER), NUMBER)

    assert connection.enrolment.withdraw(a_handoff(id=NUMBER), NUMBER) is None
    assert connection.enrolment.withdraw(a_handoff(id=NUMBER), NUMBER) is None


# prior learning
@assessing
def test_a_claim_is_handed_in_once_and_followed(connection):
    before = connection.prior_learning.progress(a_handoff(id=NUMBER))
    first = connection.prior_learning.claim(a_handoff(id=NUMBER), ("https://me.example/work.jpg",), NUMBER)
    again = connection.prior_learning.claim(a_handoff(id=NUMBER), ("https://me.example/work.jpg",), NUMBER)
    after = connection.prior_learning.progress(a_handoff(id=NUMBER))

    assert before is None
    assert first == again == after
    assert connection.prior_learning.withdraw(a_handoff(id=NUMBER), NUMBER) is None


# inbound events
DESCRIBED = {"values": {"issued": "claimed"}, "proof": "hmac", "secret": "0123456789abcdef"}


def test_a_described_message_is_read_only_with_its_signature():
    events = connected(events=DESCRIBED).events
    body = json.dumps({"id": "e-1", "reference": "h-1", "status": "issued"}).encode()
    right = {"x-signature-256": "sha256=39f66c99229a1dd5c9694ceb94cf59949545e024491b2140159dd76015daa21b"}

    assert events.proves(body, right, 0.0) is True
    assert events.proves(body + b" ", right, 0.0) is False
    assert events.proves(body, {}, 0.0) is False
    assert events.read(body, "") == Event(
        id="e-1", reference=HandOffId("h-1"), answer=ProviderAnswer(status=HandOffStatus.CLAIMED)
    )


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"{", b"\xff", b"[" * 100_000, b'{"status": "issued"}'])
def test_a_malformed_message_is_one_kind_of_error(body):
    with pytest.raises(ValueError):
        connected(events=DESCRIBED).events.read(body, "")


def test_news_that_mean_nothing_here_are_none():
    assert connected(events=DESCRIBED).events.read(b'{"id": "e-1", "reference": "h-1", "status": "seen"}', "") is None
