"""What does work ask for?"""

from enum import StrEnum

from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.value import Value


class SkillKind(StrEnum):
    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    TRANSVERSAL = "transversal"
    LANGUAGE = "language"


class Relation(StrEnum):
    ESSENTIAL = "essential"
    OPTIONAL = "optional"


class Skill(Value):
    """An ESCO-style concept. Labels by language tag; `esco` is the same concept's address in ESCO where known."""

    concept_uri: ConceptUri
    esco: str | None = None
    kind: SkillKind = SkillKind.SKILL
    green: bool = False
    digital: bool = False
    preferred: dict[str, str]
    alternatives: dict[str, tuple[str, ...]] = {}
    description: dict[str, str] = {}


class SkillRequirement(Value):
    skill: ConceptUri
    relation: Relation


class Occupation(Value):
    """A job that people name, with what it requires."""

    concept_uri: ConceptUri
    esco: str | None = None
    isco: str = ""
    green: bool = False
    preferred: dict[str, str]
    alternatives: dict[str, tuple[str, ...]] = {}
    description: dict[str, str] = {}
    requirements: tuple[SkillRequirement, ...] = ()


class ConceptMatch(Value):
    """A skill or occupation that a person's words may mean, with those words."""

    uri: ConceptUri
    label: str
    """In the asked language, else the nearest that exists."""
    confidence: float
    """0..1; 1 for the exact label."""
    evidence: str
    """The words that it came from, verbatim."""
    start: int
    end: int
