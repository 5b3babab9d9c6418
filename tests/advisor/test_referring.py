"""Does a referral need the learner's own yes, and is everything of it kept?"""

import pytest

from advisor.errors import CaseConflict, CaseNotFound
from advisor.vocabulary.casework import ReferralOutcome, ReferralStatus
from advisor.vocabulary.conversation import ConversationState
from advisor.vocabulary.counselling import Counsellor
from advisor.vocabulary.learner import Slot
from tests.builders import NOW
from tests.fakes.advice import Talk, an_advisor
from tests.fakes.talking_library import INSTALLER

AMRA, BESIM = Counsellor(id="amra@example.org", name="Amra"), Counsellor(id="besim@example.org", name="Besim")
DEBTS = Counsellor(id="", name="Debt advice, Tuzla")
YES, NO = "Yes, I agree", "No, I do not agree"
S = ConversationState


@pytest.fixture
def talk():
    made = Talk(an_advisor({"I want solar": {Slot.GOAL_OCCUPATION: INSTALLER}}), address="77")
    made.say("I want solar")
    made.say("/human")
    return made


@pytest.fixture
def desk(talk):
    return talk.advisor.counselling


@pytest.fixture
def case(desk):
    return desk.take(desk.caseload(AMRA, "waiting")[0].id, AMRA, NOW)


def asked(talk, desk, case, other=BESIM):
    """Ask, and let the learner see the question as their channel shows it."""
    made = desk.referrals.ask(case.id, AMRA, other, "She knows the craft.", NOW)
    talk.replies.append(talk.advisor.conversation(talk.id).turns[-1].reply)
    return made


def standing(desk, case, who=AMRA):
    return desk.view(desk.find(case.id, who)).referrals[-1]


def words(reply):
    return " ".join(getattr(block, "text", "") for block in reply.blocks)


def test_the_learner_is_asked_in_their_own_channel_with_reason_and_what_the_other_would_see(talk, desk, case):
    asked(talk, desk, case)

    question = talk.replies[-1]
    assert words(question) == (
        "Amra would like Besim to advise you instead. Reason: She knows the craft. If you say yes, Besim sees our "
        "conversation, your profile, your plan and what Amra noted, and Amra no longer does. Until then Besim sees "
        "nothing. If you say no, nothing changes. Do you agree?"
    )
    assert talk.advisor.store.pending_outbox("deliver")[-1].reference == question.message


def test_until_the_yes_the_other_sees_nothing(talk, desk, case):
    asked(talk, desk, case)

    assert desk.caseload(BESIM, "visible") == []
    with pytest.raises(CaseNotFound):
        desk.look(case.id, BESIM, NOW)


def test_a_yes_opens_the_case_to_the_other_and_closes_it_to_the_first(talk, desk, case):
    asked(talk, desk, case)

    reply = talk.tap(YES)

    assert words(reply) == "Thank you. Besim sees our conversation from now on and writes to you here."
    assert (reply.state, talk.advisor.conversation(talk.id).state) == (S.WAITING, S.WAITING)
    assert [each.id for each in desk.caseload(BESIM, "mine")] == [case.id]
    with pytest.raises(CaseNotFound):
        desk.look(case.id, AMRA, NOW)
    assert desk.take(case.id, BESIM, NOW).counsellor_name == "Besim"


def test_the_yes_is_kept_with_the_words_that_were_shown_their_version_language_and_time(talk, desk, case):
    question = asked(talk, desk, case)

    talk.tap(YES)

    kept = standing(desk, case, BESIM)
    assert kept.status is ReferralStatus.AGREED
    assert (kept.consent.version, kept.consent.language, kept.consent.at) == ("1", "en", NOW)
    assert kept.consent.text == question.shown
    assert kept.consent.text.startswith("Amra would like Besim to advise you instead.")
    (row,) = [row for row in talk.advisor.audited(talk.id) if row.event == "referral_agreed"]
    assert (row.body["by"], row.body["consent"]) == ("learner", {"version": "1", "language": "en"})


def test_a_no_changes_nothing(talk, desk, case):
    asked(talk, desk, case)

    reply = talk.tap(NO)

    assert words(reply) == "Good. Nothing is passed on, and nothing changes for you."
    assert (standing(desk, case).status, standing(desk, case).consent) == (ReferralStatus.REFUSED, None)
    assert desk.caseload(BESIM, "visible") == []
    assert talk.advisor.conversation(talk.id).state is S.WITH_COUNSELLOR


def test_an_outside_service_is_named_in_the_question_and_the_case_stays(talk, desk, case):
    asked(talk, desk, case, DEBTS)
    assert "Amra may tell Debt advice, Tuzla what you aim at" in words(talk.replies[-1])

    reply = talk.tap(YES)

    assert words(reply) == "Thank you. Amra may pass this on to Debt advice, Tuzla now."
    assert desk.find(case.id, AMRA).stands is S.WITH_COUNSELLOR
    assert standing(desk, case).status is ReferralStatus.AGREED


def test_a_second_answer_does_not_change_the_first(talk, desk, case):
    asked(talk, desk, case, DEBTS)
    talk.tap(NO)

    late = talk.tap(YES)

    assert "belongs to an earlier state" in words(late)
    assert standing(desk, case).status is ReferralStatus.REFUSED


def test_a_question_is_taken_back_and_its_buttons_are_void(talk, desk, case):
    question = asked(talk, desk, case)

    desk.referrals.take_back(case.id, AMRA, question.id, NOW)

    told = words(talk.advisor.conversation(talk.id).turns[-1].reply)
    assert told == "Amra has taken the question back. Nothing was passed on."
    assert "belongs to an earlier state" in words(talk.tap(YES))
    assert standing(desk, case).status is ReferralStatus.WITHDRAWN
    assert desk.caseload(BESIM, "visible") == []


def test_there_is_one_open_question_at_a_time_and_none_to_oneself(talk, desk, case):
    asked(talk, desk, case)

    with pytest.raises(CaseConflict, match="has not answered"):
        desk.referrals.ask(case.id, AMRA, DEBTS, "Debts.", NOW)
    with pytest.raises(CaseConflict, match="already"):
        desk.referrals.ask(case.id, AMRA, AMRA, "Debts.", NOW)


def test_who_no_longer_wants_a_person_leaves_no_open_question(talk, desk, case):
    asked(talk, desk, case)

    talk.say("/alone")

    assert talk.advisor.store.referrals(talk.id)[-1].status is ReferralStatus.WITHDRAWN
    assert "belongs to an earlier state" in words(talk.tap(YES))
    assert desk.caseload(BESIM, "visible") == []


def test_an_outcome_is_noted_after_the_yes_only(talk, desk, case):
    question = asked(talk, desk, case, DEBTS)
    with pytest.raises(CaseConflict, match="not agreed"):
        desk.referrals.note_outcome(case.id, AMRA, question.id, ReferralOutcome.MET, "", NOW)
    talk.tap(YES)

    desk.referrals.note_outcome(case.id, AMRA, question.id, ReferralOutcome.MET, " First talk on Monday. ", NOW)

    kept = standing(desk, case)
    assert (kept.outcome, kept.outcome_words, kept.outcome_at) == (ReferralOutcome.MET, "First talk on Monday.", NOW)
    assert list(talk.advisor.audited(talk.id))[-1].event == "referral_outcome"
    assert kept.consent.version == "1"


def test_only_who_looks_after_a_learner_refers_them(talk, desk, case):
    question = asked(talk, desk, case, DEBTS)
    steps = (
        lambda: desk.referrals.ask(case.id, BESIM, DEBTS, "x", NOW),
        lambda: desk.referrals.take_back(case.id, BESIM, question.id, NOW),
        lambda: desk.referrals.note_outcome(case.id, BESIM, question.id, ReferralOutcome.MET, "", NOW),
    )

    for step in steps:
        with pytest.raises(CaseNotFound):
            step()


def test_another_conversations_referral_cannot_be_answered(talk, desk, case):
    question = asked(talk, desk, case)
    stranger = Talk(talk.advisor)

    reply = stranger.say(f"/refer yes {question.id}")

    assert "belongs to an earlier state" in words(reply)
    assert standing(desk, case).status is ReferralStatus.ASKED
