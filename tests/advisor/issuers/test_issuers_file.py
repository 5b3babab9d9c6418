"""Does the issuers file say plainly what is wrong with it, and never let a call go where it must not?"""

import pytest

from advisor.errors import InvalidIssuersFile
from advisor.issuers import open_issuers
from advisor.issuers.addresses import refusal
from advisor.issuers.issuers_file import read_issuers_file
from advisor.issuers.protocols import ISSUERS, adapter
from advisor.issuers.templates import PLACEHOLDERS
from knowledge.vocabulary.value import Value
from tests.builders import a_micro_credential
from tests.fakes.one_course_library import OneCourseLibrary

WHOLE = """
[providers."Solar School (demo)"]
protocol = "oid4vci"
ca = "authority.pem"
achievements = { pv-basics = "badge_pv" }

[providers."Solar School (demo)".auth]
bearer_from = "SOLAR_TOKEN"

[providers."Solar School (demo)".offer]
url = "https://school.example/offers"
body = { achievement = "{achievement}", recipient = "{reference}", tx_code = true }
idempotency = "key"
idempotency_header = "Idempotency-Key"

[providers."Solar School (demo)".offer.answer]
uri = "/data/0/link"

[providers."Solar School (demo)".status]
url = "https://school.example/offers/{external_id}"
values = { issued = "claimed" }

[providers."Solar School (demo)".limits]
timeout = 5
"""


def read(tmp_path, text, **secrets):
    (tmp_path / "issuers.toml").write_text(text, encoding="utf-8")
    return read_issuers_file(tmp_path / "issuers.toml", secrets)


def refused(tmp_path, text, **secrets):
    with pytest.raises(InvalidIssuersFile) as error:
        read(tmp_path, text, **secrets)
    assert error.value.hint
    return str(error.value)


def test_a_whole_table_is_read(tmp_path):
    entry = read(tmp_path, WHOLE, SOLAR_TOKEN="secret-7")["Solar School (demo)"]

    assert entry.auth.bearer.get_secret_value() == "secret-7"
    assert entry.ca == tmp_path / "authority.pem"
    offer = entry.of_protocol["oid4vci"].offer
    assert offer.answer.uri == "/data/0/link"
    assert offer.answer.tx_code == "/tx_code"
    assert (entry.limits.timeout, entry.limits.attempts) == (5.0, 40)


def test_a_token_is_never_shown(tmp_path):
    entry = read(tmp_path, WHOLE, SOLAR_TOKEN="secret-7")["Solar School (demo)"]

    assert "secret-7" not in repr(entry)
    assert "secret-7" not in str(entry.model_dump())


def test_a_secret_that_is_not_set_is_named(tmp_path):
    sentence = refused(tmp_path, WHOLE)

    assert '[providers."Solar School (demo)".auth], key bearer_from: SOLAR_TOKEN is not set' in sentence


BROKEN = {
    "an unknown key": ("timeout = 5", "timeuot = 5", 'table [providers."Solar School (demo)".limits], key timeuot'),
    "a wrong type": ("timeout = 5", 'timeout = "soon"', 'table [providers."Solar School (demo)".limits], key timeout'),
    "an unknown protocol": ('protocol = "oid4vci"', 'protocol = "carrier-pigeon"', 'table [providers."Solar School (demo)"], key protocol'),
    "an unknown placeholder": ("{reference}", "{email}", "there is no {email}"),
    "a key without a header": ('idempotency_header = "Idempotency-Key"', "", "belong together"),
    "a plain address": ("https://school.example/offers/", "http://school.example/offers/", "only https"),
    "this machine": ("https://school.example/offers/", "https://127.0.0.1/offers/", "allow_loopback"),
    "an unknown status": ('issued = "claimed"', 'issued = "done"', "key issued"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_named_with_table_and_key(tmp_path, case):
    right, wrong, words = BROKEN[case]

    sentence = refused(tmp_path, WHOLE.replace(right, wrong), SOLAR_TOKEN="secret-7")

    assert words in sentence
    assert "secret-7" not in sentence


def test_a_value_that_may_be_a_token_is_not_repeated(tmp_path):
    sentence = refused(tmp_path, '[providers."S".auth]\nbearer = ["secret-7"]\n')

    assert "key bearer" in sentence
    assert "secret-7" not in sentence


def test_a_file_that_is_not_there_or_not_toml_is_a_sentence(tmp_path):
    assert "not TOML" in refused(tmp_path, "[providers")
    with pytest.raises(InvalidIssuersFile, match="cannot be read"):
        read_issuers_file(tmp_path / "nowhere.toml", {})


def test_no_placeholder_is_about_a_person():
    assert sorted(PLACEHOLDERS) == [
        "achievement",
        "external_id",
        "key",
        "language",
        "micro_credential",
        "now",
        "reference",
        "title",
    ]


ADDRESSES = [
    ("https://school.example/offers", False, True),
    ("https://school.example/{reference}", False, True),
    ("http://school.example/offers", False, False),
    ("http://school.example/offers", True, False),
    ("http://127.0.0.1:8000/offers", False, False),
    ("http://127.0.0.1:8000/offers", True, True),
    ("https://localhost/offers", False, False),
    ("https://localhost/offers", True, True),
    ("http://[::1]/offers", False, False),
    ("http://a.localhost/offers", False, False),
    ("ftp://school.example/offers", False, False),
    ("file:///etc/passwd", True, False),
    ("https://{reference}.example/offers", False, False),
    ("school.example/offers", False, False),
    ("https://169.254.169.254/latest", False, False),
    ("https://10.0.0.5/offers", False, False),
    ("https://127.1/offers", False, False),
    ("https://2130706433/offers", False, False),
    ("https://[::ffff:127.0.0.1]/offers", False, False),
]


@pytest.mark.parametrize(("address", "loopback", "allowed"), ADDRESSES)
def test_only_https_leaves_this_machine(address, loopback, allowed):
    assert (refusal(address, allow_loopback=loopback) == "") is allowed


def test_a_provider_that_is_not_in_the_file_is_a_link(tmp_path):
    (tmp_path / "issuers.toml").write_text(WHOLE, encoding="utf-8")
    library = OneCourseLibrary(a_micro_credential())

    issuer_of = open_issuers(tmp_path / "issuers.toml", library, {"SOLAR_TOKEN": "secret-7"})

    assert issuer_of("Solar School (demo)").protocol == "oid4vci"
    assert issuer_of("Somebody else").protocol == "link"
    assert open_issuers(None, library)("Solar School (demo)").protocol == "link"


@pytest.mark.parametrize("protocol", ISSUERS)
def test_every_protocol_of_the_table_can_be_loaded(protocol):
    found = adapter(protocol)

    assert issubclass(found.Tables, Value)
    assert callable(found.connect)
