"""Is a name kept apart from the town, the month or the skill that the word may also be?"""

import pytest

from advisor.reading.names import without_names
from advisor.reading.words import Read, said
from advisor.vocabulary.learner import Slot


def left(words, language, word, slot):
    text = said(words, language)
    start = text.plain.index(word)
    return bool(without_names([Read(slot, "x", start, start + len(word))], text))


@pytest.mark.parametrize(
    ("words", "language", "word", "slot"),
    [
        ("My name is Florence and I want to weld", "en", "florence", Slot.NEAR),
        ("Zovem se Milan, želim raditi", "bs", "milan", Slot.NEAR),
        ("Ich heiße August, ich möchte schweißen", "de", "august", Slot.START_FROM),
        ("Hello, I'm Siti. I want to learn Python", "en", "siti", Slot.HELD_SKILL),
        ("Nama saya Siti, saya ingin bekerja", "id", "siti", Slot.HELD_SKILL),
    ],
)
def test_a_word_after_my_name_is_is_nothing_but_a_name(words, language, word, slot):
    assert not left(words, language, word, slot)


@pytest.mark.parametrize(
    ("words", "language", "word", "slot"),
    [
        ("I'm in Florence", "en", "florence", Slot.NEAR),
        ("I'm Electrician, I want to weld", "en", "electrician", Slot.BACKGROUND),
        ("I'm sewing at home", "en", "sewing", Slot.HELD_SKILL),
        ("My name is Amina, I can do welding", "en", "welding", Slot.HELD_SKILL),
    ],
)
def test_what_is_no_name_stays(words, language, word, slot):
    assert left(words, language, word, slot)
