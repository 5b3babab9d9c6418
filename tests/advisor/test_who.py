"""Is what only tells who somebody is left out, and nothing else?"""

import pytest

from advisor.distress.who import without_who


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("I am a 31 year old Catholic woman from Poland, my name is Lejla. I want to weld.", "I want to weld."),
        ("Zovem se Amina, imam 54 godina, po nacionalnosti Srbin, muslimanka. Želim raditi.", "Želim raditi."),
        (
            "Mein Name ist Mark, ich bin Frau aus der Türkei, 31, ohne Religion. Ich kann nicht mehr.",
            "Ich kann nicht mehr.",
        ),
        ("Се викам Марко, имам 54 години, Албанец, муслиман. Сакам да работам.", "Сакам да работам."),
        ("Nama saya Siti, umur 19 tahun, perempuan, Hindu, asal Bali. Saya ingin bekerja.", "Saya ingin bekerja."),
        ("ฉันชื่อมาลี อายุ 54 ปี สัญชาติไทย ฉันอยากเรียนเชื่อมโลหะ", "ฉันอยากเรียนเชื่อมโลหะ"),
    ],
)
def test_name_age_gender_religion_and_nationality_are_left_out(said, left):
    assert without_who(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "I am a woman and I hate my life",
        "they hate me because I am gay",
        "I am 54 and alone",
        "ne mogu više",
        "Ich bin allein, keiner ist da",
    ],
)
def test_what_says_more_stays_as_it_was_written(said):
    assert without_who(said) == said


def test_a_word_that_begins_large_is_a_name_only_beside_more_of_the_kind():
    assert without_who("Hello, I'm Somchai. I'm German, a Jewish woman of 19. I want to weld.") == "I want to weld."
    assert without_who("I'm Exhausted. I want to weld.") == "I'm Exhausted. I want to weld."


def test_nothing_is_left_of_a_mere_introduction():
    assert without_who("Hello, my name is April, I am Kurdish, 27.") == ""
