"""What can be earned?"""

from datetime import date
from enum import StrEnum
from typing import NewType

from knowledge.vocabulary.opportunity import LearningOpportunity
from knowledge.vocabulary.organisation import Organisation
from knowledge.vocabulary.value import Value

MicroCredentialId = NewType("MicroCredentialId", str)
ConceptUri = NewType("ConceptUri", str)


class LearningOutcome(Value):
    text: str
    language: str = "und"


class AssessmentPart(Value):
    """One part of an examination, as stated: "Fachgespräch", 40."""

    name: str
    share: int | None = None
    """Percent of the whole; None where not stated."""


class Assessment(Value):
    text: str
    parts: tuple[AssessmentPart, ...] = ()
    """Read from the text where it lists several."""
    supervision: str = ""
    """How the learner's identity is checked, where stated."""


class QualityMark(Value):
    """A named mark of a scheme, e.g. DIHK level A."""

    scheme: str
    level: str = ""


class QualityAssurance(Value):
    text: str
    marks: tuple[QualityMark, ...] = ()


class Workload(Value):
    """Hours and ECTS as the provider stated them; neither is ever computed from the other."""

    hours: float | None = None
    ects: float | None = None


class PrerequisiteKind(StrEnum):
    COURSE = "course"
    SKILL = "skill"
    EQF_LEVEL = "eqf_level"
    TEXT = "text"


class Prerequisite(Value):
    """Something to have before: `reference` is a micro-credential id, a concept URI or a level; empty for plain text."""

    kind: PrerequisiteKind
    text: str
    reference: str = ""


class TaughtSkill(Value):
    """A skill that a micro-credential teaches; `inferred` where we read it from the text, with the words in `evidence`."""

    uri: ConceptUri | None = None
    """None where the provider's word matches no known concept."""
    label: str
    inferred: bool = False
    evidence: str = ""
    confidence: float = 1.0


class MicroCredential(Value):
    """What can be earned, with the opportunities to learn it. People see the word "course"."""

    id: MicroCredentialId
    external_id: str
    title: str
    description: str = ""
    language: str = "und"
    """Language of the record's own text."""
    awarding_body: Organisation
    outcomes: tuple[LearningOutcome, ...] = ()
    skills: tuple[TaughtSkill, ...] = ()
    workload: Workload = Workload()
    eqf_level: int | None = None
    assessment: Assessment | None = None
    quality_assurance: QualityAssurance | None = None
    prerequisites: tuple[Prerequisite, ...] = ()
    stacks_into: tuple[str, ...] = ()
    further_information: str = ""
    opportunities: tuple[LearningOpportunity, ...] = ()
    demonstration: bool = False
    """True for the bundled sample: shown wherever the record is shown."""
    seen: date
    """The day on which the record was last handed in."""
