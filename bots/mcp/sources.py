"""In which text does a citation stand, and does it stand there word for word?"""

from typing import Any

from knowledge.errors import NotFound
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredentialId
from knowledge.vocabulary.policy import PolicyDocumentId
from knowledge.vocabulary.search import SourceKind


def explained(library: Library, source: SourceKind, identifier: str, locator: str, quote: str) -> dict[str, Any]:
    """Give title, place and text of a source, and `verbatim`: null where no quote was given. Raises NotFound."""
    title, url, text = READERS[source](library, identifier, locator)
    return {
        "source": source.value,
        "id": identifier,
        "title": title,
        "locator": locator,
        "url": url,
        "text": text,
        "verbatim": quote in text if quote else None,
    }


def _catalogue(library: Library, identifier: str, locator: str) -> tuple[str, str, str]:
    record = library.find(MicroCredentialId(identifier))
    cited = library.cite(record, locator)
    if cited is None:
        raise NotFound(
            f"“{record.title}” states nothing under “{locator}”.", "Name a field, such as description or hours."
        )
    stated = getattr(record, locator, None)
    return record.title, cited.url, stated if isinstance(stated, str) else cited.quote


def _policy(library: Library, identifier: str, locator: str) -> tuple[str, str, str]:
    kept = library.document(PolicyDocumentId(identifier))
    texts = [passage.text for passage in kept.passages if passage.locator == locator]
    if not texts:
        raise NotFound(f"“{kept.document.title}” has no place called “{locator}”.", "Take the locator from a citation.")
    return kept.document.title, kept.document.url, "\n\n".join(texts)


def _skills(library: Library, identifier: str, _locator: str) -> tuple[str, str, str]:
    concept = library.occupation(identifier) or library.skill(identifier)
    if concept is None:
        raise NotFound("There is no such skill or occupation.", "Take the id from a citation.")
    return library.label(identifier, "en"), identifier, concept.model_dump_json()


READERS = {SourceKind.CATALOGUE: _catalogue, SourceKind.POLICY: _policy, SourceKind.SKILLS: _skills}
