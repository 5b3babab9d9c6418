"""How does a learner get a place at a school that speaks the Open Education API 6.0? By an association under our number."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from advisor.handoff_ports import Connection, DuplicateEffect, Idempotency, Manners
from advisor.issuers.addresses import Address
from advisor.issuers.calling import Answered, BackOffice
from advisor.issuers.issuers_file import ProviderEntry
from advisor.issuers.protocols import Around
from advisor.issuers.templates import Template, filled, parsed, text_at, values_for
from advisor.vocabulary.handoff import HandOff, HandOffStatus, ProviderAnswer
from knowledge.vocabulary.value import Value

STATES: Mapping[str, HandOffStatus] = {
    "pending": HandOffStatus.ACCEPTED_BY_PROVIDER,
    "queued": HandOffStatus.QUEUED,
    "associated": HandOffStatus.ENROLLED,
    "finished": HandOffStatus.COMPLETED,
    "denied": HandOffStatus.REJECTED,
    "cancelled": HandOffStatus.CANCELLED,
    "canceled": HandOffStatus.CANCELLED,
}
FOLDER = "/course-offering-associations/"
PASSED = {"passed": True, "failed": False}
MERGE_PATCH = {"Content-Type": "application/merge-patch+json"}
OVER = frozenset({404, 409, 410})
"""Nothing to withdraw from."""


class Association(Value):
    url: Address
    """The school's address, up to and without `/course-offering-associations`."""
    body: Template = {
        "role": "student",
        "state": "pending",
        "remoteState": "associated",
        "courseOfferingId": "{achievement}",
        "personId": "{reference}",
    }
    """What is sent; schools differ in how they name an offering and a person."""


class Tables(Value):
    association: Association


def connect(entry: ProviderEntry, around: Around) -> Connection:
    return Connection("oeapi", entry.limits, page=around.page, enrolment=OpenEducationEnrolment(entry))


class OpenEducationEnrolment:
    """The association lies under a number that we chose: putting it twice is putting it once."""

    manners = Manners(idempotency=Idempotency.PUT, duplicate_effect=DuplicateEffect.NONE)

    def __init__(self, entry: ProviderEntry) -> None:
        self._table: Association = entry.of_protocol["oeapi"].association
        self._achievements = entry.achievements
        self._office = BackOffice(entry)

    def enrol(self, handoff: HandOff, key: str) -> ProviderAnswer:
        body = filled(self._table.body, values_for(handoff, key, self._achievements))
        answer = self._office.send("PUT", self._address(key), body).needed()
        return read_association(parsed(answer) if answer.strip() else {}, key)

    def progress(self, handoff: HandOff) -> ProviderAnswer | None:
        answer = self._office.send("GET", self._address(handoff.id))
        return None if answer.status == 404 else read_association(parsed(answer.needed()), handoff.id)

    def withdraw(self, handoff: HandOff, key: str) -> None:  # noqa: ARG002 - the port's
        answer = self._office.send("PATCH", self._address(key), {"remoteState": "cancelled"}, MERGE_PATCH)
        if answer.failure and answer.status not in OVER:
            raise answer.failure

    def _address(self, key: str) -> str:
        return f"{self._table.url.rstrip('/')}{FOLDER}{UUID(key)}"


def read_association(document: Any, key: str) -> ProviderAnswer:
    """Read what the school says; a word that we do not know means that it has the request."""
    page = text_at(document, "/redirect")
    return ProviderAnswer(
        status=STATES.get(text_at(document, "/state"), HandOffStatus.ACCEPTED_BY_PROVIDER),
        external_id=key,
        page=page if page.startswith("https://") else "",
        passed=PASSED.get(text_at(document, "/result/passState") or text_at(document, "/result/pass")),
    )


def probe(entry: ProviderEntry, office: BackOffice) -> Answered | None:
    """Ask after a place that is nobody's."""
    table: Association = entry.of_protocol["oeapi"].association
    return office.send("GET", f"{table.url.rstrip('/')}{FOLDER}{UUID(int=0)}")
