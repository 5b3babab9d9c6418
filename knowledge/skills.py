"""Which skills and occupations do a person's words mean?"""

import re
from collections.abc import Iterable, Mapping, Sequence

from knowledge.concepts import Concept, Concepts, nearest_label
from knowledge.index.words import all_stop_words
from knowledge.vocabulary.credential import ConceptUri, MicroCredential, TaughtSkill
from knowledge.vocabulary.skill import ConceptMatch, Relation
from knowledge.wording import Found, NameFinder

SURE_IN_A_COURSE = 0.9
WHOLE_LABEL = 0.8
TITLE_NAMES_A_JOB = 0.95
CLAUSE = re.compile(r"[.!?;:\n]+|,\s|\s[-–—]\s")


class SkillFinder:
    """Names first, in the learner's language; meaning second, across languages."""

    def __init__(self, concepts: Concepts) -> None:
        self.concepts = concepts
        stop_words = all_stop_words()
        self._skills = NameFinder(_names(concepts.skills.values()), stop_words)
        self._occupations = NameFinder(_names(concepts.occupations.values()), stop_words)

    def skills_in(
        self, text: str, language: str, limit: int, near: Sequence[tuple[str, float]] = ()
    ) -> list[ConceptMatch]:
        """List the skills that the words mean, the surest first."""
        found = _outside_others(self._skills.find(text, language))
        return self._matches(found, self.concepts.skills, text, language, limit, near)

    def occupations_in(
        self, text: str, language: str, limit: int, near: Sequence[tuple[str, float]] = ()
    ) -> list[ConceptMatch]:
        """List the occupations that the words mean, the surest first."""
        found = self._occupations.find(text, language)
        return self._matches(found, self.concepts.occupations, text, language, limit, near)

    def resolve(self, label: str) -> ConceptUri | None:
        """Find the skill that a provider's word means: an exact label in any language, else one that is it but for its ending."""
        known = self.concepts.skill(label)
        if known:
            return known.concept_uri
        found = [f for f in self._skills.find(label, "und") if f.confidence >= SURE_IN_A_COURSE]
        whole = [f for f in found if f.end - f.start >= WHOLE_LABEL * len(label)]
        return ConceptUri(whole[0].name.concept) if whole else None

    def infer_skills(self, record: MicroCredential) -> tuple[TaughtSkill, ...]:
        """List the skills that a course's title, outcomes and text name, beyond those that it states.

        Each is marked as inferred and keeps the words that it came from.
        """
        known = {str(s.uri) for s in record.skills if s.uri}
        added: dict[str, TaughtSkill] = {}
        for skill in (*self._by_title(record), *self._by_text(record)):
            if str(skill.uri) not in known:
                added.setdefault(str(skill.uri), skill)
        return tuple(added.values())

    def _by_title(self, record: MicroCredential) -> Iterable[TaughtSkill]:
        """A course that is called after a job teaches what the job asks for."""
        for found in self._occupations.find(record.title, record.language):
            if found.confidence >= TITLE_NAMES_A_JOB:
                words = record.title[found.start : found.end]
                for requirement in self.concepts.occupations[found.name.concept].requirements:
                    if requirement.relation is Relation.ESSENTIAL:
                        yield self._taught(str(requirement.skill), words, 0.8 * found.confidence, record.language)

    def _by_text(self, record: MicroCredential) -> Iterable[TaughtSkill]:
        texts = (record.title, *(o.text for o in record.outcomes), *CLAUSE.split(record.description))
        for text in texts:
            for found in _outside_others(self._skills.find(text, record.language)):
                if found.confidence >= SURE_IN_A_COURSE:
                    words = text[found.start : found.end]
                    yield self._taught(found.name.concept, words, found.confidence, record.language)

    def _taught(self, uri: str, words: str, confidence: float, language: str) -> TaughtSkill:
        return TaughtSkill(
            uri=ConceptUri(uri),
            label=self.concepts.label(uri, language),
            inferred=True,
            evidence=words,
            confidence=round(min(confidence, 0.95), 3),
        )

    def _matches(
        self,
        found: Sequence[Found],
        concepts: Mapping[str, Concept],
        text: str,
        language: str,
        limit: int,
        near: Sequence[tuple[str, float]],
    ) -> list[ConceptMatch]:
        named = {f.name.concept: _named(f, concepts[f.name.concept], text, language) for f in found}
        for uri, nearness in near:
            if uri not in named:
                named[uri] = _meant(concepts[uri], nearness, text, language)
        return sorted(named.values(), key=lambda m: (-m.confidence, m.start, m.uri))[:limit]


def _names(concepts: Iterable[Concept]) -> Iterable[tuple[str, str, str, bool]]:
    for concept in concepts:
        uri = str(concept.concept_uri)
        for language, label in concept.preferred.items():
            yield uri, language, label, True
        for language, labels in concept.alternatives.items():
            for label in labels:
                yield uri, language, label, False


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


def _meant(concept: Concept, nearness: float, text: str, language: str) -> ConceptMatch:
    start = len(text) - len(text.lstrip())
    words = text.strip()
    return ConceptMatch(
        uri=concept.concept_uri,
        label=nearest_label(concept, language),
        confidence=round(min(nearness, 0.6), 3),
        evidence=words,
        start=start,
        end=start + len(words),
    )
