"""Which skills and occupations do a person's words mean, and what does work ask for?"""

from collections.abc import Callable, Sequence

from knowledge.concepts import Concepts
from knowledge.embedding.kept import KeptVectors
from knowledge.embedding.language_centring import LanguageCentring
from knowledge.errors import EmbeddingUnavailable
from knowledge.language_detection import detect
from knowledge.ports import Vectors
from knowledge.skills import SkillFinder
from knowledge.taxonomy.in_use import ConceptsInUse
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import ConceptMatch, Occupation, Relation, Skill, SkillsBase


class ConceptQuestions:
    """The half of the front (`Library`) that asks the skills base; it never looks at a course or a rule."""

    def __init__(self, concepts: ConceptsInUse, vectors: KeptVectors) -> None:
        self._in_use = concepts
        self.vectors = vectors
        self._centring = LanguageCentring(vectors)

    def occupations_in(self, text: str, language: str | None = None, limit: int = 5) -> Sequence[ConceptMatch]:
        spoken = language or detect(text)
        known = self._in_use.current()
        near = known.meanings.occupations(text, spoken, self.centred, limit)
        return known.finder.occupations_in(text, spoken, limit, near)

    def skills_in(self, text: str, language: str | None = None, limit: int = 20) -> Sequence[ConceptMatch]:
        spoken = language or detect(text)
        known = self._in_use.current()
        near = known.meanings.skills(text, spoken, self.centred, limit)
        return known.finder.skills_in(text, spoken, limit, near)

    def nearest_occupations(self, text: str, language: str | None = None, limit: int = 10) -> Sequence[ConceptMatch]:
        """Rank occupations by how near they are to the words, however far the nearest may be."""
        spoken = language or detect(text)
        known = self._in_use.current()
        named = known.finder.named_occupations(text, spoken)
        return known.finder.placed(known.meanings.occupations(text, spoken, self.centred, limit, named), text, spoken)

    def nearest_skills(self, text: str, language: str | None = None, limit: int = 10) -> Sequence[ConceptMatch]:
        """Rank skills by how near they are to the words, however far the nearest may be."""
        spoken = language or detect(text)
        known = self._in_use.current()
        named = known.finder.named_skills(text, spoken)
        return known.finder.placed(known.meanings.skills(text, spoken, self.centred, limit, named), text, spoken)

    def occupation(self, uri: str) -> Occupation | None:
        """Look up by concept URI, by ESCO address or by exact label in any language."""
        return self._concepts.occupation(uri)

    def skill(self, uri: str) -> Skill | None:
        """Look up by concept URI, by ESCO address or by exact label in any language."""
        return self._concepts.skill(uri)

    def skills(self) -> Sequence[Skill]:
        """List every known skill."""
        return tuple(self._concepts.skills.values())

    def occupations(self) -> Sequence[Occupation]:
        """List every known occupation."""
        return tuple(self._concepts.occupations.values())

    def occupation_count(self) -> int:
        return len(self._concepts.occupations)

    def asked_by(self, skill: str) -> int:
        """Count the occupations to which a skill is essential."""
        return self._concepts.asked_by(skill)

    def asking(self, skill: str) -> Sequence[tuple[ConceptUri, Relation]]:
        """List the occupations that ask for a skill, those first to which it is essential."""
        return self._concepts.asking(skill)

    def narrower(self, skill: str) -> Sequence[ConceptUri]:
        """List the skills that are a part of one: who learns them learns some of it."""
        return self._concepts.narrower(skill)

    def skills_base(self) -> SkillsBase:
        """Say whose skills and occupations these are, and how many."""
        return self._concepts.base()

    def prepare_concepts(self, watch: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Embed what the newest concepts are called and what they are; what was embedded before is not done again."""
        told, self.vectors.watch = self.vectors.watch, watch
        try:
            self._in_use.wait().meanings.prepare()
            self._in_use.announce()
        finally:
            self.vectors.watch = told

    def label(self, uri: str, language: str) -> str:
        """Give the label in the language, else the nearest that exists, else the URI itself."""
        return self._concepts.label(uri, language)

    def centred(self, text: str, language: str, into: str = "en") -> Vectors | None:
        """Embed a question; None where it has no letter or digit, or the engine does not answer: then words do."""
        try:
            return self._centring.centred(text, language, into)
        except (ValueError, EmbeddingUnavailable):
            return None

    def vector_of(self, text: str, model: str) -> Vectors | None:
        """Embed a text as a question by that very model; None where another one serves or the engine does not answer."""
        if model != self.vectors.model:
            return None
        try:
            return self.vectors.query(text)
        except (ValueError, EmbeddingUnavailable):
            return None

    @property
    def _concepts(self) -> Concepts:
        return self._in_use.current().concepts

    @property
    def _finder(self) -> SkillFinder:
        return self._in_use.current().finder
