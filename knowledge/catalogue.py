"""What is published, what changes with a submission, and how is a course taken out?"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.errors import NotFound
from knowledge.ports import CatalogueStore
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.submission import SubmissionReport


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


def withdraw(store: CatalogueStore, identifier: MicroCredentialId) -> None:
    """Take a course out of what is published; it stays readable. Raises NotFound."""
    if not store.withdraw(identifier):
        raise NotFound(f"No published course has the id {identifier}.", hint="`cairn courses list` shows the ids.")


def look_up(store: CatalogueStore, identifier: MicroCredentialId) -> MicroCredential:
    """Find a course, published or withdrawn. Raises NotFound."""
    found = store.find(identifier)
    if found is None:
        raise NotFound(f"No course has the id {identifier}.", hint="`cairn courses list` shows the ids.")
    return found
