"""Is a certificate signed by the issuer that it names, word for word?"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from advisor.credentials import contexts, ed25519_2020, jws
from advisor.credentials.hosted import hosted_signature
from advisor.credentials.material import Material, NotHere
from advisor.credentials.opening import Opened
from advisor.vocabulary.credential import (
    VALID,
    CheckReason,
    CheckResult,
    CheckStanding,
    CredentialForm,
    invalid,
    unknown,
)

ASSERTING, AUTHENTICATING = "assertionMethod", "authentication"
NEEDS_CONTEXTS = frozenset({ed25519_2020.SUITE, "eddsa-rdfc-2022", "ecdsa-rdfc-2019"})
"""Suites that sign what the words mean; the others sign the words."""
SUITES = NEEDS_CONTEXTS | {"eddsa-jcs-2022", "ecdsa-jcs-2019"}
"""Not those of selective disclosure: a holder could leave out where the issuer says that it is withdrawn."""


class Signed(NamedTuple):
    result: CheckResult
    signer: str = ""
    """The DID whose key it is, where the signature holds."""


def signature(opened: Opened, material: Material) -> Signed:
    """Check who signed a certificate; only a signature that was checked and does not fit is wrong."""
    if opened.sealed:
        return Signed(unknown(CheckReason.PROOF_NOT_SUPPORTED, "JAdES"))
    if opened.form is CredentialForm.OPEN_BADGE_2_JWS:
        return Signed(unknown(CheckReason.PROOF_NOT_SUPPORTED, "Open Badges 2.0 JWS"))
    if opened.form is CredentialForm.OPEN_BADGE_2:
        return Signed(*hosted_signature(opened.document, material))
    issuer = jws.issuer_of(opened.document)
    if opened.token:
        iss = opened.document.get("iss")
        signed = whatever_happens(lambda: Signed(*jws.signature_of(opened.token, ASSERTING, material)))
        return _by_its_issuer(signed, *(name for name in (iss, issuer) if name))
    return _by_its_issuer(document_signature(opened.document, ASSERTING, material), issuer)


def document_signature(document: dict[str, Any], purpose: str, material: Material) -> Signed:
    """Check all proofs that a document carries: one that is wrong makes all wrong, one that holds is enough otherwise."""
    stated = document.get("proof")
    proofs = stated if isinstance(stated, list) else [stated] if stated else []
    if not proofs:
        return Signed(unknown(CheckReason.NOT_SIGNED))
    found = [_one_proof({**document, "proof": proof}, purpose, material) for proof in proofs[:3]]
    order = (CheckStanding.INVALID, CheckStanding.VALID, CheckStanding.UNKNOWN)
    return min(found, key=lambda signed: order.index(signed.result.standing))


def _one_proof(document: dict[str, Any], purpose: str, material: Material) -> Signed:
    proof = document["proof"]
    if not isinstance(proof, dict):
        return Signed(unknown(CheckReason.UNSUPPORTED_FORM))
    suite = str(proof.get("cryptosuite") or proof.get("type"))[:40]
    if suite not in SUITES:
        return Signed(unknown(CheckReason.PROOF_NOT_SUPPORTED, suite))
    here: dict[str, dict[str, Any]] = {}
    if suite in NEEDS_CONTEXTS:
        here, missing = _contexts(document, material)
        if missing:
            return Signed(unknown(CheckReason.CONTEXT_NOT_INSTALLED, missing[:200]))
    if suite == ed25519_2020.SUITE:
        return whatever_happens(lambda: Signed(VALID, ed25519_2020.signer(document, purpose, material, here)))
    return whatever_happens(lambda: _by_openvc(document, purpose, material, here))


def _by_openvc(
    document: dict[str, Any], purpose: str, material: Material, here: Mapping[str, dict[str, Any]]
) -> Signed:
    """Leave the suites of Data Integrity to the library."""
    from advisor.credentials.keys import did_of, resolver

    method = str(document["proof"].get("verificationMethod"))
    if purpose == AUTHENTICATING:
        from openvc.proof.data_integrity import DataIntegrityProofSuite

        DataIntegrityProofSuite().verify(
            document,
            resolver=resolver(material),
            expected_proof_purpose=purpose,
            extra_contexts=here,
            check_temporal=False,
        )
        return Signed(VALID, did_of(method))
    from openvc.verify import VerificationPolicy, verify_credential

    leaving_the_rest = VerificationPolicy(require_status=False, require_not_expired=False, now=material.now)
    verify_credential(document, policy=leaving_the_rest, resolver=resolver(material), extra_contexts=here)
    return Signed(VALID, did_of(method))


def _by_its_issuer(signed: Signed, *stated: object) -> Signed:
    """A signature that holds must be the issuer's own: anybody can sign in their own name."""
    if signed.result == VALID and any(name != signed.signer for name in stated or ("",)):
        return Signed(invalid(CheckReason.OTHER_KEY))
    return signed


def whatever_happens(look: Callable[[], Signed]) -> Signed:
    """Turn what the libraries raise into a result: what could not be checked is unknown, never forged."""
    from openvc.errors import OpenvcError

    try:
        return look()
    except NotHere as error:
        return Signed(
            unknown(CheckReason.KEY_NOT_FOUND if error.asked else CheckReason.KEY_NOT_FETCHED, error.address[:200])
        )
    except OpenvcError as error:
        return Signed(_result_of(error))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Signed(unknown(CheckReason.UNSUPPORTED_FORM))


def _result_of(error: Exception) -> CheckResult:
    from openvc.errors import KeyResolutionFailed
    from openvc.proof.contexts import DocumentLoaderError
    from openvc.proof.data_integrity import (
        CredentialExpired,
        CredentialNotYetValid,
        MalformedTimestamp,
        ProofPurposeMismatch,
    )
    from openvc.proof.errors import SignatureInvalid, UnsupportedCryptosuite
    from openvc.verify import IssuerBindingError, UnknownCredentialFormat

    outcomes: tuple[tuple[type[Exception] | tuple[type[Exception], ...], CheckResult], ...] = (
        (SignatureInvalid, invalid(CheckReason.TAMPERED)),
        (IssuerBindingError, invalid(CheckReason.OTHER_KEY)),
        (ProofPurposeMismatch, invalid(CheckReason.OTHER_KEY)),
        (KeyResolutionFailed, unknown(CheckReason.KEY_NOT_FOUND)),
        (DocumentLoaderError, unknown(CheckReason.CONTEXT_NOT_INSTALLED)),
        ((UnsupportedCryptosuite, UnknownCredentialFormat), unknown(CheckReason.PROOF_NOT_SUPPORTED)),
        # raised after the signature was found to hold; the dates are a check of their own
        ((CredentialExpired, CredentialNotYetValid, MalformedTimestamp), VALID),
    )
    return next((result for kind, result in outcomes if isinstance(error, kind)), unknown(CheckReason.UNSUPPORTED_FORM))


def _contexts(document: dict[str, Any], material: Material) -> tuple[dict[str, dict[str, Any]], str]:
    """Give the definitions that a document names, and the first that is not here."""
    found: dict[str, dict[str, Any]] = {}
    for address in _named(document):
        here = contexts.find(address, material.contexts)
        if here is None:
            return {}, address
        found[address] = here
    return found, ""


def _named(value: Any) -> Iterator[str]:
    """Go through the addresses of contexts, also those of parts, such as the certificates in a presentation."""
    if isinstance(value, list):
        for part in value:
            yield from _named(part)
    elif isinstance(value, dict):
        stated = value.get("@context")
        yield from (each for each in (stated if isinstance(stated, list) else [stated]) if isinstance(each, str))
        for name, part in value.items():
            if name != "@context":
                yield from _named(part)
