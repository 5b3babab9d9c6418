"""How much of what Annex I of the Council Recommendation 2022/C 243/02 asks for does a catalogue entry state?"""

from collections.abc import Callable, Iterable

from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import Completeness

MANDATORY: dict[str, Callable[[MicroCredential], bool]] = {
    # Eleven are mandatory; the learner's identification and the date of issuing belong to the award, not to a catalogue.
    "title": lambda record: bool(record.title),
    "country": lambda record: bool(
        record.awarding_body.country or any(o.provider.country for o in record.opportunities)
    ),
    "awarding_body": lambda record: bool(record.awarding_body.name),
    "learning_outcomes": lambda record: bool(record.outcomes),
    "workload": lambda record: record.workload.hours is not None or record.workload.ects is not None,
    "level": lambda record: record.eqf_level is not None,
    "assessment": lambda record: record.assessment is not None and bool(record.assessment.text),
    "form_of_participation": lambda record: any(o.modes for o in record.opportunities),
    "quality_assurance": lambda record: record.quality_assurance is not None,
}
OPTIONAL: dict[str, Callable[[MicroCredential], bool]] = {
    "prerequisites": lambda record: bool(record.prerequisites),
    "supervision": lambda record: record.assessment is not None and bool(record.assessment.supervision),
    "stackability": lambda record: bool(record.stacks_into),
    "further_information": lambda record: bool(record.further_information),
}


def completeness(record: MicroCredential) -> Completeness:
    """Name the elements that the record states and those that it leaves open."""
    return Completeness(
        stated=tuple(name for name, states in MANDATORY.items() if states(record)),
        missing=tuple(name for name, states in MANDATORY.items() if not states(record)),
        optional_stated=tuple(name for name, states in OPTIONAL.items() if states(record)),
    )


def count_elements(records: Iterable[MicroCredential]) -> dict[str, int]:
    """Count for each element, mandatory and optional, the records that state it."""
    listed = tuple(records)
    return {name: sum(1 for record in listed if states(record)) for name, states in (MANDATORY | OPTIONAL).items()}


def share(elements: dict[str, int], records: int) -> float:
    """Give the mean share of the mandatory elements, 0..1, from the counts."""
    return round(sum(elements[name] for name in MANDATORY) / (len(MANDATORY) * records), 4) if records else 0.0
