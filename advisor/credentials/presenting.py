"""Did the wallet of a holder sign this presentation, for us and for now?"""

from typing import Any, NamedTuple

from advisor.credentials import jws, periods
from advisor.credentials.material import Expected, Material
from advisor.credentials.opening import Opened, OpenedFile
from advisor.credentials.signatures import AUTHENTICATING, Signed, document_signature, whatever_happens
from advisor.vocabulary.credential import VALID, CheckReason, CheckResult, CredentialForm, invalid, unknown


class Presented(NamedTuple):
    result: CheckResult | None
    """None where the file is no presentation."""
    holder: str = ""
    """The DID whose wallet signed, where all is right."""


def presented(file: OpenedFile, material: Material) -> Presented:
    """Check a presentation; without a request of ours there is nothing that it could answer."""
    if file.presentation is None:
        return Presented(None)
    if material.expected is None:
        return Presented(unknown(CheckReason.ONLY_A_FILE))
    answers = _token_answers if file.presentation_token else _document_answers
    if not answers(file, material.expected, material):
        return Presented(invalid(CheckReason.OTHER_CHALLENGE))
    signed = _signed(file, material)
    holder = _holder(file.presentation)
    if signed.result == VALID and holder not in {"", signed.signer}:
        return Presented(invalid(CheckReason.OTHER_KEY))
    return Presented(signed.result, signed.signer)


def _signed(file: OpenedFile, material: Material) -> Signed:
    assert file.presentation is not None
    if not file.presentation_token:
        return document_signature(file.presentation, AUTHENTICATING, material)
    return whatever_happens(lambda: Signed(*jws.signature_of(file.presentation_token, AUTHENTICATING, material)))


def _document_answers(file: OpenedFile, expected: Expected, _: Material) -> bool:
    proof = (file.presentation or {}).get("proof")
    proofs = proof if isinstance(proof, list) else [proof]
    return all(
        isinstance(each, dict) and each.get("challenge") == expected.challenge and each.get("domain") == expected.domain
        for each in proofs
    )


def _token_answers(file: OpenedFile, expected: Expected, material: Material) -> bool:
    from advisor.credentials.opening import payload_of

    payload = payload_of(file.presentation_token)
    audience = payload.get("aud")
    ours = expected.domain in (audience if isinstance(audience, list) else [audience])
    in_time = periods.validity_period(
        Opened(CredentialForm.OTHER, {k: payload[k] for k in ("exp", "nbf") if k in payload}), material.now
    )
    return ours and payload.get("nonce") == expected.challenge and in_time == VALID


def _holder(presentation: dict[str, Any]) -> str:
    holder = presentation.get("holder")
    stated = holder.get("id") if isinstance(holder, dict) else holder
    return stated if isinstance(stated, str) else ""
