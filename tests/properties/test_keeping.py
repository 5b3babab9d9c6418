"""Is what a learner wants to keep kept whenever the limits allow it, and what they turned down or have never proposed?"""

from hypothesis import given
from hypothesis import strategies as st

from advisor.planning import alternatives, plan
from tests.builders import TODAY
from tests.properties.small_catalogues import (
    a_library,
    a_profile,
    all_allowed,
    catalogues,
    chosen_of,
    fast,
    limits,
    won,
)

wishes = st.lists(st.sampled_from("pqrstuv"), unique=True, max_size=2)


def kept(chosen, locked):
    return sum(course.name in locked for course in chosen)


@fast
@given(courses=catalogues(), constraints=limits, locked=wishes)
def test_as_many_courses_are_kept_as_the_limits_allow_and_then_most_is_closed(courses, constraints, locked):
    planned = plan(a_profile(constraints, locked=locked), a_library(courses), TODAY)

    chosen = chosen_of(planned, courses)
    best = max((kept(some, locked), won(some)) for some in all_allowed(courses, constraints))
    assert kept(chosen, locked) == best[0]
    if best[0]:
        assert won(chosen) == best[1]


@fast
@given(courses=catalogues(), constraints=limits, locked=wishes)
def test_each_course_to_keep_is_told_as_kept_or_with_what_forbids_it(courses, constraints, locked):
    planned = plan(a_profile(constraints, locked=locked), a_library(courses), TODAY)

    steps = {step.micro_credential_id: step for step in planned.pathway.steps}
    told = [check for check in planned.pathway.constraints if check.name == "locked"]
    assert len(told) == len(locked)
    assert [check.met for check in told] == [name in steps for name in locked]
    assert all(check.got for check in told)
    assert {name for name, step in steps.items() if step.locked} == set(locked) & set(steps)


@fast
@given(courses=catalogues(), constraints=limits, refused=wishes, completed=wishes)
def test_what_was_turned_down_or_taken_before_is_never_a_step_nor_an_alternative(
    courses, constraints, refused, completed
):
    profile = a_profile(constraints, not_wanted=refused, completed=completed)
    library = a_library(courses)

    ways = [plan(profile, library, TODAY), *alternatives(profile, library, TODAY, 6)]

    proposed = {step.micro_credential_id for way in ways for step in way.pathway.steps}
    swaps = {name for way in ways for step in way.pathway.steps for name in step.alternatives}
    assert not (proposed | swaps) & {*refused, *completed}


@fast
@given(courses=catalogues(), constraints=limits, completed=wishes)
def test_each_course_that_was_taken_before_is_told_as_waived_once(courses, constraints, completed):
    planned = plan(a_profile(constraints, completed=completed), a_library(courses), TODAY)

    names = {course.name for course in courses}
    waived = [one.micro_credential_id for one in planned.pathway.waived]
    assert len(waived) == len(set(waived))
    assert {name for name in completed if name in names} <= set(waived)
    assert all(one.ask for one in planned.pathway.waived)


@fast
@given(courses=catalogues(), constraints=limits, locked=wishes)
def test_no_other_way_equals_the_plan_or_another_one_and_each_keeps_the_limits(courses, constraints, locked):
    profile = a_profile(constraints, locked=locked)
    library = a_library(courses)

    ways = [plan(profile, library, TODAY), *alternatives(profile, library, TODAY, 6)]

    sets = [frozenset(step.micro_credential_id for step in way.pathway.steps) for way in ways]
    assert len(set(sets)) == len(sets)
    assert all(c.met for way in ways[1:] for c in way.pathway.constraints if c.name != "locked")
