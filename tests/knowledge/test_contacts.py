"""Are private people's addresses and numbers told from an office's?"""

import json

import pytest

from knowledge.submissions.contacts import private_contacts


def words(text):
    return [one.evidence for one in private_contacts("description", text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to amra.hodzic@school.example for a place.", ["amra.hodzic@school.example"]),
        ("Apply: weldingtom77@gmail.com", ["weldingtom77@gmail.com"]),
        ("WhatsApp: +387 61 123 456", ["WhatsApp: +387 61 123 456"]),
        ("Call Mr. John Smith at 201-555-0147", ["Call Mr. John Smith at 201-555-0147"]),
        ("Kontakt osoba: Amra Hodžić, tel. 061 123 456", ["Kontakt osoba: Amra Hodžić, tel. 061 123 456"]),
    ],
)
def test_a_private_contact_is_found(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Write to info@school.example.",
        "Write to student.services@school.example.",
        "Office: +387 35 123 456",
        "Call 1-800-555-0100 for a catalogue.",
        "ISO 9001:2015 and 120 hours in 2027",
        "Mobile application development, 12 weeks",
        "The handle is @solar on the platform.",
    ],
)
def test_an_office_is_no_private_person(text):
    assert words(text) == []


@pytest.mark.shared
def test_hardly_any_real_course_is_accused(shared_data):
    lines = (shared_data / "data/catalogues/nj_etpl_half.csv").read_text(encoding="utf-8").splitlines()
    assert sum(1 for line in lines if words(line)) <= 3


@pytest.mark.shared
def test_most_mail_addresses_of_people_are_found(shared_data):
    lines = (shared_data / "data/hostile/presidio_synth.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line) for line in lines]
    with_mail = [one["text"] for one in texts if any(kind == "EMAIL_ADDRESS" for kind, _ in one["spans"])]
    assert len(with_mail) >= 20
    assert sum(1 for text in with_mail if words(text)) >= len(with_mail) * 0.8
