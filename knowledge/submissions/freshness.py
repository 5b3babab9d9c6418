"""Is a course still to come, or do its dates, its page or a long silence say that it may be over?"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from knowledge.submissions import numbers
from knowledge.submissions.links import Look
from knowledge.submissions.rules import finding
from knowledge.submissions.wording import first_words
from knowledge.submissions.words_to_machines import pattern
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Finding

FAR_YEARS = 5
CONFIRMED_FOR = timedelta(days=180)
"""So long a provider's word that a course is offered is believed without asking."""
OF_STANDING = frozenset({"no_coming_start", "past_date_in_text"})
"""What `stale` finds that makes one ask whether the course is still offered."""
_RANGE = re.compile(r"^(?P<start>[\d./-]{8,10}|\d{4}-\d\d-\d\d)\s*(?:-|–|—|to|until|do|bis|s/d|s\.d\.|hingga|deri|до)\s*(?P<end>[\d./-]{8,10}\.?)$", re.IGNORECASE)  # fmt: skip
_SPEAKS_OF_A_DATE = (
    pattern(
        "start,begin,deadline,close,poceta,pocin,prijav,anmelde,beginnt,pendaftaran,dimulai,bermula,fillon,afati,zapocn,prijavu,inicio",
        r"\b(?:(?:course|class|session|program(?:me)?|cohort)\s+(?:starts|begins|will\s+start|will\s+begin)|starting\s+on|(?:application|registration|enrol+ment)\s+(?:deadline|closes|ends)|apply\s+by|enrol+\s+by|register\s+by|pocetak\s+(?:kursa|obuke|nastave)|(?:kurs|obuka|nastava)\s+pocinje|prijave\s+(?:do|traju\s+do)|rok\s+za\s+prijav\w+|anmeldeschluss|kursbeginn|(?:der\s+)?kurs\s+beginnt|pendaftaran\s+(?:ditutup|sampai|hingga)|(?:kelas|kursus|pelatihan)\s+(?:dimulai|bermula)|(?:kursi|trajnimi)\s+fillon|afati\s+i\s+aplikimit|(?:el\s+)?curso\s+(?:comienza|empieza))\b[^.\n\d]{0,25}(?:\d{1,2}[^\d\n]{1,15}){0,2}\b20\d\d\b",
    ),
)  # fmt: skip
_YEAR = re.compile(r"20\d\d$")


def stale(record: MicroCredential, today: date) -> Iterable[Finding]:
    """Look at the dates of one record; row and column are still blank."""
    for opportunity in record.opportunities:
        dates, continuous = opportunity.schedule.start_dates, opportunity.schedule.continuous
        if dates and not continuous and max(dates) < today:
            yield finding("no_coming_start", field="start_dates", value=f"{max(dates)}")
        if far := [day for day in dates if day.year > today.year + FAR_YEARS]:
            yield finding("distant_start_date", field="start_dates", value=f"{far[0]}")
    for field, text in (("description", record.description), ("further_information", record.further_information)):
        words = first_words(_SPEAKS_OF_A_DATE, text) if text else ""
        if words and (year := _YEAR.search(words)) and int(year.group()) < today.year:
            yield finding("past_date_in_text", field=field, value=words)


def doubts(record: MicroCredential, today: date, pages: Mapping[str, Look]) -> tuple[Finding, ...]:
    """Say why a published course may no longer be offered; `pages` is what came of opening its addresses."""
    found = [one for one in stale(record, today) if one.code in OF_STANDING]
    for offer in record.opportunities:
        look = pages.get(offer.url)
        if look and not look.good:
            found.append(
                finding("unreachable_page", field="url", value=offer.url, why=look.why, day=look.at.date().isoformat())
            )
    if today - record.seen > CONFIRMED_FOR:
        found.append(finding("not_confirmed", value=record.seen.isoformat()))
    return tuple(dict.fromkeys(found))


def turned_dates(draft: CourseDraft, country: str) -> Iterable[Finding]:
    """Find a period that ends before it starts."""
    for item in draft.fields.get("start_dates", "").split("|"):
        if period := _RANGE.match(item.strip()):
            start, end = (numbers.start(period[name], country) for name in ("start", "end"))
            if start and end and end < start:
                yield finding("ends_before_it_starts", field="start_dates", value=item.strip())
