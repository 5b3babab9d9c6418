"""Does every CredentialIssuer keep the port's promises?"""

import pytest

from advisor.issuers import open_issuer
from advisor.issuers.issuers_file import IssuersFile
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffId, HandOffStatus
from tests.builders import NOW
from tests.fakes.fake_issuer import FakeIssuer
from tests.fakes.scripted_back_office import ScriptedBackOffice

SCHOOL = "Solar School (demo)"


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
    return IssuersFile.model_validate({"providers": {SCHOOL: given}}).providers[SCHOOL]


def connected_to(office):
    return an_entry(
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


@pytest.fixture(params=["fake", "link", "oid4vci"])
def issuer(request):
    if request.param == "fake":
        yield FakeIssuer()
    elif request.param == "link":
        yield open_issuer(an_entry(), lambda _: "https://school.example/solar")
    else:
        office = ScriptedBackOffice()
        yield open_issuer(connected_to(office), lambda _: "")
        office.close()


def test_the_same_key_gives_the_same_offer(issuer):
    first = issuer.offer(a_handoff(), "h-1")
    again = issuer.offer(a_handoff(), "h-1")

    assert first == again
    assert first.uri


def test_what_was_made_is_found_again(issuer):
    made = issuer.offer(a_handoff(), "h-1")

    found = issuer.look_up(a_handoff(), "h-1")

    assert found.uri == made.uri


def test_an_offer_that_nobody_fetched_is_not_over(issuer):
    made = issuer.offer(a_handoff(), "h-1")

    assert issuer.status(a_handoff(offer=made)) in {None, HandOffStatus.OFFERED}


def test_withdrawing_is_quiet_and_may_be_repeated(issuer):
    offered = a_handoff(offer=CredentialOffer(uri="x", external_id="o-1"))

    assert issuer.cancel(offered, "h-1") is None
    assert issuer.cancel(offered, "h-1") is None


def test_it_says_how_it_takes_a_repeat(issuer):
    assert issuer.idempotency in {"key", "put", "natural", "none"}
    assert issuer.duplicate_effect in {"none", "harmless", "visible"}
    assert issuer.limits.attempts >= 1
