"""Does a course that is not published stand where it would stand if it were?"""

import numpy as np
import pytest

from knowledge import open_library
from knowledge.beside import Beside, with_one_more
from knowledge.errors import EmbeddingUnavailable
from knowledge.sample_wishes import SampleWish, WishTrial
from knowledge.search import shelve
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.search import Filters, Question
from tests.builders import a_micro_credential
from tests.fakes.letter_embedder import LetterEmbedder

HEAD = "external_id,title,provider,hours,description\n"
SOLAR = "pv,Solar panel mounting,School,20,Panels on roofs\n"
CARE = "care,Care of elder people,School,30,Washing and dressing\n"
COOK = "cook,Cooking for many,School,10,Soups and bread\n"
ASKED = ("solar panels on my roof", "care for elder people", "cooking soup", "washing")


@pytest.fixture
def opened(tmp_path):
    made = []

    def make(name, text):
        folder = tmp_path / name
        folder.mkdir()
        library = open_library(LibrarySettings(data=folder, index="memory:", seed=False), embedder=LetterEmbedder())
        made.append(library)
        library.submit("c.csv", (HEAD + text).encode())
        library.reindex()
        return library

    yield make
    for library in made:
        library.close()


def ranks(searches, text):
    found = searches.search(Question(text=text, language="en", limit=20))
    return [(match.micro_credential.external_id, round(match.score, 4)) for match in found]


@pytest.mark.parametrize("asked", ASKED)
def test_a_draft_is_ranked_and_scored_as_if_it_were_published(opened, asked):
    with_all, without = opened("all", SOLAR + CARE + COOK), opened("two", SOLAR + CARE)
    draft = next(one for one in with_all.micro_credentials() if one.external_id == "cook")

    beside = Beside(without.snapshot().shelf, draft, without.vectors.documents, without.centred)

    assert dict(ranks(beside, asked)) == dict(ranks(with_all, asked))
    assert len(without.micro_credentials()) == 2


def test_a_new_text_stands_in_the_place_of_the_published_one(opened):
    library = opened("all", SOLAR + CARE)
    solar = library.micro_credentials()[0]
    other = next(one for one in library.micro_credentials() if one.external_id == "pv")
    changed = other.model_copy(update={"title": "Heat pumps"})
    beside = Beside(library.snapshot().shelf, changed, library.vectors.documents, library.centred)
    found = ranks(beside, "heat pumps")
    assert (found[0][0], sorted(name for name, _ in found)) == ("pv", ["care", "pv"])
    assert solar in library.micro_credentials()


def test_an_empty_catalogue_and_an_engine_that_is_down_still_give_an_answer():
    empty = shelve(1, [], [], np.zeros((0, 0), np.float32))
    draft = a_micro_credential(id="a", title="Solar panels")

    def down(_texts):
        raise EmbeddingUnavailable("It is down.", hint="Wait.")

    beside = Beside(empty, draft, down, lambda _text, _language: None)

    assert [match.micro_credential.id for match in beside.search(Question(text="solar panels", limit=5))] == ["a"]
    assert with_one_more(empty, draft, down).offers.records == (draft,)


def test_wishes_are_tried_on_a_draft():
    empty = shelve(1, [], [], np.zeros((0, 0), np.float32))
    draft = a_micro_credential(id="a", title="Solar panels", hours=20)
    beside = Beside(empty, draft, LetterEmbedder().embed_documents, lambda _text, _language: None)
    wish = SampleWish(language="en", text="solar panels", limits=Filters(max_hours=10))
    (told,) = WishTrial(beside, [wish]).of(draft)
    assert (told.rank, told.without_limits, told.in_the_way) == (None, 1, ("max_hours",))
