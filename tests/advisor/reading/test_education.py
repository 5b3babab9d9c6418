"""Is the learner's own schooling told from a wish, from somebody else's, and from what was left unfinished?"""

import pytest

from advisor.reading.education import read_education
from advisor.reading.words import said
from advisor.vocabulary.learner import Slot


@pytest.mark.parametrize(
    ("words", "language", "level"),
    [
        ("I have a master's degree in law", "en", 7),
        ("I left school at 16", "en", 2),
        ("imam višu školu", "bs", 5),
        ("završio trogodišnju stručnu školu", "bs", 3),
        ("завршив факултет", "mk", 6),
        ("kam mbaruar gjimnazin", "sq", 4),
        ("I dropped out of university", "en", 5),
        ("I have a high school diploma and a bachelor in nursing", "en", 6),
    ],
)
def test_the_highest_level_counts_and_what_was_left_unfinished_one_below(words: str, language: str, level: int) -> None:
    reads = [r for r in read_education(said(words, language)) if r.slot is Slot.EQF_LEVEL]

    assert [r.value for r in reads] == [level]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("I want to do a bachelor in nursing", "en"),
        ("my daughter has a master's degree", "en"),
        ("I clean at a primary school and look for something better in my town", "en"),
        ("nemam fakultet", "bs"),
        ("no degree", "en"),
    ],
)
def test_what_is_not_the_learners_own_sets_no_level(words: str, language: str) -> None:
    assert [r for r in read_education(said(words, language)) if r.slot is Slot.EQF_LEVEL] == []
