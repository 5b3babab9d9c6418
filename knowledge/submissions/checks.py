"""What should a person look at before a course is shown to learners?"""

from collections.abc import Iterable, Mapping, Sequence

from knowledge.submissions.rules import finding
from knowledge.submissions.wording import addresses_a_machine, praises
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import Finding, Reading

REQUIRED = ("title",)


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


def check_record(record: MicroCredential, row: int, columns: Mapping[str, str]) -> tuple[Finding, ...]:
    """Look at the words of one record."""
    found: list[Finding] = []
    texts = [(field, text) for field, text in _texts(record) if text]
    # All at once first: hardly any record has something to find
    everything = "\n".join(text for _, text in texts)
    suspicious = addresses_a_machine(everything) or praises(everything)
    for field, text in texts if suspicious else ():
        column = columns.get(field, "")
        if words := addresses_a_machine(text):
            found.append(finding("addresses_a_machine", row=row, field=field, column=column, evidence=words))
        if words := praises(text):
            found.append(finding("superlative", row=row, field=field, column=column, value=words))
    if "provider" in columns and not any(opportunity.provider.name for opportunity in record.opportunities):
        found.append(finding("no_provider", row=row, field="provider", column=columns.get("provider", "")))
    return tuple(found)


def check_repetitions(records: Sequence[tuple[int, MicroCredential]]) -> tuple[Finding, ...]:
    """Look for the same external id (the later row stays out), title or description among the rows of a file."""
    return (*_repeated_ids(records), *_same_texts(records))


def _repeated_ids(records: Iterable[tuple[int, MicroCredential]]) -> Iterable[Finding]:
    first: dict[str, int] = {}
    for row, record in records:
        if record.id in first:
            yield finding(
                "repeated_external_id", row=row, field="external_id", value=record.external_id, other=first[record.id]
            )
        first.setdefault(record.id, row)


def _same_texts(records: Iterable[tuple[int, MicroCredential]]) -> Iterable[Finding]:
    titles: dict[tuple[str, str], tuple[int, str]] = {}
    descriptions: dict[str, int] = {}
    for row, record in records:
        provider = next((opportunity.provider.name for opportunity in record.opportunities), "")
        key = (folded(record.title), folded(provider))
        other, identifier = titles.setdefault(key, (row, record.id))
        if provider and identifier != record.id:
            yield finding("same_title", row=row, field="title", evidence=record.title, other=other)
        if record.description and (other := descriptions.setdefault(record.description, row)) != row:
            yield finding("same_description", row=row, field="description", evidence=record.description, other=other)


def _texts(record: MicroCredential) -> Iterable[tuple[str, str]]:
    yield "title", record.title
    yield "description", record.description
    yield "further_information", record.further_information
    yield "learning_outcomes", "\n".join(outcome.text for outcome in record.outcomes)
    yield "skills", "\n".join(skill.label for skill in record.skills)
    yield "stacks_into", "\n".join(record.stacks_into)
    yield "provider", "\n".join(opportunity.provider.name for opportunity in record.opportunities)
    if record.assessment:
        yield "assessment", record.assessment.text
    if record.quality_assurance:
        yield "quality_assurance", record.quality_assurance.text
