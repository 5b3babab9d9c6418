"""Which skills and occupations are meant by words that name none of them?"""

import numpy as np
import pytest

from knowledge.concept_layout import texts_of
from knowledge.concepts import Concepts
from knowledge.embedding.kept import KeptVectors
from knowledge.errors import EmbeddingUnavailable
from knowledge.meanings import ConceptMeanings
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.vocabulary.skill import Occupation, Relation, Skill, SkillRequirement
from tests.fakes.letter_embedder import LetterEmbedder

WELD = Skill(concept_uri="urn:weld", preferred={"en": "weld metal"}, alternatives={"en": ("weld metal", "MIG")})
COOK = Skill(concept_uri="urn:cook", preferred={"en": "cook soups"}, description={"en": "Boil vegetables and stock."})
SEW = Skill(concept_uri="urn:sew", preferred={"en": "sew shirts"})
WELDER = Occupation(
    concept_uri="urn:welder",
    preferred={"en": "welder"},
    requirements=(SkillRequirement(skill="urn:weld", relation=Relation.ESSENTIAL),),
)
TAILOR = Occupation(concept_uri="urn:tailor", preferred={"en": "tailor"})
KITCHEN = Occupation(concept_uri="urn:chef", preferred={"en": "chef"})


@pytest.fixture
def vectors() -> KeptVectors:
    return KeptVectors(LetterEmbedder(), MemoryCatalogueStore(), {})


@pytest.fixture
def meanings(vectors: KeptVectors) -> ConceptMeanings:
    return ConceptMeanings(Concepts([WELD, COOK, SEW], [WELDER, TAILOR, KITCHEN]), vectors)


def centred(text: str, _language: str, _into: str):
    return LetterEmbedder().embed_query(text)


def test_the_nearest_come_first_each_once(meanings: ConceptMeanings) -> None:
    found = meanings.skills("sewing a shirt", "en", centred, 3)

    assert found[0].uri == "urn:sew"
    assert sorted(one.uri for one in found) == ["urn:cook", "urn:sew", "urn:weld"]


def test_each_concept_names_the_clause_that_it_was_read_from(meanings: ConceptMeanings) -> None:
    text = "I welded metal, and cooked soups"

    found = {one.uri: text[one.start : one.end] for one in meanings.skills(text, "en", centred, 3)}

    assert found["urn:weld"] == "I welded metal"
    assert found["urn:cook"] == "cooked soups"


def test_a_text_of_one_clause_is_its_own_evidence(meanings: ConceptMeanings) -> None:
    (first,) = meanings.occupations("  a tailor  ", "en", centred, 1)

    assert (first.uri, first.start, first.end) == ("urn:tailor", 2, 10)


@pytest.mark.parametrize("text", ["", "  ", "?!"])
def test_nothing_said_means_nothing(meanings: ConceptMeanings, text: str) -> None:
    assert meanings.skills(text, "en", lambda _text, _language, _into: None, 3) == []


def test_a_large_base_without_vectors_is_searched_by_spelling_until_it_is_prepared(
    vectors: KeptVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.concept_layout.LARGEST", 2)
    meanings = ConceptMeanings(Concepts([WELD, COOK, SEW], []), vectors)

    before = meanings.skills("weld metall", "en", centred, 1)
    meanings.prepare()
    after = meanings.skills("weld metall", "en", centred, 1)

    assert [(one.uri, one.nearness) for one in before] == [("urn:weld", 0.0)]
    assert after[0].uri == "urn:weld"
    assert after[0].nearness > 0.5


def test_what_is_prepared_is_not_embedded_again(vectors: KeptVectors) -> None:
    told: list[tuple[int, int]] = []
    vectors.watch = lambda done, total: told.append((done, total))
    meanings = ConceptMeanings(Concepts([WELD, COOK], []), vectors)

    meanings.prepare()
    first = list(told)
    meanings.prepare()

    assert first == [(4, 4)]
    assert told == first


def test_a_concept_is_described_by_name_other_names_and_description() -> None:
    assert texts_of(WELD) == ("weld metal", "MIG", "")
    assert texts_of(COOK) == ("cook soups", "", "Boil vegetables and stock.")


def test_vectors_of_concepts_have_length_one(meanings: ConceptMeanings) -> None:
    rows = meanings._at_hand("skill").vectors

    assert rows.shape[0] == 9
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-4)


class Unplugged(LetterEmbedder):
    """Does not answer until it is plugged in."""

    plugged = False

    def embed_documents(self, texts):
        if not self.plugged:
            raise EmbeddingUnavailable("The embedding service does not answer.", hint="Try again.")
        return super().embed_documents(texts)


def test_while_the_embedder_is_down_names_are_found_by_spelling_and_by_meaning_afterwards() -> None:
    embedder = Unplugged()
    meanings = ConceptMeanings(Concepts([WELD, COOK, SEW], []), KeptVectors(embedder, MemoryCatalogueStore(), {}))

    down = meanings.skills("weld metall", "en", centred, 1)
    embedder.plugged = True
    up = meanings.skills("weld metall", "en", centred, 1)

    assert (down[0].uri, down[0].nearness) == ("urn:weld", 0.0)
    assert up[0].nearness > 0.5
