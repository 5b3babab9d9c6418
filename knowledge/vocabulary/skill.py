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
    reuse: str = ""
    """How far it carries, as ESCO says it: transversal, cross-sector, sector-specific or occupation-specific."""
    broader: tuple[ConceptUri, ...] = ()
    """What it is a part of: skills, and groups of skills."""
    related: tuple["SkillRequirement", ...] = ()
    """Skills that it builds on, as ESCO relates skill to skill."""


class SkillRequirement(Value):
    skill: ConceptUri
    relation: Relation
    source: str = ""
    """Who says so, where two speak of one occupation: ESCO or Cairn."""


class Occupation(Value):
    """A job that people name, with what it requires."""

    concept_uri: ConceptUri
    esco: str | None = None
    isco: str = ""
    code: str = ""
    """ESCO's own number below the ISCO group, such as 7411.1.3."""
    green: bool = False
    green_share: float | None = None
    """Share of green skills, 0..1, where ESCO states it."""
    preferred: dict[str, str]
    alternatives: dict[str, tuple[str, ...]] = {}
    description: dict[str, str] = {}
    requirements: tuple[SkillRequirement, ...] = ()
    requirements_from: str = "Cairn"
    """Who says what it requires: Cairn, ESCO, or "ESCO and Cairn"."""
    broader: tuple[ConceptUri, ...] = ()


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


class SkillsBase(Value):
    """Which skills and occupations an installation knows, and whose they are."""

    name: str
    skills: int
    occupations: int
    requirements: int = 0
    languages: tuple[str, ...] = ()
    attribution: str = ""
    """The sentence that the source's licence asks for; empty for our own."""
    trouble: str = ""
    """Why an imported base is not used; empty where all is well."""


class TaxonomyImport(Value):
    """What an import of a skills release read and what it changed."""

    base: SkillsBase
    changed: bool
    read: dict[str, int] = {}
    """Rows read: skills, occupations, relations, groups …"""
    languages: tuple[str, ...] = ()
    """Languages that this import brought."""
    notes: tuple[str, ...] = ()
    """What was left out and why."""
