"""Is what a learner asks for done: other ways, what if, keep, swap, turn down, done already, forget, summary, stack, advice at once?"""

from decimal import Decimal

import pytest

from advisor.reading.rules import RulesReader
from knowledge.vocabulary.credential import LearningOutcome
from knowledge.vocabulary.opportunity import Price
from tests.builders import a_micro_credential
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import HEIGHT, PANELS, WIRING, TalkingLibrary

LANGUAGES = ("en", "bs", "de", "id")


def course(identifier, title, skill, hours, price, **more):
    return a_micro_credential(
        id=identifier,
        title=title,
        skills=(skill,),
        outcomes=(LearningOutcome(text=f"You learn {title}."),),
        hours=hours,
        price=Price(amount=Decimal(price), currency="EUR"),
        languages=LANGUAGES,
        **more,
    )


COURSES = (
    course("pv-1", "Mounting solar panels", PANELS, 20.0, 50, stacks_into=("Solar Certificate",)),
    course("height-1", "Working at height", HEIGHT, 10.0, 40),
    course("height-2", "Ladders and ropes", HEIGHT, 12.0, 60),
    course("wiring-1", "Wiring basics", WIRING, 30.0, 0),
)


def talk(*said, courses=COURSES):
    library = TalkingLibrary(courses)
    conversation = Talk(an_advisor(library=library, reader=RulesReader(library)))
    for text in ("I want to become a solar installer, 6 hours a week", *said):
        conversation.say(text)
    return conversation


def ids(block):
    return [step.micro_credential_id for step in block.steps]


def plan(reply):
    return next(block for block in blocks(reply, "pathway") if block.kind == "recommended")


def texts(reply):
    return " ".join(block.text for block in reply.blocks if hasattr(block, "text") and block.type != "notice")


def labels(reply):
    return [choice.label for block in reply.blocks for choice in getattr(block, "choices", ())]


def test_a_cheaper_way_is_shown_beside_the_plan_with_what_it_loses():
    reply = talk("anything cheaper?").replies[-1]

    [way] = blocks(reply, "pathway")
    assert way.kind == "cheapest"
    assert ids(way) == ["height-1", "wiring-1"]
    assert "A cheaper way: 40 hours, about 7 weeks at your pace, 40 EUR." in texts(reply)
    assert "50 EUR less" in texts(reply)
    assert "it covers 67 % of what is missing instead of 100 %" in texts(reply)
    assert "no longer in it: “Mounting solar panels”" in texts(reply)


def test_taking_the_cheaper_way_makes_it_the_plan():
    conversation = talk("anything cheaper?")

    reply = conversation.tap("Take this")

    assert ids(plan(reply)) == ["height-1", "wiring-1"]
    assert reply.profile.constraints.max_price.amount == 40


def test_staying_with_the_plan_changes_nothing():
    conversation = talk("anything cheaper?")

    reply = conversation.tap("Stay with my plan")

    assert blocks(reply, "pathway") == []
    assert reply.profile.constraints.max_price is None


def test_where_nothing_is_cheaper_the_price_is_said():
    free = (course("pv-1", "Mounting solar panels", PANELS, 20.0, 0),)

    reply = talk("cheaper please", courses=free).replies[-1]

    assert "Your plan costs nothing: every step is free of charge." in texts(reply)
    assert "Talk to a person" in labels(reply)


def test_other_ways_differ_from_the_plan_and_from_each_other():
    conversation = talk("are there other ways to get there?")

    shown = [frozenset(ids(way)) for way in blocks(conversation.replies[-1], "pathway")]
    own = frozenset(ids(plan(conversation.replies[0])))
    assert 1 <= len(shown) <= 3
    assert len({own, *shown}) == len(shown) + 1


def test_without_a_plan_the_goal_is_asked_for():
    library = TalkingLibrary(COURSES)
    conversation = Talk(an_advisor(library=library, reader=RulesReader(library)))

    reply = conversation.say("anything cheaper?")

    assert "There is no plan yet that I could change." in texts(reply)
    assert [block.slot for block in blocks(reply, "question")] == ["goal"]


def test_what_if_shows_the_difference_and_keeps_nothing():
    conversation = talk("what if I had 12 hours a week?")

    reply = conversation.replies[-1]
    [way] = blocks(reply, "pathway")
    assert way.kind == "what_if"
    assert "Supposed: 12 hours a week." in texts(reply)
    assert "5 weeks sooner" in texts(reply)
    assert reply.profile.constraints.hours_per_week == 6
    assert plan(conversation.say("show me something")).totals.weeks == 10


def test_what_was_supposed_can_be_taken():
    conversation = talk("what if I had 12 hours a week?")

    reply = conversation.tap("Take this")

    assert reply.profile.constraints.hours_per_week == 12
    assert plan(reply).totals.weeks == 5


@pytest.mark.parametrize("words", ["ok, let's do that", "go with that", "sounds good", "yes please"])
def test_what_was_supposed_is_taken_by_words_too(words):
    supposed = talk("what if I had 12 hours a week?")

    reply = supposed.say(words)

    assert reply.profile.constraints.hours_per_week == 12


def test_a_step_that_is_kept_after_a_supposition_takes_nothing_of_it():
    supposed = talk("what if I had 12 hours a week?")

    reply = supposed.say("keep the first")

    assert reply.profile.constraints.hours_per_week == 6


def test_what_if_that_fits_nothing_leaves_the_plan():
    reply = talk("what if it had to be in Thai only?").replies[-1]

    assert blocks(reply, "pathway") == []
    assert "With that nothing would fit. Your plan stays as it is." in " ".join(b.text for b in blocks(reply, "notice"))
    assert reply.profile.constraints.languages == ()


def test_a_step_that_is_turned_down_is_replaced_and_the_difference_told():
    conversation = talk("not the first one, too expensive")

    reply = conversation.replies[-1]
    assert ids(plan(conversation.replies[0]))[0] == "height-1"
    assert "height-1" not in ids(plan(reply))
    assert "Instead comes: “Ladders and ropes”." in texts(reply)
    assert "2 hours more; 20 EUR more" in texts(reply)


def test_a_reason_is_offered_as_a_limit_and_not_set():
    conversation = talk("not the first one, too expensive")

    reply = conversation.replies[-1]
    assert reply.profile.constraints.max_price is None
    assert [block.slot for block in blocks(reply, "question")] == ["limit"]
    assert conversation.tap("Only free courses").profile.constraints.max_price.amount == 0


def test_what_is_turned_down_stays_out():
    conversation = talk("not the first one, too expensive", "I have 8 hours a week")

    assert "height-1" not in ids(plan(conversation.replies[-1]))


def test_a_kept_step_stays_though_a_cheaper_one_is_there():
    conversation = talk("not the first one", "keep the ladders course")

    reply = conversation.replies[-1]
    assert "“Ladders and ropes” stays in your plan." in texts(reply)
    assert [step.locked for step in plan(reply).steps if step.micro_credential_id == "height-2"] == [True]


def test_a_swapped_step_gives_way_to_another():
    reply = talk("something else instead of step 1 please").replies[-1]

    assert "“Working at height” is out of your plan." in texts(reply)
    assert "height-2" in ids(plan(reply))


def test_a_step_taken_before_is_waived_on_the_learners_word():
    reply = talk("I already did the first one last year").replies[-1]

    assert "height-1" not in ids(plan(reply))
    assert reply.profile.completed == ("height-1",)
    assert "it counts on your word" in texts(reply)
    assert "Whether it is recognised is decided by" in texts(reply)


def test_an_unclear_step_is_asked_for_and_the_answer_is_taken():
    conversation = talk("swap it")

    [question] = blocks(conversation.replies[-1], "question")
    assert question.text == "Which step do you mean?"
    assert "height-2" in ids(plan(conversation.say("the first")))


def test_a_step_turned_down_can_be_brought_back():
    conversation = talk("not the first one", "bring that one back")

    assert conversation.replies[-1].profile.not_wanted == ()


def test_a_forgotten_limit_is_gone_and_said():
    reply = talk("forget what I said about the hours").replies[-1]

    assert reply.profile.constraints.hours_per_week is None
    assert "I have forgotten that: hours a week." in texts(reply)


def test_what_was_never_said_cannot_be_forgotten():
    reply = talk("forget what I said about the price").replies[-1]

    assert "I have noted nothing of that kind, so there is nothing to forget." in texts(reply)


def test_starting_again_forgets_everything():
    conversation = talk("start over")

    reply = conversation.replies[-1]
    assert reply.profile.goal.text == ""
    assert reply.profile.constraints.hours_per_week is None
    assert "There is no plan yet that I could change." in texts(conversation.say("anything cheaper?"))


def test_a_summary_tells_each_thing_with_the_learners_words_and_what_is_missing():
    reply = talk("what do you know about me?").replies[-1]

    [known] = blocks(reply, "understood")
    assert "6 hours a week" in [item.label for item in known.items]
    assert "You have not said anything about: price, language of teaching and place." in texts(reply)
    assert "/delete" in texts(reply)


def test_a_supposition_is_not_in_the_summary():
    conversation = talk("what if I had 12 hours a week?", "what do you know about me?")

    [known] = blocks(conversation.replies[-1], "understood")
    assert not any("12" in item.label for item in known.items)


def test_what_the_steps_count_towards_is_cited_and_never_promised():
    reply = talk("do they count towards something bigger?").replies[-1]

    assert "“Mounting solar panels” counts towards “Solar Certificate”, as its provider states." in texts(reply)
    assert ("pv-1", "stacks_into") in [(each.id, each.locator) for each in reply.citations]
    assert "I promise nothing here" in texts(reply)


def test_just_show_me_asks_nothing_more_now_and_later():
    conversation = talk("just show me", "I live in Tuzla")

    assert [block for reply in conversation.replies[1:] for block in blocks(reply, "question")] == []
    assert blocks(conversation.replies[1], "pathway") != []


def test_just_show_me_without_a_goal_shows_fields_to_start_from():
    library = TalkingLibrary(COURSES)
    conversation = Talk(an_advisor(library=library, reader=RulesReader(library)))

    [question] = blocks(conversation.say("just show me something"), "question")

    assert [choice.label for choice in question.choices][:2] == ["Solar energy", "Office and computer skills"]


def test_another_goal_begins_a_new_plan_and_says_so():
    reply = talk("actually I want to become an electrician instead").replies[-1]

    assert "A new goal, so I begin a new plan." in texts(reply)
    assert ids(plan(reply)) == ["wiring-1"]


def test_the_buttons_beneath_a_plan_are_few_and_lead_to_a_person():
    reply = talk().replies[0]

    offered = [choice.label for choice in plan(reply).choices]
    assert offered == ["Apply: Working at height", "Why this?", "Other ways", "Cheaper", "Compare", "Talk to a person"]


@pytest.mark.parametrize(
    ("goal", "ask", "said"),
    [
        ("hoću biti solarni monter", "ima li jeftinije", "Jeftiniji put"),
        ("ich möchte Solarmonteurin werden", "geht das günstiger", "Ein günstigerer Weg"),
        ("saya ingin menjadi pemasang panel surya", "ada yang lebih murah", "Jalan yang lebih murah"),
    ],
)
def test_other_ways_are_told_in_the_learners_language(goal, ask, said):
    library = TalkingLibrary(COURSES)
    conversation = Talk(an_advisor(library=library, reader=RulesReader(library)))
    conversation.say(goal)

    assert said in texts(conversation.say(ask))


def test_a_kept_course_in_another_language_does_not_shut_out_the_rest():
    library = TalkingLibrary(COURSES)
    conversation = Talk(an_advisor(library=library, reader=RulesReader(library)))
    before = plan(conversation.say("dua të bëhem instalues diellor"))

    after = plan(conversation.say("mbaje hapin e dytë"))

    assert len(ids(before)) == 3
    assert ids(after) == ids(before)


def test_just_show_me_shows_what_it_would_be_where_a_limit_leaves_nothing():
    conversation = talk("only courses in Thai")
    assert ids(blocks(conversation.replies[-1], "pathway")[0]) == []

    reply = conversation.say("just show me something")

    shown = blocks(reply, "pathway")[-1]
    assert shown.kind == "what_if"
    assert ids(shown) != []
    assert "Without that limit (language of teaching) it would be:" in texts(reply)
    assert reply.profile.constraints.languages == ("th",)


def test_who_named_a_goal_is_not_asked_for_it_again_where_nothing_fits():
    library = TalkingLibrary(COURSES)
    conversation = Talk(an_advisor(library=library, reader=RulesReader(library)))
    conversation.say("I want to become a solar installer, only courses in Thai")

    reply = conversation.say("anything cheaper?")

    assert [block.slot for block in blocks(reply, "question")] == ["limits"]
