"""What is published, what changes with a submission, and how is a course taken out?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.errors import KnowledgeError, NotFound
from knowledge.ports import CatalogueStore
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.submission import CourseChange, CourseVersion, SubmissionReport, SubmissionStatus


@dataclass(frozen=True)
class Changes:
    """What publishing these records would change."""

    added: tuple[MicroCredential, ...]
    updated: tuple[MicroCredential, ...]
    unchanged: tuple[MicroCredential, ...]
    """As they stand in the catalogue, with the day on which they were seen first in this wording."""
    back_again: tuple[MicroCredential, ...]
    """Those of `added` that had been withdrawn."""

    @property
    def to_write(self) -> tuple[MicroCredential, ...]:
        return (*self.added, *self.updated)


def compare(store: CatalogueStore, records: Sequence[MicroCredential]) -> Changes:
    """Sort records into new, changed and unchanged; the day of handing in makes no difference."""
    standing = store.standing(record.id for record in records)
    added, updated, unchanged, back = [], [], [], []
    for handed_in in records:
        before, withdrawn = standing.get(handed_in.id, (None, False))
        record = _still_demonstration(handed_in, before)
        if before is None or withdrawn:
            added.append(record)
            back.extend([record] if withdrawn else [])
        elif says_the_same(before, record):
            unchanged.append(before)
        else:
            updated.append(record)
    return Changes(tuple(added), tuple(updated), tuple(unchanged), tuple(back))


def _still_demonstration(record: MicroCredential, before: MicroCredential | None) -> MicroCredential:
    """Keep the mark of the bundled sample: exporting it and handing it in again makes no real course of it."""
    if before is None or not before.demonstration:
        return record
    return record.model_copy(update={"demonstration": True})


def says_the_same(one: MicroCredential, other: MicroCredential) -> bool:
    """Compare two records apart from the day on which they were handed in."""
    return one == other or one == other.model_copy(update={"seen": one.seen})


def publish(store: CatalogueStore, changes: Changes, report: SubmissionReport) -> int:
    """Write what is new or changed together with the report; give the catalogue's version, the same if nothing is."""
    return store.publish(changes.to_write, report)


def withdraw(store: CatalogueStore, course: MicroCredentialId, who: str, at: datetime, why: str = "") -> bool:
    """Take a course out of what is published; it stays readable. False where it is out already. Raises NotFound."""
    look_up(store, course)
    return store.take_out(CourseChange(course=course, status=SubmissionStatus.WITHDRAWN, who=who, at=at, why=why))


def replace(
    store: CatalogueStore, course: MicroCredentialId, by: MicroCredentialId, who: str, at: datetime, why: str = ""
) -> bool:
    """Let another course take its place; the old one stays readable and names it. Raises NotFound."""
    look_up(store, course)
    _check_successor(store, course, by)
    change = CourseChange(course=course, status=SubmissionStatus.DEPRECATED, who=who, at=at, why=why, replaced_by=by)
    return store.take_out(change)


def _check_successor(store: CatalogueStore, course: MicroCredentialId, by: MicroCredentialId) -> None:
    look_up(store, by)
    if store.is_withdrawn(by) or by == course:
        raise KnowledgeError(
            f"{by} cannot take the place of {course}: it is not published, or the same course.",
            hint="Name a course that `cairn courses list` shows.",
        )


def versions(store: CatalogueStore, identifier: MicroCredentialId) -> list[CourseVersion]:
    """List the texts that a course has had, oldest first, each with what brought it. Raises NotFound."""
    record = look_up(store, identifier)
    brought = {one.version: one for one in store.changes(identifier) if one.status is SubmissionStatus.PUBLISHED}
    earlier = [
        CourseVersion(version=number, title=text.title, current=False, change=brought.pop(number, None))
        for number, text in store.earlier(identifier)
    ]
    newest = max(brought, default=0)
    return [*earlier, CourseVersion(version=newest, title=record.title, current=True, change=brought.get(newest))]


def look_up(store: CatalogueStore, identifier: MicroCredentialId) -> MicroCredential:
    """Find a course, published or taken out. Raises NotFound."""
    found = store.find(identifier)
    if found is None:
        raise NotFound(
            f"There is no micro-credential {identifier!r}.", hint="`cairn courses list` shows what there is."
        )
    return found
