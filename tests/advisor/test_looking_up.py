"""Is a question about a course answered from its record, with the quote, or as not stated?"""

from advisor.vocabulary.conversation import Intent, Understanding
from advisor.vocabulary.learner import Slot
from knowledge.vocabulary.opportunity import Schedule
from tests.builders import a_micro_credential, euros
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import INSTALLER, PANELS, TalkingLibrary

COURSES = (
    a_micro_credential(id="pv-1", title="Solar one", skills=(PANELS,), price=euros(40), schedule=Schedule(continuous=True)),
)  # fmt: skip


def asked(about, *targets, courses=COURSES):
    script = {
        "solar": {Slot.GOAL_OCCUPATION: INSTALLER},
        "and?": Understanding(intent=Intent.COURSE, language="en", about=about, targets=targets),
    }
    talk = Talk(an_advisor(script, library=TalkingLibrary(courses)))
    talk.say("solar")
    return talk.say("and?")


def texts(reply):
    return [block.text for block in blocks(reply, "text")]


def test_a_stated_thing_is_said_with_its_quote():
    reply = asked("price", "pv-1")

    assert texts(reply) == ["“Solar one”: Price: 40 EUR."]
    assert [(c.locator, c.quote) for c in reply.citations] == [("title", "Solar one"), ("price", "40")]


def test_a_start_on_any_day_has_its_quote_too():
    reply = asked("start_dates", "pv-1")

    assert texts(reply) == ["“Solar one”: Start: start any day."]
    assert reply.citations[-1].quote == "continuous"


def test_what_is_not_stated_is_said_so_with_whom_to_ask():
    reply = asked("assessment", "pv-1")

    assert texts(reply) == [
        "“Solar one”: Assessment: not stated by the provider.",
        "What is not stated you can ask Solar School (demo): https://solar-school.example/pv-1",
    ]


def test_recognition_is_what_the_record_states_and_what_the_rules_say():
    reply = asked("recognised,awarding_body,ects", "pv-1")

    assert texts(reply)[0] == "“Solar one”: Awarded by: Chamber (demo); ECTS: not stated by the provider."


def test_a_course_that_is_gone_gives_no_answer_but_a_way_on():
    reply = asked("price", "gone")

    assert [step.title for plan in blocks(reply, "pathway") for step in plan.steps] == ["Solar one"]


def test_a_question_on_the_whole_plan_is_answered_with_its_sums():
    reply = asked("totals", "pv-1")

    assert texts(reply) == ["Your whole plan, 1 step: 20 hours, 40 EUR."]
    assert [c.locator for c in reply.citations] == ["hours", "price"]


def test_what_no_record_states_in_full_names_whom_to_ask():
    reply = asked("price,ask_there", "pv-1")

    assert texts(reply)[-1] == "What is not stated you can ask Solar School (demo): https://solar-school.example/pv-1"
