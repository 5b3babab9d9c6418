"""Are courses fetched when they are due, and does what vanishes become stale and nothing else?"""

from datetime import timedelta

import pytest

from knowledge import open_library
from knowledge.errors import AddressRefused, FeedsAreOff, FetchFailed, KnowledgeError, NotFound
from knowledge.fetching import Fetched, Fetcher
from knowledge.settings import LibrarySettings
from tests.builders import NOW
from tests.fakes.letter_embedder import LetterEmbedder

ADDRESS = "https://feeds.example.org/courses.csv"
HEAD = "external_id,title,provider\n"
PV, TIG = "pv,Solar panel mounting,Solar School\n", "tig,TIG welding,Solar School\n"


class Place:
    """Stands in for the internet: what it serves may be changed, and it counts how often it is asked."""

    def __init__(self):
        self.text, self.etag, self.error, self.asked = HEAD + PV + TIG, "", None, []

    def check(self, address):
        return Fetcher().check(address)

    def fetch(self, address, etag="", last_modified=""):
        self.asked.append((address, etag))
        if self.error:
            raise self.error
        if etag and etag == self.etag:
            return Fetched(None, address, etag)
        return Fetched(self.text.encode(), address, self.etag)


class Clock:
    def __init__(self):
        self.moment = NOW

    def __call__(self):
        return self.moment

    def move(self, **by):
        self.moment += timedelta(**by)


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def library(tmp_path, place, clock):
    settings = LibrarySettings(data=tmp_path, index="memory:", seed=False)
    opened = open_library(settings, clock=clock, embedder=LetterEmbedder(), fetcher=place)
    yield opened
    opened.close()


def published(library):
    return [record.external_id for record in library.micro_credentials()]


def outcome(library, name="solar-school"):
    return library.feeds.find(name).outcomes[0]


def test_what_a_feed_holds_is_published_and_the_findings_are_kept(library, place):
    library.feeds.add("Solar School", ADDRESS)
    place.text += "x,,Solar School\n"
    library.feeds.pull("solar-school")
    assert published(library) == ["pv", "tig"]
    assert outcome(library).message == "2 new, 0 changed, 0 unchanged, 1 not taken in of 3 rows."
    report = library.report(outcome(library).submission)
    assert [(f.row, f.code) for f in report.findings if f.level == "error"] == [(4, "missing_title")]
    assert [step.who for step in report.history][-1] == "feed solar-school"


def test_the_same_content_again_changes_nothing(library, place):
    library.feeds.add("Solar School", ADDRESS)
    library.feeds.pull("solar-school")
    version = library.catalogue_version()
    library.feeds.pull("solar-school")
    assert (library.catalogue_version(), outcome(library).message) == (
        version,
        "Nothing has changed since the last time.",
    )
    assert outcome(library).submission == ""


def test_the_marks_of_the_last_time_are_sent_along(library, place):
    place.etag = "e-1"
    library.feeds.add("Solar School", ADDRESS)
    library.feeds.pull("solar-school")
    library.feeds.pull("solar-school")
    assert place.asked == [(ADDRESS, ""), (ADDRESS, "e-1")]
    assert outcome(library).message == "Nothing has changed since the last time."


def test_a_course_that_vanishes_becomes_stale_after_the_grace_and_comes_back(library, place, clock):
    library.feeds.add("Solar School", ADDRESS, grace_days=14)
    library.feeds.pull("solar-school")

    place.text = HEAD + PV
    clock.move(days=1)
    library.feeds.pull("solar-school")
    within_the_grace = published(library)
    clock.move(days=14)
    library.feeds.pull("solar-school")
    after_it = published(library)
    place.text = HEAD + PV + TIG
    library.feeds.pull("solar-school")

    assert (within_the_grace, after_it) == (["pv", "tig"], ["pv"])
    assert library.find("solar-school.tig").title == "TIG welding"
    assert published(library) == ["pv", "tig"]
    assert [(c.status, c.why) for c in library.changes("solar-school.tig")] == [
        ("published", ""),
        ("stale", "Not in the feed solar-school since 2026-11-23."),
        ("published", ""),
    ]


def test_a_course_that_comes_back_within_the_grace_was_never_missing(library, place, clock):
    library.feeds.add("Solar School", ADDRESS, grace_days=14)
    library.feeds.pull("solar-school")
    for text in (HEAD + PV, HEAD + PV + TIG, HEAD + PV):
        place.text = text
        clock.move(days=10)
        library.feeds.pull("solar-school")
    assert published(library) == ["pv", "tig"]


def test_a_row_with_an_error_may_be_any_course_so_nothing_counts_as_missing(library, place, clock):
    library.feeds.add("Solar School", ADDRESS, grace_days=0)
    library.feeds.pull("solar-school")
    place.text = HEAD + PV + "tig,,Solar School\n"
    library.feeds.pull("solar-school")
    assert published(library) == ["pv", "tig"]


@pytest.mark.parametrize("text", ["", HEAD, "<html>Down for maintenance</html>"])
def test_an_empty_or_broken_feed_takes_nothing_away(library, place, clock, text):
    library.feeds.add("Solar School", ADDRESS, grace_days=0)
    library.feeds.pull("solar-school")
    place.text = text
    for _ in range(3):
        clock.move(days=20)
        library.feeds.pull("solar-school")
    assert published(library) == ["pv", "tig"]


def test_a_partial_feed_says_nothing_of_what_it_leaves_out(library, place, clock):
    library.feeds.add("Solar School", ADDRESS, complete=False, grace_days=0)
    library.feeds.pull("solar-school")
    place.text = HEAD + PV
    library.feeds.pull("solar-school")
    assert published(library) == ["pv", "tig"]


def test_a_feed_speaks_of_its_own_provider_only_unless_told_otherwise(library, place):
    place.text = HEAD + PV + "x,Another course,Other School\n"
    library.feeds.add("Solar School", ADDRESS)
    library.feeds.add("Solar School", ADDRESS, name="all", any_provider=True)
    library.feeds.pull("solar-school")
    own = published(library)
    library.feeds.pull("all")
    assert (own, sorted(published(library))) == (["pv"], ["pv", "x"])


def test_a_failure_is_written_down_and_tried_again_ever_later(library, place, clock):
    library.feeds.add("Solar School", ADDRESS)
    place.error = FetchFailed("The server answered 500.", hint="It is tried again later.")
    waits = []
    for _ in range(8):
        library.feeds.pull("solar-school")
        waits.append(library.feeds.find("solar-school").due - clock())
        clock.moment = library.feeds.find("solar-school").due
    assert [wait.total_seconds() / 60 for wait in waits] == [15, 30, 60, 120, 240, 480, 960, 1440]
    assert (outcome(library).good, outcome(library).message) == (False, "The server answered 500.")
    place.error = None
    library.feeds.pull("solar-school")
    assert library.feeds.find("solar-school").failures == 0


def test_only_what_is_due_is_listed_as_due(library, clock):
    library.feeds.add("Solar School", ADDRESS, every_minutes=60)
    assert [feed.name for feed in library.feeds.due()] == ["solar-school"]
    library.feeds.pull("solar-school", chance=1.0)
    clock.move(minutes=65)
    assert list(library.feeds.due()) == []
    clock.move(minutes=1)
    assert [feed.name for feed in library.feeds.due()] == ["solar-school"]


def test_an_address_inside_is_not_even_kept(library):
    with pytest.raises(AddressRefused):
        library.feeds.add("Solar School", "https://10.0.0.1/courses.csv")
    assert list(library.feeds.all()) == []


def test_a_name_is_taken_once_and_an_interval_has_its_least(library):
    library.feeds.add("Solar School", ADDRESS)
    with pytest.raises(KnowledgeError, match="already"):
        library.feeds.add("Solar School", ADDRESS)
    with pytest.raises(KnowledgeError, match="every 15 minutes"):
        library.feeds.add("Solar School", ADDRESS, name="fast", every_minutes=5)


def test_a_removed_feed_leaves_its_courses(library):
    library.feeds.add("Solar School", ADDRESS)
    library.feeds.pull("solar-school")
    library.feeds.remove("solar-school")
    assert published(library) == ["pv", "tig"]
    with pytest.raises(NotFound):
        library.feeds.pull("solar-school")


def test_where_feeds_are_off_nothing_is_asked(tmp_path):
    library = open_library(
        LibrarySettings(data=tmp_path, index="memory:", seed=False), clock=lambda: NOW, embedder=LetterEmbedder()
    )
    library.feeds.add("Solar School", ADDRESS)
    with pytest.raises(FeedsAreOff) as caught:
        library.feeds.pull("solar-school")
    library.close()
    assert "CAIRN_FEEDS=true" in caught.value.hint


def test_a_feed_that_is_removed_while_it_is_fetched_stays_removed(library, place):
    library.feeds.add("Solar School", ADDRESS)
    fetch = place.fetch

    def removing(*asked):
        library.feeds.remove("solar-school")
        return fetch(*asked)

    place.fetch = removing
    with pytest.raises(NotFound):
        library.feeds.pull("solar-school")
    assert list(library.feeds.all()) == []


def test_outcomes_are_kept_the_newest_first_and_not_for_ever(library, place, clock):
    library.feeds.add("Solar School", ADDRESS)
    for _ in range(12):
        clock.move(hours=1)
        library.feeds.pull("solar-school")
    kept = library.feeds.find("solar-school").outcomes
    assert len(kept) == 10
    assert kept[0].at > kept[-1].at


def test_what_a_new_provider_has_fetched_waits_for_a_second_person(library):
    account = library.accounts.add("Solar School", "key", NOW)
    feed = library.feeds.add_own(account, ADDRESS, "auto", 60)
    library.feeds.pull(feed.name)
    assert published(library) == []
    waiting = library.review.waiting()
    assert [(one.provider, one.accepted) for one in waiting] == [("solar-school", 2)]
    library.review.approve(waiting[0].submission, "office", "moderator")
    assert published(library) == ["pv", "tig"]


def test_a_known_provider_publishes_from_its_address_and_only_its_own_courses(library, place):
    account = library.accounts.add("Solar School", "key", NOW, known=True)
    place.text = HEAD + PV + "x,Cooking,Other School\n"
    feed = library.feeds.add_own(account, ADDRESS, "auto", 60)
    library.feeds.pull(feed.name)
    codes = [one.code for one in library.report(outcome(library, feed.name).submission).findings]
    assert "foreign_provider" in codes
    assert [one.provider for one in library.review.waiting()] == ["solar-school"]


def test_a_provider_sees_its_own_addresses_only_and_has_few(library):
    solar = library.accounts.add("Solar School", "key", NOW)
    library.feeds.add("Solar School", ADDRESS)
    own = [library.feeds.add_own(solar, f"https://feeds.example.org/{n}.csv", "auto", 60) for n in range(5)]
    assert sorted(one.name for one in library.feeds.of("solar-school")) == sorted(one.name for one in own)
    with pytest.raises(KnowledgeError, match="5 addresses already"):
        library.feeds.add_own(solar, "https://feeds.example.org/6.csv", "auto", 60)
    with pytest.raises(NotFound):
        library.feeds.find_own("solar-school", "solar-school")


def test_a_pull_that_is_under_way_is_not_begun_again_unless_it_was_cut_short(library, clock):
    library.feeds.add("Solar School", ADDRESS)
    assert [library.feeds.begin("solar-school"), library.feeds.begin("solar-school")] == [True, False]
    clock.move(minutes=3)
    assert library.feeds.begin("solar-school")
    library.feeds.pull("solar-school")
    assert not library.feeds.is_running(library.feeds.find("solar-school"))
