"""How many hours does an ISO 8601 duration state?"""

import re
from decimal import Decimal

from knowledge.formats.left_behind import LeftBehind
from knowledge.formats.rows import number_text
from knowledge.vocabulary.submission import Level

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_DURATION = re.compile(
    rf"^P(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?$"
)


def hours_of(duration: str) -> Decimal | None:
    """Read `PT60H` or `PT1H30M`; None for days, weeks, months and years, which say nothing of the hours in them."""
    found = _DURATION.match(duration.strip().upper())
    if not found:
        return None
    years, months, weeks, days, hours, minutes, seconds = (
        Decimal((part or "0").replace(",", ".")) for part in found.groups()
    )
    total = hours + minutes / 60 + seconds / 3600
    return total if total and not (years or months or weeks or days) else None


def hours_text(duration: str, left: LeftBehind, column: str) -> str:
    """Give the hours as our column writes them; that a duration is not in hours is noted. Other words pass as they are."""
    if not duration or not duration.upper().startswith("P"):
        return duration
    hours = hours_of(duration)
    if hours is not None:
        return number_text(round(hours, 2))
    left.note(
        Level.WARNING,
        "no_hours",
        f"“{duration[:40]}” is a time span without hours of work; the workload in hours counts as not stated.",
        "Write the notional hours of work, such as PT60H.",
        field="hours",
        column=column,
        evidence=duration[:80],
    )
    return ""
