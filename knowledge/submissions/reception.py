"""With whose reader, limits and columns is a file taken in: the operator's, a provider's, or one from an address?"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from knowledge import formats
from knowledge.formats.headings import COLUMNS
from knowledge.language_detection import detect
from knowledge.ports import CatalogueStore
from knowledge.skills import SkillFinder
from knowledge.submissions.accounts import Accounts
from knowledge.submissions.intake import FOR_PROVIDERS, FOR_THE_OPERATOR, take_in
from knowledge.submissions.reading import reads_file, with_codes, with_kept
from knowledge.submissions.title_match import Embedding
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.provider import Account, Feed
from knowledge.vocabulary.submission import SubmissionReport

Taken = tuple[SubmissionReport, tuple[MicroCredential, ...]]
"""The report and every record without an error."""


class Reception:
    """Hands each file on to intake with what belongs to whoever brings it."""

    def __init__(
        self,
        store: CatalogueStore,
        accounts: Accounts,
        finder: Callable[[], SkillFinder],
        clock: Callable[[], datetime],
        embed: Embedding | None = None,
    ) -> None:
        self._store = store
        self._embed = embed
        self._accounts = accounts
        self._finder = finder
        self._clock = clock

    def from_operator(
        self,
        name: str,
        content: bytes,
        format: str,
        mapping: Mapping[str, str] | None,
        provider: str,
        who: str,
        *,
        publish: bool,
        demonstration: bool = False,
    ) -> Taken:
        """Take in without limits; what is published is remembered with its columns."""
        taken = self._take(
            name, content, format, mapping, provider, who,
            publish=publish, demonstration=demonstration, outside=False, own_only=False,
        )  # fmt: skip
        if publish:
            self._accounts.keep_mapping(provider, mapping or {})
        return taken

    def from_provider(
        self,
        name: str,
        content: bytes,
        format: str,
        mapping: Mapping[str, str] | None,
        account: Account,
        same: Mapping[int, str] | None = None,
    ) -> Taken:
        """Read in quarantine and check; only rows of the provider's own, nothing is written.

        `same` gives rows the external id of the published course that they are, as their provider answered.
        """
        return self._take(
            name, content, format, mapping, account.name, account.id,
            publish=False, outside=True, own_only=True, same=same or {},
        )  # fmt: skip

    def from_form(self, rows: Sequence[Mapping[str, str]], account: Account) -> Taken:
        """Check a course whose fields were typed here: nothing that a reader could choke on, so without a process of its own."""
        content = json.dumps([{ours: row.get(ours, "") for ours in COLUMNS} for row in rows], ensure_ascii=False)
        return self._take(
            "course.json", content.encode("utf-8", "replace"), "json", None, account.name, account.id,
            publish=False, outside=True, own_only=True, typed=True,
        )  # fmt: skip

    def from_feed(self, feed: Feed, name: str, content: bytes) -> tuple[SubmissionReport, Sequence[str]]:
        """Read in quarantine, check and publish what a feed holds; give the ids of all courses without an error."""
        report, records = self._take(
            name, content, feed.format, None, feed.provider, f"feed {feed.name}",
            publish=True, outside=True, own_only=not feed.any_provider,
        )  # fmt: skip
        return report, [record.id for record in records]

    def _take(
        self,
        name: str,
        content: bytes,
        format: str,
        mapping: Mapping[str, str] | None,
        provider: str,
        who: str,
        *,
        publish: bool,
        outside: bool,
        own_only: bool,
        demonstration: bool = False,
        typed: bool = False,
        same: Mapping[int, str] | None = None,
    ) -> Taken:
        finder = self._finder()
        read = with_codes(formats.read if typed else reads_file(content, from_outside=outside), same or {})
        return take_in(
            name,
            content,
            who=who,
            store=self._store,
            now=self._clock(),
            publish=publish,
            format=format,
            mapping=mapping,
            provider=provider,
            own_only=own_only,
            resolve_skill=finder.resolve,
            infer_skills=finder.infer_skills,
            tell_language=detect,
            # what ships was checked when it was written: a first start must not wait for it
            embed=None if demonstration else self._embed,
            limits=FOR_PROVIDERS if outside else FOR_THE_OPERATOR,
            demonstration=demonstration,
            read=read if typed else with_kept(read, self._accounts.mapping(provider), provider),
        )
