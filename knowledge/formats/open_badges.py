"""Which courses do Open Badges describe: achievements of 3.0, badge classes of 2.0, alone or inside somebody's award?"""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.errors import MalformedDraft
from knowledge.formats.awards import award_finding
from knowledge.formats.badge_platform import as_badge_classes
from knowledge.formats.left_behind import LeftBehind
from knowledge.formats.linked_data import Graph, Node, node_types, parse_json
from knowledge.formats.open_badges_nodes import ACHIEVEMENTS, AWARDS, Course, course_fields, further_offers, skills
from knowledge.formats.open_badges_writing import document_of
from knowledge.formats.reading_text import decode
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Finding, Level, Reading

NAME = "open-badges"
_CONTEXTS = re.compile(
    rb"purl\.imsglobal\.org/spec/ob/|w3id\.org/openbadges|openbadgespec\.org|standard\.openbadges\.org"
)
_TYPES = re.compile(
    rb'"@?type"\s*:\s*(?:\[[^\]]*)?"(?:BadgeClass|Achievement|AchievementCredential|OpenBadgeCredential)"'
)
_PLATFORM = re.compile(rb'"entityType"\s*:\s*"BadgeClass"')
_JWT = re.compile(rb"^\s*eyJ[\w-]+\.[\w-]+\.[\w-]*\s*$")
_TOLD = (*ACHIEVEMENTS, "Alignment", "Criteria")
_MAPPING = {
    "external_id": "humanCode | id",
    "title": "name",
    "description": "description",
    "awarding_body": "creator | issuer",
    "country": "creator.address",
    "url": "criteria.id",
    "skills": "alignment",
    "eqf_level": "alignment (EQF)",
    "assessment": "criteria.narrative",
    "quality_assurance": "endorsement",
    "further_information": "fieldOfStudy, tag, creditsAvailable",
}


def recognises(content: bytes) -> bool:
    """Say yes to JSON of Open Badges, and to a token whose payload is a badge."""
    if _JWT.match(content):
        return True
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}
    return is_json and bool(_CONTEXTS.search(content) or _TYPES.search(content) or _PLATFORM.search(content))


def read(content: bytes, _mapping: Mapping[str, str]) -> Reading:
    """Read every achievement or badge class; nothing of the person in an award is looked at, nothing is fetched."""
    document, findings = _document(content)
    left = LeftBehind()
    graph = Graph(document, left)
    if awards := graph.of_type(*AWARDS):
        left.quoting = False
        findings += (award_finding(graph, awards),)
    drafts = [_draft(graph, row, course) for row, course in enumerate(_courses(graph), start=1)]
    if not drafts:
        raise MalformedDraft(
            "The file holds no Achievement or BadgeClass of Open Badges.",
            hint="An award that names its badge by address only says nothing of it: hand in the badge class itself.",
        )
    used = {ours for draft in drafts for fields in (draft.fields, *draft.offers) for ours in fields}
    return Reading(
        format=NAME,
        drafts=tuple(drafts),
        mapping={ours: _MAPPING.get(ours, "cairn:stated") for ours in sorted(used - {"text_language"})},
        findings=(*findings, *left.told(_TOLD, node_types)),
    )


def write(records: Iterable[MicroCredential]) -> bytes:
    """Write each record as an Achievement of Open Badges 3.0."""
    return (json.dumps(document_of(records), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _courses(graph: Graph) -> Iterator[Course]:
    awards = _awards(graph)
    for node in graph.of_type(*ACHIEVEMENTS):
        if not any(node.get(key) for key in ("name", "description", "criteria")):
            continue
        yield Course(node, awards.get(id(node)), graph.language(node, "name") or "en")


def _awards(graph: Graph) -> dict[int, Node]:
    """Find the award that carries each achievement."""
    found: dict[int, Node] = {}
    for award in graph.of_type(*AWARDS):
        for subject in [*graph.all(award, "credentialSubject"), award]:
            for held in [*graph.all(subject, "achievement"), *graph.all(subject, "badge")]:
                found.setdefault(id(held), award)
    return found


def _draft(graph: Graph, row: int, course: Course) -> CourseDraft:
    graph.left.row = row
    fields = course_fields(graph, course)
    return CourseDraft(
        row=row,
        fields={ours: text for ours, text in fields.items() if text},
        offers=further_offers(graph, course.main),
        concepts={name: address for name, address in skills(graph, course) if "://" in address},
    )


def _document(content: bytes) -> tuple[Any, tuple[Finding, ...]]:
    if _JWT.match(content):
        return parse_json(_payload(content)), (_token(),)
    decoded = decode(content)
    parsed = parse_json(decoded.text)
    return (as_badge_classes(parsed) if _PLATFORM.search(content) else parsed), decoded.findings


def _payload(token: bytes) -> str:
    # The seal vouches for one person's award; only what can be learnt is read from it
    part = token.strip().split(b".")[1]
    try:
        return base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4)).decode("utf-8")
    except ValueError as error:
        raise MalformedDraft("The payload of the token cannot be read.", hint="Export the badge as JSON.") from error


def _token() -> Finding:
    return Finding(
        level=Level.INFO,
        code="seal_not_checked",
        message="The badge came as a signed token; the signature vouches for a person's award and was not checked.",
        mend="Nothing is to be done: only what can be learnt was read.",
    )
