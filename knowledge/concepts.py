"""Which skills and occupations are known, and by which names?"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from knowledge.transliteration import folded
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.language import understood_together
from knowledge.vocabulary.skill import Occupation, Relation, Skill, SkillRequirement, SkillsBase

Concept = Skill | Occupation
T = TypeVar("T")


class Names:
    """Names of concepts by their folded spelling; a preferred one wins over another concept's alternative."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.preferred: dict[str, str] = {}
        self.other: dict[str, str] = {}
        for concept in concepts:
            uri = str(concept.concept_uri)
            self.preferred.update({key_of_name(name): uri for name in (uri, concept.esco or uri)})
            for label in concept.preferred.values():
                self.preferred.setdefault(key_of_name(label), uri)
            for labels in concept.alternatives.values():
                for label in labels:
                    self.other.setdefault(key_of_name(label), uri)

    def find(self, key: str) -> str:
        return self.preferred.get(key) or self.other.get(key, "")


class Concepts:
    """The skills and occupations of one installation; it does not change while it is in use."""

    def __init__(self, skills: Iterable[Skill], occupations: Iterable[Occupation], trouble: str = "") -> None:
        self.trouble = trouble
        self.skills: Mapping[str, Skill] = {str(s.concept_uri): s for s in skills}
        self.occupations: Mapping[str, Occupation] = {str(o.concept_uri): o for o in occupations}

    def skill(self, name: str) -> Skill | None:
        """Look up by concept URI, by ESCO address or by exact label in any language."""
        return self.skills.get(self._skill_names.find(key_of_name(name)))

    def occupation(self, name: str) -> Occupation | None:
        """Look up by concept URI, by ESCO address or by exact label in any language."""
        return self.occupations.get(self._occupation_names.find(key_of_name(name)))

    def asked_by(self, skill: str) -> int:
        """Count the occupations to which a skill is essential: many ask for team work, few for a solar inverter."""
        return sum(relation is Relation.ESSENTIAL for _, relation in self._asking[skill])

    def asking(self, skill: str) -> Sequence[tuple[ConceptUri, Relation]]:
        """List the occupations that ask for a skill, those first to which it is essential."""
        return self._asking[skill]

    def narrower(self, skill: str) -> Sequence[ConceptUri]:
        """List the skills that say of themselves that they are a part of one."""
        return self._narrower[skill]

    def label(self, uri: str, language: str) -> str:
        """Give the label in the language, else the nearest that exists, else the URI itself."""
        concept = self.skill(uri) or self.occupation(uri)
        return nearest_label(concept, language) if concept else uri

    def base(self) -> SkillsBase:
        """Say whose concepts these are, and how many."""
        return SkillsBase(
            name="Cairn",
            skills=len(self.skills),
            occupations=len(self.occupations),
            requirements=sum(len(o.requirements) for o in self.occupations.values()),
            languages=tuple(sorted({tag for s in self.skills.values() for tag in s.preferred})),
            trouble=self.trouble,
        )

    def close(self) -> None:
        """Give back what stays open."""

    def names(self, sort: str) -> Names:
        """Give the names of a sort of concept: skill or occupation."""
        return self._skill_names if sort == "skill" else self._occupation_names

    @cached_property
    def _skill_names(self) -> Names:
        return Names(self.skills.values())

    @cached_property
    def _occupation_names(self) -> Names:
        return Names(self.occupations.values())

    @cached_property
    def _asking(self) -> Mapping[str, Sequence[tuple[ConceptUri, Relation]]]:
        asking: dict[str, list[tuple[ConceptUri, Relation]]] = defaultdict(list)
        for occupation in self.occupations.values():
            for need in occupation.requirements:
                asking[str(need.skill)].append((occupation.concept_uri, need.relation))
        return _Nobody({skill: tuple(sorted(found, key=_essential_first)) for skill, found in asking.items()})

    @cached_property
    def _narrower(self) -> Mapping[str, Sequence[ConceptUri]]:
        narrower: dict[str, list[ConceptUri]] = defaultdict(list)
        for skill in self.skills.values():
            for wider in skill.broader:
                narrower[str(wider)].append(skill.concept_uri)
        return _Nobody({wider: tuple(found) for wider, found in narrower.items()})


class _Nobody(dict[str, Sequence[T]]):
    """Says of what nobody asks for that nobody does."""

    def __missing__(self, key: str) -> Sequence[T]:
        return ()


def _essential_first(asking: tuple[ConceptUri, Relation]) -> bool:
    return asking[1] is not Relation.ESSENTIAL


def nearest_label(concept: Concept, language: str) -> str:
    """Give the label that a speaker of the language understands best."""
    for tag in (*understood_together(language.partition("-")[0]), "en"):
        if tag in concept.preferred:
            return concept.preferred[tag]
    return next(iter(concept.preferred.values()), str(concept.concept_uri))


def bundled_concepts(extra: Path | None = None) -> Concepts:
    """Read the shipped concepts and, after them, those that this installation imported into `extra`.

    A concept that comes twice counts as it was read last.
    """
    if extra is None or not any((extra / kind).is_dir() for kind in ("skills", "occupations")):
        return shipped_concepts()
    return _read([files("knowledge") / "data", extra])


@lru_cache(maxsize=1)
def shipped_concepts() -> Concepts:
    """Read what comes with the package, once a process: nothing of it can change."""
    return _read([files("knowledge") / "data"])


def _read(places: Sequence[Traversable]) -> Concepts:
    skills = [_skill(row) for place in places for row in _rows(place / "skills")]
    occupations = [_occupation(row) for place in places for row in _rows(place / "occupations")]
    return Concepts(skills, occupations)


def _rows(folder: Traversable) -> Iterator[dict[str, Any]]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)


def _skill(row: dict[str, Any]) -> Skill:
    return Skill.model_validate(row)


def _occupation(row: dict[str, Any]) -> Occupation:
    fields = dict(row)
    requirements = tuple(
        SkillRequirement(skill=ConceptUri(uri), relation=relation)
        for key, relation in (("essential", Relation.ESSENTIAL), ("optional", Relation.OPTIONAL))
        for uri in fields.pop(key, ())
    )
    return Occupation.model_validate({**fields, "requirements": requirements})


def key_of_name(name: str) -> str:
    """Fold a name to what all its spellings share; addresses stay as they are."""
    return name if "://" in name or name.startswith("urn:") else " ".join(folded(name).split())
