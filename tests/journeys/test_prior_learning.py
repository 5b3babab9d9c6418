"""Does what a learner can do already count, once their own wallet has shown it to the real server?"""

import json
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.advisor.credentials.making import SCHOOL, a_list
from tests.journeys.running_server import Visitor, a_running_server, choice_that
from tests.left_out import leave_out

pytestmark = pytest.mark.wallets

WALLETS = Path(__file__).parents[1] / "wallets"
SKILL = "urn:cairn:skill:mount-photovoltaic-modules"
WISH = "I want to work as a solar installer. I have no money and six hours a week."
WALLET_SHOWED_IT = "It was issued to you: your wallet has shown that."


class StatusLists(BaseHTTPRequestHandler):
    """Lists of withdrawn certificates, by how they stand."""

    def do_GET(self):
        kind = self.path.rpartition("/")[2]
        whole = f"http://127.0.0.1:{self.server.server_port}{self.path}"
        withdrawn = {"revoked": (3,), "standing": (5,), "outdated": (5,)}.get(kind)
        if withdrawn is None:
            self.send_error(503)
            return
        until = {"validUntil": "2026-02-01T00:00:00Z"} if kind == "outdated" else {}
        content = a_list(*withdrawn, id=whole, **until).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def lists():
    with ThreadingHTTPServer(("127.0.0.1", 0), StatusLists) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def server(lists, tmp_path_factory):
    if shutil.which("node") is None or not (WALLETS / "node_modules" / "@digitalbazaar" / "vc").is_dir():
        leave_out("the wallets under tests/wallets are not installed", "make setup-test")
    folder = tmp_path_factory.mktemp("prior")
    issuers = folder / "issuers.toml"
    issuers.write_text(f'known = ["{SCHOOL.did}"]\n', encoding="utf-8")
    settings = {"ISSUERS": str(issuers), "CREDENTIALS_FETCH": "true", "CREDENTIALS_ALLOW": lists, "INDEX": "memory:"}
    with a_running_server(folder / "server", settings) as running:
        yield running


class Learner(Visitor):
    """Somebody with a wallet."""

    def asked(self):
        """Ask to show a certificate; give the address of the request."""
        told = self.say(text="/certificate")
        return next(block["url"] for block in told["blocks"] if block["type"] == "handoff")

    def show(self, wallet, story, *more):
        """Let a real wallet answer; give the statuses of what it sent."""
        self.last_request = self.asked()
        address = f"{self._http.base_url}".rstrip("/") + f"{self.last_request}?iuv=1"
        command = ["node", str(WALLETS / f"present_{wallet}.mjs"), story, address, *more]
        done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
        assert done.returncode == 0, done.stderr[-800:]
        return [(answer["status"], answer["body"].get("detail", "")) for answer in json.loads(done.stdout)["answers"]]

    def turns(self):
        return self.get(f"/v1/conversations/{self.conversation}").json()["turns"]

    def told(self):
        return "\n".join(block.get("text", "") for block in self.turns()[-1]["reply"]["blocks"])

    def offered_skills(self):
        return [b for b in self.turns()[-1]["reply"]["blocks"] if b["type"] == "skills"]


@pytest.fixture
def learner(server):
    return Learner(server.address)


@pytest.mark.parametrize(("wallet", "more"), [("dcc", ("-", "2")), ("dcc", ("-", "1")), ("learncard", ())])
def test_what_a_wallet_shows_is_confirmed_and_leaves_the_plan(learner, wallet, more):
    advice = learner.say(text=WISH)
    answers = learner.show(wallet, "good", *more)
    shown = learner.turns()[-1]["reply"]
    confirmed = learner.say(choice=choice_that(shown, "document")["id"])

    missing = [need["skill"] for need in a_pathway(advice)["gap"]["missing"]]
    held = {need["skill"]: need["source"] for need in a_pathway(confirmed)["gap"]["held"]}
    assert [status for status, _ in answers] == [200]
    assert SKILL in missing
    assert held[SKILL] == "verified"
    assert WALLET_SHOWED_IT in "\n".join(block.get("text", "") for block in shown["blocks"])


def a_pathway(reply):
    return next(block for block in reply["blocks"] if block["type"] == "pathway")


@pytest.mark.parametrize("wallet", ["dcc", "learncard"])
def test_a_changed_word_is_said_to_be_forged(learner, wallet):
    learner.show(wallet, "tampered")

    assert "The signature is wrong: this is not what the issuer signed." in learner.told()
    assert learner.offered_skills() == []


@pytest.mark.parametrize("wallet", ["dcc", "learncard"])
def test_the_badge_of_somebody_else_counts_for_nothing(learner, wallet):
    learner.show(wallet, "wrong-holder")

    assert "It was issued to somebody else than the one who showed it." in learner.told()
    assert learner.offered_skills() == []


@pytest.mark.parametrize("wallet", ["dcc", "learncard"])
def test_an_answer_to_yesterdays_request_is_refused(learner, wallet):
    ((status, detail),) = learner.show(wallet, "old-challenge")

    assert (status, detail[:45]) == (400, "The presentation answers another request: cha")
    assert learner.turns()[-1]["text"] == "/certificate"


@pytest.mark.parametrize("wallet", ["dcc", "learncard"])
def test_the_same_answer_twice_counts_once(learner, wallet):
    answers = learner.show(wallet, "replayed")

    assert answers == [(200, ""), (409, "This request was answered already.")]
    assert [turn["text"] for turn in learner.turns()] == ["/certificate", "/certificate wallet"]


def test_an_expired_badge_is_said_to_be_over(learner):
    learner.show("dcc", "expired")

    assert "It expired on 2026-02-01." in learner.told()
    assert learner.offered_skills() == []


@pytest.mark.parametrize(
    ("kind", "said", "label"),
    [
        ("standing", "The issuer has not withdrawn it.", "Yes, that is right"),
        ("revoked", "The issuer has withdrawn it.", None),
        ("outdated", "I could not find out whether the issuer has withdrawn it.", "Yes, count it as a document"),
        ("down", "I could not find out whether the issuer has withdrawn it.", "Yes, count it as a document"),
    ],
)
def test_what_the_issuer_says_today_decides(learner, lists, kind, said, label):
    learner.show("dcc", "status", f"{lists}/status/{kind}")

    assert said in learner.told()
    assert [block["choices"][0]["label"] for block in learner.offered_skills()] == ([label] if label else [])


def test_what_is_held_on_a_learner_names_the_check_and_not_the_certificate(learner):
    learner.show("dcc", "good", "-", "2")

    held = learner.get(f"/v1/conversations/{learner.conversation}/export").text

    assert '"title": "Solar installer"' in held
    assert '"sha256"' in held
    assert "proofValue" not in held
    assert "A test on a real roof" not in held
