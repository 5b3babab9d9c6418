"""Are achievements and badge classes read from each shape of Open Badges, and nothing of the person?"""

import base64
import json
from pathlib import Path

import pytest

from knowledge import formats
from knowledge.errors import MalformedDraft
from knowledge.formats.open_badges import read, write
from knowledge.formats.open_badges_nodes import without_markdown
from knowledge.vocabulary.opportunity import LearningOpportunityId
from tests.builders import a_micro_credential, an_opportunity, euros

ACHIEVEMENT = {
    "id": "https://school.example/a/1",
    "type": ["Achievement"],
    "name": "Welding",
    "description": "Welds two plates.",
    "criteria": {"narrative": "Weld a seam."},
}
CREDENTIAL = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "https://school.example", "type": ["Profile"], "name": "Metal School"},
    "name": "Badge of Ana",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "identifier": [{"type": "IdentityObject", "identityHash": "ana@home.example", "identityType": "emailAddress"}],
        "achievement": ACHIEVEMENT,
    },
    "evidence": [{"type": ["Evidence"], "narrative": "Ana's photographs"}],
}


def the_reading(document):
    return read(json.dumps(document).encode(), {})


def the_fields(**more):
    return the_reading(ACHIEVEMENT | more).drafts[0].fields


def codes(reading):
    return [found.code for found in reading.findings]


@pytest.mark.parametrize(
    "wrapped", [lambda a: a, lambda a: [a], lambda a: {"@graph": [a]}, lambda a: {"achievements": [a]}]
)
def test_an_achievement_is_read_alone_and_in_a_list(wrapped):
    content = json.dumps(wrapped(ACHIEVEMENT)).encode()

    assert formats.detect(content) == "open-badges"
    assert [draft.fields["title"] for draft in read(content, {}).drafts] == ["Welding"]


def a_token(payload):
    parts = ({"alg": "EdDSA"}, payload, {})
    return b".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)


@pytest.mark.parametrize(
    "content", [json.dumps(CREDENTIAL).encode(), a_token(CREDENTIAL), a_token({"vc": CREDENTIAL, "iss": "x"}) + b"\n"]
)
def test_an_award_gives_its_achievement_and_nothing_of_the_person(content):
    reading = formats.read(content)

    assert reading.format == "open-badges"
    assert reading.drafts[0].fields == {
        "external_id": "https://school.example/a/1",
        "title": "Welding",
        "description": "Welds two plates.",
        "assessment": "Weld a seam.",
        "awarding_body": "Metal School",
    }
    assert "an_award" in codes(reading)
    assert "Ana" not in repr(reading)
    assert "ana@" not in repr(reading)


def test_a_badge_class_names_its_criteria_and_issuer_by_address_and_nothing_is_fetched():
    badge = {
        "@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass", "id": "https://school.example/b/1", "name": "Welding",
        "criteria": "https://school.example/b/1/criteria", "issuer": "https://school.example/issuer",
    }  # fmt: skip

    reading = the_reading(badge)

    assert reading.drafts[0].fields == {
        "external_id": "https://school.example/b/1",
        "title": "Welding",
        "url": "https://school.example/b/1/criteria",
    }
    assert codes(reading) == ["criteria_elsewhere", "not_in_the_file"]


def test_an_award_that_names_its_badge_by_address_only_is_refused_with_a_sentence():
    award = {"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "badge": "https://school.example/b/1"}

    with pytest.raises(MalformedDraft) as caught:
        the_reading(award)

    assert "hand in the badge class itself" in caught.value.hint


def test_alignments_are_skills_with_their_addresses_and_a_level_is_a_level():
    alignment = [
        {"type": ["Alignment"], "targetName": "weld", "targetUrl": "http://data.europa.eu/esco/skill/x"},
        {"type": ["Alignment"], "targetName": "Level 4", "targetUrl": "http://data.europa.eu/snb/eqf/4"},
        {"type": ["Alignment"], "targetName": "Master welder", "targetUrl": "https://x.example", "targetType": "ceterms:Credential"},
    ]  # fmt: skip

    reading = the_reading(ACHIEVEMENT | {"alignment": alignment})

    assert reading.drafts[0].fields["skills"] == "weld"
    assert reading.drafts[0].fields["eqf_level"] == "4"
    assert reading.drafts[0].concepts == {"weld": "http://data.europa.eu/esco/skill/x"}
    assert codes(reading) == ["aligned_credential"]


def test_credits_of_no_named_system_are_no_ects():
    reading = the_reading(ACHIEVEMENT | {"creditsAvailable": 3})

    assert "ects" not in reading.drafts[0].fields
    assert reading.drafts[0].fields["further_information"] == "Credits available: 3"
    assert codes(reading) == ["other_credits"]


def test_a_degree_is_no_micro_credential_and_that_is_said():
    assert codes(the_reading(ACHIEVEMENT | {"achievementType": "BachelorDegree"})) == ["other_achievement"]
    assert codes(the_reading(ACHIEVEMENT | {"achievementType": "MicroCredential"})) == []


def test_endorsements_are_said_to_be_what_they_are():
    endorsement = {
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"type": ["Profile"], "name": "Chamber"},
    }

    assert the_fields(endorsement=[endorsement])["quality_assurance"] == "Endorsed by Chamber"


def test_a_picture_is_named_and_not_fetched():
    reading = the_reading(ACHIEVEMENT | {"image": {"id": "https://school.example/1.png", "type": "Image"}})

    assert [(found.column, found.evidence) for found in reading.findings] == [
        ("Achievement.image", "https://school.example/1.png")
    ]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("# Criteria\n\n* weld\n* cut", "Criteria\n\nweld\ncut"),
        ("**Both** of [these](https://x.example)", "Both of these"),
        ("![seam](https://x.example/1.png) and `code`", "seam and code"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
    ],
)
def test_markdown_becomes_plain_words(marked, plain):
    assert without_markdown(marked) == plain


def a_record():
    return a_micro_credential(
        id="pv",
        language="en",
        description="You mount panels.",
        skills=("urn:cairn:skill:x",),
        eqf_level=3,
        opportunities=(
            an_opportunity(price=euros("12.50")),
            an_opportunity(id=LearningOpportunityId("pv-2"), price=None),
        ),
    )


def test_nothing_of_our_own_export_is_left_behind():
    assert read(write([a_record()]), {}).findings == ()


def test_what_we_write_is_linked_data_in_which_every_term_is_defined():
    import openbadgeslib
    from pyld import jsonld

    contexts = Path(openbadgeslib.__file__).parent / "ob3" / "contexts"
    known = {
        "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-context-3.0.3.json",
    }

    def loader(address, _options):
        return {
            "contextUrl": None,
            "documentUrl": address,
            "document": json.loads((contexts / known[address]).read_text()),
        }

    expanded = jsonld.expand(json.loads(write([a_record()])), {"documentLoader": loader})

    assert sorted(
        term.rsplit("#", 1)[-1].rsplit("/", 1)[-1].replace("Criteria", "criteria") for term in expanded[0]
    ) == [
        "@id",
        "@type",
        "achievementType",
        "alignment",
        "creator",
        "criteria",
        "description",
        "inLanguage",
        "name",
        "otherIdentifier",
        "urn:cairn:offers",
        "urn:cairn:stated",
    ]
