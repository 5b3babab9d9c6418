"""What becomes of questions on a plan when nothing fits any more, no pace is known, the goal is open, or the language changes?"""

from advisor.vocabulary.conversation import Intent, Understanding
from advisor.vocabulary.learner import Fact, Slot
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import INSTALLER

START = "solar, please"
GOAL = {Slot.GOAL_OCCUPATION: INSTALLER}


def a_talk(start=GOAL, **script):
    return Talk(an_advisor({START: start, **script}))


def texts(reply):
    return [block.text for block in blocks(reply, "text")]


def test_asked_for_something_cheaper_where_nothing_fits_the_way_back_to_a_plan_is_offered():
    cheaper = Understanding(intent=Intent.ALTERNATIVES, language="en", about="cheapest")
    talk = a_talk(**{"two hours in all": {Slot.MAX_HOURS: 2.0}, "cheaper": cheaper})
    talk.say(START)
    talk.say("two hours in all")

    reply = talk.say("cheaper")

    assert texts(reply) == ["At the moment no plan stands, because nothing fits all that you told me."]
    assert [block.kind for block in blocks(reply, "notice")] == ["no_match"]
    assert "No limit: hours in all" in [choice.label for choice in blocks(reply, "question")[0].choices]


def test_a_comparison_asked_for_before_any_plan_was_shown_says_what_stands_in_the_way():
    talk = a_talk(start={**GOAL, Slot.MAX_HOURS: 2.0}, compare=Understanding(intent=Intent.COMPARE, language="en"))
    talk.say(START)

    reply = talk.say("compare")

    assert texts(reply) == ["At the moment no plan stands, because nothing fits all that you told me."]


def test_a_supposed_pace_tells_the_weeks_though_no_step_changes():
    supposed = (Fact(slot=Slot.HOURS_PER_WEEK, value=10.0, words="10 hours", turn=2),)
    ten = Understanding(intent=Intent.WHAT_IF, language="en", supposed=supposed)
    talk = a_talk(**{"ten hours?": ten})
    talk.say(START)

    said = texts(talk.say("ten hours?"))[0]

    assert said.startswith("Supposed: 10 hours a week. Then it would be: ")
    assert "at your pace" in said


def test_a_plan_is_explained_in_the_language_of_now():
    talk = a_talk(warum=Understanding(intent=Intent.WHY, language="de"))
    talk.say(START)

    said = " ".join(texts(talk.say("warum")))

    assert "Solarmodule montieren" in said
    assert "mount solar panels" not in said
