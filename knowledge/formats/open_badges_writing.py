"""How does a record of the catalogue read as an achievement of Open Badges 3.0?"""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from knowledge.formats.headings import COLUMNS
from knowledge.formats.open_badges_nodes import EQF_ADDRESS, EXTERNAL_ID, without_markdown
from knowledge.formats.own_terms import OFFERS, PREFIX, TERM, own_terms, rows_of
from knowledge.formats.same_course import OFFER_COLUMNS
from knowledge.vocabulary.credential import MicroCredential

CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
_CARRIED = frozenset({"external_id", "title", "description", "awarding_body", "eqf_level", "skills", "assessment"})


def document_of(records: Iterable[MicroCredential]) -> dict[str, Any]:
    """Put achievements into one graph."""
    return {"@context": [*CONTEXTS, PREFIX], "@graph": [_achievement(record) for record in records]}


def _achievement(record: MicroCredential) -> dict[str, Any]:
    rows = rows_of(record)
    row = rows[0]
    further = [own_terms(one, OFFER_COLUMNS).get(TERM, {}) for one in rows[1:]]
    address = f"urn:cairn:achievement:{record.id}"
    return _stated(
        {
            "id": address,
            "type": ["Achievement"],
            "achievementType": "MicroCredential",
            "name": row["title"],
            # The standard asks for one; who reads it here again knows that a mere title describes nothing
            "description": row["description"] or row["title"],
            "criteria": _criteria(row),
            "creator": _creator(row["awarding_body"], row.get("country", ""), address),
            "alignment": _alignments(record, row["eqf_level"]),
            "inLanguage": record.language if record.language != "und" else None,
            "creditsAvailable": json.loads(row["ects"]) if row["ects"] else None,
            "otherIdentifier": [
                {"type": "IdentifierEntry", "identifier": record.external_id, "identifierType": EXTERNAL_ID}
            ],
            **own_terms(row, _kept(row)),
            OFFERS: further,
        }
    ) | {"criteria": _criteria(row)}


def _kept(row: Mapping[str, str]) -> list[str]:
    """Name the columns that an achievement has no property for, or none that gives the same words back."""
    columns = [column for column in COLUMNS if column not in _CARRIED]
    columns += ["text_language"] if row["text_language"] == "und" else []
    return columns + (["assessment"] if without_markdown(row["assessment"]) != row["assessment"] else [])


def _criteria(row: Mapping[str, str]) -> dict[str, str]:
    return _stated({"id": row.get("url"), "narrative": row["assessment"]})


def _creator(name: str, country: str, address: str) -> dict[str, Any] | None:
    if not name:
        return None
    profile = {"id": f"{address}:creator", "type": ["Profile"], "name": name}
    place = {"type": ["Address"], "addressCountryCode": country}
    return {**profile, **({"address": place} if country else {})}


def _alignments(record: MicroCredential, eqf: str) -> list[dict[str, Any]]:
    skills = [one for one in record.skills if not one.inferred]
    found = [
        _alignment(one.label, one.uri or f"urn:cairn:word:{quote(one.label)}", "ceasn:Competency", _framework(one.uri))
        for one in skills
    ]
    level = _alignment(f"EQF level {eqf}", f"http://{EQF_ADDRESS}{eqf}", "", "European Qualifications Framework")
    return [*found, *([level] if eqf else [])]


def _framework(address: str | None) -> str:
    return "ESCO" if "/esco/" in (address or "") else ""


def _alignment(name: str, address: str, kind: str, framework: str) -> dict[str, Any]:
    node = {"targetName": name, "targetUrl": address, "targetType": kind, "targetFramework": framework}
    return {"type": ["Alignment"], **_stated(node)}


def _stated(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not stated."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
