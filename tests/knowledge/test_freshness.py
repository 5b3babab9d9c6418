"""Are courses that are over told from those to come?"""

from datetime import date

import pytest

from knowledge.submissions.freshness import stale, turned_dates
from knowledge.vocabulary.opportunity import Schedule
from knowledge.vocabulary.submission import CourseDraft
from tests.builders import TODAY, a_micro_credential


def codes(record):
    return [one.code for one in stale(record, TODAY)]


@pytest.mark.parametrize(
    ("dates", "continuous", "expected"),
    [
        ((date(2026, 3, 1), date(2026, 9, 1)), False, ["no_coming_start"]),
        ((date(2026, 3, 1), date(2027, 3, 1)), False, []),
        ((date(2026, 3, 1),), True, []),
        ((), False, []),
        ((date(2026, 11, 22),), False, []),
        ((date(2207, 3, 1),), False, ["distant_start_date"]),
    ],
)
def test_a_course_without_a_start_ahead_counts_as_over(dates, continuous, expected):
    assert codes(a_micro_credential(schedule=Schedule(start_dates=dates, continuous=continuous))) == expected


def test_the_last_start_is_named():
    (found,) = stale(a_micro_credential(schedule=Schedule(start_dates=(date(2026, 3, 1), date(2026, 9, 1)))), TODAY)
    assert "the last one was 2026-09-01" in found.message


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("The course starts on 12 March 2024.", True),
        ("Registration closes: 1.9.2025", True),
        ("Prijave do 15.09.2024.", True),
        ("Anmeldeschluss: 1. Mai 2023", True),
        ("Pendaftaran ditutup 3 Mei 2025", True),
        ("The course starts on 12 March 2027.", False),
        ("Based on the curriculum of 2019.", False),
        ("Windows Server 2016 administration starts with users.", False),
    ],
)
def test_a_date_in_the_text_that_is_over_is_noticed(text, noticed):
    assert codes(a_micro_credential(description=text)) == (["past_date_in_text"] if noticed else [])


@pytest.mark.parametrize(
    ("cell", "noticed"),
    [
        ("15.03.2027 - 01.02.2027", True),
        ("2027-03-15 – 2027-02-01", True),
        ("01.02.2027 do 15.03.2027", False),
        ("2027-03-15", False),
        ("continuous", False),
    ],
)
def test_a_period_that_ends_before_it_starts_is_noticed(cell, noticed):
    draft = CourseDraft(row=2, fields={"start_dates": cell})
    assert [one.code for one in turned_dates(draft, "BA")] == (["ends_before_it_starts"] if noticed else [])
