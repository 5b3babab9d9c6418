"""From which addresses are courses fetched, and what comes of it?"""

import hashlib
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from knowledge import formats
from knowledge.errors import FeedsAreOff, KnowledgeError, NotFound, RefusedRequest
from knowledge.fetching import Fetched, Fetcher
from knowledge.ports import CatalogueStore
from knowledge.submissions import pull_decisions
from knowledge.submissions.identifiers import slug
from knowledge.vocabulary.provider import Account, Feed, PullOutcome
from knowledge.vocabulary.submission import CourseChange, SubmissionReport, SubmissionStatus

FEED = "feed"
SHORTEST_MINUTES = 15
LONGEST_NAME = 100
MOST_OF_A_PROVIDER = 5
LONGEST_PULL = timedelta(minutes=3)
"""What began earlier and has not ended was cut short."""
UNCHANGED = "Nothing has changed since the last time."


class Fetches(Protocol):
    """Fetches an address where that is harmless."""

    def check(self, address: str) -> object:
        """Look at the address alone. Raises AddressRefused."""
        ...

    def fetch(self, address: str, etag: str = "", last_modified: str = "") -> Fetched:
        """Fetch it unless it is as it was. Raises AddressRefused or FetchFailed."""
        ...


class PublishesFile(Protocol):
    """Checks what a feed holds and publishes it; gives the report and the ids of all courses without an error."""

    def __call__(self, feed: Feed, name: str, content: bytes) -> tuple[SubmissionReport, Sequence[str]]: ...


class Feeds:
    """The addresses, and pulling from them. One pull at a time."""

    def __init__(
        self,
        store: CatalogueStore,
        publish: PublishesFile,
        fetcher: Fetches | None,
        clock: Callable[[], datetime],
        changed: Callable[[], object],
    ) -> None:
        self._store = store
        self._publish = publish
        self._fetcher = fetcher
        self._clock = clock
        self._changed = changed
        self._one_at_a_time = threading.Lock()

    @property
    def allowed(self) -> bool:
        """Say whether the operator lets addresses be fetched at all."""
        return self._fetcher is not None

    def all(self) -> Sequence[Feed]:
        return sorted(map(Feed.model_validate_json, self._store.kept(FEED).values()), key=lambda feed: feed.name)

    def of(self, account: str) -> Sequence[Feed]:
        """List the addresses that a provider added."""
        return [feed for feed in self.all() if feed.account == account]

    def find_own(self, account: str, name: str) -> Feed:
        """Look up one that a provider added; foreign and missing are the same. Raises NotFound."""
        for feed in self.of(account):
            if feed.name == name:
                return feed
        raise NotFound(f"There is no address {name!r} of yours.", hint="Look at the list of your addresses.")

    def add_own(self, account: Account, address: str, format: str, every_minutes: int) -> Feed:
        """Keep an address for a provider, named after both. Raises AddressRefused, KnowledgeError."""
        if len(self.of(account.id)) >= MOST_OF_A_PROVIDER:
            raise KnowledgeError(
                f"You have {MOST_OF_A_PROVIDER} addresses already.", hint="Stop one that is no longer needed first."
            )
        name = f"{account.id[: LONGEST_NAME - 9]}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
        if name in self._store.kept(FEED):
            raise KnowledgeError("This address is on your list already.", hint="Fetch it there, or stop it first.")
        how = {"name": name, "account": account.id, "format": format, "every_minutes": every_minutes}
        return self.add(account.name, address, **how)

    def begin(self, name: str) -> bool:
        """Mark that a pull begins; False where one is under way. Raises NotFound."""
        feed = self.find(name)
        if self.is_running(feed):
            return False
        self._kept(feed.model_copy(update={"begun": self._clock()}))
        return True

    def is_running(self, feed: Feed) -> bool:
        return feed.begun is not None and self._clock() - feed.begun < LONGEST_PULL

    def find(self, name: str) -> Feed:
        """Look up by name. Raises NotFound."""
        found = self._store.kept(FEED).get(name)
        if found is None:
            raise NotFound(f"There is no feed {name!r}.", hint="`cairn feeds list` shows which there are.")
        return Feed.model_validate_json(found)

    def add(self, provider: str, address: str, **how: object) -> Feed:
        """Keep an address; it is due at once. The same name again is an error. Raises AddressRefused, KnowledgeError."""
        (self._fetcher or Fetcher()).check(address)
        now = self._clock()
        name = str(how.pop("name", "")) or slug(provider)
        feed = Feed.model_validate(
            {"name": name, "provider": provider, "address": address, "added": now, "due": now, **how}
        )
        self._check_new(feed)
        return self._kept(feed)

    def _check_new(self, feed: Feed) -> None:
        if not 0 < len(feed.name) <= LONGEST_NAME:
            raise KnowledgeError(
                f"A feed has a name of at most {LONGEST_NAME} letters.",
                hint="`cairn feeds add PROVIDER ADDRESS --name …`.",
            )
        if feed.name in self._store.kept(FEED):
            raise KnowledgeError(
                f"There is a feed {feed.name!r} already.", hint="Choose another one with --name, or remove it first."
            )
        if feed.format not in {formats.AUTO, *formats.FORMATS}:
            raise RefusedRequest(
                f"There is no course format `{feed.format}`.",
                hint=f"Choose one of: {', '.join([formats.AUTO, *formats.FORMATS])}.",
            )
        if feed.every_minutes < SHORTEST_MINUTES:
            raise KnowledgeError(
                f"A feed is pulled every {SHORTEST_MINUTES} minutes at most.", hint="Write e.g. --every 24h."
            )

    def remove(self, name: str) -> None:
        """Forget an address; its courses stay. Raises NotFound."""
        self._store.forget(FEED, self.find(name).name)

    def due(self) -> Sequence[Feed]:
        now = self._clock()
        return [feed for feed in self.all() if pull_decisions.is_due(feed, now)]

    def pull(self, name: str, chance: float = 0.0) -> Feed:
        """Fetch a feed now and write down what came of it; `chance` (0..1) spreads the next time.

        Raises FeedsAreOff where the operator has not allowed it, NotFound where there is no such feed.
        """
        if self._fetcher is None:
            raise FeedsAreOff("Fetching from addresses is switched off.", hint="Set CAIRN_FEEDS=true to allow it.")
        with self._one_at_a_time:
            feed = self.find(name)
            try:
                fetched = self._fetcher.fetch(feed.address, feed.etag, feed.last_modified)
                pulled, outcome = self._taken(feed, fetched)
                self._changed()
            except KnowledgeError as error:
                pulled, outcome = feed, self._outcome(False, str(error), hint=error.hint)
            # Whoever removed it meanwhile meant it
            self.find(name)
            return self._kept(pull_decisions.with_outcome(pulled, outcome, chance))

    def _taken(self, feed: Feed, fetched: Fetched) -> tuple[Feed, PullOutcome]:
        """Publish what has changed, then look for what has been missing for too long."""
        sha = feed.content_sha if fetched.content is None else hashlib.sha256(fetched.content).hexdigest()
        pulled = feed.model_copy(
            update={
                "etag": fetched.etag or feed.etag,
                "last_modified": fetched.last_modified or feed.last_modified,
                "content_sha": sha,
            }
        )
        message, submission = UNCHANGED, ""
        if fetched.content is not None and sha != feed.content_sha:
            report, courses = self._publish(feed, _file_name(feed), fetched.content)
            pulled, message, submission = self._spoken_of(pulled, report, courses), _summary(report), report.submission
        pulled, stale = self._without_overdue(pulled)
        return pulled, self._outcome(True, message, submission=submission, stale=tuple(stale))

    def _spoken_of(self, feed: Feed, report: SubmissionReport, courses: Sequence[str]) -> Feed:
        """Compare with what it spoke of before; a row with an error may be any of those, so then nothing is missing."""
        if report.rejected or not report.accepted or not feed.complete:
            return feed.model_copy(update={"courses": tuple(sorted({*feed.courses, *courses}))})
        missing = pull_decisions.missing_since(feed, courses, self._clock())
        return feed.model_copy(update={"courses": tuple(sorted(courses)), "missing": missing})

    def _without_overdue(self, feed: Feed) -> tuple[Feed, list[str]]:
        now = self._clock()
        found = pull_decisions.overdue(feed.missing, feed.grace_days, now)
        for course in found:
            why = f"Not in the feed {feed.name} since {feed.missing[course]:%Y-%m-%d}."
            self._store.take_out(
                CourseChange(course=course, status=SubmissionStatus.STALE, who=f"feed {feed.name}", at=now, why=why)
            )
        left = {course: since for course, since in feed.missing.items() if course not in found}
        return feed.model_copy(update={"missing": left}), found

    def _outcome(self, good: bool, message: str, **more: object) -> PullOutcome:
        return PullOutcome.model_validate({"at": self._clock(), "good": good, "message": message, **more})

    def _kept(self, feed: Feed) -> Feed:
        self._store.keep(FEED, feed.name, feed.model_dump_json())
        return feed


def _file_name(feed: Feed) -> str:
    return f"feed {feed.name}"


def _summary(report: SubmissionReport) -> str:
    return (
        f"{report.added} new, {report.updated} changed, {report.unchanged} unchanged, "
        f"{report.rejected} not taken in of {report.rows} rows."
    )
