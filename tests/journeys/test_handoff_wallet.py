"""Does a learner's yes end with a real badge in a real wallet, through the real server and a real issuer?"""

import csv
import json
import re
import time
from pathlib import Path

import httpx
import pytest

from tests.issuers.badge_issuer import TOKEN, a_badge_issuer
from tests.journeys.running_server import Visitor, a_running_server, choice_that
from tests.journeys.wallets import a_wallet

pytestmark = pytest.mark.wallets

ROOT = Path(__file__).parents[2]
WISH = "I am an electrician and I want to work with solar panels. I have no money and six hours a week."
COURSE = "green-skills-open-campus-demo.gso-pv-1"
"""Of the demonstration catalogue; its provider is connected like all others."""
CODE = re.compile(r"yours is (\d{6})\.")

ENTRY = """
[providers."{provider}"]
protocol = "oid4vci"
ca = "{ca}"
allow_loopback = true
auth = {{ bearer_from = "SCHOOL_TOKEN" }}
limits = {{ first_wait = 0.2, poll = 0.3, longest_poll = 1.0 }}

[providers."{provider}".offer]
url = "{address}/provider/offers"
body = {{ achievement = "badge_pv", recipient = "{{reference}}", tx_code = true }}
idempotency = "key"
idempotency_header = "Idempotency-Key"

[providers."{provider}".status]
url = "{address}/provider/offers/{{external_id}}"
values = {{ issued = "claimed", invalidated = "expired" }}
"""


@pytest.fixture(scope="module")
def issuer(tmp_path_factory):
    with a_badge_issuer(tmp_path_factory.mktemp("issuer")) as running:
        yield running


@pytest.fixture(scope="module")
def wallet(issuer):
    with a_wallet("learncard", issuer.ca) as opened:
        yield opened


@pytest.fixture(scope="module")
def settings(issuer, tmp_path_factory):
    """Connect every provider of the demonstration catalogue to the one real issuer."""
    names = {
        row["provider"]
        for file in (ROOT / "knowledge" / "data" / "courses").glob("*.csv")
        for row in csv.DictReader(file.open(encoding="utf-8"))
    }
    path = tmp_path_factory.mktemp("settings") / "issuers.toml"
    path.write_text(
        "".join(ENTRY.format(provider=name, ca=issuer.ca, address=issuer.address) for name in sorted(names)),
        encoding="utf-8",
    )
    return {"ISSUERS": str(path), "PUBLIC_URL": "https://cairn.example"}


@pytest.fixture(scope="module")
def server(settings, tmp_path_factory):
    with a_running_server(tmp_path_factory.mktemp("server"), settings, {"SCHOOL_TOKEN": TOKEN}) as running:
        yield running


def offers_at(issuer):
    """Count what the issuer really made."""
    import ssl

    trust = ssl.create_default_context(cafile=str(issuer.ca))
    answer = httpx.get(f"{issuer.address}/provider/offers", verify=trust, headers={"Authorization": f"Bearer {TOKEN}"})
    return len(answer.raise_for_status().json()["offers"])


def apply_in_words(visitor):
    """Say what one wants, tap "apply", and give the consent that is asked for."""
    advice = visitor.say(text=WISH)
    asked = visitor.say(choice=choice_that(advice, "apply")["id"])
    return asked["blocks"][0], choice_that(asked, "consent")


def apply_by_program(visitor):
    return visitor.post("/v1/handoffs", {"micro_credential_id": COURSE, "conversation": visitor.conversation})


def agree_by_program(visitor):
    return visitor.post(f"/v1/handoffs/{apply_by_program(visitor)['id']}/consent")


def offered_to(visitor, server):
    """Come to an offer; give its page's address on this machine and the code."""
    agree_by_program(visitor)
    told = visitor.wait_for_news("offered")
    return told["url"].replace("https://cairn.example", server.address), CODE.search(told["text"])[1], told


def raw_key(did):
    """Read the Ed25519 key out of a did:key or did:jwk."""
    import base64

    from openvc.multibase import decode_multibase

    if did.startswith("did:key:"):
        return decode_multibase(did.removeprefix("did:key:").partition("#")[0])[2:]
    padded = did.removeprefix("did:jwk:") + "=="
    x = json.loads(base64.urlsafe_b64decode(padded))["x"]
    return base64.urlsafe_b64decode(x + "==")


def test_a_wish_in_words_ends_with_a_badge_in_the_wallet(server, issuer, wallet):
    visitor = Visitor(server.address)
    consent, yes = apply_in_words(visitor)
    assert consent["status"] == "draft"
    assert "I do not send your name" in consent["text"]

    visitor.say(choice=yes["id"])
    told = visitor.wait_for_news("offered")
    page = told["url"].replace("https://cairn.example", server.address)
    code = CODE.search(told["text"])[1]
    claimed = wallet.claim(f"{page}?iuv=1", code)

    (badge,) = claimed["credentials"]
    assert badge["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert badge["name"] == "Solar PV basics"
    assert badge["credentialSubject"]["achievement"]["criteria"] == {"narrative": "Assessed practical task"}
    assert raw_key(badge["credentialSubject"]["id"]) == raw_key(claimed["holder"])
    assert "is in your wallet now" in visitor.wait_for_news("claimed")["text"]
    assert "already" in visitor.get(f"/i/{told['handoff']}", Accept="text/html").text


def test_the_page_shows_the_offer_and_never_the_code(server, issuer):
    visitor = Visitor(server.address)
    page, code, told = offered_to(visitor, server)

    shown = httpx.get(page, headers={"Accept": "text/html"})
    drawing = httpx.get(f"{page}/qr.svg")
    document = httpx.get(f"{page}?iuv=1").json()

    assert "openid-credential-offer://" in shown.text
    assert code not in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in shown.headers["content-security-policy"]
    assert drawing.headers["content-type"] == "image/svg+xml"
    assert drawing.text.startswith("<svg")
    assert document["protocols"]["oid4vci-1.0"].startswith("openid-credential-offer://?credential_offer=")
    assert document["protocols"]["website"] == told["url"]


def test_a_wrong_code_fetches_nothing(server, issuer, wallet):
    visitor = Visitor(server.address)
    page, code, _ = offered_to(visitor, server)
    wrong = "000000" if code != "000000" else "111111"

    refused = wallet.claim(f"{page}?iuv=1", wrong)

    assert "invalid_grant" in refused["error"]
    assert [block["status"] for block in visitor.news()] == ["offered"]


def test_a_double_click_is_one_offer(server, issuer):
    before = offers_at(issuer)
    visitor = Visitor(server.address)
    consent, yes = apply_in_words(visitor)

    visitor.say(choice=yes["id"])
    first = visitor.post(f"/v1/handoffs/{consent['handoff']}/consent")
    second = visitor.post(f"/v1/handoffs/{consent['handoff']}/consent")
    again = visitor.post(
        "/v1/handoffs", {"micro_credential_id": consent["micro_credential_id"], "conversation": visitor.conversation}
    )
    visitor.wait_for_news("offered")
    time.sleep(1)

    assert first["id"] == second["id"] == again["id"] == consent["handoff"]
    assert offers_at(issuer) == before + 1
    assert len(visitor.news()) == 1


def test_what_nobody_agreed_to_is_not_sent(server, issuer):
    before = offers_at(issuer)
    visitor = Visitor(server.address)

    draft = apply_by_program(visitor)
    time.sleep(1.5)

    assert draft["status"] == "draft"
    assert offers_at(issuer) == before


def test_neither_offer_nor_code_nor_words_are_in_the_log(server, issuer):
    visitor = Visitor(server.address)
    visitor.say(text=WISH)
    _, code, _ = offered_to(visitor, server)

    log = server.log()

    assert "credential_offer" not in log
    assert code not in log
    assert "solar panels" not in log
    assert TOKEN not in log


@pytest.mark.parametrize("moment", [0.0, 0.3, 0.7, 1.2])
def test_a_server_that_dies_after_the_yes_makes_exactly_one_offer(server, issuer, moment):
    before = offers_at(issuer)
    visitor = Visitor(server.address)
    agreed = agree_by_program(visitor)
    time.sleep(moment)

    server.kill()
    server.start()
    visitor.moved_to(server.address)
    visitor.wait_for_news("offered")
    time.sleep(1)

    assert offers_at(issuer) == before + 1
    assert [block["status"] for block in visitor.news()] == ["offered"]
    assert visitor.get(f"/v1/handoffs/{agreed['id']}").json()["status"] == "offered"
