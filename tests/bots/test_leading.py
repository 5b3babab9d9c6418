"""Does exactly one of several processes lead, and the next one when it is gone?"""

import time

import psycopg
import pytest

from bots.database import open_engine
from bots.leading import Lead, lead

SOON = 0.02


class Work:
    """What one process does while it leads."""

    def __init__(self) -> None:
        self.running = False
        self.begun = 0

    def start(self):
        self.running = True
        self.begun += 1
        return self.stop

    def stop(self):
        self.running = False


@pytest.fixture
def engines(migrated_postgresql):
    made = [open_engine(migrated_postgresql) for _ in range(2)]
    yield made
    for each in made:
        each.dispose()


def eventually(true):
    until = time.monotonic() + 5
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_the_second_process_waits_until_the_first_one_stops(engines):
    first, second = Work(), Work()

    stop_first = lead(engines[0], Lead.SERVERS, first.start, SOON)
    stop_second = lead(engines[1], Lead.SERVERS, second.start, SOON)
    both = (first.running, second.running)
    stop_first()
    eventually(lambda: second.running)
    stop_second()

    assert both == (True, False)
    assert (first.running, second.running) == (False, False)


def test_whoever_loses_the_database_stops_and_somebody_leads_again(engines, migrated_postgresql):
    first, second = Work(), Work()
    stops = [lead(engines[0], Lead.SERVERS, first.start, SOON), lead(engines[1], Lead.SERVERS, second.start, SOON)]

    with psycopg.connect(migrated_postgresql, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()"
        )
    eventually(lambda: first.begun + second.begun == 2 and first.running != second.running)
    for stop in stops:
        stop()

    assert (first.running, second.running) == (False, False)


def test_work_that_cannot_start_says_so_at_once_and_leaves_the_lead_to_another(engines):
    work = Work()

    def refuse():
        raise ValueError("no token")

    with pytest.raises(ValueError, match="no token"):
        lead(engines[0], Lead.SERVERS, refuse, SOON)
    stop = lead(engines[1], Lead.SERVERS, work.start, SOON)

    assert work.running
    stop()


def test_on_sqlite_the_one_process_leads_at_once(tmp_path):
    work = Work()
    engine = open_engine(f"sqlite:///{tmp_path / 'cairn.db'}")

    stop = lead(engine, Lead.SERVERS, work.start)
    led = work.running
    stop()
    engine.dispose()

    assert (led, work.running) == (True, False)


def test_who_waits_is_told_so_once_and_who_leads_is_not(engines):
    told = []
    work = Work()

    stop_first = lead(engines[0], Lead.SERVERS, work.start, SOON, meanwhile=lambda: told.append("first"))
    stop_second = lead(engines[1], Lead.SERVERS, work.start, SOON, meanwhile=lambda: told.append("second"))
    time.sleep(5 * SOON)
    stop_second()
    stop_first()

    assert told == ["second"]


def test_one_may_lead_the_servers_and_another_the_hand_offs(engines):
    servers, hand_offs = Work(), Work()

    stops = [
        lead(engines[0], Lead.SERVERS, servers.start, SOON),
        lead(engines[1], Lead.HAND_OFFS, hand_offs.start, SOON),
    ]
    led = (servers.running, hand_offs.running)
    for stop in stops:
        stop()

    assert led == (True, True)
