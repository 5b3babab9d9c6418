"""Is every update kept once, in order per chat, and forgotten when it is finished?"""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bots.database import open_engine
from bots.telegram.inbox import Inbox
from knowledge.errors import KnowledgeError
from tests.builders import NOW


@pytest.fixture
def engine(each_engine):
    return each_engine


def an_update(number, chat=1, words="hello"):
    return {"update_id": number, "message": {"message_id": number, "chat": {"id": chat}, "text": words}}


def ids(waiting):
    return [row.update_id for row in waiting]


def test_the_offset_is_behind_the_highest_update_kept(inbox):
    assert inbox.offset(NOW) is None

    inbox.keep([an_update(8), an_update(7)], NOW)

    assert inbox.offset(NOW) == 9


def test_the_same_update_again_is_kept_once(inbox):
    inbox.keep([an_update(7)], NOW)

    fresh = inbox.keep([an_update(7, words="other"), an_update(8)], NOW)

    assert fresh == 1
    assert inbox.count() == 2


def test_an_update_that_is_finished_does_not_come_back_when_telegram_repeats_it(inbox):
    inbox.keep([an_update(7)], NOW)
    inbox.done(7)

    inbox.keep([an_update(7)], NOW)

    assert inbox.ready(NOW) == []


def test_only_the_lowest_unfinished_update_of_each_chat_is_ready(inbox):
    inbox.keep([an_update(1, chat=5), an_update(2, chat=5), an_update(3, chat=6)], NOW)

    assert ids(inbox.ready(NOW)) == [1, 3]
    inbox.done(1)
    assert ids(inbox.ready(NOW)) == [2, 3]
    assert ids(inbox.ready(NOW, busy={5})) == [3]


def test_a_later_update_of_a_chat_waits_for_the_earlier_one_that_is_tried_again(inbox):
    inbox.keep([an_update(1, chat=5), an_update(2, chat=5)], NOW)

    inbox.later(1, NOW + timedelta(seconds=5), "Busy")

    assert inbox.ready(NOW) == []
    assert ids(inbox.ready(NOW + timedelta(seconds=6))) == [1]
    assert inbox.ready(NOW + timedelta(seconds=6))[0].failures == 1


def test_a_dead_letter_does_not_hold_up_its_chat(inbox):
    inbox.keep([an_update(1, chat=5), an_update(2, chat=5)], NOW)

    inbox.dead(1, "malformed")

    assert ids(inbox.ready(NOW)) == [2]
    assert inbox.count("dead") == 1


def test_a_finished_update_forgets_its_words_and_its_chat(inbox, engine):
    inbox.keep([an_update(1, chat=778899, words="a secret wish")], NOW)

    inbox.done(1)

    with engine.connect() as connection:
        kept = str(connection.execute(text("select * from telegram_inbox")).all())
    assert "secret" not in kept
    assert "778899" not in kept


def test_after_a_week_of_silence_telegram_is_asked_from_its_oldest_update_on(inbox):
    inbox.keep([an_update(7)], NOW)

    assert inbox.offset(NOW + timedelta(days=5)) == 8
    assert inbox.offset(NOW + timedelta(days=7)) is None


def test_another_bot_counts_its_updates_anew(inbox, engine):
    inbox.keep([an_update(900)], NOW)

    other = Inbox(engine, 42)

    assert other.offset(NOW) is None
    assert other.keep([an_update(900)], NOW) == 1


def test_old_finished_updates_are_deleted_and_waiting_ones_never(inbox):
    inbox.keep([an_update(1), an_update(2)], NOW)
    inbox.done(1)

    inbox.prune(NOW + timedelta(days=30))

    assert inbox.count("done") == 0
    assert inbox.count() == 1


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 3, "message": None},
        {"update_id": 3, "message": {"chat": "no"}},
        {"update_id": 3, "message": {"chat": {"id": 10**30}}},
        {"update_id": 3, "message": {"chat": {"id": 1}, "text": "half \ud83d a smiley \u0000"}},
        {"update_id": 3},
    ],
)
def test_a_malformed_update_is_kept_and_holds_up_nobody(inbox, raw):
    fresh = inbox.keep(
        [raw, an_update(4, chat=9), {"no": "number"}, "text", {"update_id": "5"}, {"update_id": True}], NOW
    )

    assert fresh == 2
    assert ids(inbox.ready(NOW)) == [3, 4]


def test_a_reply_under_way_knows_how_many_bubbles_are_out(inbox):
    inbox.bubble_sent("deliver:a", 0, 11)
    inbox.bubble_sent("deliver:a", 1, 12)

    assert inbox.bubbles_sent("deliver:a") == 2
    inbox.all_sent("deliver:a")
    assert inbox.bubbles_sent("deliver:a") == 0


def test_who_blocked_the_bot_is_remembered_until_they_write_again(inbox):
    inbox.mark_unreachable("c1", NOW)
    assert inbox.unreachable("c1")

    inbox.mark_unreachable("c1", None)
    assert not inbox.unreachable("c1")


def test_a_database_of_a_newer_version_is_refused_in_a_sentence(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    Inbox(engine, 1)
    with engine.begin() as connection:
        connection.execute(text("update telegram_version set version_num = '9999'"))

    with pytest.raises(KnowledgeError, match="written by a newer version"):
        Inbox(engine, 1)
