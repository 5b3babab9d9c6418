"""What do the nodes of a CTDL graph say, under our columns?"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from knowledge.formats.durations import hours_text
from knowledge.formats.linked_data import Graph, Node, as_list, exact, identifier, joined, local_name, short_tag
from knowledge.formats.own_terms import read_own_terms
from knowledge.vocabulary.submission import Level

CREDENTIALS = (
    "MicroCredential", "Certificate", "CertificateOfCompletion", "Certification", "Badge", "DigitalBadge", "OpenBadge",
    "Diploma", "License", "ApprenticeshipCertificate", "JourneymanCertificate", "MasterCertificate", "Credential",
    "AssociateDegree", "BachelorDegree", "MasterDegree", "DoctoralDegree", "Degree", "SecondarySchoolDiploma",
    "GeneralEducationDevelopment", "ProfessionalDoctorate", "ResearchDoctorate", "QualityAssuranceCredential",
    "ProficiencyCertificate", "AcademicCertificate", "BasicTechnicalCertificate", "HigherLevelApprenticeshipCertificate",
    "GeneralEducationLevel1Certificate", "GeneralEducationLevel2Certificate", "PreApprenticeshipCertificate",
    "ProfessionalCertificate", "TechnicalLevel1Certificate", "TechnicalLevel2Certificate", "TechnicalLevel3Certificate",
    "WorkbasedLearningCertificate",
)  # fmt: skip
OPPORTUNITIES = ("LearningOpportunityProfile", "LearningOpportunity", "Course", "LearningProgram")
EXTERNAL_ID = "urn:cairn:external-id"
EQF = "data.europa.eu/snb/eqf/"
_DELIVERY = {
    "OnlineOnly": "online",
    "Online": "online",
    "InPerson": "onsite",
    "BlendedDelivery": "blended",
    "WorkBased": "workplace",
}
TIMES = {
    "Daytime": "daytime",
    "Evening": "evening",
    "Weekends": "weekend",
    "Weekend": "weekend",
    "SelfPaced": "self_paced",
}
_QUALITY = (("accreditedBy", "Accredited by"), ("approvedBy", "Approved by"), ("recognizedBy", "Recognized by"), ("regulatedBy", "Regulated by"))  # fmt: skip


class Course(NamedTuple):
    """A credential with the opportunities that lead to it; without one, the opportunity speaks for itself."""

    main: Node
    opportunities: list[Node]
    language: str

    @property
    def nodes(self) -> list[Node]:
        """What to look through for something that may be said of either."""
        return [self.main, *(one for one in self.opportunities if one is not self.main)]


def course_fields(graph: Graph, course: Course) -> dict[str, str]:
    """Give what is true of the course wherever it is taken."""
    node, language = course.main, course.language
    title, description = graph.text(node, "name", language), graph.text(node, "description", language)
    return {
        "text_language": language if graph.language(node, "name") else "",
        "external_id": _external_id(graph, node),
        "title": title,
        "description": description if description != title else "",
        "awarding_body": _names(graph, node, "ownedBy", language),
        "hours": _hours(graph, course),
        "ects": _ects(graph, course),
        "eqf_level": _eqf_level(graph, course),
        "learning_outcomes": joined(name for name, one in _taught(graph, course) if not _is_skill(graph, one)),
        "skills": joined(name for name, one in _taught(graph, course) if _is_skill(graph, one)),
        "assessment": _assessment(graph, course),
        "supervision": _supervision(graph, course),
        "quality_assurance": _quality(graph, course),
        "prerequisites": joined(_conditions(graph, course)),
        "stacks_into": joined(graph.text(one, "name", language) for one in graph.all(node, "isPartOf")),
        **read_own_terms(graph, node),
    }


def offer_fields(graph: Graph, course: Course, opportunity: Node | None, offering: Node | None) -> dict[str, str]:
    """Give what one opportunity states, or one scheduled offering of it; the credential stands in where none does."""
    language = course.language
    places = [one for one in (offering, opportunity if opportunity is not offering else None) if one is not None]
    whole = places or [course.main]
    return {
        "provider": _first(_names(graph, one, "offeredBy", language) or _names(graph, one, "ownedBy", language) for one in whole),
        "country": _first(_country(graph, one, language) for one in [*whole, course.main]),
        "url": _first(_page(graph, one) for one in [*whole, course.main]),
        "language": _first(joined(short_tag(tag) for tag in graph.literals(one, "inLanguage")) for one in whole),
        "mode": _first(_modes(graph, one) for one in whole),
        "schedule": _first(_coded(graph, one, ("scheduleTimingType",), TIMES) for one in whole),
        "location": _first(_place(graph, one, language) for one in whole),
        "start_dates": _first(joined(day[:10] for day in graph.literals(one, "startDate")) for one in whole),
        **_price(graph, next((one for one in whole if one.get("estimatedCost")), None)),
        **(read_own_terms(graph, opportunity) if opportunity is not course.main else {}),
    }  # fmt: skip


def note_what_is_said_twice(graph: Graph, course: Course, fields: Mapping[str, str]) -> None:
    """Count as read what an opportunity only repeats of its credential."""
    main, title = course.main, fields.get("title", "")
    conditions = [one for one in as_list(main.get("requires")) if isinstance(one, Mapping)]
    competencies = [item for one in conditions for item in as_list(one.get("targetCompetency"))]
    known = {
        "name": {title},
        "description": {title, fields.get("description", "")},
        "creditUnitValue": {fields.get("ects", "")},
        "creditUnitTypeDescription": {"ECTS"},
    }
    for one in course.opportunities:
        repeated = [key for key, texts in known.items() if graph.peek(one, key, course.language) in texts]
        repeated += ["estimatedDuration"] if one.get("estimatedDuration") == main.get("estimatedDuration") else []
        repeated += ["teaches"] if one.get("teaches") == competencies else []
        for key in repeated:
            graph.left.read(one, key)


def concepts(graph: Graph, course: Course) -> dict[str, str]:
    """Give the address of each skill that has one."""
    found = {name: graph.literal(one, "targetNode") for name, one in _taught(graph, course)}
    return {name: address for name, address in found.items() if "://" in address}


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _external_id(graph: Graph, node: Node) -> str:
    for one in graph.all(node, "identifier"):
        if graph.literal(one, "identifierType") == EXTERNAL_ID:
            return graph.literal(one, "identifierValueCode")
    return graph.literal(node, "ctid") or identifier(node)


def _names(graph: Graph, node: Node, key: str, language: str) -> str:
    """Name an organisation; one that is only referred to is not fetched, and that is said."""
    organisation = graph.one(node, key)
    name = graph.text(organisation, "name", language)
    if organisation is not None and not name:
        graph.left.note(
            Level.WARNING,
            "not_in_the_file",
            f"`{key}` refers to an organisation that is not in the file; nothing is fetched, so it counts as not stated.",
            "Hand in the organisation with its name in the same graph.",
            column=key,
            evidence=identifier(organisation),
        )
    return name


def _country(graph: Graph, node: Node, language: str) -> str:
    organisation = graph.one(node, "offeredBy") or graph.one(node, "ownedBy")
    places = [*graph.all(organisation, "address"), *graph.all(node, "availableAt")]
    return _first(graph.text(place, "addressCountry", language) for place in places)


def _page(graph: Graph, node: Node) -> str:
    address = graph.literal(node, "subjectWebpage")
    return "" if address.startswith("urn:") else address


def _place(graph: Graph, node: Node, language: str) -> str:
    place = graph.one(node, "availableAt")
    parts = [graph.text(place, key, language) for key in ("name", "streetAddress", "addressLocality", "addressRegion")]
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _modes(graph: Graph, node: Node) -> str:
    return _coded(graph, node, ("deliveryType", "learningDeliveryType"), _DELIVERY)


def _coded(graph: Graph, node: Node, keys: tuple[str, ...], table: dict[str, str]) -> str:
    """Read concepts by their code; unknown ones keep their name, so that it is said what was not understood."""
    found = [one for key in keys for one in graph.all(node, key)]
    codes = [(local_name(graph.literal(one, "targetNode") or identifier(one)), graph.text(one, "targetNodeName", "en")) for one in found]  # fmt: skip
    return joined(table.get(code) or name or code for code, name in codes)


def _price(graph: Graph, node: Node | None) -> dict[str, str]:
    """Take the whole cost where it is stated, else tuition, else the first of the costs."""
    costs = [one for one in graph.all(node, "estimatedCost") if one.get("price") is not None]
    kinds = {id(one): _coded(graph, one, ("directCostType",), {}) for one in costs}
    whole = [one for word in ("aggregate", "tuition", "") for one in costs if word in kinds[id(one)].lower()]
    if node is not None and len(costs) > 1:
        graph.left.first_only(node, "estimatedCost")
    chosen = whole[0] if whole else None
    return {"price": exact(graph.literal(chosen, "price")), "currency": graph.literal(chosen, "currency")}


def _hours(graph: Graph, course: Course) -> str:
    for node in course.nodes:
        for profile in graph.all(node, "estimatedDuration"):
            exact_duration = graph.literal(profile, "exactDuration") or graph.literal(profile, "timeRequired")
            if text := hours_text(exact_duration, graph.left, "exactDuration"):
                return text
    return ""


def _ects(graph: Graph, course: Course) -> str:
    """Read credits that are called ECTS; all others are named and left out."""
    for node in course.nodes:
        for value in graph.all(node, "creditValue"):
            unit = " ".join([_coded(graph, value, ("creditUnitType",), {}), graph.text(value, "description", "en"), graph.literal(value, "unitText")])  # fmt: skip
            if text := _if_ects(graph, graph.literal(value, "value"), unit):
                return text
        unit = f"{graph.text(node, 'creditUnitTypeDescription', 'en')} {_coded(graph, node, ('creditUnitType',), {})}"
        if text := _if_ects(graph, graph.literal(node, "creditUnitValue"), unit):
            return text
    return ""


def _if_ects(graph: Graph, amount: str, unit: str) -> str:
    if not amount or "ECTS" in unit.upper() or "EUROPEAN CREDIT" in unit.upper():
        return exact(amount)
    graph.left.note(
        Level.WARNING,
        "other_credits",
        f"{amount} credits of “{unit.strip() or 'no named system'}” are no ECTS credits; they were left out.",
        "State the credits in ECTS too where they are recognised.",
        field="ects",
        column="creditValue",
        evidence=f"{amount} {unit}".strip(),
    )
    return ""


def _eqf_level(graph: Graph, course: Course) -> str:
    for node in course.nodes:
        for one in graph.all(node, "audienceLevelType"):
            address = graph.literal(one, "targetNode")
            if EQF in address:
                return local_name(address)
    return ""


def _taught(graph: Graph, course: Course) -> list[tuple[str, Node]]:
    required = [
        one for condition in graph.all(course.main, "requires") for one in graph.all(condition, "targetCompetency")
    ]
    taught = required or [one for node in course.nodes for one in graph.all(node, "teaches")]
    named = ((graph.text(one, "targetNodeName", course.language) or graph.text(one, "name", course.language), one) for one in taught)  # fmt: skip
    return [(name, one) for name, one in named if name]


def _is_skill(graph: Graph, alignment: Node) -> bool:
    said = f"{graph.literal(alignment, 'targetNode')} {graph.literal(alignment, 'framework')} {graph.text(alignment, 'frameworkName', 'en')}"
    return "esco" in said.lower() or "urn:cairn:skill" in said


def _assessment(graph: Graph, course: Course) -> str:
    for node in course.nodes:
        described = graph.text(node, "assessmentMethodDescription", course.language)
        named = [graph.text(one, "name", course.language) for one in graph.all(node, "targetAssessment")]
        coded = _coded(graph, node, ("assessmentMethodType",), {}).replace("|", "; ")
        if text := described or "; ".join(filter(None, named)) or coded:
            return text
    return ""


def _supervision(graph: Graph, course: Course) -> str:
    proctored = (
        graph.literal(one, "isProctored") for node in course.nodes for one in graph.all(node, "targetAssessment")
    )
    return "Proctored" if "true" in list(proctored) else ""


def _quality(graph: Graph, course: Course) -> str:
    found = [
        f"{words} {name}"
        for node in course.nodes
        for key, words in _QUALITY
        for one in graph.all(node, key)
        if (name := graph.text(one, "name", course.language))
    ]
    return "; ".join(dict.fromkeys(found))


def _conditions(graph: Graph, course: Course) -> list[str]:
    """List what has to be there before; what a credential asks one to learn is no condition of that kind."""
    profiles = [one for node in course.nodes for one in graph.all(node, "entryCondition")]
    profiles += [one for node in course.opportunities for one in graph.all(node, "requires")]
    if not course.opportunities or course.main not in course.opportunities:
        profiles += [one for one in graph.all(course.main, "requires") if one.get("condition")]
    found: list[str] = []
    for one in profiles:
        found += graph.texts(one, "condition", course.language) or graph.texts(one, "description", course.language)
    return found
