"""Is what has to be fetched fetched once, through the guard, only where that is allowed; and does no file get out of its wall?"""

import json
from functools import partial

from advisor.credentials.desk import CertificateDesk, in_quarantine
from advisor.credentials.limits import MOST_BYTES
from advisor.vocabulary.credential import VALID, CheckReason, invalid, unknown
from knowledge.errors import AddressRefused
from knowledge.quarantine import Budget
from tests.advisor.credentials.making import (
    LIST,
    NOW,
    SCHOOL,
    a_badge,
    a_desk,
    a_list,
    a_status,
    as_jwt,
    in_bytes,
    signed,
)

WITH_STATUS = in_bytes(signed(a_badge(credentialStatus=a_status())))


def status_of(desk, data=WITH_STATUS):
    (one,) = desk.look(data, NOW).certificates
    return one.check.status


def test_nothing_is_fetched_unless_that_is_switched_on():
    assert status_of(a_desk()) == unknown(CheckReason.LIST_NOT_FETCHED, LIST)


def test_a_list_is_fetched_once_and_read():
    asked = []

    def fetch(address):
        asked.append(address)
        return a_list(3).encode()

    assert status_of(a_desk(fetch=fetch)) == invalid(CheckReason.REVOKED)
    assert asked == [LIST]


def test_the_key_of_a_list_is_fetched_after_the_list():
    did = "did:web:school.example"
    badge = a_badge(credentialStatus=a_status())
    badge["issuer"]["id"] = did
    listed = json.loads(a_list(5))
    del listed["proof"]
    pages = {
        LIST: as_jwt({**listed, "issuer": did, "iss": did}, kid=f"{did}#k1"),
        "https://school.example/.well-known/did.json": json.dumps(
            {
                "id": did,
                "verificationMethod": [
                    {"id": f"{did}#k1", "type": "JsonWebKey2020", "controller": did, "publicKeyJwk": SCHOOL.public}
                ],
            }
        ),
    }
    asked = []

    def fetch(address):
        asked.append(address)
        return pages[address].encode()

    (one,) = a_desk(fetch=fetch).look(as_jwt({**badge, "iss": did}, kid=f"{did}#k1").encode(), NOW).certificates

    assert (one.check.signature, one.check.status) == (VALID, VALID)
    assert asked == ["https://school.example/.well-known/did.json", LIST]


def test_an_address_that_is_refused_or_holds_too_much_is_not_reachable():
    def refuse(_):
        raise AddressRefused("The address is not fetched: it is not https.", "")

    assert status_of(a_desk(fetch=refuse)) == unknown(CheckReason.LIST_UNREACHABLE, LIST)
    assert status_of(a_desk(fetch=lambda _: b" " * (MOST_BYTES + 1))) == unknown(CheckReason.LIST_UNREACHABLE, LIST)


def test_behind_the_wall_the_same_is_found_as_before_it():
    wall = CertificateDesk(known=lambda: frozenset({SCHOOL.did}))

    assert wall.look(WITH_STATUS, NOW) == a_desk().look(WITH_STATUS, NOW)


def test_a_file_that_would_take_for_ever_is_nothing_that_can_be_read():
    nodes = [{"id": f"_:b{n}", "type": ["VerifiableCredential"]} for n in range(10)]
    clique = [{**node, "evidence": [other["id"] for other in nodes if other is not node]} for node in nodes]
    badge = {**signed(a_badge()), "evidence": clique}

    wall = CertificateDesk(look_at=partial(in_quarantine, budget=Budget(memory_mb=768, cpu_seconds=1, wall_seconds=20)))

    assert wall.look(in_bytes(badge), NOW).certificates == ()
