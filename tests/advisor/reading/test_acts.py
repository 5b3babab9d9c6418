"""Is what people ask for read as they say it, in every language: why, other ways, what if, keep, turn down, forget …?"""

import json
from pathlib import Path

import pytest

from advisor.reading.rules import RulesReader
from advisor.vocabulary.blocks import QuestionBlock
from advisor.vocabulary.conversation import Conversation, ConversationId, IncomingMessage, Intent, Progress, Reply, Turn
from advisor.vocabulary.learner import Fact, LearnerProfile, Slot
from advisor.writing.draft import choice
from tests.builders import NOW, a_micro_credential, a_pathway, a_step
from tests.fakes.words_library import WordsLibrary

FOLDER = Path(__file__).parent / "acts"
ASKED = [
    (file.stem, json.loads(line))
    for file in sorted(FOLDER.glob("*.jsonl"))
    for line in file.read_text("utf-8").splitlines()
]
COURSES = ("c-1", "c-2", "c-3")
HOURS = Fact(slot=Slot.HOURS_PER_WEEK, value=6.0, words="6", turn=1)


class Shelf(WordsLibrary):
    """Three courses that a plan was made of."""

    def find(self, identifier):
        titles = {"c-1": "Safety first", "c-2": "Mounting panels", "c-3": "Grid connection", "c-4": "Ladders"}
        return a_micro_credential(id=identifier, title=titles[str(identifier)])


@pytest.fixture(scope="module")
def reader():
    return RulesReader(Shelf())


def planned(language="en", facts=(HOURS,), blocks=()):
    plan = a_pathway(
        a_step(order=1, micro_credential_id="c-1", title="Safety first", alternatives=("c-4",)),
        a_step(order=2, micro_credential_id="c-2", title="Mounting panels"),
        a_step(order=3, micro_credential_id="c-3", title="Grid connection"),
    )
    reply = Reply(
        conversation=ConversationId("c"), message="r", language=language, progress=Progress(known=1, of=5),
        blocks=(plan, *blocks), profile=LearnerProfile(),
    )  # fmt: skip
    turn = Turn(number=1, message="m", client_message_id="1", text="", choice=None, at=NOW, reply=reply, facts=facts)
    return told(language, facts=facts, turns=(turn,))


def told(language="en", **given):
    return Conversation(
        id=ConversationId("c"), channel="web", address="", language=language, created=NOW, **given
    )  # fmt: skip


def listen(reader, conversation, text):
    message = IncomingMessage(conversation=conversation.id, client_message_id="2", text=text)
    return reader.read(message, conversation, 2, NOW)


@pytest.mark.parametrize(("language", "expected"), ASKED, ids=[f"{lang}: {e['say'][:50]}" for lang, e in ASKED])
def test_what_is_asked_is_read_as_it_is_said(reader, language, expected):
    conversation = planned(language)

    heard = listen(reader, conversation, expected["say"])

    asks = "show" if heard.about == "show" else heard.intent.value
    assert asks == expected["asks"]
    assert not any(fact.slot is Slot.GOAL_TEXT and fact.value for fact in heard.facts)
    if "about" in expected:
        assert heard.about == expected["about"]
    if "steps" in expected:
        assert list(heard.targets) == [COURSES[n - 1] for n in expected["steps"]]


def test_what_is_supposed_is_no_fact(reader):
    heard = listen(reader, planned(), "what if I had 10 hours a week instead")

    assert heard.intent is Intent.WHAT_IF
    assert heard.facts == ()
    assert [(fact.slot, fact.value) for fact in heard.supposed] == [(Slot.HOURS_PER_WEEK, 10.0)]


def test_a_step_that_is_turned_down_is_remembered_with_the_words(reader):
    heard = listen(reader, planned(), "not the second one, too far")

    assert [(f.slot, f.value, f.words) for f in heard.facts] == [
        (Slot.NOT_WANTED, "c-2", "not the second one, too far"),
    ]
    assert heard.reason == "near"


def test_a_step_done_before_counts_as_completed(reader):
    heard = listen(reader, planned(), "I already did the second one last year")

    assert [(f.slot, f.value) for f in heard.facts] == [(Slot.COMPLETED, "c-2")]


def test_a_kept_step_is_locked(reader):
    heard = listen(reader, planned(), "keep the first one whatever happens")

    assert [(f.slot, f.value) for f in heard.facts] == [(Slot.LOCKED, "c-1")]


def test_the_number_of_a_step_is_no_number_of_hours(reader):
    heard = listen(reader, planned().model_copy(update={"asked": ("time",)}), "drop step 2")

    assert [fact.slot for fact in heard.facts] == [Slot.NOT_WANTED]


def test_a_step_and_its_alternative_are_compared(reader):
    heard = listen(reader, planned(), "what's the difference between step 1 and its alternative")

    assert heard.intent is Intent.COMPARE
    assert heard.targets == ("c-1", "c-4")


def test_a_step_is_found_by_a_word_of_its_title(reader):
    heard = listen(reader, planned(), "swap the grid one")

    assert (heard.intent, heard.about, heard.targets) == (Intent.ADJUST, "swap", ("c-3",))


def test_forgetting_withdraws_what_is_named(reader):
    price = Fact(slot=Slot.MAX_PRICE, value={"amount": 300.0, "currency": "USD"}, words="300 dollars", turn=1)

    heard = listen(reader, planned(facts=(HOURS, price)), "forget what I said about the price, my sister will pay")

    assert [(f.slot, f.value) for f in heard.facts] == [(Slot.MAX_PRICE, None)]


def test_forgetting_takes_one_of_several_wishes_back(reader):
    goal = Fact(slot=Slot.GOAL_TEXT, value="hydroponics, online selling", words="hydroponics", turn=1)

    heard = listen(reader, planned(facts=(goal,)), "drop the online selling part, no need")

    assert [f.value for f in heard.facts if f.slot is Slot.GOAL_TEXT] == ["hydroponics"]


def test_starting_again_takes_everything_back(reader):
    heard = listen(reader, planned(), "let's start over")

    assert {(f.slot, f.value) for f in heard.facts} == {(Slot.HOURS_PER_WEEK, None), (Slot.GOAL_TEXT, None)}


def test_a_limit_beside_cheaper_is_set_as_a_limit(reader):
    heard = listen(reader, planned(), "cheaper, at most 100 euros")

    assert heard.intent is Intent.ADVICE
    assert [(f.slot, f.value) for f in heard.facts] == [(Slot.MAX_PRICE, {"amount": 100.0, "currency": "EUR"})]


def test_a_pointing_word_answers_which_step_is_meant(reader):
    asked = QuestionBlock(slot="step", text="Which step?", choices=(choice("1. Safety first", "reject:c-1"),))

    heard = listen(reader, planned(blocks=(asked,)), "the second")

    assert (heard.intent, heard.about, heard.targets) == (Intent.ADJUST, "reject", ("c-2",))


@pytest.mark.parametrize(
    "text",
    [
        "I want to work in another field, something with animals",
        "I need a course about comparing prices",
        "that's why I lost my job",
        "first aid is what I want to learn",
        "I was the first one to be laid off, now I look after my mother",
        "ich arbeite als Vergleichsberaterin und will Schweißen lernen",
        "mau belajar coding dari nol",
    ],
)
def test_a_story_or_a_wish_asks_nothing_of_the_plan(reader, text):
    heard = listen(reader, told(), text)

    assert heard.intent is Intent.ADVICE or heard.intent is Intent.UNCLEAR
    assert heard.about == ""


def test_forget_that_thing_with_the_hours_turns_no_step_down(reader):
    one = planned("ms").model_copy(update={"turns": ()})
    plan = a_pathway(a_step(micro_credential_id="c-1", title="Safety first"))
    reply = planned("ms").turns[0].reply.model_copy(update={"blocks": (plan,)})
    conversation = one.model_copy(update={"turns": (planned("ms").turns[0].model_copy(update={"reply": reply}),)})

    heard = listen(reader, conversation, "lupakan pasal jam tu")

    assert [(f.slot, f.value) for f in heard.facts] == [(Slot.HOURS_PER_WEEK, None)]
