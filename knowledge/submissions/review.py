"""What happens to what a provider hands in, and who lets it into the catalogue?"""

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from knowledge import catalogue
from knowledge.errors import NotFound, RefusedRequest, SubmissionConflict
from knowledge.formats.rows import row_of
from knowledge.ports import CatalogueStore
from knowledge.submissions import workflow
from knowledge.submissions.accounts import Accounts
from knowledge.submissions.duplicates import differences
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.provider import Account, AccountRole
from knowledge.vocabulary.submission import SubmissionId, SubmissionReport, SubmissionStatus

S = SubmissionStatus
RULES = "rules"
"""Who moved a submission where no person did."""
NO_GOOD_ROW = "No row is without an error."
KNOWN_AND_GOOD = "A known provider, and no error in the file."


class Proposed(NamedTuple):
    """A course that waits, beside what is published of it."""

    record: MicroCredential
    standing: str
    """new | changed | unchanged | taken out: how it stands in the catalogue."""
    different: Sequence[tuple[str, str, str]]
    """Field, what is published, what would be; of a new one everything that it states."""


class TakesFile(Protocol):
    """Reads and checks a file as a provider's, and writes nothing."""

    def __call__(
        self,
        name: str,
        content: bytes,
        format: str,
        mapping: Mapping[str, str] | None,
        account: Account,
        same: Mapping[int, str] | None = None,
    ) -> tuple[SubmissionReport, tuple[MicroCredential, ...]]: ...


class ReviewDesk:
    """Where submissions wait for a second person. Safe to call from several threads."""

    def __init__(
        self,
        store: CatalogueStore,
        accounts: Accounts,
        take: TakesFile,
        clock: Callable[[], datetime],
        published: Callable[[], object],
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._take = take
        self._clock = clock
        self._published = published
        self._one_at_a_time = threading.Lock()

    def hand_in(
        self,
        account: Account,
        name: str,
        content: bytes,
        format: str = "auto",
        mapping: Mapping[str, str] | None = None,
        *,
        key: str = "",
        dry_run: bool = False,
        same: Mapping[int, str] | None = None,
    ) -> SubmissionReport:
        """Check a provider's file; publish it at once, keep it for review, or give it back.

        `same` says of rows which published course they are, by its external id. The same `key` with the same content gives what came of it the first time. Raises MalformedDraft where the file
        cannot be read, SubmissionConflict where the key was used for another one.
        """
        workflow.check_may_hand_in(account)
        identifier = SubmissionId(_sha(f"{account.id}\0{key}".encode())[:32]) if key else None
        content_sha = _sha(b"\0".join([name.encode("utf-8", "surrogatepass"), format.encode(), content]))
        if identifier and not dry_run and (standing := self._again(identifier, content_sha)):
            return standing
        report, records = self._take(name, content, format, mapping, account, same)
        its_own = {"submission": identifier or report.submission, "provider": account.id, "content_sha": content_sha}
        report = report.model_copy(update=its_own)
        if dry_run:
            return report.model_copy(update={"status": S.DRAFT, "history": ()})
        self._accounts.keep_mapping(account.name, mapping or {})
        return self._settled(account, report, records)

    def pulled(
        self, account: Account, name: str, content: bytes, format: str
    ) -> tuple[SubmissionReport, Sequence[MicroCredential]]:
        """Take what came from a provider's address the way of a file; give every record without an error, too."""
        report, records = self._take(name, content, format, None, account)
        report = report.model_copy(update={"provider": account.id, "content_sha": _sha(content)})
        return self._settled(account, report, records), records

    def _settled(
        self, account: Account, report: SubmissionReport, records: Sequence[MicroCredential]
    ) -> SubmissionReport:
        with self._one_at_a_time:
            decided = self._decided(account, report, records)
        if decided.status is S.PUBLISHED:
            self._published()
        return decided

    def _again(self, identifier: SubmissionId, content_sha: str) -> SubmissionReport | None:
        standing = self._store.report(identifier)
        if standing and standing.content_sha != content_sha:
            raise SubmissionConflict(
                "This Idempotency-Key was used for another file.", hint="Send a key of its own with each new file."
            )
        return standing

    def _decided(
        self, account: Account, report: SubmissionReport, records: Sequence[MicroCredential]
    ) -> SubmissionReport:
        if not report.accepted:
            returned = workflow.moved(report, S.RETURNED, RULES, self._clock(), NO_GOOD_ROW)
            self._store.hold(returned, ())
            return returned
        if workflow.may_publish_at_once(account, report):
            return self._publish(report, records, RULES, KNOWN_AND_GOOD)
        self._store.hold(report, records)
        return report

    def _publish(
        self, report: SubmissionReport, records: Sequence[MicroCredential], who: str, why: str
    ) -> SubmissionReport:
        changes = catalogue.compare(self._store, records)
        counted = report.model_copy(
            update={
                "added": len(changes.added),
                "updated": len(changes.updated),
                "unchanged": len(changes.unchanged),
            }
        )
        approved = workflow.moved(counted, S.APPROVED, who, self._clock(), why)
        done = workflow.moved(approved, S.PUBLISHED, who, self._clock(), why)
        catalogue.publish(self._store, changes, done)
        return done

    def read(self, identifier: str, account: Account | None = None) -> SubmissionReport:
        """Give a report; of somebody else's partition as if it were not there. Raises NotFound."""
        report = self._store.report(SubmissionId(identifier))
        if report is None or not workflow.may_read(report, account):
            raise NotFound(f"There is no submission {identifier!r}.", hint="Look at the address that you were given.")
        return report

    def records(self, identifier: str) -> Sequence[MicroCredential]:
        """List what waits with a submission, as learners would see it."""
        return self._store.held(SubmissionId(identifier))

    def proposed(self, identifier: str) -> Sequence[Proposed]:
        """Compare what waits with a submission with what is published."""
        records = self.records(identifier)
        standing = self._store.standing(record.id for record in records)
        return [_compared(record, *standing.get(record.id, (None, False))) for record in records]

    def waiting(self, limit: int = 100, skip: int = 0) -> Sequence[SubmissionReport]:
        """List what waits for a second person, newest first."""
        return self._store.submissions(status=S.CHECKED, limit=limit, skip=skip)

    def listed(
        self, account: Account, limit: int, skip: int, status: SubmissionStatus | None = None
    ) -> Sequence[SubmissionReport]:
        """List what an account may see, newest first: a moderator everything, a provider its own."""
        mine = None if account.role is AccountRole.MODERATOR else account.id
        return self._store.submissions(mine, status, limit, skip)

    def approve(self, identifier: str, who: str, role: str, why: str = "") -> SubmissionReport:
        """Publish what waits; from now on the provider is known. Raises NotAllowed or SubmissionConflict."""
        with self._one_at_a_time:
            report = self.read(identifier)
            workflow.check_may_approve(report, who, role)
            done = self._publish(report, self._still_newest(report), who, why)
        self._accounts.trust(report.provider)
        self._published()
        return done

    def _still_newest(self, report: SubmissionReport) -> Sequence[MicroCredential]:
        """Leave out what was published again, or taken out, after this was handed in: the later word counts."""
        records = self.records(report.submission)
        handed_in = report.history[0].at
        known = self._store.standing(record.id for record in records)
        later = {course for course in known if any(one.at > handed_in for one in self._store.changes(course))}
        return [record for record in records if record.id not in later]

    def send_back(self, identifier: str, who: str, role: str, why: str) -> SubmissionReport:
        """Ask the provider for changes. Raises NotAllowed or SubmissionConflict where that may not be, RefusedRequest where no reason is given."""
        return self._moved(identifier, S.RETURNED, who, role, why)

    def reject(self, identifier: str, who: str, role: str, why: str) -> SubmissionReport:
        """Refuse it for good. Raises NotAllowed or SubmissionConflict where that may not be, RefusedRequest where no reason is given."""
        return self._moved(identifier, S.REJECTED, who, role, why)

    def _moved(self, identifier: str, to: SubmissionStatus, who: str, role: str, why: str) -> SubmissionReport:
        if not why.strip():
            raise RefusedRequest("The provider has to know why.", hint="Write the reason in a sentence.")
        with self._one_at_a_time:
            report = self.read(identifier)
            workflow.check_may_move(report.status, to, role)
            moved = workflow.moved(report, to, who, self._clock(), why.strip())
            self._store.save_report(moved)
        return moved


def _compared(record: MicroCredential, before: MicroCredential | None, out: bool) -> Proposed:
    if before is None:
        stated = [(field, "", text) for field, text in row_of(record).items() if text]
        return Proposed(record, "new", stated)
    different = differences(before, record)
    return Proposed(record, "taken out" if out else "changed" if different else "unchanged", different)


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
