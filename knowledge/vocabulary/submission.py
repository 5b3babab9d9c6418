"""What did a provider hand in, and what is wrong with it?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NewType

from knowledge.vocabulary.value import Value

SubmissionId = NewType("SubmissionId", str)


class Level(StrEnum):
    ERROR = "error"
    """Blocks its own row."""
    WARNING = "warning"
    INFO = "info"


class Finding(Value):
    """Something to know about a row or field: what is wrong, how to mend it, and the evidence."""

    level: Level
    row: int | None = None
    """Line of the file as a spreadsheet shows it (the heading is row 1), or the 1-based position in a list."""
    field: str = ""
    column: str = ""
    """The heading as it stands in the file."""
    code: str
    """Stable name of the rule, e.g. `unknown_currency`."""
    message: str
    mend: str
    evidence: str = ""
    parameters: dict[str, str] = {}
    """What is filled into the rule's sentences, so that they can be said in another language; empty where no rule made it."""

    def __hash__(self) -> int:
        # by what it says: of the parameters, which cannot be hashed, the message is made
        return hash((self.level, self.row, self.field, self.code, self.message))


class CourseDraft(Value):
    """A course as handed in: text fields under our column names, before anything is believed."""

    row: int
    fields: dict[str, str]
    """Keys are the columns of the contract; lists are separated by `|`; absent or empty = not stated."""
    offers: tuple[dict[str, str], ...] = ()
    """Further opportunities of the same course: the first stands in `fields`, each of these states its own columns."""
    concepts: dict[str, str] = {}
    """A skill as `fields` spells it → its address in a classification, where the file states one."""


class ColumnReading(Value):
    """What was made of one column of a file, and how sure that is."""

    heading: str
    columns: tuple[str, ...] = ()
    """Our columns that it feeds; empty where it is not carried over."""
    how: str = ""
    """given | kept | name | part of the name | spelling | cells | flag | note."""
    sure: float = 0.0
    """0..1; 1 where a person said so or the name is ours."""
    filled: int = 0
    """Rows in which something stands."""
    samples: tuple[str, ...] = ()


class Reading(Value):
    """What a format made of a file."""

    format: str
    drafts: tuple[CourseDraft, ...]
    mapping: dict[str, str] = {}
    """Our column → the file's heading."""
    unmapped: tuple[str, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    """Every column of the file, for people to look at."""
    findings: tuple[Finding, ...] = ()


class SubmissionStatus(StrEnum):
    DRAFT = "draft"
    """Tried out or kept by the provider, not handed in."""
    RECEIVED = "received"
    CHECKED = "checked"
    APPROVED = "approved"
    PUBLISHED = "published"
    RETURNED = "returned"
    """Changes are asked for."""
    REJECTED = "rejected"
    STALE = "stale"
    """Nobody says any more that the course is offered: readable, recommended to nobody until it is handed in again."""
    DEPRECATED = "deprecated"
    """Another course has taken its place."""
    WITHDRAWN = "withdrawn"


class StatusChange(Value):
    status: SubmissionStatus
    who: str
    at: datetime
    why: str = ""


class CourseChange(Value):
    """What happened to one course in the catalogue: with which version, at whose hand, why."""

    course: str
    version: int = 0
    """The catalogue's version that came of it."""
    status: SubmissionStatus
    who: str
    at: datetime
    why: str = ""
    submission: str = ""
    replaced_by: str = ""
    """The course that took its place, where one did."""


class CourseVersion(Value):
    """One text that a course has had, with the change that brought it where that is known."""

    version: int
    title: str
    current: bool
    change: CourseChange | None = None


class Verdict(StrEnum):
    """What a record says of something that is asked for."""

    STATED = "stated"
    NOT_STATED = "not_stated"
    CONTRADICTED = "contradicted"
    """The record's own words say the opposite."""


class DefinitionPart(Value):
    """One of the four parts of UNESCO's definition (2022), as a record answers to it, with the words that say so."""

    part: str
    verdict: Verdict
    field: str = ""
    words: str = ""


class Completeness(Value):
    """How much of Annex I (2022/C 243/02) a catalogue entry states: nine mandatory elements (two belong to the award)."""

    stated: tuple[str, ...]
    missing: tuple[str, ...]
    optional_stated: tuple[str, ...] = ()
    definition: tuple[DefinitionPart, ...] = ()


class RowCompleteness(Value):
    """The completeness of one row of a file."""

    row: int
    title: str
    completeness: Completeness


class SubmissionReport(Value):
    """The outcome of a check or import, row by row."""

    submission: SubmissionId
    file: str
    format: str
    status: SubmissionStatus
    mapping: dict[str, str] = {}
    unmapped: tuple[str, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    """Every column of the file: what it was taken as, how sure, sample cells."""
    rows: int
    accepted: int
    """Rows without an error."""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    findings: tuple[Finding, ...] = ()
    completeness: float = 0.0
    """Mean share of the nine Annex I elements over the accepted rows, 0..1."""
    elements: dict[str, int] = {}
    """Annex I element → number of accepted rows that state it."""
    definition: dict[str, dict[str, int]] = {}
    """Part of UNESCO's definition → verdict → number of accepted rows."""
    by_row: tuple[RowCompleteness, ...] = ()
    """The first rows one by one; `elements` and `definition` count all of them."""
    provider: str = ""
    """Whose partition it belongs to: the account that handed it in; empty for the operator's own."""
    content_sha: str = ""
    """What was handed in, as a hash: the same again is no second submission."""
    history: tuple[StatusChange, ...] = ()


def published_by(report: SubmissionReport, courses: Iterable[str], version: int) -> list[CourseChange]:
    """Say of each course that this submission published it, at whose hand and why; nothing where nobody is named."""
    last = report.history[-1] if report.history else None
    if last is None:
        return []
    return [
        CourseChange(
            course=course,
            version=version,
            status=SubmissionStatus.PUBLISHED,
            who=last.who,
            at=last.at,
            why=last.why,
            submission=report.submission,
        )
        for course in courses
    ]


def stands_so(withdrawn: bool, before: Sequence[CourseChange], change: CourseChange) -> bool:
    """Say whether a course stands as a change would have it already."""
    if not withdrawn:
        return False
    last = before[-1] if before and before[-1].status is not SubmissionStatus.PUBLISHED else None
    standing = (last.status, last.replaced_by) if last else (SubmissionStatus.WITHDRAWN, "")
    return standing == (change.status, change.replaced_by)
