"""Are feeds pulled while the server runs, each on its own, and never where they are off?"""

import threading
from types import SimpleNamespace

from bots.feeds import start_feeds


class Feeds:
    """Has two feeds that are due once; the first one fails in a way that nobody foresaw."""

    def __init__(self, allowed=True):
        self.allowed, self.pulled, self.done = allowed, [], threading.Event()

    def due(self):
        return [] if self.pulled else [SimpleNamespace(name="broken"), SimpleNamespace(name="good")]

    def pull(self, name, chance):
        self.pulled.append((name, 0 <= chance < 1))
        if name == "broken":
            raise ZeroDivisionError("words of the feed")
        self.done.set()
        return SimpleNamespace(outcomes=[SimpleNamespace(good=True)])


def house_with(feeds):
    return SimpleNamespace(library=SimpleNamespace(feeds=feeds))


def test_what_is_due_is_pulled_and_one_failure_stops_no_other(caplog):
    feeds = Feeds()
    stop = start_feeds(house_with(feeds))
    pulled = feeds.done.wait(10)
    stop()
    assert pulled
    assert feeds.pulled == [("broken", True), ("good", True)]
    assert "feed failed: broken ZeroDivisionError" in caplog.text
    assert "words of the feed" not in caplog.text
    assert "feeds" not in [thread.name for thread in threading.enumerate()]


def test_where_feeds_are_off_nothing_runs():
    feeds = Feeds(allowed=False)
    start_feeds(house_with(feeds))()
    assert feeds.pulled == []
    assert "feeds" not in [thread.name for thread in threading.enumerate()]
