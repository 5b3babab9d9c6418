"""Does the issuer's own page still say what an Open Badge 2.0 says (hosted verification)?"""

from typing import Any
from urllib.parse import urlsplit

from advisor.credentials.contexts import fingerprint
from advisor.credentials.material import Material, NotHere
from advisor.vocabulary.credential import VALID, CheckReason, CheckResult, invalid, unknown


def hosted_signature(document: dict[str, Any], material: Material) -> tuple[CheckResult, str]:
    """Compare with the page; give the result, and the origin that answers for it where the page says just the same."""
    page = page_of(document)
    try:
        there = material.json_at(page)
    except NotHere as error:
        return unknown(CheckReason.KEY_NOT_FOUND if error.asked else CheckReason.PAGE_NOT_FETCHED, page[:200]), ""
    withdrawn = there.get("revoked") is True
    stated = ("id",) if withdrawn else ("id", "recipient", "issuedOn")
    if any(fingerprint(there.get(name)) != fingerprint(document.get(name)) for name in stated):
        return invalid(CheckReason.PAGE_DIFFERS, page[:200]), ""
    if not withdrawn and fingerprint(there) != fingerprint(document):
        return unknown(CheckReason.PAGE_DIFFERS, page[:200]), ""
    return VALID, _origin(page)


def hosted_status(document: dict[str, Any], material: Material) -> CheckResult:
    """A badge that its issuer has withdrawn says so on its page."""
    try:
        there = material.json_at(page_of(document))
    except NotHere:
        return unknown(CheckReason.LIST_NOT_FETCHED)
    return invalid(CheckReason.REVOKED) if there.get("revoked") is True else VALID


def page_of(document: dict[str, Any]) -> str:
    """Give the address of the page: the assertion's own, where nothing else is stated."""
    stated = document.get("verification") or document.get("verify")
    page = stated.get("url") if isinstance(stated, dict) else None
    found = page or document.get("id") or ""
    return found if isinstance(found, str) else ""


def _origin(page: str) -> str:
    """Name who answers for a page. No DID: many may write on one host, so only the operator can vouch for it."""
    return f"https://{urlsplit(page).hostname or ''}"
