"""How good is a ranking, in the figures of the field?"""

import pytest

from knowledge.ranking_figures import mean, ndcg, recall, reciprocal_rank, spread


def test_recall_asks_for_no_more_than_there_is_room_for():
    assert recall(["a", "x", "b"], {"a": 1, "b": 2}, 5) == 1.0
    assert recall(["a", "x"], {"a": 1, "b": 2, "c": 1, "d": 1}, 2) == 0.5


def test_reciprocal_rank_is_that_of_the_first_hit():
    assert reciprocal_rank(["x", "a"], {"a": 1}) == 0.5
    assert reciprocal_rank(["x"], {"a": 1}) == 0.0


def test_ndcg_is_one_for_the_best_order_and_less_for_another():
    assert ndcg(["b", "a"], {"a": 1, "b": 2}) == 1.0
    assert ndcg(["a", "b"], {"a": 1, "b": 2}) == pytest.approx((1 + 3 / 1.58496) / (3 + 1 / 1.58496), abs=1e-4)


def test_figures_of_nothing_are_none():
    assert mean([]) is None
    assert spread([]) == {"median": None, "p95": None}


def test_the_95th_percentile_leaves_a_twentieth_above():
    assert spread([float(n) for n in range(1, 101)]) == {"median": 50.5, "p95": 95.0}
