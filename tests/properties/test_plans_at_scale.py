"""Does every plan over two thousand courses keep every limit, proven the best and within a second?"""

from functools import partial

import pytest

from advisor.planning import plan
from advisor.profiling import parse_profile
from benchmarks.made_up_catalogue import FIRST_DAY, profiles
from benchmarks.obeying import broken
from benchmarks.planner import made_up_library, measure

COURSES, LEARNERS = 2_000, 100


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    opened = made_up_library(COURSES, tmp_path_factory.mktemp("many"))
    yield opened
    opened.close()


def test_every_plan_keeps_every_limit_is_proven_and_no_worse_than_greedy(library):
    tally = measure(library, LEARNERS, seed=7)

    assert dict(tally.broken) == {}
    assert tally.worse_than_greedy == 0
    assert tally.better_than_greedy > 0
    assert tally.proven >= 0.99 * LEARNERS
    assert tally.with_steps > LEARNERS / 2


def test_the_other_eyes_see_what_is_broken(library):
    """Plans made without limits are held against the limits that the learners have."""
    records = {str(record.id): record for record in library.micro_credentials()}
    look = partial(broken, records=records, held=frozenset(), today=FIRST_DAY)

    seen = set()
    for given in profiles(30, library.occupations(), sorted(records), seed=7):
        free = parse_profile({"goal": given["goal"], "language": given["language"]}, library)
        pathway = plan(free, library, FIRST_DAY).pathway
        assert look(pathway, free) == []
        seen.update(line.partition(":")[0] for line in look(pathway, parse_profile(given, library)))

    assert {"languages", "max_hours together", "max_price together", "max_steps"} <= seen
