"""Which courses does a European Learning Model document describe: specifications, opportunities, or an award's own?"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.errors import MalformedDraft
from knowledge.formats.awards import award_finding
from knowledge.formats.elm_nodes import (
    Course,
    awarding_body,
    concepts,
    country,
    course_fields,
    offer_fields,
    stated,
)
from knowledge.formats.elm_writing import document_of
from knowledge.formats.left_behind import LeftBehind
from knowledge.formats.linked_data import Graph, Node, node_types, parse_json
from knowledge.formats.reading_text import decode
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Finding, Level, Reading

NAME = "elm"
_SIGNS = (
    b"data.europa.eu/snb/model",
    b"LearningAchievementSpecification",
    b"EuropeanDigitalCredential",
    b'"LearningOpportunity"',
    b"elm:LearningOpportunity",
)
_SEAL = (b'"payload"', b'"signature')
_SPECIFICATIONS = ("LearningAchievementSpecification", "Qualification")
_AWARDS = ("EuropeanDigitalCredential", "EuropassCredential", "LearningAchievement")
_TOLD = (
    *_SPECIFICATIONS,
    "LearningOpportunity",
    "LearningOutcome",
    "PriceDetail",
    "PeriodOfTime",
    "AwardingOpportunity",
)
"""Classes whose properties are named where they are not carried over."""
_MENTION = {"type", "title"}
_STUB = {"id", "type", "title", "identifier", "homepage"}
"""What a document says of a qualification that it only mentions as the whole to which a course belongs."""
_HARMLESS = ("learningAchievementSpecification", "awardingOpportunity", "defaultLanguage", "isPartialQualification")
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
    "price": "priceDetail.amount.value",
    "currency": "priceDetail.amount.unit",
    "language": "language",
    "mode": "mode",
    "schedule": "learningSchedule",
    "location": "location",
    "start_dates": "temporal.startDate",
    "support": "additionalNote",
    "assessment": "provenBy.specifiedBy",
    "supervision": "provenBy.idVerification",
    "quality_assurance": "accreditation",
    "prerequisites": "entryRequirement",
    "stacks_into": "isPartOf",
    "further_information": "additionalNote",
}


def recognises(content: bytes) -> bool:
    """Say yes to JSON or XML that names the model or one of its classes, and to a sealed credential of it."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        return b"data.europa.eu/snb/model" in content[:20_000]
    if start not in {b"{", b"["}:
        return False
    if all(sign in content for sign in _SEAL):
        return any(sign in _payload_bytes(content) for sign in _SIGNS)
    return any(sign in content for sign in _SIGNS)


def read(content: bytes, _mapping: Mapping[str, str]) -> Reading:
    """Read every course of the document; nothing of the person in an award is looked at."""
    document, findings = _document(content)
    left = LeftBehind()
    graph = Graph(document, left)
    if awards := graph.of_type(*_AWARDS):
        left.quoting = False
        findings += (award_finding(graph, awards),)
    drafts = [_draft(graph, row, course) for row, course in enumerate(_courses(graph), start=1)]
    if not drafts:
        raise MalformedDraft(
            "The document holds no LearningAchievementSpecification, Qualification or LearningOpportunity.",
            hint="Export what can be learnt, or a credential with its specification.",
        )
    used = {ours for draft in drafts for fields in (draft.fields, *draft.offers) for ours in fields}
    return Reading(
        format=NAME,
        drafts=tuple(drafts),
        mapping={ours: theirs for ours, theirs in _MAPPING.items() if ours in used},
        findings=(*findings, *left.told(_TOLD, node_types, _HARMLESS)),
    )


def write(records: Iterable[MicroCredential]) -> bytes:
    """Write each record as a LearningAchievementSpecification with its LearningOpportunities."""
    return (json.dumps(document_of(records), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _courses(graph: Graph) -> Iterator[Course]:
    """List each specification with what leads to it, then the opportunities that name no specification."""
    claimed: set[int] = set()
    for node in graph.of_type(*_SPECIFICATIONS):
        opportunities = graph.pointing(node, "LearningOpportunity", "learningAchievementSpecification")
        award = next(iter(graph.pointing(node, "LearningAchievement", "specifiedBy")), None)
        claimed.update(id(one) for one in opportunities)
        if not node.keys() <= _MENTION and not (node.keys() <= _STUB and _is_part(graph, node)):
            yield Course(node, opportunities, award, graph.language(node, "title") or "en")
    for node in graph.of_type("LearningOpportunity"):
        if id(node) not in claimed:
            yield Course(node, [node], None, graph.language(node, "title") or "en")


def _is_part(graph: Graph, node: Node) -> bool:
    return any(graph.pointing(node, kind, key) for kind in _SPECIFICATIONS for key in ("isPartOf", "hasPart"))


def _draft(graph: Graph, row: int, course: Course) -> CourseDraft:
    graph.left.row = row
    places: list[Node | None] = [*course.opportunities] or [None]
    first, *others = [offer_fields(graph, course, one) for one in places]
    course_wide = course_fields(graph, course)
    for one in course.opportunities:
        graph.note_repeated(one, {key: course_wide[key] for key in ("title", "description")}, course.language)
    bodys = country(graph, awarding_body(graph, course))
    if bodys and first["country"] not in {"", bodys}:
        _note_two_countries(graph.left, bodys, first["country"])
    fields = {**course_wide, **first, "country": bodys or first["country"]}
    return CourseDraft(
        row=row,
        fields=stated(fields),
        offers=tuple(stated(other) for other in others),
        concepts=concepts(graph, course.main),
    )


def _note_two_countries(left: LeftBehind, bodys: str, providers: str) -> None:
    left.note(
        Level.INFO,
        "two_countries",
        f"The awarding body is in {bodys}, the provider in {providers}; a record keeps the awarding body's country.",
        "Name the provider's country in the location where learners must know.",
        field="country",
        column="countryCode",
    )


def _document(content: bytes) -> tuple[Any, tuple[Finding, ...]]:
    from knowledge.formats.elm_xml import document_of_xml, is_xml

    if is_xml(content):
        return document_of_xml(content), ()
    decoded = decode(content)
    document = parse_json(decoded.text)
    if not _is_sealed(document):
        return document, decoded.findings
    return parse_json(_unsealed(document["payload"]).decode("utf-8", "replace")), (*decoded.findings, _sealed())


def _is_sealed(document: Any) -> bool:
    """A sealed credential (JAdES) carries the document as its payload."""
    return isinstance(document, dict) and isinstance(document.get("payload"), str)


def _unsealed(payload: str) -> bytes:
    # Only what can be learnt is read from it, so the seal, which vouches for a person's award, is not checked here
    if payload.lstrip().startswith("{"):
        return payload.encode()
    try:
        return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    except ValueError as error:
        raise MalformedDraft("The payload of the seal cannot be read.", hint="Export the document again.") from error


def _payload_bytes(content: bytes) -> bytes:
    try:
        document = parse_json(content.decode("utf-8-sig"))
        return _unsealed(document["payload"]) if _is_sealed(document) else content
    except (MalformedDraft, UnicodeDecodeError):
        return content


def _sealed() -> Finding:
    return Finding(
        level=Level.INFO,
        code="seal_not_checked",
        message="The document is sealed; the seal vouches for a person's award and was not checked.",
        mend="Nothing is to be done: only what can be learnt was read.",
    )
