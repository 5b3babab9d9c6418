"""Are missing vectors made while questions are answered, and by nobody twice?"""

import json
import threading
import time

import pytest

from bots.database import open_engine
from knowledge import open_library
from knowledge.embedding.kept import KeptVectors
from knowledge.errors import EmbeddingUnavailable
from knowledge.settings import LibrarySettings
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.vocabulary.search import Filters, Question
from tests.fakes.letter_embedder import LetterEmbedder

COURSES = [{"external_id": f"c{n}", "title": f"Course number{n}", "provider": "School"} for n in range(100)]
OURS = ("Course number", "TIG welding", "text number")
WELDING = {"external_id": "tig", "title": "TIG welding", "provider": "School", "hours": 20}


class CourseEmbedder(LetterEmbedder):
    """Notes the texts of courses only: the library embeds skills and occupations too."""

    @property
    def courses(self):
        return [text for text in self.embedded if text.startswith(OURS)]


class TenAtATime(CourseEmbedder):
    batch = gentle_batch = 10


class SlowEmbedder(TenAtATime):
    """Waits for a sign before each batch of courses, and can be out of order."""

    def __init__(self):
        super().__init__()
        self.may = threading.Semaphore(0)
        self.broken = False

    def embed_documents(self, texts):
        if texts[0].startswith(OURS):
            self.may.acquire(timeout=20)
            if self.broken:
                raise EmbeddingUnavailable("no answer")
        return super().embed_documents(texts)


class OtherLetters(LetterEmbedder):
    model = "letters-2"
    dimensions = 32

    def _row(self, text):
        return super()._row(text)


@pytest.fixture
def engine(tmp_path):
    opened = open_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    yield opened
    opened.dispose()


def open_(tmp_path, engine, embedder, **more):
    settings = LibrarySettings(data=tmp_path, index="memory:", seed=False)
    return open_library(settings, engine, embedder=embedder, **more)


def published(tmp_path, engine):
    """Courses in the store, without a vector: what an import leaves that was killed while it embedded."""
    library = open_(tmp_path, engine, LetterEmbedder())
    library._reception.from_operator(
        "courses.json", json.dumps([*COURSES, WELDING]).encode(), "auto", None, "", "operator", publish=True
    )
    library.close()


def titles(library, text, **filters):
    found = library.search(Question(text=text, language="en", filters=Filters(**filters), limit=200))
    return [match.micro_credential.title for match in found]


def until(true, seconds=20):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.005)
    assert true()


def missing(library):
    return library.index_standing()[1]


def test_a_server_answers_by_words_while_it_embeds_and_then_by_meaning(tmp_path, engine):
    published(tmp_path, engine)
    embedder = SlowEmbedder()
    library = open_(tmp_path, engine, embedder, owner=True)
    assert missing(library) == 101
    assert titles(library, "TIG welding")[0] == "TIG welding"
    assert len(titles(library, "welding")) == 101
    assert titles(library, "welding", max_hours=30) == ["TIG welding"]
    assert next(f.code for f in library.verify_index()) == "vectors_missing"
    embedder.may.release(11)
    until(lambda: missing(library) == 0)
    assert titles(library, "weldings of TIGs")[0] == "TIG welding"
    assert len(embedder.courses) == 101
    until(lambda: list(library.verify_index()) == [])
    library.close()


def test_whoever_starts_next_goes_on_where_the_one_before_ended(tmp_path, engine):
    published(tmp_path, engine)
    first = SlowEmbedder()
    library = open_(tmp_path, engine, first, owner=True)
    library.snapshot()
    first.may.release(3)
    until(lambda: len(first.courses) == 30)
    first.broken = True
    first.may.release(100)
    library.close()
    second = CourseEmbedder()
    again = open_(tmp_path, engine, second)
    assert again.reindex() == 101
    assert len(second.courses) == 71
    assert list(again.verify_index()) == []
    again.close()


def test_a_command_embeds_what_it_publishes_before_it_ends(tmp_path, engine):
    library = open_(tmp_path, engine, LetterEmbedder())
    told = []
    library.vectors.watch = lambda done, of: told.append((done, of))
    library.submit("courses.json", json.dumps(COURSES).encode())
    assert told == [(64, 100), (100, 100)]
    assert missing(library) == 0
    library.close()


def test_an_embedding_model_that_does_not_answer_stops_no_question_and_no_publication(tmp_path, engine):
    embedder = SlowEmbedder()
    embedder.broken = True
    embedder.may.release(1000)
    library = open_(tmp_path, engine, embedder, owner=True)
    library.submit("courses.json", json.dumps([WELDING]).encode())
    assert titles(library, "TIG welding") == ["TIG welding"]
    assert missing(library) == 1
    until(lambda: library._backlog.failure == "EmbeddingUnavailable")
    library.close()


def test_another_model_starts_from_nothing_and_the_first_one_s_vectors_stay(tmp_path, engine):
    first = open_(tmp_path, engine, LetterEmbedder())
    first.submit("courses.json", json.dumps([*COURSES, WELDING]).encode())
    first.close()
    other = open_(tmp_path, engine, OtherLetters())
    assert missing(other) == 101
    assert titles(other, "TIG welding")[0] == "TIG welding"
    assert other.reindex() == 101
    assert other.snapshot().shelf.vectors.shape == (101, 32)
    other.close()
    back = CourseEmbedder()
    again = open_(tmp_path, engine, back)
    assert missing(again) == 0
    assert back.courses == []
    again.close()


def test_two_that_embed_the_same_texts_meet_in_the_middle():
    store = MemoryCatalogueStore()
    texts = [f"text number{n}" for n in range(40)]
    other = TenAtATime()

    class Beside(TenAtATime):
        """While it works on a batch, a server beside it makes one too."""

        def embed_documents(self, texts_of_batch):
            KeptVectors(other, store, {}).make(texts, gently=True, stopping=lambda: True)
            return super().embed_documents(texts_of_batch)

    one = Beside()
    KeptVectors(one, store, {}).make(texts, gently=False)
    assert one.embedded == texts[:20]
    assert other.embedded == texts[:19:-1]


def test_the_background_makes_way_for_a_question():
    vectors = KeptVectors(LetterEmbedder(), MemoryCatalogueStore(), {})
    order = []
    asked = threading.Event()

    def ask():
        with vectors._asking():
            asked.set()
            time.sleep(0.2)
            order.append("question")

    question = threading.Thread(target=ask)
    question.start()
    asked.wait(10)
    vectors.make(["a text"], gently=True)
    order.append("background")
    question.join(10)
    assert order == ["question", "background"]
