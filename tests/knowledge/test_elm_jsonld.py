"""Is what can be learnt read from European Learning Model JSON-LD, and nothing of the person?"""

import json

import pytest

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
