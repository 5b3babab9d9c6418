"""What can go wrong with facts, in a sentence and a hint?"""


class KnowledgeError(Exception):
    """An error that a person can act on: `str(error)` says what is wrong, `hint` what to do now."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class MalformedDraft(KnowledgeError):
    """A file that cannot be read at all in the given or detected format."""


class NotFound(KnowledgeError):
    """Nothing stands under that identifier."""


class IndexMismatch(KnowledgeError):
    """The index holds vectors of another embedding model, or does not agree with the catalogue."""


class DataFolderInUse(KnowledgeError):
    """Another process owns the index in this data folder."""


class MissingExtra(KnowledgeError):
    """An engine was asked for whose package is not installed."""


class EmbeddingUnavailable(KnowledgeError):
    """The embedding model did not answer: words answer meanwhile."""


class RefusedRequest(KnowledgeError):
    """Something was asked for that does not fit: an unknown format or column, a decision without a reason."""


class NotAllowed(KnowledgeError):
    """It is not this one's turn, or never at this one's hand."""


class SubmissionConflict(KnowledgeError):
    """The submission stands at another stage, or the same key came with another file."""


class AddressRefused(KnowledgeError):
    """An address that points inside, or is not https: it was not asked."""


class FetchFailed(KnowledgeError):
    """An address that was asked and gave nothing that can be used."""


class FeedsAreOff(KnowledgeError):
    """Fetching was asked for where the operator has not allowed it."""
