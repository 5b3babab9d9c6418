"""Which names look like these words, letter by letter?"""

import numpy as np
import pytest

from knowledge.name_shapes import NameShapes

NAMES = ["welder", "pipe welder", "waiter", "zavarivač", "C++ developer", "заваривач бродова"]
OF = [0, 0, 1, 2, 3, 4]


@pytest.fixture
def shapes() -> NameShapes:
    return NameShapes(NAMES, OF)


def test_a_name_is_like_itself_whatever_its_case_and_diacritics(shapes: NameShapes) -> None:
    likeness = shapes.alike("ZAVARIVAC")

    assert likeness[2] == pytest.approx(1.0, abs=1e-5)


def test_of_a_concept_the_nearest_name_counts(shapes: NameShapes) -> None:
    likeness = shapes.alike("pipe welder")

    assert likeness[0] == pytest.approx(1.0, abs=1e-5)
    assert likeness.shape == (5,)


@pytest.mark.parametrize(
    ("text", "concept"), [("welders", 0), ("weldr pipes", 0), ("zavarivačica", 2), ("zavarivac brodova", 4)]
)
def test_inflected_misspelt_and_transliterated_names_are_still_the_nearest(
    shapes: NameShapes, text: str, concept: int
) -> None:
    assert int(np.argmax(shapes.alike(text))) == concept


def test_words_with_no_piece_in_common_are_not_alike(shapes: NameShapes) -> None:
    assert shapes.alike("quux").tolist() == [0, 0, 0, 0, 0]
    assert shapes.alike("").tolist() == [0, 0, 0, 0, 0]


def test_no_names_at_all_answer_with_nothing() -> None:
    assert NameShapes([], []).alike("welder").tolist() == []
