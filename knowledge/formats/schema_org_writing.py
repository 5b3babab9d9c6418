"""How does a record of the catalogue read in the words of schema.org?"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.formats.own_terms import PREFIX, own_terms, rows_of
from knowledge.vocabulary.credential import MicroCredential

CONTEXT = "https://schema.org"
EQF = "http://data.europa.eu/snb/eqf/25831c2"
ESCO = "http://data.europa.eu/esco/skills"
_OF_THE_COURSE = (
    "text_language",
    "awarding_body",
    "assessment",
    "supervision",
    "quality_assurance",
    "further_information",
)
_OF_THE_OFFER = ("schedule", "support")
"""Columns that schema.org has no exact property for."""
_WORDS = ("learning_outcomes", "prerequisites")
"""Columns whose items stand as plain strings; an item that is a mere address would be taken for a reference."""


def document_of(records: Iterable[MicroCredential]) -> dict[str, Any]:
    """Put courses into one graph."""
    return {"@context": [CONTEXT, PREFIX], "@graph": [_course(record) for record in records]}


def _course(record: MicroCredential) -> dict[str, Any]:
    rows = rows_of(record)
    row = rows[0]
    return _stated(
        {
            "@type": "Course",
            "@id": f"urn:cairn:course:{record.id}",
            "identifier": {"@type": "PropertyValue", "value": record.external_id},
            "name": row["title"],
            "description": row["description"],
            "teaches": _taught(record),
            "educationalLevel": _level(row["eqf_level"]),
            "numberOfCredits": _credits(row["ects"]),
            "coursePrerequisites": _items(row, "prerequisites"),
            "isPartOf": [{"@type": "EducationalOccupationalProgram", "name": name} for name in record.stacks_into],
            "educationalCredentialAwarded": {
                "@type": "EducationalOccupationalCredential",
                "name": row["title"],
                "credentialCategory": "micro-credential",
            },
            "hasCourseInstance": [_instance(one) for one in rows],
            **own_terms(row, [*_OF_THE_COURSE, *(column for column in _WORDS if "://" in row[column])]),
        }
    )


def _instance(row: Mapping[str, str]) -> dict[str, Any]:
    country = row.get("country", "")
    ours = [*_OF_THE_OFFER]
    ours += ["country"] if not row.get("provider") else []
    ours += ["start_dates"] if "continuous" in _items(row, "start_dates") else []
    return _stated(
        {
            "@type": "CourseInstance",
            "provider": _organisation(row.get("provider", ""), country),
            "url": row.get("url"),
            "courseMode": _items(row, "mode"),
            "courseWorkload": f"PT{row['hours']}H" if row["hours"] else None,
            "inLanguage": _items(row, "language"),
            "startDate": [day for day in _items(row, "start_dates") if day != "continuous"],
            "location": {"@type": "Place", "name": row["location"]} if row.get("location") else None,
            "offers": _offer(row),
            **own_terms(row, ours),
        }
    )


def _taught(record: MicroCredential) -> list[Any]:
    """Write outcomes as sentences and skills as terms, which is how they are told apart again."""
    skills = [
        _stated({"@type": "DefinedTerm", "name": one.label, "url": one.uri, "inDefinedTermSet": _set(one.uri or "")})
        for one in record.skills
        if not one.inferred
    ]
    return [*(one.text for one in record.outcomes), *skills]


def _set(address: str) -> str:
    return ESCO if "/esco/" in address else ""


def _level(eqf: str) -> dict[str, Any] | None:
    if not eqf:
        return None
    return {"@type": "DefinedTerm", "name": f"EQF level {eqf}", "termCode": eqf, "inDefinedTermSet": EQF}


def _credits(ects: str) -> dict[str, Any] | None:
    return {"@type": "QuantitativeValue", "value": json.loads(ects), "unitText": "ECTS"} if ects else None


def _offer(row: Mapping[str, str]) -> dict[str, Any] | None:
    if not row.get("price"):
        return None
    amount = json.loads(row["price"])
    return {
        "@type": "Offer",
        "price": amount,
        "priceCurrency": row["currency"],
        "category": "Paid" if amount else "Free",
    }


def _organisation(name: str, country: str) -> dict[str, Any] | None:
    if not name:
        return None
    address = {"@type": "PostalAddress", "addressCountry": country}
    return {"@type": "Organization", "name": name, **({"address": address} if country else {})}


def _items(row: Mapping[str, str], column: str) -> list[str]:
    return row[column].split("|") if row.get(column) else []


def _stated(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not stated."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
