"""What should a person look at before a course is shown to learners?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.submissions.annex_one import missing_elements
from knowledge.submissions.concealment import concealed
from knowledge.submissions.contacts import private_contacts
from knowledge.submissions.duplicates import check_duplicates
from knowledge.submissions.freshness import stale, turned_dates
from knowledge.submissions.plausibility import implausible
from knowledge.submissions.rules import finding
from knowledge.submissions.title_match import Embedding, mismatched
from knowledge.submissions.unesco import contradictions
from knowledge.submissions.wording import addresses_a_machine, praises
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Finding, Reading

REQUIRED = ("title",)
SHARPER = {
    # What the reader of a field can only suspect is left out where a check says it in more words
    "hidden_text": "unseen_text",
    "past_start_date": "no_coming_start",
}
Numbered = tuple[int, MicroCredential]
"""Row of the file, record."""


def _unsure(_text: str) -> str:
    return "und"


@dataclass(frozen=True)
class Surroundings:
    """What the checks of one file may look at besides the file."""

    today: date
    columns: Mapping[str, str] = field(default_factory=dict)
    """Our column → the heading in the file."""
    tell_language: Callable[[str], str] = _unsure
    embed: Embedding | None = None
    published: Callable[[], Iterable[MicroCredential]] = tuple


def check_file(reading: Reading, provider: str) -> tuple[Finding, ...]:
    """Look at the file as a whole: a column without which no row can be taken in, or no rows at all."""
    return (*_missing_columns(reading), *_missing_provider(reading, provider))


def _missing_provider(reading: Reading, provider: str) -> Iterable[Finding]:
    """Say once what would else be said of every row."""
    if reading.drafts and not provider and "provider" not in reading.mapping:
        yield finding("no_provider", field="provider")


def _missing_columns(reading: Reading) -> Iterable[Finding]:
    if not reading.drafts and not any(found.row for found in reading.findings):
        return (finding("no_rows"),)
    return tuple(
        finding("missing_column", field=column, value=", ".join(reading.unmapped) or "…")
        for column in REQUIRED
        if not any(draft.fields.get(column) for draft in reading.drafts) and column not in reading.mapping
    )


def check_record(draft: CourseDraft, record: MicroCredential, around: Surroundings) -> tuple[Finding, ...]:
    """Look at one record and at the fields that it came from."""
    found = (*_of_draft(draft, record), *_of_record(record, around), *_of_words(record))
    placed = tuple(_placed(one, draft.row, around.columns) for one in found)
    if "provider" in around.columns and not any(one.provider.name for one in record.opportunities):
        missing = finding("no_provider", field="provider")
        return (*placed, _placed(missing, draft.row, around.columns))
    return placed


def check_records(numbered: Sequence[Numbered], around: Surroundings) -> tuple[Finding, ...]:
    """Look at the accepted records together: what is missing, what is there twice, what does not belong together."""
    found = (
        *missing_elements(numbered),
        *check_duplicates(numbered, around.published()),
        *mismatched(numbered, around.embed),
    )
    return tuple(_placed(one, one.row, around.columns) for one in found)


def repeated_ids(numbered: Iterable[Numbered]) -> Iterator[Finding]:
    """Look for the same external id among the rows of a file: the later row stays out."""
    first: dict[str, Numbered] = {}
    for row, record in numbered:
        if record.id not in first:
            first[record.id] = (row, record)
            continue
        other, _ = first[record.id]
        # An id that we made of the title is nothing that a provider could have repeated
        code = "same_course_again" if record.external_id.startswith("t-") else "repeated_external_id"
        yield finding(code, row=row, field="external_id", value=record.external_id, evidence=record.title, other=other)


def without_vaguer(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out what another finding on the same field says more sharply."""
    said = {(one.row, one.field, one.code) for one in findings}
    return [one for one in findings if (one.row, one.field, SHARPER.get(one.code, "")) not in said]


def _placed(found: Finding, row: int | None, columns: Mapping[str, str]) -> Finding:
    return found.model_copy(update={"row": row, "column": columns.get(found.field, "")})


def _of_draft(draft: CourseDraft, record: MicroCredential) -> Iterator[Finding]:
    yield from concealed(draft)
    country = next((one.provider.country for one in record.opportunities), "")
    yield from turned_dates(draft, country)


def _of_record(record: MicroCredential, around: Surroundings) -> Iterator[Finding]:
    yield from implausible(record, around.tell_language)
    yield from stale(record, around.today)
    yield from contradictions(record)


def _of_words(record: MicroCredential) -> Iterator[Finding]:
    texts = [(name, text) for name, text in _texts(record) if text]
    # All at once first: hardly any record has something to find
    everything = "\n".join(text for _, text in texts)
    suspicious = addresses_a_machine(everything) or praises(everything)
    for name, text in texts:
        if suspicious and (words := addresses_a_machine(text)):
            yield finding("addresses_a_machine", field=name, evidence=words)
        if suspicious and (words := praises(text)):
            yield finding("superlative", field=name, value=words)
        yield from private_contacts(name, text)


def _texts(record: MicroCredential) -> Iterator[tuple[str, str]]:
    yield "title", record.title
    yield "description", record.description
    yield "further_information", record.further_information
    yield "learning_outcomes", "\n".join(outcome.text for outcome in record.outcomes)
    yield "skills", "\n".join(skill.label for skill in record.skills)
    yield "stacks_into", "\n".join(record.stacks_into)
    yield "prerequisites", "\n".join(one.text for one in record.prerequisites)
    yield "awarding_body", record.awarding_body.name
    yield "provider", "\n".join(opportunity.provider.name for opportunity in record.opportunities)
    yield "location", "\n".join(opportunity.location for opportunity in record.opportunities)
    if record.assessment:
        yield "assessment", record.assessment.text
        yield "supervision", record.assessment.supervision
    if record.quality_assurance:
        yield "quality_assurance", record.quality_assurance.text
