"""Can each thing that was understood be put right or taken away by its chip?"""

import pytest

from advisor.chips import correction, tapped_chip
from advisor.vocabulary.blocks import UnderstoodItem
from advisor.vocabulary.learner import Slot
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import ELECTRICIAN, INSTALLER

SOLAR = "I was an electrician and want to work with solar panels, free, six hours a week"
SCRIPT = {
    SOLAR: {
        Slot.BACKGROUND: (ELECTRICIAN,),
        Slot.GOAL_OCCUPATION: INSTALLER,
        Slot.MAX_PRICE: {"amount": 0.0, "currency": None},
        Slot.HOURS_PER_WEEK: 6.0,
    },
}


def labels(reply):
    return [item.label for block in blocks(reply, "understood") for item in block.items]


def test_a_chip_opens_the_question_for_its_thing_with_what_can_be_tapped():
    item = UnderstoodItem(slot="hours_per_week", label="6 hours a week", words="six hours", turn=1, value=6.0)

    opened = correction(item, 3, 1, "en")

    assert opened.question == "How many hours a week can you learn?"
    assert [(each.id, each.label) for each in opened.choices] == [
        ("chip:3:1:0", "4 hours a week"),
        ("chip:3:1:1", "8 hours a week"),
        ("chip:3:1:2", "16 hours a week"),
    ]
    assert (opened.without.id, opened.without.label) == ("chip:3:1:without", "without: 6 hours a week")


def test_a_thing_that_no_question_asks_for_can_still_be_taken_away():
    item = UnderstoodItem(slot="background", label="worked as: miner", words="miner", turn=1, value="cairn:miner")

    opened = correction(item, 1, 0, "en")

    assert (opened.question, opened.choices) == ("", ())
    assert opened.without.action == 'without:background="cairn:miner"'


def test_a_tapped_correction_takes_the_place_of_what_was_understood():
    talk = Talk(an_advisor(SCRIPT))
    assert labels(talk.say(SOLAR))[2] == "6 hours a week"

    reply = talk.say("", choice="chip:1:2:1")

    assert reply.profile.constraints.hours_per_week == 8


@pytest.mark.parametrize(
    ("place", "gone"), [(1, "worked as: electrician"), (2, "6 hours a week"), (3, "free of charge")]
)
def test_without_this_takes_one_thing_away_and_leaves_the_others(place, gone):
    talk = Talk(an_advisor(SCRIPT))
    before = labels(talk.say(SOLAR))

    after = labels(talk.say("", choice=f"chip:1:{place}:without"))

    assert before == ["goal: solar installer", "worked as: electrician", "6 hours a week", "free of charge"]
    assert gone not in after
    assert set(after) == set(before) - {gone}


@pytest.mark.parametrize("identifier", ["chip:1:9:0", "chip:1:2:9", "chip:9:0:without", "chip:1:2:x", "chip:", "t1c1"])
def test_a_button_that_no_chip_has_is_none(identifier):
    talk = Talk(an_advisor(SCRIPT))
    talk.say(SOLAR)

    assert tapped_chip(identifier, talk.advisor.conversation(talk.id)) is None
