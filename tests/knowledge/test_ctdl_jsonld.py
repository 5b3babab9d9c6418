"""Are courses read from a Credential Engine graph, and do ours satisfy its schema?"""

import json

import pytest

from knowledge import formats
from knowledge.errors import MalformedDraft
from knowledge.formats.ctdl_jsonld import read, write
from knowledge.vocabulary.opportunity import LearningOpportunityId
from tests.builders import a_micro_credential, an_opportunity


def a_graph(*nodes):
    return json.dumps({"@context": "https://credreg.net/ctdl/schema/context/json", "@graph": nodes}).encode()


def a_course(**more):
    return {"@type": "ceterms:Course", "@id": "urn:x:1", "ceterms:name": {"en-US": "Solar"}, **more}


def the_draft(*nodes):
    return read(a_graph(*nodes), {}).drafts[0]


def test_a_single_course_without_a_graph_is_read():
    content = json.dumps({"@context": "https://credreg.net/ctdl/schema/context/json", **a_course()}).encode()

    assert formats.read(content).format == "ctdl"
    assert formats.read(content).drafts[0].fields["title"] == "Solar"


def test_full_addresses_and_prefixes_say_the_same():
    written_out = {"@type": "http://purl.org/ctdl/terms/Course", "http://purl.org/ctdl/terms/name": {"en": "Solar"}}

    assert read(json.dumps([written_out]).encode(), {}).drafts[0].fields["title"] == "Solar"


def test_alternatives_are_offers_of_one_credential():
    credential = {
        "@type": "ceterms:MicroCredential", "@id": "urn:x:c", "ceterms:name": {"en": "Solar"},
        "ceterms:requires": [{"@type": "ceterms:ConditionProfile", "ceterms:alternativeCondition": [
            {"@type": "ceterms:ConditionProfile", "ceterms:targetLearningOpportunity": [{"@id": "urn:x:1"}]},
            {"@type": "ceterms:ConditionProfile", "ceterms:targetLearningOpportunity": [{"@id": "urn:x:2"}]}]}],
    }  # fmt: skip
    ways = [a_course(**{"@id": f"urn:x:{n}", "ceterms:inLanguage": [tag]}) for n, tag in ((1, "bs"), (2, "de-AT"))]

    drafts = read(a_graph(credential, *ways), {}).drafts

    assert [draft.fields["language"] for draft in drafts] == ["bs"]
    assert [offer["language"] for offer in drafts[0].offers] == ["de"]


def test_courses_that_a_credential_asks_for_together_are_no_alternatives():
    credential = {
        "@type": "ceterms:Certificate", "@id": "urn:x:c", "ceterms:name": {"en": "Solar engineer"},
        "ceterms:requires": [{"@type": "ceterms:ConditionProfile", "ceterms:targetLearningOpportunity": ["urn:x:1", "urn:x:2"]}],
    }  # fmt: skip

    reading = read(a_graph(credential, a_course(), a_course(**{"@id": "urn:x:2", "ceterms:name": "Wind"})), {})

    assert [draft.fields["title"] for draft in reading.drafts] == ["Solar engineer", "Solar", "Wind"]
    assert "asked_for_together" in [found.code for found in reading.findings]


def test_credits_that_are_not_called_ects_are_named_and_left_out():
    reading = read(a_graph(a_course(**{"ceterms:creditUnitValue": 3})), {})

    assert "ects" not in reading.drafts[0].fields
    assert [(found.code, found.evidence) for found in reading.findings] == [("other_credits", "3")]


def test_the_whole_cost_is_preferred_to_tuition_alone():
    costs = [
        {"@type": "ceterms:CostProfile", "ceterms:price": 900, "ceterms:currency": "USD", "ceterms:directCostType": {"ceterms:targetNode": "costType:Tuition"}},
        {"@type": "ceterms:CostProfile", "ceterms:price": 1000.125, "ceterms:currency": "USD", "ceterms:directCostType": {"ceterms:targetNode": "costType:AggregateCost"}},
    ]  # fmt: skip

    assert the_draft(a_course(**{"ceterms:estimatedCost": costs})).fields["price"] == "1000.1250"


def test_an_organisation_that_is_not_in_the_file_is_not_fetched_but_named():
    reading = read(a_graph(a_course(**{"ceterms:offeredBy": ["https://registry.example/resources/ce-1"]})), {})

    assert "provider" not in reading.drafts[0].fields
    assert [(found.code, found.evidence) for found in reading.findings] == [
        ("not_in_the_file", "https://registry.example/resources/ce-1")
    ]


def test_scheduled_offerings_are_offers_that_keep_what_the_course_says():
    offerings = [
        {"@type": "ceterms:ScheduledOffering", "ceterms:startDate": day} for day in ("2027-03-01", "2027-09-01")
    ]

    draft = the_draft(a_course(**{"ceterms:inLanguage": "en", "ceterms:hasOffering": offerings}))

    assert draft.fields["start_dates"] == "2027-03-01"
    assert draft.offers == ({"language": "en", "start_dates": "2027-09-01"},)


def test_a_property_without_a_place_is_named_with_what_it_said():
    reading = read(a_graph(a_course(**{"ceterms:keyword": {"en-US": ["sun", "roof"]}})), {})

    assert [(found.code, found.column, found.evidence) for found in reading.findings] == [
        ("not_carried", "Course.keyword", "sun")
    ]


def test_a_graph_without_courses_is_refused_with_a_sentence():
    with pytest.raises(MalformedDraft, match="no credential, course"):
        read(a_graph({"@type": "ceterms:CredentialOrganization", "@id": "urn:x:o", "ceterms:name": "x"}), {})


@pytest.mark.shared
def test_what_we_write_satisfies_the_schema_of_credential_engine(shared_data):
    import jsonschema

    schema = json.loads((shared_data / "data/credentials/ctdl_learning_opportunity_profile.schema.json").read_text())
    record = a_micro_credential(
        id="pv",
        description="You mount panels.",
        skills=("urn:cairn:skill:x",),
        opportunities=(
            an_opportunity(location="Tuzla", modes=("workplace",)),
            an_opportunity(id=LearningOpportunityId("pv-2"), price=None),
        ),
    )

    nodes = json.loads(write([record]))["@graph"]

    profiles = [node for node in nodes if node["@type"] == "ceterms:LearningOpportunityProfile"]
    assert len(profiles) == 2
    for profile in profiles:
        jsonschema.validate(profile, schema)
        jsonschema.validate({"@context": "http://credreg.net/ctdl/schema/context/json", **profile}, schema)


def test_nothing_of_our_own_export_is_left_behind():
    assert read(write([a_micro_credential(id="pv", description="You mount panels.")]), {}).findings == ()
