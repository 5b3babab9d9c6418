"""Does whoever comes back by the organisation's own sign-in get the account that is theirs, once, on each database?"""

from datetime import timedelta

import pytest

from bots.accounts.arrivals import Arrivals
from bots.accounts.own_sign_in import Named, Trip
from bots.accounts.users import Role, Users
from bots.errors import SignInRefused
from tests.builders import NOW

ISSUER = "https://login.example"
AMRA = Named(ISSUER, "4711", "amra@example.org")


@pytest.fixture
def users(each_engine):
    made = Users(each_engine)
    for email in ("amra@example.org", "boris@example.org"):
        made.add(email, Role.COUNSELLOR, "", NOW)
    return made


@pytest.fixture
def arrivals(each_engine, users):
    return Arrivals(each_engine)


def test_a_trip_ends_once_and_within_ten_minutes(arrivals):
    quick, slow = Trip.new(), Trip.new()
    arrivals.depart(quick, NOW)
    arrivals.depart(slow, NOW)

    back = [arrivals.is_back(trip, NOW + timedelta(minutes=9)) for trip in (quick, quick, Trip.new())]

    assert back == [True, False, False]
    assert not arrivals.is_back(slow, NOW + timedelta(minutes=10))


def test_who_came_before_keeps_the_account_when_the_address_changes(arrivals):
    assert arrivals.account_of(AMRA) == "amra@example.org"

    assert arrivals.account_of(AMRA._replace(address="a.hadzic@example.org")) == "amra@example.org"


def test_the_same_name_at_another_provider_is_another_person(arrivals):
    arrivals.account_of(AMRA)

    assert arrivals.account_of(Named("https://other.example", "4711", "boris@example.org")) == "boris@example.org"


@pytest.mark.parametrize(
    ("named", "reason"),
    [(Named(ISSUER, "1", "nobody@example.org"), "unknown"), (Named(ISSUER, "2", "amra@example.org"), "another")],
)
def test_nobody_else_gets_an_account(arrivals, named, reason):
    arrivals.account_of(AMRA)

    with pytest.raises(SignInRefused) as refused:
        arrivals.account_of(named)

    assert refused.value.reason == reason


def test_parting_frees_the_address_and_ends_the_sessions(arrivals, users):
    arrivals.account_of(AMRA)
    session = users.begin("amra@example.org", NOW)

    assert [arrivals.part("amra@example.org") for _ in range(2)] == [True, False]
    assert users.holder(session, NOW) is None
    assert arrivals.account_of(Named(ISSUER, "2", "amra@example.org")) == "amra@example.org"
