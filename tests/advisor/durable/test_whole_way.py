"""Does one yes lead from a place, over a passed course, to a credential in the wallet, and a cancelled one back?"""

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
from tests.issuers.learncard_network import LearnCardNetwork
from tests.issuers.oeapi_school import OeapiSchool

HERE = ConversationId("c-1")
FILE = """
[providers."Solar School (demo)"]
protocol = "oeapi"
credential = "learncard"
allow_loopback = true
auth = {{ bearer = "one-token-for-both" }}
achievements = {{ pv-basics = "offering-7" }}
association = {{ url = "{school}" }}
inbox = {{ url = "{network}/api" }}
limits = {{ timeout = 2, first_wait = 0.05, poll = 0.05, longest_poll = 0.1 }}
"""


class Bench:
    def __init__(self, folder):
        self.school, self.network = OeapiSchool(), LearnCardNetwork()
        self.school.token = self.network.token = "one-token-for-both"
        (folder / "issuers.toml").write_text(FILE.format(school=self.school.address, network=self.network.address))
        library, self.store = OneCourseLibrary(a_micro_credential()), MemoryConversationStore()
        self.store.open_conversation(HERE, "hash", "web", "", "en", NOW)
        ids = iter(range(1000))
        issuers = open_issuers(folder / "issuers.toml", library)
        self.handoffs = HandOffs(self.store, library, issuers, lambda: f"m-{next(ids)}", "https://cairn.example")
        self.engine = DurableEngine(f"sqlite:///{folder / 'workflows.db'}", seconds_between_looks=0.05)
        self.workflow = HandOffWorkflow(HandOffSteps(self.handoffs, now))
        self.workflow.register(self.engine)
        self.engine.start()

    def close(self):
        self.engine.stop()
        self.school.close()
        self.network.close()

    def agree(self):
        draft = self.handoffs.apply(HERE, "pv-basics", "en", NOW)
        self.handoffs.consent(draft.id, NOW)
        self.sweep()
        return draft.id

    def sweep(self):
        for row in self.store.pending_outbox(LANE):
            self.workflow.submit(self.engine, row)
            self.store.outbox_done(row.key, NOW)

    def told(self):
        return [turn.reply.blocks[0].status for turn in self.store.conversation(HERE).turns]

    def wait_until_told(self, status):
        until = time.monotonic() + 30
        while status not in self.told():
            assert time.monotonic() < until, self.told()
            time.sleep(0.02)


@pytest.fixture
def bench(tmp_path):
    opened = Bench(tmp_path)
    yield opened
    opened.close()


def test_from_a_place_over_a_passed_course_into_the_wallet(bench):
    identifier = bench.agree()
    bench.wait_until_told("accepted_by_provider")
    bench.school.decide("queued")
    bench.wait_until_told("queued")
    bench.school.decide("associated")
    bench.wait_until_told("enrolled")
    bench.school.decide("finished", passState="passed")
    bench.wait_until_told("offered")
    offer = bench.handoffs.find(identifier).offer
    bench.network.claim(offer.external_id)
    bench.wait_until_told("claimed")

    assert bench.told() == ["accepted_by_provider", "queued", "enrolled", "offered", "claimed"]
    assert offer.uri.startswith("https://learncard.app/")
    assert len(bench.network.inboxes) == 1
    assert [asked.method for asked in bench.school.asked].count("PUT") == 1


def test_a_course_that_was_not_passed_ends_without_a_credential(bench):
    bench.agree()
    bench.wait_until_told("accepted_by_provider")

    bench.school.decide("finished", passState="failed")
    bench.wait_until_told("completed")

    assert bench.network.inboxes == {}


def test_cancelling_reaches_the_school(bench):
    identifier = bench.agree()
    bench.wait_until_told("accepted_by_provider")

    bench.handoffs.cancel(identifier, NOW)
    bench.sweep()
    until = time.monotonic() + 20
    while "PATCH" not in [asked.method for asked in bench.school.asked]:
        assert time.monotonic() < until
        time.sleep(0.02)

    (association,) = bench.school.associations.values()
    assert association["state"] == "cancelled"
    assert bench.handoffs.find(identifier).status == HandOffStatus.CANCELLED


def test_who_leaves_is_taken_off_the_list_there_too(bench):
    bench.agree()
    bench.wait_until_told("accepted_by_provider")

    bench.handoffs.withdraw_all(HERE, NOW)
    bench.store.erase(HERE)
    bench.sweep()
    until = time.monotonic() + 20
    while "PATCH" not in [asked.method for asked in bench.school.asked]:
        assert time.monotonic() < until
        time.sleep(0.02)

    (association,) = bench.school.associations.values()
    assert association["state"] == "cancelled"
