"""Can a wallet show a certificate here, once, for us alone; and does its owner see what to do?"""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from bots.web.rendering import is_web_address
from tests.advisor.credentials.making import (
    ANA,
    BOB,
    a_badge,
    a_desk,
    a_presentation,
    as_jwt,
    signed,
    signed_2020,
)
from tests.bots.web.house import a_web
from tests.fakes.advice import an_advisor

PAGE = {"Accept": "text/html,application/xhtml+xml"}
HOME = "https://cairn.example"


@pytest.fixture
def web(tmp_path):
    yield from a_web(tmp_path / "web", an_advisor(certificates=a_desk()), public_url=HOME)


@pytest.fixture
def talk(web):
    """Start a conversation that has asked for a certificate."""
    return Shown(web)


class Shown:
    def __init__(self, web):
        self.web, self.where = web, web.start()
        (block,) = [b for b in web.say("/certificate", self.where).json()["blocks"] if b["type"] == "handoff"]
        self.address = urlsplit(block["url"]).path
        self.id = block["handoff"]

    def ask(self):
        return self.web.client.post(self.address, json={}).json()["verifiablePresentationRequest"]

    def present(self, badge, **changes):
        request = self.ask()
        given = {"challenge": request["challenge"], "domain": request["domain"], **changes}
        return self.web.client.post(self.address, json={"verifiablePresentation": a_presentation(badge, **given)})

    def last(self):
        conversation, headers = self.where
        return self.web.client.get(f"/v1/conversations/{conversation}", headers=headers).json()["turns"][-1]

    def said(self):
        return "\n".join(block.get("text", "") for block in self.last()["reply"]["blocks"])


def test_a_wallet_finds_the_exchange_by_the_interaction_address(web, talk):
    found = web.client.get(f"{talk.address}?iuv=1", headers={"Accept": "application/json"})

    assert found.json()["protocols"] == {"vcapi": f"{HOME}{talk.address}", "website": f"{HOME}{talk.address}"}
    assert found.json()["exchange"]["state"] == "pending"
    assert found.headers["access-control-allow-origin"] == "*"


def test_it_is_asked_for_any_certificate_signed_for_us_and_for_now(talk):
    request = talk.ask()

    assert request["domain"] == HOME
    assert len(request["challenge"]) > 3
    assert request["challenge"] != talk.id
    assert [query["type"] for query in request["query"]] == ["QueryByExample", "DIDAuthentication"]
    assert request["query"][0]["credentialQuery"]["example"] == {"type": ["VerifiableCredential"]}


@pytest.mark.parametrize("badge", [signed(a_badge()), signed_2020(a_badge(version=1))], ids=["version 2", "version 1"])
def test_what_is_shown_arrives_in_the_conversation(web, talk, badge):
    answer = talk.present(badge)

    assert (answer.status_code, answer.json()) == (200, {"redirectUrl": f"{HOME}{talk.address}"})
    assert "It was issued to you: your wallet has shown that." in talk.said()
    assert talk.last()["text"] == "/certificate wallet"
    assert web.client.get(f"{talk.address}?iuv=1").json()["exchange"]["state"] == "complete"


def test_a_presentation_as_a_token_is_taken_too(web, talk):
    request = talk.ask()
    token = as_jwt({**a_badge(), "iss": a_badge()["issuer"]["id"], "sub": ANA.did})
    shown = {"iss": ANA.did, "aud": request["domain"], "nonce": request["challenge"], "vp": {
        "type": ["VerifiablePresentation"], "holder": ANA.did, "verifiableCredential": [token]}}  # fmt: skip

    assert web.client.post(talk.address, json={"verifiablePresentation": as_jwt(shown, ANA)}).status_code == 200
    assert "your wallet has shown that" in talk.said()


def test_a_request_is_answered_once(talk):
    first, second = talk.present(signed(a_badge())), talk.web.client.post(talk.address, json={})

    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["detail"] == "This request was answered already."
    assert second.headers["access-control-allow-origin"] == "*"


def test_the_same_answer_again_changes_nothing(web, talk):
    request = talk.ask()
    shown = a_presentation(signed(a_badge()), challenge=request["challenge"], domain=request["domain"])

    statuses = [web.client.post(talk.address, json={"verifiablePresentation": shown}).status_code for _ in range(2)]

    conversation, headers = talk.where
    turns = web.client.get(f"/v1/conversations/{conversation}", headers=headers).json()["turns"]
    assert (statuses, len(turns)) == ([200, 409], 2)


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"challenge": "old"}, "The presentation answers another request"),
        ({"domain": "https://evil.example"}, "The presentation answers another request"),
    ],
)
def test_an_answer_to_another_request_is_refused_and_the_wallet_may_try_again(talk, changes, detail):
    refused = talk.present(signed(a_badge()), **changes)

    assert refused.status_code == 400
    assert refused.json()["detail"].startswith(detail)
    assert talk.last()["text"] == "/certificate"
    assert talk.present(signed(a_badge())).status_code == 200


def test_a_presentation_with_a_broken_signature_is_refused(web, talk):
    request = talk.ask()
    shown = a_presentation(signed(a_badge()), challenge=request["challenge"], domain=request["domain"])

    refused = web.client.post(talk.address, json={"verifiablePresentation": {**shown, "holder": BOB.did}})

    assert (refused.status_code, refused.json()["detail"]) == (400, "The signature of the presentation does not fit.")


@pytest.mark.parametrize("shown", [{}, {"a": 1}, "a.b.c", "x" * 100])
def test_anything_else_is_refused_in_a_sentence(web, talk, shown):
    refused = web.client.post(talk.address, json={"verifiablePresentation": shown})

    assert (refused.status_code, refused.json()["detail"]) == (400, "The presentation could not be checked.")


def test_what_belongs_to_somebody_else_is_said_in_the_conversation(talk):
    assert talk.present(signed(a_badge()), holder=BOB).status_code == 200
    assert "It was issued to somebody else than the one who showed it." in talk.said()


def test_a_request_that_is_over_takes_nothing(web, talk):
    request = talk.ask()
    web.clock.move(minutes=31)
    shown = a_presentation(signed(a_badge()), challenge=request["challenge"], domain=request["domain"])

    late = web.client.post(talk.address, json={"verifiablePresentation": shown})

    assert (late.status_code, late.json()["detail"]) == (409, "The time of this request is over.")
    assert "The time of this request is over." in web.client.get(talk.address, headers=PAGE).text


def test_a_guessed_address_and_one_of_an_erased_conversation_are_nothing(web, talk):
    conversation, headers = talk.where
    web.client.delete(f"/v1/conversations/{conversation}", headers=headers)

    for path in (talk.address, "/x/guessed", "/x/guessed/qr.svg"):
        assert web.client.get(path).status_code == 404
    assert web.client.post("/x/guessed", json={}).status_code == 404


def test_the_page_shows_a_code_and_the_links_of_two_wallets_in_the_learners_language(web):
    where = web.start()
    web.say("/certificate", where, language="bs")
    (turn,) = web.client.get(f"/v1/conversations/{where[0]}", headers=where[1]).json()["turns"]
    (block,) = [b for b in turn["reply"]["blocks"] if b["type"] == "handoff"]

    path = urlsplit(block["url"]).path
    page = web.client.get(path, headers=PAGE).text

    assert "Pokažite certifikat iz svog novčanika" in page
    assert f'src="{path}/qr.svg"' in page
    assert f"https://learncard.app/request?vc_request_url=https%3A%2F%2Fcairn.example%2Fx%2F{block['handoff']}" in page
    lcw = next(part for part in page.split('"') if part.startswith("https://lcw.app/request?"))
    asked = json.loads(parse_qs(urlsplit(lcw).query)["request"][0])
    assert asked == {"credentialRequestOrigin": HOME, "protocols": {"vcapi": f"{HOME}{path}"}}
    assert web.client.get(f"{path}/qr.svg").headers["content-type"] == "image/svg+xml"


def test_a_wallet_that_is_a_web_page_may_ask_beforehand(talk):
    told = talk.web.client.options(talk.address, headers={"Origin": "https://learncard.app"})

    assert (told.status_code, told.headers["access-control-allow-methods"]) == (204, "GET, POST")


def test_more_than_a_certificate_can_hold_is_not_read(talk):
    assert talk.web.client.post(talk.address, json={"verifiablePresentation": "x" * 600_000}).status_code == 413


def test_without_a_public_address_the_chat_still_leads_to_the_page(tmp_path):
    for web in a_web(tmp_path / "web", an_advisor(certificates=a_desk())):
        where = web.start()
        (block,) = [b for b in web.say("/certificate", where).json()["blocks"] if b["type"] == "handoff"]

        assert block["url"] == f"/x/{block['handoff']}"
        assert is_web_address(block["url"])
