"""What may other rooms ask of the knowledge base?"""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import catalogue, citing, passages, search
from knowledge.answerability import Asked
from knowledge.backlog import Backlog
from knowledge.beside import Beside
from knowledge.bridging import in_english
from knowledge.concept_questions import ConceptQuestions
from knowledge.demand import Demand
from knowledge.embedding.kept import KeptVectors
from knowledge.language_detection import detect
from knowledge.masks import Offers
from knowledge.mirror import IndexMirror, Standing
from knowledge.policy_shelf import PolicyShelf
from knowledge.ports import CatalogueStore, Watch, unwatched
from knowledge.sample_wishes import WishTrial
from knowledge.snapshot import Snapshot, Snapshots
from knowledge.submissions.accounts import Accounts
from knowledge.submissions.feeds import Feeds, Fetches
from knowledge.submissions.links import Links
from knowledge.submissions.own_courses import OwnCourses
from knowledge.submissions.reception import Reception
from knowledge.submissions.review import ReviewDesk
from knowledge.taxonomy.in_use import ConceptsInUse
from knowledge.vocabulary.credential import ConceptUri, MicroCredential, MicroCredentialId
from knowledge.vocabulary.policy import DocumentVersion, PolicyDocument, PolicyDocumentId
from knowledge.vocabulary.provider import Account, Feed
from knowledge.vocabulary.search import Citation, Filters, Match, PassageResult, Question
from knowledge.vocabulary.submission import CourseChange, CourseVersion, Finding, SubmissionId, SubmissionReport

if TYPE_CHECKING:
    from knowledge.policy_documents import Reader

SAMPLE = "bundled sample"
"""Who handed in what ships with the package: such records are marked as a demonstration."""


class Library(ConceptQuestions):
    """The front of the room. All methods are synchronous and safe to call from several threads."""

    def __init__(
        self,
        store: CatalogueStore,
        vectors: KeptVectors,
        concepts: ConceptsInUse,
        mirror: IndexMirror,
        clock: Callable[[], datetime],
        fetcher: Fetches | None = None,
        owner: bool = False,
    ) -> None:
        super().__init__(concepts, vectors)
        self._store = store
        self._snapshots = Snapshots(store, vectors, self._centring)
        self._mirror = mirror
        self._backlog = Backlog(self._snapshots, vectors, background=owner)
        self._snapshots.listeners += [self._backlog.follow, mirror.follow]
        self._clock = clock
        self._policies = PolicyShelf(store)
        self._warming: threading.Thread | None = None
        self.accounts = Accounts(store)
        self._reception = Reception(store, self.accounts, lambda: self._finder, clock, vectors.documents)
        self.review = ReviewDesk(store, self.accounts, self._reception.from_provider, clock, self._backlog.bring_up)
        self.own_courses = OwnCourses(store, self._backlog.bring_up)
        self.links = Links(store, fetcher, clock)
        self.demand = Demand(store)
        self.wish_trial = WishTrial(self)
        self.feeds = Feeds(store, self._from_feed, fetcher, clock, self._backlog.bring_up)

    # what can be learnt
    def catalogue_version(self) -> int:
        return self._store.version()

    def micro_credentials(self) -> Sequence[MicroCredential]:
        return self._snapshots.current().shelf.offers.records

    def offers(self) -> Offers:
        """Give every way to take what is published, as columns."""
        return self._snapshots.current().shelf.offers

    def find(self, identifier: MicroCredentialId) -> MicroCredential:
        """Look up a micro-credential, withdrawn ones too. Raises NotFound."""
        return catalogue.look_up(self._store, identifier)

    def search(self, question: Question) -> Sequence[Match]:
        language = question.language or detect(question.text)
        wish = search.Wish(self.centred(question.text, language), question.text, language)
        return search.search(self._snapshots.current().shelf, wish, question.filters, question.limit)

    def beside(self, record: MicroCredential) -> Beside:
        """Answer questions as if this course were published in this text; nothing is written."""
        return Beside(self._snapshots.current().shelf, record, self.vectors.documents, self.centred)

    def count(self, filters: Filters) -> int:
        """Count the micro-credentials with at least one opportunity within the limits."""
        return search.count(self._snapshots.current().shelf, filters)

    def teaching(self, skills: Sequence[ConceptUri], filters: Filters, limit: int = 200) -> Sequence[Match]:
        """List what teaches at least one of the skills within the limits, best covered first."""
        return search.teaching(self._snapshots.current().shelf, skills, filters, limit)

    def cite(self, record: MicroCredential, field: str) -> Citation | None:
        """Quote a field of a record verbatim; None where it states nothing there."""
        return citing.cite(record, field)

    # what the rules say
    def passages(self, text: str, language: str | None = None, limit: int = 3) -> PassageResult:
        spoken = language or detect(text)
        vector = self.centred(text, spoken)
        if vector is None:
            return PassageResult(answerable=False, matches=())
        own = self._centring.unbridged(text, spoken)
        asked = Asked(vector, own, text, spoken, in_english(text, spoken))
        return passages.find(self._snapshots.current().rules, asked, limit, self.vectors.documents)

    def documents(self) -> Sequence[PolicyDocument]:
        return self._store.documents()

    def import_document(
        self,
        name: str,
        content: bytes,
        given: Mapping[str, str] | None = None,
        who: str = "operator",
        why: str = "",
    ) -> tuple[PolicyDocument, bool]:
        """Read and keep a policy document; the flag says whether anything changed. Raises MalformedDraft.

        `given` (title, issuer, dated, url, language …) counts more than what the document says of itself.
        """
        from knowledge.policy_documents import in_quarantine

        document, changed = self._keep_document(name, content, in_quarantine, given or {}, who, why)
        if changed:
            self._backlog.bring_up()
        return document, changed

    def document_versions(self, identifier: PolicyDocumentId) -> Sequence[DocumentVersion]:
        """List the versions of a document with their passages, oldest first. Raises NotFound."""
        return self._policies.versions(identifier)

    def document(self, identifier: PolicyDocumentId, version: int | None = None) -> DocumentVersion:
        """Give a document with its passages: the newest version, or an earlier one by its number. Raises NotFound."""
        return self._policies.version(identifier, version)

    def remove_document(self, identifier: PolicyDocumentId, *, erase: bool = False) -> None:
        """Quote a document no more; `erase` forgets its earlier versions too. Raises NotFound."""
        self._policies.remove(identifier, erase=erase)
        self._snapshots.refresh()

    # how courses come in
    def check(
        self,
        name: str,
        content: bytes,
        format: str = "auto",
        mapping: Mapping[str, str] | None = None,
        provider: str = "",
    ) -> SubmissionReport:
        """Say what is wrong with a file without changing anything. Raises MalformedDraft."""
        report, _ = self._reception.from_operator(name, content, format, mapping, provider, "operator", publish=False)
        return report

    def submit(
        self,
        name: str,
        content: bytes,
        format: str = "auto",
        mapping: Mapping[str, str] | None = None,
        provider: str = "",
        who: str = "operator",
    ) -> SubmissionReport:
        """Check, publish what has no error, and bring the index up to date; the same file again changes nothing."""
        report, _ = self._reception.from_operator(name, content, format, mapping, provider, who, publish=True)
        self._backlog.bring_up()
        return report

    def put_in_sample(self, policies: Sequence[Path], courses: Sequence[Path]) -> None:
        """Put what ships with the package through the same line as a provider's file."""
        from knowledge.documents import extract

        for file in policies:
            self._keep_document(file.name, file.read_bytes(), extract, {}, SAMPLE)
        for file in courses:
            self._reception.from_operator(
                file.name, file.read_bytes(), "csv", None, "", SAMPLE, publish=True, demonstration=True
            )
        self._snapshots.refresh()

    def try_out(
        self, rows: Sequence[Mapping[str, str]], account: Account
    ) -> tuple[SubmissionReport, Sequence[MicroCredential]]:
        """Check a course that a provider typed, a row for each way to take it, as a file would be; nothing is written."""
        return self._reception.from_form(rows, account)

    def report(self, identifier: SubmissionId) -> SubmissionReport:
        """Look up what came of a submission. Raises NotFound."""
        return self.review.read(identifier)

    def remembered_mapping(self, provider: str) -> Mapping[str, str]:
        """Give our columns → headings as they were given for this provider's files before."""
        return self.accounts.mapping(provider)

    def remember_mapping(self, provider: str, mapping: Mapping[str, str]) -> None:
        """Use these headings again for the next file of this provider."""
        self.accounts.keep_mapping(provider, mapping)

    def withdraw(self, identifier: MicroCredentialId, who: str = "operator", why: str = "") -> None:
        """Take a course out of what is published; it stays readable. Raises NotFound."""
        if catalogue.withdraw(self._store, identifier, who, self._clock(), why):
            self._snapshots.refresh()

    def replace(
        self, identifier: MicroCredentialId, by: MicroCredentialId, who: str = "operator", why: str = ""
    ) -> None:
        """Let another course take the place of one; the old one stays readable and names it. Raises NotFound."""
        if catalogue.replace(self._store, identifier, by, who, self._clock(), why):
            self._snapshots.refresh()

    def changes(self, identifier: MicroCredentialId) -> Sequence[CourseChange]:
        """List what happened to a course: who published or took it out, when and why."""
        return self._store.changes(identifier)

    def versions(self, identifier: MicroCredentialId) -> Sequence[CourseVersion]:
        """List the texts that a course has had, oldest first. Raises NotFound."""
        return catalogue.versions(self._store, identifier)

    def export(self, format: str) -> bytes:
        from knowledge.formats import write

        return write(self._store.micro_credentials(), format)

    # the index, a projection
    def reindex(self, watch: Watch = unwatched) -> int:
        """Make the vectors that are missing, then rebuild the index from the catalogue; give the number of vectors."""
        return self._mirror.rebuild(self._backlog.finish(), watch)

    def index_standing(self) -> tuple[Standing, int]:
        """Say how the index stands, and how many texts have no vector yet; nothing is opened for it."""
        return self._mirror.standing, len(self._snapshots.current().missing)

    def engines(self) -> dict[str, str | int]:
        """Name what facts are found with at this moment, for the audit of an advice."""
        standing, missing = self.index_standing()
        return {
            "catalogue_version": self.catalogue_version(),
            "embedding": self.vectors.model,
            "index": standing.state.value,
            "texts_without_vector": missing,
        }

    def verify_index(self) -> Sequence[Finding]:
        """Say where the index and the catalogue disagree; empty when they agree."""
        return self._mirror.verify(self._snapshots.refresh())

    def warm(self) -> None:
        """Load what the first question needs, in a thread of its own."""
        self._warming = threading.Thread(target=self._load_all, name="cairn-warm", daemon=True)
        self._warming.start()

    def close(self) -> None:
        if self._warming is not None:
            self._warming.join(timeout=30)
        self._backlog.stop()
        self._mirror.close()
        self._in_use.close()
        self._store.close()

    def snapshot(self) -> Snapshot:
        """Give the newest version that is laid out: for measuring and for what ships with the package."""
        return self._snapshots.current()

    def _load_all(self) -> None:
        self._snapshots.current()
        self.skills_in("warm up", limit=1)
        self.occupations_in("warm up", limit=1)

    def _from_feed(self, feed: Feed, name: str, content: bytes) -> tuple[SubmissionReport, Sequence[str]]:
        if not feed.account:
            return self._reception.from_feed(feed, name, content)
        report, records = self.review.pulled(self.accounts.find(feed.account), name, content, feed.format)
        return report, [record.id for record in records]

    def _keep_document(
        self, name: str, content: bytes, read: "Reader", given: Mapping[str, str], who: str, why: str = ""
    ) -> tuple[PolicyDocument, bool]:
        from knowledge.policy_documents import is_named, read_document

        now = self._clock()
        document, found = read_document(name, content, seen=now.date(), tell_language=detect, given=given, read=read)
        return self._policies.keep(document, found, at=now, who=who, why=why, named=is_named(document, name))
