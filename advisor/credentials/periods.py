"""Is a certificate within the time for which it was issued?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from advisor.credentials.opening import Opened
from advisor.vocabulary.credential import VALID, CheckReason, CheckResult, invalid, unknown

STARTS = ("validFrom", "issuanceDate", "issuedOn", "nbf")
ENDS = ("validUntil", "expirationDate", "expires", "exp")
"""As Verifiable Credentials 2.0 and 1.1, Open Badges 2.0 and JWT name them."""
SKEW = timedelta(minutes=5)
"""By which a clock may be wrong."""


def validity_period(opened: Opened, now: datetime) -> CheckResult:
    """Compare all dates that the certificate states; what cannot be read is not taken for good."""
    return within(tuple(parts(opened)), now)


def within(documents: tuple[dict[str, Any], ...], now: datetime) -> CheckResult:
    try:
        starts = [moment_of(given) for given in _stated(documents, STARTS)]
        ends = [moment_of(given) for given in _stated(documents, ENDS)]
    except (ValueError, TypeError, OverflowError, OSError):
        return unknown(CheckReason.DATE_UNREADABLE)
    if ends and min(ends) + SKEW < now:
        return invalid(CheckReason.EXPIRED, min(ends).date().isoformat())
    if starts and max(starts) - SKEW > now:
        return invalid(CheckReason.NOT_YET, max(starts).date().isoformat())
    return VALID


def parts(opened: Opened) -> Iterator[dict[str, Any]]:
    """List what may state dates: the envelope, the certificate in it, and its proof."""
    yield opened.document
    for name in ("vc", "proof"):
        inner = opened.document.get(name)
        for each in inner if isinstance(inner, list) else [inner]:
            if isinstance(each, dict):
                yield {end: each[end] for end in ENDS if end in each} if name == "proof" else each


def _stated(documents: tuple[dict[str, Any], ...], names: tuple[str, ...]) -> list[Any]:
    return [document[name] for document in documents for name in names if document.get(name) is not None]


def moment_of(given: Any) -> datetime:
    """Read a date, a moment, or seconds since 1970. Raises ValueError, TypeError, OverflowError."""
    if isinstance(given, bool):
        raise TypeError
    if isinstance(given, (int, float)):
        return datetime.fromtimestamp(given, UTC)
    if not isinstance(given, str):
        raise TypeError
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        found = datetime.combine(date.fromisoformat(given), time())
    return found if found.tzinfo else found.replace(tzinfo=UTC)
