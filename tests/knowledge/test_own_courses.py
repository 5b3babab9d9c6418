"""Does a provider see its own courses, each as it stands, and nobody else's?"""

from datetime import timedelta

import pytest

from knowledge.errors import NotFound
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.submissions.own_courses import OwnCourses
from knowledge.vocabulary.provider import Account
from knowledge.vocabulary.submission import (
    Completeness,
    CourseChange,
    StatusChange,
    SubmissionReport,
    SubmissionStatus,
)
from tests.builders import NOW, a_micro_credential

S = SubmissionStatus
SOLAR = Account(id="solar-school", name="Solar School", added=NOW)
OTHER = Account(id="solar", name="Solar", added=NOW)
NOTHING = Completeness(stated=(), missing=("title",))


def a_report(identifier, status, at=NOW, why=""):
    first = StatusChange(status=S.RECEIVED, who="solar-school", at=at)
    last = StatusChange(status=status, who="office", at=at, why=why)
    return SubmissionReport(
        submission=identifier, file="a.csv", format="csv", status=status, rows=1, accepted=1, provider="solar-school",
        history=(first, last),
    )  # fmt: skip


@pytest.fixture
def store():
    return MemoryCatalogueStore()


def listed(store, account=SOLAR):
    return [(one.id, one.state, one.published, one.why) for one in OwnCourses(store).all(account)]


def test_what_is_published_withdrawn_and_stale_is_told_apart(store):
    courses = [a_micro_credential(id=f"solar-school.{name}", title=name) for name in ("a", "b", "c")]
    store.publish(courses, a_report("s1", S.PUBLISHED))
    store.take_out(CourseChange(course="solar-school.b", status=S.WITHDRAWN, who="x", at=NOW, why="Full."))
    store.take_out(CourseChange(course="solar-school.c", status=S.STALE, who="x", at=NOW, why="Gone from the feed."))
    assert listed(store) == [
        ("solar-school.a", S.PUBLISHED, True, ""),
        ("solar-school.b", S.WITHDRAWN, False, "Full."),
        ("solar-school.c", S.STALE, False, "Gone from the feed."),
    ]
    assert listed(store, OTHER) == []


def test_what_waits_and_what_came_back_say_so_until_something_newer_is_published(store):
    course = a_micro_credential(id="solar-school.a", title="A")
    store.hold(a_report("s1", S.RETURNED, why="Add a price."), [course])
    assert listed(store) == [("solar-school.a", S.RETURNED, False, "Add a price.")]
    store.hold(a_report("s2", S.CHECKED, NOW + timedelta(hours=1)), [course])
    assert listed(store) == [("solar-school.a", S.CHECKED, False, "")]
    store.publish([course], a_report("s2", S.PUBLISHED, NOW + timedelta(hours=2)))
    assert listed(store) == [("solar-school.a", S.PUBLISHED, True, "")]
    store.hold(a_report("s3", S.CHECKED, NOW + timedelta(hours=3)), [course])
    assert listed(store) == [("solar-school.a", S.CHECKED, True, "")]


def test_a_draft_is_kept_changed_and_forgotten_and_is_its_providers_alone(store):
    own = OwnCourses(store)
    own.save_draft(SOLAR, "d1", {"title": "A"}, NOTHING, NOW)
    own.save_draft(SOLAR, "d1", {"title": "B"}, NOTHING, NOW)
    assert [(one.id, one.title, one.state) for one in own.all(SOLAR)] == [("d1", "B", S.DRAFT)]
    assert own.all(OTHER) == []
    with pytest.raises(NotFound):
        own.draft(OTHER, "d1")
    assert own.draft(SOLAR, "d1") == {"title": "B"}
    own.forget_draft(SOLAR, "d1")
    assert own.all(SOLAR) == []


def test_the_newest_text_of_an_own_course_is_found_and_no_other(store):
    own = OwnCourses(store)
    store.publish([a_micro_credential(id="solar-school.a", title="Old")], a_report("s1", S.PUBLISHED))
    later = NOW + timedelta(hours=1)
    store.hold(a_report("s2", S.CHECKED, later), [a_micro_credential(id="solar-school.a", title="New")])
    assert own.find(SOLAR, "solar-school.a").title == "New"
    with pytest.raises(NotFound):
        own.find(OTHER, "solar-school.a")


def test_a_word_that_courses_are_still_offered_moves_the_day_seen_and_is_written_down(store):
    old = [a_micro_credential(id=f"solar-school.{name}", seen=NOW.date() - timedelta(days=300)) for name in ("a", "b")]
    store.publish([*old, a_micro_credential(id="solar.x", seen=old[0].seen)], a_report("s1", S.PUBLISHED))
    own, told = OwnCourses(store, lambda: told.append(1)), []

    confirmed = own.confirm(SOLAR, {"solar-school.a", "solar.x"}, NOW)

    assert (confirmed, told) == (1, [1])
    assert {one.id: one.seen == NOW.date() for one in store.micro_credentials()} == {
        "solar-school.a": True,
        "solar-school.b": False,
        "solar.x": False,
    }
    last = store.changes("solar-school.a")[-1]
    assert (last.status, last.who, last.why) == (S.PUBLISHED, "solar-school", "Still offered.")
    assert own.confirm(SOLAR, {"solar-school.a"}, NOW) == 0


def test_what_waits_for_a_second_person_is_not_outdated_by_a_word_on_the_published_text(store):
    course = a_micro_credential(id="solar-school.a", seen=NOW.date() - timedelta(days=300))
    store.publish([course], a_report("s1", S.PUBLISHED, NOW - timedelta(days=300)))
    store.hold(a_report("s2", S.CHECKED), [course])
    assert OwnCourses(store).confirm(SOLAR, {"solar-school.a"}, NOW) == 0
    assert listed(store) == [("solar-school.a", S.CHECKED, True, "")]


def test_why_a_published_course_may_be_over_is_said_with_it(store):
    silent = a_micro_credential(id="solar-school.a", seen=NOW.date() - timedelta(days=181))
    out = a_micro_credential(id="solar-school.b", seen=NOW.date() - timedelta(days=181))
    store.publish([silent, out], a_report("s1", S.PUBLISHED, NOW - timedelta(days=181)))
    store.take_out(CourseChange(course="solar-school.b", status=S.DEPRECATED, who="x", at=NOW, replaced_by=silent.id))

    found = {one.id: one for one in OwnCourses(store).all(SOLAR, NOW.date())}

    assert [one.code for one in found["solar-school.a"].doubts] == ["not_confirmed"]
    assert (found["solar-school.b"].doubts, found["solar-school.b"].replaced_by) == ((), "solar-school.a")
