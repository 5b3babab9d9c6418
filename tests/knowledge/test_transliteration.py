"""When do two spellings mean the same word?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.transliteration import folded, folded_with_places, to_latin


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ђорђе", "Đorđe"),
        ("ŠĆEPAN", "scepan"),
        ("заваривање", "zavarivanje"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(one, other):
    assert folded(one) == folded(other)


def test_thai_signs_are_kept():
    assert folded("ช่างเชื่อม") == "ช่างเชื่อม"


def test_cyrillic_is_written_in_latin_letters():
    assert to_latin("Љубав и ћуприја") == "Ljubav i ćuprija"


@given(st.text(max_size=60))
def test_every_folded_letter_knows_its_place(text):
    plain, places = folded_with_places(text)
    assert len(plain) == len(places)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
