"""Which offers keep the hard limits? Not stated never passes."""

from datetime import date
from decimal import Decimal

import pytest

from knowledge.masks import LIMITS, mask_of, offers_of
from knowledge.vocabulary.opportunity import DeliveryMode, Price, Schedule, Support, TimeOfDay
from knowledge.vocabulary.search import Filters
from tests.builders import a_micro_credential, an_opportunity

ONSITE = (DeliveryMode.ONSITE,)


def passes(record, **limits):
    return bool(mask_of(offers_of([record]), Filters(**limits))[0])


def priced(amount, currency="EUR"):
    return a_micro_credential(price=None if amount is None else Price(amount=Decimal(amount), currency=currency))


def test_every_filter_has_a_mask():
    assert set(LIMITS) | {"currency"} == set(Filters.model_fields)


def test_without_limits_everything_passes():
    assert passes(a_micro_credential(hours=None, price=None, languages=(), modes=()))


@pytest.mark.parametrize(
    "limits",
    [
        {"max_hours": 100},
        {"max_price": Decimal(100)},
        {"languages": ("en",)},
        {"modes": ("onsite",)},
        {"times": ("evening",)},
        {"support": ("childcare",)},
        {"near": "Tuzla"},
        {"max_eqf_level": 8},
        {"start_by": date(2099, 1, 1)},
        {"skills": ("urn:cairn:skill:x",)},
    ],
)
def test_what_is_not_stated_keeps_no_limit(limits):
    assert not passes(a_micro_credential(hours=None, price=None, languages=(), modes=()), **limits)


@pytest.mark.parametrize(("hours", "limit", "expected"), [(20, 20, True), (20.5, 20, False), (0, 1, True)])
def test_hours_up_to_the_limit_pass(hours, limit, expected):
    assert passes(a_micro_credential(hours=hours), max_hours=limit) is expected


@pytest.mark.parametrize(
    ("amount", "currency", "limit", "in_currency", "expected"),
    [
        (0, "BAM", 0, "EUR", True),
        (100, "EUR", 100, "EUR", True),
        (101, "EUR", 100, "EUR", False),
        (100, "BAM", 60, "EUR", True),
        (100, "BAM", 52, "EUR", False),
        (None, None, 1000, "EUR", False),
    ],
)
def test_prices_are_compared_across_currencies_on_the_safe_side(amount, currency, limit, in_currency, expected):
    assert passes(priced(amount, currency or "EUR"), max_price=Decimal(limit), currency=in_currency) is expected


def test_self_paced_passes_every_time_of_day():
    assert passes(a_micro_credential(schedule=Schedule(times=(TimeOfDay.SELF_PACED,))), times=("evening",))
    assert not passes(a_micro_credential(schedule=Schedule(times=(TimeOfDay.DAYTIME,))), times=("evening",))


def test_online_passes_every_country_and_place_and_onsite_does_not():
    online = a_micro_credential(modes=(DeliveryMode.ONLINE,))
    onsite = a_micro_credential(modes=ONSITE, location="Tuzla, Bosna i Hercegovina")
    assert passes(online, country="TH")
    assert passes(online, near="Bangkok")
    assert passes(onsite, country="ba")
    assert not passes(onsite, country="TH")
    assert not passes(onsite, near="Zenica")


@pytest.mark.parametrize("near", ["Tuzla", "TUZLA", "Тузла", " tuzla "])
def test_a_city_is_found_in_any_spelling(near):
    assert passes(a_micro_credential(modes=ONSITE, location="Mladena Balorde 4, Tuzla"), near=near)


def test_a_city_is_a_whole_word():
    assert not passes(a_micro_credential(modes=ONSITE, location="Bartuzla"), near="Tuzla")
    assert not passes(a_micro_credential(modes=ONSITE, location="Tuzla"), near=" ")


def test_every_support_that_is_needed_must_be_there():
    offer = an_opportunity(support=(Support.CHILDCARE,))
    record = a_micro_credential().model_copy(update={"opportunities": (offer,)})
    assert passes(record, support=("childcare",))
    assert not passes(record, support=("childcare", "step_free"))


def test_a_start_before_the_day_or_at_any_time_passes():
    dated = a_micro_credential(schedule=Schedule(start_dates=(date(2027, 5, 1), date(2027, 2, 1))))
    assert passes(dated, start_by=date(2027, 2, 1))
    assert not passes(dated, start_by=date(2027, 1, 31))
    assert passes(a_micro_credential(schedule=Schedule(continuous=True)), start_by=date(2026, 12, 1))


def test_a_limit_of_zero_is_a_limit():
    assert not passes(a_micro_credential(hours=20), max_hours=0)
    assert not passes(priced(10), max_price=Decimal(0))


def test_limits_are_kept_by_one_and_the_same_offer():
    cheap_elsewhere = an_opportunity(
        id="a", modes=ONSITE, location="Zenica", price=Price(amount=Decimal(0), currency="EUR")
    )
    dear_here = an_opportunity(id="b", modes=ONSITE, location="Tuzla", price=Price(amount=Decimal(500), currency="EUR"))
    record = a_micro_credential().model_copy(update={"opportunities": (cheap_elsewhere, dear_here)})
    mask = mask_of(offers_of([record]), Filters(near="Tuzla", max_price=Decimal(10), currency="EUR"))
    assert mask.tolist() == [False, False]
    assert mask_of(offers_of([record]), Filters(near="Tuzla")).tolist() == [False, True]


def test_an_empty_catalogue_has_no_offers():
    assert mask_of(offers_of([]), Filters(near="Tuzla", max_hours=3)).tolist() == []
