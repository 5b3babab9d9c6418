"""What happens to a file of courses on its way into the catalogue?"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge import catalogue, formats
from knowledge.errors import MalformedDraft
from knowledge.formats.headings import COLUMNS
from knowledge.ports import CatalogueStore
from knowledge.submissions import annex_one, unesco, workflow
from knowledge.submissions.checks import (
    Numbered,
    Surroundings,
    check_file,
    check_record,
    check_records,
    repeated_ids,
    without_vaguer,
)
from knowledge.submissions.describing import (
    Desk,
    SkillInference,
    SkillResolver,
    describe,
    no_skill_known,
    nothing_inferred,
    unsure,
    with_ids,
)
from knowledge.submissions.duplicates import changes as changed_fields
from knowledge.submissions.parsing import DraftReader
from knowledge.submissions.prerequisites import course_finder, with_references
from knowledge.submissions.reading import ReadsFile
from knowledge.submissions.rules import finding
from knowledge.submissions.title_match import Embedding
from knowledge.vocabulary.credential import ConceptUri, MicroCredential
from knowledge.vocabulary.submission import (
    Finding,
    Level,
    Reading,
    RowCompleteness,
    SubmissionId,
    SubmissionReport,
    SubmissionStatus,
)

MOST_OF_A_KIND = 500
ROWS_ONE_BY_ONE = 500
"""Of a report: how many rows are measured singly; all of them are counted."""


@dataclass(frozen=True)
class Limits:
    """How much is taken in at once; None is no limit."""

    megabytes: int | None = 10
    rows: int | None = 20_000


FOR_PROVIDERS = Limits()
FOR_THE_OPERATOR = Limits(megabytes=None, rows=None)


def take_in(
    name: str,
    content: bytes,
    *,
    who: str,
    store: CatalogueStore,
    now: datetime,
    publish: bool,
    format: str = formats.AUTO,
    mapping: Mapping[str, str] | None = None,
    provider: str = "",
    own_only: bool = False,
    resolve_skill: SkillResolver = no_skill_known,
    infer_skills: SkillInference = nothing_inferred,
    tell_language: Callable[[str], str] = unsure,
    embed: Embedding | None = None,
    limits: Limits = FOR_THE_OPERATOR,
    demonstration: bool = False,
    read: ReadsFile = formats.read,
) -> tuple[SubmissionReport, tuple[MicroCredential, ...]]:
    """Read, check and, with `publish`, write what has no error. Gives the report and every accepted record.

    Without `publish` nothing is written, the report neither. Raises MalformedDraft where the file cannot be read.
    """
    _check_size(content, limits)
    reading = read(content, format, mapping or {})
    _check_rows(reading, limits)
    desk = Desk(
        today=now.date(),
        provider=provider,
        own_only=own_only,
        columns=reading.mapping,
        resolve_skill=_remembered(resolve_skill),
        knows_skills=resolve_skill is not no_skill_known,
        tell_language=tell_language,
        demonstration=demonstration,
    )
    around = Surroundings(desk.today, desk.columns, tell_language, embed, store.micro_credentials)
    accepted, findings = _accept(reading, desk, store, around)
    records = tuple(_with_inferred(record, infer_skills) for _, record in accepted)
    changes = catalogue.compare(store, records)
    findings = _bounded([*findings, *_compared(accepted, changes, store)])
    numbered = [(row, record) for (row, _), record in zip(accepted, records, strict=True)]
    report = _report(_submission_id(name, content, who, now), name, reading, findings, numbered, changes)
    report = _with_history(report, who, now, publish=publish)
    if publish:
        catalogue.publish(store, changes, report)
    return report, (*changes.to_write, *changes.unchanged)


def _compared(accepted: Sequence[Numbered], changes: catalogue.Changes, store: CatalogueStore) -> Iterator[Finding]:
    """Say what comes back after it was withdrawn, and what changes against what is published."""
    back = {record.id for record in changes.back_again}
    for row, record in accepted:
        if record.id in back:
            yield finding("published_again", row=row, value=record.title)
    updated = {record.id for record in changes.updated}
    updates = [(row, record) for row, record in accepted if record.id in updated]
    yield from changed_fields(updates, store.standing(updated))


def _check_size(content: bytes, limits: Limits) -> None:
    if limits.megabytes is not None and len(content) > limits.megabytes * 1_000_000:
        raise MalformedDraft(
            f"The file has {len(content) / 1_000_000:.1f} MB; {limits.megabytes} MB are taken in at once.",
            hint="Split it into several files.",
        )


def _check_rows(reading: Reading, limits: Limits) -> None:
    if limits.rows is not None and len(reading.drafts) > limits.rows:
        raise MalformedDraft(
            f"The file holds {len(reading.drafts):,} courses; {limits.rows:,} are taken in at once.",
            hint="Split it into several files.",
        )


def _accept(
    reading: Reading, desk: Desk, store: CatalogueStore, around: Surroundings
) -> tuple[list[Numbered], list[Finding]]:
    findings = [*reading.findings, *check_file(reading, desk.provider)]
    if any(found.code == "missing_column" for found in findings):
        return [], findings
    described: list[Numbered] = []
    for draft in with_ids(reading.drafts, desk.provider):
        reader = DraftReader(draft, desk.columns)
        record = _described(reader, desk)
        findings += reader.findings
        findings += check_record(draft, record, around) if record else ()
        if record is not None and not _has_error(reader.findings):
            described.append((draft.row, record))
    findings += repeated_ids(described)
    bad_rows = {found.row for found in findings if found.level is Level.ERROR}
    good = [(row, record) for row, record in described if row not in bad_rows]
    findings += check_records(good, around)
    if desk.knows_skills:
        findings += _unknown_skills(good, desk.columns)
    return _resolved(good, desk, store), without_vaguer(findings)


def _described(reader: DraftReader, desk: Desk) -> MicroCredential | None:
    title = reader.text("title")
    if not any(c.isalnum() for c in title):
        reader.note("missing_title", "title", title)
        return None
    provider = reader.text("provider")
    if desk.own_only and provider.casefold() != desk.provider.casefold():
        reader.note("foreign_provider", "provider", provider, own=desk.provider)
        return None
    return describe(reader, desk, title)


def _resolved(numbered: Sequence[Numbered], desk: Desk, store: CatalogueStore) -> list[Numbered]:
    """Resolve prerequisites among the rows of this file first, then in what is published."""
    if not any(record.prerequisites for _, record in numbered):
        return list(numbered)
    find = course_finder((*(record for _, record in numbered), *store.micro_credentials()))
    return [(row, with_references(record, find, desk.resolve_skill)) for row, record in numbered]


def _with_inferred(record: MicroCredential, infer: SkillInference) -> MicroCredential:
    stated = {skill.uri for skill in record.skills if skill.uri}
    more = tuple(skill for skill in infer(record) if skill.uri not in stated)
    return record.model_copy(update={"skills": (*record.skills, *more)}) if more else record


def _bounded(findings: Sequence[Finding]) -> list[Finding]:
    """List at most so many of a kind, errors always: a report must stay readable, and small enough to keep."""
    kept: list[Finding] = []
    counts: Counter[str] = Counter()
    for found in findings:
        counts[found.code] += 1
        if found.level is Level.ERROR or counts[found.code] <= MOST_OF_A_KIND:
            kept.append(found)
    left_out = {code: count - sum(1 for found in kept if found.code == code) for code, count in counts.items()}
    return [*kept, *(finding("more_of_the_same", value=f"{n:,}", kind=code) for code, n in left_out.items() if n)]


def _unknown_skills(numbered: Iterable[Numbered], columns: Mapping[str, str]) -> Iterable[Finding]:
    """Name each unknown word once, at the first row that uses it."""
    seen: set[str] = set()
    for row, record in numbered:
        for skill in record.skills:
            if skill.uri is None and not skill.inferred and skill.label not in seen:
                seen.add(skill.label)
                yield finding(
                    "unknown_skill", row=row, field="skills", column=columns.get("skills", ""), value=skill.label
                )


def _remembered(resolve: SkillResolver) -> SkillResolver:
    known: dict[str, ConceptUri | None] = {}

    def resolved(label: str) -> ConceptUri | None:
        if label not in known:
            known[label] = resolve(label)
        return known[label]

    return resolved


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(found.level is Level.ERROR for found in findings)


def _report(
    identifier: SubmissionId,
    name: str,
    reading: Reading,
    findings: Sequence[Finding],
    numbered: Sequence[Numbered],
    changes: catalogue.Changes,
) -> SubmissionReport:
    records = [record for _, record in numbered]
    rows = {draft.row for draft in reading.drafts} | {
        found.row for found in reading.findings if found.code == "too_many_cells"
    }
    elements = annex_one.count_elements(records)
    return SubmissionReport(
        submission=identifier,
        file=name,
        format=reading.format,
        status=SubmissionStatus.RECEIVED,
        mapping={ours: reading.mapping[ours] for ours in COLUMNS if ours in reading.mapping},
        unmapped=reading.unmapped,
        columns=reading.columns,
        rows=len(rows),
        accepted=len(records),
        added=len(changes.added),
        updated=len(changes.updated),
        unchanged=len(changes.unchanged),
        rejected=len(rows) - len(records),
        findings=tuple(sorted(findings, key=lambda found: (found.row or 0, list(Level).index(found.level)))),
        completeness=annex_one.share(elements, len(records)),
        elements=elements,
        definition=unesco.count_verdicts(records),
        by_row=tuple(_row_completeness(row, record) for row, record in numbered[:ROWS_ONE_BY_ONE]),
    )


def _row_completeness(row: int, record: MicroCredential) -> RowCompleteness:
    stated = annex_one.completeness(record).model_copy(update={"definition": unesco.definition(record)})
    return RowCompleteness(row=row, title=record.title, completeness=stated)


def _with_history(report: SubmissionReport, who: str, now: datetime, *, publish: bool) -> SubmissionReport:
    S = SubmissionStatus  # noqa: N806 - four of its names in a row
    way: tuple[SubmissionStatus, ...] = (S.RECEIVED, S.CHECKED)
    if publish:
        way += (S.APPROVED, S.PUBLISHED) if report.accepted else (S.RETURNED,)
    for status in way:
        report = workflow.moved(report, status, who, now)
    return report


def _submission_id(name: str, content: bytes, who: str, now: datetime) -> SubmissionId:
    """Hash what was handed in, by whom and when: nobody can guess it who does not hold the file."""
    digest = hashlib.sha256(f"{name}\0{who}\0{now.isoformat()}\0".encode("utf-8", "surrogatepass") + content)
    return SubmissionId(digest.hexdigest()[:32])
