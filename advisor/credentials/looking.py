"""What is a certificate worth, from its bytes and what is at hand alone?

Pure: nothing is fetched, written or remembered. It runs in a limited child process (knowledge/quarantine.py), because
whoever made the file may have made it to keep us busy.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from advisor.credentials import jws
from advisor.credentials.achievements import achievement_of, issuer_name, subject_of
from advisor.credentials.examined import Examined, Looked
from advisor.credentials.material import Expected, Material
from advisor.credentials.opening import Opened, open_file
from advisor.credentials.periods import validity_period
from advisor.credentials.presenting import Presented, presented
from advisor.credentials.signatures import signature
from advisor.credentials.status_lists import status
from advisor.vocabulary.credential import VALID, CheckReason, CheckResult, CredentialCheck, invalid, unknown


def look(data: bytes, material: Material) -> Looked:
    """Open the file, check each certificate in it, and list what would have to be fetched to say more."""
    file = open_file(data)
    shown = presented(file, material)
    mark = hashlib.sha256(data).hexdigest()
    found = tuple(_examined(opened, shown, mark, material) for opened in file.certificates)
    return Looked(certificates=found, presented=shown.result, wanted=tuple(material.wanted))


def look_in_child(
    content: bytes,
    *,
    now: str,
    contexts: str,
    known: list[str],
    fetched: Mapping[str, str | None],
    expected: list[str] | None,
) -> dict[str, Any]:
    """Do the same behind the wall: options and answer are JSON."""
    material = Material(
        now=datetime.fromisoformat(now),
        contexts=Path(contexts) if contexts else None,
        known=frozenset(known),
        fetched=fetched,
        expected=Expected(*expected) if expected else None,
    )
    return look(content, material).model_dump(mode="json")


def load_for(_: bytes) -> None:
    """Load the libraries before the wall closes."""
    import jwt
    import openvc.did.did_jwk
    import openvc.did.did_web
    import openvc.proof.data_integrity
    import openvc.status.bitstring
    import openvc.verify
    from lxml import etree
    from pyld import jsonld

    del jwt, openvc, etree, jsonld


def _examined(opened: Opened, shown: Presented, mark: str, material: Material) -> Examined:
    achievement, signed = achievement_of(opened), signature(opened, material)
    issuer = jws.issuer_of(opened.document) or signed.signer or str(opened.document.get("iss") or "")
    held = subject_of(opened)
    certain = signed.result == VALID
    check = CredentialCheck(
        form=opened.form,
        title=achievement.title,
        issuer=issuer[:200],
        issuer_name=issuer_name(opened),
        sha256=mark,
        at=material.now,
        signature=signed.result,
        validity_period=validity_period(opened, material.now),
        status=status(opened, material) if certain else unknown(CheckReason.SIGNATURE_FIRST),
        issuer_known=_known(issuer, material.known) if certain else unknown(CheckReason.SIGNATURE_FIRST),
        holder_bound=_bound(held, shown),
        challenge_fresh=shown.result if shown.result is not None else unknown(CheckReason.ONLY_A_FILE),
    )
    return Examined(check=check, achievement=achievement, subject=held)


def _known(issuer: str, known: frozenset[str]) -> CheckResult:
    return VALID if issuer in known else unknown(CheckReason.NOT_ON_OUR_LIST, issuer[:200])


def _bound(subject: str, shown: Presented) -> CheckResult:
    """Compare to whom the certificate was issued with who showed it."""
    if not shown.holder or shown.result != VALID:
        return unknown(CheckReason.ONLY_A_FILE)
    if not subject:
        return unknown(CheckReason.NO_HOLDER_NAMED)
    return VALID if subject == shown.holder else invalid(CheckReason.OTHER_HOLDER)
