"""Are hours understood in whatever words a provider wrote them?"""

from decimal import Decimal

import pytest

from knowledge.submissions.durations import hours_of


@pytest.mark.parametrize(
    ("text", "number", "how"),
    [
        ("40", "40", ""),
        ("37,5 sati", "37.5", ""),
        ("40 nastavnih sati", "40", ""),
        ("80 UE", "80", ""),
        ("24 JP", "24", ""),
        ("30 ชั่วโมง", "30", ""),
        ("12 часа", "12", ""),
        ("40 orë", "40", ""),
        ("5 days, 40 hours total", "40", ""),
        ("40-60 hours", "60", "range"),
        ("40 do 60 sati", "60", "range"),
        ("ca. 40 Stunden", "40", "about"),
        ("40+ hours", "40", "about"),
        ("3 weeks, 5 hours/week", "15", "computed"),
        ("6 weeks at 4-6 hours/week", "36", "computed"),
        ("3 sedmice, 5 sati sedmično", "15", "computed"),
        ("3 Wochen, 5 Stunden pro Woche", "15", "computed"),
        ("3 minggu, 5 jam/minggu", "15", "computed"),
        ("3 Jam 30 Menit", "3.5", ""),
        ("3 hours and 30 minutes", "3.5", ""),
        ("2h 15m", "2.25", ""),
        ("10 hours 5 modules", "10", ""),
    ],
)
def test_hours_are_read_and_it_is_said_how(text, number, how):
    assert hours_of(text) == (Decimal(number), how)


@pytest.mark.parametrize(
    "text",
    [
        "2 mjeseca",
        "6 weeks",
        "8 hours a week",
        "2 sata dnevno",
        "40 hours + 20 hours practice",
        "P3W",
        "1-3 Months",
        "2 hours, 30 minutes per week",
        "x" * 200,
    ],
)
def test_what_is_no_total_of_hours_is_not_read_as_one(text):
    assert hours_of(text) is None
