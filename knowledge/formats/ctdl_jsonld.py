"""Which courses does a Credential Engine graph (CTDL JSON-LD) describe?"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge.errors import MalformedDraft
from knowledge.formats.ctdl_nodes import (
    CREDENTIALS,
    OPPORTUNITIES,
    Course,
    concepts,
    course_fields,
    note_what_is_said_twice,
    offer_fields,
)
from knowledge.formats.ctdl_writing import document_of
from knowledge.formats.linked_data import Graph, Node, node_types, parse_json
from knowledge.formats.reading_text import decode
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Level, Reading

NAME = "ctdl"
_CONTEXT = b"credreg.net/ctdl/schema/context"
_TYPE = re.compile(rb'"@?type"\s*:\s*\[?\s*"(?:ceterms:|https?://purl\.org/ctdl/terms/)')
_TOLD = (*CREDENTIALS, *OPPORTUNITIES, "ScheduledOffering", "ConditionProfile", "CostProfile", "DurationProfile")
_HARMLESS = (
    "ctid",
    "credentialStatusType",
    "lifeCycleStatusType",
    "costDetails",
    "CostProfile.description",
    "ConditionProfile.description",
    "ConditionProfile.name",
)
"""Technical, or said twice by a profile and what it is about."""
_MAPPING = {
    "external_id": "ceterms:ctid",
    "title": "ceterms:name",
    "description": "ceterms:description",
    "awarding_body": "ceterms:ownedBy",
    "provider": "ceterms:offeredBy",
    "country": "ceterms:addressCountry",
    "url": "ceterms:subjectWebpage",
    "learning_outcomes": "ceterms:teaches",
    "skills": "ceterms:teaches (ESCO)",
    "hours": "ceterms:estimatedDuration",
    "ects": "ceterms:creditValue",
    "eqf_level": "ceterms:audienceLevelType (EQF)",
    "price": "ceterms:estimatedCost",
    "currency": "ceterms:currency",
    "language": "ceterms:inLanguage",
    "mode": "ceterms:deliveryType",
    "schedule": "ceterms:scheduleTimingType",
    "location": "ceterms:availableAt",
    "start_dates": "ceterms:startDate",
    "support": "cairn:stated",
    "assessment": "ceterms:assessmentMethodDescription",
    "supervision": "ceterms:isProctored",
    "quality_assurance": "ceterms:accreditedBy",
    "prerequisites": "ceterms:entryCondition",
    "stacks_into": "ceterms:isPartOf",
    "further_information": "cairn:stated",
}


def recognises(content: bytes) -> bool:
    """Say yes to JSON in CTDL's context or with nodes of its classes."""
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}
    return is_json and (_CONTEXT in content or _TYPE.search(content) is not None)


def read(content: bytes, _mapping: Mapping[str, str]) -> Reading:
    """Read every credential with the opportunities that lead to it, and every opportunity that stands alone."""
    decoded = decode(content)
    graph = Graph(parse_json(decoded.text))
    drafts = [_draft(graph, row, course) for row, course in enumerate(_courses(graph), start=1)]
    if not drafts:
        raise MalformedDraft(
            "The document holds no credential, course or learning opportunity of CTDL.",
            hint="Export ceterms:MicroCredential, ceterms:Course or ceterms:LearningOpportunityProfile.",
        )
    used = {ours for draft in drafts for fields in (draft.fields, *draft.offers) for ours in fields}
    return Reading(
        format=NAME,
        drafts=tuple(drafts),
        mapping={ours: theirs for ours, theirs in _MAPPING.items() if ours in used},
        findings=(*decoded.findings, *graph.left.told(_TOLD, node_types, _HARMLESS)),
    )


def write(records: Iterable[MicroCredential]) -> bytes:
    """Write each record as a ceterms:MicroCredential with a ceterms:LearningOpportunityProfile for each opportunity."""
    return (json.dumps(document_of(records), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _courses(graph: Graph) -> Iterator[Course]:
    claimed: set[int] = set()
    for node in graph.of_type(*CREDENTIALS):
        if _is_mentioned(graph, node):
            continue
        alone, together = _ways(graph, node)
        claimed.update(id(one) for one in alone)
        if together:
            _note_parts(graph, len(together))
        yield Course(node, alone, graph.language(node, "name") or "en")
    for node in graph.of_type(*OPPORTUNITIES):
        if id(node) not in claimed and not _is_mentioned(graph, node):
            yield Course(node, [node], graph.language(node, "name") or "en")


def _ways(graph: Graph, credential: Node) -> tuple[list[Node], list[Node]]:
    """Tell opportunities that lead to a credential each alone from those that it asks for together."""
    alone: list[Node] = []
    together: list[Node] = []
    conditions = graph.all(credential, "requires")
    for condition in [*conditions, *(other for one in conditions for other in graph.all(one, "alternativeCondition"))]:
        targets = [one for one in graph.all(condition, "targetLearningOpportunity") if len(one) > 1]
        (alone if len(targets) == 1 else together).extend(targets)
    unconditional = sum(1 for one in conditions if graph.all(one, "targetLearningOpportunity"))
    # Conditions beside each other hold all at once; only alternatives are ways of their own
    return (alone, together) if unconditional <= 1 else ([], [*alone, *together])


def _note_parts(graph: Graph, count: int) -> None:
    graph.left.note(
        Level.INFO,
        "asked_for_together",
        f"A credential asks for {count} courses together; each is a record of its own beside the credential's.",
        "State alternatives as ceterms:alternativeCondition.",
        column="targetLearningOpportunity",
    )


def _is_mentioned(graph: Graph, node: Node) -> bool:
    """Say whether a node only names the whole to which a course belongs."""
    return node.keys() <= {"id", "type", "name", "subjectWebpage", "ctid"} and any(
        graph.pointing(node, kind, key)
        for kind in (*CREDENTIALS, *OPPORTUNITIES, "ConditionProfile")
        for key in ("isPartOf", "hasPart", "targetCredential")
    )


def _offerings(graph: Graph, opportunity: Node | None) -> list[Node | None]:
    """List the scheduled offerings of an opportunity; without any, it is the offer itself."""
    return [*graph.all(opportunity, "hasOffering")] or [opportunity]


def _draft(graph: Graph, row: int, course: Course) -> CourseDraft:
    graph.left.row = row
    places: list[Node | None] = [*course.opportunities] or [None]
    offers = [
        fields
        for place in places
        for one in _offerings(graph, place)
        if (fields := offer_fields(graph, course, place, one))
    ]
    first, *others = offers or [{}]
    fields = {**course_fields(graph, course), **first}
    note_what_is_said_twice(graph, course, fields)
    return CourseDraft(
        row=row,
        fields={ours: text for ours, text in fields.items() if text},
        offers=tuple({ours: text for ours, text in other.items() if text} for other in others),
        concepts=concepts(graph, course),
    )
