"""What do the nodes of the European Learning Model say, under our columns?"""

from collections.abc import Mapping
from typing import NamedTuple

from knowledge.formats.durations import hours_text
from knowledge.formats.linked_data import Graph, Node, code, exact, identifier, joined
from knowledge.submissions.codes import COUNTRY_OF_ALPHA_3, LANGUAGE_OF_ALPHA_3
from knowledge.submissions.words import MODES, plain
from knowledge.vocabulary.submission import Level

NOTE = "urn:cairn:note:"
"""Subject of a note that carries what the model has no property for."""
MODE_CODES = {
    "920fbb3cbe": "online",
    "9191af2ed9": "onsite",
    "e92d221e4d": "blended",
    "729f3bed4b": "workplace",
    "7813801c77": "project based",
    "ed4c557045": "research lab based",
}
"""The European vocabulary for modes of learning; the last two are named so that a finding can be understood."""
ECTS_CODE = "6fcec5c5af"
_LABELS = ("legalName", "prefLabel", "title", "noteLiteral", "geographicName", "altLabel", "description")
_LOCAL = ("urn:", "_:", "#")
"""Addresses that mean something inside one document only."""


class Course(NamedTuple):
    """A specification with what belongs to it; without one, the opportunity speaks for itself."""

    main: Node
    opportunities: list[Node]
    award: Node | None
    language: str


def course_fields(graph: Graph, course: Course) -> dict[str, str]:
    """Give what is true of the course wherever it is taken."""
    node, language = course.main, course.language
    body = awarding_body(graph, course)
    return {
        "text_language": language if graph.language(node, "title") else "",
        "external_id": _external_id(graph, node),
        "title": graph.text(node, "title", language),
        "description": _description(graph, course),
        "awarding_body": label(graph, body, language),
        "hours": hours_text(graph.literal(node, "volumeOfLearning"), graph.left, "volumeOfLearning"),
        "ects": _ects(graph, node),
        "eqf_level": _eqf_level(graph, node),
        "prerequisites": _labels(graph, node, "entryRequirement", language),
        "stacks_into": _labels(graph, node, "isPartOf", language),
        "quality_assurance": _accreditations(graph, node, body, language),
        **_outcomes(graph, node, language),
        **_assessment(graph, course),
        "further_information": _further_information(graph, course),
    }


def offer_fields(graph: Graph, course: Course, opportunity: Node | None) -> dict[str, str]:
    """Give what one opportunity states; without one, what the course and the award say of teaching."""
    node, language = course.main, course.language
    provider = graph.one(opportunity, "providedBy") or graph.one(course.award, "influencedBy", "directedBy")
    amount = graph.one(opportunity, "priceDetail", "amount")
    return {
        "provider": label(graph, provider, language),
        "country": country(graph, provider),
        "url": _page(graph, opportunity) or _page(graph, node),
        "price": exact(graph.literal(amount, "value")),
        "currency": code(graph.one(amount, "unit")),
        "language": _languages(graph, opportunity) or _languages(graph, node),
        "mode": _modes(graph, opportunity) or _modes(graph, node),
        "location": _place(graph, opportunity, language),
        "schedule": _schedule(graph, opportunity),
        "support": joined(_own_notes(graph, opportunity, "support")),
        "start_dates": _starts(graph, opportunity),
    }


def concepts(graph: Graph, node: Node) -> dict[str, str]:
    """Give the address of each skill that has one."""
    return {name: identifier(skill) for name, skill in _skills(graph, node) if "://" in identifier(skill)}


def awarding_body(graph: Graph, course: Course) -> Node | None:
    return graph.one(course.award, "awardedBy", "awardingBody") or graph.one(
        course.main, "awardingOpportunity", "awardingBody"
    )


def country(graph: Graph, organisation: Node | None) -> str:
    """Give the two letters of an organisation's country."""
    concept = graph.one(organisation, "location", "address", "countryCode")
    alpha_3 = code(concept)
    return COUNTRY_OF_ALPHA_3.get(alpha_3, "XK" if alpha_3 in {"XKX", "1A0"} else alpha_3)


def label(graph: Graph, node: Node | None, language: str) -> str:
    """Give a concept's, organisation's or note's own words."""
    for key in _LABELS:
        if text := graph.text(node, key, language):
            return text
    return ""


def _external_id(graph: Graph, node: Node) -> str:
    identifiers = graph.all(node, "identifier")
    stated = next((text for item in identifiers if (text := graph.literal(item, "notation"))), "")
    own = identifier(node)
    return stated or ("" if own.startswith(_LOCAL) else own)


def _description(graph: Graph, course: Course) -> str:
    activity = graph.one(course.award, "influencedBy")
    first = next(iter(course.opportunities), None)
    places = (course.main, course.award, activity, first)
    return next((text for place in places if (text := graph.text(place, "description", course.language))), "")


def _ects(graph: Graph, node: Node) -> str:
    for credit in graph.all(node, "creditPoint"):
        framework, points = graph.one(credit, "framework"), graph.literal(credit, "point")
        if code(framework) == ECTS_CODE or "european credit" in label(graph, framework, "en").lower():
            return points
        graph.left.note(
            Level.WARNING,
            "other_credits",
            f"{points} credits of “{label(graph, framework, 'en') or identifier(framework)}” are no ECTS credits; they were left out.",
            "State the credits in ECTS too where they are recognised.",
            field="ects",
            column="creditPoint",
            evidence=points,
        )
    return ""


def _eqf_level(graph: Graph, node: Node) -> str:
    level = graph.one(node, "eqfLevel")
    return code(level) or label(graph, level, "en")


def _languages(graph: Graph, node: Node | None) -> str:
    found = graph.all(node, "language")
    codes = (
        LANGUAGE_OF_ALPHA_3.get(code(item).lower(), "") or label(graph, item, "en") or code(item) for item in found
    )
    # A plain "de" or "German" is no node
    words = [word for word in graph.literals(node, "language") if "/" not in word and ":" not in word]
    return joined([*codes, *words])


def _modes(graph: Graph, node: Node | None) -> str:
    return joined(_mode(graph, item) for item in graph.all(node, "mode"))


def _mode(graph: Graph, node: Node) -> str:
    said = label(graph, node, "en")
    return MODES.get(plain(said), "") or MODE_CODES.get(code(node), "") or said or code(node)


def _skills(graph: Graph, node: Node) -> list[tuple[str, Node]]:
    """List skills with their names: English, since our own skills and ESCO's are looked up by that label first."""
    outcomes = graph.all(node, "learningOutcome")
    found = [
        skill
        for outcome in outcomes
        for skill in graph.all(outcome, "relatedESCOSkill") or graph.all(outcome, "relatedSkill")
    ]
    everything = [*found, *graph.all(node, "relatedSkill")]
    return [(label(graph, skill, "en") or identifier(skill), skill) for skill in everything]


def _outcomes(graph: Graph, node: Node, language: str) -> dict[str, str]:
    outcomes = [label(graph, item, language) for item in graph.all(node, "learningOutcome")]
    summary = [] if any(outcomes) else _labels_of(graph, node, "learningOutcomeSummary", language)
    return {
        "learning_outcomes": joined([*outcomes, *summary]),
        "skills": joined(name for name, _ in _skills(graph, node)),
    }


def _assessment(graph: Graph, course: Course) -> dict[str, str]:
    language = course.language
    assessments = graph.all(course.award, "provenBy")
    specified = [found for one in assessments for found in graph.all(one, "specifiedBy")]
    specified = specified or graph.all(course.main, "provenBy")
    checked = [found for one in [*assessments, *specified] for found in graph.all(one, "idVerification")]
    texts = [text for one in specified or assessments if (text := _kind_of_assessment(graph, one, language))]
    return {
        "assessment": "; ".join(dict.fromkeys(texts)),
        "supervision": "; ".join(dict.fromkeys(text for one in checked if (text := label(graph, one, language)))),
    }


def _kind_of_assessment(graph: Graph, node: Node, language: str) -> str:
    return label(graph, node, language) or label(graph, graph.one(node, "dcType"), language)


def _accreditations(graph: Graph, node: Node, body: Node | None, language: str) -> str:
    found = [
        *graph.all(node, "accreditation"),
        *graph.all(body, "accreditation"),
        *graph.pointing(node, "Accreditation", "limitQualification"),
    ]
    return "; ".join(dict.fromkeys(filter(None, (label(graph, item, language) for item in found))))


def _further_information(graph: Graph, course: Course) -> str:
    texts = _labels_of(graph, course.main, "additionalNote", course.language)
    for opportunity in course.opportunities:
        texts += _own_notes(graph, opportunity, "", course.language)
        for key in ("admissionProcedure", "scheduleInformation"):
            texts += _labels_of(graph, opportunity, key, course.language)
    return "\n".join(dict.fromkeys(texts))


def _own_notes(graph: Graph, node: Node | None, subject: str, language: str = "en") -> list[str]:
    """Take notes under one of our own subjects; with none, those of everybody else."""
    found = []
    for note in graph.all(node, "additionalNote"):
        address = identifier(graph.one(note, "subject"))
        if (address.removeprefix(NOTE) if address.startswith(NOTE) else "") == subject:
            found.append(label(graph, note, language))
    return [text for text in found if text]


def _schedule(graph: Graph, opportunity: Node | None) -> str:
    """Take what says a time of day; full time and part time say how much, not when."""
    found = graph.all(opportunity, "learningSchedule")
    times = [item for item in found if "/snb/learning-schedule/" not in identifier(item)]
    if len(times) < len(found) and opportunity is not None:
        graph.left.note(
            Level.INFO,
            "part_or_full_time",
            "The learning schedule says full time or part time; a record states times of day, so it was left out.",
            "Name daytime, evening, weekend or self_paced where learners must know.",
            field="schedule",
            column="learningSchedule",
        )
    return joined(label(graph, item, "en") for item in times)


def _starts(graph: Graph, opportunity: Node | None) -> str:
    dates = [graph.literal(item, "startDate")[:10] for item in graph.all(opportunity, "temporal")]
    return joined([*dates, *_own_notes(graph, opportunity, "start_dates")])


def _page(graph: Graph, node: Node | None) -> str:
    page = graph.one(node, "homepage") or graph.one(node, "landingPage")
    return graph.literal(page, "contentURL")


def _place(graph: Graph, opportunity: Node | None, language: str) -> str:
    place = graph.one(opportunity, "location")
    named = graph.text(place, "geographicName", language) or label(graph, place, language)
    return named or label(graph, graph.one(place, "address", "fullAddress"), language)


def _labels(graph: Graph, node: Node | None, key: str, language: str) -> str:
    return joined(_labels_of(graph, node, key, language))


def _labels_of(graph: Graph, node: Node | None, key: str, language: str) -> list[str]:
    found = [text for item in graph.all(node, key) if (text := label(graph, item, language))]
    # Some exports write the text itself where the model asks for a node
    return found or graph.texts(node, key, language)


def stated(fields: Mapping[str, str]) -> dict[str, str]:
    """Leave out what is not stated."""
    return {ours: text for ours, text in fields.items() if text}
