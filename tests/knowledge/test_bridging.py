"""Do a person's words become the English that courses are described in?"""

import pytest

from knowledge.bridging import WordList, bridged, in_english

PAIRS = [
    ("zavarivanje", "welding"),
    ("viljuškar", "forklift"),
    ("njegovateljica", "caregiver, care assistant"),
    ("starija osoba", "elderly people"),
    ("mali", "small"),
    ("malina", "raspberries"),
    ("mali obrt", "small business"),
]


@pytest.fixture
def words() -> WordList:
    return WordList("bs", PAIRS, frozenset({"i", "za"}))


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("zavarivanja", ["welding"]),
        ("radim na viljuškaru", ["forklift"]),
        ("радим на виљушкару", ["forklift"]),
        ("Njegovateljicom starijih osoba", ["caregiver", "care assistant", "elderly people"]),
        ("male maline", ["small", "raspberries"]),
        ("otvoriti mali obrt", ["small business"]),
        ("kalkulator", []),
    ],
)
def test_words_are_found_in_any_form_and_script(words: WordList, text: str, english: list[str]) -> None:
    found = [sense for one in words.find(text) for sense in one.english]

    assert found == english


def test_what_was_found_names_the_words_that_it_came_from(words: WordList) -> None:
    text = "Želim voziti viljuškar!"

    (found,) = words.find(text)

    assert text[found.start : found.end] == "viljuškar"


def test_a_script_without_spaces_is_cut_into_the_fewest_longest_entries() -> None:
    thai = WordList(
        "th",
        [("ดูแล", "care"), ("ผู้สูงอายุ", "elderly people"), ("สูง", "tall"), ("ดูแลผู้สูงอายุ", "elderly care")],
        frozenset(),
    )

    found = [sense for one in thai.find("อยากเรียนดูแลผู้สูงอายุ") for sense in one.english]

    assert found == ["elderly care"]


def test_what_every_course_is_about_is_left_out() -> None:
    assert in_english("želim naučiti zavarivanje", "bs") == "welding"


def test_a_language_without_a_list_stays_as_it_is() -> None:
    assert in_english("soldar tubos", "es") == ""
    assert bridged("soldar tubos", "es") == ()
