"""Does a look at a provider tell what is wrong, without any effect there?"""

import pytest

from advisor.issuers.checking import check
from tests.contracts.test_credential_issuer import an_entry
from tests.fakes.scripted_back_office import ScriptedBackOffice
from tests.issuers.exchange_coordinator import ExchangeCoordinator
from tests.issuers.learncard_network import LearnCardNetwork
from tests.issuers.oeapi_school import OeapiSchool

TABLES = {
    "vcapi": lambda peer: {"exchange": {"url": peer.address, "tenant": "t", "credential": {"name": "x"}}},
    "learncard": lambda peer: {"inbox": {"url": f"{peer.address}/api"}, "achievements": {"pv-basics": "urn:1"}},
    "oeapi": lambda peer: {"association": {"url": peer.address}, "achievements": {"pv-basics": "offering-7"}},
}
PEERS = {"vcapi": ExchangeCoordinator, "learncard": LearnCardNetwork, "oeapi": OeapiSchool}


def looked(protocol, address_of, token, **more):
    entry = an_entry(
        protocol=protocol, allow_loopback=True, auth={"bearer": token}, **TABLES[protocol](address_of), **more
    )
    return check("S", entry, ["pv-basics"], can_be_called=True)


@pytest.fixture(params=sorted(PEERS))
def peer(request):
    opened = PEERS[request.param]()
    opened.protocol = request.param
    yield opened
    opened.close()


def test_a_provider_that_knows_us_is_fine(peer):
    found = looked(peer.protocol, peer, peer.token)

    assert (found.reachable, found.token_accepted, found.missing, found.fine) == (True, True, (), True)


def test_a_wrong_token_is_told_from_a_provider_that_is_away(peer):
    refused = looked(peer.protocol, peer, "another")
    peer.close()
    away = looked(peer.protocol, peer, peer.token)

    assert (refused.reachable, refused.token_accepted, refused.fine) == (True, False, False)
    assert (away.reachable, away.token_accepted, away.fine) == (False, None, False)


def test_looking_has_no_effect_and_never_asks_a_coordinator_for_its_root():
    coordinator, network, school = ExchangeCoordinator(), LearnCardNetwork(), OeapiSchool()

    for protocol, peer in (("vcapi", coordinator), ("learncard", network), ("oeapi", school)):
        looked(protocol, peer, peer.token)
        peer.close()

    assert (coordinator.exchanges, network.inboxes, school.associations) == ({}, {}, {})
    assert [(asked.method, asked.path) for asked in coordinator.asked] == [("POST", "/exchange/setup")]
    assert coordinator.killed is False


def test_a_template_is_looked_at_by_its_status_call():
    office = ScriptedBackOffice()
    entry = an_entry(
        protocol="oid4vci",
        allow_loopback=True,
        offer={"url": f"{office.address}/offers"},
        status={"url": f"{office.address}/offers/{{external_id}}", "values": {"issued": "claimed"}},
    )

    found = check("S", entry, ["pv-basics"], can_be_called=False)
    office.close()

    assert (found.reachable, found.token_accepted) == (True, True)
    assert found.missing == ("no `look_up` and no key: after a lost answer a person has to decide",)
    assert office.effects == []


def test_what_is_missing_is_named():
    entry = an_entry(
        protocol="oeapi",
        association={"url": "https://school.example"},
        events={"values": {"in": "enrolled"}},
        achievements={"one": "offering-1"},
    )
    unasked = entry.model_copy(update={"protocol": "link", "of_protocol": {"link": None}})

    stranger = check("S", unasked, [], can_be_called=False)

    assert stranger.missing == (
        "no course of the catalogue names this provider",
        "no CAIRN_PUBLIC_URL: the provider cannot call us",
    )
    assert (stranger.reachable, stranger.token_accepted) == (None, None)


def test_courses_that_the_provider_names_otherwise_are_counted():
    school = OeapiSchool()
    entry = an_entry(
        protocol="oeapi",
        allow_loopback=True,
        auth={"bearer": school.token},
        association={"url": school.address},
        achievements={"one": "offering-1"},
    )

    found = check("S", entry, ["one", "two", "three"], can_be_called=True)
    school.close()

    assert found.missing == ("2 of 3 courses have no name in `achievements`, so ours is sent",)
    assert found.fine is False
