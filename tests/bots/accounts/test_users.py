"""Does one get in by a link once, for a while, and out at once?"""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bots.accounts.users import Role, Users
from bots.errors import UnknownUser, WrongAddress
from tests.builders import NOW

AMRA = "amra@example.org"


@pytest.fixture
def users(each_engine):
    made = Users(each_engine)
    made.add("  Amra@Example.org ", Role.COUNSELLOR, "Amra Hadžić", NOW)
    return made


def later(**by):
    return NOW + timedelta(**by)


def test_an_address_is_tidied_and_a_wrong_one_refused(users):
    assert [user.email for user in users.all()] == [AMRA]
    with pytest.raises(WrongAddress):
        users.add("not an address", Role.COUNSELLOR, "", NOW)


def test_a_link_works_once(users):
    token = users.new_link(AMRA, NOW)

    user, session = users.sign_in(token, later(minutes=14))

    assert (user.name, user.role) == ("Amra Hadžić", Role.COUNSELLOR)
    assert users.holder(session, later(minutes=15)).email == AMRA
    assert users.sign_in(token, later(minutes=14)) is None


def test_a_link_is_worth_nothing_after_a_quarter_of_an_hour_or_once_a_new_one_is_made(users):
    first = users.new_link(AMRA, NOW)
    second = users.new_link(AMRA, NOW)

    assert users.sign_in(first, NOW) is None
    assert users.sign_in(second, later(minutes=15)) is None


def test_half_an_hour_without_a_look_ends_a_session(users):
    _, session = users.sign_in(users.new_link(AMRA, NOW), NOW)

    assert users.holder(session, later(minutes=29)) is not None
    assert users.holder(session, later(minutes=58)) is not None
    assert users.holder(session, later(minutes=89)) is None


def test_twelve_hours_end_every_session(users):
    _, session = users.sign_in(users.new_link(AMRA, NOW), NOW)

    for minutes in range(0, 12 * 60, 20):
        assert users.holder(session, later(minutes=minutes)) is not None
    assert users.holder(session, later(hours=12)) is None


def test_signing_out_removing_and_a_new_role_end_sessions(users):
    def session():
        return users.sign_in(users.new_link(AMRA, NOW), NOW)[1]

    out = session()
    users.sign_out(out)
    assert users.holder(out, NOW) is None

    moved = session()
    users.add(AMRA, Role.MODERATOR, "Amra", NOW)
    assert users.holder(moved, NOW) is None

    gone = session()
    users.remove(AMRA)
    assert users.holder(gone, NOW) is None
    with pytest.raises(UnknownUser):
        users.new_link(AMRA, NOW)


def test_no_secret_lies_in_the_database(users, each_engine):
    token = users.new_link(AMRA, NOW)
    _, session = users.sign_in(token, NOW)
    users.new_link(AMRA, NOW)

    with each_engine.connect() as connection:
        kept = [
            str(tuple(row))
            for table in ("user_links", "user_sessions")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
    assert len(kept) == 2
    assert not any(token in row or session in row for row in kept)
