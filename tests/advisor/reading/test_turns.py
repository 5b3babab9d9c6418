"""Are answers, corrections, withdrawals and taps read in the light of what was said before?"""

from typing import Any

import pytest

from advisor.reading.rules import RulesReader
from advisor.vocabulary.blocks import Choice, QuestionBlock
from advisor.vocabulary.conversation import (
    Conversation,
    ConversationId,
    IncomingMessage,
    Intent,
    Progress,
    Reply,
    Turn,
    Understanding,
)
from advisor.vocabulary.learner import Fact, LearnerProfile, Slot
from tests.builders import NOW
from tests.fakes.words_library import WordsLibrary

HOURS = Fact(slot=Slot.HOURS_PER_WEEK, value=10.0, words="10 hours a week", turn=1)
PRICE = Fact(slot=Slot.MAX_PRICE, value={"amount": 200.0, "currency": "BAM"}, words="200 KM", turn=1)
SOLAR = (
    Fact(slot=Slot.GOAL_TEXT, value="solar panels", words="solar panels", turn=1),
    Fact(slot=Slot.GOAL_OCCUPATION, value="urn:cairn:occupation:solar-energy-technician", words="solar panels", turn=1),
)


@pytest.fixture(scope="module")
def reader() -> RulesReader:
    return RulesReader(WordsLibrary())


def before(**given: Any) -> Conversation:
    valid = {"id": ConversationId("c"), "channel": "web", "address": "", "language": "en", "created": NOW}
    return Conversation(**{**valid, **given})


def listen(reader: RulesReader, conversation: Conversation, text: str = "", choice: str | None = None) -> Understanding:
    message = IncomingMessage(conversation=conversation.id, client_message_id="2", text=text, choice=choice)
    return reader.read(message, conversation, 2, NOW)


@pytest.mark.parametrize(
    ("text", "facts", "slot", "value"),
    [
        ("sorry, 25 not 10", (HOURS, PRICE), Slot.HOURS_PER_WEEK, 25.0),
        ("sorry, I meant 25", (PRICE, HOURS), Slot.HOURS_PER_WEEK, 25.0),
        ("oprosti, 300 a ne 200", (HOURS, PRICE), Slot.MAX_PRICE, {"amount": 300.0, "currency": "BAM"}),
        ("nicht 10 sondern 25", (HOURS,), Slot.HOURS_PER_WEEK, 25.0),
        ("maaf, bukan 10 tapi 25 jam", (HOURS, PRICE), Slot.HOURS_PER_WEEK, 25.0),
        ("8 hours a week, not 10", (HOURS,), Slot.HOURS_PER_WEEK, 8.0),
    ],
)
def test_a_correction_finds_the_number_that_it_replaces(reader, text, facts, slot, value):
    understanding = listen(reader, before(facts=facts), text)

    assert [(fact.slot, fact.value) for fact in understanding.facts] == [(slot, value)]


@pytest.mark.parametrize(
    ("asked", "text", "slot", "value"),
    [
        ("time", "6", Slot.HOURS_PER_WEEK, 6.0),
        ("time", "6 hours", Slot.HOURS_PER_WEEK, 6.0),
        ("time", "šest", Slot.HOURS_PER_WEEK, 6.0),
        ("time", "5-10", Slot.HOURS_PER_WEEK, 5.0),
        ("time", "120", Slot.MAX_HOURS, 120.0),
        ("time", "evenings", Slot.SCHEDULES, ["evening"]),
        ("money", "free", Slot.MAX_PRICE, {"amount": 0.0, "currency": None}),
        ("money", "nothing", Slot.MAX_PRICE, {"amount": 0.0, "currency": None}),
        ("money", "ništa", Slot.MAX_PRICE, {"amount": 0.0, "currency": None}),
        ("money", "200", Slot.MAX_PRICE, {"amount": 200.0, "currency": None}),
        ("money", "1500 dollars", Slot.MAX_PRICE, {"amount": 1500.0, "currency": "USD"}),
        ("money", "my company will pay now", Slot.MAX_PRICE, None),
        ("language", "Bosnian", Slot.LANGUAGES, ["bs"]),
        ("language", "bosanski i engleski", Slot.LANGUAGES, ["bs", "en"]),
        ("place", "Kreševo", Slot.NEAR, "Kreševo"),
        ("place", "online", Slot.MODES, ["online"]),
        ("place", "near me", Slot.MODES, ["onsite"]),
        ("background", "waiter", Slot.BACKGROUND, "urn:cairn:occupation:waiter"),
        ("goal", "something tidy", Slot.GOAL_TEXT, "tidy"),
        ("hours_per_week", "6", Slot.HOURS_PER_WEEK, 6.0),
        ("max_eqf_level", "4", Slot.MAX_EQF_LEVEL, 4),
    ],
)
def test_a_bare_word_answers_the_last_question(reader, asked, text, slot, value):
    understanding = listen(reader, before(asked=("goal", asked)), text)

    assert [(fact.slot, fact.value) for fact in understanding.facts] == [(slot, value)]


@pytest.mark.parametrize(
    ("asked", "text"),
    [("time", "skip"), ("time", "ne znam"), ("money", "no limit"), ("money", "no"), ("language", "svejedno"),
     ("language", "egal"), ("place", "terserah"), ("place", "s'ka rëndësi")],
)  # fmt: skip
def test_a_question_can_be_left_open(reader, asked, text):
    understanding = listen(reader, before(asked=(asked,)), text)

    assert understanding.choice is not None
    assert understanding.choice.action == f"skip:{asked}"
    assert understanding.facts == ()


def test_the_question_for_the_goal_is_not_left_open_by_not_knowing(reader):
    understanding = listen(reader, before(asked=("goal",)), "I don't know")

    assert understanding.choice is None
    assert understanding.intent is Intent.UNCLEAR


def test_a_bare_number_without_a_question_means_nothing(reader):
    understanding = listen(reader, before(), "6")

    assert understanding.facts == ()
    assert understanding.intent is Intent.UNCLEAR


def test_money_that_is_no_problem_any_more_withdraws_the_limit(reader):
    understanding = listen(reader, before(facts=(PRICE,)), "money is no problem now")

    assert [(fact.slot, fact.value) for fact in understanding.facts] == [(Slot.MAX_PRICE, None)]


def test_another_goal_takes_the_place_of_the_first_with_all_that_belonged_to_it(reader):
    understanding = listen(reader, before(facts=SOLAR), "actually I want to be a welder")

    assert [(fact.slot, fact.value) for fact in understanding.facts] == [
        (Slot.GOAL_OCCUPATION, None),
        (Slot.GOAL_TEXT, "welder"),
        (Slot.GOAL_OCCUPATION, "urn:cairn:occupation:welder"),
    ]


def test_a_further_wish_stands_beside_the_goal(reader):
    understanding = listen(reader, before(facts=SOLAR), "also batteries please")

    assert [(fact.slot, fact.value) for fact in understanding.facts] == [(Slot.GOAL_TEXT, "solar panels, batteries")]


def test_something_shorter_is_no_new_goal(reader):
    understanding = listen(reader, before(facts=SOLAR), "Thanks, but I want something shorter")

    assert understanding.facts == ()
    assert understanding.intent is Intent.ALTERNATIVES


def offered(*choices: Choice) -> Conversation:
    block = QuestionBlock(slot="time", text="How many hours?", choices=choices)
    reply = Reply(
        conversation=ConversationId("c"), message="r1", language="en", progress=Progress(known=0, of=5), blocks=(block,),
        profile=LearnerProfile(),
    )  # fmt: skip
    turn = Turn(number=1, message="m1", client_message_id="1", text="hi", choice=None, at=NOW, reply=reply)
    return before(turns=(turn,), asked=("time",))


def test_a_tapped_fact_is_confirmed_by_the_tap(reader):
    conversation = offered(Choice(id="t1", label="6 hours", action="fact:hours_per_week=6"))

    understanding = listen(reader, conversation, choice="t1")

    assert understanding.facts == (
        Fact(slot=Slot.HOURS_PER_WEEK, value=6, words="6 hours", turn=2, by="choice", confirmed=True),
    )


def test_typing_a_buttons_label_is_tapping_it(reader):
    conversation = offered(Choice(id="t2", label="Skip this", action="skip:time"))

    understanding = listen(reader, conversation, "skip this")

    assert understanding.choice == Choice(id="t2", label="Skip this", action="skip:time")


def test_a_button_that_says_something_is_read_like_words(reader):
    conversation = offered(Choice(id="t3", label="Solar", action="say:I want to become a welder"))

    understanding = listen(reader, conversation, choice="t3")

    assert Slot.GOAL_OCCUPATION in {fact.slot for fact in understanding.facts}


def test_a_button_of_an_apply_is_an_apply(reader):
    conversation = offered(Choice(id="t4", label="Apply", action="apply:pv-basics"))

    understanding = listen(reader, conversation, choice="t4")

    assert understanding.intent is Intent.APPLY
    assert understanding.choice is not None


def test_a_stale_button_is_said_to_be_unread(reader):
    understanding = listen(reader, offered(), choice="gone")

    assert understanding.choice is None
    assert understanding.unread == ("gone",)
