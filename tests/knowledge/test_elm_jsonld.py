"""Is what can be learnt read from European Learning Model JSON-LD, and nothing of the person?"""

import json

import pytest

from knowledge import formats
from knowledge.errors import MalformedDraft
from knowledge.formats.elm_jsonld import read, recognises, write
from tests.builders import a_micro_credential

EXPECTED = {
    "text_language": "en",
    "title": "Digital micro-credential creation",
    "awarding_body": "University of Zed",
    "country": "IE",
    "provider": "European Digital Credentials for Learning Support Team",
    "learning_outcomes": "Communication, collaboration and creativity|Developing digital content",
    "skills": "stimulate creativity in the team|communicate with target community|establish collaborative relations"
    "|develop digital content",
    "hours": "60",
    "ects": "2",
    "eqf_level": "6",
    "language": "en",
    "mode": "blended",
    "prerequisites": "The learner needs to have an EDC Online Credential Builder account, that requires an EU Login ID.",
    "assessment": "Digital artefact assessment",
    "supervision": "Unsupervised without ID Verification",
}


@pytest.mark.shared
@pytest.mark.parametrize("name", ["Sample-MC-Annex1-unsigned.jsonld", "Sample-MC-Annex1-signed.jsonld"])
def test_the_europass_sample_becomes_one_draft(shared_data, name):
    content = (shared_data / "data/credentials" / name).read_bytes()
    assert recognises(content)
    drafts = read(content, {}).drafts
    fields = dict(drafts[0].fields)
    assert len(drafts) == 1
    assert fields.pop("description").startswith("This online course allows the learner")
    assert fields == EXPECTED


@pytest.mark.shared
def test_nothing_of_the_person_is_in_the_draft(shared_data):
    content = (shared_data / "data/credentials/Sample-MC-Annex1-unsigned.jsonld").read_bytes()
    everything = " ".join(" ".join(draft.fields.values()) for draft in read(content, {}).drafts)
    for private in ("Andromeda", "Ana", "ana.andromeda", "1999", "C012", "LA-234218"):
        assert private not in everything


def a_specification(**more):
    return {"@graph": [{"id": "urn:x:1", "type": "LearningAchievementSpecification", "title": {"en": "x"}, **more}]}


def draft_of(**more):
    return read(json.dumps(a_specification(**more)).encode(), {}).drafts[0].fields


def test_english_is_preferred_and_another_language_keeps_its_tag():
    assert draft_of(title={"es": "uno", "en": "one"})["title"] == "one"
    fields = draft_of(title={"bs": "jedan", "mk": "еден"}, description={"mk": "опис", "bs": "opis"})
    assert (fields["title"], fields["description"], fields["text_language"]) == ("jedan", "opis", "bs")


def test_a_duration_that_is_not_in_hours_is_not_taken_for_hours():
    assert "hours" not in draft_of(volumeOfLearning="P60M")
    assert draft_of(volumeOfLearning="PT25H")["hours"] == "25"


def test_only_credits_of_the_european_system_are_ects():
    other = {
        "type": "CreditPoint",
        "point": "10",
        "framework": {"id": "urn:x", "type": "Concept", "prefLabel": {"en": "CATS"}},
    }
    assert "ects" not in draft_of(creditPoint=other)


def test_a_document_without_a_specification_is_refused_with_a_sentence():
    with pytest.raises(MalformedDraft, match="LearningAchievementSpecification"):
        read(b'{"@context": "http://data.europa.eu/snb/model/context/edc-ap", "type": "Person"}', {})


def test_a_record_is_written_with_the_models_own_names():
    document = json.loads(write([a_micro_credential(id="pv", title="Solar basics", hours=20.0, eqf_level=3)]))
    specification, opportunity = document["@graph"]
    assert document["@context"] == ["http://data.europa.eu/snb/model/context/edc-ap"]
    assert specification["type"] == "LearningAchievementSpecification"
    assert specification["volumeOfLearning"] == "PT20H"
    assert specification["eqfLevel"]["id"] == "http://data.europa.eu/snb/eqf/3"
    assert opportunity["type"] == "LearningOpportunity"
    assert opportunity["learningAchievementSpecification"] == {"id": "urn:cairn:specification:pv"}
    assert opportunity["priceDetail"]["amount"]["value"] == "0"
    assert opportunity["providedBy"]["location"]["address"]["countryCode"]["id"].endswith("/country/BIH")


@pytest.mark.parametrize(
    "title",
    [
        "Solar",
        {"en": "Solar"},
        {"en": ["Solar"]},
        {"en-GB": "Solar"},
        {"@value": "Solar", "@language": "en"},
        [{"@value": "Solarno", "@language": "bs"}, {"@value": "Solar", "@language": "en"}],
        ["Solar"],
    ],
)
def test_a_text_is_read_in_every_form_that_json_ld_has(title):
    assert draft_of(title=title)["title"] == "Solar"


def test_full_addresses_and_prefixes_say_the_same_as_short_names():
    model = "http://data.europa.eu/snb/model/elm/"
    written_out = {
        "@id": "urn:x:1",
        "@type": [f"{model}LearningAchievementSpecification"],
        "http://purl.org/dc/terms/title": [{"@value": "Solar", "@language": "en"}],
        f"{model}volumeOfLearning": [{"@value": "PT25H"}],
        "elm:learningOutcome": [{"@id": "urn:x:o"}],
    }
    outcome = {"@id": "urn:x:o", "@type": ["elm:LearningOutcome"], "dc:title": {"en": "Mount a panel"}}

    fields = read(json.dumps([written_out, outcome]).encode(), {}).drafts[0].fields

    assert fields == {"text_language": "en", "title": "Solar", "hours": "25", "learning_outcomes": "Mount a panel"}


def test_an_opportunity_without_a_specification_speaks_for_itself():
    opportunity = {
        "type": "LearningOpportunity", "id": "https://school.example/o/1", "title": {"en": "Solar evening course"},
        "providedBy": {"type": "Organisation", "legalName": {"en": "Sun School"}},
    }  # fmt: skip

    drafts = read(json.dumps(opportunity).encode(), {}).drafts

    assert [draft.fields for draft in drafts] == [
        {
            "text_language": "en",
            "external_id": "https://school.example/o/1",
            "title": "Solar evening course",
            "provider": "Sun School",
        }
    ]


def test_several_opportunities_of_a_specification_stay_together():
    specification = {"id": "urn:x:1", "type": "Qualification", "title": {"en": "Solar"}}
    opportunities = [
        {"id": f"urn:x:o{n}", "type": "LearningOpportunity", "learningAchievementSpecification": "urn:x:1", "location": {"geographicName": {"en": place}}}
        for n, place in enumerate(("Tuzla", "Mostar"))
    ]  # fmt: skip

    drafts = read(json.dumps({"@graph": [specification, *opportunities]}).encode(), {}).drafts

    assert [(draft.fields["location"], draft.offers) for draft in drafts] == [("Tuzla", ({"location": "Mostar"},))]


def test_a_text_in_indonesian_is_not_taken_for_an_address():
    assert draft_of(title={"id": "Dasar tenaga surya"})["title"] == "Dasar tenaga surya"


def test_what_has_no_place_is_named_with_what_it_said_and_how_often():
    document = a_specification(thematicArea={"id": "urn:isced:1", "prefLabel": {"en": "Energy"}})
    document["@graph"].append({**document["@graph"][0], "id": "urn:x:2"})

    findings = read(json.dumps(document).encode(), {}).findings

    assert [(found.code, found.column, found.evidence) for found in findings] == [
        ("not_carried", "LearningAchievementSpecification.thematicArea", "Energy")
    ]
    assert "(2 times)" in findings[0].message


def test_nothing_of_our_own_export_is_left_behind():
    assert read(write([a_micro_credential(id="pv", description="You mount panels.")]), {}).findings == ()


@pytest.mark.shared
def test_the_europass_award_is_named_as_one_and_which_elements_belong_to_it(shared_data):
    content = (shared_data / "data/credentials/Sample-MC-Annex1-signed.jsonld").read_bytes()

    findings = {found.code: found for found in read(content, {}).findings}

    assert {"an_award", "seal_not_checked", "not_carried", "two_countries", "other_languages"} == set(findings)
    assert "1 (identification of the learner, in `credentialSubject`)" in findings["an_award"].message
    assert "5 (date of issuing, in `validFrom`)" in findings["an_award"].message
    assert all(found.evidence == "" for found in findings.values())


@pytest.mark.shared
@pytest.mark.parametrize("name", ["loq_sample.xml", "loq_withLearningAchievementSpecification.xml"])
def test_the_older_xml_gives_its_two_specifications_with_two_opportunities(shared_data, name):
    content = (shared_data / "data/credentials" / name).read_bytes()

    reading = formats.read(content)

    assert reading.format == "elm"
    assert [(draft.fields["external_id"], len(draft.offers)) for draft in reading.drafts] == [
        ("wuxkpTmuXmnDwhNntmaBCJnN", 1),
        ("U6h6JeZwJy_6CCrdfEcMMUixd5bW_A", 0),
    ]
    assert {"no_hours", "first_of_several", "not_carried"} <= {found.code for found in reading.findings}
