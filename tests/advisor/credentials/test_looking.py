"""Are genuine, forged, expired, withdrawn and foreign certificates told apart, and what cannot be checked from what is wrong?"""

import base64
import json

import pytest

from advisor.credentials.material import Expected
from advisor.vocabulary.credential import (
    VALID,
    CheckReason,
    CheckResult,
    CheckStanding,
    CredentialForm,
    Worth,
    invalid,
    unknown,
)
from tests.advisor.credentials.making import (
    ANA,
    BOB,
    LIST,
    SCHOOL,
    a_badge,
    a_list,
    a_png,
    a_presentation,
    a_status,
    an_achievement,
    an_svg,
    as_jwt,
    in_bytes,
    looked_at,
    signed,
    signed_2020,
    the_check,
)

ASKED = Expected("c1", "https://cairn.example")
NOT_FROM_A_WALLET = unknown(CheckReason.ONLY_A_FILE)
TOKEN = as_jwt({**a_badge(), "iss": SCHOOL.did, "sub": ANA.did})
GENUINE = {
    "data integrity": in_bytes(signed(a_badge())),
    "ed25519 2020": in_bytes(signed_2020(a_badge(version=1))),
    "jwt": TOKEN.encode(),
    "jwt with the certificate inside": as_jwt({"vc": a_badge(), "iss": SCHOOL.did}).encode(),
    "png": a_png(json.dumps(signed(a_badge()))),
    "packed png": a_png(TOKEN, packed=True),
    "svg": an_svg(TOKEN),
    "svg with the certificate as text": an_svg(json.dumps(signed(a_badge())), inside=True),
}


@pytest.mark.parametrize("data", GENUINE.values(), ids=GENUINE)
def test_a_genuine_file_is_right_in_all_but_what_only_a_wallet_can_show(data):
    check = the_check(data)

    assert dict(check.results) == {
        "signature": VALID,
        "validity_period": VALID,
        "status": CheckResult(standing=CheckStanding.VALID, reason=CheckReason.NO_LIST_NAMED),
        "issuer_known": VALID,
        "holder_bound": NOT_FROM_A_WALLET,
        "challenge_fresh": NOT_FROM_A_WALLET,
    }
    assert (check.title, check.issuer_name, check.worth) == ("Solar installer", "Green School", Worth.DOCUMENT)


@pytest.mark.parametrize("sign", [signed, signed_2020], ids=["data integrity", "ed25519 2020"])
def test_one_changed_word_is_a_forgery(sign):
    badge = sign(a_badge(version=1 if sign is signed_2020 else 2))
    badge["credentialSubject"]["achievement"]["name"] = "Brain surgery"

    check = the_check(in_bytes(badge))

    assert check.signature == invalid(CheckReason.TAMPERED)
    assert check.issuer_known == unknown(CheckReason.SIGNATURE_FIRST)
    assert check.worth is Worth.NOTHING


def test_a_changed_word_in_a_token_is_a_forgery():
    head, _, signature = TOKEN.split(".")
    other = (
        base64.urlsafe_b64encode(in_bytes({**a_badge(name="Brain surgery"), "iss": SCHOOL.did})).decode().rstrip("=")
    )

    assert the_check(f"{head}.{other}.{signature}".encode()).signature == invalid(CheckReason.TAMPERED)


@pytest.mark.parametrize(
    "data",
    [in_bytes(signed(a_badge(), BOB)), in_bytes(signed_2020(a_badge(version=1), BOB)), as_jwt(a_badge(), BOB).encode()],
    ids=["data integrity", "ed25519 2020", "jwt"],
)
def test_somebody_who_signs_in_the_name_of_a_school_is_found_out(data):
    assert the_check(data).signature == invalid(CheckReason.OTHER_KEY)


def test_what_is_not_signed_is_unknown_and_never_fetched_for():
    found = looked_at(in_bytes(a_badge(credentialStatus=a_status())))

    assert found.certificates[0].check.signature == unknown(CheckReason.NOT_SIGNED)
    assert found.wanted == ()


def test_a_definition_that_is_not_pinned_makes_a_signature_unknown_not_wrong():
    badge = {**signed(a_badge()), "@context": ["https://www.w3.org/ns/credentials/v2", "https://example.org/own"]}

    assert the_check(in_bytes(badge)).signature == unknown(CheckReason.CONTEXT_NOT_INSTALLED, "https://example.org/own")


def test_a_certificate_that_brings_its_own_definitions_is_not_taken_for_checked():
    badge = a_badge(version=1)
    badge = {**badge, "@context": [*badge["@context"], {"grade": "urn:example:grade"}], "grade": "A+"}

    assert the_check(in_bytes(signed_2020(badge))).signature == unknown(CheckReason.UNSUPPORTED_FORM)


@pytest.mark.parametrize("hidden", [{"secretGrade": "A+"}, {"https://schema.org/name": "Brain surgery"}])
def test_words_that_the_signature_does_not_cover_are_not_taken_for_signed(hidden):
    badge = {**signed_2020(a_badge(version=1)), **hidden}

    assert the_check(in_bytes(badge)).signature != VALID


def test_a_proof_that_nobody_here_can_check_is_unknown():
    badge = {**a_badge(), "proof": {"type": "BbsBlsSignature2020", "proofValue": "x"}}
    sealed = {"payload": base64.urlsafe_b64encode(in_bytes(an_elm_certificate())).decode(), "signatures": [{}]}

    hiding = {**a_badge(), "proof": {"type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023", "proofValue": "u"}}

    assert the_check(in_bytes(badge)).signature == unknown(CheckReason.PROOF_NOT_SUPPORTED, "BbsBlsSignature2020")
    assert the_check(in_bytes(hiding)).signature == unknown(CheckReason.PROOF_NOT_SUPPORTED, "ecdsa-sd-2023")
    assert the_check(in_bytes(sealed)).signature == unknown(CheckReason.PROOF_NOT_SUPPORTED, "JAdES")


@pytest.mark.parametrize(
    ("dates", "result"),
    [
        ({"validUntil": "2026-12-01T00:00:00Z"}, VALID),
        ({"validUntil": "2026-02-01T00:00:00Z"}, invalid(CheckReason.EXPIRED, "2026-02-01")),
        ({"validFrom": "2027-03-01T00:00:00Z"}, invalid(CheckReason.NOT_YET, "2027-03-01")),
        ({"validUntil": "when the moon is full"}, unknown(CheckReason.DATE_UNREADABLE)),
        ({"validUntil": 10**30}, unknown(CheckReason.DATE_UNREADABLE)),
    ],
)
def test_dates_decide_on_the_validity_alone(dates, result):
    token = as_jwt({**a_badge(**dates), "iss": SCHOOL.did})

    check = the_check(token.encode())

    assert (check.signature, check.validity_period) == (VALID, result)


WITHDRAWN_LISTS = {
    "on the list": (a_list(5), VALID),
    "withdrawn": (a_list(3), invalid(CheckReason.REVOKED)),
    "not reachable": (None, unknown(CheckReason.LIST_UNREACHABLE, LIST)),
    "a page about something else": ("<html>", unknown(CheckReason.LIST_UNREACHABLE, LIST)),
    "list of last year": (a_list(5, validUntil="2026-02-01T00:00:00Z"), unknown(CheckReason.LIST_EXPIRED, LIST)),
    "list of somebody else": (a_list(3, issuer=BOB), unknown(CheckReason.LIST_NOT_TRUSTED, LIST)),
    "list for another purpose": (a_list(3, purpose="suspension"), unknown(CheckReason.LIST_NOT_SUPPORTED, LIST)),
    "list with another name": (
        a_list(5, id="https://school.example/status/2"),
        unknown(CheckReason.LIST_NOT_TRUSTED, LIST),
    ),
}


@pytest.mark.parametrize(("content", "result"), WITHDRAWN_LISTS.values(), ids=WITHDRAWN_LISTS)
def test_a_list_that_is_silent_is_neither_good_nor_bad(content, result):
    badge = in_bytes(signed(a_badge(credentialStatus=a_status())))

    assert the_check(badge, fetched={LIST: content}).status == result


def test_nothing_is_fetched_while_looking_but_said_to_be_wanted():
    found = looked_at(in_bytes(signed(a_badge(credentialStatus=a_status()))))

    assert found.wanted == (LIST,)
    assert found.certificates[0].check.status == unknown(CheckReason.LIST_NOT_FETCHED, LIST)


def test_suspended_for_now_is_told_from_withdrawn():
    badge = in_bytes(signed(a_badge(credentialStatus=[a_status(4), a_status(purpose="suspension")])))

    found = the_check(badge, fetched={LIST: a_list(3, purpose="suspension")})

    assert found.status == invalid(CheckReason.SUSPENDED)


def test_an_issuer_that_is_not_on_the_list_is_unknown_not_wrong():
    assert the_check(GENUINE["jwt"], known=frozenset()).issuer_known == unknown(CheckReason.NOT_ON_OUR_LIST, SCHOOL.did)


def test_the_key_of_a_web_page_is_wanted_and_then_used():
    did, page = "did:web:school.example", "https://school.example/.well-known/did.json"
    badge = a_badge(issuer=SCHOOL)
    badge["issuer"]["id"] = did
    token = as_jwt({**badge, "iss": did}, kid=f"{did}#k1").encode()
    key = {"id": f"{did}#k1", "type": "JsonWebKey2020", "controller": did, "publicKeyJwk": SCHOOL.public}
    document = json.dumps({"id": did, "verificationMethod": [key], "assertionMethod": [f"{did}#k1"]})

    assert looked_at(token).wanted == (page,)
    assert the_check(token).signature == unknown(CheckReason.KEY_NOT_FETCHED, page)
    assert the_check(token, fetched={page: None}).signature == unknown(CheckReason.KEY_NOT_FOUND, page)
    assert the_check(token, fetched={page: document}).signature == VALID


@pytest.mark.parametrize("version", [1, 2])
def test_a_wallet_that_answers_our_request_makes_all_six_right(version):
    badge = signed_2020(a_badge(version=1)) if version == 1 else signed(a_badge())

    found = looked_at(in_bytes(a_presentation(badge)), expected=ASKED)

    assert found.presented == VALID
    assert found.certificates[0].check.worth is Worth.VERIFIED


@pytest.mark.parametrize(
    ("presentation", "presented", "holder_bound"),
    [
        (a_presentation(signed(a_badge()), challenge="old"), invalid(CheckReason.OTHER_CHALLENGE), NOT_FROM_A_WALLET),
        (
            a_presentation(signed(a_badge()), domain="https://evil.example"),
            invalid(CheckReason.OTHER_CHALLENGE),
            NOT_FROM_A_WALLET,
        ),
        (a_presentation(signed(a_badge()), holder=BOB), VALID, invalid(CheckReason.OTHER_HOLDER)),
        (a_presentation(signed(a_badge(holder=None))), VALID, unknown(CheckReason.NO_HOLDER_NAMED)),
        ({**a_presentation(signed(a_badge())), "holder": BOB.did}, invalid(CheckReason.TAMPERED), NOT_FROM_A_WALLET),
    ],
    ids=["old challenge", "other domain", "wrong holder", "nobody named", "another holder written in"],
)
def test_a_presentation_is_bound_to_holder_request_and_place(presentation, presented, holder_bound):
    found = looked_at(in_bytes(presentation), expected=ASKED)

    assert (found.presented, found.certificates[0].check.holder_bound) == (presented, holder_bound)
    assert found.certificates[0].check.worth is not Worth.VERIFIED


def test_a_presentation_as_a_token_is_bound_too():
    payload = {"iss": ANA.did, "aud": ASKED.domain, "nonce": "c1", "vp": {
        "type": ["VerifiablePresentation"], "holder": ANA.did, "verifiableCredential": [TOKEN]}}  # fmt: skip

    right = looked_at(as_jwt(payload, ANA).encode(), expected=ASKED)
    late = looked_at(as_jwt({**payload, "exp": 1_700_000_000}, ANA).encode(), expected=ASKED)
    old = looked_at(as_jwt({**payload, "nonce": "c0"}, ANA).encode(), expected=ASKED)

    assert (right.presented, right.certificates[0].check.worth) == (VALID, Worth.VERIFIED)
    assert late.presented == old.presented == invalid(CheckReason.OTHER_CHALLENGE)


def test_a_saved_presentation_is_no_more_than_a_file():
    found = the_check(in_bytes(a_presentation(signed(a_badge()))))

    assert (found.holder_bound, found.worth) == (NOT_FROM_A_WALLET, Worth.DOCUMENT)


def an_elm_certificate():
    outcome = {
        "title": {"en": "Mount solar panels"},
        "relatedESCOSkill": [{"id": "http://data.europa.eu/esco/skill/pv"}],
    }
    return {
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issuer": {"id": "urn:epass:org:1", "legalName": {"en": ["Green School"]}},
        "issuanceDate": "2026-01-01T00:00:00Z",
        "displayParameter": {"title": {"en": "Solar mounting"}},
        "credentialSubject": {"hasClaim": [{"title": {"en": "x"}, "specifiedBy": {"learningOutcome": [outcome]}}]},
    }


def test_a_european_digital_credential_says_what_was_learnt():
    (one,) = looked_at(in_bytes(an_elm_certificate())).certificates

    assert one.check.form is CredentialForm.ELM
    assert (one.check.title, one.check.issuer_name) == ("Solar mounting", "Green School")
    assert [a.address for a in one.achievement.alignments] == ["http://data.europa.eu/esco/skill/pv"]
    assert one.achievement.description == "Mount solar panels"


def test_an_achievement_in_a_list_and_words_without_form_are_read():
    badge = a_badge()
    badge["credentialSubject"]["achievement"] = [
        an_achievement(name={"en": "Solar  \u202einstaller"}, criteria="On a roof")
    ]

    (one,) = looked_at(in_bytes(badge)).certificates

    assert (one.achievement.title, one.achievement.criteria) == ("Solar installer", "On a roof")
