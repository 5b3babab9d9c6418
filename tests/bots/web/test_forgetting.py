"""Is what a door keeps for a while gone afterwards, seen by every worker until then, and kept over a restart?"""

from datetime import timedelta

import pytest

from advisor.vocabulary.counselling import Counsellor
from bots.accounts.arrivals import Arrivals
from bots.accounts.invitations import Invitations
from bots.accounts.own_sign_in import Trip
from bots.accounts.passes import Kind, Pass, Passes
from bots.accounts.users import Role, Users
from bots.web.forgetting import forget_over
from bots.web.kept import Kept
from bots.web.kept.desk import Desk, OnTheDesk
from tests.builders import NOW

TABLES = (
    "user_links", "user_sessions", "user_trips", "passes", "invitations", "provider_desk", "plan_links", "thumbs",
)  # fmt: skip


@pytest.fixture
def engine(each_engine):
    return each_engine


def rows(engine):
    with engine.connect() as connection:
        return [connection.exec_driver_sql(f"select count(*) from {name}").scalar_one() for name in TABLES]


def test_what_was_kept_for_a_while_is_gone_when_its_time_is_over(engine):
    users = Users(engine)
    users.add("amra@example.org", Role.COUNSELLOR, "Amra", NOW)
    users.begin("amra@example.org", NOW)
    users.new_link("amra@example.org", NOW)
    Arrivals(engine).depart(Trip("secret"), NOW)
    Passes(engine).make(Kind.PROVIDER_KEY, timedelta(hours=12), NOW)
    Invitations(engine).make(Counsellor(id="amra@example.org", name="Amra"), 1, 7, NOW)
    Desk(engine).put("solar", OnTheDesk("courses.csv", b"title", NOW))
    Kept(engine).share("c-1", "receipt", NOW)
    Kept(engine).mark("m-1", "c-1", "up", "", NOW)
    assert rows(engine) == [1] * 8

    forget_over(engine, 90, NOW)
    assert rows(engine) == [1] * 8
    forget_over(engine, 90, NOW + timedelta(days=90))

    assert rows(engine) == [0] * 8
    assert [user.email for user in users.all()] == ["amra@example.org"]


def test_a_file_on_the_desk_is_there_for_every_worker_for_two_hours(engine):
    one, other = Desk(engine), Desk(engine)
    one.put("solar", OnTheDesk("first.csv", b"old", NOW))
    one.put("solar", OnTheDesk("courses.csv", b"\x00title\xff", NOW, {"title": "Naslov"}))

    held = other.take("solar", NOW + timedelta(minutes=119))

    assert held == OnTheDesk("courses.csv", b"\x00title\xff", NOW, {"title": "Naslov"})
    assert other.take("another", NOW) is None
    assert other.take("solar", NOW + timedelta(hours=2)) is None
    one.clear("solar")
    assert other.take("solar", NOW) is None


def test_a_pass_is_good_for_its_kind_until_its_time_and_ends_at_once(engine):
    one, other = Passes(engine), Passes(engine)
    token = one.make(Kind.PROVIDER_KEY, timedelta(hours=1), NOW, Pass("solar", "proof"))

    assert other.find(Kind.PROVIDER_KEY, token, NOW) == Pass("solar", "proof")
    assert other.find(Kind.ADMINISTRATOR, token, NOW) is None
    assert other.find(Kind.PROVIDER_KEY, token, NOW + timedelta(hours=1)) is None
    other.end(token)
    assert one.find(Kind.PROVIDER_KEY, token, NOW) is None


def test_a_pass_that_is_used_up_is_used_up_for_every_worker(engine):
    token = Passes(engine).make(Kind.ADMINISTRATOR_LINK, timedelta(hours=1), NOW)

    assert [Passes(engine).use_up(Kind.ADMINISTRATOR_LINK, token, NOW) for _ in range(2)] == [True, False]


def test_no_token_stands_in_the_database(engine):
    token, trip = Passes(engine).make(Kind.PROVIDER_KEY, timedelta(hours=1), NOW), Trip.new()
    Arrivals(engine).depart(trip, NOW)

    with engine.connect() as connection:
        kept = [str(connection.exec_driver_sql(f"select * from {name}").all()) for name in ("passes", "user_trips")]
    assert "provider_key" in kept[0]
    assert token not in kept[0]
    assert trip.secret not in kept[1]
