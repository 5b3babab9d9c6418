"""Where does a sentence begin and end?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sentences import LONGEST, best_worded, sentences, shortened


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Ask e.g. the office. Then pay.", ["Ask e.g. the office.", "Then pay."]),
        ("Directive No. 5 counts.", ["Directive No. 5 counts."]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("第一句。第二句。", ["第一句。", "第二句。"]),
        ("", []),
    ],
)
def test_a_text_is_cut_at_the_ends_of_its_sentences(text, parts):
    assert sentences(text) == parts


@given(st.text(max_size=200))
def test_every_sentence_stands_in_the_text(text):
    assert all(sentence in text for sentence in sentences(text))


def test_the_sentence_with_most_of_the_words_is_chosen_and_else_the_first():
    candidates = ["You learn a lot.", "You mount solar panels."]
    assert best_worded(candidates, {"solar": 2.0, "panel": 2.0}, "en") == "You mount solar panels."
    assert best_worded(candidates, {"pizza": 2.0}, "en") == "You learn a lot."


def test_a_very_long_sentence_is_cut_between_words():
    short = shortened("word " * 200)
    assert len(short) <= LONGEST
    assert short.endswith("word")
