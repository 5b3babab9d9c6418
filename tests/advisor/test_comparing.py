"""Does a comparison hold what each course states, with its quote, and say what it does not state?"""

import pytest

from advisor.vocabulary.conversation import Intent, Understanding
from advisor.vocabulary.learner import Slot
from knowledge.vocabulary.credential import Assessment
from tests.builders import a_micro_credential, euros
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import INSTALLER, PANELS, WIRING, TalkingLibrary

COURSES = (
    a_micro_credential(
        id="pv-1", title="Mounting solar panels", skills=(PANELS,), assessment=Assessment(text="A test")
    ),
    a_micro_credential(id="pv-2", title="Panels in winter", skills=(PANELS,), hours=30.0, price=euros(90)),
    a_micro_credential(id="pv-3", title="Panels, no price", skills=(PANELS,), hours=None, price=None),
    a_micro_credential(id="wire-1", title="First wiring", skills=(WIRING,), hours=8.0),
)


def compared(*targets):
    script = {
        "solar": {Slot.GOAL_OCCUPATION: INSTALLER},
        "side by side": Understanding(intent=Intent.COMPARE, language="en", targets=targets),
    }
    talk = Talk(an_advisor(script, library=TalkingLibrary(COURSES)))
    talk.say("solar")
    return talk.say("side by side")


def facts_of(reply, place):
    return {fact.name: fact.value for fact in blocks(reply, "comparison")[0].items[place].facts}


def test_two_courses_stand_side_by_side_with_the_same_rows():
    reply = compared("pv-1", "pv-2")

    (table,) = blocks(reply, "comparison")
    assert [item.title for item in table.items] == ["Mounting solar panels", "Panels in winter"]
    assert [[fact.name for fact in item.facts] for item in table.items] == 2 * [
        [
            "Price", "Hours", "ECTS", "Language of teaching", "Online or on site", "Place", "Country", "Time of day",
            "Start", "Level", "Assessment", "Quality assurance", "Awarded by", "Counts towards", "Closes for you",
        ]
    ]  # fmt: skip


def test_each_value_has_its_quote_and_what_is_not_stated_is_empty():
    reply = compared("pv-1", "pv-3")

    quotes = {citation.n: citation.quote for citation in reply.citations}
    first, last = (item.facts for item in blocks(reply, "comparison")[0].items)
    assert (first[0].value, quotes[first[0].citation]) == ("free of charge", "0")
    assert (first[1].value, quotes[first[1].citation]) == ("20 hours", "20")
    assert [(fact.value, fact.citation) for fact in last[:2]] == [(None, None), (None, None)]


def test_one_sentence_says_the_difference_that_matters():
    reply = compared("pv-1", "pv-2")

    assert blocks(reply, "text")[0].text == (
        "“Panels in winter” compared with “Mounting solar panels”: 10 hours more and 90 EUR more."
    )


def test_what_a_course_does_not_state_is_said_before_one_decides():
    reply = compared("pv-1", "pv-3")

    assert (
        "“Panels, no price” does not state: price, hours, start, assessment. Ask the provider before you decide."
        in [block.text for block in blocks(reply, "text")]
    )


def test_a_single_step_is_compared_with_what_could_stand_in_its_place():
    reply = compared("pv-1")

    own, other = (item.micro_credential_id for item in blocks(reply, "comparison")[0].items)
    assert own == "pv-1"
    assert other in {"pv-2", "pv-3"}


def test_without_a_target_the_steps_of_the_plan_are_compared():
    reply = compared()

    assert sorted(item.title for item in blocks(reply, "comparison")[0].items) == [
        "First wiring",
        "Mounting solar panels",
    ]


def test_no_more_than_four_courses_are_compared_and_unknown_ones_are_left_out():
    reply = compared("pv-1", "gone", "pv-2", "pv-3", "wire-1")

    assert [item.micro_credential_id for item in blocks(reply, "comparison")[0].items] == ["pv-1", "pv-2", "pv-3"]


def test_each_course_can_be_kept_and_one_of_the_plan_be_explained():
    reply = compared("pv-1", "pv-2")

    assert [(choice.label, choice.action) for choice in blocks(reply, "comparison")[0].choices] == [
        ("Keep “Mounting solar panels”", "keep:pv-1"),
        ("Keep “Panels in winter”", "keep:pv-2"),
        ("Why “Mounting solar panels”?", "why:pv-1"),
    ]


@pytest.mark.parametrize(("place", "closes"), [(0, "mount solar panels"), (1, "install wiring")])
def test_it_says_what_each_closes_of_the_gap(place, closes):
    reply = compared("pv-1", "wire-1")

    assert facts_of(reply, place)["Closes for you"] == closes
