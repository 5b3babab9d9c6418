"""Is a town known by its name, with its endings, and not where the word is another?"""

import pytest

from advisor.reading.places import read_places
from advisor.reading.towns import misspelt_town, town_at
from advisor.reading.words import said
from advisor.vocabulary.learner import Slot


@pytest.mark.parametrize(
    ("written", "language", "name", "country"),
    [
        ("leeds", "en", "Leeds", "GB"),
        ("kaknja", "bs", "Kakanj", "BA"),
        ("sisku", "hr", "Sisak", "HR"),
        ("opatiji", "hr", "Opatija", "HR"),
        ("vlores", "sq", "Vlorë", "AL"),
        ("gevgelija", "mk", "Gevgelija", "MK"),
        ("italiji", "sr", None, "IT"),
    ],
)
def test_a_town_is_found_behind_its_ending(written: str, language: str, name: str | None, country: str) -> None:
    found = town_at(written, 0, language)

    assert found is not None
    assert (found[0].name, found[0].country, found[1]) == (name, country, len(written))


def test_a_slip_of_the_pen_is_forgiven_where_one_name_is_near() -> None:
    assert misspelt_town("kumanvo", ("kumanovo", "bitola")) == "kumanovo"
    assert misspelt_town("kumanvo", ("kumanovo", "kumanova")) == "kumanovo"
    assert misspelt_town("bitla", ("bitola",)) is None


@pytest.mark.parametrize(
    "words",
    ["I want to work in sales", "good at reading", "start in march", "in my office", "u firmi sam", "radim u smjeni"],
)
def test_everyday_words_are_no_towns(words: str) -> None:
    language = "bs" if words.startswith(("u ", "radim")) else "en"

    places = [r.value for r in read_places(said(words, language)) if r.slot in {Slot.NEAR, Slot.COUNTRY}]

    assert places == []


def test_where_someone_was_born_is_not_where_they_learn() -> None:
    reads = read_places(said("born in Zagreb but I live in Dublin now", "en"))

    assert [r.value for r in reads if r.slot is Slot.NEAR] == ["Dublin"]


def test_a_town_that_is_ruled_out_is_not_taken() -> None:
    reads = read_places(said("ma ne Tuzla nego Gračanica", "bs"))

    assert [r.value for r in reads if r.slot is Slot.NEAR] == ["Gračanica"]
