"""In which of our languages is this text written?"""

import pytest

from knowledge.language_detection import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I lost my job in the mine and want to work with solar panels", "en"),
        ("Izgubio sam posao u rudniku i želim raditi sa solarnim panelima", "bs"),
        ("Изгубио сам посао у руднику и желим да радим", "sr"),
        ("Ја загубив работата во рудникот и сакам да учам", "mk"),
        ("Humba punën dhe dua të mësoj diçka të re", "sq"),
        ("Ich habe meine Arbeit verloren und möchte etwas Neues lernen", "de"),
        ("Saya kehilangan pekerjaan dan ingin belajar sesuatu yang baru", "id"),
        ("ผมอยากเรียนช่างเชื่อม", "th"),
        ("我想学太阳能", "zh"),
        ("Perdí mi trabajo y quiero aprender algo nuevo", "es"),
    ],
)
def test_a_sentence_is_known_by_its_language(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("expected", ["bs", "hr", "sr"])
def test_bosnian_croatian_and_serbian_are_what_the_person_said(expected):
    assert detect("Želim naučiti zavarivanje i raditi u radionici", expected) == expected


def test_a_few_words_lean_to_the_language_spoken_before():
    assert detect("solar", "de") == "de"


def test_nothing_to_read_is_no_language():
    assert detect("123 !") == "und"
    assert detect("", "sq") == "sq"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("kurs saldimi", "sq"),
        ("shofer kamioni", "sq"),
        ("las listrik", "id"),
        ("zavarivanje kurs", "bs"),
        ("free courses", "en"),
    ],
)
def test_a_few_words_are_known_by_the_word_lists(text, language):
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("сакам да станам медицинска сестра", "mk"),
        ("хоћу да постанем медицинска сестра", "sr"),
        ("барам курс за готвач", "mk"),
        ("тражим посао кувара", "sr"),
        ("работам како возач", "mk"),
        ("радим као возач", "sr"),
    ],
)
def test_macedonian_and_serbian_are_told_apart_by_their_little_words(text, language):
    assert detect(text) == language
