"""Is an exchange set up as the coordinator takes it, and what failed behind it told apart?"""

import json
from datetime import timedelta

import pytest

from advisor.errors import InvalidIssuersFile, IssuerFailure
from advisor.issuers.calling import Answered
from advisor.issuers.failures import AmbiguousFailure
from advisor.issuers.issuers_file import read_entry
from advisor.issuers.vcapi import read_links, unwrapped
from advisor.vocabulary.handoff import FailureKind
from tests.builders import NOW
from tests.contracts.test_credential_issuer import a_handoff, by_exchange
from tests.issuers.exchange_coordinator import ExchangeCoordinator

LCW = "https://lcw.app/request.html?issuer=i&auth_type=bearer&challenge=c&vc_request_url="


@pytest.fixture
def coordinator():
    opened = ExchangeCoordinator()
    yield opened
    opened.close()


def test_the_setup_says_the_tenant_our_number_the_credential_and_how_long(coordinator):
    offer = by_exchange(
        coordinator, life=3600, credential={"name": "{title}", "id": "urn:uuid:{reference}", "issued": "{now}"}
    ).offers.offer(a_handoff(), "h-1")

    assert [(a.method, a.path, a.headers["authorization"]) for a in coordinator.asked] == [
        ("POST", "/exchange/setup", "Bearer tenant-token")
    ]
    assert coordinator.asked[0].document == {
        "tenantName": "school",
        "data": [
            {
                "retrievalId": "h-1",
                "vc": {"name": "Solar basics", "id": "urn:uuid:h-1", "issued": "2026-11-22T09:00:00Z"},
                "timeToLive": 3600000,
                "deleteWhenCollected": False,
            }
        ],
    }
    assert offer.expires == NOW + timedelta(hours=1)
    assert offer.tx_code is None


def test_the_deep_link_is_encoded_and_the_exchange_is_kept_for_wallets_that_ask(coordinator):
    offer = by_exchange(coordinator).offers.offer(a_handoff(), "h-1")

    port = coordinator.address.rpartition(":")[2]
    assert offer.uri == (
        "https://lcw.app/request.html?issuer=issuer.example.com&auth_type=bearer&challenge=challenge-1"
        f"&vc_request_url=http%3A%2F%2F127.0.0.1%3A{port}%2Fexchange%2Fexchange-1%2Fchallenge-1"
    )
    assert offer.exchange == f"http://127.0.0.1:{port}/exchange/exchange-1"


WRAPPED = [
    (400, "refused"),
    (401, "refused_us"),
    (404, "refused"),
    (429, "not_done"),
    (500, "ambiguous"),
    (503, "not_done"),
]


@pytest.mark.parametrize(("inner", "kind"), WRAPPED)
def test_what_failed_behind_the_coordinator_is_taken_for_what_it_is(coordinator, inner, kind):
    coordinator.wrapped = inner

    with pytest.raises(IssuerFailure) as failure:
        by_exchange(coordinator).offers.offer(a_handoff(), "h-1")

    assert failure.value.kind == FailureKind(kind)


def test_a_wrong_tenant_token_is_a_no_to_us(coordinator):
    coordinator.token = "another"

    with pytest.raises(IssuerFailure) as failure:
        by_exchange(coordinator).offers.offer(a_handoff(), "h-1")

    assert failure.value.kind == FailureKind.REFUSED_US


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"7", b'{"serviceResponseStatus": "404"}', b'{"serviceResponseStatus": 200}', b"[" * 99999],
)
def test_a_500_that_says_nothing_more_stays_one(body):
    assert unwrapped(Answered(500, {}, body)).status == 500


def test_only_a_500_is_unwrapped():
    body = b'{"serviceResponseStatus": 404}'

    assert unwrapped(Answered(200, {}, body)).status == 200
    assert unwrapped(Answered(500, {}, body)).status == 404


BAD_LINKS = [
    {},
    [],
    [{"directDeepLink": 7}],
    [{"directDeepLink": "https://lcw.app/request.html"}],
    [{"directDeepLink": "javascript:alert(1)?vc_request_url=https://x.example"}],
    [{"directDeepLink": LCW + "http://issuer.example/exchange/1"}],
    [{"directDeepLink": LCW + "https://10.0.0.1/exchange/1"}],
    [{"directDeepLink": LCW + "https://issuer.example/1", "vprDeepLink": LCW + "file:///etc/passwd"}],
]


@pytest.mark.parametrize("document", BAD_LINKS)
def test_a_link_that_no_wallet_should_follow_is_no_offer(document):
    with pytest.raises(AmbiguousFailure):
        read_links(json.dumps(document).encode(), loopback=False)


def test_the_credential_may_lie_in_a_file_beside_the_issuers_file(tmp_path):
    (tmp_path / "badge.json").write_text('{"name": "{title}"}', encoding="utf-8")
    exchange = {"url": "https://dcc.example", "tenant": "school", "credential": "badge.json"}

    entry = read_entry("S", {"protocol": "vcapi", "exchange": exchange}, {}, tmp_path / "issuers.toml")

    assert entry.of_protocol["vcapi"].exchange.credential == {"name": "{title}"}


@pytest.mark.parametrize("content", [None, "{", '["a"]', '{"name": "{email}"}'])
def test_a_file_that_is_not_there_or_says_more_than_it_may_is_named(tmp_path, content):
    if content is not None:
        (tmp_path / "badge.json").write_text(content, encoding="utf-8")
    exchange = {"url": "https://dcc.example", "tenant": "school", "credential": "badge.json"}

    with pytest.raises(InvalidIssuersFile, match="key credential"):
        read_entry("S", {"protocol": "vcapi", "exchange": exchange}, {}, tmp_path / "issuers.toml")
