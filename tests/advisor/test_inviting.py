"""Does a learner's yes make them the counsellor's who invited them, and nothing else?"""

import pytest

from advisor import consents, inviting
from advisor.errors import CaseConflict
from advisor.vocabulary.conversation import IncomingMessage
from advisor.vocabulary.counselling import Counsellor
from advisor.vocabulary.learner import Slot
from tests.builders import NOW
from tests.fakes.advice import an_advisor
from tests.fakes.talking_library import INSTALLER

AMRA = Counsellor(id="amra@example.org", name="Amra")
BORIS = Counsellor(id="boris@example.org", name="Boris")


@pytest.fixture
def advisor():
    return an_advisor({"solar": {Slot.GOAL_OCCUPATION: INSTALLER}})


@pytest.fixture
def learner(advisor):
    identifier, _ = advisor.start_conversation("web", language="en", now=NOW)
    say(advisor, identifier, "solar")
    return identifier


def say(advisor, identifier, text):
    number = len(advisor.conversation(identifier).turns)
    return advisor.take_turn(IncomingMessage(conversation=identifier, client_message_id=f"m{number}", text=text), NOW)


def test_a_yes_makes_the_case_theirs_while_the_machine_goes_on(advisor, learner):
    case = advisor.accept_invitation(learner, AMRA, NOW)

    assert [each.id for each in advisor.counselling.caseload(AMRA, "mine")] == [case.id]
    assert advisor.counselling.caseload(BORIS, "visible") == []
    assert advisor.counselling.look(case.id, AMRA, NOW).conversation.id == learner
    assert say(advisor, learner, "solar").state == "answering"


def test_the_learner_is_told_who_reads_along_and_how_to_end_it(advisor, learner):
    advisor.accept_invitation(learner, AMRA, NOW)

    told = advisor.conversation(learner).turns[-1].reply
    assert told.blocks[0].text.startswith("Good. Amra reads along from now on")
    assert [choice.action for choice in told.blocks[1].choices] == ["say:/alone"]
    say(advisor, learner, "/alone")
    assert advisor.counselling.caseload(AMRA, "mine") == []


def test_what_was_agreed_to_is_kept_with_words_language_and_time_and_given_out_with_the_export(advisor, learner):
    advisor.accept_invitation(learner, AMRA, NOW)

    [kept] = [fact for fact in advisor.conversation(learner).facts if fact.slot is Slot.CONSENT]
    assert kept.value == {
        "to": "counsellor", "name": "Amra", "version": inviting.VERSION, "language": "en",
        "at": "2026-11-22T09:00:00+00:00",
    }  # fmt: skip
    assert "'to': 'counsellor'" in str(advisor.export(learner))
    assert not consents.stands(advisor.conversation(learner).facts)


def test_a_second_yes_changes_nothing(advisor, learner):
    first = advisor.accept_invitation(learner, AMRA, NOW)
    turns = len(advisor.conversation(learner).turns)

    again = advisor.accept_invitation(learner, AMRA, NOW)

    assert (again.id, len(advisor.conversation(learner).turns)) == (first.id, turns)


def test_nobody_is_taken_from_another_counsellor_without_ending_it_first(advisor, learner):
    advisor.accept_invitation(learner, AMRA, NOW)

    with pytest.raises(CaseConflict, match="If you would rather go to Boris, end that first"):
        advisor.accept_invitation(learner, BORIS, NOW)

    say(advisor, learner, "/alone")
    assert advisor.accept_invitation(learner, BORIS, NOW).counsellor == BORIS.id


def test_after_a_case_was_closed_another_counsellor_may_invite(advisor, learner):
    case = advisor.accept_invitation(learner, AMRA, NOW)
    advisor.counselling.close(case.id, AMRA, NOW)

    assert advisor.accept_invitation(learner, BORIS, NOW).counsellor == BORIS.id
    assert advisor.counselling.caseload(AMRA, "all") == []


def test_the_audit_says_who_invited_and_no_word_of_the_learner(advisor, learner):
    advisor.accept_invitation(learner, AMRA, NOW)

    row = next(row for row in advisor.audited(learner) if row.event == "invited")
    assert (row.body["by"], row.body["counsellor"]) == ("learner", AMRA.id)
