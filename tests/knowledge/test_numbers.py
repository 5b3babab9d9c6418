"""Are numbers, prices, hours and days read as people of different countries write them?"""

from datetime import date
from decimal import Decimal

import pytest

from knowledge.submissions import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1200", "1200"),
        ("1.200,50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("1.200", "1200"),
        ("1 200", "1200"),
        ("1\u00a0200,5", "1200.5"),
        ("1'200", "1200"),
        ("1.500.000", "1500000"),
        ("0.125", "0.125"),
        ("12,5", "12.5"),
        ("-5", "-5"),
    ],
)
def test_a_number_is_read_with_the_signs_of_many_countries(text, expected):
    assert numbers.number(text, thousands=True) == Decimal(expected)


def test_without_thousands_a_point_is_a_decimal_point():
    assert numbers.number("1.250", thousands=False) == Decimal("1.250")


@pytest.mark.parametrize("text", ["", "twelve", "12-14", "1.2.3", "1,2,3", "12 and a half"])
def test_what_is_no_number_is_not_read_as_one(text):
    assert numbers.number(text, thousands=True) is None


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("$355", "355", "USD"),
        ("1.200,50 KM", "1200.50", "BAM"),
        ("Rp 1.500.000", "1500000", "IDR"),
        ("RM250", "250", "MYR"),
        ("250,- EUR", "250", "EUR"),
        ("1.890,-- €", "1890", "EUR"),
        ("1 490,00 € TTC", "1490", "EUR"),
        ("18.500,00 рсд", "18500", "RSD"),
        ("EUR 99", "99", "EUR"),
        ("99 €", "99", "EUR"),
        ("1200 ден.", "1200", "MKD"),
        ("฿900", "900", "THB"),
        ("free", "0", ""),
        ("Besplatno", "0", ""),
        ("gratis", "0", ""),
        ("kostenlos", "0", ""),
        ("бесплатно", "0", ""),
        ("ฟรี", "0", ""),
        ("-20", "-20", ""),
    ],
)
def test_a_price_is_read_with_its_sign_or_word(text, number, currency):
    assert numbers.amount(text) == (Decimal(number), currency, "")


@pytest.mark.parametrize("text", ["from 100", "ab 99 €", "ask us", "free for the unemployed", "Rp1,5 juta"])
def test_a_price_that_is_not_one_sure_amount_is_not_read(text):
    assert numbers.amount(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40", "40"),
        ("40 h", "40"),
        ("40 hours", "40"),
        ("37,5 sati", "37.5"),
        ("120 Stunden", "120"),
        ("16 jam", "16"),
        ("90 min", "1.5"),
        ("2 h 30 min", "2.5"),
        ("PT60H", "60"),
        ("PT1H30M", "1.5"),
    ],
)
def test_hours_are_read_with_their_unit(text, expected):
    assert numbers.hours(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["3 days", "2 weeks", "P3D", "P60M", "8 hours a week", "40 hours + 20 hours practice"])
def test_days_and_weeks_are_not_hours(text):
    assert numbers.hours(text) is None


@pytest.mark.parametrize(("text", "expected"), [("2", "2"), ("2,5 ECTS", "2.5"), ("1.5", "1.5")])
def test_credits_are_read(text, expected):
    assert numbers.ects(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"), [("4", 4), ("EQF 4", 4), ("EQF level 5", 5), ("3.0", 3), ("nivo 2", 2), ("12", 12)]
)
def test_a_level_is_read(text, expected):
    assert numbers.level(text) == expected


@pytest.mark.parametrize("text", ["KKNI 4", "Introductory", "NQF level 4", "4a"])
def test_another_frameworks_level_is_not_the_eqfs(text):
    assert numbers.level(text) is None


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("2027-03-15", "", date(2027, 3, 15)),
        ("2027-03-15T07:00:00Z", "", date(2027, 3, 15)),
        ("15.03.2027", "BA", date(2027, 3, 15)),
        ("15.3.2027.", "BA", date(2027, 3, 15)),
        ("05/04/2027", "ID", date(2027, 4, 5)),
        ("05/04/2027", "US", date(2027, 5, 4)),
        ("03/15/2027", "", date(2027, 3, 15)),
    ],
)
def test_a_day_is_read_as_its_country_writes_it(text, country, expected):
    assert numbers.start(text, country) == expected


@pytest.mark.parametrize("text", ["31.02.2027", "March 2027", "2027", "15/03/27"])
def test_what_is_no_day_is_not_read_as_one(text):
    assert numbers.start(text) is None
