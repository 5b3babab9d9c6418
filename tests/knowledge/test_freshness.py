"""Are courses that are over told from those to come?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.submissions.freshness import doubts, stale, turned_dates
from knowledge.submissions.links import Look
from knowledge.vocabulary.opportunity import Schedule
from knowledge.vocabulary.submission import CourseDraft
from tests.builders import TODAY, a_micro_credential, an_opportunity


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


def test_a_long_silence_a_page_that_is_gone_and_a_past_start_make_one_doubt():
    past, gone = TODAY - timedelta(days=3), "https://example.org/gone"
    over = an_opportunity(url=gone, schedule=Schedule(start_dates=(past,)))
    course = a_micro_credential(seen=TODAY - timedelta(days=181), opportunities=(over,))
    pages = {gone: Look(at=datetime(2026, 11, 1, tzinfo=UTC), good=False, why="The server answered 404.")}

    found = doubts(course, TODAY, pages)

    assert [one.code for one in found] == ["no_coming_start", "unreachable_page", "not_confirmed"]
    assert found[1].message == "The page of the course could not be opened on 2026-11-01: The server answered 404."


def test_a_course_that_was_confirmed_of_late_and_begins_any_day_is_not_doubted():
    offered = an_opportunity(url="https://example.org/", schedule=Schedule(continuous=True))
    course = a_micro_credential(seen=TODAY - timedelta(days=180), opportunities=(offered,))
    assert doubts(course, TODAY, {}) == ()
