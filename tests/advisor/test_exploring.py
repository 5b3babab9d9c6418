"""Does an open goal lead to occupations, a first plan, and on from there?"""

from advisor.reading.rules import RulesReader
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import INSTALLER, TalkingLibrary


def talk():
    library = TalkingLibrary()
    return Talk(an_advisor(library=library, reader=RulesReader(library)))


def test_an_open_goal_is_answered_with_occupations_and_a_first_plan_at_once():
    reply = talk().say("something green with my hands")

    (found,) = blocks(reply, "occupations")
    (plan,) = blocks(reply, "pathway")
    assert [(item.uri, item.held, item.required) for item in found.items] == [(INSTALLER, 0, 3)]
    assert [choice.action for choice in found.choices] == [f'fact:goal_occupation="{INSTALLER}"']
    assert [step.micro_credential_id for step in plan.steps] == ["height-1", "pv-1"]
    assert reply.profile.goal.occupation is None


def test_a_limit_that_is_added_keeps_to_the_example():
    dialogue = talk()
    dialogue.say("something green with my hands")

    reply = dialogue.say("6 hours a week")

    assert blocks(reply, "occupations") == []
    assert reply.profile.goal.occupation == INSTALLER


def test_a_choice_makes_the_occupation_the_goal():
    dialogue = talk()
    dialogue.say("something green with my hands")

    reply = dialogue.tap("Solar installer")

    assert reply.profile.goal.occupation == INSTALLER
    assert blocks(reply, "occupations") == []


def test_who_knows_nothing_and_tells_nothing_is_asked_one_easy_question_once():
    dialogue = talk()

    first, second = dialogue.say("I don't know what I want"), dialogue.say("I really don't know what I want")

    assert [block.slot for block in blocks(first, "question")] == ["interest"]
    assert "interest" not in [block.slot for block in blocks(second, "question")]
    assert [item.uri for item in blocks(second, "occupations")[0].items] == [INSTALLER]


def test_the_work_that_was_named_beside_an_interest_is_what_the_learner_brings():
    reply = talk().say("a green job please, I am an electrician")

    (found,) = blocks(reply, "occupations")
    assert [(item.uri, item.held, item.transferable) for item in found.items] == [(INSTALLER, 1, ("install wiring",))]


def test_an_interest_that_is_said_later_opens_the_goal_again():
    dialogue = talk()
    dialogue.say("I want to become an electrician")

    reply = dialogue.say("I would rather do something green")

    assert [item.uri for item in blocks(reply, "occupations")[0].items] == [INSTALLER]


def test_who_has_the_job_already_is_told_so_and_gets_no_steps():
    reply = talk().say("I am an electrician and I want to become an electrician")

    (question,) = blocks(reply, "question")
    assert question.slot == "arrived"
    assert question.text.startswith("You bring all that electrician asks for")
    assert [block.steps for block in blocks(reply, "pathway")] == [()]


def test_a_goal_that_nothing_comes_near_is_told_so_and_gets_no_course():
    reply = talk().say("dragon taming")

    assert [block.kind for block in blocks(reply, "notice")][-1] == "no_match"
    assert [block.steps for block in blocks(reply, "pathway")] == [()]
