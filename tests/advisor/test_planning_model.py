"""Does the solver keep conditions that a sum cannot say, and is it honest when it was stopped?"""

import random
from dataclasses import replace
from decimal import Decimal

from advisor import planning_model
from advisor.dominance import undominated
from advisor.greedy import greedy
from advisor.limits import Budget
from advisor.offers import Offer
from advisor.planning_model import solve
from advisor.problem import Problem, closed, keeps
from tests.builders import a_micro_credential


def an_offer(name, covers=None, **given):
    record = a_micro_credential(id=name)
    covers = covers or {}
    valid = {"covers": covers, "teaches": frozenset(covers), "minutes": 60}
    return Offer(record=record, opportunity=record.opportunities[0], **{**valid, **given})


def names(solution):
    return [offer.record.id for offer in solution.chosen]


def test_courses_that_need_each_others_skills_are_cut_off_unless_a_third_one_breaks_the_loop():
    left = an_offer("left", {"s:a": 100}, needs_skills=("s:b",))
    right = an_offer("right", {"s:b": 100}, needs_skills=("s:a",))
    third = an_offer("third", {"s:c": 100}, teaches=frozenset({"s:a", "s:c"}))
    weights = {"s:a": 1.0, "s:b": 1.0, "s:c": 1.0}

    stuck = solve(Problem((left, right), weights, Budget()))
    freed = solve(Problem((left, right, third), weights, Budget()))

    assert (names(stuck), stuck.optimal) == ([], True)
    assert names(freed) == ["left", "right", "third"]


def test_a_sum_of_prices_that_is_one_cent_over_is_over():
    offers = tuple(an_offer(n, {f"s:{n}": 100}, charge=Decimal("333333.34"), cost=1) for n in "abc")
    weights = {f"s:{n}": 1.0 for n in "abc"}

    over = solve(Problem(offers, weights, Budget(money=Decimal("1000000.01"))))
    within = solve(Problem(offers, weights, Budget(money=Decimal("1000000.02"))))

    assert (len(over.chosen), len(within.chosen)) == (2, 3)


def test_a_dominated_offer_is_left_out_and_a_required_one_is_not():
    dear = an_offer("dear", {"s:a": 100}, cost=900)
    fair = an_offer("fair", {"s:a": 100, "s:b": 50}, cost=100)
    asking = an_offer("asking", {"s:c": 100}, cost=5, needs_courses=("dear",))

    assert [o.record.id for o in undominated((dear, fair))] == ["fair"]
    assert [o.record.id for o in undominated((dear, fair, asking))] == ["dear", "fair", "asking"]


def test_leaving_out_dominated_offers_changes_no_optimum():
    chance = random.Random(5)
    for _ in range(12):
        offers = tuple(
            an_offer(
                f"c{n:02}",
                {f"s:{s}": chance.choice([50, 100]) for s in chance.sample(range(6), 2)},
                cost=chance.randint(0, 4),
                minutes=60 * chance.randint(1, 4),
            )
            for n in range(14)
        )
        problem = Problem(offers, {f"s:{s}": 1.0 for s in range(6)}, Budget(minutes=600, steps=3))

        assert names(solve(replace(problem, offers=undominated(offers)))) == names(solve(problem))


def test_a_search_that_was_stopped_says_so_and_is_never_worse_than_its_start(monkeypatch):
    chance = random.Random(3)
    offers = tuple(
        an_offer(
            f"c{n:03}",
            {f"s:{s}": chance.choice([60, 80, 100]) for s in chance.sample(range(24), chance.randint(1, 5))},
            cost=chance.randint(1, 900),
            minutes=60 * chance.randint(4, 80),
        )
        for n in range(90)
    )
    problem = Problem(offers, {f"s:{s}": 1.0 if s < 12 else 0.3 for s in range(24)}, Budget(minutes=9000, steps=5))
    start = greedy(problem)
    monkeypatch.setitem(planning_model.OPTIONS, "mip_max_nodes", 0)

    stopped = solve(problem, start)

    assert not stopped.optimal
    assert stopped.gap > 0
    assert keeps(stopped.chosen, problem.budget)
    assert closed(stopped.chosen, problem.weights) >= closed(start, problem.weights)
