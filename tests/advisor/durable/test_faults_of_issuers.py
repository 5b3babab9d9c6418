"""Fifty hand-offs for each way in which a call can go wrong: does each have at most one effect at the issuer?"""

import threading
import time
from collections import Counter
from dataclasses import dataclass

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

pytestmark = pytest.mark.timeout(200)  # the six hundred are played in the first test's fixture

EACH = 50
MODES = [
    "reset before", "reset", "hang", "drip", "500 before", "500", "429", "503", "401", "gibberish", "half", "redirect",
]  # fmt: skip
IN_THE_DARK = ["reset before", "reset", "hang", "drip", "500 before", "500", "gibberish", "half"]
"""After these nobody can tell whether the issuer acted."""
ENDED = {HandOffStatus.OFFERED, HandOffStatus.REJECTED, HandOffStatus.NEEDS_ATTENTION}
SECONDS = 150

FILE = """
[providers."Solar School (demo)"]
protocol = "oid4vci"
allow_loopback = true
limits = {{ timeout = 0.5, first_wait = 0.05, longest_wait = 0.2, attempts = 6, pause = 0.2, poll = 3600 }}

[providers."Solar School (demo)".offer]
url = "{address}/offers"
body = {{ recipient = "{{reference}}" }}
{manners}
"""
BY_KEY = 'idempotency = "key"\nidempotency_header = "Idempotency-Key"'
WITHOUT_KEY = 'duplicate_effect = "visible"'


@dataclass
class Many:
    """Fifty hand-offs for each mode, and what became of them."""

    office: ScriptedBackOffice
    store: MemoryConversationStore
    mode_of: dict

    def statuses(self, modes):
        return Counter(self.store.handoff(name).status.value for name, mode in self.mode_of.items() if mode in modes)

    def calls(self, modes):
        """Count how often each of these was asked for."""
        asked = Counter(self.office.calls)
        return Counter(asked[name] for name, mode in self.mode_of.items() if mode in modes)

    def effects(self, modes):
        acted = Counter(self.office.effects)
        return Counter(acted[name] for name, mode in self.mode_of.items() if mode in modes)


def play(folder, modes, manners, *, honours_keys, office=None):
    """Let a yes be said for all, meet each first call with its mode, and wait until all are answered."""
    office = office or ScriptedBackOffice(honours_keys=honours_keys)
    (folder / "issuers.toml").write_text(FILE.format(address=office.address, manners=manners))
    library, store = OneCourseLibrary(a_micro_credential()), MemoryConversationStore()
    ids = iter(range(10**6))
    handoffs = HandOffs(store, library, open_issuers(folder / "issuers.toml", library), lambda: f"m-{next(ids)}")
    mode_of = {}
    for number, mode in enumerate(mode for mode in modes for _ in range(EACH)):
        here = ConversationId(f"c-{number}")
        store.open_conversation(here, "hash", "web", "", "en", NOW)
        draft = handoffs.apply(here, "pv-basics", "en", NOW)
        handoffs.consent(draft.id, NOW)
        mode_of[draft.id] = mode
        office.first_of[draft.id] = mode
    run(folder, handoffs, store, mode_of)
    office.close()
    return Many(office, store, mode_of)


def run(folder, handoffs, store, names):
    engine = DurableEngine(f"sqlite:///{folder / 'workflows.db'}", seconds_between_looks=0.05)
    workflow = HandOffWorkflow(HandOffSteps(handoffs, now))
    workflow.register(engine)
    engine.start()
    try:
        for row in store.pending_outbox(LANE, limit=10**6):
            workflow.submit(engine, row)
        until = time.monotonic() + SECONDS
        while not all(store.handoff(name).status in ENDED for name in names):
            assert time.monotonic() < until, Counter(store.handoff(name).status for name in names)
            time.sleep(0.05)
        time.sleep(1)  # for whatever would still be sent
    finally:
        engine.stop()


@pytest.fixture(scope="module")
def with_keys(tmp_path_factory):
    return play(tmp_path_factory.mktemp("keys"), MODES, BY_KEY, honours_keys=True)


@pytest.fixture(scope="module")
def without_keys(tmp_path_factory):
    return play(tmp_path_factory.mktemp("none"), MODES, WITHOUT_KEY, honours_keys=False)


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "redirect"])
def test_with_keys_each_comes_to_exactly_one_offer(with_keys, mode):
    assert with_keys.statuses([mode]) == {"offered": 50}
    assert with_keys.effects([mode]) == {1: 50}


def test_a_redirect_is_followed_by_nobody(with_keys):
    assert with_keys.statuses(["redirect"]) == {"rejected": 50}
    assert with_keys.effects(["redirect"]) == {0: 50}


@pytest.mark.parametrize("mode", IN_THE_DARK)
def test_without_keys_nothing_is_sent_again_blindly(without_keys, mode):
    assert without_keys.calls([mode]) == {1: 50}
    assert without_keys.statuses([mode]) == {"needs_attention": 50}


def test_without_keys_no_hand_off_has_two_effects(without_keys):
    assert max(without_keys.effects(MODES)) == 1


@pytest.mark.parametrize("mode", ["429", "503", "401"])
def test_without_keys_what_was_certainly_not_done_is_sent_again(without_keys, mode):
    assert without_keys.statuses([mode]) == {"offered": 50}
    assert without_keys.effects([mode]) == {1: 50}


def test_an_issuer_that_is_not_there_yet_is_asked_until_it_is(tmp_path):
    away = ScriptedBackOffice()
    port = int(away.address.rpartition(":")[2])
    away.close()
    came = []
    threading.Timer(0.5, lambda: came.append(ScriptedBackOffice(honours_keys=False, port=port))).start()

    many = play(tmp_path, ["good"], WITHOUT_KEY, honours_keys=False, office=away)
    came[0].close()

    assert many.statuses(["good"]) == {"offered": 50}
    assert max(Counter(came[0].effects).values()) == 1


def test_the_measure_can_fail_a_peer_that_ignores_keys_shows_duplicates(tmp_path):
    many = play(tmp_path, ["reset"], BY_KEY, honours_keys=False)

    assert many.effects(["reset"]) == {2: 50}
