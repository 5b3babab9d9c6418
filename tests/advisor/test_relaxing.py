"""When nothing fits: is the limit named that empties the result, and the smallest change that helps?"""

from datetime import date

import pytest

from advisor.planning import plan
from advisor.vocabulary.learner import LearnerProfile
from knowledge.vocabulary.credential import Prerequisite, PrerequisiteKind
from knowledge.vocabulary.opportunity import DeliveryMode, Schedule, Support, TimeOfDay
from knowledge.vocabulary.organisation import Organisation
from tests.builders import TODAY, a_micro_credential, an_occupation, euros
from tests.fakes.small_library import SmallLibrary

SOLAR = an_occupation("o:solar", essential=("s:roofs", "s:wiring"))
ONSITE = (DeliveryMode.ONSITE,)


def planned(records, **constraints):
    profile = LearnerProfile.model_validate({"goal": {"occupation": "o:solar"}, "constraints": constraints})
    return plan(profile, SmallLibrary(records, [SOLAR]), TODAY).pathway


def told(pathway):
    return [(r.constraint, r.from_, r.to, r.gains) for r in pathway.relaxations]


def test_the_cheapest_course_that_fits_is_the_smallest_change_of_the_price():
    records = [
        a_micro_credential(id="dear", skills=("s:roofs", "s:wiring"), price=euros(300)),
        a_micro_credential(id="fair", skills=("s:roofs",), price=euros("79.90")),
    ]

    pathway = planned(records, max_price={"amount": 50, "currency": "EUR"}, max_hours=100)

    assert pathway.steps == ()
    assert told(pathway) == [("max_price", "50 EUR", "79.9 EUR", "50 % more of what is missing")]
    assert [(c.name, c.met) for c in pathway.constraints] == [("max_hours", True), ("max_price", False)]


def test_the_shortest_course_is_the_smallest_change_of_the_hours():
    records = [
        a_micro_credential(id="long", skills=("s:roofs", "s:wiring"), hours=60),
        a_micro_credential(id="short", skills=("s:roofs",), hours=12.5),
    ]

    pathway = planned(records, max_hours=10)

    assert told(pathway) == [("max_hours", "10 h", "12.5 h", "50 % more of what is missing")]


@pytest.mark.parametrize(
    ("limit", "offered", "expected"),
    [
        ({"languages": ["bs"]}, {"languages": ("de",)}, ("languages", "bs", "bs, de")),
        ({"modes": ["online"]}, {"modes": ONSITE}, ("modes", "online", "online, onsite")),
        (
            {"schedules": ["evening"]},
            {"schedule": Schedule(times=(TimeOfDay.DAYTIME,))},
            ("schedules", "evening", "evening, daytime"),
        ),
        ({"near": "Tuzla"}, {"location": "Zenica", "modes": ONSITE}, ("near", "Tuzla", "Zenica")),
        (
            {"country": "BA"},
            {"provider": Organisation(name="School (demo)", country="HR"), "modes": ONSITE},
            ("country", "BA", "HR"),
        ),
        (
            {"needs": ["childcare", "step_free"]},
            {"support": (Support.STEP_FREE,)},
            ("needs", "childcare, step_free", "step_free"),
        ),
        ({"max_eqf_level": 3}, {"eqf_level": 5}, ("max_eqf_level", "3", "5")),
        (
            {"start_by": "2027-01-01"},
            {"schedule": Schedule(start_dates=(date(2027, 3, 1),))},
            ("start_by", "2027-01-01", "2027-03-01"),
        ),
        ({"hours_per_week": 5, "finish_by": "2026-12-13"}, {"hours": 20}, ("finish_by", "2026-12-13", "2026-12-20")),
    ],
)
def test_the_nearest_value_that_is_offered_is_the_smallest_change_of_a_wish(limit, offered, expected):
    pathway = planned([a_micro_credential(id="roofs", skills=("s:roofs",), **offered)], **limit)

    assert pathway.steps == ()
    assert told(pathway) == [(*expected, "50 % more of what is missing")]


def test_a_thing_that_nobody_states_is_told_as_not_stated():
    pathway = planned([a_micro_credential(id="roofs", skills=("s:roofs",), hours=None)], max_hours=40)

    assert told(pathway) == [("max_hours", "40 h", "not stated", "50 % more of what is missing")]


def test_of_several_limits_that_help_alone_the_one_that_gains_most_comes_first():
    records = [
        a_micro_credential(id="dear", skills=("s:roofs",), price=euros(300), hours=5),
        a_micro_credential(id="long", skills=("s:roofs", "s:wiring"), price=euros(0), hours=200),
    ]

    pathway = planned(records, max_price={"amount": 0}, max_hours=10)

    assert [(r.constraint, r.to) for r in pathway.relaxations] == [("max_hours", "200 h"), ("max_price", "300 EUR")]


def test_limits_that_only_help_together_are_told_together():
    records = [a_micro_credential(id="roofs", skills=("s:roofs",), price=euros(80), hours=30, languages=("de",))]

    pathway = planned(records, max_price={"amount": 0}, languages=["bs"], max_hours=60)

    assert told(pathway) == [
        ("max_price", "0", "80 EUR", "50 % more of what is missing, together with the other changes"),
        ("languages", "bs", "bs, de", "50 % more of what is missing, together with the other changes"),
    ]


def test_nothing_is_promised_where_no_change_helps():
    pathway = planned([a_micro_credential(id="other", title="Cooking", skills=("s:cooking",))], max_hours=10)

    assert (pathway.steps, pathway.relaxations) == ((), ())


def test_beside_a_poor_pathway_the_changes_that_gain_much_are_told():
    skills = tuple(f"s:{n}" for n in range(5))
    occupation = an_occupation("o:solar", essential=skills)
    records = [
        a_micro_credential(id="free", skills=skills[:1]),
        a_micro_credential(id="paid", skills=skills[1:], price=euros(40)),
    ]
    profile = LearnerProfile.model_validate(
        {"goal": {"occupation": "o:solar"}, "constraints": {"max_price": {"amount": 0}, "max_hours": 90}}
    )

    pathway = plan(profile, SmallLibrary(records, [occupation]), TODAY).pathway

    assert [s.micro_credential_id for s in pathway.steps] == ["free"]
    assert told(pathway) == [("max_price", "0", "40 EUR", "80 % more of what is missing")]


def test_beside_a_good_pathway_nothing_is_asked_to_change():
    records = [
        a_micro_credential(id="free", skills=("s:roofs",)),
        a_micro_credential(id="paid", skills=("s:wiring",), price=euros(40)),
    ]

    pathway = planned(records, max_price={"amount": 0})

    assert len(pathway.steps) == 1
    assert pathway.relaxations == ()


def test_the_assumed_language_is_told_where_another_one_would_gain_much():
    skills = tuple(f"s:{n}" for n in range(5))
    records = [
        a_micro_credential(id="own", skills=skills[:1], languages=("sq",)),
        a_micro_credential(id="english", skills=skills[1:], languages=("en",)),
    ]
    profile = LearnerProfile.model_validate({"goal": {"occupation": "o:solar"}, "language": "sq"})

    pathway = plan(profile, SmallLibrary(records, [an_occupation("o:solar", essential=skills)]), TODAY).pathway

    assert [s.micro_credential_id for s in pathway.steps] == ["own"]
    assert [(r.constraint, r.from_, r.to) for r in pathway.relaxations] == [("languages", "sq", "sq, en")]


def test_the_last_start_that_is_missed_is_the_smallest_change_of_the_first_day():
    starts = Schedule(start_dates=(date(2026, 12, 1), date(2027, 1, 12)))
    early = a_micro_credential(id="early", skills=("s:roofs",), schedule=starts)

    pathway = planned([early], start_from="2027-03-01", max_hours=100)

    assert told(pathway) == [("start_from", "2027-03-01", "2027-01-12", "50 % more of what is missing")]
    assert [(c.name, c.met) for c in pathway.constraints] == [("max_hours", True), ("start_from", False)]


def test_beside_a_course_to_keep_a_limit_is_still_told_that_would_gain_much():
    pottery = a_micro_credential(id="pottery", skills=("s:clay",))
    dear = a_micro_credential(id="dear", skills=("s:roofs", "s:wiring"), price=euros(300))
    goal, limits = {"occupation": "o:solar"}, {"max_price": {"amount": 50, "currency": "EUR"}}
    profile = LearnerProfile.model_validate({"goal": goal, "constraints": limits, "locked": ["pottery"]})

    pathway = plan(profile, SmallLibrary([pottery, dear], [SOLAR]), TODAY).pathway

    assert [step.micro_credential_id for step in pathway.steps] == ["pottery"]
    assert told(pathway) == [("max_price", "50 EUR", "300 EUR", "100 % more of what is missing")]


def test_a_course_that_keeps_the_limit_and_is_asked_for_before_stands_in_the_way_of_no_change():
    before = Prerequisite(kind=PrerequisiteKind.COURSE, text="Basics", reference="basics")
    records = [
        a_micro_credential(id="basics", skills=("s:other",), modes=(DeliveryMode.ONLINE,)),
        a_micro_credential(id="roofs", skills=("s:roofs",), modes=(DeliveryMode.BLENDED,), prerequisites=(before,)),
    ]

    pathway = planned(records, modes=["online"])

    assert told(pathway) == [("modes", "online", "online, blended", "50 % more of what is missing")]
