"""Can a learner ask a provider, take it back and ask once more, all by the buttons of a conversation?"""

import pytest

from advisor.handoff import LANE
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import CredentialOffer, HandOffStatus
from advisor.vocabulary.learner import Slot
from tests.builders import NOW
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.fake_issuer import FakeIssuer
from tests.fakes.talking_library import INSTALLER


@pytest.fixture
def talk():
    advisor = an_advisor({"solar": {Slot.GOAL_OCCUPATION: INSTALLER}})
    advisor.handoffs.issuers_of = lambda _: FakeIssuer().connection
    opened = Talk(advisor)
    opened.say("solar")
    return opened


def applied(talk):
    """Ask for the first course that is offered, and say yes; give the hand-off."""
    offered = [c for reply in talk.replies for block in reply.blocks for c in getattr(block, "choices", ())]
    talk.tap(next(c.label for c in offered if c.action.startswith("apply:")))
    return blocks(talk.tap("Yes, send it"), "handoff")[0]


def rows(talk):
    return [row.key for row in talk.advisor.store.pending_outbox(LANE)]


def test_a_request_is_sent_by_a_yes_and_taken_back_by_a_button(talk):
    asked = applied(talk)

    gone = blocks(talk.tap("Cancel this request"), "handoff")[0]

    assert (asked.status, gone.status) == ("consented", "cancelled")
    assert "is cancelled" in gone.text
    assert rows(talk) == [asked.handoff, f"{asked.handoff}:cancel"]


def test_taking_it_back_twice_is_taking_it_back_once(talk):
    asked = applied(talk)

    talk.tap("Cancel this request")
    talk.tap("Cancel this request")

    assert rows(talk) == [asked.handoff, f"{asked.handoff}:cancel"]


def test_an_offer_that_expired_is_asked_for_anew_by_its_button(talk):
    asked = applied(talk)
    handoffs = talk.advisor.handoffs
    standing = handoffs.find(asked.handoff)
    over = standing.model_copy(update={"status": HandOffStatus.EXPIRED, "offer": CredentialOffer(uri="")})
    handoffs.store.save_handoff(over, HandOffStatus.CONSENTED)
    handoffs.tell(over, NOW)
    told = talk.advisor.conversation(ConversationId(talk.id)).turns[-1].reply
    talk.replies.append(told)

    again = blocks(talk.tap("Get a new link"), "handoff")[0]

    assert again.status == "draft"
    assert again.handoff != asked.handoff
    assert again.micro_credential_id == asked.micro_credential_id


def test_who_deletes_the_conversation_takes_the_request_back(talk):
    asked = applied(talk)

    talk.advisor.erase(talk.id, NOW)

    assert rows(talk) == [f"{asked.handoff}:cancel"]
    assert talk.advisor.handoffs.find(asked.handoff).conversation == ""


def test_when_only_time_is_over_nothing_is_taken_back(talk):
    asked = applied(talk)

    talk.advisor.forget_idle(NOW.replace(year=NOW.year + 1))

    assert talk.advisor.handoffs.find(asked.handoff).status == HandOffStatus.CONSENTED
    assert rows(talk) == []
