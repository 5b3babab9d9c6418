"""Is the planned pathway always the best of all that the limits allow? Small catalogues, every set tried."""

from hypothesis import given
from hypothesis import strategies as st

from advisor.greedy import greedy
from advisor.ground import ground_of
from advisor.planning import plan
from advisor.problem import closed
from tests.builders import TODAY
from tests.fakes.advice import an_advisor
from tests.properties.small_catalogues import (
    LEAST,
    a_library,
    a_profile,
    all_allowed,
    allowed,
    can_follow,
    catalogues,
    chosen_of,
    fast,
    limits,
    won,
)


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


@fast
@given(courses=catalogues(), constraints=limits)
def test_a_receipt_replays_the_plan_and_each_other_way_byte_for_byte(courses, constraints):
    advisor = an_advisor(library=a_library(courses))
    profile = a_profile(constraints)

    made = [advisor.plan(profile, TODAY), *advisor.alternatives(profile, TODAY, 6)]
    again = [advisor.plan(profile, TODAY), *advisor.alternatives(profile, TODAY, 6)]

    assert [way.model_dump_json() for way in again] == [way.model_dump_json() for way in made]
    assert len({way.receipt for way in made}) == len(made)
    for way in made:
        other = {"kind", "loses"} if hasattr(way, "loses") else None
        assert advisor.pathway(way.receipt).model_dump_json() == way.model_dump_json(exclude=other)
