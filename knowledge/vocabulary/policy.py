"""What do the rules say, and where exactly?"""

from datetime import date, datetime
from typing import NewType

from knowledge.vocabulary.value import Value

PolicyDocumentId = NewType("PolicyDocumentId", str)
PassageId = NewType("PassageId", str)


class PolicyDocument(Value):
    """A document about rules: recognition, funding, definitions."""

    id: PolicyDocumentId
    title: str
    issuer: str = ""
    source: str = ""
    """Full name of the document that this one is or summarises."""
    url: str = ""
    language: str = "und"
    dated: date | None = None
    version: str = ""
    """Number of the version or edition, as the document states it."""
    pages: int = 0
    """0: the form has no pages."""
    form: str = ""
    """How the file was written: pdf, docx, html, markdown, text."""
    notes: tuple[str, ...] = ()
    """What could not be read, a sentence each."""
    seen: date
    content_sha: str
    """sha256 of the bytes handed in, so that the same file again changes nothing."""


class Passage(Value):
    """A piece of a document, verbatim, with the place where it stands."""

    id: PassageId
    document: PolicyDocumentId
    locator: str
    """Heading or page, as a person would look it up."""
    text: str


class DocumentVersion(Value):
    """One state of a policy document, kept readable after another took its place."""

    number: int
    document: PolicyDocument
    passages: tuple[Passage, ...]
    status: str = "current"
    """current, replaced or removed."""
    at: datetime | None = None
    """When it was taken in; None where nobody wrote that down."""
    who: str = ""
    why: str = ""
