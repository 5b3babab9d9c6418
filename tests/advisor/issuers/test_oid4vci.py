"""Is an offer got by template, read in each of its forms, and every bad day told apart?"""

import time

import pytest

from advisor.errors import IssuerFailure
from advisor.issuers import open_connection
from advisor.issuers.failures import AmbiguousFailure, of_status, retry_after
from advisor.issuers.oid4vci import Answer, offer_uri, read_offer
from advisor.issuers.templates import at, filled, values_for
from advisor.vocabulary.handoff import CredentialOffer, FailureKind
from tests.contracts.test_credential_issuer import a_handoff, an_entry
from tests.fakes.scripted_back_office import OFFER, ScriptedBackOffice

BY_VALUE = {"credential_issuer": "https://school.example", "credential_configuration_ids": ["pv"]}


def connected_to(office, **more):
    return open_connection(
        an_entry(
            protocol="oid4vci",
            allow_loopback=True,
            auth={"bearer": "secret-7"},
            achievements={"pv-basics": "badge_pv"},
            limits={"timeout": 0.4},
            **{
                "offer": {
                    "url": f"{office.address}/offers",
                    "body": {"achievement": "{achievement}", "recipient": {"id": "{reference}"}, "tx_code": True},
                    "idempotency": "key",
                    "idempotency_header": "Idempotency-Key",
                },
                **more,
            },
        ),
        lambda _: "",
    ).offers


@pytest.fixture
def office():
    opened = ScriptedBackOffice()
    yield opened
    opened.close()


# the call
def test_the_call_says_exactly_what_the_template_says(office):
    offer = connected_to(office).offer(a_handoff(), "h-1")

    assert office.bodies == [{"achievement": "badge_pv", "recipient": {"id": "h-1"}, "tx_code": True}]
    assert office.keys == ["h-1"]
    assert offer == CredentialOffer(uri=OFFER, tx_code="4711", external_id="o-1", expires=None)


FAULTS = [
    ("503", FailureKind.NOT_DONE, 0),
    ("429", FailureKind.NOT_DONE, 0),
    ("401", FailureKind.REFUSED_US, 0),
    ("403", FailureKind.REFUSED_US, 0),
    ("422", FailureKind.REFUSED, 0),
    ("redirect", FailureKind.REFUSED, 0),
    ("reset", FailureKind.AMBIGUOUS, 1),
    ("hang", FailureKind.AMBIGUOUS, 1),
    ("half", FailureKind.AMBIGUOUS, 1),
    ("500", FailureKind.AMBIGUOUS, 1),
    ("gibberish", FailureKind.AMBIGUOUS, 1),
    ("too long", FailureKind.AMBIGUOUS, 1),
    ("lie", FailureKind.AMBIGUOUS, 1),
]
"""Mode → how it must be taken, and how often the issuer acted: whatever acted must never count as not done."""


@pytest.mark.parametrize(("mode", "kind", "effects"), FAULTS)
def test_every_bad_day_is_told_apart(office, mode, kind, effects):
    office.script = [mode]

    with pytest.raises(IssuerFailure) as failure:
        connected_to(office).offer(a_handoff(), "h-1")

    assert failure.value.kind == kind
    assert len(office.effects) == effects


def test_an_issuer_that_is_not_there_has_done_nothing(office):
    issuer = connected_to(office)
    office.close()

    with pytest.raises(IssuerFailure) as failure:
        issuer.offer(a_handoff(), "h-1")

    assert failure.value.kind == FailureKind.NOT_DONE


def test_an_issuer_with_a_certificate_of_a_stranger_is_not_spoken_to(tmp_path):
    import ssl

    import trustme

    stranger, trusted = trustme.CA(), trustme.CA()
    trusted.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    office = ScriptedBackOffice()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    stranger.issue_cert("localhost").configure_cert(context)
    office._server.socket = context.wrap_socket(office._server.socket, server_side=True)
    entry = an_entry(
        protocol="oid4vci",
        allow_loopback=True,
        ca=str(tmp_path / "ca.pem"),
        offer={"url": office.address.replace("http://127.0.0.1", "https://localhost") + "/offers"},
    )

    with pytest.raises(IssuerFailure) as failure:
        open_connection(entry, lambda _: "").offers.offer(a_handoff(), "h-1")

    office.close()
    assert failure.value.kind == FailureKind.NOT_DONE
    assert office.effects == []


def test_a_slow_drip_does_not_hold_the_engine_for_ever(office):
    office.script = ["drip"]
    began = time.monotonic()

    with pytest.raises(IssuerFailure) as failure:
        connected_to(office).offer(a_handoff(), "h-1")

    assert failure.value.kind == FailureKind.AMBIGUOUS
    assert time.monotonic() - began < 2.0


@pytest.mark.parametrize("mode", ["503", "422", "reset", "lie", "gibberish"])
def test_a_failure_says_nothing_that_must_not_be_logged(office, mode):
    office.script = [mode]

    with pytest.raises(IssuerFailure) as failure:
        connected_to(office).offer(a_handoff(), "h-1")

    assert not [word for word in ("secret-7", "127.0.0.1", "credential_offer", "h-1") if word in str(failure.value)]
    assert failure.value.__cause__ is None


def test_what_the_issuer_asks_us_to_wait_is_handed_on(office):
    office.script = ["429"]

    with pytest.raises(IssuerFailure) as failure:
        connected_to(office).offer(a_handoff(), "h-1")

    assert failure.value.retry_after == 1.0


# status, look-up, cancelling
def test_a_status_is_translated_and_an_unknown_word_means_nothing_new(office):
    issuer = connected_to(
        office, status={"url": f"{office.address}/offers/{{external_id}}", "values": {"issued": "claimed"}}
    )
    offered = a_handoff(offer=CredentialOffer(uri="x", external_id="o-1"))

    before = issuer.status(offered)
    office.state = "issued"

    assert before == "offered"
    assert issuer.status(offered) == "claimed"
    assert connected_to(office).status(offered) is None


def test_an_issuer_without_a_look_up_says_so(office):
    with pytest.raises(IssuerFailure) as failure:
        connected_to(office).look_up(a_handoff(), "h-1")

    assert failure.value.kind == FailureKind.REFUSED


# reading
def test_an_offer_is_read_in_each_of_its_three_forms():
    assert offer_uri(OFFER) == OFFER
    assert offer_uri("https://school.example/o/7?a=b&c=d") == (
        "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fschool.example%2Fo%2F7%3Fa%3Db%26c%3Dd"
    )
    assert offer_uri(BY_VALUE) == (
        "openid-credential-offer://?credential_offer=%7B%22credential_issuer%22%3A%22https%3A%2F%2Fschool.example%22%2C"
        "%22credential_configuration_ids%22%3A%5B%22pv%22%5D%7D"
    )


@pytest.mark.parametrize(
    "stated",
    [
        None,
        "",
        7,
        [],
        {},
        "javascript:alert(1)",
        "http://school.example/o",
        "openid-credential-offer://",
        "openid-credential-offer://?credential_offer_uri=http://school.example",
        "openid-credential-offer://?credential_offer_uri=file:///etc/passwd",
        "openid-credential-offer://?credential_offer=%7B%7D&credential_offer_uri=https://school.example",
        "openid-credential-offer://?credential_offer=" + "x" * 20_000,
    ],
)
def test_what_no_wallet_could_open_is_no_offer(stated):
    with pytest.raises(AmbiguousFailure):
        offer_uri(stated)


def test_an_answer_is_read_where_the_pointers_say():
    body = b'{"data": [{"a/b": "https://school.example/o"}], "pin": 7, "until": 1795629000, "n": null}'

    offer = read_offer(body, Answer(uri="/data/0/a~1b", tx_code="/pin", id="/n", expires="/until"))

    assert offer.tx_code == "7"
    assert offer.external_id == ""
    assert offer.expires.isoformat() == "2026-11-25T17:50:00+00:00"


def test_an_end_that_cannot_be_read_does_not_lose_the_offer():
    for stated in ('"soon"', "1e400", "[]", "null", "true"):
        body = f'{{"credential_offer": "https://school.example/o", "expires_at": {stated}}}'.encode()
        assert read_offer(body, Answer()).uri


def test_pointers_that_lead_nowhere_lead_to_nothing():
    document = {"a": [{"b": 1}]}

    assert [at(document, pointer) for pointer in ("/a/0/b", "/a/1/b", "/a/x", "/c/d", "", "/a/0/b/c")] == [
        1, None, None, None, document, None,
    ]  # fmt: skip


def test_templates_are_filled_everywhere_and_only_there():
    template = {"a": "{reference}-{language}", "b": [{"c": "{title}"}, 3, True, None], "{d}": "{{e}}"}

    made = filled(template, {"reference": "h-1", "language": "en", "title": "Solar {reference}", "e": "E"})

    assert made == {"a": "h-1-en", "b": [{"c": "Solar {reference}"}, 3, True, None], "{d}": "{E}"}


def test_nothing_about_a_person_can_be_filled_in():
    values = values_for(a_handoff(), "h-1", {})

    assert values == {
        "reference": "h-1",
        "key": "h-1",
        "achievement": "pv-basics",
        "micro_credential": "pv-basics",
        "title": "Solar basics",
        "language": "en",
        "external_id": "",
        "now": "2026-11-22T09:00:00Z",
    }


# statuses
@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_success_is_no_failure(status):
    assert of_status(status, {}) is None


STATUSES = [
    (301, "refused"), (400, "refused"), (401, "refused_us"), (403, "refused_us"), (404, "refused"), (408, "not_done"),
    (409, "refused"), (410, "refused"), (425, "not_done"), (429, "not_done"), (500, "ambiguous"), (501, "ambiguous"),
    (502, "ambiguous"), (503, "not_done"), (504, "ambiguous"), (599, "ambiguous"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "kind"), STATUSES)
def test_each_status_is_one_kind(status, kind):
    assert of_status(status, {}).kind == FailureKind(kind)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120.0),
        ({"retry-after": "9999999"}, 86400.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({}, None),
        ({"retry-after": "Sun, 22 Nov 2026 09:02:00 GMT", "date": "Sun, 22 Nov 2026 09:00:00 GMT"}, 120.0),
        ({"retry-after": "Sun, 22 Nov 2026 08:00:00 GMT", "date": "Sun, 22 Nov 2026 09:00:00 GMT"}, 0.0),
        ({"retry-after": "Sun, 22 Nov 2026 09:02:00 GMT"}, None),
    ],
)
def test_retry_after_is_read_in_seconds_and_as_a_date(headers, seconds):
    assert retry_after(headers) == seconds
