"""A learner shows a certificate: what was looked at, and what came of each look?"""

from datetime import datetime
from enum import StrEnum

from knowledge.vocabulary.value import Value


class CredentialForm(StrEnum):
    """How a certificate is written down."""

    OPEN_BADGE_3 = "open_badge_3"
    """JSON-LD with a proof of its own."""
    OPEN_BADGE_3_JWT = "open_badge_3_jwt"
    OPEN_BADGE_2 = "open_badge_2"
    """Its truth is the page of its issuer."""
    OPEN_BADGE_2_JWS = "open_badge_2_jws"
    ELM = "elm"
    """European Learning Model: a European Digital Credential for Learning."""
    OTHER = "other"
    """A verifiable credential of another kind."""


class CheckStanding(StrEnum):
    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"


class CheckReason(StrEnum):
    """Why a check ended as it did. Each has its sentence, for some with a hint, in advisor/credentials/wording.py."""

    # signature
    TAMPERED = "tampered"
    OTHER_KEY = "other_key"
    NOT_SIGNED = "not_signed"
    PROOF_NOT_SUPPORTED = "proof_not_supported"
    CONTEXT_NOT_INSTALLED = "context_not_installed"
    UNSUPPORTED_FORM = "unsupported_form"
    TOO_COMPLEX = "too_complex"
    KEY_NOT_FETCHED = "key_not_fetched"
    KEY_NOT_FOUND = "key_not_found"
    PAGE_NOT_FETCHED = "page_not_fetched"
    PAGE_DIFFERS = "page_differs"
    # validity period
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    DATE_UNREADABLE = "date_unreadable"
    # status
    NO_LIST_NAMED = "no_list_named"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    LIST_NOT_FETCHED = "list_not_fetched"
    LIST_UNREACHABLE = "list_unreachable"
    LIST_EXPIRED = "list_expired"
    LIST_NOT_TRUSTED = "list_not_trusted"
    LIST_NOT_SUPPORTED = "list_not_supported"
    # issuer
    NOT_ON_OUR_LIST = "not_on_our_list"
    SIGNATURE_FIRST = "signature_first"
    # holder and challenge
    OTHER_HOLDER = "other_holder"
    NO_HOLDER_NAMED = "no_holder_named"
    ONLY_A_FILE = "only_a_file"
    OTHER_CHALLENGE = "other_challenge"


class CheckResult(Value):
    """What came of one check. An unknown always says why; it is never taken for good and never for bad."""

    standing: CheckStanding
    reason: CheckReason | None = None
    detail: str = ""
    """What the reason is about: a date, an address, a kind of proof."""


VALID = CheckResult(standing=CheckStanding.VALID)


def invalid(reason: CheckReason, detail: str = "") -> CheckResult:
    return CheckResult(standing=CheckStanding.INVALID, reason=reason, detail=detail)


def unknown(reason: CheckReason, detail: str = "") -> CheckResult:
    return CheckResult(standing=CheckStanding.UNKNOWN, reason=reason, detail=detail)


class Worth(StrEnum):
    """For what a certificate can count once the learner says yes to what it is read as."""

    VERIFIED = "verified"
    DOCUMENT = "document"
    NOTHING = "nothing"


CHECKS = ("signature", "validity_period", "status", "issuer_known", "holder_bound", "challenge_fresh")
"""The six results, in the order in which people are told."""


class CredentialCheck(Value):
    """What is kept of a certificate that was shown: the results, its title and its fingerprint, not the certificate."""

    form: CredentialForm
    title: str = ""
    issuer: str = ""
    """A DID or an address, as the certificate states it."""
    issuer_name: str = ""
    sha256: str
    """Of the certificate as it was handed in."""
    at: datetime
    signature: CheckResult
    validity_period: CheckResult
    status: CheckResult
    issuer_known: CheckResult
    holder_bound: CheckResult
    challenge_fresh: CheckResult

    @property
    def results(self) -> tuple[tuple[str, CheckResult], ...]:
        return tuple((name, getattr(self, name)) for name in CHECKS)

    @property
    def worth(self) -> Worth:
        """All six right is verified; one wrong is nothing; between them it is a document."""
        standings = {result.standing for _, result in self.results}
        if CheckStanding.INVALID in standings:
            return Worth.NOTHING
        return Worth.DOCUMENT if CheckStanding.UNKNOWN in standings else Worth.VERIFIED


class PresentationRequest(Value):
    """We asked a learner's wallet to show a certificate. Its id is the way in, and it is answered once."""

    id: str
    conversation: str
    challenge: str
    """What the wallet signs, so that nobody can show the same answer again."""
    language: str
    created: datetime
    expires: datetime
    answered: datetime | None = None
