"""Can nobody work out a small cell of a report, even who knows the rule that hides it?"""

from collections import defaultdict
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from advisor.small_cells import HIDDEN, SMALL, shown_cells, small_hidden

KEYS = "abcd"
tables = some.dictionaries(some.text("abcdefgh", min_size=1, max_size=2), some.integers(0, 40), min_size=1, max_size=8)


def as_read(counted):
    made = shown_cells(counted)
    return tuple(sorted(made.cells.items())), made.total


def tables_of(size, total):
    """List all tables of so many rows with this total."""
    if size == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables_of(size - 1, total - first):
            yield (first, *rest)


@cache
def read_alike(size, total):
    """Put together what looks the same to a reader who knows the rows, the total and the rule."""
    found = defaultdict(list)
    for numbers in tables_of(size, total):
        found[as_read(dict(zip(KEYS, numbers, strict=False)))].append(numbers)
    return found


EVERY = [(2, range(5, 80)), (3, range(5, 40)), (3, range(50, 56)), (4, range(5, 24)), (4, range(50, 51))]
"""Rows and totals: below and above the total from which another rule holds."""


@pytest.mark.parametrize(("size", "totals"), EVERY)
def test_each_small_cell_that_is_read_may_still_be_any_number_below_five(size, totals):
    """Tables are compared whole: whoever reads `<5` cannot rule out a number by trying all tables with the rule."""
    read_small = 0
    for total in totals:
        for (cells, _), alike in read_alike(size, total).items():
            for place, (_, read) in enumerate(cells):
                if read == SMALL:
                    read_small += 1
                    assert {numbers[place] for numbers in alike} == {0, 1, 2, 3, 4}, (cells, total)
    assert read_small


@pytest.mark.parametrize(("size", "totals"), EVERY)
def test_of_a_table_that_is_withheld_no_small_cell_is_known(size, totals):
    for total in totals:
        for (cells, _), alike in read_alike(size, total).items():
            for place in range(size if not cells else 0):
                values = {numbers[place] for numbers in alike}
                assert len(values) > 1 or min(values) >= 5, (total, alike)


@settings(deadline=None, max_examples=60)
@given(tables)
def test_what_is_shown_is_true(counted):
    made = shown_cells(counted)

    for key, read in made.cells.items():
        if read == SMALL:
            assert counted[key] < 5
        elif read == HIDDEN:
            assert counted[key] >= 5
        else:
            assert (int(read), int(read) >= 5) == (counted[key], True)
    assert made.total == (str(sum(counted.values())) if sum(counted.values()) >= 5 else "<5")


@settings(deadline=None, max_examples=60)
@given(tables)
def test_the_total_less_what_is_shown_is_never_the_sum_of_one_small_cell(counted):
    made = shown_cells(counted)

    hidden = [key for key, read in made.cells.items() if not read.isdecimal()]
    small = [key for key in hidden if made.cells[key] == SMALL]
    assert not small or len(hidden) > 1


@settings(deadline=None, max_examples=60)
@given(tables)
def test_a_table_without_a_total_hides_its_small_cells_alone(counted):
    assert {key for key, read in small_hidden(counted).items() if read == "<5"} == {
        key for key, number in counted.items() if number < 5
    }


def test_of_many_one_small_language_takes_the_two_next_ones_along():
    made = shown_cells({"bs": 40, "sq": 3, "de": 9, "mk": 8, "sr": 20})

    assert made.cells == {"bs": "40", "sq": "<5", "de": "hidden", "mk": "hidden", "sr": "20"}
    assert made.total == "80"


def test_of_few_the_largest_hides_several_small_ones():
    made = shown_cells({"bs": 14, "sq": 3, "de": 6, "mk": 0})

    assert made.cells == {"bs": "hidden", "sq": "<5", "de": "6", "mk": "<5"}
    assert made.total == "23"


def test_a_table_that_would_say_too_much_is_withheld_and_its_total_stays():
    withheld = shown_cells({"a": 0, "b": 6, "c": 5, "d": 1})

    # with the other known to be 5 at least, a sum of 7 would say that the small ones are 2 together
    assert (withheld.cells, withheld.total) == ({}, "12")
