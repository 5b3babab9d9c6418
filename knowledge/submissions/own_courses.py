"""Which courses does a provider have here, and how does each of them stand?"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from knowledge.errors import NotFound
from knowledge.ports import CatalogueStore
from knowledge.submissions import annex_one
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.provider import Account
from knowledge.vocabulary.submission import Completeness, SubmissionReport, SubmissionStatus

S = SubmissionStatus
DRAFT = "course-draft"
MOST_DRAFTS = 200
LOOKED_BACK = 200
"""Submissions among which one that waits, or came back, is looked for."""
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


class OwnCourses:
    """A provider's own shelf: what is published, what waits, what came back, what is not handed in yet."""

    def __init__(self, store: CatalogueStore) -> None:
        self._store = store

    def all(self, account: Account) -> Sequence[OwnCourse]:
        """List them by title, drafts first."""
        standing = {
            str(record.id): self._standing(record, out=out) for record, out in self._store.partition(account.id)
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

    def _standing(self, record: MicroCredential, *, out: bool) -> OwnCourse:
        last = next(reversed(self._store.changes(record.id)), None) if out else None
        state = (last.status if last and last.status in OUT else S.WITHDRAWN) if out else S.PUBLISHED
        why = last.why if last else ""
        stated = annex_one.completeness(record)
        return OwnCourse(record.id, record.title, state, stated, why, published=not out)

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
    return waiting._replace(published=standing is not None and standing.published)
