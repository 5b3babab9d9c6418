"""How does the older XML of the European Learning Model (Europass courses and qualifications) read as linked data?"""

from typing import Any

from knowledge.errors import MalformedDraft

MOST_ELEMENTS = 500_000
_CLASSES = {
    "learningOpportunity": "LearningOpportunity",
    "learningAchievementSpecification": "LearningAchievementSpecification",
    "qualification": "Qualification",
    "learningOutcome": "LearningOutcome",
    "learningAssessmentSpecification": "LearningAssessmentSpecification",
    "accreditation": "Accreditation",
    "organisation": "Organisation",
    "priceDetail": "PriceDetail",
    "temporal": "PeriodOfTime",
    "awardingOpportunity": "AwardingOpportunity",
}
"""Element → class; the same name without an id inside another element is a property that refers to one."""
_RENAMED = {
    "type": "dcType",
    "EQFLevel": "eqfLevel",
    "NQFLevel": "nqfLevel",
    "ISCEDFCode": "thematicArea",
    "contentUrl": "contentURL",
    "qualification": "learningAchievementSpecification",
}
"""Names of the XML → names of the model. `type` of a node is its class; what an element calls its type is a concept."""


def is_xml(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def document_of_xml(content: bytes) -> dict[str, Any]:
    """Give the document as nodes with ids, types and language maps. Raises MalformedDraft for broken or unsafe XML."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise MalformedDraft(
            f"The XML is broken in line {line}, column {column}: {error.msg}.", hint="Export the document again."
        ) from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise MalformedDraft(
            "The XML carries a document type definition, which is not read.", hint="Export it without <!DOCTYPE …>."
        )
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise MalformedDraft("The XML holds too many elements.", hint="Split it into several files.")
    return {"@graph": [_node(child) for group in root for child in _children(group)]}


def _node(element: Any, *, is_property: bool = False) -> dict[str, Any]:
    """Turn an element into a node; what repeats becomes a list."""
    node: dict[str, Any] = {}
    name = _local(element.tag)
    attributes = {_local(key): value for key, value in element.attrib.items()}
    address = attributes.get("id") or attributes.get("uri") or attributes.get("idref") or ""
    if address:
        node["id"] = address
    if name in _CLASSES and "idref" not in attributes and (not is_property or len(element)):
        node["type"] = _CLASSES[name]
    for child in _children(element):
        key = _property(child)
        value = _value(child)
        if value not in ("", {}):
            node[key] = [*_listed(node.get(key)), value]
    return node


def _property(element: Any) -> str:
    name = _local(element.tag)
    return _RENAMED.get(name, name)


def _value(element: Any) -> Any:
    attributes = {_local(key): value for key, value in element.attrib.items()}
    text = (element.text or "").strip()
    if len(element) or {"id", "uri", "idref"} & attributes.keys():
        return _node(element, is_property=True)
    return {"@value": text, "@language": attributes["language"]} if attributes.get("language") and text else text


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _children(element: Any) -> list[Any]:
    return [child for child in element if isinstance(child.tag, str)]


def _local(name: Any) -> str:
    return str(name).rsplit("}", 1)[-1]
