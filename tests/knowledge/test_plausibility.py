"""Are figures that cannot well be true noticed, and the others left alone?"""

from decimal import Decimal

import pytest

from knowledge.submissions.plausibility import implausible
from knowledge.vocabulary.credential import Workload
from knowledge.vocabulary.opportunity import Price
from knowledge.vocabulary.organisation import Organisation
from tests.builders import a_micro_credential, an_opportunity, euros

LONG_ENGLISH = (
    "You learn to mount panels on a roof, to measure the string and to write the report that the owner keeps. " * 3
)


def english(_text):
    return "en"


def found_in(record, tell_language=english):
    return {one.code: one for one in implausible(record, tell_language)}


@pytest.mark.parametrize(("hours", "ects"), [(25, 1), (60, 2), (20, 1), (40, 1), (50, None), (None, 2)])
def test_hours_that_fit_the_credits_are_left_alone(hours, ects):
    assert found_in(a_micro_credential(workload=Workload(hours=hours, ects=ects))) == {}


def test_hours_that_do_not_fit_the_credits_are_shown_with_the_arithmetic():
    found = found_in(a_micro_credential(workload=Workload(hours=60, ects=5)))["hours_against_ects"]
    assert found.message == "60 hours / 5 ECTS = 12 hours a credit; one ECTS credit stands for 25 to 30 hours of work."
    assert "hours_against_ects" in found_in(a_micro_credential(workload=Workload(hours=41, ects=1)))


def test_hours_of_years_and_credits_of_a_programme_are_noticed():
    assert "years_of_hours" in found_in(a_micro_credential(workload=Workload(hours=5001)))
    assert "programme_by_ects" in found_in(a_micro_credential(workload=Workload(ects=61)))
    assert found_in(a_micro_credential(workload=Workload(hours=5000))) == {}


@pytest.mark.parametrize(
    ("title", "level", "noticed"),
    [
        ("Master of Science in Energy", 4, True),
        ("Machine learning for beginners", 7, True),
        ("Zavarivanje za početnike", 6, True),
        ("Master of Science in Energy", 7, False),
        ("Welding for beginners", 2, False),
        ("Mastering the lathe", 3, False),
        ("Introduction to quantum mechanics", 7, False),
    ],
)
def test_words_of_a_level_are_held_against_the_level(title, level, noticed):
    assert ("level_against_words" in found_in(a_micro_credential(title=title, eqf_level=level))) is noticed


@pytest.mark.parametrize(
    ("price", "text", "code"),
    [
        (euros(100), "This course is free for everyone.", "free_in_text"),
        (euros(100), "Obuka je besplatna za nezaposlene.", "free_in_text"),
        (euros(100), "Der Kurs ist kostenlos.", "free_in_text"),
        (euros(100), "Pelatihan ini gratis.", "free_in_text"),
        (euros(0), "Course fee: 300 EUR.", "fee_in_text"),
        (euros(0), "Cijena: 250 KM", "fee_in_text"),
    ],
)
def test_a_price_that_the_text_denies_is_noticed_with_the_words(price, text, code):
    found = found_in(a_micro_credential(price=price, description=text))
    assert list(found) == [code]
    assert found[code].evidence in text


@pytest.mark.parametrize(
    ("price", "text"),
    [
        (euros(100), "Includes a free retake and free parking."),
        (euros(100), "Gluten-free baking; interaction-free measurements."),
        (euros(100), "Free course materials are included."),
        (euros(0), "Graduates earn a salary of $52,000."),
        (euros(0), "The cost of a data breach is $5 million."),
    ],
)
def test_money_in_the_text_that_is_not_the_price_is_left_alone(price, text):
    assert found_in(a_micro_credential(price=price, description=text)) == {}


@pytest.mark.parametrize(
    ("amount", "currency", "absurd"),
    [
        ("0.5", "EUR", True),
        ("99999", "BAM", True),
        ("41984198", "USD", True),
        ("1.2", "IDR", True),
        ("1500000", "IDR", False),
        ("30", "EUR", False),
        ("9999", "USD", False),
    ],
)
def test_a_price_with_a_slipped_point_or_a_filled_in_one_is_absurd(amount, currency, absurd):
    price = Price(amount=Decimal(amount), currency=currency)
    country = {"BAM": "BA", "IDR": "ID"}.get(currency, "US")
    record = a_micro_credential(price=price, provider=Organisation(name="School", country=country))
    assert ("absurd_price" in found_in(record)) is absurd


def test_a_dear_programme_of_years_is_not_absurd():
    price = Price(amount=Decimal(114_000), currency="USD")
    assert "absurd_price" not in found_in(a_micro_credential(price=price, workload=Workload(hours=4_000)))


@pytest.mark.parametrize(("currency", "noticed"), [("IDR", True), ("BAM", False), ("EUR", False), ("USD", False)])
def test_a_currency_of_another_country_is_noticed(currency, noticed):
    price = Price(amount=Decimal(200_000 if currency == "IDR" else 200), currency=currency)
    assert ("foreign_currency" in found_in(a_micro_credential(price=price))) is noticed


def test_a_text_in_another_language_than_stated_is_noticed():
    found = found_in(a_micro_credential(languages=("th",), description=LONG_ENGLISH))["language_of_text"]
    assert found.message == "The text looks like English; the course is said to be taught in ไทย."


@pytest.mark.parametrize(
    ("languages", "text", "told"),
    [
        (("en",), LONG_ENGLISH, ["en", "en"]),
        (("hr",), LONG_ENGLISH, ["bs", "bs"]),
        (("bs", "en"), LONG_ENGLISH, ["en", "en"]),
        (("th",), "Short.", ["en", "en"]),
        (("th",), LONG_ENGLISH, ["en", "de"]),
        ((), LONG_ENGLISH, ["en", "en"]),
    ],
)
def test_a_language_is_doubted_only_where_both_halves_of_a_long_text_say_so(languages, text, told):
    answers = iter(told)
    record = a_micro_credential(languages=languages, description=text)
    assert found_in(record, lambda _half: next(answers)) == {}


def test_an_address_without_encryption_is_said():
    record = a_micro_credential().model_copy(update={"opportunities": (an_opportunity(url="http://solar.example/1"),)})
    assert list(found_in(record)) == ["not_https"]
