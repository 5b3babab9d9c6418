"""Which courses does schema.org data describe, alone or inside a web page?"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge.errors import MalformedDraft
from knowledge.formats.linked_data import Graph, Node, node_types, parse_json
from knowledge.formats.reading_text import decode
from knowledge.formats.schema_org_nodes import (
    COURSES,
    CREDENTIAL,
    INSTANCE,
    Course,
    concepts,
    course_fields,
    offer_fields,
)
from knowledge.formats.schema_org_pages import Page, things_on
from knowledge.formats.schema_org_writing import document_of
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Reading

NAME = "schema-org"
_CONTEXT = re.compile(rb"https?:\\?/\\?/(?:www\.)?schema\.org")
_PAGE = re.compile(rb"^\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|script|div|meta|article|section|main)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_TABLE = re.compile(rb"<table\b", re.IGNORECASE)
_COURSE = re.compile(rb"[\"'/](?:Course|CourseInstance|EducationalOccupational(?:Program|Credential))[\"'\s]")
_TOLD = (*COURSES, INSTANCE, CREDENTIAL, "Offer", "AggregateOffer", "Schedule")
_HARMLESS = ("mainEntityOfPage", "potentialAction", "hasCourseInstance", "hasCourse", "repeatFrequency")
_MAPPING = {
    "external_id": "identifier | courseCode",
    "title": "name",
    "description": "description",
    "awarding_body": "educationalCredentialAwarded.offeredBy",
    "provider": "provider",
    "country": "addressCountry",
    "url": "url",
    "learning_outcomes": "teaches (text)",
    "skills": "teaches (DefinedTerm)",
    "hours": "courseWorkload | courseSchedule",
    "ects": "numberOfCredits (ECTS)",
    "eqf_level": "educationalLevel (EQF)",
    "price": "offers.price",
    "currency": "offers.priceCurrency",
    "language": "inLanguage",
    "mode": "courseMode",
    "schedule": "courseSchedule",
    "location": "location",
    "start_dates": "startDate",
    "support": "cairn:stated",
    "assessment": "cairn:stated",
    "supervision": "cairn:stated",
    "quality_assurance": "educationalCredentialAwarded.recognizedBy",
    "prerequisites": "coursePrerequisites",
    "stacks_into": "isPartOf",
    "further_information": "educationalCredentialAwarded",
}


def recognises(content: bytes) -> bool:
    """Say yes to a web page, and to JSON in schema.org's context; a page with nothing but a table is a table."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"<":
        return _PAGE.match(start[:5_000]) is not None and (
            _COURSE.search(content) is not None or not _TABLE.search(content)
        )
    named = b'"@context"' in content or b'"@type"' in content
    return start[:1] in {b"{", b"["} and named and _CONTEXT.search(content) is not None


def read(content: bytes, _mapping: Mapping[str, str]) -> Reading:
    """Read every course, programme and credential, with the instances of each as its offers."""
    decoded = decode(content)
    page = _page(decoded.text)
    graph = Graph(page.things)
    drafts = [_draft(graph, row, course, page.language) for row, course in enumerate(_courses(graph), start=1)]
    if not drafts:
        raise MalformedDraft(
            "The file holds no Course, CourseInstance, EducationalOccupationalProgram or EducationalOccupationalCredential of schema.org.",
            hint="Look whether the page carries the data itself; a page that fetches it later has nothing to read.",
        )
    used = {ours for draft in drafts for fields in (draft.fields, *draft.offers) for ours in fields}
    return Reading(
        format=NAME,
        drafts=tuple(drafts),
        mapping={ours: theirs for ours, theirs in _MAPPING.items() if ours in used},
        findings=(*decoded.findings, *page.findings, *graph.left.told(_TOLD, node_types, _HARMLESS)),
    )


def write(records: Iterable[MicroCredential]) -> bytes:
    """Write each record as a Course with a CourseInstance for each opportunity."""
    return (json.dumps(document_of(records), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _page(text: str) -> Page:
    is_page = text.lstrip("\ufeff \t\r\n").startswith("<")
    return things_on(text) if is_page else Page([parse_json(text)], "", [])


def _courses(graph: Graph) -> Iterator[Course]:
    """List courses and programmes, then instances and credentials that belong to none of them."""
    claimed: set[int] = set()
    for node in graph.of_type(*COURSES):
        if _is_mentioned(graph, node):
            continue
        instances = [node] if INSTANCE in node_types(node) else graph.all(node, "hasCourseInstance")
        awards = [
            one
            for key in ("educationalCredentialAwarded", "occupationalCredentialAwarded")
            for one in graph.all(node, key)
        ]
        claimed.update(id(one) for one in (*instances, *awards))
        yield Course(node, instances, awards, graph.language(node, "name") or "en")
    for node in graph.of_type(INSTANCE, CREDENTIAL):
        if id(node) not in claimed and node.get("name"):
            single = INSTANCE in node_types(node)
            yield Course(node, [node] if single else [], [] if single else [node], graph.language(node, "name") or "en")


def _is_mentioned(graph: Graph, node: Node) -> bool:
    """Say whether a node only names what comes before or after a course."""
    links = (("Course", "isPartOf"), ("Course", "coursePrerequisites"), ("EducationalOccupationalProgram", "hasCourse"))
    return node.keys() <= {"id", "type", "name", "url"} and any(graph.pointing(node, kind, key) for kind, key in links)


def _draft(graph: Graph, row: int, course: Course, page_language: str) -> CourseDraft:
    graph.left.row = row
    places: list[Node | None] = [*course.instances] or [None]
    first, *others = [offer_fields(graph, course, one) for one in places]
    fields = {**course_fields(graph, course), **first}
    fields["text_language"] = fields["text_language"] or page_language
    return CourseDraft(
        row=row,
        fields={ours: text for ours, text in fields.items() if text},
        offers=tuple({ours: text for ours, text in other.items() if text} for other in others),
        concepts=concepts(graph, course),
    )
