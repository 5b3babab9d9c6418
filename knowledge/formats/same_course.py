"""Which rows of a table are opportunities of one course, and how does a course become such rows?"""

from collections.abc import Iterable, Iterator, Mapping

from knowledge.submissions.rules import finding
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Finding, Reading

OFFER_COLUMNS = (
    "provider", "country", "url", "price", "currency", "language", "mode", "schedule", "location", "start_dates", "support",
)  # fmt: skip
"""What an opportunity states; everything else is true of the course wherever it is taken."""


def one_by_one(records: Iterable[MicroCredential]) -> Iterator[MicroCredential]:
    """Give a record for each opportunity: a table has one row for each, under the same external id."""
    for record in records:
        if record.opportunities:
            yield from (record.model_copy(update={"opportunities": (one,)}) for one in record.opportunities)
        else:
            yield record


def together(reading: Reading) -> Reading:
    """Join rows that say the same of the course and differ in what an opportunity states; each joined row is named.

    Rows of the same external id that say different things of the course stay apart, so that the checks name them.
    """
    kept: list[CourseDraft] = []
    places: dict[str, int] = {}
    findings: list[Finding] = []
    for draft in reading.drafts:
        external_id = draft.fields.get("external_id", "")
        place = places.get(external_id) if external_id else None
        if place is not None and _is_another_offer(kept[place], draft):
            kept[place] = kept[place].model_copy(update={"offers": (*kept[place].offers, _offer(draft.fields))})
            findings.append(_joined(draft.row, kept[place].row))
            continue
        places.setdefault(external_id, len(kept))
        kept.append(draft)
    if not findings:
        return reading
    return reading.model_copy(update={"drafts": tuple(kept), "findings": (*reading.findings, *findings)})


def _is_another_offer(first: CourseDraft, other: CourseDraft) -> bool:
    offer = _offer(other.fields)
    new = offer not in (_offer(first.fields), *first.offers)
    return new and _course(first.fields) == _course(other.fields) and _same_source(first.fields, other.fields)


def _same_source(first: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Say whether both are the same provider's, or awarded by one body whoever teaches: schools may use the same number."""
    body = first.get("awarding_body", "")
    return first.get("provider", "") == other.get("provider", "") or bool(body)


def _offer(fields: Mapping[str, str]) -> dict[str, str]:
    return {column: fields[column] for column in OFFER_COLUMNS if fields.get(column)}


def _course(fields: Mapping[str, str]) -> dict[str, str]:
    return {column: text for column, text in fields.items() if column not in OFFER_COLUMNS and text}


def _joined(row: int, first: int) -> Finding:
    return finding("another_opportunity", row=row, field="external_id", other=first)
