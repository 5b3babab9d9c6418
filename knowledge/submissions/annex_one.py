"""How much of what Annex I of the Council Recommendation 2022/C 243/02 asks for does a catalogue entry state?"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from knowledge.submissions.rules import finding
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import Completeness, Finding

MANY_ROWS = 20
"""From here on an element that no row states is one finding, not one for each row."""


_GRADED = re.compile(
    r"\b(?:grad(?:e|ed|es|ing)|pass/fail|pass(?:ing)? (?:mark|score|grade)|ocjen\w*|ocen\w*|bodov\w*|poen\w*|benot\w*|bewertet|"
    r"punktzahl|notenskala|dinilai|nilai|skor|vleresoh\w*|note finale|calificaci\w+|оцен\w*|бодов\w*)\b|\d\s?%|เกรด|คะแนน",
    re.IGNORECASE,
)


def _says_how_it_is_graded(record: MicroCredential) -> bool:
    return record.assessment is not None and bool(_GRADED.search(record.assessment.text))


class Element(NamedTuple):
    """One element of the Annex."""

    number: int
    """As the Annex lists them; the optional ones are counted on from 12."""
    label: str
    column: str
    """Ours, where a provider fills it in."""
    states: Callable[[MicroCredential], bool]


AWARD: dict[str, tuple[int, str, str]] = {
    # Mandatory for the award, but nobody can know them before somebody has earned it
    "learner": (1, "Identification of the learner", "a catalogue says what can be earned, not who earned it"),
    "date_of_issuing": (5, "Date of issuing", "it is the day of the award, set by the issuer for each learner"),
}
ELEMENTS: dict[str, Element] = {
    "title": Element(2, "Title of the micro-credential", "title", lambda record: bool(record.title)),
    "country": Element(
        3,
        "Country or region of the issuer",
        "country",
        lambda record: bool(record.awarding_body.country or any(o.provider.country for o in record.opportunities)),
    ),
    "awarding_body": Element(4, "Awarding body", "awarding_body", lambda record: bool(record.awarding_body.name)),
    "learning_outcomes": Element(6, "Learning outcomes", "learning_outcomes", lambda record: bool(record.outcomes)),
    "workload": Element(
        7,
        "Notional workload (ECTS wherever possible)",
        "ects",
        lambda record: record.workload.hours is not None or record.workload.ects is not None,
    ),
    "level": Element(8, "Level (EQF or QF-EHEA), if applicable", "eqf_level", lambda r: r.eqf_level is not None),
    "assessment": Element(
        9,
        "Type of assessment",
        "assessment",
        lambda record: record.assessment is not None and bool(record.assessment.text),
    ),
    "form_of_participation": Element(
        10, "Form of participation", "mode", lambda record: any(o.modes for o in record.opportunities)
    ),
    "quality_assurance": Element(
        11, "Type of quality assurance", "quality_assurance", lambda record: record.quality_assurance is not None
    ),
}
MORE: dict[str, Element] = {
    "prerequisites": Element(12, "Prerequisites", "prerequisites", lambda record: bool(record.prerequisites)),
    "supervision": Element(
        13,
        "Supervision and identity verification",
        "supervision",
        lambda record: record.assessment is not None and bool(record.assessment.supervision),
    ),
    # A grade is given to a person; a catalogue can only say beforehand that, or how, there will be one
    "grade": Element(14, "Grade (how one is given)", "assessment", _says_how_it_is_graded),
    "stackability": Element(15, "Integration and stackability", "stacks_into", lambda r: bool(r.stacks_into)),
    "further_information": Element(
        16, "Further information", "further_information", lambda record: bool(record.further_information)
    ),
}
MANDATORY: dict[str, Callable[[MicroCredential], bool]] = {name: one.states for name, one in ELEMENTS.items()}
OPTIONAL: dict[str, Callable[[MicroCredential], bool]] = {name: one.states for name, one in MORE.items()}


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


def missing_elements(numbered: Sequence[tuple[int, MicroCredential]]) -> Iterable[Finding]:
    """Say which mandatory element is open in which row; once for the file where no row of many states it."""
    for name, element in ELEMENTS.items():
        rows = [(row, record.title) for row, record in numbered if not element.states(record)]
        if rows and len(rows) == len(numbered) > MANY_ROWS:
            everywhere = f" in any of the {len(rows):,} rows"
            yield finding(
                f"missing_{name}", field=element.column, number=element.number, everywhere=everywhere, rows=len(rows)
            )
            continue
        for row, title in rows:
            yield finding(
                f"missing_{name}", row=row, field=element.column, evidence=title, number=element.number, everywhere=""
            )
