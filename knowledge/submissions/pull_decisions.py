"""When is a feed due, what has vanished from it, and when does that count?"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from knowledge.vocabulary.provider import Feed, PullOutcome

FIRST_RETRY = timedelta(minutes=15)
LONGEST_RETRY = timedelta(days=1)
JITTER = 0.1
"""Share of the interval by which a feed may be later, so that many do not come at once."""
OUTCOMES = 10


def is_due(feed: Feed, now: datetime) -> bool:
    return feed.due <= now


def next_pull(feed: Feed, now: datetime, chance: float) -> datetime:
    """Say when to come again: after the interval, or after a failure sooner and then ever later; `chance` is in 0..1."""
    wait = timedelta(minutes=feed.every_minutes)
    if feed.failures:
        wait = min(FIRST_RETRY * 2 ** min(feed.failures - 1, 20), max(LONGEST_RETRY, wait))
    return now + wait * (1 + JITTER * chance)


def missing_since(feed: Feed, courses: Iterable[str], now: datetime) -> dict[str, datetime]:
    """Give each course that it spoke of before and speaks of no more, with the day on which that was seen first."""
    there = set(courses)
    return {course: feed.missing.get(course, now) for course in (*feed.missing, *feed.courses) if course not in there}


def overdue(missing: Mapping[str, datetime], grace_days: int, now: datetime) -> list[str]:
    """List what has been missing for longer than the grace."""
    return sorted(course for course, since in missing.items() if now - since >= timedelta(days=grace_days))


def with_outcome(feed: Feed, outcome: PullOutcome, chance: float) -> Feed:
    """Write down how it went and when it is due again."""
    failures = 0 if outcome.good else feed.failures + 1
    counted = feed.model_copy(
        update={"failures": failures, "outcomes": (outcome, *feed.outcomes)[:OUTCOMES], "begun": None}
    )
    return counted.model_copy(update={"due": next_pull(counted, outcome.at, chance)})
