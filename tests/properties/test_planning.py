"""Is the planned pathway always the best of all that the limits allow? Small catalogues, every set tried."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.greedy import greedy
from advisor.ground import ground_of
from advisor.planning import plan
from advisor.problem import closed
from advisor.vocabulary.learner import LearnerProfile
from knowledge.vocabulary.credential import Prerequisite, PrerequisiteKind, TaughtSkill
from knowledge.vocabulary.opportunity import DeliveryMode, Price
from knowledge.vocabulary.organisation import Organisation
from tests.builders import TODAY, a_micro_credential, an_occupation
from tests.fakes.small_library import SmallLibrary

ESSENTIAL = ("s:a", "s:b", "s:c")
OPTIONAL = ("s:d",)
EXTRA = ("s:e",)
WEIGHTS = {"s:a": 100, "s:b": 100, "s:c": 100, "s:d": 30}
LEAST = 3300
"""A tenth of all that is missing, in hundredths of weight times hundredths of confidence."""
NAMES = tuple("pqrstuv")


@dataclass(frozen=True)
class Course:
    name: str
    skills: tuple[tuple[str, int], ...]
    """With hundredths of confidence."""
    hours: int | None
    price: int | None
    country: str
    """Empty: online."""
    courses_before: tuple[str, ...]
    skills_before: tuple[str, ...]


@st.composite
def catalogues(draw, stated=False):
    names = NAMES[: draw(st.integers(1, 7))]
    number = st.integers(0, 9) if stated else st.one_of(st.none(), st.integers(0, 9))
    taught = st.dictionaries(st.sampled_from(ESSENTIAL + OPTIONAL + EXTRA), st.sampled_from([50, 80, 100]), max_size=3)
    return [
        Course(
            name,
            tuple(sorted(draw(taught).items())),
            draw(number),
            draw(number),
            draw(st.sampled_from(["", "", "BA", "ID"])),
            tuple(draw(st.lists(st.sampled_from([n for n in names if n != name] or ["none"]), max_size=1))),
            tuple(draw(st.lists(st.sampled_from(EXTRA + OPTIONAL), max_size=1))),
        )
        for name in names
    ]


limits = st.fixed_dictionaries(
    {},
    optional={
        "max_hours": st.integers(0, 25),
        "max_price": st.integers(0, 25).map(lambda amount: {"amount": amount, "currency": "EUR"}),
        "max_steps": st.integers(1, 4),
    },
)


def a_record(course):
    before = [Prerequisite(kind=PrerequisiteKind.COURSE, text=c, reference=c) for c in course.courses_before]
    before += [Prerequisite(kind=PrerequisiteKind.SKILL, text=s, reference=s) for s in course.skills_before]
    return a_micro_credential(
        id=course.name,
        skills=tuple(TaughtSkill(uri=s, label=s, confidence=c / 100) for s, c in course.skills),
        hours=course.hours,
        price=None if course.price is None else Price(amount=Decimal(course.price), currency="EUR"),
        modes=(DeliveryMode.ONSITE,) if course.country else (DeliveryMode.ONLINE,),
        provider=Organisation(name="School (demo)", country=course.country or "XX"),
        prerequisites=tuple(before),
    )


def a_library(courses):
    occupation = an_occupation("o:goal", essential=ESSENTIAL, optional=OPTIONAL)
    return SmallLibrary([a_record(course) for course in courses], [occupation])


def a_profile(constraints):
    return LearnerProfile.model_validate({"goal": {"occupation": "o:goal"}, "constraints": constraints})


def can_follow(line, names):
    """Say whether each course of the line has what it asks for before it."""
    done, skills = set(), set()
    for course in line:
        asked = {c for c in course.courses_before if c in names}
        if not asked <= done or not set(course.skills_before) <= skills:
            return False
        done.add(course.name)
        skills |= {s for s, _ in course.skills}
    return True


def allowed(chosen, constraints, names):
    if len(chosen) > constraints.get("max_steps", 4) or len({c.country for c in chosen} - {""}) > 1:
        return False
    hours, prices = [c.hours for c in chosen], [c.price for c in chosen]
    if "max_hours" in constraints and (None in hours or sum(hours) > constraints["max_hours"]):
        return False
    if "max_price" in constraints and (None in prices or sum(prices) > constraints["max_price"]["amount"]):
        return False
    return any(can_follow(line, names) for line in permutations(chosen))


def won(chosen):
    return sum(w * max((dict(c.skills).get(s, 0) for c in chosen), default=0) for s, w in WEIGHTS.items())


def all_allowed(courses, constraints):
    names = {c.name for c in courses}
    sets = chain.from_iterable(combinations(courses, size) for size in range(5))
    return [chosen for chosen in sets if allowed(chosen, constraints, names)]


def chosen_of(planned, courses):
    by_name = {course.name: course for course in courses}
    return [by_name[step.micro_credential_id] for step in planned.pathway.steps]


fast = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@fast
@given(courses=catalogues(), constraints=limits)
def test_no_allowed_set_closes_more_and_the_optimum_is_proven(courses, constraints):
    planned = plan(a_profile(constraints), a_library(courses), TODAY)

    best = max(won(chosen) for chosen in all_allowed(courses, constraints))
    assert won(chosen_of(planned, courses)) == (best if best >= LEAST else 0)
    assert planned.pathway.proof.optimal


@fast
@given(courses=catalogues(stated=True), constraints=limits)
def test_of_the_sets_that_close_most_the_cheapest_then_shortest_then_smallest_is_taken(courses, constraints):
    planned = plan(a_profile(constraints), a_library(courses), TODAY)

    def order(chosen):
        return (-won(chosen), sum(c.price for c in chosen), sum(c.hours for c in chosen), len(chosen))

    best = min(order(chosen) for chosen in all_allowed(courses, constraints))
    assert order(chosen_of(planned, courses)) == (best if -best[0] >= LEAST else (0, 0, 0, 0))


@fast
@given(courses=catalogues(), constraints=limits)
def test_every_pathway_keeps_its_limits_its_order_and_its_sums(courses, constraints):
    planned = plan(a_profile(constraints), a_library(courses), TODAY)

    steps, totals, chosen = planned.pathway.steps, planned.pathway.totals, chosen_of(planned, courses)
    assert allowed(chosen, constraints, {c.name for c in courses})
    assert can_follow(chosen, {c.name for c in courses})
    assert len({step.micro_credential_id for step in steps}) == len(steps)
    assert [step.order for step in steps] == list(range(1, len(steps) + 1))
    hours, prices = [c.hours for c in chosen], [c.price for c in chosen]
    assert totals.hours == (None if None in hours else sum(hours))
    spent = None if totals.price is None else sum(amount.amount for amount in totals.price)
    assert spent == (None if None in prices else sum(prices))
    assert all(check.met for check in planned.pathway.constraints) or not steps


@fast
@given(courses=catalogues(), constraints=limits)
def test_every_reason_that_cites_cites_a_quote_of_the_pathway(courses, constraints):
    library = a_library(courses)

    planned = plan(a_profile(constraints), library, TODAY)

    numbers = [citation.n for citation in planned.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    cited = [reason.citation for step in planned.pathway.steps for reason in step.reasons]
    assert set(cited) == set(numbers)
    assert all(step.reasons for step in planned.pathway.steps)


@fast
@given(courses=catalogues(), constraints=limits)
def test_the_solver_never_ends_worse_than_greedy(courses, constraints):
    ground = ground_of(a_profile(constraints), a_library(courses), TODAY)
    start = closed(greedy(ground.problem()), ground.weights)

    planned = plan(a_profile(constraints), a_library(courses), TODAY)

    assert won(chosen_of(planned, courses)) >= start or start < LEAST


@fast
@given(courses=catalogues(), constraints=limits, order=st.randoms(use_true_random=False))
def test_the_order_of_the_catalogue_changes_no_byte(courses, constraints, order):
    shuffled = list(courses)
    order.shuffle(shuffled)

    first = plan(a_profile(constraints), a_library(courses), TODAY)
    second = plan(a_profile(constraints), a_library(shuffled), TODAY)

    assert first.model_dump_json() == second.model_dump_json()


@fast
@given(courses=catalogues(), constraints=limits)
def test_a_relaxation_of_an_empty_result_gives_a_pathway(courses, constraints):
    library = a_library(courses)
    planned = plan(a_profile(constraints), library, TODAY)
    if planned.pathway.steps or len(planned.pathway.relaxations) != 1:
        return

    relaxed = planned.pathway.relaxations[0]
    number = relaxed.to.split()[0]
    new = {"max_price": {"amount": number, "currency": "EUR"}, "max_hours": number, "max_steps": number}
    wider = {k: v for k, v in constraints.items() if k != relaxed.constraint}
    if relaxed.to != "not stated":
        wider[relaxed.constraint] = new[relaxed.constraint]

    assert plan(a_profile(wider), library, TODAY).pathway.steps
