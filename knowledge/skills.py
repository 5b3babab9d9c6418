"""Which skills and occupations do a person's words mean?"""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from knowledge.concepts import Concept, Concepts, nearest_label
from knowledge.inference import SkillInference
from knowledge.meanings import Meant
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import ConceptMatch
from knowledge.word_forms import all_stop_words
from knowledge.wording import Found, NameFinder, names_of

LONGEST_EVIDENCE = 300
NEAR = 0.42
"""Cosine from which words that name nothing known still mean something."""
SURE_IN_A_COURSE = 0.9
WHOLE_LABEL = 0.8


class SkillFinder:
    """Names first, in the learner's language; meaning second, across languages."""

    def __init__(self, concepts: Concepts) -> None:
        self.concepts = concepts

    def lay_out(self) -> None:
        """Do now what the first question would wait for."""
        self.skills_in("", "en", 1)
        self.occupations_in("", "en", 1)

    @cached_property
    def _skills(self) -> NameFinder:
        return NameFinder(names_of(self.concepts.skills.values()), all_stop_words())

    @cached_property
    def _occupations(self) -> NameFinder:
        return NameFinder(names_of(self.concepts.occupations.values()), all_stop_words())

    @cached_property
    def infer_skills(self) -> SkillInference:
        """What a course teaches that its provider did not list; laid out only where courses come in."""
        return SkillInference(self.concepts, self._occupations)

    def skills_in(self, text: str, language: str, limit: int, near: Sequence[Meant] = ()) -> list[ConceptMatch]:
        """List the skills that the words mean, the surest first."""
        found = _outside_others(self._skills.find(text, language))
        return self._matches(found, self.concepts.skills, text, language, limit, near)

    def occupations_in(self, text: str, language: str, limit: int, near: Sequence[Meant] = ()) -> list[ConceptMatch]:
        """List the occupations that the words mean, the surest first."""
        found = self._occupations.find(text, language)
        return self._matches(found, self.concepts.occupations, text, language, limit, near)

    def named_skills(self, text: str, language: str) -> dict[str, Found]:
        """Give the skills that a text surely calls by name."""
        return {f.name.concept: f for f in self._skills.find(text, language) if f.confidence >= SURE_IN_A_COURSE}

    def named_occupations(self, text: str, language: str) -> dict[str, Found]:
        """Give the occupations that a text surely calls by name."""
        return {f.name.concept: f for f in self._occupations.find(text, language) if f.confidence >= SURE_IN_A_COURSE}

    def placed(self, near: Sequence[Meant], text: str, language: str) -> list[ConceptMatch]:
        """Give what is nearest, in its order, with label and words."""
        return [_meant(self._concept(one.uri), one, text, language) for one in near]

    def _concept(self, uri: str) -> Concept:
        return self.concepts.skills.get(uri) or self.concepts.occupations[uri]

    def resolve(self, label: str) -> ConceptUri | None:
        """Find the skill that a provider's word means: an exact label in any language, else one that is it but for its ending."""
        known = self.concepts.skill(label)
        if known:
            return known.concept_uri
        found = [f for f in self._skills.find(label, "und") if f.confidence >= SURE_IN_A_COURSE]
        whole = [f for f in found if f.end - f.start >= WHOLE_LABEL * len(label)]
        return ConceptUri(whole[0].name.concept) if whole else None

    def _matches(
        self,
        found: Sequence[Found],
        concepts: Mapping[str, Concept],
        text: str,
        language: str,
        limit: int,
        near: Sequence[Meant],
    ) -> list[ConceptMatch]:
        named = {f.name.concept: _named(f, concepts[f.name.concept], text, language) for f in found}
        for one in (one for one in near if one.nearness >= NEAR and one.uri not in named):
            named[one.uri] = _meant(concepts[one.uri], one, text, language)
        return sorted(named.values(), key=lambda m: (-m.confidence, m.start, m.uri))[:limit]


@lru_cache(maxsize=2)
def finder_of(concepts: Concepts) -> SkillFinder:
    """Build the finder of some concepts once a process: it takes half a second and never changes."""
    return SkillFinder(concepts)


def _outside_others(found: Sequence[Found]) -> list[Found]:
    """Drop what was read from a part of the words that another name explains better and longer."""
    kept: list[Found] = []
    for one in found:
        inside = any(
            other.start <= one.start
            and one.end <= other.end
            and (one.confidence < other.confidence or one.end - one.start < other.end - other.start)
            for other in kept
        )
        if not inside:
            kept.append(one)
    return kept


def _named(found: Found, concept: Concept, text: str, language: str) -> ConceptMatch:
    return ConceptMatch(
        uri=concept.concept_uri,
        label=nearest_label(concept, language),
        confidence=found.confidence,
        evidence=text[found.start : found.end],
        start=found.start,
        end=found.end,
    )


def _meant(concept: Concept, meant: Meant, text: str, language: str) -> ConceptMatch:
    end = min(meant.end, meant.start + LONGEST_EVIDENCE)
    return ConceptMatch(
        uri=concept.concept_uri,
        label=nearest_label(concept, language),
        confidence=round(min(meant.nearness, 0.6), 3),
        evidence=text[meant.start : end],
        start=meant.start,
        end=end,
    )
