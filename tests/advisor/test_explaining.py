"""Does "why this?" say what a step closes, who asks for it, which rule chose it, why it stands there and what else there is?"""

import pytest

from advisor.vocabulary.conversation import Intent, Understanding
from advisor.vocabulary.learner import Slot
from knowledge.vocabulary.credential import LearningOutcome, Prerequisite, PrerequisiteKind
from tests.builders import a_micro_credential, euros
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import HEIGHT, INSTALLER, PANELS, WIRING, TalkingLibrary

START = "solar, please"
WHOLE = Understanding(intent=Intent.WHY, language="en")
RULE = (
    "How I choose: first what closes most of what you are missing, then the lowest price, the fewest hours, the fewest "
    "steps, stated assessment and quality assurance, and last what counts towards something larger."
)
COURSES = (
    a_micro_credential(id="wire-1", title="First wiring", skills=(WIRING,), hours=8.0),
    a_micro_credential(
        id="pv-1",
        title="Mounting solar panels",
        skills=(PANELS,),
        outcomes=(LearningOutcome(text="You mount panels on a pitched roof."),),
        prerequisites=(Prerequisite(kind=PrerequisiteKind.COURSE, text="First wiring", reference="wire-1"),),
    ),
    a_micro_credential(id="pv-2", title="Panels in winter", skills=(PANELS,), hours=30.0, price=euros(90)),
    a_micro_credential(id="height-1", title="Working at height", skills=(HEIGHT,), price=euros(400)),
)


def why(*targets):
    return Understanding(intent=Intent.WHY, language="en", targets=targets)


@pytest.fixture
def told():
    """Ask why after a plan for a solar installer who pays up to 100 EUR."""

    def ask(understanding, words="why", **more):
        script = {
            START: {Slot.GOAL_OCCUPATION: INSTALLER, Slot.MAX_PRICE: {"amount": 100.0, "currency": "EUR"}, **more},
            words: understanding,
        }
        talk = Talk(an_advisor(script, library=TalkingLibrary(COURSES)))
        talk.say(START)
        return talk.say(words)

    return ask


def texts(reply):
    return [block.text for block in blocks(reply, "text")]


def test_the_whole_plan_is_explained_step_by_step_and_then_by_the_rule(told):
    reply = told(WHOLE)

    assert texts(reply) == [
        "1. “First wiring” gives you what you are missing: install wiring.",
        "2. “Mounting solar panels” gives you what you are missing: mount solar panels.",
        "Cairn says that the work of a solar installer asks for: mount solar panels and install wiring.",
        RULE,
        "It keeps what you told me about: price.",
        "These steps do not cover yet: work at height.",
        "You have not said anything about hours a week yet, so I set no limit there.",
    ]


def test_who_asks_for_a_skill_is_cited_from_the_occupation(told):
    reply = told(why("pv-1"))

    (cited,) = [citation for citation in reply.citations if citation.source == "skills"]
    assert (cited.id, cited.title, cited.locator, cited.quote) == (
        INSTALLER, "solar installer (Cairn)", "essential", "mount solar panels",
    )  # fmt: skip


def test_a_step_says_what_it_builds_on_and_what_builds_on_it(told):
    first, second = texts(told(why("wire-1"))), texts(told(why("pv-1")))

    assert "It comes before “Mounting solar panels”, because that builds on it." in first
    assert "It comes after “First wiring”, because it builds on that." in second


def test_the_next_best_course_is_named_with_what_it_would_change(told):
    reply = told(why("pv-1"))

    assert "Next best: “Panels in winter”. The difference: 10 hours more and 90 EUR more." in texts(reply)


def test_two_steps_are_each_told_their_place(told):
    reply = told(why("wire-1", "pv-1"))

    assert [text for text in texts(reply) if text.startswith("It comes")] == [
        "It comes before “Mounting solar panels”, because that builds on it.",
        "It comes after “First wiring”, because it builds on that.",
    ]


def test_a_course_that_a_limit_keeps_out_names_the_limit_and_quotes_the_record(told):
    reply = told(why("height-1"))

    assert texts(reply) == [
        "“Working at height” is not in the plan because of what you told me about: price. (price: 400 EUR)"
    ]
    assert [(c.locator, c.quote) for c in reply.citations] == [("title", "Working at height"), ("price", "400")]


def test_a_course_that_another_one_beat_says_which_and_by_what(told):
    (said,) = texts(told(why("pv-2")))

    assert said.startswith("“Panels in winter” would also close a part of what you are missing.")
    assert said.endswith("In its place I chose “Mounting solar panels”: 10 hours less and 90 EUR less.")


def test_a_course_that_was_turned_down_says_so(told):
    reply = told(why("pv-2"), **{Slot.NOT_WANTED: "pv-2"})

    assert texts(reply) == [
        "“Panels in winter” is not in the plan because you turned it down. Tell me if I may use it again."
    ]


def test_a_course_that_was_never_shown_is_found_by_words_of_its_title(told):
    reply = told(WHOLE, words="why not the winter course?")

    assert texts(reply)[0].startswith("“Panels in winter” would also close a part of what you are missing.")


def test_a_course_that_is_named_without_a_word_of_refusal_is_found_too_where_it_is_called_a_course(told):
    named = told(WHOLE, words="what about the winter course?")
    general = told(WHOLE, words="what about winter?")

    assert texts(named)[0].startswith("“Panels in winter” would also close a part of what you are missing.")
    assert texts(general)[0].startswith("1. “First wiring” gives you")


def test_where_nothing_fits_a_named_course_says_which_limit_keeps_it_out(told):
    reply = told(WHOLE, words="why not the winter course?", **{Slot.MAX_HOURS: 1.0})

    assert [block.type for block in reply.blocks][:2] == ["text", "notice"]
    assert texts(reply) == [
        "“Panels in winter” is not in the plan because of what you told me about: hours in all. (hours: 30 hours)"
    ]


def test_a_course_about_something_else_says_so_whatever_its_price():
    bees = a_micro_credential(id="bees", title="Keeping bees", skills=("s:bees",), price=euros(900))
    script = {
        START: {Slot.GOAL_OCCUPATION: INSTALLER, Slot.MAX_PRICE: {"amount": 100.0, "currency": "EUR"}},
        "why": why("bees"),
    }
    talk = Talk(an_advisor(script, library=TalkingLibrary((*COURSES, bees))))
    talk.say(START)

    (said,) = texts(talk.say("why"))

    assert said == "“Keeping bees” teaches nothing of what you are missing for solar installer."


def test_without_a_plan_the_goal_is_asked_for():
    talk = Talk(an_advisor({"why": WHOLE}))

    reply = talk.say("why")

    assert texts(reply) == ["There is no plan yet that I could explain."]
    assert [block.slot for block in blocks(reply, "question")] == ["goal"]


def test_every_sentence_with_a_figure_or_a_title_has_its_source(told):
    reply = told(why("pv-1"))

    numbers = {citation.n for citation in reply.citations}
    for block in blocks(reply, "text"):
        assert set(block.citations) <= numbers
        assert block.citations or not any(c.isdigit() for c in block.text)
