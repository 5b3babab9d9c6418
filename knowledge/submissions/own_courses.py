"""Which courses does a provider have here, and how does each of them stand?"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from knowledge.errors import NotFound
from knowledge.ports import CatalogueStore
from knowledge.submissions import annex_one
from knowledge.submissions.freshness import doubts
from knowledge.submissions.links import Look
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.provider import Account
from knowledge.vocabulary.submission import (
    Completeness,
    Finding,
    StatusChange,
    SubmissionId,
    SubmissionReport,
    SubmissionStatus,
)

S = SubmissionStatus
DRAFT = "course-draft"
MOST_DRAFTS = 200
LOOKED_BACK = 200
"""Submissions among which one that waits, or came back, is looked for."""
CONFIRMATION = "confirmation"
"""Format of a report by which nothing was handed in: it was said that courses are still offered."""
STILL_OFFERED = "Still offered."
OUT = frozenset({S.STALE, S.DEPRECATED, S.WITHDRAWN})


class OwnCourse(NamedTuple):
    """A course as its provider sees it."""

    id: str
    """Of the micro-credential; of the draft where it is one."""
    title: str
    state: SubmissionStatus
    completeness: Completeness
    why: str = ""
    submission: str = ""
    published: bool = False
    """Learners see it, perhaps in an earlier text than the one that waits."""
    seen: date | None = None
    """When its provider last said that it is offered; None where it is not published."""
    doubts: tuple[Finding, ...] = ()
    """Why it may no longer be offered."""
    replaced_by: str = ""


def _nothing() -> None:
    return None


class OwnCourses:
    """A provider's own shelf: what is published, what waits, what came back, what is not handed in yet."""

    def __init__(self, store: CatalogueStore, changed: Callable[[], object] = _nothing) -> None:
        self._store = store
        self._changed = changed

    def all(
        self, account: Account, today: date | None = None, pages: Mapping[str, Look] | None = None
    ) -> Sequence[OwnCourse]:
        """List them by title, drafts first; with a day also why published ones may no longer be offered."""
        standing = {
            str(record.id): self._standing(record, out=out, today=today, pages=pages or {})
            for record, out in self._store.partition(account.id)
        }
        waiting = self._waiting(account)
        courses = {**standing, **{key: _over(one, standing.get(key)) for key, one in waiting.items()}}
        return [*self._drafts(account), *sorted(courses.values(), key=lambda one: (one.title.casefold(), one.id))]

    def find(self, account: Account, identifier: str) -> MicroCredential:
        """Give the newest text of an own course, handed in or published. Raises NotFound for all others."""
        held = self._held(account).get(identifier)
        if held is not None:
            return held[1]
        for record, _out in self._store.partition(account.id):
            if record.id == identifier:
                return record
        raise NotFound(f"There is no course {identifier!r} of yours.", hint="Look at the list of your courses.")

    def published(self, account: Account) -> Sequence[MicroCredential]:
        """List what learners see of a provider."""
        return [record for record, out in self._store.partition(account.id) if not out]

    def confirm(self, account: Account, courses: Collection[str], now: datetime) -> int:
        """Take the provider's word that published courses are still offered: learners see the new day. Give how many."""
        today = now.date()
        # what waits for a second person is a later word on the course, which this one must not outdate
        waiting = self._held(account).keys()
        mine = (one for one in self.published(account) if one.id in courses and one.id not in waiting)
        named = [one for one in mine if one.seen != today]
        if named:
            confirmed = [one.model_copy(update={"seen": today}) for one in named]
            self._store.publish(confirmed, _confirmation(account, [one.id for one in named], now))
            self._changed()
        return len(named)

    def _standing(
        self, record: MicroCredential, *, out: bool, today: date | None, pages: Mapping[str, Look]
    ) -> OwnCourse:
        last = next(reversed(self._store.changes(record.id)), None) if out else None
        state = (last.status if last and last.status in OUT else S.WITHDRAWN) if out else S.PUBLISHED
        why = last.why if last else ""
        stated = annex_one.completeness(record)
        if out:
            return OwnCourse(record.id, record.title, state, stated, why, replaced_by=last.replaced_by if last else "")
        doubted = doubts(record, today, pages) if today else ()
        return OwnCourse(record.id, record.title, state, stated, why, published=True, seen=record.seen, doubts=doubted)

    def _waiting(self, account: Account) -> dict[str, OwnCourse]:
        return {
            identifier: OwnCourse(
                identifier, record.title, report.status, annex_one.completeness(record),
                report.history[-1].why if report.status is S.RETURNED else "", report.submission,
            )
            for identifier, (report, record) in self._held(account).items()
        }  # fmt: skip

    def _held(self, account: Account) -> dict[str, tuple[SubmissionReport, MicroCredential]]:
        """Find the newest word on each course that waits or came back, unless something was published after it."""
        found: dict[str, tuple[SubmissionReport, MicroCredential]] = {}
        for report in self._store.submissions(account.id, None, LOOKED_BACK):
            if report.status not in {S.CHECKED, S.RETURNED}:
                continue
            for record in self._store.held(report.submission):
                later = any(change.at > report.history[0].at for change in self._store.changes(record.id))
                if record.id not in found and not later:
                    found[record.id] = (report, record)
        return found

    # what is not handed in yet
    def _drafts(self, account: Account) -> list[OwnCourse]:
        return [
            OwnCourse(key, fields.get("title", ""), S.DRAFT, Completeness.model_validate(kept["completeness"]))
            for key, kept in sorted(self._kept(account).items(), key=lambda one: str(one[1]["saved"]), reverse=True)
            for fields in [kept["fields"]]
        ]

    def draft(self, account: Account, key: str) -> Mapping[str, str]:
        """Give the fields of a draft. Raises NotFound."""
        kept = self._kept(account).get(key)
        if kept is None:
            raise NotFound(f"There is no draft {key!r} of yours.", hint="Look at the list of your courses.")
        fields: Mapping[str, str] = kept["fields"]
        return fields

    def save_draft(
        self, account: Account, key: str, fields: Mapping[str, str], stated: Completeness, now: datetime
    ) -> None:
        """Keep the fields of a course that is not handed in; the oldest draft makes room for the newest."""
        kept = {name: one for name, one in self._kept(account).items() if name != key}
        for oldest in sorted(kept, key=lambda name: str(kept[name]["saved"]))[: max(0, len(kept) + 1 - MOST_DRAFTS)]:
            self.forget_draft(account, oldest)
        document = {"fields": dict(fields), "completeness": stated.model_dump(mode="json"), "saved": now.isoformat()}
        self._store.keep(DRAFT, f"{account.id}/{key}", json.dumps(document, ensure_ascii=False))

    def forget_draft(self, account: Account, key: str) -> None:
        self._store.forget(DRAFT, f"{account.id}/{key}")

    def _kept(self, account: Account) -> dict[str, dict[str, Any]]:
        mine = f"{account.id}/"
        return {
            key.removeprefix(mine): json.loads(document)
            for key, document in self._store.kept(DRAFT).items()
            if key.startswith(mine)
        }


def _over(waiting: OwnCourse, standing: OwnCourse | None) -> OwnCourse:
    if standing is None or not standing.published:
        return waiting
    return waiting._replace(published=True, seen=standing.seen, doubts=standing.doubts)


def _confirmation(account: Account, courses: Sequence[str], now: datetime) -> SubmissionReport:
    """Write down who said when that the courses are still offered."""
    named = "\0".join([account.id, now.isoformat(), *courses])
    said = StatusChange(status=S.PUBLISHED, who=account.id, at=now, why=STILL_OFFERED)
    return SubmissionReport(
        submission=SubmissionId(hashlib.sha256(named.encode()).hexdigest()[:32]), file=CONFIRMATION,
        format=CONFIRMATION, status=S.PUBLISHED, rows=len(courses), accepted=len(courses), unchanged=len(courses),
        provider=account.id, history=(said,),
    )  # fmt: skip
