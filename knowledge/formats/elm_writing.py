"""How does a record of the catalogue read in the European Learning Model 3?"""

from collections.abc import Iterable
from typing import Any

from knowledge.formats.elm_nodes import ECTS_CODE, MODE_CODES, NOTE
from knowledge.formats.rows import number_text
from knowledge.submissions.codes import ALPHA_3_OF_COUNTRY, ALPHA_3_OF_LANGUAGE
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import LearningOpportunity, Price
from knowledge.vocabulary.organisation import Organisation

CONTEXT = "http://data.europa.eu/snb/model/context/edc-ap"
AUTHORITY = "http://publications.europa.eu/resource/authority"
ECTS = f"http://data.europa.eu/snb/education-credit/{ECTS_CODE}"
MODES = {mode: f"http://data.europa.eu/snb/learning-assessment/{code}" for code, mode in MODE_CODES.items()}


def document_of(records: Iterable[MicroCredential]) -> dict[str, Any]:
    """Put specifications and opportunities into one graph."""
    graph: list[dict[str, Any]] = []
    for record in records:
        graph.append(_stated(_specification(record)))
        graph.extend(_stated(_opportunity(record, opportunity)) for opportunity in record.opportunities)
    return {"@context": [CONTEXT], "@graph": graph}


def _specification(record: MicroCredential) -> dict[str, Any]:
    tag = record.language
    hours, ects = number_text(record.workload.hours), number_text(record.workload.ects)
    return {
        "id": _address("specification", record.id),
        "type": "LearningAchievementSpecification",
        "identifier": {"id": _address("identifier", record.id), "type": "Identifier", "notation": record.external_id},
        "title": {tag: record.title},
        "description": {tag: record.description} if record.description else None,
        "learningOutcome": _outcomes(record),
        "volumeOfLearning": f"PT{hours}H" if hours else None,
        "creditPoint": _credit(record.id, ects) if ects else None,
        "eqfLevel": _concept(f"http://data.europa.eu/snb/eqf/{record.eqf_level}", f"Level {record.eqf_level}")
        if record.eqf_level
        else None,
        **(_manner(record.opportunities[0]) if _alike(record) else {}),
        "provenBy": _assessment(record),
        "accreditation": _accreditation(record),
        "awardingOpportunity": _awarding(record),
        "entryRequirement": [_note(item.text, tag) for item in record.prerequisites],
        "isPartOf": [{"type": "LearningAchievementSpecification", "title": {tag: name}} for name in record.stacks_into],
        "additionalNote": [_note(record.further_information, tag)] if record.further_information else [],
    }


def _opportunity(record: MicroCredential, opportunity: LearningOpportunity) -> dict[str, Any]:
    schedule = opportunity.schedule
    notes = [_note(item, "en", "support") for item in opportunity.support]
    return {
        "id": _address("opportunity", opportunity.id),
        "type": "LearningOpportunity",
        "title": {record.language: record.title},
        "learningAchievementSpecification": {"id": _address("specification", record.id)},
        "providedBy": _organisation(opportunity.provider, record.language),
        "homepage": {"type": "WebResource", "contentURL": opportunity.url} if opportunity.url else None,
        "priceDetail": _price(opportunity.price) if opportunity.price else None,
        "learningSchedule": [_concept(f"urn:cairn:schedule:{time}", time) for time in schedule.times],
        "temporal": [
            {"type": "PeriodOfTime", "startDate": f"{day.isoformat()}T00:00:00Z"} for day in schedule.start_dates
        ],
        "location": {"type": "Location", "geographicName": {record.language: opportunity.location}}
        if opportunity.location
        else None,
        "additionalNote": [*notes, *([_note("continuous", "en", "start_dates")] if schedule.continuous else [])],
        **({} if _alike(record) else _manner(opportunity)),
    }


def _alike(record: MicroCredential) -> bool:
    """Say whether all opportunities have the same languages and modes, so that the specification may state them."""
    return len({(one.languages, one.modes) for one in record.opportunities}) == 1


def _manner(opportunity: LearningOpportunity) -> dict[str, Any]:
    return {
        "language": [
            _concept(f"{AUTHORITY}/language/{ALPHA_3_OF_LANGUAGE[code].upper()}") for code in opportunity.languages
        ],
        "mode": [_concept(MODES[mode], mode) for mode in opportunity.modes],
    }


def _outcomes(record: MicroCredential) -> list[dict[str, Any]]:
    """Write the outcomes; skills are stated for the whole course, so they stand with the first."""
    skills = [_concept(skill.uri or "", skill.label) for skill in record.skills if not skill.inferred]
    outcomes = [{"type": "LearningOutcome", "title": {o.language: o.text}} for o in record.outcomes]
    if skills:
        outcomes = outcomes or [{"type": "LearningOutcome"}]
        outcomes[0]["relatedSkill"] = skills  # type: ignore[assignment]
    return outcomes


def _assessment(record: MicroCredential) -> dict[str, Any] | None:
    if record.assessment is None:
        return None
    text, supervision = record.assessment.text, record.assessment.supervision
    return {
        "type": "LearningAssessmentSpecification",
        **({"title": {record.language: text}} if text else {}),
        **({"idVerification": {"type": "Concept", "prefLabel": {record.language: supervision}}} if supervision else {}),
    }


def _accreditation(record: MicroCredential) -> dict[str, Any] | None:
    quality = record.quality_assurance
    return {"type": "Accreditation", "title": {record.language: quality.text}} if quality else None


def _awarding(record: MicroCredential) -> dict[str, Any] | None:
    body = _organisation(record.awarding_body, record.language)
    return {"type": "AwardingOpportunity", "awardingBody": body} if body else None


def _organisation(organisation: Organisation, tag: str) -> dict[str, Any] | None:
    if not organisation.name and not organisation.country:
        return None
    place = None
    if organisation.country:
        address = f"{AUTHORITY}/country/{ALPHA_3_OF_COUNTRY[organisation.country]}"
        place = {"type": "Location", "address": {"type": "Address", "countryCode": _concept(address)}}
    return _stated(
        {
            "type": "Organisation",
            "legalName": {tag: organisation.name} if organisation.name else None,
            "location": place,
        }
    )


def _price(price: Price) -> dict[str, Any]:
    unit = _concept(f"{AUTHORITY}/currency/{price.currency}", price.currency)
    return {"type": "PriceDetail", "amount": {"type": "Amount", "value": number_text(price.amount), "unit": unit}}


def _credit(identifier: str, ects: str) -> dict[str, Any]:
    framework = _concept(ECTS, "European Credit Transfer System")
    return {"id": _address("credit", identifier), "type": "CreditPoint", "framework": framework, "point": ects}


def _concept(address: str, name: str = "") -> dict[str, Any]:
    return _stated({"id": address, "type": "Concept", "prefLabel": {"en": name} if name else None})


def _note(text: str, tag: str, subject: str = "") -> dict[str, Any]:
    about = {"id": f"{NOTE}{subject}", "type": "Concept", "prefLabel": {"en": subject}} if subject else None
    return _stated({"type": "Note", "noteLiteral": {tag: text}, "subject": about})


def _stated(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not stated."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _address(kind: str, identifier: str) -> str:
    return f"urn:cairn:{kind}:{identifier}"
