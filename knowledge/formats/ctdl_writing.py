"""How does a record of the catalogue read as a Credential Engine graph?"""

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.formats.ctdl_nodes import EQF, EXTERNAL_ID, TIMES
from knowledge.formats.own_terms import PREFIX, own_terms, rows_of
from knowledge.vocabulary.credential import MicroCredential

CONTEXT = "http://credreg.net/ctdl/schema/context/json"
_CTID = re.compile(r"ce-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DELIVERY = {"online": "OnlineOnly", "onsite": "InPerson", "blended": "BlendedDelivery"}
_TIMES = {ours: code for code, ours in reversed(TIMES.items())}
_OF_THE_COURSE = ("text_language", "supervision", "quality_assurance", "further_information")
_OF_THE_OFFER = ("start_dates", "support", "country")
"""Columns that CTDL has no exact property for."""
_ESCO, _OURS = "http://data.europa.eu/esco/skills", "urn:cairn:skills"


def document_of(records: Iterable[MicroCredential]) -> dict[str, Any]:
    """Put credentials and their opportunities into one graph."""
    graph: list[dict[str, Any]] = []
    for record in records:
        rows = rows_of(record)
        addresses = [f"urn:cairn:opportunity:{record.id}-{number}" for number in range(1, len(rows) + 1)]
        graph.append(_credential(record, rows[0], addresses))
        graph.extend(_opportunity(record, row, address) for row, address in zip(rows, addresses, strict=True))
    return {"@context": [CONTEXT, PREFIX], "@graph": graph}


def _credential(record: MicroCredential, row: Mapping[str, str], addresses: list[str]) -> dict[str, Any]:
    tag = record.language
    return _stated(
        {
            "@type": "ceterms:MicroCredential",
            "@id": f"urn:cairn:specification:{record.id}",
            "ceterms:ctid": _ctid(record.external_id, f"urn:cairn:specification:{record.id}"),
            "ceterms:identifier": [
                {
                    "@type": "ceterms:IdentifierValue",
                    "ceterms:identifierType": EXTERNAL_ID,
                    "ceterms:identifierValueCode": record.external_id,
                }
            ],
            "ceterms:name": {tag: row["title"]},
            "ceterms:description": {tag: row["description"]} if row["description"] else None,
            "ceterms:ownedBy": _organisation(row["awarding_body"], row.get("country", "")),
            "ceterms:estimatedDuration": _duration(row["hours"]),
            "ceterms:creditValue": _credits(row["ects"]),
            "ceterms:audienceLevelType": _level(row["eqf_level"]),
            "ceterms:assessmentMethodDescription": {tag: row["assessment"]} if row["assessment"] else None,
            "ceterms:entryCondition": _entry(row["prerequisites"]),
            "ceterms:isPartOf": [
                {"@type": "ceterms:MicroCredential", "ceterms:name": {tag: name}} for name in record.stacks_into
            ],
            "ceterms:requires": [_ways(record, row, addresses)],
            **own_terms(row, _OF_THE_COURSE),
        }
    )


def _ways(record: MicroCredential, row: Mapping[str, str], addresses: list[str]) -> dict[str, Any]:
    """Ask for what is learnt; each opportunity alone is a way to it."""
    profile: dict[str, Any] = {
        "@type": "ceterms:ConditionProfile",
        "ceterms:description": row["title"],
        "ceterms:targetCompetency": _competencies(record),
    }
    if len(addresses) == 1:
        return _stated({**profile, "ceterms:targetLearningOpportunity": addresses})
    ways = [
        {
            "@type": "ceterms:ConditionProfile",
            "ceterms:description": row["title"],
            "ceterms:targetLearningOpportunity": [address],
        }
        for address in addresses
    ]
    return _stated({**profile, "ceterms:alternativeCondition": ways})


def _opportunity(record: MicroCredential, row: Mapping[str, str], address: str) -> dict[str, Any]:
    """Write plain strings: Credential Engine's own schema of this class knows no language maps."""
    return _stated(
        {
            "@type": "ceterms:LearningOpportunityProfile",
            "@id": address,
            "ceterms:ctid": _ctid("", address),
            "ceterms:name": row["title"],
            "ceterms:description": row["description"] or row["title"],
            "ceterms:subjectWebpage": row.get("url") or address,
            "ceterms:offeredBy": _organisation(row.get("provider", ""), row.get("country", "")),
            "ceterms:inLanguage": _items(row, "language"),
            "ceterms:deliveryType": [
                _concept("deliveryType", _DELIVERY[m], m) for m in _items(row, "mode") if m in _DELIVERY
            ],
            "ceterms:scheduleTimingType": [_concept("scheduleTiming", _TIMES[t], t) for t in _items(row, "schedule")],
            "ceterms:estimatedDuration": _duration(row["hours"]),
            "ceterms:creditUnitValue": _number(row["ects"]),
            "ceterms:creditUnitTypeDescription": "ECTS" if row["ects"] else None,
            "ceterms:estimatedCost": _cost(row, row.get("url") or address),
            "ceterms:availableAt": _place(row),
            "ceterms:teaches": _competencies(record),
            **own_terms(
                row, _OF_THE_OFFER if set(_items(row, "mode")) <= _DELIVERY.keys() else (*_OF_THE_OFFER, "mode")
            ),
        }
    )


def _competencies(record: MicroCredential) -> list[dict[str, Any]]:
    skills = [one for one in record.skills if not one.inferred]
    outcomes = [{"ceterms:targetNodeName": one.text} for one in record.outcomes]
    named = [_skill(one.label, one.uri or "") for one in skills]
    return [{"@type": "ceterms:CredentialAlignmentObject", **one} for one in (*outcomes, *named)]


def _skill(label: str, address: str) -> dict[str, Any]:
    framework = _ESCO if "/esco/" in address else _OURS
    return _stated({"ceterms:targetNodeName": label, "ceterms:targetNode": address, "ceterms:framework": framework})


def _organisation(name: str, country: str) -> list[dict[str, Any]]:
    if not name:
        return []
    place = {"@type": "ceterms:Place", "ceterms:addressCountry": country}
    organisation = {"@type": "ceterms:CredentialOrganization", "ceterms:name": name}
    return [{**organisation, **({"ceterms:address": [place]} if country else {})}]


def _duration(hours: str) -> list[dict[str, Any]]:
    return [{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": f"PT{hours}H"}] if hours else []


def _credits(ects: str) -> list[dict[str, Any]]:
    unit = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": "ECTS"}}
    value = {"@type": "ceterms:ValueProfile", "schema:value": _number(ects), "ceterms:creditUnitType": [unit]}
    return [value] if ects else []


def _level(eqf: str) -> list[dict[str, Any]]:
    alignment = {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:frameworkName": {"en": "European Qualifications Framework"},
        "ceterms:targetNode": f"http://{EQF}{eqf}",
        "ceterms:targetNodeName": {"en": f"EQF level {eqf}"},
    }
    return [alignment] if eqf else []


def _entry(prerequisites: str) -> list[dict[str, Any]]:
    texts = prerequisites.split("|") if prerequisites else []
    return [
        {"@type": "ceterms:ConditionProfile", "ceterms:description": text, "ceterms:condition": [text]}
        for text in texts
    ]


def _cost(row: Mapping[str, str], address: str) -> list[dict[str, Any]]:
    if not row.get("price"):
        return []
    cost = {"ceterms:price": _number(row["price"]), "ceterms:currency": row["currency"]}
    words = f"{row['price']} {row['currency']}"
    return [{"@type": "ceterms:CostProfile", "ceterms:costDetails": address, "ceterms:description": words, **cost}]


def _place(row: Mapping[str, str]) -> list[dict[str, Any]]:
    if not row.get("location"):
        return []
    country = {"ceterms:addressCountry": row["country"]} if row.get("country") else {}
    return [{"@type": "ceterms:Place", "ceterms:name": row["location"], **country}]


def _concept(scheme: str, code: str, name: str) -> dict[str, Any]:
    node = {"ceterms:targetNode": f"{scheme}:{code}", "ceterms:targetNodeName": name}
    return {"@type": "ceterms:CredentialAlignmentObject", **node}


def _items(row: Mapping[str, str], column: str) -> list[str]:
    return row[column].split("|") if row.get(column) else []


def _number(text: str) -> Any:
    return json.loads(text) if text else None


def _ctid(external_id: str, address: str) -> str:
    """Keep a CTID that the course came with; else make one of its address, the same each time."""
    return external_id if _CTID.fullmatch(external_id) else f"ce-{uuid.uuid5(uuid.NAMESPACE_URL, address)}"


def _stated(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not stated."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
