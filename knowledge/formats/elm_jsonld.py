"""Which courses does European Learning Model 3 JSON-LD describe: specifications, opportunities, or an award's own?"""

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.errors import MalformedDraft
from knowledge.formats.elm_nodes import (
    Graph,
    Node,
    code,
    country,
    in_language,
    label,
    language_code,
    language_of,
)
from knowledge.formats.elm_writing import NOTE, document_of
from knowledge.formats.reading_text import decode
from knowledge.submissions.words import MODES, plain
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Reading

NAME = "elm"
_SIGNS = (b"data.europa.eu/snb/model", b"LearningAchievementSpecification", b"EuropeanDigitalCredential")
_SEAL = (b'"payload"', b'"signature')
_SPECIFICATIONS = ("LearningAchievementSpecification", "Qualification")
_MODES = {"e92d221e4d": "blended", "920fbb3cbe": "online"}
"""Codes of the European vocabulary for forms of participation that we know; others are read by their label."""
_MAPPING = {
    "external_id": "identifier.notation",
    "title": "title",
    "description": "description",
    "awarding_body": "awardedBy.awardingBody",
    "provider": "providedBy | influencedBy.directedBy",
    "country": "awardingBody.location.address.countryCode",
    "url": "homepage.contentURL",
    "learning_outcomes": "learningOutcome.title",
    "skills": "learningOutcome.relatedESCOSkill",
    "hours": "volumeOfLearning",
    "ects": "creditPoint.point",
    "eqf_level": "eqfLevel",
    "price": "priceDetail.amount",
    "language": "language",
    "mode": "mode",
    "schedule": "learningSchedule",
    "location": "location",
    "start_dates": "temporal.startDate",
    "assessment": "provenBy.specifiedBy",
    "supervision": "provenBy.idVerification",
    "quality_assurance": "accreditation",
    "prerequisites": "entryRequirement",
    "stacks_into": "isPartOf",
    "further_information": "additionalNote",
}


def recognises(content: bytes) -> bool:
    """Say yes to JSON that names the model or one of its classes."""
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}
    return is_json and (any(sign in content for sign in _SIGNS) or all(sign in content for sign in _SEAL))


def read(content: bytes, _mapping: Mapping[str, str]) -> Reading:
    """Read every specification of the document; nothing of the person in an award is looked at."""
    decoded = decode(content)
    graph = Graph(_document(decoded.text))
    specifications = graph.of_type(*_SPECIFICATIONS)
    if not specifications:
        raise MalformedDraft(
            "The document holds no LearningAchievementSpecification or Qualification.",
            hint="Export what can be learnt, or a credential with its specification.",
        )
    drafts = [
        CourseDraft(row=row, fields={ours: text for ours, text in _fields(graph, node).items() if text})
        for row, node in enumerate(specifications, start=1)
    ]
    used = {ours for draft in drafts for ours in draft.fields}
    return Reading(
        format=NAME,
        drafts=tuple(drafts),
        mapping={ours: theirs for ours, theirs in _MAPPING.items() if ours in used},
        findings=decoded.findings,
    )


def write(records: Iterable[MicroCredential]) -> bytes:
    """Write each record as a LearningAchievementSpecification with its LearningOpportunity."""
    return (json.dumps(document_of(records), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _document(text: str) -> Any:
    try:
        document = json.loads(text.lstrip("\ufeff"))
        return json.loads(_unsealed(document)) if _is_sealed(document) else document
    except json.JSONDecodeError as error:
        raise MalformedDraft(
            f"The JSON is broken in line {error.lineno}, column {error.colno}: {error.msg}.",
            hint="Check the commas, quotation marks and brackets there.",
        ) from error
    except (RecursionError, ValueError) as error:
        raise MalformedDraft("The document cannot be read as JSON.", hint="Export the document again.") from error


def _is_sealed(document: Any) -> bool:
    """A sealed credential (JAdES) carries the document as its payload."""
    return isinstance(document, dict) and isinstance(document.get("payload"), str)


def _unsealed(document: Mapping[str, Any]) -> str | bytes:
    # Only what can be learnt is read from it, so the seal, which vouches for a person's award, is not checked here
    payload: str = document["payload"]
    if payload.lstrip().startswith("{"):
        return payload
    return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))


def _fields(graph: Graph, node: Node) -> dict[str, str]:
    language = language_of(node.get("title")) or "en"
    award = graph.pointing_at(node, "LearningAchievement", "specifiedBy")
    opportunity = graph.pointing_at(node, "LearningOpportunity", "learningAchievementSpecification")
    body = graph.one(award, "awardedBy", "awardingBody") or graph.one(node, "awardingOpportunity", "awardingBody")
    return {
        "text_language": language if language_of(node.get("title")) else "",
        "external_id": _external_id(graph, node),
        "title": in_language(node.get("title"), language),
        "description": _description(graph, node, award, language),
        "awarding_body": label(body, language),
        "country": country(graph, body) or country(graph, graph.one(opportunity, "providedBy")),
        "hours": str(node.get("volumeOfLearning") or "") if str(node.get("volumeOfLearning")).startswith("PT") else "",
        "ects": _ects(graph, node),
        "eqf_level": code(graph.one(node, "eqfLevel")),
        "language": _joined(language_code(item) for item in graph.all(node, "language")),
        "mode": _joined(_mode(item) for item in graph.all(node, "mode")),
        "prerequisites": _labels(graph, node, "entryRequirement", language),
        "stacks_into": _labels(graph, node, "isPartOf", language),
        "quality_assurance": _accreditations(graph, node, body, language),
        **_outcomes(graph, node, language),
        **_assessment(graph, node, award, language),
        **_opportunity(graph, opportunity, award, language),
        **_notes(graph, node, opportunity, language),
    }


def _external_id(graph: Graph, node: Node) -> str:
    return next((str(item["notation"]) for item in graph.all(node, "identifier") if item.get("notation")), "")


def _description(graph: Graph, node: Node, award: Node | None, language: str) -> str:
    activity = graph.one(award, "influencedBy")
    places = (node, award or {}, activity or {})
    return next((text for place in places if (text := in_language(place.get("description"), language))), "")


def _ects(graph: Graph, node: Node) -> str:
    for credit in graph.all(node, "creditPoint"):
        framework = graph.one(credit, "framework")
        if code(framework) == "6fcec5c5af" or "european credit" in label(framework, "en").lower():
            return str(credit.get("point", ""))
    return ""


def _mode(node: Node) -> str:
    return MODES.get(plain(label(node, "en")), "") or _MODES.get(code(node), "")


def _outcomes(graph: Graph, node: Node, language: str) -> dict[str, str]:
    outcomes = graph.all(node, "learningOutcome")
    related = [
        skill
        for outcome in outcomes
        for skill in graph.all(outcome, "relatedESCOSkill") or graph.all(outcome, "relatedSkill")
    ]
    return {
        "learning_outcomes": _joined(label(outcome, language) for outcome in outcomes),
        # English, since our own skills and ESCO's are looked up by that label first
        "skills": _joined(label(skill, "en") for skill in [*related, *graph.all(node, "relatedSkill")]),
    }


def _assessment(graph: Graph, node: Node, award: Node | None, language: str) -> dict[str, str]:
    assessment = graph.one(award, "provenBy")
    specification = graph.one(assessment, "specifiedBy") or graph.one(node, "provenBy")
    verification = graph.one(assessment, "idVerification") or graph.one(specification, "idVerification")
    return {
        "assessment": label(specification, language) or label(assessment, language),
        "supervision": label(verification, language),
    }


def _opportunity(graph: Graph, opportunity: Node | None, award: Node | None, language: str) -> dict[str, str]:
    provider = graph.one(opportunity, "providedBy") or graph.one(award, "influencedBy", "directedBy")
    amount = graph.one(opportunity, "priceDetail", "amount")
    place = graph.one(opportunity, "location")
    return {
        "provider": label(provider, language),
        "url": str((graph.one(opportunity, "homepage") or {}).get("contentURL", "")),
        "price": str((amount or {}).get("value", "")),
        "currency": code(graph.one(amount, "unit")),
        "location": in_language((place or {}).get("geographicName"), language) or label(place, language),
        "schedule": _labels(graph, opportunity, "learningSchedule", "en"),
    }


def _notes(graph: Graph, node: Node, opportunity: Node | None, language: str) -> dict[str, str]:
    """Take notes under our own subjects apart from all others, which are further information."""
    ours: dict[str, list[str]] = {"support": [], "start_dates": [], "further_information": []}
    for note in [*graph.all(node, "additionalNote"), *graph.all(opportunity, "additionalNote")]:
        subject = str((graph.one(note, "subject") or {}).get("id", "")).removeprefix(NOTE)
        ours[subject if subject in ours else "further_information"].append(label(note, language))
    found = {"support": _joined(ours["support"]), "further_information": "\n".join(ours["further_information"])}
    dates = [str(item.get("startDate", ""))[:10] for item in graph.all(opportunity, "temporal")]
    return found | {"start_dates": _joined([*dates, *ours["start_dates"]])}


def _accreditations(graph: Graph, node: Node, body: Node | None, language: str) -> str:
    found = [*graph.all(node, "accreditation"), *graph.all(body, "accreditation")]
    return "; ".join(dict.fromkeys(filter(None, (label(item, language) for item in found))))


def _labels(graph: Graph, node: Node | None, key: str, language: str) -> str:
    return _joined(label(item, language) for item in graph.all(node, key))


def _joined(texts: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(text.replace("|", "/") for text in texts if text))
