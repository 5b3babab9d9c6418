"""Which skills and occupations are known, and by which names?"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from knowledge.transliteration import folded
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.language import understood_together
from knowledge.vocabulary.skill import Occupation, Relation, Skill, SkillRequirement

Concept = Skill | Occupation


class Concepts:
    """The skills and occupations of one installation; it does not change while it is in use."""

    def __init__(self, skills: Iterable[Skill], occupations: Iterable[Occupation]) -> None:
        self.skills: Mapping[str, Skill] = {str(s.concept_uri): s for s in skills}
        self.occupations: Mapping[str, Occupation] = {str(o.concept_uri): o for o in occupations}
        self._asked_by = Counter(
            str(r.skill)
            for occupation in self.occupations.values()
            for r in occupation.requirements
            if r.relation is Relation.ESSENTIAL
        )
        self._skill_names = _names(self.skills.values())
        self._occupation_names = _names(self.occupations.values())

    def skill(self, name: str) -> Skill | None:
        """Look up by concept URI, by ESCO address or by exact label in any language."""
        return self.skills.get(self._skill_names.get(_key(name), ""))

    def occupation(self, name: str) -> Occupation | None:
        """Look up by concept URI, by ESCO address or by exact label in any language."""
        return self.occupations.get(self._occupation_names.get(_key(name), ""))

    def asked_by(self, skill: str) -> int:
        """Count the occupations to which a skill is essential: many ask for team work, few for a solar inverter."""
        return self._asked_by[skill]

    def label(self, uri: str, language: str) -> str:
        """Give the label in the language, else the nearest that exists, else the URI itself."""
        concept = self.skill(uri) or self.occupation(uri)
        return nearest_label(concept, language) if concept else uri


def nearest_label(concept: Concept, language: str) -> str:
    """Give the label that a speaker of the language understands best."""
    for tag in (*understood_together(language), "en"):
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


def _names(concepts: Iterable[Concept]) -> dict[str, str]:
    """Map every name to its concept; a preferred label wins over another concept's alternative one."""
    preferred: dict[str, str] = {}
    other: dict[str, str] = {}
    for concept in concepts:
        uri = str(concept.concept_uri)
        preferred.update({_key(name): uri for name in (uri, concept.esco or uri)})
        for label in concept.preferred.values():
            preferred.setdefault(_key(label), uri)
        for labels in concept.alternatives.values():
            for label in labels:
                other.setdefault(_key(label), uri)
    return {**other, **preferred}


def _key(name: str) -> str:
    return name if "://" in name or name.startswith("urn:") else " ".join(folded(name).split())
