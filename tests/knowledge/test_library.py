"""Does the front of the room hold together, from a file handed in to a cited answer?"""

import json
import threading
from datetime import UTC, datetime

import pytest

from bots.database import open_engine
from knowledge import Library, open_library
from knowledge.embedding.language_centring import generic_sentences
from knowledge.errors import DataFolderInUse, KnowledgeError, MissingExtra, NotFound
from knowledge.langchain_retriever import LibraryRetriever
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.language import NAMES
from knowledge.vocabulary.search import Filters, Question
from tests.fakes.letter_embedder import LetterEmbedder

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
COURSES = [
    {
        "external_id": "pv",
        "title": "Solar panel mounting",
        "provider": "Solar School",
        "hours": 20,
        "skills": ["install inverters"],
    },
    {
        "external_id": "tig",
        "title": "TIG welding",
        "provider": "Solar School",
        "hours": 60,
        "description": "Leads to ISO 9606.",
    },
]
RULES = b"# Who pays?\n\n## The office\n\nThe employment office pays the fee of a course that it has approved before the start.\n"


def open_(tmp_path, engine=None, index="memory:", **more):
    settings = LibrarySettings(data=tmp_path, index=index, seed=False)
    return open_library(settings, engine, clock=lambda: NOW, embedder=LetterEmbedder(), **more)


def file_of(courses):
    return json.dumps(courses).encode()


@pytest.fixture
def library(tmp_path):
    opened = open_(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def engine(tmp_path):
    opened = open_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    yield opened
    opened.dispose()


def titles(library, text, **filters):
    return [
        m.micro_credential.title for m in library.search(Question(text=text, language="en", filters=Filters(**filters)))
    ]


def test_a_course_is_found_as_soon_as_it_is_handed_in_and_gone_when_withdrawn(library):
    assert library.search(Question(text="solar")) == []
    report = library.submit("courses.json", file_of(COURSES))
    assert (report.added, report.rejected) == (2, 0)
    assert titles(library, "solar panels")[0] == "Solar panel mounting"
    assert titles(library, "ISO 9606", max_hours=30) == ["Solar panel mounting"]
    library.withdraw(library.search(Question(text="solar"))[0].micro_credential.id)
    assert titles(library, "solar panels") == ["TIG welding"]


def test_the_same_file_again_changes_nothing(library):
    library.submit("courses.json", file_of(COURSES))
    version = library.catalogue_version()
    again = library.submit("courses.json", file_of(COURSES))
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    assert library.catalogue_version() == version


def test_a_check_changes_nothing(library):
    report = library.check("courses.json", file_of(COURSES))
    assert report.accepted == 2
    assert library.catalogue_version() == 0


def test_the_skills_of_a_course_are_concepts_and_can_be_taught(library):
    library.submit("courses.json", file_of(COURSES))
    uri = library.skill("install inverters").concept_uri
    assert [m.micro_credential.title for m in library.teaching([uri], Filters())] == ["Solar panel mounting"]


def test_a_policy_document_is_quoted_kept_once_and_removed(library):
    document, changed = library.import_document("pay.md", RULES)
    assert changed
    assert library.import_document("pay.md", RULES) == (document, False)
    match = library.passages("The employment office pays the fee", "en").matches[0]
    assert match.quote == "The employment office pays the fee of a course that it has approved before the start."
    assert match.citation.locator == "The office"
    library.remove_document(document.id)
    assert library.passages("who pays").matches == ()


def test_what_is_not_there_is_said_with_a_hint(library):
    for ask in (library.find, library.report, library.withdraw, library.remove_document):
        with pytest.raises(NotFound) as caught:
            ask("nothing")
        assert caught.value.hint


def test_no_text_breaks_a_question(library):
    library.submit("courses.json", file_of(COURSES))
    library.import_document("pay.md", RULES)
    for text in ("", "   ", "?!", "\x00", "\ud800", "x" * 50_000, "e.g. " * 10_000, "a-" * 20_000):
        assert len(library.search(Question(text=text))) == 2
        library.passages(text)
        assert all(len(match.evidence) <= 300 for match in library.skills_in(text, "en"))
        library.occupations_in(text, "en")


def test_what_another_process_publishes_is_seen(tmp_path, engine):
    one, other = open_(tmp_path, engine), open_(tmp_path, engine)
    assert titles(other, "solar") == []
    one.submit("courses.json", file_of(COURSES))
    assert titles(other, "solar")[0] == "Solar panel mounting"
    assert other.catalogue_version() == one.catalogue_version()


def test_texts_that_were_embedded_once_are_not_embedded_again(tmp_path, engine):
    open_(tmp_path, engine).submit("courses.json", file_of(COURSES))
    embedder = LetterEmbedder()
    settings = LibrarySettings(data=tmp_path, index="memory:", seed=False)
    again = open_library(settings, engine, clock=lambda: NOW, embedder=embedder)
    assert titles(again, "solar")[0] == "Solar panel mounting"
    assert embedder.embedded == []


def test_one_process_owns_the_index_and_others_still_answer(tmp_path, engine):
    owner = open_(tmp_path, engine, index="chroma:", owner=True)
    owner.submit("courses.json", file_of(COURSES))
    with pytest.raises(DataFolderInUse) as caught:
        open_(tmp_path, engine, index="chroma:", owner=True)
    assert caught.value.hint
    beside = open_(tmp_path, engine, index="chroma:")
    assert titles(beside, "solar")[0] == "Solar panel mounting"
    with pytest.raises(KnowledgeError):
        beside.reindex()
    beside.close()
    owner.close()
    open_(tmp_path, engine, index="chroma:", owner=True).close()


def test_the_index_follows_the_catalogue(tmp_path, engine):
    library = open_(tmp_path, engine, index="chroma:", owner=True)
    library.submit("courses.json", file_of(COURSES))
    assert library.reindex() == 2
    assert list(library.verify_index()) == []
    library.close()


def test_questions_and_publications_at_once_never_fail(library):
    library.submit("courses.json", file_of(COURSES))
    failures = []

    def ask():
        try:
            for _ in range(20):
                assert titles(library, "solar")
                library.skills_in("welding", "en")
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        library.submit(
            "more.json", file_of([{"external_id": f"n{number}", "title": f"Course {number}", "provider": "P"}])
        )
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(library.micro_credentials()) == 7


def test_langchain_gets_documents_with_their_identifiers(library):
    library.submit("courses.json", file_of(COURSES))
    found = LibraryRetriever(library=library, k=1).invoke("ISO 9606")
    assert [(d.id, d.metadata["quote"], d.metadata["hours"]) for d in found] == [
        ("solar-school.tig", "Leads to ISO 9606.", 60.0)
    ]


def test_an_unknown_embedding_model_is_said_in_a_sentence(tmp_path):
    settings = LibrarySettings(data=tmp_path, index="memory:", embedding="nobody:nothing", seed=False)
    with pytest.raises((KnowledgeError, MissingExtra)) as caught:
        open_library(settings).search(Question(text="solar"))
    assert caught.value.hint


def test_each_language_has_ten_generic_sentences():
    assert {language: len(listed) for language, listed in generic_sentences().items()} == dict.fromkeys(NAMES, 10)


def test_the_front_is_what_other_rooms_import():
    assert Library.__name__ == "Library"
    with pytest.raises(ImportError):
        from knowledge import SqlCatalogueStore  # noqa: F401
