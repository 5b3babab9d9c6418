"""Can a hand-off only be seen and moved by its learner, and its page only by who has the address?"""

from datetime import UTC, datetime

import pytest

from advisor.handoff import HandOffs
from advisor.handoff_ports import Connection
from advisor.issuers.failures import TransientFailure
from advisor.storage.memory import MemoryConversationStore
from advisor.vocabulary.handoff import CredentialOffer, HandOffId, HandOffStatus
from tests.bots.web.house import a_web
from tests.builders import NOW, a_micro_credential
from tests.contracts.test_credential_issuer import a_handoff
from tests.fakes.fake_issuer import FakeIssuer
from tests.fakes.one_course_library import OneCourseLibrary
from tests.fakes.outspoken_advisor import OutspokenAdvisor

OFFER = CredentialOffer(
    uri="openid-credential-offer://?credential_offer=%7B%22credential_issuer%22%3A%22https%3A%2F%2Fs.example%22%7D",
    tx_code="471147",
    external_id="o-1",
    expires=datetime(2026, 11, 29, 18, 30, tzinfo=UTC),
)
PAGE = {"Accept": "text/html,application/xhtml+xml"}


class HandsOver(OutspokenAdvisor):
    """The scripted adviser with real hand-offs on a store of their own."""

    def __init__(self, issuer=None):
        super().__init__()
        self._issuer = issuer or FakeIssuer()
        self.kept = MemoryConversationStore()
        self.handoffs = HandOffs(
            self.kept, OneCourseLibrary(a_micro_credential()), lambda _: self._issuer.connection, lambda: "m-1"
        )

    def start_conversation(self, channel, **given):
        name, token = super().start_conversation(channel, **given)
        self.kept.open_conversation(name, "hash", "web", "", "en", NOW)
        return name, token


@pytest.fixture
def web(tmp_path):
    yield from a_web(tmp_path / "web", HandsOver(), public_url="https://cairn.example")


def applied(web, where):
    conversation, headers = where
    body = {"micro_credential_id": "pv-basics", "conversation": conversation}
    return web.client.post("/v1/handoffs", json=body, headers=headers)


def stored(web, where, **given):
    handoff = a_handoff(conversation=where[0], **{"status": HandOffStatus.OFFERED, "offer": OFFER, **given})
    web.advisor.kept.save_handoff(handoff, None)
    return handoff


# for programs
def test_applying_gives_a_draft_with_the_text_to_agree_to(web):
    where = web.start()

    answer = applied(web, where)

    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/v1/handoffs/{made['id']}"
    assert (made["status"], made["provider"], made["protocol"]) == ("draft", "Solar School (demo)", "oid4vci")
    assert made["consent_text"].startswith("Shall I ask Solar School (demo) for “Solar basics”")
    assert (made["consented"], made["url"], made["expires"]) == (None, None, None)


def test_a_yes_is_recorded_once_and_starts_one_hand_off(web):
    where = web.start()
    made = applied(web, where).json()

    first = web.client.post(f"/v1/handoffs/{made['id']}/consent", headers=where[1])
    web.clock.move(minutes=5)
    again = web.client.post(f"/v1/handoffs/{made['id']}/consent", headers=where[1])

    assert (first.status_code, first.json()["status"]) == (200, "consented")
    assert again.json() == first.json()
    assert len(web.advisor.kept.pending_outbox("handoff")) == 1


def test_it_can_be_read_and_withdrawn(web):
    where = web.start()
    made = applied(web, where).json()

    gone = web.client.post(f"/v1/handoffs/{made['id']}/cancel", headers=where[1])
    read = web.client.get(f"/v1/handoffs/{made['id']}", headers=where[1])
    refused = web.client.post(f"/v1/handoffs/{made['id']}/consent", headers=where[1])

    assert (gone.status_code, gone.json()["status"]) == (200, "cancelled")
    assert read.json()["status"] == "cancelled"
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["hint"]


def test_what_is_read_holds_the_page_and_neither_offer_nor_code(web):
    where = web.start()
    stored(web, where)

    read = web.client.get("/v1/handoffs/h-1", headers=where[1])

    assert read.json()["url"] == "https://cairn.example/i/h-1"
    assert read.json()["expires"] == "2026-11-29T18:30:00+00:00"
    assert "471147" not in read.text
    assert "credential_offer" not in read.text


def test_a_strangers_hand_off_looks_like_one_that_is_not_there(web):
    mine, strangers = web.start(), web.start()
    stored(web, mine)
    missing = web.client.get("/v1/handoffs/nowhere", headers=mine[1])

    for method, path in (("GET", ""), ("POST", "/consent"), ("POST", "/cancel")):
        foreign = web.client.request(method, f"/v1/handoffs/h-1{path}", headers=strangers[1])
        nobody = web.client.request(method, f"/v1/handoffs/h-1{path}")
        assert (foreign.status_code, foreign.json()) == (404, missing.json())
        assert (nobody.status_code, nobody.json()) == (404, missing.json())
    assert web.advisor.handoffs.find(HandOffId("h-1")).status == HandOffStatus.OFFERED


def test_nobody_applies_in_a_strangers_conversation(web):
    mine, strangers = web.start(), web.start()

    answer = applied(web, (mine[0], strangers[1]))

    assert answer.status_code == 404
    assert web.advisor.kept.handoffs(mine[0]) == []


def test_without_a_conversation_there_is_nobody_to_apply(web):
    assert web.client.post("/v1/handoffs", json={"micro_credential_id": "pv-basics"}).status_code == 404


def test_a_course_that_is_not_there_is_not_found(web):
    conversation, headers = web.start()
    body = {"micro_credential_id": "elsewhere", "conversation": conversation}

    assert web.client.post("/v1/handoffs", json=body, headers=headers).status_code == 404


def test_a_provider_that_nothing_leads_to_is_a_conflict_with_a_hint(tmp_path):
    class Unreachable:
        connection = Connection("link")

    for each in a_web(tmp_path / "web", HandsOver(Unreachable())):
        answer = applied(each, each.start())
        assert answer.status_code == 409
        assert answer.json()["hint"].endswith("or a url to the course.")


# for people and wallets
def test_the_page_shows_what_it_is_and_never_the_code(web):
    stored(web, web.start())

    page = web.client.get("/i/h-1", headers=PAGE)

    assert page.status_code == 200
    assert "Solar basics" in page.text
    assert "Solar School (demo)" in page.text
    assert 'href="openid-credential-offer://?credential_offer=%7B%22' in page.text
    assert 'src="/i/h-1/qr.svg"' in page.text
    assert "2026-11-29 18:30 UTC" in page.text
    assert "You find it in your conversation" in page.text
    assert "471147" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"


def test_the_page_speaks_the_learners_language(web):
    stored(web, web.start(), language="de")

    page = web.client.get("/i/h-1", headers=PAGE)

    assert '<html lang="de"' in page.text
    assert "In Ihrer Wallet öffnen" in page.text


def test_the_qr_code_is_the_offer(web):
    import io

    import segno

    stored(web, web.start())
    expected = io.BytesIO()
    segno.make(OFFER.uri, error="l", micro=False).save(
        expected, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False, svgclass=None, lineclass=None
    )

    drawing = web.client.get("/i/h-1/qr.svg")

    assert drawing.headers["content-type"] == "image/svg+xml"
    assert drawing.headers["cache-control"] == "no-store"
    assert drawing.content == expected.getvalue()


@pytest.mark.parametrize(("query", "accept"), [("?iuv=1", "*/*"), ("?iuv=1", "text/html"), ("", "application/json")])
def test_a_wallet_is_told_which_protocols_to_use(web, query, accept):
    stored(web, web.start())

    answer = web.client.get(f"/i/h-1{query}", headers={"Accept": accept})

    assert answer.json() == {
        "protocols": {
            "oid4vci-1.0": OFFER.uri,
            "OID4VCI": OFFER.uri,
            "openid4vci": OFFER.uri,
            "website": "https://cairn.example/i/h-1",
        }
    }
    assert answer.headers["cache-control"] == "no-store"


HIDDEN = [
    {"status": HandOffStatus.DRAFT, "offer": None},
    {"protocol": "link"},
    {"conversation": ""},
]


@pytest.mark.parametrize("given", HIDDEN)
def test_what_is_nobodys_business_looks_like_what_is_not_there(web, given):
    where = web.start()
    handoff = a_handoff(**{"conversation": where[0], "status": HandOffStatus.OFFERED, "offer": OFFER, **given})
    web.advisor.kept.save_handoff(handoff, None)

    for path in ("", "?iuv=1", "/qr.svg"):
        hidden, missing = web.client.get(f"/i/h-1{path}"), web.client.get(f"/i/nowhere{path}")
        assert (hidden.status_code, hidden.json()) == (404, missing.json())


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (HandOffStatus.CONSENTED, "not ready yet"),
        (HandOffStatus.SENDING, "not ready yet"),
        (HandOffStatus.CLAIMED, "in a wallet already"),
        (HandOffStatus.EXPIRED, "has expired"),
        (HandOffStatus.CANCELLED, "was cancelled"),
        (HandOffStatus.REJECTED, "did not accept"),
    ],
)
def test_before_and_after_the_page_says_so_and_offers_nothing(web, status, words):
    stored(web, web.start(), status=status)

    page = web.client.get("/i/h-1", headers=PAGE)

    assert words in page.text
    assert "openid-credential-offer" not in page.text
    assert web.client.get("/i/h-1?iuv=1").status_code == 404
    assert web.client.get("/i/h-1/qr.svg").status_code == 404


def test_what_a_provider_calls_itself_is_only_ever_text(web):
    stored(web, web.start(), title="<script>alert(1)</script>", provider='"><img src=x onerror=alert(1)>')

    page = web.client.get("/i/h-1", headers=PAGE).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page


# the three kinds of offers
EXCHANGE = CredentialOffer(
    uri="https://lcw.app/request.html?issuer=i&auth_type=bearer&challenge=c&vc_request_url=https%3A%2F%2Fdcc.example%2Fexchange%2F1%2Fc",
    exchange="https://dcc.example/exchange/1",
    external_id="h-1",
    expires=datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
)
CLAIM = CredentialOffer(uri="https://learncard.app/interactions/inbox-claim/1?iuv=1", external_id="i-1")


def test_an_exchange_opens_in_both_wallets_and_names_its_protocol(web):
    stored(web, web.start(), protocol="vcapi", offer=EXCHANGE)

    page = web.client.get("/i/h-1", headers=PAGE).text
    document = web.client.get("/i/h-1?iuv=1").json()

    assert "Open in Learner Credential Wallet" in page
    assert 'href="https://learncard.app/request?vc_request_url=https%3A%2F%2Fdcc.example%2Fexchange%2F1"' in page
    assert "The wallet will ask for a code" not in page
    assert "open this page again" in page
    assert document == {
        "protocols": {"vcapi": "https://dcc.example/exchange/1", "website": "https://cairn.example/i/h-1"}
    }


def test_a_claim_link_opens_in_learncard(web):
    stored(web, web.start(), protocol="learncard", offer=CLAIM)

    page = web.client.get("/i/h-1", headers=PAGE).text

    assert "Open in LearnCard" in page
    assert "Learner Credential Wallet" not in page
    assert web.client.get("/i/h-1?iuv=1").json() == {"protocols": {"website": CLAIM.uri}}


class Renewing(FakeIssuer):
    renews = True

    def offer(self, handoff, key):
        return EXCHANGE.model_copy(update={"exchange": "https://dcc.example/exchange/2", "expires": None})


def test_a_page_that_is_opened_late_gets_a_new_link(tmp_path):
    for each in a_web(tmp_path / "web", HandsOver(Renewing())):
        stored(each, each.start(), protocol="vcapi", offer=EXCHANGE)
        before = each.client.get("/i/h-1", headers=PAGE).text
        each.clock.move(hours=2)

        after = each.client.get("/i/h-1", headers=PAGE).text

        assert "exchange%2F1" in before
        assert "exchange%2F2" in after


def test_where_no_new_link_can_be_had_the_page_says_so_and_stays(tmp_path):
    class Down(Renewing):
        def offer(self, handoff, key):
            raise TransientFailure("503")

    for each in a_web(tmp_path / "web", HandsOver(Down())):
        stored(each, each.start(), protocol="vcapi", offer=EXCHANGE)
        each.clock.move(hours=2)

        page, document = each.client.get("/i/h-1", headers=PAGE), each.client.get("/i/h-1?iuv=1")

        assert page.status_code == 200
        assert "cannot be made just now" in page.text
        assert "exchange%2F1" not in page.text
        assert document.status_code == 404
