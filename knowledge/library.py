"""What may other rooms ask of the knowledge base?"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from knowledge.vocabulary.credential import ConceptUri, MicroCredential, MicroCredentialId
from knowledge.vocabulary.policy import PolicyDocument, PolicyDocumentId
from knowledge.vocabulary.search import Citation, Filters, Match, PassageResult, Question
from knowledge.vocabulary.skill import ConceptMatch, Occupation, Skill
from knowledge.vocabulary.submission import Finding, SubmissionId, SubmissionReport


class Library(Protocol):
    """The front of the room. All methods are synchronous and safe to call from several threads."""

    # what can be learnt
    def catalogue_version(self) -> int: ...
    def micro_credentials(self) -> Sequence[MicroCredential]: ...
    def find(self, identifier: MicroCredentialId) -> MicroCredential:
        """Look up a micro-credential, withdrawn ones too. Raises NotFound."""
        ...

    def search(self, question: Question) -> Sequence[Match]: ...
    def count(self, filters: Filters) -> int:
        """Count the micro-credentials with at least one opportunity within the limits."""
        ...

    def teaching(self, skills: Sequence[ConceptUri], filters: Filters, limit: int = 200) -> Sequence[Match]:
        """List what teaches at least one of the skills within the limits, best covered first."""
        ...

    def cite(self, record: MicroCredential, field: str) -> Citation | None:
        """Quote a field of a record verbatim; None where it states nothing there."""
        ...

    # what work asks for
    def occupations_in(self, text: str, language: str | None = None, limit: int = 5) -> Sequence[ConceptMatch]: ...
    def skills_in(self, text: str, language: str | None = None, limit: int = 20) -> Sequence[ConceptMatch]: ...
    def occupation(self, uri: str) -> Occupation | None:
        """Look up by concept URI, by ESCO address or by exact label in any language."""
        ...

    def skill(self, uri: str) -> Skill | None:
        """Look up by concept URI, by ESCO address or by exact label in any language."""
        ...

    def label(self, uri: str, language: str) -> str:
        """Give the label in the language, else the nearest that exists, else the URI itself."""
        ...

    # what the rules say
    def passages(self, text: str, language: str | None = None, limit: int = 3) -> PassageResult: ...
    def documents(self) -> Sequence[PolicyDocument]: ...
    def import_document(self, name: str, content: bytes) -> tuple[PolicyDocument, bool]:
        """Read and keep a policy document; the flag says whether anything changed. Raises MalformedDraft."""
        ...

    def remove_document(self, identifier: PolicyDocumentId) -> None: ...

    # how courses come in
    def check(
        self,
        name: str,
        content: bytes,
        format: str = "auto",
        mapping: Mapping[str, str] | None = None,
        provider: str = "",
    ) -> SubmissionReport: ...
    def submit(
        self,
        name: str,
        content: bytes,
        format: str = "auto",
        mapping: Mapping[str, str] | None = None,
        provider: str = "",
        who: str = "operator",
    ) -> SubmissionReport:
        """Check, publish what has no error, and bring the index up to date; the same file again changes nothing."""
        ...

    def report(self, identifier: SubmissionId) -> SubmissionReport: ...
    def withdraw(self, identifier: MicroCredentialId) -> None: ...
    def export(self, format: str) -> bytes: ...

    # the index, a projection
    def reindex(self) -> int:
        """Rebuild the index from the catalogue; give the number of vectors."""
        ...

    def verify_index(self) -> Sequence[Finding]:
        """Say where the index and the catalogue disagree; empty when they agree."""
        ...

    def close(self) -> None: ...
