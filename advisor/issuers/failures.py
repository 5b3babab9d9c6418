"""How did a call to an issuer fail, and may it have had an effect?"""

import ssl
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from advisor.errors import IssuerFailure
from advisor.vocabulary.handoff import FailureKind

NOT_DONE_STATUSES = frozenset({408, 425, 429, 503})
REFUSED_US_STATUSES = frozenset({401, 403})
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, ssl.SSLError)
LONGEST_RETRY_AFTER = 86400.0


class TransientFailure(IssuerFailure):
    """Certainly without effect, and likely to pass."""

    kind = FailureKind.NOT_DONE


class AmbiguousFailure(IssuerFailure):
    """The issuer may have acted."""

    kind = FailureKind.AMBIGUOUS


class PermanentFailure(IssuerFailure):
    """A lasting no to this request."""

    kind = FailureKind.REFUSED


class NotAllowed(PermanentFailure):
    """A lasting no to us."""

    kind = FailureKind.REFUSED_US


def of_status(status: int, headers: Mapping[str, str]) -> IssuerFailure | None:
    """Read an HTTP status; None where it is a success."""
    if 200 <= status < 300:
        return None
    sentence = f"The issuer answered {status}."
    if status in NOT_DONE_STATUSES:
        return TransientFailure(sentence, "It is sent again later.", retry_after(headers))
    if status in REFUSED_US_STATUSES:
        return NotAllowed(sentence, "Check the provider's key in the issuers file.")
    if status >= 500:
        return AmbiguousFailure(sentence, "It may have acted.", retry_after(headers))
    return PermanentFailure(sentence, "Check the provider's table in the issuers file.")


def of_transport(error: Exception) -> IssuerFailure:
    """Read an error of the connection; its text stays out, since it may hold an address."""
    sentence = f"The call to the issuer ended with {type(error).__name__}."
    return TransientFailure(sentence) if isinstance(error, NEVER_SENT) else AmbiguousFailure(sentence)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Give the seconds of Retry-After, at most a day; a date counts from the answer's own Date."""
    stated = headers.get("retry-after", "").strip()
    if stated.isdecimal():
        return min(float(stated), LONGEST_RETRY_AFTER)
    at, sent = _date(stated), _date(headers.get("date", ""))
    if at is None or sent is None:
        return None
    return min(max((at - sent).total_seconds(), 0.0), LONGEST_RETRY_AFTER)


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
