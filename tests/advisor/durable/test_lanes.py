"""Does a provider that hangs keep the learners of another one waiting?"""

import time

from advisor.durable import CALLS_AT_ONCE, DurableEngine
from advisor.durable.handoff_steps import HandOffSteps
from advisor.durable.handoff_workflow import AT_A_PROVIDER, HandOffWorkflow
from advisor.handoff import LANE, HandOffs
from advisor.storage.memory import MemoryConversationStore
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import HandOffId, HandOffStatus
from bots.assembly import now
from tests.builders import NOW, a_micro_credential
from tests.contracts.test_credential_issuer import a_handoff
from tests.fakes.fake_issuer import FakeIssuer
from tests.fakes.one_course_library import OneCourseLibrary

HERE = ConversationId("c-1")
MANY = CALLS_AT_ONCE * 2
HANGS = 1.0


class Slow(FakeIssuer):
    """Takes its time, and notes how many ask at once."""

    def __init__(self):
        super().__init__()
        self.asking, self.most = 0, 0

    def offer(self, handoff, key):
        self.asking += 1
        self.most = max(self.most, self.asking)
        time.sleep(HANGS)
        self.asking -= 1
        return super().offer(handoff, key)


def test_the_others_are_served_while_one_hangs(tmp_path):
    slow, quick, store = Slow(), FakeIssuer(), MemoryConversationStore()
    store.open_conversation(HERE, "hash", "web", "", "en", NOW)
    ids = iter(range(1000))
    library = OneCourseLibrary(a_micro_credential())
    issuers = {"Slow": slow.connection, "Quick": quick.connection}
    handoffs = HandOffs(store, library, issuers.__getitem__, lambda: f"m-{next(ids)}")
    names = [HandOffId(f"slow-{n}") for n in range(MANY)]
    for name, provider in [*((name, "Slow") for name in names), (HandOffId("quick"), "Quick")]:
        made = a_handoff(id=name, provider=provider, status=HandOffStatus.DRAFT)
        store.save_handoff(made, None)
        handoffs.consent(name, NOW)
    engine = DurableEngine(f"sqlite:///{tmp_path / 'workflows.db'}", seconds_between_looks=0.05)
    workflow = HandOffWorkflow(HandOffSteps(handoffs, now))
    workflow.register(engine)
    engine.start()

    for row in store.pending_outbox(LANE, limit=1000):
        workflow.submit(engine, row)
    until = time.monotonic() + MANY / AT_A_PROVIDER * HANGS
    while store.handoff(HandOffId("quick")).status != HandOffStatus.OFFERED:
        assert time.monotonic() < until, "the quick one waits for the slow one"
        time.sleep(0.01)
    done = sum(store.handoff(name).status == HandOffStatus.OFFERED for name in names)
    engine.stop()

    assert done < MANY
    assert slow.most <= AT_A_PROVIDER
