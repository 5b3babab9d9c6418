"""Does a JSON-LD processor that knows nothing of us find the whole plan, in order, in what is written as CTDL?

PyLD expands the document by CTDL's own rules for its terms; then the graph is walked as Credential Engine's viewer and
LearnCard's import do it: from the pathway to its parts, and from the destination back to what precedes it.
"""

from pyld import jsonld

from bots.takeaway.ctdl_pathway import as_ctdl
from knowledge.formats.ctdl_writing import CONTEXT
from tests.bots.takeaway.test_paper import a_plan

ADDRESS = "https://cairn.example/v1/pathways/abc"
CTDL = "https://purl.org/ctdl/terms/"
LINKS = (
    "hasPart", "isPartOf", "hasDestinationComponent", "isDestinationComponentOf", "precededBy", "prerequisite",
    "proxyFor", "subjectWebpage", "targetNode",
)  # fmt: skip
IN_LANGUAGES = ("name", "description", "targetNodeName")
RULES = {
    "ceterms": CTDL,
    "schema": "https://schema.org/",
    **{f"ceterms:{name}": {"@type": "@id"} for name in LINKS},
    **{f"ceterms:{name}": {"@container": "@language"} for name in IN_LANGUAGES},
}
"""What CTDL's published context says of the terms in use."""


def published(url, _options):
    assert url == CONTEXT, f"a reader would have to fetch {url}"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": RULES}}


def read(plan):
    expanded = jsonld.expand(as_ctdl(plan, "en", ADDRESS), {"documentLoader": published})
    return {node["@id"]: node for node in expanded}


def linked(node, name):
    return [each["@id"] for each in node.get(f"{CTDL}{name}", [])]


def said(node, name):
    return [each["@value"] for each in node.get(f"{CTDL}{name}", [])]


def test_the_pathway_leads_to_its_parts_and_each_part_back():
    graph = read(a_plan())

    pathway = graph[ADDRESS]
    assert pathway["@type"] == [f"{CTDL}Pathway"]
    assert said(pathway, "name") == ["solar installer"]
    parts = [graph[each] for each in linked(pathway, "hasPart")]
    assert [each["@type"] for each in parts] == [[f"{CTDL}CredentialComponent"]] * 2
    assert all(linked(each, "isPartOf") == [ADDRESS] for each in parts)
    assert [said(each, "name") for each in parts] == [["Mounting solar panels"], ["Working at height"]]


def test_from_the_destination_every_step_is_reached_in_order():
    graph = read(a_plan())

    [last] = linked(graph[ADDRESS], "hasDestinationComponent")
    order = [last]
    while before := linked(graph[order[0]], "precededBy"):
        order = before + order

    assert order == linked(graph[ADDRESS], "hasPart")
    assert linked(graph[last], "isDestinationComponentOf") == [ADDRESS]


def test_no_name_is_lost_for_want_of_a_rule():
    for node in as_ctdl(a_plan(), "en", ADDRESS)["@graph"]:
        known = read(a_plan())[node["@id"]]
        names = [key.removeprefix("ceterms:") for key in node if key.startswith("ceterms:")]
        assert all(f"{CTDL}{name}" in known for name in names)
