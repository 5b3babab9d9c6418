"""What do the achievements of Open Badges 3.0 and the badge classes of 2.0 say, under our columns?"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from knowledge.formats.linked_data import Graph, Node, as_list, exact, identifier, joined, short_tag
from knowledge.formats.own_terms import columns_of, read_own_terms
from knowledge.vocabulary.submission import Level

ACHIEVEMENTS = ("Achievement", "BadgeClass")
AWARDS = ("AchievementCredential", "OpenBadgeCredential", "Assertion")
EXTERNAL_ID = "ext:urn:cairn:external-id"
ESCO_ADDRESS, EQF_ADDRESS = "data.europa.eu/esco/", "data.europa.eu/snb/eqf/"
_EQF = re.compile(r"(?:EQF|EQR|European Qualifications Framework|snb/eqf)\D{0,12}([1-8])\b", re.IGNORECASE)
_COMPETENCIES = ("ceasn:Competency", "CFItem")
_CREDENTIALS = ("ceterms:Credential", "CTDL")
_SHORT_COURSES = frozenset(
    [
        "MicroCredential",
        "Badge",
        "Certificate",
        "CertificateOfCompletion",
        "Certification",
        "Competency",
        "Course",
        "LearningProgram",
        "Achievement",
        "Assessment",
        "ext:MicroCredential",
    ]
)
_MARKS = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^ {0,3}(?:#{1,6}|>|[-*+]|\d+\.)\s+", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
)


class Course(NamedTuple):
    """An achievement, with the award that carries it where it came in one."""

    main: Node
    award: Node | None
    language: str


def without_markdown(text: str) -> str:
    """Take the marks of Markdown off a text; its words and lines stay."""
    for pattern, kept in _MARKS:
        text = pattern.sub(kept, text)
    return text.strip()


def course_fields(graph: Graph, course: Course) -> dict[str, str]:
    """Give what an achievement states; it says what is earned, so hardly anything of where and when."""
    main, language = course.main, course.language
    title, description = graph.text(main, "name", language), graph.text(main, "description", language)
    criteria = _criteria(graph, main, language)
    fields = {
        "text_language": short_tag(graph.literal(main, "inLanguage")).replace("und", "")
        or graph.language(main, "name"),
        "external_id": _external_id(graph, main),
        "title": title,
        "description": description if description != title else "",
        "skills": joined(name for name, _ in skills(graph, course)),
        "eqf_level": _eqf_level(graph, main),
        "quality_assurance": _endorsements(graph, main, language),
        **criteria,
        **_issuer(graph, course),
        "further_information": _further_information(graph, main, language),
    }
    if own := read_own_terms(graph, main):
        fields = {**fields, "further_information": "", **own}
    _note_kind(graph, main)
    if "ects" not in fields:
        _note_credits(graph, main)
    return fields


def further_offers(graph: Graph, node: Node) -> tuple[dict[str, str], ...]:
    """Read the further opportunities that our own export carries."""
    given: Any = node.get("offers")
    ours = "stated" in node or all(columns_of(one) for one in as_list(given) if isinstance(one, Mapping))
    if given is None or not ours:
        return ()
    graph.left.read(node, "offers")
    return tuple(columns_of(one) for one in as_list(given) if isinstance(one, Mapping))


def skills(graph: Graph, course: Course) -> list[tuple[str, str]]:
    """List aligned competencies with their addresses; levels of the EQF and whole credentials are none."""
    found = []
    for one in _alignments(graph, course.main):
        name = graph.text(one, "targetName", course.language) or graph.text(one, "name", course.language)
        address = graph.literal(one, "targetUrl") or graph.literal(one, "targetURL") or graph.literal(one, "url")
        kind = graph.literal(one, "targetType")
        if kind in _CREDENTIALS:
            _note_alignment(graph, name or address)
        elif kind in _COMPETENCIES or not _EQF.search(_said(graph, one)):
            found.append((name or address, address))
    return [(name, address) for name, address in found if name]


def _alignments(graph: Graph, node: Node) -> list[Node]:
    return [*graph.all(node, "alignment"), *graph.all(node, "alignments")]


def _said(graph: Graph, alignment: Node) -> str:
    keys = ("targetFramework", "targetUrl", "targetURL", "targetName", "targetCode")
    return " ".join(graph.literal(alignment, key) for key in keys)


def _note_alignment(graph: Graph, name: str) -> None:
    graph.left.note(
        Level.INFO,
        "aligned_credential",
        f"The alignment to the credential “{name[:60]}” says nothing of a skill; it was left out.",
        "State in the criteria what the credential leads to.",
        column="alignment",
        evidence=name[:80],
    )


def _eqf_level(graph: Graph, node: Node) -> str:
    for one in _alignments(graph, node):
        if graph.literal(one, "targetType") in _COMPETENCIES:
            continue
        if found := _EQF.search(_said(graph, one)):
            return found[1]
    return ""


def _criteria(graph: Graph, node: Node, language: str) -> dict[str, str]:
    """Read criteria as an object, as an address or as a plain sentence."""
    narratives, address = [], ""
    for one in graph.all(node, "criteria"):
        narratives += graph.texts(one, "narrative", language)
        own = identifier(one)
        address = address or (own if "://" in own else "")
    narratives += [text for text in graph.texts(node, "criteria", language) if not graph.refers(text)]
    if address and not narratives:
        graph.left.note(
            Level.WARNING,
            "criteria_elsewhere",
            "The criteria stand on another page; nothing is fetched, so the assessment counts as not stated.",
            "Write the criteria into the badge itself (criteria.narrative).",
            field="assessment",
            column="criteria",
            evidence=address,
        )
    return {"assessment": without_markdown("\n".join(narratives)), "url": address}


def _issuer(graph: Graph, course: Course) -> dict[str, str]:
    issuer = graph.one(course.main, "creator") or graph.one(course.main, "issuer") or graph.one(course.award, "issuer")
    address = graph.one(issuer, "address")
    name = graph.text(issuer, "name", course.language)
    if issuer is not None and not name:
        graph.left.note(
            Level.WARNING,
            "not_in_the_file",
            "The issuer is named by its address only; nothing is fetched, so the awarding body counts as not stated.",
            "Write the issuer's profile with its name into the file.",
            field="awarding_body",
            column="creator | issuer",
            evidence=identifier(issuer),
        )
    country = graph.literal(address, "addressCountryCode") or graph.text(address, "addressCountry", course.language)
    return {"awarding_body": name, "country": country}


def _external_id(graph: Graph, node: Node) -> str:
    for one in graph.all(node, "otherIdentifier"):
        if graph.literal(one, "identifierType") == EXTERNAL_ID:
            return graph.literal(one, "identifier")
    own = identifier(node)
    return graph.literal(node, "humanCode") or ("" if own.startswith(("_:", "#")) else own)


def _endorsements(graph: Graph, node: Node, language: str) -> str:
    issuers = [issuer for one in graph.all(node, "endorsement") for issuer in graph.all(one, "issuer")]
    found = dict.fromkeys(name for issuer in issuers if (name := graph.text(issuer, "name", language)))
    return "; ".join(f"Endorsed by {name}" for name in found)


def _further_information(graph: Graph, node: Node, language: str) -> str:
    """Keep in words what has no column of its own."""
    tags = [*graph.texts(node, "tag", language), *graph.texts(node, "tags", language)]
    stated = (
        ("Field of study", graph.text(node, "fieldOfStudy", language)),
        ("Specialization", graph.text(node, "specialization", language)),
        ("Credits available", graph.literal(node, "creditsAvailable")),
        ("Tags", ", ".join(tags)),
    )
    return "\n".join(f"{name}: {text}" for name, text in stated if text)


def _note_credits(graph: Graph, node: Node) -> None:
    if credits_available := graph.literal(node, "creditsAvailable"):
        graph.left.note(
            Level.WARNING,
            "other_credits",
            f"{exact(credits_available)} credits are available, but not in which system; they stand in the further information, not as ECTS.",
            "Say in the criteria how many ECTS credits the badge is worth.",
            field="ects",
            column="creditsAvailable",
            evidence=credits_available,
        )


def _note_kind(graph: Graph, node: Node) -> None:
    kind = graph.literal(node, "achievementType")
    if kind and kind not in _SHORT_COURSES:
        graph.left.note(
            Level.WARNING,
            "other_achievement",
            f"The achievement is of the type {kind[:40]}, not a micro-credential.",
            "Hand in what can be learnt in a short course, or check the type.",
            column="achievementType",
            evidence=kind[:80],
        )
