"""Where is a file of courses read: here, or in a process that can do no harm?"""

from collections.abc import Callable, Mapping
from functools import partial

from knowledge import formats, quarantine
from knowledge.errors import KnowledgeError, MalformedDraft
from knowledge.submissions.rules import finding
from knowledge.vocabulary.submission import Finding, Reading

ReadsFile = Callable[[bytes, str, Mapping[str, str]], Reading]
"""Content, format, mapping → what the file holds. Raises MalformedDraft."""
PACKED = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
"""ZIP (with XLSX and DOCX), PDF, and the older Office files: their readers are large and were not written for malice."""


def reads_file(content: bytes, *, from_outside: bool) -> ReadsFile:
    """Choose by who hands it in: the operator's own text is read here, all else in quarantine."""
    if from_outside:
        return partial(_quarantined, quarantine.FOR_PROVIDERS)
    if content.startswith(PACKED):
        return partial(_quarantined, quarantine.FOR_THE_OPERATOR)
    return formats.read


def _quarantined(budget: quarantine.Budget, content: bytes, format: str, mapping: Mapping[str, str]) -> Reading:
    options = {"format": format, "mapping": dict(mapping)}
    return Reading.model_validate(quarantine.read_in_quarantine("courses", content, options, budget))


def with_kept(read: ReadsFile, kept: Mapping[str, str], provider: str) -> ReadsFile:
    """Use the mapping that is kept for a provider; what is given wins, and a file that it does not fit is read without."""

    def reads(content: bytes, format: str, mapping: Mapping[str, str]) -> Reading:
        used = {ours: theirs for ours, theirs in kept.items() if ours not in mapping and theirs not in mapping.values()}
        if not used:
            return read(content, format, mapping)
        try:
            found = read(content, format, {**used, **mapping})
        except MalformedDraft:
            raise
        except KnowledgeError as error:
            found, note = read(content, format, mapping), _does_not_fit(provider, error)
        else:
            note = _used(provider, used)
        return found.model_copy(update={"findings": (note, *found.findings)})

    return reads


def with_codes(read: ReadsFile, codes: Mapping[int, str]) -> ReadsFile:
    """Give rows the external ids of the published courses that their provider says they are."""

    def reads(content: bytes, format: str, mapping: Mapping[str, str]) -> Reading:
        found = read(content, format, mapping)
        drafts = [
            one.model_copy(update={"fields": {**one.fields, "external_id": codes[one.row]}})
            if one.row in codes
            else one
            for one in found.drafts
        ]
        return found.model_copy(update={"drafts": tuple(drafts)})

    return reads


def _used(provider: str, used: Mapping[str, str]) -> Finding:
    pairs = ", ".join(f"{ours} ← {theirs}" for ours, theirs in used.items())
    return finding("kept_mapping", provider_name=provider, value=pairs)


def _does_not_fit(provider: str, error: KnowledgeError) -> Finding:
    return finding("kept_mapping_does_not_fit", provider_name=provider, why=str(error))
