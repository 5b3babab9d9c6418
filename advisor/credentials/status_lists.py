"""Has the issuer withdrawn a certificate since?"""

from typing import Any, NamedTuple

from advisor.credentials import jws, periods
from advisor.credentials.hosted import hosted_status
from advisor.credentials.material import Material, NotHere
from advisor.credentials.opening import Opened, open_file
from advisor.credentials.signatures import signature
from advisor.vocabulary.credential import (
    VALID,
    CheckReason,
    CheckResult,
    CheckStanding,
    CredentialForm,
    invalid,
    unknown,
)

ENTRIES = frozenset({"BitstringStatusListEntry", "StatusList2021Entry"})
LISTS = frozenset({"BitstringStatusList", "StatusList2021"})
PURPOSES = {"revocation": CheckReason.REVOKED, "suspension": CheckReason.SUSPENDED}
BESIDE = frozenset({"message", "refresh"})
"""Purposes that withdraw nothing."""
MOST_ENTRIES = 4


class Entry(NamedTuple):
    """Where the issuer keeps whether this one certificate stands."""

    purpose: str
    position: int
    address: str


def status(opened: Opened, material: Material) -> CheckResult:
    """Look at every list that the certificate names: one that withdraws it is enough, one that is silent leaves it open."""
    document = credential_of(opened)
    if opened.form is CredentialForm.OPEN_BADGE_2:
        return hosted_status(document, material)
    stated = document.get("credentialStatus")
    if stated is None:
        return CheckResult(standing=CheckStanding.VALID, reason=CheckReason.NO_LIST_NAMED)
    found = [
        _one(each, jws.issuer_of(opened.document) or str(opened.document.get("iss", "")), material)
        for each in (stated if isinstance(stated, list) else [stated])[:MOST_ENTRIES]
    ]
    order = (CheckStanding.INVALID, CheckStanding.UNKNOWN, CheckStanding.VALID)
    return min(found, key=lambda result: order.index(result.standing), default=unknown(CheckReason.LIST_NOT_SUPPORTED))


def credential_of(opened: Opened) -> dict[str, Any]:
    """Give the certificate itself, without the envelope of a JWT."""
    inner = opened.document.get("vc")
    return inner if isinstance(inner, dict) else opened.document


def _one(stated: Any, issuer: str, material: Material) -> CheckResult:
    entry = _entry(stated)
    if entry is None:
        kind = stated.get("type") if isinstance(stated, dict) else stated
        return unknown(CheckReason.LIST_NOT_SUPPORTED, str(kind)[:80])
    if entry.purpose in BESIDE:
        return VALID
    try:
        text = material.text_at(entry.address)
    except NotHere as error:
        reason = CheckReason.LIST_UNREACHABLE if error.asked else CheckReason.LIST_NOT_FETCHED
        return unknown(reason, entry.address[:200])
    listed = open_file(text.encode("utf-8", "replace")).certificates
    return (
        _on_list(entry, listed[0], issuer, material)
        if listed
        else unknown(CheckReason.LIST_UNREACHABLE, entry.address[:200])
    )


def _entry(stated: Any) -> Entry | None:
    if not isinstance(stated, dict) or stated.get("type") not in ENTRIES or stated.get("statusSize", 1) != 1:
        return None
    purpose, address = stated.get("statusPurpose"), stated.get("statusListCredential")
    position = _number(stated.get("statusListIndex"))
    if position is None or not isinstance(address, str) or purpose not in {*PURPOSES, *BESIDE}:
        return None
    return Entry(purpose, position, address)


def _number(stated: Any) -> int | None:
    if isinstance(stated, str) and stated.isascii() and stated.isdecimal() and len(stated) < 12:
        return int(stated)
    return stated if isinstance(stated, int) and not isinstance(stated, bool) else None


def _on_list(entry: Entry, listed: Opened, issuer: str, material: Material) -> CheckResult:
    """Read one bit of a list, which must be the same issuer's, signed, and of today."""
    document = credential_of(listed)
    named = document.get("id")
    theirs = jws.issuer_of(listed.document) == issuer and signature(listed, material).result == VALID
    if not theirs or (isinstance(named, str) and named.partition("#")[0] != entry.address.partition("#")[0]):
        return unknown(CheckReason.LIST_NOT_TRUSTED, entry.address[:200])
    if periods.validity_period(listed, material.now) != VALID:
        return unknown(CheckReason.LIST_EXPIRED, entry.address[:200])
    subject = document.get("credentialSubject")
    bit = _bit(subject, entry) if isinstance(subject, dict) else None
    if bit is None:
        return unknown(CheckReason.LIST_NOT_SUPPORTED, entry.address[:200])
    return invalid(PURPOSES[entry.purpose]) if bit else VALID


def _bit(subject: dict[str, Any], entry: Entry) -> int | None:
    """Unpack the list within bounds; None where it is another list or cannot be read."""
    from openvc.status.bitstring import StatusListError, decode_bitstring, get_status_bit

    purposes = subject.get("statusPurpose")
    if subject.get("type") not in LISTS or entry.purpose not in (
        purposes if isinstance(purposes, list) else [purposes]
    ):
        return None
    try:
        return get_status_bit(decode_bitstring(subject.get("encodedList", "")), entry.position)
    except (StatusListError, TypeError, ValueError, OSError):
        return None
