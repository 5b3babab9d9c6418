"""What do the nodes of schema.org say, under our columns?"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from knowledge.formats.linked_data import Graph, Node, exact, identifier, joined
from knowledge.formats.own_terms import read_own_terms
from knowledge.formats.schema_org_offers import attendance, place, price, start_dates, times_of_day, workload
from knowledge.vocabulary.submission import Level

COURSES = ("Course", "EducationalOccupationalProgram")
INSTANCE, CREDENTIAL = "CourseInstance", "EducationalOccupationalCredential"
_EQF = re.compile(r"(?:EQF|EQR|snb/eqf)\D{0,12}([1-8])\b", re.IGNORECASE)


class Course(NamedTuple):
    """A course or programme with its instances; an instance or a credential alone speaks for itself."""

    main: Node
    instances: list[Node]
    awards: list[Node]
    language: str

    @property
    def nodes(self) -> list[Node]:
        return [self.main, *(one for one in self.instances if one is not self.main)]


def course_fields(graph: Graph, course: Course) -> dict[str, str]:
    """Give what is true of the course wherever it is taken."""
    main, language = course.main, course.language
    taught = [*_terms(graph, course), *_aligned(graph, course)]
    return {
        "text_language": language if graph.language(main, "name") else "",
        "external_id": _external_id(graph, main),
        "title": graph.text(main, "name", language),
        "description": _first(
            graph.text(node, key, language) for node in course.nodes for key in ("description", "abstract", "disambiguatingDescription")
        ),
        "awarding_body": _first(names(graph, one, "offeredBy", language) for one in course.awards),
        "learning_outcomes": joined(name for name, node in taught if node is None),
        "skills": joined(name for name, node in taught if node is not None),
        "hours": workload(graph, course.main, course.instances),
        "ects": _ects(graph, main),
        "eqf_level": _eqf_level(graph, course),
        "quality_assurance": "; ".join(f"Recognized by {name}" for one in course.awards if (name := names(graph, one, "recognizedBy", language))),
        "prerequisites": joined(name for key in ("coursePrerequisites", "programPrerequisites") for name in all_names(graph, main, key, language)),
        "stacks_into": joined(_wholes(graph, main, language)),
        "further_information": _credential(graph, course),
        **read_own_terms(graph, main),
    }  # fmt: skip


def offer_fields(graph: Graph, course: Course, instance: Node | None) -> dict[str, str]:
    """Give what one instance states; what the course says of all of them stands in where it is silent."""
    language = course.language
    nodes = [one for one in (instance, course.main) if one is not None]
    if instance is course.main:
        nodes = [course.main]
    keys = ("provider", "offeredBy", "organizer", "sourceOrganization", "creator", "publisher")
    return {
        "provider": _first(names(graph, one, key, language) for key in keys for one in nodes),
        "country": _first(_country(graph, one, key, language) for one in nodes for key in ("location", *keys)),
        "url": _first(graph.literal(one, "url") for one in nodes),
        "language": _first(joined(_languages(graph, one)) for one in nodes),
        "mode": _first(attendance(graph, one) for one in nodes),
        "schedule": _first(times_of_day(graph, one) for one in nodes),
        "location": _first(place(graph, one, language) for one in nodes),
        "start_dates": _first(start_dates(graph, one) for one in nodes),
        **price(graph, nodes),
        **(read_own_terms(graph, instance) if instance is not course.main else {}),
    }


def concepts(graph: Graph, course: Course) -> dict[str, str]:
    """Give the address of each skill that has one."""
    found: dict[str, str] = {}
    for name, node in [*_terms(graph, course), *_aligned(graph, course)]:
        addresses = [*(graph.literal(node, key) for key in ("targetUrl", "url", "sameAs")), identifier(node)]
        if address := next((one for one in addresses if "://" in one), ""):
            found[name] = address
    return found


def names(graph: Graph, node: Node | None, key: str, language: str) -> str:
    found = list(dict.fromkeys(all_names(graph, node, key, language)))
    if len(found) > 1 and node is not None:
        graph.left.first_only(node, key)
    return next(iter(found), "")


def all_names(graph: Graph, node: Node | None, key: str, language: str) -> list[str]:
    """Name what a property leads to, be it a thing with a name or plain words."""
    return [name for name, _ in _named(graph, node, key, language)]


def _named(graph: Graph, node: Node | None, key: str, language: str) -> list[tuple[str, Node | None]]:
    things = [(one, graph.text(one, "name", language) or graph.text(one, "targetName", language)) for one in graph.all(node, key)]  # fmt: skip
    words = [text for text in graph.texts(node, key, language) if not graph.refers(text)]
    return [*((name, one) for one, name in things if name), *((word, None) for word in words)]


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _external_id(graph: Graph, node: Node) -> str:
    stated = [graph.literal(one, "value") for one in graph.all(node, "identifier")]
    stated += [word for word in graph.literals(node, "identifier") if not word.startswith("urn:cairn:")]
    stated += graph.literals(node, "courseCode")
    own = identifier(node)
    # A course's page gives its id where it has none, so that the same course is known again by either
    return _first([*stated, "" if node.get("url") or own.startswith(("_:", "#", "urn:cairn:")) else own])


def _terms(graph: Graph, course: Course) -> list[tuple[str, Node | None]]:
    """List what is taught: named terms are skills, plain sentences are outcomes."""
    taught = [found for node in course.nodes for found in _named(graph, node, "teaches", course.language)]
    asked = [found for node in course.awards for found in _named(graph, node, "competencyRequired", course.language)]
    return taught or asked


def _aligned(graph: Graph, course: Course) -> list[tuple[str, Node | None]]:
    found = graph.all(course.main, "educationalAlignment")
    taught = [one for one in found if graph.literal(one, "alignmentType").lower() == "teaches"]
    return [(name, one) for one in taught if (name := graph.text(one, "targetName", course.language))]


def _ects(graph: Graph, node: Node) -> str:
    values = [
        (graph.literal(one, "value"), graph.literal(one, "unitText") or graph.text(one, "name", "en"))
        for one in graph.all(node, "numberOfCredits")
    ]
    values += [(word, "") for word in graph.literals(node, "numberOfCredits") if word[:1].isdigit()]
    for amount, unit in values:
        if "ECTS" in f"{amount} {unit}".upper():
            return exact(amount)
        graph.left.note(
            Level.WARNING,
            "other_credits",
            f"{amount} credits of “{unit or 'no named system'}” are not said to be ECTS credits; they were left out.",
            'Write numberOfCredits as a QuantitativeValue with the unitText "ECTS".',
            field="ects",
            column="numberOfCredits",
            evidence=f"{amount} {unit}".strip(),
        )
    return ""


def _eqf_level(graph: Graph, course: Course) -> str:
    for node in (*course.nodes, *course.awards):
        for one in graph.all(node, "educationalLevel"):
            keys = ("name", "termCode", "inDefinedTermSet", "url")
            said = " ".join([graph.literal(one, "inDefinedTermSet"), *(graph.literal(one, key) for key in keys), identifier(one)])  # fmt: skip
            if found := _EQF.search(said):
                return found[1]
            _note_level(graph, graph.literal(one, "name") or identifier(one))
        for word in graph.literals(node, "educationalLevel"):
            if found := _EQF.search(word):
                return found[1]
            if "://" not in word:
                _note_level(graph, word)
    return ""


def _note_level(graph: Graph, word: str) -> None:
    if word:
        graph.left.note(
            Level.INFO,
            "no_eqf_level",
            f"“{word[:60]}” is no level of the EQF; it was left out.",
            "Write educationalLevel as “EQF level 4” where the course has one.",
            field="eqf_level",
            column="educationalLevel",
            evidence=word[:80],
        )


def _wholes(graph: Graph, node: Node, language: str) -> list[str]:
    programmes = graph.pointing(node, "EducationalOccupationalProgram", "hasCourse")
    return [*all_names(graph, node, "isPartOf", language), *(graph.text(one, "name", language) for one in programmes)]


def _credential(graph: Graph, course: Course) -> str:
    title = graph.text(course.main, "name", course.language)
    keys = ("educationalCredentialAwarded", "occupationalCredentialAwarded")
    found = [name for key in keys for name in all_names(graph, course.main, key, course.language)]
    kinds = [(kind, award) for award in course.awards for kind in graph.literals(award, "credentialCategory")]
    found += [kind for kind, award in kinds if not award.get("name") and not graph.refers(kind)]
    return "\n".join(dict.fromkeys(name for name in found if name != title))


def _languages(graph: Graph, node: Node) -> list[str]:
    found: list[str] = []
    for key in ("inLanguage", "availableLanguage"):
        found += [graph.literal(one, "alternateName") or graph.text(one, "name", "en") for one in graph.all(node, key)]
        found += [word for word in graph.literals(node, key) if "://" not in word]
        if any(found):
            break
    return found


def _country(graph: Graph, node: Node, key: str, language: str) -> str:
    for one in graph.all(node, key):
        for address in graph.all(one, "address") or ([one] if one.get("addressCountry") else []):
            if country := names(graph, address, "addressCountry", language):
                return country
    return ""
