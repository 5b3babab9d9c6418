"""Does an invitation lead to the one who made it: for so many learners, for so long, and never after it was taken back?"""

from datetime import timedelta

import pytest

from advisor.vocabulary.counselling import Counsellor
from bots.accounts.invitations import Invitations
from bots.accounts.users import Role, Users
from tests.builders import NOW

AMRA = Counsellor(id="amra@example.org", name="Amra Hadžić")
BORIS = Counsellor(id="boris@example.org", name="Boris")


@pytest.fixture
def users(each_engine):
    made = Users(each_engine)
    for who in (AMRA, BORIS):
        made.add(who.id, Role.COUNSELLOR, who.name, NOW)
    return made


@pytest.fixture
def kept(each_engine, users):
    return Invitations(each_engine)


def test_a_code_says_who_invites_as_a_link_carries_it_and_as_people_type_it(kept):
    code = kept.make(AMRA, 1, 7, NOW)

    assert len(code) == 12
    assert kept.inviter(code, NOW) == AMRA
    assert kept.inviter(f" {code[:4].lower()}-{code[4:8]} {code[8:]}", NOW) == AMRA
    assert kept.inviter("ABCDEFGHJKLM", NOW) is None


def test_it_is_for_so_many_learners_and_the_same_learner_counts_once(kept):
    code = kept.make(AMRA, 2, 7, NOW)

    came = [kept.take_up(code, learner, NOW) for learner in ("one", "one", "two", "three", "two")]

    assert came == [AMRA, AMRA, AMRA, None, AMRA]
    assert [(each.used, each.most) for each in kept.of(AMRA, NOW)] == [(2, 2)]
    assert kept.inviter(code, NOW) is None


def test_a_place_that_is_given_back_is_free_again(kept):
    code = kept.make(AMRA, 1, 7, NOW)
    kept.take_up(code, "one", NOW)

    kept.give_back(code, "one")

    assert kept.take_up(code, "two", NOW) == AMRA


def test_it_ends_with_its_days_and_when_it_is_taken_back_by_who_made_it_alone(kept):
    long, short = kept.make(AMRA, 5, 7, NOW), kept.make(AMRA, 5, 1, NOW)
    later = NOW + timedelta(days=1)
    assert [kept.inviter(code, later) for code in (long, short)] == [AMRA, None]
    [open_one] = kept.of(AMRA, later)

    kept.end(BORIS, open_one.id)
    assert kept.inviter(long, later) == AMRA
    kept.end(AMRA, open_one.id)
    assert kept.inviter(long, later) is None


def test_days_and_learners_have_an_end(kept):
    kept.make(AMRA, 10_000, 10_000, NOW)

    [made] = kept.of(AMRA, NOW)

    assert (made.most, made.until) == (200, NOW + timedelta(days=90))


def test_nobody_comes_to_who_is_no_counsellor_any_more_or_was_taken_away(kept, users):
    codes = kept.make(AMRA, 1, 7, NOW), kept.make(BORIS, 1, 7, NOW)

    users.add(AMRA.id, Role.PROVIDER, AMRA.name, NOW)
    users.remove(BORIS.id)

    assert [kept.inviter(code, NOW) for code in codes] == [None, None]


def test_the_code_itself_is_not_kept(kept, each_engine):
    code = kept.make(AMRA, 1, 7, NOW)

    with each_engine.connect() as connection:
        assert code not in str(connection.exec_driver_sql("select * from invitations").all())
