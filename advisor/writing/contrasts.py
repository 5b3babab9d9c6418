"""What of another course is less, more or different, in a few words?"""

from advisor.translations import translate
from advisor.vocabulary.pathway import Amount, Totals
from advisor.writing import words
from advisor.writing.record_facts import in_text, said
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import LearningOpportunity

Course = tuple[MicroCredential, LearningOpportunity | None]
PLAIN = ("language", "mode", "location", "eqf_level")
"""What is named with its value where it differs."""
UNSTATED = "{field} not stated"


def contrasts(language: str, before: Course, now: Course, most: int = 4) -> list[str]:
    """List what the second course has otherwise than the first: money and hours, what one has to be told, the rest."""
    told = words.changes(language, _totals(before), _totals(now))
    for field in ("price", "hours", *PLAIN):
        was, is_now = (said(field, language, *each) for each in (before, now))
        if is_now is None and was is not None and field in {"price", "hours"}:
            told.append(translate(language, UNSTATED, field=in_text(field, language)))
        elif is_now is not None and was != is_now and (field in PLAIN or was is None):
            told.append(f"{in_text(field, language)}: {is_now}" if field != "eqf_level" else is_now)
    return told[:most]


def _totals(course: Course) -> Totals:
    record, offer = course
    stated = offer.price if offer else None
    price = (Amount(amount=stated.amount, currency=stated.currency),) if stated else None
    return Totals(hours=record.workload.hours, price=price, weeks=None, ects=None)
