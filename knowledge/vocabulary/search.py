"""What is asked of the knowledge base, and what comes back?"""

from datetime import date
from enum import StrEnum

from knowledge.vocabulary.credential import ConceptUri, MicroCredential
from knowledge.vocabulary.opportunity import DeliveryMode, LearningOpportunity, Support, TimeOfDay
from knowledge.vocabulary.policy import Passage, PolicyDocument
from knowledge.vocabulary.value import ExactNumber, Value


class Filters(Value):
    """Hard limits. An opportunity passes only if the thing is stated and within the limit: not stated is never met."""

    max_hours: float | None = None
    max_price: ExactNumber | None = None
    currency: str | None = None
    """Currency of `max_price`; other currencies are compared through knowledge.money."""
    languages: tuple[str, ...] = ()
    modes: tuple[DeliveryMode, ...] = ()
    times: tuple[TimeOfDay, ...] = ()
    """Self-paced opportunities pass every time of day."""
    support: tuple[Support, ...] = ()
    country: str | None = None
    """Online opportunities pass every country."""
    near: str | None = None
    max_eqf_level: int | None = None
    start_by: date | None = None
    skills: tuple[ConceptUri, ...] = ()
    """At least one of these is taught."""


class Question(Value):
    """A learner's or a program's wish in words, under hard limits."""

    text: str
    language: str | None = None
    """None: detected from the text."""
    filters: Filters = Filters()
    limit: int = 10


class SourceKind(StrEnum):
    CATALOGUE = "catalogue"
    POLICY = "policy"
    SKILLS = "skills"


class Citation(Value):
    """A verbatim quote with the place where it stands."""

    source: SourceKind
    id: str
    """Micro-credential id, policy document id or concept URI."""
    title: str
    locator: str
    """Field name of the record, heading or page."""
    quote: str
    url: str = ""
    seen: date


class Match(Value):
    micro_credential: MicroCredential
    opportunity: LearningOpportunity
    score: float
    """Comparable within one result only."""
    coverage: float
    """Share of the question's words (by idf) that the record contains, 0..1."""
    citations: tuple[Citation, ...]


class PassageMatch(Value):
    passage: Passage
    document: PolicyDocument
    score: float
    """Centred cosine, comparable with `answerable_from`."""
    quote: str
    """The sentence or two of the passage that answer best, verbatim."""
    citation: Citation


class PassageResult(Value):
    """Passages, best first; `answerable` says whether the best one is near enough to be an answer at all."""

    answerable: bool
    matches: tuple[PassageMatch, ...]
