"""Does a pathway close the gap within the limits, in order, with honest sums?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from advisor.planning import alternatives, plan
from advisor.vocabulary.learner import LearnerProfile
from knowledge.vocabulary.credential import Assessment, Prerequisite, PrerequisiteKind, TaughtSkill, Workload
from knowledge.vocabulary.opportunity import DeliveryMode, LearningOpportunityId, Price, Schedule, Support, TimeOfDay
from knowledge.vocabulary.organisation import Organisation
from tests.builders import TODAY, a_micro_credential, an_occupation, an_opportunity, euros
from tests.fakes.small_library import SmallLibrary

GOAL = {"occupation": "o:solar"}
SOLAR = an_occupation("o:solar", essential=("s:roofs", "s:wiring"), optional=("s:sales",))


def a_library(*records, occupations=(SOLAR,)):
    return SmallLibrary(records, occupations)


def a_profile(**constraints):
    background = constraints.pop("background", ())
    held = constraints.pop("held", ())
    goal = constraints.pop("goal", GOAL)
    return LearnerProfile.model_validate(
        {"goal": goal, "constraints": constraints, "background": background, "held": held}
    )


def ids(planned):
    return [step.micro_credential_id for step in planned.pathway.steps]


def needs(kind, reference, text=""):
    return Prerequisite(kind=kind, reference=reference, text=text or reference)


def checked(planned):
    return {check.name: (check.wanted, check.got, check.met) for check in planned.pathway.constraints}


ROOFS = a_micro_credential(id="roofs", skills=("s:roofs",), price=euros(100), hours=20)
WIRING = a_micro_credential(id="wiring", skills=("s:wiring",), price=euros(50), hours=30)
BOTH = a_micro_credential(id="both", skills=("s:roofs", "s:wiring"), price=euros(200), hours=40)


def test_a_bare_goal_gives_a_pathway_at_once_and_names_what_was_assumed():
    library = a_library(ROOFS, WIRING)

    planned = plan(LearnerProfile.model_validate({"goal": GOAL}), library, TODAY)

    assert ids(planned) == ["roofs", "wiring"]
    assert planned.pathway.coverage.essential == 1.0
    assert planned.pathway.coverage.optional == 0.0
    assert [need.skill for need in planned.pathway.uncovered] == ["s:sales"]
    assert planned.pathway.assumptions == ("hours_per_week", "max_price")
    assert planned.pathway.proof.optimal


def test_of_ways_that_close_the_same_the_cheaper_one_is_taken():
    library = a_library(ROOFS, WIRING, BOTH)

    planned = plan(a_profile(), library, TODAY)

    assert ids(planned) == ["roofs", "wiring"]


def test_of_ways_that_cost_the_same_the_shorter_one_is_taken():
    slow = a_micro_credential(id="a-slow", skills=("s:roofs",), hours=20)
    quick = a_micro_credential(id="b-quick", skills=("s:roofs",), hours=8)

    planned = plan(a_profile(), a_library(slow, quick), TODAY)

    assert ids(planned) == ["b-quick"]


def test_of_ways_that_take_the_same_time_the_one_with_fewer_steps_is_taken():
    first = a_micro_credential(id="a-first", skills=("s:roofs",), hours=10)
    second = a_micro_credential(id="b-second", skills=("s:wiring",), hours=10)
    one = a_micro_credential(id="c-one", skills=("s:roofs", "s:wiring"), hours=20)

    planned = plan(a_profile(), a_library(first, second, one), TODAY)

    assert ids(planned) == ["c-one"]


def test_of_otherwise_equal_courses_the_one_that_states_its_assessment_is_taken():
    silent = a_micro_credential(id="a-silent", skills=("s:roofs",))
    assessed = a_micro_credential(id="b-assessed", skills=("s:roofs",), assessment=Assessment(text="Practical exam"))

    planned = plan(a_profile(), a_library(silent, assessed), TODAY)

    assert ids(planned) == ["b-assessed"]
    assert planned.pathway.steps[0].quality == {"assessment": "Practical exam"}


def test_of_equal_courses_the_one_that_stacks_and_then_the_first_by_id_is_taken():
    plain = a_micro_credential(id="a", skills=("s:roofs",))
    stacking = a_micro_credential(id="b", skills=("s:roofs",), stacks_into=("Solar certificate",))
    twin = a_micro_credential(id="c", skills=("s:roofs",), stacks_into=("Solar certificate",))

    planned = plan(a_profile(), a_library(plain, stacking, twin), TODAY)

    assert ids(planned) == ["b"]


def test_the_price_limit_holds_for_the_sum_of_the_steps():
    library = a_library(ROOFS, WIRING)

    planned = plan(a_profile(max_price={"amount": 120, "currency": "EUR"}), library, TODAY)

    assert ids(planned) == ["wiring"]
    assert checked(planned)["max_price"] == ("120 EUR", "50 EUR", True)


def test_a_price_in_another_currency_counts_a_tenth_more_than_its_rate():
    """The rate is 1.95583 marks to the euro: 195 marks are 99.70 euros, and 109.67 with the margin."""
    marks = a_micro_credential(id="marks", skills=("s:roofs",), price=Price(amount=Decimal(195), currency="BAM"))

    refused = plan(a_profile(max_price={"amount": 109, "currency": "EUR"}), a_library(marks), TODAY)
    accepted = plan(a_profile(max_price={"amount": 110, "currency": "EUR"}), a_library(marks), TODAY)

    assert (ids(refused), ids(accepted)) == ([], ["marks"])


def test_a_limit_without_a_currency_is_read_in_the_prices_own_and_paid_steps_share_one():
    euro = a_micro_credential(id="euro", skills=("s:roofs",), price=euros(60))
    mark = a_micro_credential(id="mark", skills=("s:wiring",), price=Price(amount=Decimal(60), currency="BAM"))
    free = a_micro_credential(id="free", skills=("s:sales",))

    planned = plan(a_profile(max_price={"amount": 120}), a_library(euro, mark, free), TODAY)

    assert ids(planned) == ["free", "mark"]


def test_no_money_means_free_courses_only():
    free = a_micro_credential(id="free", skills=("s:wiring",), price=euros(0), hours=90)
    silent = a_micro_credential(id="silent", skills=("s:roofs",), price=None)

    planned = plan(a_profile(max_price={"amount": 0}), a_library(ROOFS, free, silent), TODAY)

    assert ids(planned) == ["free"]
    assert checked(planned)["max_price"] == ("0", "0", True)


def test_a_price_that_nobody_stated_never_passes_a_price_limit():
    silent = a_micro_credential(id="silent", skills=("s:roofs",), price=None)

    planned = plan(a_profile(max_price={"amount": 500, "currency": "EUR"}), a_library(silent), TODAY)

    assert ids(planned) == []
    assert [(r.constraint, r.from_, r.to) for r in planned.pathway.relaxations] == [
        ("max_price", "500 EUR", "not stated")
    ]


def test_hours_that_nobody_stated_never_pass_an_hours_limit_and_make_the_sums_unknown():
    silent = a_micro_credential(id="silent", skills=("s:roofs",), hours=None)

    limited = plan(a_profile(max_hours=500), a_library(silent), TODAY)
    free = plan(a_profile(hours_per_week=5), a_library(silent), TODAY)

    assert ids(limited) == []
    assert ids(free) == ["silent"]
    assert (free.pathway.totals.hours, free.pathway.totals.weeks) == (None, None)
    assert checked(free)["hours_per_week"] == ("5 h", "not stated", False)


def test_the_hours_limit_holds_for_the_sum_of_the_steps():
    library = a_library(ROOFS, WIRING)

    planned = plan(a_profile(max_hours=49), library, TODAY)

    assert ids(planned) == ["wiring"]
    assert checked(planned)["max_hours"] == ("49 h", "30 h", True)


def test_there_are_four_steps_at_most_unless_the_learner_says_otherwise():
    skills = tuple(f"s:{n}" for n in range(6))
    library = a_library(
        *(a_micro_credential(id=f"c{n}", skills=(s,)) for n, s in enumerate(skills)),
        occupations=[an_occupation("o:solar", essential=skills)],
    )

    usual, two, six = (plan(a_profile(**c), library, TODAY) for c in ({}, {"max_steps": 2}, {"max_steps": 6}))

    assert [len(ids(p)) for p in (usual, two, six)] == [4, 2, 6]


def test_a_chain_of_prerequisites_is_chosen_whole_and_in_order():
    third = a_micro_credential(
        id="a-third", skills=("s:roofs", "s:wiring"), prerequisites=(needs(PrerequisiteKind.COURSE, "b-second"),)
    )
    second = a_micro_credential(id="b-second", prerequisites=(needs(PrerequisiteKind.COURSE, "c-first"),))
    first = a_micro_credential(id="c-first")

    planned = plan(a_profile(), a_library(third, second, first), TODAY)

    assert ids(planned) == ["c-first", "b-second", "a-third"]
    assert planned.pathway.steps[2].requires == ("b-second",)
    assert planned.pathway.steps[0].closes == ()


def test_a_course_whose_prerequisite_breaks_a_limit_is_not_chosen():
    advanced = a_micro_credential(
        id="advanced", skills=("s:roofs",), prerequisites=(needs(PrerequisiteKind.COURSE, "dear"),)
    )
    dear = a_micro_credential(id="dear", price=euros(900))

    planned = plan(a_profile(max_price={"amount": 100, "currency": "EUR"}), a_library(advanced, dear), TODAY)

    assert ids(planned) == []
    assert [(r.constraint, r.to) for r in planned.pathway.relaxations] == [("max_price", "900 EUR")]


def test_a_course_that_the_learner_has_is_neither_offered_again_nor_asked_for():
    advanced = a_micro_credential(
        id="advanced", skills=("s:roofs", "s:wiring"), prerequisites=(needs(PrerequisiteKind.COURSE, "basics"),)
    )
    basics = a_micro_credential(id="basics", skills=("s:sales",))
    held = [{"skill": "basics", "evidence": "document"}]

    planned = plan(a_profile(held=held), a_library(advanced, basics), TODAY)

    assert ids(planned) == ["advanced"]


def test_a_prerequisite_is_waived_when_the_learner_brings_all_that_it_teaches():
    advanced = a_micro_credential(
        id="advanced", skills=("s:roofs",), prerequisites=(needs(PrerequisiteKind.COURSE, "basics"),)
    )
    basics = a_micro_credential(id="basics", skills=("s:wiring",))
    library = a_library(advanced, basics, occupations=[SOLAR, an_occupation("o:electrician", essential=("s:wiring",))])

    planned = plan(a_profile(background=["o:electrician"]), library, TODAY)

    assert ids(planned) == ["advanced"]


def test_a_skill_that_a_course_asks_for_is_brought_by_an_earlier_step():
    advanced = a_micro_credential(
        id="advanced", skills=("s:roofs",), prerequisites=(needs(PrerequisiteKind.SKILL, "s:maths"),)
    )
    maths = a_micro_credential(id="maths", skills=("s:maths",), hours=60)

    alone = plan(a_profile(), a_library(advanced), TODAY)
    helped = plan(a_profile(), a_library(advanced, maths, WIRING), TODAY)
    held = plan(a_profile(held=[{"skill": "s:maths"}]), a_library(advanced), TODAY)

    assert ids(alone) == []
    assert ids(helped) == ["wiring", "maths", "advanced"]
    assert ids(held) == ["advanced"]


def test_a_prerequisite_that_is_in_no_catalogue_is_told_to_be_checked():
    advanced = a_micro_credential(
        id="advanced", skills=("s:roofs",), prerequisites=(needs(PrerequisiteKind.COURSE, "gone", "Basics elsewhere"),)
    )

    planned = plan(a_profile(), a_library(advanced), TODAY)

    assert ids(planned) == ["advanced"]
    assert planned.pathway.steps[0].reasons[-1].text == "Please check before: Basics elsewhere."


def test_courses_that_require_each_other_are_never_chosen():
    left = a_micro_credential(id="left", skills=("s:roofs",), prerequisites=(needs(PrerequisiteKind.COURSE, "right"),))
    right = a_micro_credential(id="right", skills=("s:sales",), prerequisites=(needs(PrerequisiteKind.COURSE, "left"),))

    planned = plan(a_profile(), a_library(left, right, WIRING), TODAY)

    assert ids(planned) == ["wiring"]


def test_steps_stand_in_order_of_level_and_then_of_hours():
    hard = a_micro_credential(id="a", skills=("s:roofs",), eqf_level=5, hours=5)
    long = a_micro_credential(id="b", skills=("s:wiring",), eqf_level=3, hours=50)
    short = a_micro_credential(id="c", skills=("s:sales",), eqf_level=3, hours=10)

    planned = plan(a_profile(), a_library(hard, long, short), TODAY)

    assert ids(planned) == ["c", "b", "a"]


def test_weeks_follow_from_the_learners_pace():
    library = a_library(ROOFS, WIRING)

    planned = plan(a_profile(hours_per_week=6), library, TODAY)

    assert [(s.week_from, s.week_to) for s in planned.pathway.steps] == [(1, 4), (4, 9)]
    assert planned.pathway.totals.weeks == 9
    assert checked(planned)["hours_per_week"] == ("6 h", "9 weeks", True)


def test_totals_are_the_sums_of_what_the_steps_state():
    marks = a_micro_credential(
        id="marks",
        skills=("s:sales",),
        price=Price(amount=Decimal("19.90"), currency="BAM"),
        workload=Workload(hours=7.5, ects=1),
    )
    library = a_library(
        ROOFS.model_copy(update={"workload": Workload(hours=20, ects=2)}),
        WIRING.model_copy(update={"workload": Workload(hours=30, ects=0.5)}),
        marks,
    )

    totals = plan(a_profile(), library, TODAY).pathway.totals

    assert (totals.hours, totals.ects) == (57.5, 3.5)
    assert [(a.amount, a.currency) for a in totals.price] == [(Decimal("19.90"), "BAM"), (Decimal(150), "EUR")]


@pytest.mark.parametrize(
    ("limit", "fitting"),
    [
        ({"languages": ["bs"]}, {"languages": ("bs",)}),
        ({"modes": ["onsite"]}, {"modes": (DeliveryMode.ONSITE,)}),
        ({"schedules": ["evening"]}, {"schedule": Schedule(times=(TimeOfDay.EVENING,))}),
        ({"near": "Tuzla"}, {"location": "Tuzla", "modes": (DeliveryMode.ONSITE,)}),
        ({"needs": ["childcare"]}, {"support": (Support.CHILDCARE,)}),
        ({"start_by": "2027-01-31"}, {"schedule": Schedule(start_dates=(date(2027, 1, 15),))}),
    ],
)
def test_a_limit_on_what_is_offered_passes_only_what_states_it(limit, fitting):
    elsewhere = {"location": "Zenica", "modes": (DeliveryMode.BLENDED,), "languages": ("de",)}
    other = a_micro_credential(id="other", skills=("s:roofs", "s:wiring", "s:sales"), **elsewhere)
    right = a_micro_credential(id="right", skills=("s:roofs",), **fitting)

    planned = plan(a_profile(**limit), a_library(other, right), TODAY)

    assert ids(planned) == ["right"]
    assert all(check.met for check in planned.pathway.constraints)


def test_a_level_above_the_limit_or_not_stated_is_left_out():
    high = a_micro_credential(id="high", skills=("s:roofs",), eqf_level=5)
    silent = a_micro_credential(id="silent", skills=("s:roofs",))
    low = a_micro_credential(id="low", skills=("s:roofs",), eqf_level=3, price=euros(99))

    planned = plan(a_profile(max_eqf_level=4), a_library(high, silent, low), TODAY)

    assert ids(planned) == ["low"]
    assert checked(planned)["max_eqf_level"] == ("4", "3", True)


def test_a_deadline_limits_the_hours_by_the_pace():
    """Eight whole weeks at 6 hours are 48 hours: one short of both courses."""
    library = a_library(ROOFS, WIRING)
    deadline = TODAY + timedelta(weeks=8)

    planned = plan(a_profile(hours_per_week=6, finish_by=deadline), library, TODAY)

    assert ids(planned) == ["wiring"]
    assert checked(planned)["finish_by"] == (deadline.isoformat(), "2026-12-27", True)


def test_a_deadline_counts_the_wait_for_a_start():
    """The course takes 5 weeks and begins four weeks before the deadline."""
    late = Schedule(start_dates=(TODAY + timedelta(weeks=6),))
    library = a_library(a_micro_credential(id="late", skills=("s:roofs",), hours=30, schedule=late))

    missed = plan(a_profile(hours_per_week=6, finish_by=TODAY + timedelta(weeks=10)), library, TODAY)
    kept = plan(a_profile(hours_per_week=6, finish_by=TODAY + timedelta(weeks=11)), library, TODAY)

    assert (ids(missed), ids(kept)) == ([], ["late"])


def test_two_courses_that_begin_on_the_same_day_do_not_both_fit_before_a_near_deadline():
    start = Schedule(start_dates=(TODAY + timedelta(weeks=6),))
    roofs = a_micro_credential(id="roofs", skills=("s:roofs",), hours=12, schedule=start)
    wiring = a_micro_credential(id="wiring", skills=("s:wiring",), hours=12, schedule=start)

    planned = plan(a_profile(hours_per_week=6, finish_by=TODAY + timedelta(weeks=10)), a_library(roofs, wiring), TODAY)

    assert len(ids(planned)) == 1


def test_a_deadline_without_a_pace_is_answered_with_not_stated():
    planned = plan(a_profile(finish_by=TODAY + timedelta(weeks=4)), a_library(ROOFS), TODAY)

    assert checked(planned)["finish_by"][1:] == ("not stated", False)
    assert "hours_per_week" in planned.pathway.assumptions


def test_a_start_that_has_passed_is_not_offered():
    schedule = Schedule(start_dates=(date(2026, 9, 1), date(2027, 2, 1)))
    library = a_library(a_micro_credential(id="roofs", skills=("s:roofs",), schedule=schedule))

    planned = plan(a_profile(), library, TODAY)

    assert planned.pathway.steps[0].starts == "2027-02-01"


def test_a_start_is_named_that_comes_after_the_steps_before():
    """The first course takes four weeks from 22 November: the start on 1 December comes too early for the second."""
    dates = Schedule(start_dates=(date(2026, 12, 1), date(2027, 2, 1)))
    second = a_micro_credential(
        id="second", skills=("s:wiring",), schedule=dates, prerequisites=(needs(PrerequisiteKind.COURSE, "roofs"),)
    )

    planned = plan(a_profile(hours_per_week=5), a_library(ROOFS, second), TODAY)

    assert [(s.micro_credential_id, s.starts) for s in planned.pathway.steps] == [
        ("roofs", None),
        ("second", "2027-02-01"),
    ]


def test_what_the_learner_turned_down_never_comes_back():
    profile = a_profile().model_copy(update={"not_wanted": ("both",)})
    cheap_both = BOTH.model_copy(update={"opportunities": (an_opportunity(price=euros(1)),)})

    planned = plan(profile, a_library(cheap_both, ROOFS, WIRING), TODAY)

    assert ids(planned) == ["roofs", "wiring"]


def test_of_several_ways_to_take_a_course_only_the_cheapest_is_taken_and_only_once():
    ways = tuple(
        an_opportunity(id=LearningOpportunityId(name), price=euros(price)) for name, price in (("a", 90), ("b", 10))
    )
    record = a_micro_credential(id="roofs", skills=("s:roofs",)).model_copy(update={"opportunities": ways})

    planned = plan(a_profile(), a_library(record), TODAY)

    assert [(s.micro_credential_id, s.opportunity_id) for s in planned.pathway.steps] == [("roofs", "b")]


def test_courses_that_one_has_to_go_to_are_in_one_country():
    onsite = (DeliveryMode.ONSITE,)
    here = Organisation(name="Here (demo)", country="BA")
    there = Organisation(name="There (demo)", country="ID")
    roofs = a_micro_credential(id="roofs", skills=("s:roofs",), modes=onsite, provider=here, price=euros(10))
    wiring = a_micro_credential(id="wiring", skills=("s:wiring",), modes=onsite, provider=there, price=euros(20))
    sales = a_micro_credential(id="sales", skills=("s:sales",), provider=there)

    planned = plan(a_profile(), a_library(roofs, wiring, sales), TODAY)

    assert sorted(ids(planned)) == ["roofs", "sales"]


def test_courses_in_the_learners_language_are_assumed_and_the_assumption_is_named():
    bosnian = a_micro_credential(id="bosnian", skills=("s:roofs",), languages=("bs",), price=euros(80))
    german = a_micro_credential(id="german", skills=("s:roofs", "s:wiring"), languages=("de",))
    silent = a_micro_credential(id="silent", skills=("s:wiring",), languages=())
    profile = LearnerProfile.model_validate({"goal": GOAL, "language": "bs"})

    own = plan(profile, a_library(bosnian, german, silent), TODAY)
    none = plan(profile, a_library(german), TODAY)

    assert sorted(ids(own)) == ["bosnian", "silent"]
    assert "languages" in own.pathway.assumptions
    assert ids(none) == ["german"]


def test_inferred_skills_count_by_their_confidence():
    unsure = TaughtSkill(uri="s:roofs", label="roofs", inferred=True, evidence="roofs", confidence=0.5)
    library = a_library(a_micro_credential(id="unsure", skills=(unsure,), title="All about roofs"))

    planned = plan(a_profile(), library, TODAY)

    assert [(c.skill, c.weight) for c in planned.pathway.steps[0].closes] == [("s:roofs", 0.5)]
    assert planned.pathway.coverage.essential == 0.25


def test_a_goal_in_words_is_closed_by_what_a_search_finds_near_enough():
    near = a_micro_credential(id="near", title="Keeping bees for beginners", price=euros(30))
    far = a_micro_credential(id="far", title="Welding for beginners")

    planned = plan(a_profile(goal={"text": "keeping bees"}), a_library(near, far), TODAY)

    assert ids(planned) == ["near"]
    assert planned.pathway.goal_label == "keeping bees"


def test_a_goal_in_words_that_nothing_is_near_to_gives_no_step():
    far = a_micro_credential(id="far", title="Welding and bees")

    planned = plan(a_profile(goal={"text": "keeping bees in high mountains"}), a_library(far), TODAY)

    assert ids(planned) == []


def test_words_stand_in_where_no_course_teaches_any_skill_of_the_occupation():
    titled = a_micro_credential(id="titled", title="Becoming a solar installer")
    goal = {"occupation": "o:solar", "text": "solar installer"}

    planned = plan(a_profile(goal=goal), a_library(titled), TODAY)

    assert ids(planned) == ["titled"]
    assert [need.skill for need in planned.pathway.uncovered] == ["s:roofs", "s:wiring", "s:sales"]


def test_without_a_goal_there_is_no_step_and_the_goal_is_what_is_missing():
    planned = plan(LearnerProfile(), a_library(ROOFS), TODAY)

    assert ids(planned) == []
    assert planned.pathway.assumptions == ("goal_text",)


def test_somebody_who_holds_everything_needs_no_step():
    held = [{"skill": s} for s in ("s:roofs", "s:wiring", "s:sales")]

    planned = plan(a_profile(held=held), a_library(ROOFS), TODAY)

    assert ids(planned) == []
    assert (planned.pathway.coverage.essential, planned.pathway.coverage.optional) == (1.0, 1.0)
    assert planned.pathway.relaxations == ()


def test_each_step_names_courses_that_could_take_its_place():
    twins = [a_micro_credential(id=f"twin-{n}", skills=("s:roofs",), price=euros(100 + n)) for n in range(5)]

    planned = plan(a_profile(), a_library(ROOFS, WIRING, *twins), TODAY)

    assert planned.pathway.steps[0].alternatives == ("twin-0", "twin-1", "twin-2")
    assert planned.pathway.steps[1].alternatives == ()


def test_a_place_is_taken_only_by_what_keeps_the_limits():
    dear = a_micro_credential(id="dear", skills=("s:roofs",), price=euros(160))
    fair = a_micro_credential(id="fair", skills=("s:roofs",), price=euros(140))

    planned = plan(a_profile(max_price={"amount": 200, "currency": "EUR"}), a_library(ROOFS, WIRING, dear, fair), TODAY)

    assert planned.pathway.steps[0].alternatives == ("fair",)


def test_the_same_profile_gives_the_same_bytes_whatever_the_order_of_the_catalogue():
    records = [ROOFS, WIRING, BOTH, *(a_micro_credential(id=f"t{n}", skills=("s:sales",)) for n in range(9))]
    profile = a_profile(max_hours=90)

    forwards = plan(profile, a_library(*records), TODAY)
    backwards = plan(profile, a_library(*reversed(records)), TODAY)

    assert forwards.model_dump_json() == backwards.model_dump_json()


def test_another_day_changes_nothing_where_no_date_matters():
    library = a_library(ROOFS, WIRING)

    today = plan(a_profile(), library, TODAY)
    later = plan(a_profile(), library, TODAY + timedelta(days=400))

    assert today.model_dump_json() == later.model_dump_json()


def test_another_day_changes_the_receipt_where_a_start_has_passed_or_a_date_was_set():
    schedule = Schedule(start_dates=(date(2026, 12, 1), date(2027, 2, 1)))
    library = a_library(a_micro_credential(id="roofs", skills=("s:roofs",), schedule=schedule))
    dated = a_profile(start_by="2027-12-01")

    receipts = [plan(a_profile(), library, TODAY + timedelta(days=n)).pathway.receipt for n in (0, 1, 30)]
    set_dates = [plan(dated, library, TODAY + timedelta(days=n)).pathway.receipt for n in (0, 1)]

    assert receipts[0] == receipts[1] != receipts[2]
    assert set_dates[0] != set_dates[1]


def test_another_catalogue_version_or_profile_has_another_receipt():
    same = SmallLibrary([ROOFS], [SOLAR], version=1)
    newer = SmallLibrary([ROOFS], [SOLAR], version=2)

    receipts = {
        plan(a_profile(), same, TODAY).pathway.receipt,
        plan(a_profile(), newer, TODAY).pathway.receipt,
        plan(a_profile(max_hours=99), same, TODAY).pathway.receipt,
    }

    assert len(receipts) == 3
    assert all(len(receipt) == 64 for receipt in receipts)


def test_whole_alternatives_differ_and_say_what_they_are_good_for():
    """Half of the gap is enough for a cheaper or faster way."""
    cheap = a_micro_credential(id="cheap", skills=("s:roofs",), price=euros(5), hours=300)
    library = a_library(ROOFS, WIRING, BOTH, cheap)

    found = alternatives(a_profile(), library, TODAY)

    assert ids(plan(a_profile(), library, TODAY)) == ["wiring", "cheap"]
    assert [(p.kind, ids(p)) for p in found] == [
        ("cheapest", ["cheap"]),
        ("fastest", ["roofs"]),
        ("other_courses", ["both"]),
    ]


def test_a_more_complete_way_has_more_steps_than_usual():
    skills = tuple(f"s:{n}" for n in range(6))
    records = [a_micro_credential(id=f"c{n}", skills=(s,)) for n, s in enumerate(skills)]
    library = a_library(*records, occupations=[an_occupation("o:solar", essential=skills)])

    found = {p.kind: p for p in alternatives(a_profile(), library, TODAY, n=4)}

    assert len(ids(found["most_complete"])) == 6
    assert found["most_complete"].pathway.receipt != plan(a_profile(), library, TODAY).pathway.receipt


CUSTOMERS = an_occupation("o:solar", essential=("s:roofs", "s:wiring"), optional=("s:customers",))
SHOPS = tuple(an_occupation(f"o:shop-{n}", essential=("s:customers",)) for n in range(5))
SPEAKING = a_micro_credential(id="speaking", skills=("s:customers", "s:english"), price=euros(48), hours=80)


def test_nobody_is_sent_to_a_long_course_for_what_this_work_only_wishes_for_and_most_others_ask_for():
    library = a_library(ROOFS, WIRING, SPEAKING, occupations=(CUSTOMERS, *SHOPS))

    planned = plan(a_profile(), library, TODAY)

    assert ids(planned) == ["roofs", "wiring"]
    assert [need.skill for need in planned.pathway.uncovered] == ["s:customers"]


def test_who_wishes_for_it_is_sent_there():
    library = a_library(ROOFS, WIRING, SPEAKING, occupations=(CUSTOMERS, *SHOPS))

    planned = plan(a_profile(goal={"occupation": "o:solar", "skills": ["s:customers"]}), library, TODAY)

    assert sorted(ids(planned)) == ["roofs", "speaking", "wiring"]


def test_a_course_only_for_it_is_in_the_way_that_covers_more():
    talking = a_micro_credential(id="talking", skills=("s:customers",), price=euros(20), hours=10)
    library = a_library(ROOFS, WIRING, talking, occupations=(CUSTOMERS, *SHOPS))

    found = {way.kind: way for way in alternatives(a_profile(), library, TODAY)}

    assert ids(plan(a_profile(), library, TODAY)) == ["roofs", "wiring"]
    assert sorted(ids(found["most_complete"])) == ["roofs", "talking", "wiring"]


def test_where_nothing_else_is_missing_the_course_for_it_is_the_plan():
    talking = a_micro_credential(id="talking", skills=("s:customers",), price=euros(20), hours=10)
    library = a_library(ROOFS, talking, occupations=(CUSTOMERS, *SHOPS))
    held = [{"skill": skill, "evidence": "said"} for skill in ("s:roofs", "s:wiring")]

    planned = plan(a_profile(held=held), library, TODAY)

    assert ids(planned) == ["talking"]


def test_a_language_course_that_mentions_customers_is_no_step_though_the_work_needs_to_talk_with_them():
    hair = an_occupation("o:solar", essential=("s:roofs", "s:customers"))
    library = a_library(ROOFS, SPEAKING, occupations=(hair, *SHOPS))

    planned = plan(a_profile(), library, TODAY)

    assert ids(planned) == ["roofs"]


@pytest.mark.parametrize(
    ("need", "given", "kept"),
    [
        (Support.TRANSPORT, {"modes": (DeliveryMode.ONLINE,)}, True),
        (Support.STEP_FREE, {"modes": (DeliveryMode.ONLINE,)}, True),
        (Support.STEP_FREE, {"modes": (DeliveryMode.BLENDED,)}, False),
        (
            Support.CHILDCARE,
            {"modes": (DeliveryMode.ONLINE,), "schedule": Schedule(times=(TimeOfDay.SELF_PACED,))},
            True,
        ),
        (Support.CHILDCARE, {"modes": (DeliveryMode.ONLINE,), "schedule": Schedule(times=(TimeOfDay.EVENING,))}, False),
        (
            Support.DEVICES,
            {"modes": (DeliveryMode.ONLINE,), "schedule": Schedule(times=(TimeOfDay.SELF_PACED,))},
            False,
        ),
    ],
)
def test_what_is_taken_from_home_need_not_state_a_need_that_has_no_meaning_there(need, given, kept):
    course = a_micro_credential(id="roofs", skills=("s:roofs",), **given)

    planned = plan(a_profile(needs=[need.value]), a_library(course), TODAY)

    assert ids(planned) == (["roofs"] if kept else [])
    if kept:
        assert checked(planned)["needs"] == (need.value, "online", True)


def test_what_a_limit_keeps_out_is_named_with_the_limits_and_nothing_else_is():
    dear = a_micro_credential(id="dear", skills=("s:wiring",), price=euros(500), hours=90)
    late = a_micro_credential(
        id="late", skills=("s:wiring",), schedule=Schedule(start_dates=(TODAY + timedelta(days=5),))
    )
    beside = a_micro_credential(id="beside", skills=("s:bees",), price=euros(500))
    library = a_library(ROOFS, dear, late, beside)
    limits = {"max_hours": 50, "max_price": {"amount": 100}, "start_from": TODAY + timedelta(days=30)}

    kept_out = plan(a_profile(**limits), library, TODAY).left_out

    assert {each.micro_credential_id: each.limits for each in kept_out} == {
        "dear": ("max_hours", "max_price"),
        "late": ("start_from",),
    }
    assert plan(a_profile(), library, TODAY).left_out == ()


def test_a_course_that_mostly_tells_of_other_work_is_no_step_though_half_of_it_is_asked_for():
    works = [
        an_occupation("o:solar", essential=("s:roofs", "s:customers", "s:costs")),
        an_occupation("o:hair", essential=("s:cut", "s:style")),
        *(an_occupation(f"o:shop-{n}", essential=("s:customers", "s:costs")) for n in range(5)),
    ]
    hair = a_micro_credential(id="hair", skills=("s:cut", "s:style", "s:customers", "s:costs"))
    basics = a_micro_credential(id="basics", skills=("s:till", "s:shelves", "s:customers", "s:costs"))

    assert ids(plan(a_profile(), a_library(ROOFS, hair, occupations=works), TODAY)) == ["roofs"]
    assert sorted(ids(plan(a_profile(), a_library(ROOFS, basics, occupations=works), TODAY))) == ["basics", "roofs"]


def test_who_wants_to_learn_a_skill_gets_the_course_that_is_about_it_and_none_that_teaches_it_by_the_way():
    about = a_micro_credential(
        id="about",
        title="Managing projects",
        skills=("s:projects", "s:team", "s:budget", "s:speaking", "s:slides"),
        price=euros(300),
    )
    by_the_way = a_micro_credential(id="by-the-way", title="Household money", skills=("s:projects", "s:money"))
    library = a_library(about, by_the_way)

    planned = plan(a_profile(goal={"text": "managing projects", "skills": ["s:projects"]}), library, TODAY)

    assert ids(planned) == ["about"]
