"""Do facts add up to a profile, and is a written one refused where it is wrong?"""

from datetime import date
from typing import Any

import pytest

from advisor.errors import InvalidProfile
from advisor.profiling import parse_profile, profile_of
from advisor.vocabulary.learner import Constraints, Evidence, Fact, Goal, HeldSkill, LearnerProfile, Money, Slot
from knowledge.vocabulary.opportunity import DeliveryMode, Support, TimeOfDay
from tests.fakes.words_library import WordsLibrary

WELD = "urn:cairn:skill:weld-stick"
WELDER = "urn:cairn:occupation:welder"


def fact(slot: Slot, value: Any) -> Fact:
    return Fact(slot=slot, value=value, turn=1)


def test_facts_of_every_slot_find_their_place():
    facts = [
        fact(Slot.GOAL_TEXT, "welder"),
        fact(Slot.GOAL_OCCUPATION, WELDER),
        fact(Slot.GOAL_SKILL, WELD),
        fact(Slot.BACKGROUND, "urn:cairn:occupation:cook"),
        fact(Slot.MAX_HOURS, 150.0),
        fact(Slot.HOURS_PER_WEEK, 6.0),
        fact(Slot.MAX_PRICE, {"amount": 200.0, "currency": "BAM"}),
        fact(Slot.LANGUAGES, ["bs"]),
        fact(Slot.MODES, ["online"]),
        fact(Slot.COUNTRY, "BA"),
        fact(Slot.NEAR, "Tuzla"),
        fact(Slot.SCHEDULES, ["evening"]),
        fact(Slot.NEED, "childcare"),
        fact(Slot.MAX_EQF_LEVEL, 4),
        fact(Slot.START_BY, "2027-01-31"),
        fact(Slot.FINISH_BY, "2027-06-30"),
        fact(Slot.MAX_STEPS, 2),
        fact(Slot.NOT_WANTED, "pv-1"),
    ]

    profile = profile_of(facts, WordsLibrary(), "bs")

    assert profile == LearnerProfile(
        goal=Goal(text="welder", occupation=WELDER, skills=(WELD,)),
        constraints=Constraints(
            max_hours=150, hours_per_week=6, max_price=Money(amount=200, currency="BAM"), languages=("bs",),
            modes=(DeliveryMode.ONLINE,), country="BA", near="Tuzla", schedules=(TimeOfDay.EVENING,),
            needs=(Support.CHILDCARE,), max_eqf_level=4, start_by=date(2027, 1, 31), finish_by=date(2027, 6, 30), max_steps=2,
        ),
        language="bs",
        background=("urn:cairn:occupation:cook",),
        not_wanted=("pv-1",),
    )  # fmt: skip


def test_the_later_fact_wins_and_none_withdraws():
    facts = [
        fact(Slot.HOURS_PER_WEEK, 10.0),
        fact(Slot.HOURS_PER_WEEK, 25.0),
        fact(Slot.NEAR, "Tuzla"),
        fact(Slot.NEAR, None),
    ]

    profile = profile_of(facts, WordsLibrary(), "en")

    assert profile.constraints == Constraints(hours_per_week=25)


def test_needs_add_up_and_are_named_once():
    facts = [fact(Slot.NEED, "childcare"), fact(Slot.NEED, "step_free"), fact(Slot.NEED, "childcare")]

    profile = profile_of(facts, WordsLibrary(), "en")

    assert set(profile.constraints.needs) == {Support.CHILDCARE, Support.STEP_FREE}
    assert len(profile.constraints.needs) == 2


def test_a_skill_that_was_said_and_then_confirmed_is_held_once():
    facts = [
        fact(Slot.HELD_SKILL, {"skill": WELD, "evidence": "said", "words": "weld"}),
        fact(Slot.HELD_SKILL, {"skill": WELD, "evidence": "confirmed", "words": "weld"}),
    ]

    profile = profile_of(facts, WordsLibrary(), "en")

    assert [(held.skill, held.evidence) for held in profile.held] == [(WELD, Evidence.CONFIRMED)]


def test_who_asks_for_another_language_is_answered_in_it():
    assert profile_of([fact(Slot.SPEAKS, "de")], WordsLibrary(), "en").language == "de"


def test_a_written_profile_is_read_as_the_contract_says():
    given = {
        "goal": {"text": "welding", "occupation": None, "skills": []},
        "held": [{"skill": "electrical safety", "evidence": "document"}],
        "constraints": {"max_hours": 100, "max_price": {"amount": 200, "currency": "eur"}, "languages": ["BS"], "modes": ["online"],
                        "country": "ba", "near": "Tuzla", "schedules": ["evening"], "needs": ["childcare", "step_free"],
                        "start_by": "2027-01-01", "max_steps": 3},
        "language": "bs",
    }  # fmt: skip

    profile = parse_profile(given, WordsLibrary())

    assert profile.held == (
        HeldSkill(
            skill="urn:cairn:skill:electrical-safety", evidence=Evidence.DOCUMENT,
            label="primijeniti pravila električne sigurnosti", words="electrical safety",
        ),
    )  # fmt: skip
    assert profile.constraints.max_price == Money(amount=200, currency="EUR")
    assert profile.constraints.languages == ("bs",)
    assert profile.constraints.country == "BA"
    assert profile.constraints.needs == (Support.CHILDCARE, Support.STEP_FREE)


def test_a_held_skill_that_is_no_concept_stays_in_the_learners_words():
    profile = parse_profile({"held": [{"skill": "juggling with swords"}]}, WordsLibrary())

    assert [(held.skill, held.label) for held in profile.held] == [("juggling with swords", "juggling with swords")]


def test_an_empty_profile_is_a_profile():
    assert parse_profile({}, WordsLibrary()) == LearnerProfile()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"gaol": {}}, "gaol"),
        ({"constraints": {"max_hour": 3}}, "constraints.max_hour"),
        ({"constraints": {"max_hours": -1}}, "constraints.max_hours"),
        ({"constraints": {"max_hours": float("nan")}}, "max_hours"),
        ({"constraints": {"hours_per_week": 200}}, "constraints.hours_per_week"),
        ({"constraints": {"modes": ["by post"]}}, "constraints.modes.0"),
        ({"constraints": {"schedules": ["midnight"]}}, "constraints.schedules.0"),
        ({"constraints": {"needs": ["a pony"]}}, "constraints.needs.0"),
        ({"constraints": {"max_price": {"amount": 5, "currency": "XXL"}}}, "constraints.max_price.currency"),
        ({"constraints": {"country": "Bosnia"}}, "constraints.country"),
        ({"constraints": {"max_eqf_level": 9}}, "constraints.max_eqf_level"),
        ({"constraints": {"start_by": "2027-06-01", "finish_by": "2027-01-01"}}, "constraints.finish_by"),
        ({"constraints": {"finish_by": "soon"}}, "constraints.finish_by"),
        ({"held": [{"skill": "x", "evidence": "guessed"}]}, "held.0.evidence"),
        ({"goal": {"occupation": "dragon tamer"}}, "goal.occupation"),
        ({"goal": {"skills": ["flying"]}}, "goal.skills"),
        ({"language": "english"}, "language"),
    ],
)
def test_an_impossible_field_is_named_in_a_sentence(given: dict[str, Any], named: str):
    with pytest.raises(InvalidProfile) as refused:
        parse_profile(given, WordsLibrary())

    assert named in str(refused.value)
    assert str(refused.value).endswith((".", "}"))
    assert refused.value.hint


def test_a_slip_in_a_fields_name_is_answered_with_the_right_one():
    with pytest.raises(InvalidProfile) as refused:
        parse_profile({"constraints": {"max_hour": 3}})

    assert refused.value.hint == "Did you mean max_hours?"
