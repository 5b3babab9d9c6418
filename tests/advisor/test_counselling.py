"""What may a counsellor see and do, and what does the learner notice of it?"""

from datetime import timedelta

import pytest

from advisor.errors import CaseConflict, CaseNotFound
from advisor.vocabulary.blocks import PathwayBlock
from advisor.vocabulary.conversation import ConversationState
from advisor.vocabulary.counselling import Counsellor
from advisor.vocabulary.learner import Slot
from tests.builders import NOW
from tests.fakes.advice import Talk, an_advisor
from tests.fakes.talking_library import INSTALLER

AMRA, BESIM = Counsellor(id="amra@example.org", name="Amra"), Counsellor(id="besim@example.org", name="Besim")
S = ConversationState
GOAL = {Slot.GOAL_OCCUPATION: INSTALLER}


@pytest.fixture
def talk():
    made = Talk(an_advisor({"I want solar": GOAL, "and cheaper?": GOAL}), address="77")
    made.say("I want solar")
    return made


@pytest.fixture
def case(talk):
    talk.say("/human")
    return talk.advisor.counselling.caseload(AMRA, "waiting")[0]


def desk(talk):
    return talk.advisor.counselling


def words(reply):
    return " ".join(getattr(block, "text", "") for block in reply.blocks)


def told(talk):
    """List what people told the learner, with who spoke."""
    turns = talk.advisor.conversation(talk.id).turns
    return [(turn.reply.by, words(turn.reply)) for turn in turns if turn.reply.by]


def test_a_learner_who_asked_for_nobody_is_seen_by_nobody(talk):
    assert desk(talk).caseload(AMRA, "visible") == []


def test_asking_for_a_person_gives_a_code_and_the_machine_goes_on(talk, case):
    assert talk.replies[-1].state is S.WAITING
    assert f"Your code is {case.code}" in words(talk.replies[-1])

    talk.say("and cheaper?")

    assert talk.replies[-1].state is S.WAITING
    assert talk.replies[-1].blocks
    assert case.code in words(talk.say("/human"))


def test_where_there_is_no_counsellor_nobody_is_promised():
    talk = Talk(an_advisor({}, somebody=False))

    said = words(talk.say("/human"))

    assert "No counsellor is connected here yet." in said
    assert "Your code is" in said
    assert "I have asked for a counsellor" not in said


def test_while_a_person_speaks_the_machine_is_silent_and_the_words_are_kept(talk, case):
    taken = desk(talk).take(case.id, AMRA, NOW)
    assert taken.stands is S.WITH_COUNSELLOR
    assert told(talk)[0][0] == "Amra"
    assert told(talk)[0][1].startswith(
        "Amra is with you now and reads what you write here. I am silent until Amra hands back to me."
    )

    silent = talk.say("and cheaper?")

    assert (silent.blocks, silent.state) == ((), S.WITH_COUNSELLOR)
    view = desk(talk).look(case.id, AMRA, NOW)
    assert view.conversation.turns[-1].text == "and cheaper?"
    assert view.understood[0].words == "I want solar"


def test_danger_is_answered_even_while_a_person_is_there(talk, case):
    desk(talk).take(case.id, AMRA, NOW)

    reply = talk.say("I want to kill myself")

    assert [block.kind for block in reply.blocks] == ["crisis"]
    assert reply.state is S.WITH_COUNSELLOR
    assert [row.reference for row in talk.advisor.store.pending_outbox("deliver")][-1] == reply.message


def test_a_counsellor_writes_into_the_learners_channel_once(talk, case):
    with pytest.raises(CaseConflict):
        desk(talk).say(case.id, AMRA, "Good day", NOW)
    desk(talk).take(case.id, AMRA, NOW)

    for _ in range(2):
        desk(talk).say(case.id, AMRA, "Good day", NOW, "key-1", drafted="Hello")

    assert told(talk)[1:] == [("Amra", "Good day")]
    last = talk.advisor.conversation(talk.id).turns[-1].reply
    assert talk.advisor.store.pending_outbox("deliver")[-1].reference == last.message
    assert last.explain[0].value == {"text": "Hello", "changed": True}


def test_another_counsellors_case_and_a_missing_one_look_the_same(talk, case):
    desk(talk).take(case.id, AMRA, NOW)
    steps = (
        lambda each: desk(talk).look(each, BESIM, NOW),
        lambda each: desk(talk).take(each, BESIM, NOW),
        lambda each: desk(talk).hand_back(each, BESIM, NOW),
        lambda each: desk(talk).close(each, BESIM, NOW),
        lambda each: desk(talk).note(each, BESIM, "x", NOW),
        lambda each: desk(talk).say(each, BESIM, "x", NOW),
        lambda each: desk(talk).plans.revise(each, BESIM, "keep", "pv", NOW),
        lambda each: desk(talk).plans.approve(each, BESIM, "", NOW),
        lambda each: desk(talk).propose(each, BESIM, NOW),
    )
    for step in steps:
        errors = []
        for identifier in (case.id, "no-such-case"):
            with pytest.raises(CaseNotFound) as raised:
                step(identifier)
            errors.append(str(raised.value))
        assert errors[0] == errors[1]
    assert desk(talk).caseload(BESIM, "visible") == []


def test_a_code_opens_what_is_nobodys_and_not_what_is_anothers(talk, case):
    mine = desk(talk).claim(f" {case.code.lower().replace('-', '')} ", AMRA, NOW)

    assert mine.counsellor_name == "Amra"
    with pytest.raises(CaseNotFound):
        desk(talk).claim(case.code, BESIM, NOW)
    with pytest.raises(CaseNotFound):
        desk(talk).claim("", AMRA, NOW)
    assert desk(talk).assign(case.code, BESIM, NOW).counsellor == "besim@example.org"


def test_handing_back_lets_the_machine_answer_and_keeps_the_case(talk, case):
    desk(talk).take(case.id, AMRA, NOW)
    desk(talk).hand_back(case.id, AMRA, NOW)

    reply = talk.say("and cheaper?")

    assert reply.state is S.ANSWERING
    assert reply.blocks
    assert [each.stands for each in desk(talk).caseload(AMRA, "mine")] == [S.ANSWERING]


def test_a_closed_case_leaves_the_open_ones_and_the_learner_is_told(talk, case):
    desk(talk).take(case.id, AMRA, NOW)
    closed = desk(talk).close(case.id, AMRA, NOW)

    assert closed.stands is S.CLOSED
    assert talk.advisor.conversation(talk.id).turns[-1].reply.state is S.CLOSED
    assert desk(talk).caseload(AMRA, "mine") == []
    assert len(desk(talk).caseload(AMRA, "all")) == 1
    with pytest.raises(CaseConflict):
        desk(talk).take(case.id, AMRA, NOW)
    assert talk.say("and cheaper?").state is S.ANSWERING
    assert talk.say("/human").state is S.WAITING
    assert [each.stands for each in desk(talk).caseload(AMRA, "mine")] == [S.WAITING]


def test_a_draft_is_proposed_and_nothing_of_it_is_kept(talk, case):
    desk(talk).take(case.id, AMRA, NOW)
    talk.say("and cheaper?")
    before = talk.advisor.export(talk.id)

    proposed = desk(talk).propose(case.id, AMRA, NOW)

    assert "Your plan stays as it is: 30 hours, 40 EUR." in proposed
    assert talk.advisor.export(talk.id) == before


def test_what_the_machine_did_not_understand_it_proposes_nothing_to(talk, case):
    desk(talk).take(case.id, AMRA, NOW)
    talk.say("qwertz uiop")

    assert desk(talk).propose(case.id, AMRA, NOW) == ""


def test_every_look_is_in_the_audit_without_a_word(talk, case):
    desk(talk).look(case.id, AMRA, NOW)

    row = list(talk.advisor.audited(talk.id))[-1]
    assert (row.event, row.body, row.at) == ("seen", {"by": "amra@example.org"}, NOW)
    assert talk.advisor.audit_standing()[1] is None


def test_a_plan_is_changed_and_the_learner_sees_it_once_it_is_approved(talk, case):
    drafted = next(block for block in talk.replies[0].blocks if isinstance(block, PathwayBlock))
    out = drafted.steps[0].micro_credential_id
    desk(talk).take(case.id, AMRA, NOW)

    version = desk(talk).plans.revise(case.id, AMRA, "reject", out, NOW)

    assert out not in [step.micro_credential_id for step in version.pathway.steps]
    assert version.edits[0].by == "counsellor"
    assert len(told(talk)) == 1

    desk(talk).plans.approve(case.id, AMRA, version.id, NOW)

    shown = talk.advisor.conversation(talk.id).turns[-1].reply
    block = next(each for each in shown.blocks if isinstance(each, PathwayBlock))
    assert (block.approved_by, block.approval, block.receipt) == ("Amra", version.id, version.receipt)
    assert words(shown).startswith("I drafted this plan as a machine; Amra has checked and approved it.")
    assert desk(talk).approved_by(version.id, version.receipt) == "Amra"
    assert shown.profile.not_wanted == (out,)
    row = list(talk.advisor.audited(talk.id))[-1]
    assert (row.event, row.body["human_override"]) == ("approved", ["not_wanted"])


def test_a_machines_plan_is_approved_as_it_is(talk, case):
    drafted = next(block for block in talk.replies[0].blocks if isinstance(block, PathwayBlock))

    desk(talk).take(case.id, AMRA, NOW)
    desk(talk).plans.approve(case.id, AMRA, "", NOW)

    version = desk(talk).look(case.id, AMRA, NOW).versions[0]
    assert (version.receipt, version.author_name, version.approved_by) == (drafted.receipt, "", "Amra")


def test_without_a_plan_there_is_nothing_to_change_or_approve():
    talk = Talk(an_advisor({}))
    talk.say("/human")
    case = desk(talk).caseload(AMRA, "waiting")[0]

    with pytest.raises(CaseConflict):
        desk(talk).plans.revise(case.id, AMRA, "keep", "pv", NOW)
    with pytest.raises(CaseConflict):
        desk(talk).plans.approve(case.id, AMRA, "", NOW)


def test_who_leaves_leaves_no_learner_writing_to_nobody(talk, case):
    desk(talk).take(case.id, AMRA, NOW)

    assert desk(talk).leave(AMRA, NOW) == 1

    assert told(talk)[-1][1].startswith("Amra has handed back to me")
    assert talk.say("and cheaper?").blocks
    assert [each.id for each in desk(talk).caseload(BESIM, "waiting")] == [case.id]
    assert desk(talk).take(case.id, BESIM, NOW).counsellor_name == "Besim"


def test_after_half_a_day_without_an_answer_the_machine_offers_itself(talk, case):
    desk(talk).take(case.id, AMRA, NOW - timedelta(hours=12))

    reply = talk.say("are you still there?")

    assert "Amra has not written for some time." in words(reply)
    assert talk.tap("I no longer need a person").state is S.ANSWERING


def test_a_learner_takes_the_wish_back_while_waiting(talk, case):
    reply = talk.tap("I no longer need a person")

    assert reply.state is S.ANSWERING
    assert "Nobody else reads our conversation any more" in words(reply)
    assert desk(talk).caseload(AMRA, "visible") == []
    with pytest.raises(CaseNotFound):
        desk(talk).look(case.id, AMRA, NOW)


def test_a_learner_ends_it_while_a_person_speaks(talk, case):
    desk(talk).take(case.id, AMRA, NOW)

    reply = talk.say("/alone")

    assert (reply.state, bool(reply.blocks)) == (S.ANSWERING, True)
    assert talk.advisor.conversation(talk.id).state is S.ANSWERING
    with pytest.raises(CaseNotFound):
        desk(talk).say(case.id, AMRA, "Are you there?", NOW)
    assert talk.say("/human").state is S.WAITING
    assert len(desk(talk).caseload(BESIM, "waiting")) == 1


def test_an_erased_learner_is_gone_from_the_list_too(talk, case):
    desk(talk).note(case.id, AMRA, "Worries.", NOW)

    talk.advisor.erase(talk.id, NOW)

    assert desk(talk).caseload(AMRA, "visible") == []
