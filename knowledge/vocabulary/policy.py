"""What do the rules say, and where exactly?"""

from datetime import date
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
