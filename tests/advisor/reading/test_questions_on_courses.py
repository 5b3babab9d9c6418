"""Are questions about a shown course, and about rules, told from wishes and limits?"""

import pytest

from advisor.reading.rules import RulesReader
from advisor.vocabulary.conversation import Intent
from tests.fakes.advice import Talk, an_advisor
from tests.fakes.talking_library import TalkingLibrary


@pytest.fixture
def heard():
    """Say something after a plan of two steps, in a language, and give what was understood."""

    def say(text, language="en", plan=True):
        library = TalkingLibrary()
        talk = Talk(an_advisor(library=library, reader=RulesReader(library)))
        if plan:
            talk.say("I am an electrician and want to become a solar installer")
        talk.say(text, language=language)
        readings = [stage.value for stage in talk.replies[-1].explain if stage.stage == "reading"]
        return readings[0]

    return say


@pytest.mark.parametrize(
    ("language", "text", "fields", "targets"),
    [
        ("en", "how much is step 2?", "price", ["pv-1"]),
        ("en", "when does the first one start?", "start_dates", ["height-1"]),
        ("en", "who gives the certificate?", "awarding_body", ["height-1", "pv-1"]),
        ("bs", "koliko košta prvi korak?", "price", ["height-1"]),
        ("bs", "ko daje certifikat?", "awarding_body", ["height-1", "pv-1"]),
        ("sr", "колико траје први корак?", "hours", ["height-1"]),
        ("hr", "na kojem je jeziku prvi korak?", "language", ["height-1"]),
        ("de", "was kostet der erste kurs?", "price", ["height-1"]),
        ("de", "wer stellt das Zertifikat aus?", "awarding_body", ["height-1", "pv-1"]),
        ("id", "berapa harganya yang pertama?", "price", ["height-1"]),
        ("ms", "siapa yang keluarkan sijil?", "awarding_body", ["height-1", "pv-1"]),
        ("sq", "sa kushton i pari?", "price", ["height-1"]),
        ("mk", "колку чини првиот чекор?", "price", ["height-1"]),
        ("th", "ใครออกใบประกาศ", "awarding_body", ["height-1", "pv-1"]),
    ],
)
def test_a_question_on_a_course_names_the_field_and_the_course(heard, language, text, fields, targets):
    reading = heard(text, language)

    assert (reading["intent"], reading["about"], reading["targets"]) == ("course", fields, targets)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("who pays for it if I am unemployed?", "policy"),
        ("is it recognised by universities?", "policy"),
        ("is there anything cheaper?", "alternatives"),
        ("I have 50 euro", "advice"),
    ],
)
def test_rules_other_ways_and_limits_are_no_questions_on_a_course(heard, text, intent):
    assert heard(text)["intent"] == intent


def test_whether_one_course_is_recognised_asks_its_record_and_the_rules(heard):
    reading = heard("is the first one recognised?")

    assert (reading["intent"], reading["targets"]) == ("course", ["height-1"])
    assert reading["about"].startswith("recognised,awarding_body")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "which minister signed it for the Netherlands?"),
        ("en", "what will the city of cape town pay us for it"),
        ("en", "who is supposed to pay for these, employer or state?"),
        ("bs", "koji je ministar to potpisao kod nas"),
        ("sr", "ко гарантује квалитет"),
        ("sr", "a koliko daje opstina sid"),
        ("mk", "кој министер го потпиша"),
        ("sq", "a njihet ne gjermani"),
        ("de", "zahlt das jobcenter das?"),
        ("id", "pemkot makassar bayar berapa"),
        ("th", "รัฐมนตรีคนไหนลงนาม"),
    ],
)
def test_a_question_on_who_signs_pays_or_checks_is_one_for_the_rules(heard, language, text):
    reading = heard(text, language, plan=False)

    assert reading["intent"] == "policy"
    assert reading["facts"] == []


def test_a_step_that_nobody_has_shown_is_no_goal(heard):
    reading = heard("how much is step 2?", plan=False)

    assert (reading["intent"], reading["targets"], reading["facts"]) == ("course", [], [])


def test_a_wish_with_a_question_stays_a_wish(heard):
    reading = heard("I want to become an electrician, how much is it?", plan=False)

    assert reading["intent"] == Intent.ADVICE.value


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "how do i join the first one"), ("sq", "me regjistro te i pari"), ("th", "สมัครอันแรกให้หน่อย")],
)
def test_to_join_a_step_is_to_apply_for_it(heard, language, text):
    reading = heard(text, language)

    assert (reading["intent"], reading["targets"], reading["facts"]) == ("apply", ["height-1"], [])
