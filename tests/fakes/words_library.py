"""A library of words only: the bundled skills and occupations, found by name; no courses, no vectors."""

from collections.abc import Sequence
from functools import lru_cache

from knowledge.concepts import Concepts, bundled_concepts
from knowledge.language_detection import detect
from knowledge.skills import SkillFinder
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import ConceptMatch, Occupation, Relation, Skill


@lru_cache(maxsize=1)
def _shipped() -> tuple[Concepts, SkillFinder]:
    concepts = bundled_concepts()
    return concepts, SkillFinder(concepts)


class WordsLibrary:
    """The part of knowledge.Library that reading needs."""

    def occupations_in(self, text: str, language: str | None = None, limit: int = 5) -> Sequence[ConceptMatch]:
        return _shipped()[1].occupations_in(text, language or detect(text), limit)

    def skills_in(self, text: str, language: str | None = None, limit: int = 20) -> Sequence[ConceptMatch]:
        return _shipped()[1].skills_in(text, language or detect(text), limit)

    def nearest_skills(self, text: str, language: str | None = None, limit: int = 10) -> Sequence[ConceptMatch]:
        return self.skills_in(text, language, limit)

    def occupation(self, uri: str) -> Occupation | None:
        return _shipped()[0].occupation(uri)

    def skill(self, uri: str) -> Skill | None:
        return _shipped()[0].skill(uri)

    def occupations(self) -> Sequence[Occupation]:
        return tuple(_shipped()[0].occupations.values())

    def skills(self) -> Sequence[Skill]:
        return tuple(_shipped()[0].skills.values())

    def asking(self, skill: str) -> Sequence[tuple[ConceptUri, Relation]]:
        return _shipped()[0].asking(skill)

    def label(self, uri: str, language: str) -> str:
        return _shipped()[0].label(uri, language)
