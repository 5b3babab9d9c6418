"""Is a plan written as CTDL that another reader understands: parts in order, nothing invented?"""

import json

from bots.takeaway.ctdl_pathway import as_ctdl
from tests.bots.takeaway.test_paper import a_plan

ADDRESS = "https://cairn.example/v1/pathways/abc"


def written(plan=None):
    return json.loads(json.dumps(as_ctdl(plan or a_plan(), "en", ADDRESS)))


def nodes(kind):
    return [node for node in written()["@graph"] if node["@type"] == kind]


def test_a_plan_is_a_pathway_of_credential_components_in_order():
    [whole] = nodes("ceterms:Pathway")
    first, second = nodes("ceterms:CredentialComponent")

    assert whole["@id"] == ADDRESS
    assert whole["ceterms:name"] == {"en": "solar installer"}
    assert whole["ceterms:hasPart"] == [first["@id"], second["@id"]]
    assert whole["ceterms:hasDestinationComponent"] == [second["@id"]]
    assert first["ceterms:isPartOf"] == [ADDRESS]
    assert second["ceterms:precededBy"] == [first["@id"]]
    assert "ceterms:precededBy" not in first


def test_what_a_course_does_not_state_is_left_out():
    first, _ = nodes("ceterms:CredentialComponent")

    assert first["ceterms:name"] == {"bs": "Mounting solar panels"}
    assert first["ceterms:proxyFor"] == "https://solar-school.example/pv-1"
    assert first["ceterms:estimatedDuration"][0]["ceterms:exactDuration"] == "PT20H"
    assert "ceterms:creditValue" not in first


def test_the_same_plan_has_the_same_identifiers():
    assert written() == written()
    assert nodes("ceterms:Pathway")[0]["ceterms:ctid"].startswith("ce-")
    assert len({node["ceterms:ctid"] for node in written()["@graph"]}) == 3
