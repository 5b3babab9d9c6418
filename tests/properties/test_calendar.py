"""Does a plan fit into the weeks that the learner has, each step at its stated start? Every order tried."""

from datetime import timedelta
from itertools import chain, combinations, permutations
from math import ceil, floor

from hypothesis import given
from hypothesis import strategies as st

from advisor.planning import plan
from knowledge.vocabulary.opportunity import Schedule
from tests.builders import TODAY, a_micro_credential, an_occupation
from tests.fakes.small_library import SmallLibrary
from tests.properties.small_catalogues import a_profile, fast

SKILLS = tuple(f"s:{n}" for n in range(5))
PACE = 7
"""Hours a week: an hour takes a day."""


@st.composite
def dated(draw):
    """Draw courses as (hours, days from today on which they start; none: on any day)."""
    starts = st.lists(st.integers(0, 40), max_size=2, unique=True).map(lambda days: tuple(sorted(days)))
    return draw(st.lists(st.tuples(st.integers(1, 20), starts), min_size=1, max_size=5))


def a_library(courses):
    records = [
        a_micro_credential(
            id=f"c{n}",
            skills=(SKILLS[n],),
            hours=hours,
            schedule=Schedule(start_dates=tuple(TODAY + timedelta(days=d) for d in days), continuous=not days),
        )
        for n, (hours, days) in enumerate(courses)
    ]
    return SmallLibrary(records, [an_occupation("o:goal", essential=SKILLS)])


def earliest_end(line, first):
    """Take the courses one after the other; None where all starts of one are missed."""
    done = first
    for hours, days in line:
        begin = min((d for d in days if d >= done), default=None) if days else done
        if begin is None:
            return None
        done = begin + hours
    return done


def ends(chosen, first=0):
    found = [earliest_end(line, first) for line in permutations(chosen)]
    return [end for end in found if end is not None]


def most_that_fit(courses, first, last):
    sets = chain.from_iterable(combinations(courses, size) for size in range(5))
    whole_weeks = (last - first) // 7 * 7 if last is not None else None
    fitting = (
        len(chosen)
        for chosen in sets
        if any(last is None or end <= last for end in ends(chosen, first))
        and (last is None or all(_alone(course, first, last) for course in chosen))
        and (whole_weeks is None or sum(hours for hours, _ in chosen) <= whole_weeks)
    )
    return max(fitting, default=0)


def _alone(course, first, last):
    """A single course is held against the deadline with a week begun counted as a whole one."""
    hours, days = course
    ahead = [d for d in days if d >= first]
    return (min(ahead) if ahead else first) + 7 * ceil(hours / PACE) <= last


def usable(courses, first):
    return [(h, tuple(d for d in days if d >= first)) for h, days in courses if not days or max(days) >= first]


@fast
@given(courses=dated(), last=st.one_of(st.none(), st.integers(0, 60)), first=st.integers(0, 12))
def test_as_many_courses_are_taken_as_there_is_time_for_in_some_order(courses, last, first):
    limits = {"hours_per_week": PACE, "start_from": (TODAY + timedelta(days=first)).isoformat()}
    if last is not None:
        limits["finish_by"] = (TODAY + timedelta(days=last)).isoformat()

    planned = plan(a_profile(limits), a_library(courses), TODAY)

    assert len(planned.pathway.steps) == most_that_fit(usable(courses, first), first, last)
    assert planned.pathway.proof.optimal


@fast
@given(courses=dated())
def test_the_steps_stand_in_the_weeks_of_their_starts_one_after_the_other(courses):
    planned = plan(a_profile({"hours_per_week": PACE}), a_library(courses), TODAY)

    done = 0
    for step in planned.pathway.steps:
        hours, days = courses[int(step.micro_credential_id[1:])]
        begin = min(d for d in days if d >= done) if days else done
        assert step.starts == ((TODAY + timedelta(days=begin)).isoformat() if days else "continuous")
        assert step.week_from == floor(begin / 7) + 1
        assert step.week_to == max(step.week_from, ceil((begin + hours) / 7))
        done = begin + hours
    assert planned.pathway.totals.weeks == max((step.week_to for step in planned.pathway.steps), default=None)


@fast
@given(courses=dated())
def test_no_other_order_of_the_steps_ends_earlier(courses):
    planned = plan(a_profile({"hours_per_week": PACE}), a_library(courses), TODAY)

    line = [courses[int(step.micro_credential_id[1:])] for step in planned.pathway.steps]
    assert earliest_end(line, 0) == min(ends(line))
