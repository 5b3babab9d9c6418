"""Is the question asked whose answer would change the plan most?"""

from datetime import date

from advisor.dialogue import Question, Scene, next_question
from advisor.distress import Distress
from advisor.vocabulary.conversation import Conversation, Intent, Understanding
from advisor.vocabulary.learner import Constraints, Goal, LearnerProfile
from advisor.vocabulary.pathway import Amount
from tests.builders import NOW, a_pathway, a_step


def a_scene(asked=(), **limits):
    profile = LearnerProfile(goal=Goal(text="solar"), constraints=Constraints(**limits), language="bs")
    return Scene(
        conversation=Conversation(id="c", channel="terminal", address="", language="bs", created=NOW, asked=asked),
        turn=1,
        text="solar",
        heard=Understanding(intent=Intent.ADVICE, language="bs"),
        distress=Distress.NONE,
        profile=profile,
        language="bs",
        today=date(2026, 11, 22),
    )


def a_plan(price=0, mode="online", language="bs"):
    step = a_step(price=Amount(amount=price, currency="EUR"), mode=mode, language=language)
    return a_pathway(step)


def test_money_is_asked_first_where_the_plan_costs_something():
    assert next_question(a_scene(), a_plan(price=90)) == Question.MONEY


def test_the_place_is_asked_first_where_one_has_to_go_there():
    assert next_question(a_scene(), a_plan(mode="onsite")) == Question.PLACE


def test_the_language_is_asked_first_where_the_plan_is_in_another():
    assert next_question(a_scene(), a_plan(language="en")) == Question.LANGUAGE
    assert next_question(a_scene(), a_plan(language="hr")) == Question.TIME


def test_the_weeks_are_asked_for_where_nothing_else_would_change_the_plan():
    assert next_question(a_scene(), a_plan()) == Question.TIME
    assert next_question(a_scene(hours_per_week=6), a_plan()) == Question.MONEY


def test_what_was_asked_before_is_not_asked_again_however_much_it_is_worth():
    assert next_question(a_scene(asked=("money", "time", "language", "place")), a_plan(price=90)) is None
