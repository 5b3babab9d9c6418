"""Is what learners look for in vain counted so that no single person can be told from it?"""

from datetime import date

import pytest

from knowledge.demand import Demand
from knowledge.storage.memory import MemoryCatalogueStore

NOVEMBER = date(2026, 11, 22)
WELDING, CARE = "http://data.europa.eu/esco/skill/welding", "cairn:skill:care"


@pytest.fixture
def store():
    return MemoryCatalogueStore()


def note(store, times, concept, country="BA", day=NOVEMBER):
    for _ in range(times):
        Demand(store).note([concept], country, day)


def board(store, **given):
    return [tuple(one) for one in Demand(store).board(NOVEMBER, **given)]


def test_four_wishes_are_shown_to_nobody_and_five_are(store):
    note(store, 4, CARE)
    assert board(store) == []
    note(store, 1, CARE)
    assert board(store) == [(CARE, "BA", 5, "2026-11")]


def test_four_in_one_country_and_one_in_another_stay_hidden(store):
    note(store, 4, CARE, "BA")
    note(store, 4, CARE, "DE")
    assert board(store) == []


def test_months_are_added_up_for_a_year_and_then_forgotten(store):
    note(store, 3, WELDING, day=date(2026, 1, 5))
    note(store, 2, WELDING, day=date(2026, 10, 5))
    assert board(store) == [(WELDING, "BA", 5, "2026-10")]
    note(store, 9, CARE, day=date(2025, 11, 30))
    assert board(store) == [(WELDING, "BA", 5, "2026-10")]
    note(store, 1, CARE)
    assert sorted(store.kept("unmet")) == [f"2026-01/BA/{WELDING}", f"2026-10/BA/{WELDING}", f"2026-11/BA/{CARE}"]


def test_the_board_is_of_a_field_and_a_region(store):
    note(store, 5, CARE, "BA")
    note(store, 6, CARE, "DE")
    note(store, 7, WELDING, "BA")
    assert board(store) == [(WELDING, "BA", 7, "2026-11"), (CARE, "DE", 6, "2026-11"), (CARE, "BA", 5, "2026-11")]
    assert board(store, concepts={CARE}, countries={"BA"}) == [(CARE, "BA", 5, "2026-11")]


def test_nothing_is_kept_but_month_country_concept_and_a_number(store):
    Demand(store).note([CARE, CARE], "", NOVEMBER)
    assert store.kept("unmet") == {f"2026-11//{CARE}": "1"}
