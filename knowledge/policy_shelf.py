"""Which policy documents are there, and which were there before: who took them in, when and why?"""

from collections.abc import Sequence
from datetime import datetime

from knowledge.errors import NotFound
from knowledge.ports import CatalogueStore
from knowledge.submissions.identifiers import slug
from knowledge.transliteration import folded
from knowledge.vocabulary.policy import DocumentVersion, Passage, PassageId, PolicyDocument, PolicyDocumentId

KIND = "policy_version"
"""Under which kind the store keeps the versions."""
CURRENT, REPLACED, REMOVED = "current", "replaced", "removed"
_WORDS_OF_A_TITLE = 3
"""Two documents are the same by their titles only where these say something: “Rules” says nothing."""
_ALIKE = 55


class PolicyShelf:
    """Documents with all their versions: what was replaced or removed stays readable until it is erased."""

    def __init__(self, store: CatalogueStore) -> None:
        self._store = store

    def keep(
        self,
        document: PolicyDocument,
        passages: Sequence[Passage],
        *,
        at: datetime,
        who: str,
        why: str = "",
        named: bool = False,
    ) -> tuple[PolicyDocument, bool]:
        """Put a document in place of the one that it is a version of; the flag says whether anything changed.

        `named`: its identifier was stated, not made from the name of the file.
        """
        document, passages = self._named_as_before(document, passages, named=named)
        held = self._held(document.id)
        if held and _same(held.document, document) and held.passages == tuple(passages):
            return held.document, False
        number = 1
        for version in self._written(document.id, held):
            number = max(number, version.number + 1)
            if version.status == CURRENT:
                self._write(version.model_copy(update={"status": REPLACED}))
        new = DocumentVersion(number=number, document=document, passages=tuple(passages), at=at, who=who, why=why)
        self._store.save_document(document, passages)
        self._write(new)
        return document, True

    def versions(self, identifier: PolicyDocumentId) -> Sequence[DocumentVersion]:
        """List the versions of a document, oldest first. Raises NotFound."""
        found = self._written(identifier, self._held(identifier))
        if not found:
            raise _nothing(identifier)
        return found

    def version(self, identifier: PolicyDocumentId, number: int | None = None) -> DocumentVersion:
        """Give the version with that number, else the newest. Raises NotFound."""
        versions = self.versions(identifier)
        found = next((one for one in versions if one.number == number), None) if number else versions[-1]
        if found is None:
            numbers = ", ".join(str(one.number) for one in versions)
            raise NotFound(f"{identifier!r} has no version {number}.", hint=f"There are: {numbers}.")
        return found

    def remove(self, identifier: PolicyDocumentId, *, erase: bool = False) -> None:
        """Take a document out of what answers quote; `erase` forgets its versions too. Raises NotFound."""
        held = self._held(identifier)
        versions = self._written(identifier, held)
        if held is None and not (erase and versions):
            raise _nothing(identifier)
        self._store.remove_document(identifier)
        for version in versions:
            if erase:
                self._store.forget(KIND, _key(version))
            elif version.status == CURRENT:
                self._write(version.model_copy(update={"status": REMOVED}))

    def _held(self, identifier: PolicyDocumentId) -> DocumentVersion | None:
        """Give what answers quote now, as a version without a history."""
        document = next((one for one in self._store.documents() if one.id == identifier), None)
        if document is None:
            return None
        passages = tuple(one for one in self._store.passages() if one.document == identifier)
        return DocumentVersion(number=1, document=document, passages=passages)

    def _written(self, identifier: PolicyDocumentId, held: DocumentVersion | None) -> list[DocumentVersion]:
        """List what is written down; a document from before versions were kept is its own first version."""
        kept = self._store.kept(KIND)
        found = [DocumentVersion.model_validate_json(text) for key, text in kept.items() if _is_of(key, identifier)]
        found.sort(key=lambda version: version.number)
        return found or ([held] if held else [])

    def _write(self, version: DocumentVersion) -> None:
        self._store.keep(KIND, _key(version), version.model_dump_json())

    def _named_as_before(
        self, document: PolicyDocument, passages: Sequence[Passage], *, named: bool
    ) -> tuple[PolicyDocument, Sequence[Passage]]:
        """Give a new file of a document that is there the identifier of that one."""
        others = self._store.documents()
        same_file = next((other for other in others if other.id == document.id), None)
        if same_file and (named or _alike(same_file.title, document.title)):
            return document, passages
        before = next((other for other in others if is_version_of(document, other)), None)
        if before is not None:
            return _renamed(document, passages, before.id)
        if same_file is not None:
            return _renamed(document, passages, PolicyDocumentId(f"{document.id}-{slug(document.title)}"))
        return document, passages


def is_version_of(document: PolicyDocument, other: PolicyDocument) -> bool:
    """Say whether two documents are one: title and language are the same, and neither issuer nor address speaks against it."""
    if document.language != other.language or folded(document.title) != folded(other.title):
        return False
    if len(document.title.split()) < _WORDS_OF_A_TITLE:
        return False
    pairs = ((document.issuer, other.issuer), (document.url, other.url))
    return all(not one or not two or folded(one) == folded(two) for one, two in pairs)


def _alike(one: str, other: str) -> bool:
    """Say whether two titles may name two versions of one document; a page is called index.html on every site."""
    from rapidfuzz.fuzz import token_set_ratio

    return token_set_ratio(folded(one), folded(other)) >= _ALIKE


def _renamed(
    document: PolicyDocument, passages: Sequence[Passage], identifier: PolicyDocumentId
) -> tuple[PolicyDocument, Sequence[Passage]]:
    renamed = [
        one.model_copy(update={"id": PassageId(f"{identifier}#{n}"), "document": identifier})
        for n, one in enumerate(passages, 1)
    ]
    return document.model_copy(update={"id": identifier}), renamed


def _same(held: PolicyDocument, new: PolicyDocument) -> bool:
    """Compare all but the day on which they were seen."""
    return held.model_copy(update={"seen": new.seen}) == new


def _key(version: DocumentVersion) -> str:
    return f"{version.document.id}/{version.number:05}"


def _is_of(key: str, identifier: str) -> bool:
    return key.rpartition("/")[0] == identifier


def _nothing(identifier: str) -> NotFound:
    return NotFound(f"There is no policy document {identifier!r}.", hint="`cairn policies list` shows what there is.")
