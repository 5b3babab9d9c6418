"""Does a hand-off come to its end through every kind of fault, with at most one effect at the issuer?"""

import time

import pytest

from advisor.durable import DurableEngine
from advisor.durable.handoff_steps import HandOffSteps
from advisor.durable.handoff_workflow import HandOffWorkflow
from advisor.handoff import LANE, HandOffs
from advisor.issuers import open_issuers
from advisor.storage.memory import MemoryConversationStore
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import HandOffStatus
from bots.assembly import now
from tests.builders import NOW, a_micro_credential
from tests.fakes.one_course_library import OneCourseLibrary
from tests.fakes.scripted_back_office import ScriptedBackOffice

HERE = ConversationId("c-1")
FILE = """
[providers."Solar School (demo)"]
protocol = "oid4vci"
allow_loopback = true
auth = {{ bearer = "provider-key" }}
limits = {{ timeout = 0.5, first_wait = 0.05, longest_wait = 0.2, attempts = 6, pause = 0.3, poll = 0.1 }}

[providers."Solar School (demo)".offer]
url = "{address}/offers"
body = {{ achievement = "{{achievement}}", recipient = "{{reference}}", language = "{{language}}", tx_code = true }}
{manners}

[providers."Solar School (demo)".status]
url = "{address}/offers/{{external_id}}"
at = "/status"
values = {{ issued = "claimed", expired = "expired" }}

[providers."Solar School (demo)".cancel]
method = "DELETE"
url = "{address}/offers/{{external_id}}"
{look_up}
"""
BY_KEY = 'idempotency = "key"\nidempotency_header = "Idempotency-Key"'
SEEN_TWICE = 'duplicate_effect = "visible"'
LOOK_UP = '[providers."Solar School (demo)".look_up]\nurl = "{address}/offers?reference={{reference}}"'


class Bench:
    """A store, an issuer on loopback and the durable engine: everything but the doors."""

    def __init__(self, folder, office, manners, look_up):
        self.office = office
        text = FILE.format(address=office.address, manners=manners, look_up=look_up.format(address=office.address))
        (folder / "issuers.toml").write_text(text)
        library = OneCourseLibrary(a_micro_credential())
        self.store = MemoryConversationStore()
        self.store.open_conversation(HERE, "hash", "web", "", "en", NOW)
        ids = iter(range(1, 1000))
        issuers = open_issuers(folder / "issuers.toml", library)
        self.handoffs = HandOffs(self.store, library, issuers, lambda: f"m-{next(ids)}", "https://cairn.example")
        steps = HandOffSteps(self.handoffs, now)
        self.workflow = HandOffWorkflow(steps)
        self.engine = DurableEngine(f"sqlite:///{folder / 'workflows.db'}", seconds_between_looks=0.05)
        self.workflow.register(self.engine)
        self.engine.start()

    def agree(self):
        draft = self.handoffs.apply(HERE, "pv-basics", "en", NOW)
        self.handoffs.consent(draft.id, NOW)
        self.sweep()
        return draft.id

    def sweep(self):
        for row in self.store.pending_outbox(LANE):
            self.workflow.submit(self.engine, row)
            self.store.outbox_done(row.key, NOW)

    def wait_for(self, identifier, *statuses, seconds=15):
        until = time.monotonic() + seconds
        while (seen := self.handoffs.find(identifier).status) not in statuses:
            assert time.monotonic() < until, f"still {seen} ({self.handoffs.find(identifier).detail})"
            time.sleep(0.02)
        return seen

    def wait_for_news(self, words, seconds=15):
        until = time.monotonic() + seconds
        while not any(words in text for text in self.news()):
            assert time.monotonic() < until, f"only heard {self.news()}"
            time.sleep(0.02)

    def news(self):
        return [turn.reply.blocks[0].text for turn in self.store.conversation(HERE).turns]


@pytest.fixture
def bench(tmp_path):
    opened = []

    def open_bench(*script, honours_keys=True, manners=BY_KEY, look_up=""):
        office = ScriptedBackOffice(*script, honours_keys=honours_keys)
        opened.append(Bench(tmp_path, office, manners, look_up))
        return opened[-1]

    yield open_bench
    for each in opened:
        each.engine.stop()
        each.office.close()


def test_a_yes_becomes_an_offer_that_is_told_and_a_claim_that_is_told(bench):
    at = bench("good")

    identifier = at.agree()
    at.wait_for_news("your wallet. The wallet will ask for a code; yours is 4711")
    at.office.state = "issued"
    at.wait_for(identifier, HandOffStatus.CLAIMED)
    at.wait_for_news("is in your wallet now")

    assert len(at.news()) == 2
    assert at.office.bodies == [
        {"achievement": "pv-basics", "recipient": identifier, "language": "en", "tx_code": True}
    ]
    assert at.handoffs.find(identifier).offer.tx_code is None


@pytest.mark.parametrize("mode", ["503", "429", "reset", "hang", "half", "500", "gibberish", "too long", "lie"])
def test_a_fault_that_passes_ends_in_one_offer_where_the_issuer_knows_our_key(bench, mode):
    at = bench(mode, "good")

    identifier = at.agree()
    at.wait_for(identifier, HandOffStatus.OFFERED)

    assert at.office.effects == [identifier]


@pytest.mark.parametrize("mode", ["422", "redirect"])
def test_a_lasting_no_is_told_and_not_repeated(bench, mode):
    at = bench(mode)

    identifier = at.agree()
    at.wait_for(identifier, HandOffStatus.REJECTED)
    at.wait_for_news("did not accept the request")

    assert at.office.effects == []


@pytest.mark.parametrize("mode", ["401", "403"])
def test_a_provider_that_no_longer_knows_us_is_left_alone_and_served_when_it_does_again(bench, mode, caplog):
    at = bench(mode, "good")

    identifier = at.agree()
    at.wait_for_news("a person will look at it")
    at.wait_for(identifier, HandOffStatus.OFFERED)

    assert "issuer_refused_us" in caplog.text
    assert at.office.effects == [identifier]


@pytest.mark.parametrize("mode", ["reset", "hang", "half", "500"])
def test_without_a_key_nothing_is_repeated_blindly_but_looked_up(bench, mode):
    at = bench(mode, "good", honours_keys=False, manners=SEEN_TWICE, look_up=LOOK_UP)

    identifier = at.agree()
    at.wait_for(identifier, HandOffStatus.OFFERED)

    assert len(at.office.effects) == 1


def test_without_a_key_and_without_a_look_up_a_person_decides(bench):
    at = bench("reset", "good", honours_keys=False, manners=SEEN_TWICE)

    identifier = at.agree()
    at.wait_for(identifier, HandOffStatus.NEEDS_ATTENTION)
    at.wait_for_news("a person will look at it")

    assert len(at.office.effects) == 1
    assert at.handoffs.find(identifier).detail == "unknown"


def test_without_any_of_these_protections_a_lost_answer_is_a_second_effect(bench):
    at = bench("reset", "good", honours_keys=False, manners='duplicate_effect = "harmless"')

    identifier = at.agree()
    at.wait_for(identifier, HandOffStatus.OFFERED)

    assert len(at.office.effects) == 2


def test_an_issuer_that_never_answers_is_given_up_and_resumed_by_a_person(bench):
    at = bench("503")

    identifier = at.agree()
    at.wait_for(identifier, HandOffStatus.NEEDS_ATTENTION)
    at.office.script = ["good"]
    at.handoffs.resume(identifier, NOW)
    at.sweep()

    at.wait_for(identifier, HandOffStatus.OFFERED)
    assert at.office.effects == [identifier]


def test_a_withdrawal_reaches_the_issuer(bench):
    at = bench("good")
    identifier = at.agree()
    at.wait_for(identifier, HandOffStatus.OFFERED)

    at.handoffs.cancel(identifier, NOW)
    at.sweep()
    until = time.monotonic() + 10
    while not at.office.withdrawn and time.monotonic() < until:
        time.sleep(0.02)

    assert at.office.withdrawn == ["/offers/o-1"]
    assert at.handoffs.find(identifier).offer.uri == ""


def test_a_double_click_is_one_offer(bench):
    at = bench("good")

    first = at.agree()
    second = at.agree()
    at.wait_for(first, HandOffStatus.OFFERED)

    assert first == second
    assert at.office.effects == [first]


def test_an_offer_that_nobody_fetches_expires_and_says_so(bench):
    at = bench("good")
    identifier = at.agree()
    at.wait_for(identifier, HandOffStatus.OFFERED)

    at.office.state = "expired"
    at.wait_for(identifier, HandOffStatus.EXPIRED)
    at.wait_for_news("has expired")

    assert at.handoffs.apply(HERE, "pv-basics", "en", NOW).id != identifier
