"""Is every outcome of a check said in every language, and only what is wrong where something is?"""

import pytest

from advisor.credentials import requesting, taking, wording
from advisor.translations import catalogue, languages
from advisor.vocabulary.credential import VALID, CheckReason, CredentialCheck, CredentialForm, invalid, unknown
from tests.advisor.credentials.making import NOW

SAID = {
    *wording.RIGHT.values(), *wording.NOT_RIGHT.values(), *wording.VERDICTS.values(), wording.LOOKED_AT, wording.NAMELESS,
    wording.SOMEBODY, wording.NO_SKILL, wording.OUR_COURSE, requesting.TITLE, requesting.HOW, requesting.AGAIN, taking.NOT_ONE, taking.AS_A_DOCUMENT,
}  # fmt: skip


def a_check(**changes):
    given = dict.fromkeys(
        ("signature", "validity_period", "status", "issuer_known", "holder_bound", "challenge_fresh"), VALID
    )
    more = {"title": "Solar installer", "issuer_name": "Green School", **changes}
    return CredentialCheck(form=CredentialForm.OPEN_BADGE_3, sha256="0" * 64, at=NOW, **{**given, **more})


@pytest.mark.parametrize("language", languages())
def test_every_outcome_has_its_sentence_in_every_language(language):
    assert sorted(SAID - set(catalogue(language))) == []


def test_every_reason_has_a_sentence():
    assert set(wording.NOT_RIGHT) == set(CheckReason)


def test_what_is_right_is_said_check_by_check():
    assert wording.told(a_check(), "de") == (
        "Die Unterschrift stimmt: Seit der Ausstellung wurde nichts geändert.",
        "Es ist innerhalb seiner Gültigkeitsdauer.",
        "Der Aussteller hat es nicht zurückgezogen.",
        "Ich kenne diesen Aussteller.",
        "Es wurde Ihnen ausgestellt: Ihre Wallet hat das gezeigt.",
        "Ihre Wallet hat soeben auf meine Anfrage geantwortet.",
    )


def test_where_something_is_wrong_that_alone_is_said():
    check = a_check(
        validity_period=invalid(CheckReason.EXPIRED, "2026-02-01"), issuer_known=unknown(CheckReason.NOT_ON_OUR_LIST)
    )

    assert wording.told(check, "en") == ("It expired on 2026-02-01.",)


def test_a_certificate_without_names_is_told_of_without_them():
    assert wording.head(a_check(title="", issuer_name=""), "en") == (
        "I looked at this certificate: a certificate without a title, from an issuer without a name."
    )


def test_the_operator_is_told_what_to_do_about_what_is_unknown():
    missing = unknown(CheckReason.CONTEXT_NOT_INSTALLED, "https://example.org/own")

    assert wording.hint(missing) == "`cairn credentials contexts add FOLDER` installs it: https://example.org/own"
    assert wording.hint(VALID) == ""
