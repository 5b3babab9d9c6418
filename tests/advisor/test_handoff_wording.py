"""Is a learner told what is true, in the right place?"""

from datetime import UTC, datetime

import pytest

from advisor.handoff_wording import MESSAGES, block_of, consent_text, link_of, news_of, status_text
from advisor.vocabulary.blocks import TextBlock
from advisor.vocabulary.conversation import Conversation, ConversationId, Progress, Reply, Turn
from advisor.vocabulary.handoff import CredentialOffer, HandOffStatus, ProviderAnswer
from advisor.vocabulary.learner import LearnerProfile
from tests.builders import NOW
from tests.contracts.test_credential_issuer import a_handoff

OFFER = CredentialOffer(
    uri="openid-credential-offer://?credential_offer=%7B%7D",
    tx_code="4711",
    external_id="o-1",
    expires=datetime(2026, 11, 29, 18, 30, tzinfo=UTC),
)


def offered(**given):
    return a_handoff(**{"status": HandOffStatus.OFFERED, "offer": OFFER, **given})


def test_every_status_has_its_sentence():
    assert set(MESSAGES) == set(HandOffStatus)


def test_the_consent_names_who_gets_what_and_what_is_kept():
    assert consent_text(a_handoff()) == (
        "Shall I ask Solar School (demo) for “Solar basics” for you? I would send: the course, your language and a "
        "random reference. I do not send your name, your contact or anything that you wrote here. You can cancel at "
        "any time."
    )


def test_a_draft_has_one_button_and_no_link():
    block = block_of(a_handoff(), "https://cairn.example")

    assert [(choice.label, choice.action) for choice in block.choices] == [("Yes, send it", "consent:h-1")]
    assert block.url is None


def test_an_offer_is_told_with_its_code_and_its_end():
    assert status_text(offered()) == (
        "Solar School (demo) has prepared “Solar basics” for you. Open the page that I link here with your wallet. The "
        "wallet will ask for a code; yours is 4711. Keep it to yourself. The offer is valid until 2026-11-29 18:30 UTC."
    )


def test_an_offer_without_a_code_speaks_of_none():
    words = status_text(offered(offer=CredentialOffer(uri="openid-credential-offer://x")))

    assert "code" not in words
    assert "valid until" not in words


def test_the_link_is_our_page_and_never_the_offer():
    assert link_of(offered(), "https://cairn.example/") == "https://cairn.example/i/h-1"
    assert link_of(offered(), "") == "/i/h-1"


@pytest.mark.parametrize("status", sorted(set(HandOffStatus) - {HandOffStatus.OFFERED}))
def test_there_is_no_link_before_or_after_the_offer(status):
    assert link_of(offered(status=status), "https://cairn.example") is None


@pytest.mark.parametrize("status", sorted(HandOffStatus))
@pytest.mark.parametrize("language", ["en", "bs", "hr", "sr", "sr-Latn", "sq", "mk", "de", "id", "ms", "th"])
def test_every_status_can_be_said_in_every_language(status, language):
    words = status_text(offered(status=status, language=language))

    assert "{" not in words
    assert "Solar basics" in words


def test_news_keep_what_is_known_of_the_learner():
    known = LearnerProfile(language="en", background=("urn:electrician",))
    reply = Reply(
        conversation=ConversationId("c-1"), message="r-1", language="en", progress=Progress(known=3, of=5),
        blocks=(TextBlock(text="Good day"),), profile=known,
    )  # fmt: skip
    turn = Turn(number=1, message="c-1:1", client_message_id="m-1", text="hello", choice=None, at=NOW, reply=reply)
    held = Conversation(id=ConversationId("c-1"), channel="web", address="", language="en", created=NOW, turns=(turn,))

    news = news_of(offered(), held, block_of(offered(), ""), "r-2")

    assert (news.message, news.profile, news.progress) == ("r-2", known, Progress(known=3, of=5))
    assert [block.type for block in news.blocks] == ["handoff"]


def actions(**given):
    return [choice.action for choice in block_of(a_handoff(**given), "https://c.example").choices]


def test_each_stage_has_the_button_that_helps_there():
    assert actions(status=HandOffStatus.DRAFT) == ["consent:h-1"]
    assert actions(status=HandOffStatus.SENDING) == ["withdraw:h-1"]
    assert actions(status=HandOffStatus.QUEUED) == ["withdraw:h-1"]
    assert actions(status=HandOffStatus.EXPIRED) == ["apply:pv-basics"]
    assert actions(status=HandOffStatus.ENROLLED) == []
    assert actions(status=HandOffStatus.OFFERED, protocol="link") == []


def test_the_schools_page_is_given_while_it_has_the_request():
    answer = ProviderAnswer(status=HandOffStatus.QUEUED, page="https://school.example/go-on")

    waiting = block_of(a_handoff(status=HandOffStatus.QUEUED, enrolment=answer), "")
    over = block_of(a_handoff(status=HandOffStatus.REJECTED, enrolment=answer), "")

    assert waiting.url == "https://school.example/go-on"
    assert waiting.text.endswith("Go on with them on the page that I link here.")
    assert (over.url, "Go on" in over.text) == (None, False)


@pytest.mark.parametrize(
    ("passed", "words"),
    [(True, "Congratulations"), (False, "did not say that you passed"), (None, "did not say that you passed")],
)
def test_nobody_is_congratulated_who_did_not_pass(passed, words):
    answer = ProviderAnswer(status=HandOffStatus.COMPLETED, passed=passed)

    assert words in status_text(a_handoff(status=HandOffStatus.COMPLETED, enrolment=answer))
