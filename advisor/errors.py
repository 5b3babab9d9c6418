"""What can go wrong with advice, in a sentence and a hint?"""

from advisor.vocabulary.handoff import FailureKind


class AdvisorError(Exception):
    """An error that a person can act on: `str(error)` says what is wrong, `hint` what to do now."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class ConversationNotFound(AdvisorError):
    """No such conversation, or not with this token."""


class MessageConflict(AdvisorError):
    """The same client message id came with another text."""


class Busy(AdvisorError):
    """Too many open turns; try again in a moment."""


class InvalidProfile(AdvisorError):
    """A profile with an unknown or impossible field, which the message names."""


class LanguageModelUnavailable(AdvisorError):
    """A language model that cannot be opened or asked: rules and templates answer, as without one."""


class CaseNotFound(AdvisorError):
    """No such case, or it is another counsellor's."""


class CaseConflict(AdvisorError):
    """The step is not possible as the case stands now: somebody else was quicker, or it is closed."""


class ConsentMissing(AdvisorError):
    """A file came without its owner's yes to having it read."""


class UnreadableFile(AdvisorError):
    """A learner's file that cannot be read; both sentences are for the learner, and translated."""


class HandOffNotFound(AdvisorError):
    """No such hand-off."""


class HandOffRefused(AdvisorError):
    """The step is not possible in the hand-off's present state, or consent is missing."""


class InvalidIssuersFile(AdvisorError):
    """The issuers file cannot be used; the message names the table and the key."""


class RequestNotFound(AdvisorError):
    """No such request to a wallet, or its conversation is gone."""


class RequestOver(AdvisorError):
    """The request to a wallet was answered already, or its time is over."""


class PresentationRefused(AdvisorError):
    """What a wallet sent does not answer our request: nothing of it was taken."""


class IssuerFailure(AdvisorError):
    """A call to an issuer that did not end well. `str(error)` is fit for a log: no address, no offer, no person."""

    kind: FailureKind

    def __init__(self, message: str, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, hint)
        self.retry_after = retry_after
        """Seconds that the issuer asks us to wait."""
