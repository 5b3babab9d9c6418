"""Do the retriever and the embeddings keep what LangChain promises to its users? Its own standard tests say."""

import json
from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding, Embeddings
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, RetrieversIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests
from pydantic import ValidationError

from knowledge import open_library
from knowledge.embedding.through_langchain import LangChainEmbedder
from knowledge.langchain_embeddings import CairnEmbeddings
from knowledge.langchain_retriever import LibraryRetriever
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.search import Filters
from tests.fakes.letter_embedder import LetterEmbedder

COURSES = [
    {"external_id": "pv", "title": "Solar panel mounting", "provider": "School", "hours": 20, "price": 0},
    {
        "external_id": "tig",
        "title": "TIG welding",
        "provider": "School",
        "hours": 60,
        "description": "Leads to ISO 9606.",
    },
    {"external_id": "pump", "title": "Heat pump service", "provider": "School", "hours": 40, "mode": "online"},
    {"external_id": "care", "title": "Care of older people", "provider": "School", "hours": 90},
]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    settings = LibrarySettings(data=tmp_path_factory.mktemp("data"), index="memory:", seed=False)
    opened = open_library(settings, embedder=LetterEmbedder())
    opened.submit("courses.json", json.dumps(COURSES).encode())
    yield opened
    opened.close()


@pytest.mark.anyio
class TestRetriever(RetrieversIntegrationTests):
    """LangChain's standard tests of a retriever."""

    @pytest.fixture(autouse=True)
    def on_a_small_library(self, library):
        self.library = library

    @property
    def retriever_constructor(self) -> type[LibraryRetriever]:
        return LibraryRetriever

    @property
    def retriever_constructor_params(self):
        return {"library": self.library}

    @property
    def retriever_query_example(self) -> str:
        return "welding"


@pytest.mark.anyio
class TestEmbeddings(EmbeddingsIntegrationTests):
    """LangChain's standard tests of embeddings, on the bundled model."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return CairnEmbeddings


class TestEmbeddingsAlone(EmbeddingsUnitTests):
    """LangChain's standard tests of how embeddings are made."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return CairnEmbeddings


@pytest.mark.anyio
class TestForeignEmbeddings(EmbeddingsIntegrationTests):
    """The same on another model of LangChain's, which went in and out through our port."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return CairnEmbeddings

    @property
    def embedding_model_params(self):
        return {"embedder": LangChainEmbedder("fake:32", DeterministicFakeEmbedding(size=32))}


@pytest.fixture
def anyio_backend():
    return "asyncio"


def titles(documents):
    return [document.metadata["title"] for document in documents]


@pytest.mark.parametrize("limits", [Filters(max_hours=40), {"max_hours": 40}])
def test_filters_are_hard_limits_given_once_or_with_a_call(library, limits):
    given_once = LibraryRetriever(library=library, filters=limits).invoke("ISO 9606")
    with_a_call = LibraryRetriever(library=library).invoke("ISO 9606", filters=limits)
    assert sorted(titles(given_once)) == ["Heat pump service", "Solar panel mounting"]
    assert titles(with_a_call) == titles(given_once)


async def asked(retriever, question):
    return await retriever.ainvoke(question, k=1, filters={"modes": ["online"]})


@pytest.mark.anyio
async def test_limits_hold_asynchronously_too(library):
    assert titles(await asked(LibraryRetriever(library=library), "welding")) == ["Heat pump service"]


def test_an_unknown_limit_is_an_error_and_not_ignored(library):
    with pytest.raises(ValidationError, match="max_weeks"):
        LibraryRetriever(library=library).invoke("welding", filters={"max_weeks": 3})


def test_a_document_says_what_the_record_states_and_cites_it(library):
    document = LibraryRetriever(library=library, k=1).invoke("ISO 9606")[0]
    assert (document.id, document.page_content) == ("school.tig", "TIG welding\nLeads to ISO 9606.")
    stated = {key: document.metadata[key] for key in ("hours", "price", "ects", "quote")}
    assert stated == {"hours": 60.0, "price": None, "ects": None, "quote": "Leads to ISO 9606."}


def test_a_vector_store_of_langchain_s_takes_our_embeddings():
    store = InMemoryVectorStore(CairnEmbeddings(embedder=LetterEmbedder()))
    store.add_texts(["solar panels on a roof", "welding of pipes"])
    assert store.similarity_search("solar panel", k=1)[0].page_content == "solar panels on a roof"


def test_the_example_of_the_how_to_runs_as_written(library):
    text = (Path(__file__).parents[2] / "docs" / "how-to" / "use-from-langchain.md").read_text(encoding="utf-8")
    example = text.split("```python\n")[1].split("```")[0]
    opened = 'library = open_library(LibrarySettings(data=Path.home() / "cairn-data"))\n'
    assert opened in example
    names = {"library": library}
    exec(example.replace(opened, "").replace("library.close()\n", ""), names)
    assert titles(names["documents"]) == ["Solar panel mounting"]
    assert names["answer"].startswith("Solar panel mounting (School, 20.0 h, 0 EUR)")
