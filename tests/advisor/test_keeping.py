"""What becomes of courses that the learner keeps, has taken, or may not take; and of larger credentials and starts?"""

from datetime import date

import pytest

from advisor.planning import alternatives, plan
from advisor.vocabulary.learner import LearnerProfile
from knowledge.vocabulary.credential import Prerequisite, PrerequisiteKind
from knowledge.vocabulary.opportunity import DeliveryMode, Schedule
from knowledge.vocabulary.organisation import Organisation
from tests.builders import TODAY, a_micro_credential, an_occupation, euros
from tests.fakes.small_library import SmallLibrary

SOLAR = an_occupation("o:solar", essential=("s:roofs", "s:wiring"))
ROOFS = a_micro_credential(id="roofs", title="Roofs", skills=("s:roofs",), hours=20)
WIRING = a_micro_credential(id="wiring", title="Wiring", skills=("s:wiring",), hours=20)
POTTERY = a_micro_credential(id="pottery", title="Pottery", skills=("s:clay",), hours=12, price=euros(90))


def a_plan(*records, planner=plan, **given):
    goal = {"occupation": "o:solar"}
    profile = LearnerProfile.model_validate({"goal": goal, "language": "en", **given})
    return planner(profile, SmallLibrary(records, [SOLAR]), TODAY)


def ids(planned):
    return [step.micro_credential_id for step in planned.pathway.steps]


def told(planned):
    return [(c.wanted, c.got, c.met) for c in planned.pathway.constraints if c.name == "locked"]


def test_a_course_to_keep_stays_though_it_closes_nothing():
    planned = a_plan(ROOFS, WIRING, POTTERY, locked=["pottery"])

    assert sorted(ids(planned)) == ["pottery", "roofs", "wiring"]
    assert {s.micro_credential_id: s.locked for s in planned.pathway.steps}["pottery"]
    assert told(planned) == [("Pottery", "kept", True)]


def test_what_a_course_to_keep_asks_for_comes_before_it():
    before = Prerequisite(kind=PrerequisiteKind.COURSE, text="clay", reference="clay")
    clay = a_micro_credential(id="clay")
    pottery = POTTERY.model_copy(update={"prerequisites": (before,)})

    planned = a_plan(ROOFS, pottery, clay, locked=["pottery"])

    assert ids(planned).index("clay") < ids(planned).index("pottery")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"max_price": {"amount": 50, "currency": "EUR"}}, "price"),
        ({"max_hours": 10}, "hours in all"),
        ({"languages": ["de"]}, "language of teaching"),
        ({"modes": ["onsite"], "max_price": {"amount": 50, "currency": "EUR"}}, "price, online or on site"),
    ],
)
def test_the_limit_that_forbids_a_course_to_keep_is_named(limits, reason):
    planned = a_plan(ROOFS, POTTERY, locked=["pottery"], constraints=limits)

    assert "pottery" not in ids(planned)
    assert told(planned) == [("Pottery", reason, False)]


def test_a_course_that_only_with_what_comes_before_it_takes_too_long_names_the_hours():
    before = Prerequisite(kind=PrerequisiteKind.COURSE, text="clay", reference="clay")
    clay = a_micro_credential(id="clay", hours=30)
    pottery = POTTERY.model_copy(update={"prerequisites": (before,)})

    planned = a_plan(ROOFS, pottery, clay, locked=["pottery"], constraints={"max_hours": 35})

    assert told(planned) == [("Pottery", "hours in all", False)]


def test_of_two_courses_to_keep_that_do_not_fit_together_one_is_kept():
    planned = a_plan(ROOFS, WIRING, locked=["roofs", "wiring"], constraints={"max_steps": 1})

    assert len(ids(planned)) == 1
    assert sorted(met for _, _, met in told(planned)) == [False, True]


def test_more_courses_to_keep_than_usual_steps_make_a_longer_plan():
    many = [a_micro_credential(id=f"extra-{n}", skills=(f"s:{n}",)) for n in range(6)]

    planned = a_plan(ROOFS, *many, locked=[record.id for record in many])

    assert set(ids(planned)) >= {record.id for record in many}


def test_a_course_to_keep_that_is_gone_or_was_turned_down_says_so():
    gone = a_plan(ROOFS, locked=["pottery"])
    refused = a_plan(ROOFS, POTTERY, locked=["pottery"], not_wanted=["pottery"])

    assert told(gone) == [("pottery", "not in the catalogue", False)]
    assert told(refused) == [("Pottery", "turned down", False)]


def test_a_course_in_another_language_than_the_assumed_one_is_kept():
    german = POTTERY.model_copy(
        update={"opportunities": (POTTERY.opportunities[0].model_copy(update={"languages": ("de",)}),)}
    )

    planned = a_plan(ROOFS, german, locked=["pottery"])

    assert "pottery" in ids(planned)


def test_a_course_that_was_taken_is_waived_with_its_evidence_and_whom_to_ask():
    before = Prerequisite(kind=PrerequisiteKind.COURSE, text="roofs", reference="roofs")
    wiring = WIRING.model_copy(update={"prerequisites": (before,)})

    planned = a_plan(ROOFS, wiring, completed=["roofs"])

    assert ids(planned) == ["wiring"]
    waived = planned.pathway.waived
    assert [(w.micro_credential_id, w.skills, w.evidence, w.ask) for w in waived] == [
        ("roofs", ("roofs",), "said", "Chamber (demo)")
    ]
    assert [c.id for c in planned.citations if c.n == waived[0].citation] == ["roofs"]


def test_a_course_whose_skills_are_documented_is_waived_where_another_asks_for_it():
    before = Prerequisite(kind=PrerequisiteKind.COURSE, text="roofs", reference="roofs")
    wiring = WIRING.model_copy(update={"prerequisites": (before,)})

    planned = a_plan(ROOFS, wiring, held=[{"skill": "s:roofs", "evidence": "document"}])

    assert [(w.title, w.evidence) for w in planned.pathway.waived] == [("Roofs", "document")]


def test_a_course_that_asks_for_more_education_is_left_out_and_an_unknown_level_is_told_to_be_checked():
    asks = Prerequisite(kind=PrerequisiteKind.EQF_LEVEL, text="EQF 4", reference="4")
    wiring = WIRING.model_copy(update={"prerequisites": (asks,)})

    steps = {level: a_plan(ROOFS, wiring, eqf_level=level) for level in (3, 4, None)}

    assert [sorted(ids(planned)) for planned in steps.values()] == [["roofs"], ["roofs", "wiring"], ["roofs", "wiring"]]
    checks = [
        any("Please check" in reason.text for step in planned.pathway.steps for reason in step.reasons)
        for planned in steps.values()
    ]
    assert checks == [False, False, True]


def test_the_calendar_begins_on_the_first_day_that_the_learner_has():
    """The first start lies before that day; the second is twelve weeks and a day after it."""
    dates = Schedule(start_dates=(date(2026, 12, 1), date(2027, 4, 27)))
    wiring = WIRING.model_copy(
        update={"opportunities": (WIRING.opportunities[0].model_copy(update={"schedule": dates}),)}
    )

    planned = a_plan(ROOFS, wiring, constraints={"hours_per_week": 10, "start_from": "2027-02-01"})

    weeks = [(s.micro_credential_id, s.starts, s.week_from, s.week_to) for s in planned.pathway.steps]
    assert weeks == [("roofs", None, 1, 2), ("wiring", "2027-04-27", 13, 15)]
    assert planned.pathway.totals.weeks == 15


def test_a_course_whose_only_start_is_before_the_learner_has_time_is_left_out():
    early = Schedule(start_dates=(date(2026, 12, 1),))
    wiring = WIRING.model_copy(
        update={"opportunities": (WIRING.opportunities[0].model_copy(update={"schedule": early}),)}
    )

    planned = a_plan(ROOFS, wiring, constraints={"start_from": "2027-02-01"})

    assert ids(planned) == ["roofs"]


def test_larger_credentials_are_told_with_what_counts_and_of_how_many():
    big = "Solar certificate"
    stacking = [r.model_copy(update={"stacks_into": (name,)}) for r, name in ((ROOFS, big), (POTTERY, big.upper()))]

    planned = a_plan(*stacking, WIRING)

    assert [(s.credential, s.counts, s.of) for s in planned.pathway.stacking] == [(big, ("roofs",), 2)]


def test_a_nearer_way_and_one_in_the_own_language_say_what_they_lose():
    there = {"modes": (DeliveryMode.ONSITE,), "provider": Organisation(name="There (demo)", country="BA")}
    roofs = a_micro_credential(id="roofs", skills=("s:roofs",), languages=("de",), hours=5)
    wiring = a_micro_credential(id="wiring", skills=("s:wiring",), hours=5, **there)
    online = a_micro_credential(id="online", skills=("s:roofs",), price=euros(500), hours=90)

    ways = {}
    for kind in ("closest", "own_language"):
        found = a_plan(
            *(roofs, wiring, online),
            planner=lambda *asked, kind=kind: alternatives(*asked, kinds=(kind,)),
            constraints={"languages": ["en", "de"]},
        )
        ways |= {way.kind: (sorted(ids(way)), [need.skill for need in way.loses]) for way in found}

    assert ways == {"closest": (["roofs"], ["s:wiring"]), "own_language": (["online", "wiring"], [])}


def test_only_the_kinds_that_are_asked_for_are_planned():
    dear = a_micro_credential(id="dear", skills=("s:roofs", "s:wiring"), price=euros(80), hours=1)

    found = a_plan(ROOFS, WIRING, dear, planner=lambda *asked: alternatives(*asked, n=6, kinds=("fastest",)))

    assert [(way.kind, ids(way)) for way in found] == [("fastest", ["dear"])]
