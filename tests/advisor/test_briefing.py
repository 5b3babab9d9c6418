"""Does the brief hold what a counsellor has to know, each thing with the turn in which it was said?"""

import pytest

from advisor.briefing import brief
from advisor.vocabulary.counselling import Counsellor
from advisor.vocabulary.learner import Slot
from tests.builders import NOW
from tests.fakes.advice import Talk, an_advisor
from tests.fakes.talking_library import ELECTRICIAN, INSTALLER, PANELS

AMRA = Counsellor(id="amra@example.org", name="Amra")


@pytest.fixture
def talk():
    script = {
        "I want solar": {Slot.GOAL_OCCUPATION: INSTALLER},
        "I was an electrician": {Slot.BACKGROUND: ELECTRICIAN},
        "I mount panels": {Slot.HELD_SKILL: {"skill": PANELS, "evidence": "said"}},
        "only six hours": {Slot.HOURS_PER_WEEK: 6.0},
    }
    made = Talk(an_advisor(script))
    for words in (*script, "qwertz", "/human"):
        made.say(words)
    return made


def briefed(talk, language="en"):
    desk = talk.advisor.counselling
    view = desk.view(desk.caseload(AMRA, "visible")[0])
    return brief(view, desk.plans.profile(view), talk.advisor.library, language)


def told(lines):
    return [(line.text, line.turn) for line in lines]


def test_goal_limits_and_skills_stand_with_the_turn_where_they_were_said(talk):
    made = briefed(talk)

    assert told(made.wants) == [("goal: solar installer", 1)]
    assert told(made.limits) == [("6 hours a week", 4)]
    assert told(made.brings) == [
        ("worked as: electrician (said)", 2),
        ("can already: mount solar panels (said)", 3),
        ("install wiring (brought by the work: electrician)", 2),
    ]
    assert made.wants[0].words == "I want solar"


def test_the_plan_names_the_turn_that_showed_it(talk):
    made = briefed(talk)

    assert [step.title for step in made.plan.steps] == ["Working at height"]
    assert made.plan_turn == 4


def test_what_nobody_answered_is_listed_and_what_was_asked_links_to_the_question(talk):
    made = briefed(talk)

    asked = [line for line in made.open_questions if line.text.startswith("Asked, not answered")]
    assert all(line.turn for line in asked)
    texts = [line.text for line in made.open_questions]
    assert any("price" in text for text in texts)
    assert not any("goal" in text or "hours a week" in text for text in texts if "ot asked" in text or "Asked," in text)


def test_words_that_wait_for_the_counsellor_come_first(talk):
    desk = talk.advisor.counselling
    desk.take(desk.caseload(AMRA, "waiting")[0].id, AMRA, NOW)
    talk.say("Am I too old for this?")

    first = briefed(talk).open_questions[0]

    assert (first.text, first.words) == ("Waits for your answer", "Am I too old for this?")
    assert first.turn == len(talk.advisor.conversation(talk.id).turns)


def test_a_counsellors_own_language_is_used(talk):
    assert told(briefed(talk, "de").limits) == [("6 Stunden pro Woche", 4)]


def test_somebody_who_said_nothing_has_a_brief_of_questions_only():
    talk = Talk(an_advisor({}))
    talk.say("/human")

    made = briefed(talk)

    assert (made.wants, made.limits, made.brings, made.plan) == ((), (), (), None)
    assert ("Not asked yet: goal", 0) in told(made.open_questions)
