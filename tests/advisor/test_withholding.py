"""Does personal data stay here when a message goes to a language model?"""

import json

import pytest

from advisor.withholding import without_personal_data

REACHES = {
    "EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "US_SSN", "US_DRIVER_LICENSE", "IP_ADDRESS", "DOMAIN_NAME",
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("write to amra.h@example.ba please", "write to [e-mail] please"),
        ("amra (at) example.ba", "[e-mail]"),
        ("tel 061 123 456", "tel [number]"),
        ("call +387 (61) 123-456 x12", "call [number]"),
        ("my id is 0101990123456", "my id is [number]"),
        ("see www.example.org/me", "see [address]"),
        ("I am @amra_h there", "I am [handle] there"),
        ("my name is Amra Hodžić and I cook", "my name is [name] and I cook"),
        ("zovem se amra i kuham", "zovem se [name] i kuham"),
        ("Ich heiße Peter Müller, Schweißer", "Ich heiße [name], Schweißer"),
        ("се викам Ана Петровска и сум готвач", "се викам [name] и сум готвач"),
        ("nama saya Budi Santoso, tukang", "nama saya [name], tukang"),
        ("ask Mr. John Smith about me", "ask [name] about me"),
        ("I live in Hauptstraße 12", "I [place]"),
    ],
)
def test_what_names_or_reaches_a_person_is_taken_out(written, sent):
    assert without_personal_data(written) == sent


@pytest.mark.parametrize(
    "written",
    [
        "I was a miner for 12 years, six hours a week, at most 200 EUR",
        "welder after ISO 9606, 20-30 hours",
        "I earn 1.500 KM and want solar panels by 2027",
        "ผมทำงานในเหมือง อยากติดตั้งแผงโซลาร์เซลล์",
    ],
)
def test_what_somebody_does_and_wants_stays_as_it_was_written(written):
    assert without_personal_data(written) == written


@pytest.mark.shared
def test_no_address_number_or_link_of_a_public_measure_goes_out(shared_data):
    lines = (shared_data / "data" / "hostile" / "presidio_synth.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line) for line in lines]

    left = [
        (kind, value)
        for each in texts
        for kind, value in each["spans"]
        if kind in REACHES and value in without_personal_data(each["text"])
    ]

    assert len(texts) == 1392
    assert left == []
