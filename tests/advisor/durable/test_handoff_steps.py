"""Does each step of a hand-off do no harm when a crash makes it happen again?"""

from datetime import timedelta

import pytest

from advisor.durable.handoff_steps import HandOffSteps, wait_before, wait_before_look
from advisor.handoff import HandOffs
from advisor.handoff_ports import CallLimits
from advisor.issuers.failures import AmbiguousFailure, NotAllowed, TransientFailure
from advisor.storage.memory import MemoryConversationStore
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import CredentialOffer, HandOffId, HandOffStatus
from tests.builders import NOW, a_micro_credential
from tests.contracts.test_credential_issuer import a_handoff
from tests.fakes.fake_issuer import FakeIssuer
from tests.fakes.one_course_library import OneCourseLibrary

H = HandOffId("h-1")
_S = HandOffStatus


class Clock:
    def __init__(self):
        self.moment = NOW

    def __call__(self):
        return self.moment


class Bench:
    def __init__(self, issuer, **handoff):
        self.issuer, self.clock = issuer, Clock()
        self.store = MemoryConversationStore()
        self.store.open_conversation(ConversationId("c-1"), "hash", "web", "", "en", NOW)
        self.store.save_handoff(a_handoff(**handoff), None)
        library = OneCourseLibrary(a_micro_credential())
        self.handoffs = HandOffs(self.store, library, lambda _: issuer.connection, lambda: "m-1")
        self.steps = HandOffSteps(self.handoffs, self.clock)

    @property
    def now(self):
        return self.store.handoff(H)

    def news(self):
        return [turn.reply.blocks[0].status for turn in self.store.conversation(ConversationId("c-1")).turns]


def test_taking_up_twice_is_taking_up_once():
    at = Bench(FakeIssuer(), status=_S.CONSENTED)

    first = at.steps.take_up(H)
    second = at.steps.take_up(H)

    assert first["word"] == second["word"] == "pending"


def test_a_call_brings_an_offer_and_again_brings_no_second_one():
    at = Bench(FakeIssuer(), status=_S.PENDING)

    first = at.steps.call(H, 1)
    again = at.steps.call(H, 1)

    assert first["word"] == again["word"] == "offered"
    assert at.now.offer.tx_code == "4711"
    assert len(at.issuer.made) == 1


def test_what_a_step_tells_the_engine_holds_neither_offer_nor_code():
    at = Bench(FakeIssuer(), status=_S.PENDING)

    outcome = at.steps.call(H, 1)

    assert outcome == {"word": "offered", "wait": 0.0}


def test_a_call_that_a_crash_cut_off_counts_as_ambiguous_and_is_not_made_again():
    at = Bench(FakeIssuer(), status=_S.SENDING, detail="call 2")

    outcome = at.steps.call(H, 2)

    assert outcome["word"] == "ambiguous"
    assert at.issuer.made == {}


def test_a_failed_call_says_how_and_what_the_issuer_asks_for():
    at = Bench(FakeIssuer(TransientFailure("busy", retry_after=7.0)), status=_S.PENDING)

    outcome = at.steps.call(H, 1)

    assert outcome == {"word": "not_done", "wait": 7.0}
    assert (at.now.status, at.now.detail) == (_S.SENDING, "call 1 not_done")


@pytest.mark.parametrize("status", [_S.DRAFT, _S.CONSENTED, _S.CANCELLED, _S.REJECTED, _S.EXPIRED, _S.CLAIMED])
def test_nothing_is_sent_in_any_other_status(status):
    at = Bench(FakeIssuer(), status=status)

    outcome = at.steps.call(H, 1)

    assert outcome["word"] == "gone"
    assert at.issuer.made == {}


def test_an_erased_learner_is_not_handed_over():
    at = Bench(FakeIssuer(), status=_S.PENDING)
    at.store.erase(ConversationId("c-1"))

    assert at.steps.call(H, 1)["word"] == "gone"
    assert at.steps.tell(H)["word"] == "known"
    assert at.issuer.made == {}


def test_an_offer_that_arrives_after_the_withdrawal_is_given_back():
    class Withdraws(FakeIssuer):
        def offer(self, handoff, key):
            at.handoffs.cancel(H, NOW)
            return super().offer(handoff, key)

    at = Bench(Withdraws(), status=_S.PENDING)

    outcome = at.steps.call(H, 1)

    assert outcome["word"] == "gone"
    assert at.issuer.withdrawn == [H]
    assert (at.now.status, at.now.offer) == (_S.CANCELLED, None)


def test_a_paused_provider_is_called_by_no_hand_off_until_its_time(caplog):
    at = Bench(FakeIssuer(NotAllowed("401")), status=_S.PENDING)
    at.store.save_handoff(a_handoff(id=HandOffId("h-2"), status=_S.PENDING), None)
    at.steps.call(H, 1)

    at.steps.pause(H, 1)
    other = at.steps.call("h-2", 1)
    at.clock.moment += timedelta(seconds=901)
    later = at.steps.call("h-2", 1)

    assert at.now.status == _S.NEEDS_ATTENTION
    assert other == {"word": "paused", "wait": 900.0}
    assert later["word"] == "offered"
    assert "issuer_refused_us" in caplog.text


def test_looking_up_finds_what_an_ambiguous_call_made():
    at = Bench(FakeIssuer(AmbiguousFailure("reset"), acts_first=True), status=_S.PENDING)
    at.steps.call(H, 1)

    outcome = at.steps.look_up(H)

    assert outcome["word"] == "offered"
    assert at.now.offer.external_id == "o-1"


def test_looking_up_says_when_there_is_nothing():
    at = Bench(FakeIssuer(AmbiguousFailure("reset")), status=_S.PENDING)
    at.steps.call(H, 1)

    assert at.steps.look_up(H)["word"] == "nothing_there"


def test_an_offer_is_waited_for_until_it_ends():
    offer = CredentialOffer(uri="x", tx_code="4711", external_id="o-1", expires=NOW + timedelta(minutes=10))
    at = Bench(FakeIssuer(), status=_S.OFFERED, offer=offer)

    waiting = at.steps.poll(H)
    at.clock.moment += timedelta(minutes=10)
    over = at.steps.poll(H)

    assert waiting == {"word": "waiting", "wait": 600.0}
    assert over["word"] == "expired"
    assert (at.now.offer.uri, at.now.offer.tx_code, at.now.offer.external_id) == ("", None, "o-1")


def test_nothing_untrue_is_told_of_an_offer_whose_issuer_cannot_say_what_became_of_it():
    class Silent(FakeIssuer):
        def status(self, handoff):
            return None

    offer = CredentialOffer(uri="x", tx_code="4711", external_id="o-1", expires=NOW)
    at = Bench(Silent(), status=_S.OFFERED, offer=offer)

    assert at.steps.poll(H)["word"] == "gone"
    assert (at.now.status, at.now.offer.uri) == (_S.EXPIRED, "")


def test_news_are_told_once_per_status():
    at = Bench(FakeIssuer(), status=_S.PENDING)
    at.steps.call(H, 1)

    first = at.steps.tell(H)
    again = at.steps.tell(H)

    assert (first["word"], again["word"]) == ("told", "known")
    assert at.news() == ["offered"]


def test_waits_double_are_spread_and_never_shorter_than_asked():
    limits = CallLimits(first_wait=2.0, longest_wait=100.0)

    waits = [wait_before(limits, "h-1", attempt, 0.0) for attempt in (1, 2, 3, 30)]

    assert 1.5 <= waits[0] <= 2.5
    assert 3.0 <= waits[1] <= 5.0
    assert 6.0 <= waits[2] <= 10.0
    assert 75.0 <= waits[3] <= 125.0
    assert wait_before(limits, "h-1", 1, 60.0) == 60.0
    assert wait_before(limits, "h-1", 1, 0.0) != wait_before(limits, "h-2", 1, 0.0)


def test_looks_become_rarer_and_the_last_one_is_at_the_end():
    limits = CallLimits(poll=10.0, longest_poll=60.0)

    assert wait_before_look(limits, 0, 1000.0) == 10.0
    assert wait_before_look(limits, 1, 1000.0) == 15.0
    assert wait_before_look(limits, 20, 1000.0) == 60.0
    assert wait_before_look(limits, 20, 5.0) == 5.0
