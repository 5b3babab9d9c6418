"""How is a learner told what came of checking a certificate?"""

from collections.abc import Mapping

from advisor.translations import translate
from advisor.vocabulary.credential import CheckReason, CheckResult, CheckStanding, CredentialCheck, Worth

LOOKED_AT = "I looked at this certificate: {title}, from {issuer}."
NAMELESS = "a certificate without a title"
SOMEBODY = "an issuer without a name"
RIGHT: Mapping[str, str] = {
    "signature": "The signature is right: nothing was changed since it was issued.",
    "validity_period": "It is within its period of validity.",
    "status": "The issuer has not withdrawn it.",
    "issuer_known": "I know this issuer.",
    "holder_bound": "It was issued to you: your wallet has shown that.",
    "challenge_fresh": "Your wallet answered my request just now.",
}
UNCHECKABLE = "It is signed in a way that I cannot check."
WITHDRAWN_OR_NOT = "I could not find out whether the issuer has withdrawn it."
A_FILE = "A file alone does not show that it was issued to you; a wallet can show that."
NOT_RIGHT: Mapping[CheckReason, str] = {
    CheckReason.TAMPERED: "The signature is wrong: this is not what the issuer signed.",
    CheckReason.OTHER_KEY: "It is signed by somebody else than the issuer that it names.",
    CheckReason.NOT_SIGNED: "It carries no signature, so I cannot tell who wrote it.",
    CheckReason.PROOF_NOT_SUPPORTED: UNCHECKABLE,
    CheckReason.UNSUPPORTED_FORM: UNCHECKABLE,
    CheckReason.TOO_COMPLEX: UNCHECKABLE,
    CheckReason.CONTEXT_NOT_INSTALLED: "I cannot check the signature: a definition that it needs is not installed here.",
    CheckReason.KEY_NOT_FETCHED: "I cannot check the signature: the issuer's key lies on a page that I do not open.",
    CheckReason.KEY_NOT_FOUND: "I cannot check the signature: the issuer's key could not be found.",
    CheckReason.PAGE_NOT_FETCHED: "Only the issuer's page says whether it is genuine, and I do not open that.",
    CheckReason.PAGE_DIFFERS: "The issuer's page says something else than this file.",
    CheckReason.EXPIRED: "It expired on {detail}.",
    CheckReason.NOT_YET: "It is valid from {detail} on only.",
    CheckReason.DATE_UNREADABLE: "I cannot read until when it is valid.",
    CheckReason.NO_LIST_NAMED: "It names no list of withdrawn certificates, so it stands.",
    CheckReason.REVOKED: "The issuer has withdrawn it.",
    CheckReason.SUSPENDED: "The issuer has suspended it for now.",
    CheckReason.LIST_NOT_FETCHED: WITHDRAWN_OR_NOT,
    CheckReason.LIST_UNREACHABLE: WITHDRAWN_OR_NOT,
    CheckReason.LIST_EXPIRED: WITHDRAWN_OR_NOT,
    CheckReason.LIST_NOT_TRUSTED: WITHDRAWN_OR_NOT,
    CheckReason.LIST_NOT_SUPPORTED: WITHDRAWN_OR_NOT,
    CheckReason.NOT_ON_OUR_LIST: "I do not know this issuer.",
    CheckReason.SIGNATURE_FIRST: "Who issued it is not certain.",
    CheckReason.OTHER_HOLDER: "It was issued to somebody else than the one who showed it.",
    CheckReason.NO_HOLDER_NAMED: "It does not say to whom it was issued in a way that I can check.",
    CheckReason.ONLY_A_FILE: A_FILE,
    CheckReason.OTHER_CHALLENGE: "It answers another request than mine.",
}
VERDICTS: Mapping[Worth, str] = {
    Worth.VERIFIED: "All of it is right, so I can count it as verified. Does it show that you can do this?",
    Worth.DOCUMENT: "Not all of it could be checked, so I can count it as a document. Does it show that you can do this?",
    Worth.NOTHING: "So I count nothing from it. If that is a mistake, ask the issuer; a person can help you too.",
}
OUR_COURSE = "It is the certificate of “{course}”, so you need not take that course again."
NO_SKILL = "I found no skill that I know in it. Tell me in your own words what you learnt there."
HINTS: Mapping[CheckReason, str] = {
    CheckReason.CONTEXT_NOT_INSTALLED: "`cairn credentials contexts add FOLDER` installs it: {detail}",
    CheckReason.KEY_NOT_FETCHED: "Set CAIRN_CREDENTIALS_FETCH=true to have issuers' keys fetched from public addresses: {detail}",
    CheckReason.PAGE_NOT_FETCHED: "Set CAIRN_CREDENTIALS_FETCH=true to have issuers' pages fetched from public addresses: {detail}",
    CheckReason.LIST_NOT_FETCHED: "Set CAIRN_CREDENTIALS_FETCH=true to have lists of withdrawn certificates fetched: {detail}",
    CheckReason.LIST_UNREACHABLE: "The list did not answer; check again later: {detail}",
    CheckReason.NOT_ON_OUR_LIST: 'Where you trust this issuer, add it to known = ["…"] in the issuers file: {detail}',
}
"""For the operator, on the command line."""


def told(check: CredentialCheck, language: str) -> tuple[str, ...]:
    """Say what came of each check, each sentence once; where something is wrong, that alone matters."""
    wrong = [(name, result) for name, result in check.results if result.standing is CheckStanding.INVALID]
    return tuple(dict.fromkeys(sentence(name, result, language) for name, result in wrong or check.results))


def sentence(name: str, result: CheckResult, language: str) -> str:
    message = NOT_RIGHT[result.reason] if result.reason else RIGHT[name]
    return translate(language, message, detail=result.detail)


def head(check: CredentialCheck, language: str) -> str:
    title = f"“{check.title}”" if check.title else translate(language, NAMELESS)
    issuer = check.issuer_name or check.issuer or translate(language, SOMEBODY)
    return translate(language, LOOKED_AT, title=title, issuer=issuer)


def hint(result: CheckResult) -> str:
    """Give what the operator can do about an unknown; empty where nothing."""
    known = HINTS.get(result.reason) if result.reason and result.standing is CheckStanding.UNKNOWN else None
    return known.format(detail=result.detail) if known else ""
