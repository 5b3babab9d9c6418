"""Is every kind of update read for what it means, and refused where it means nothing?"""

import pytest
from telegram import Bot

from bots.telegram.incoming import (
    Commanded,
    Malformed,
    Nothing,
    NotText,
    Person,
    Reachable,
    Said,
    Tapped,
    read_update,
)

ANA = Person(5, "bs")


def read(**update):
    return read_update({"update_id": 1, **update}, Bot("1:a"), "cairn_bot")


def a_message(chat=5, kind="private", **content):
    person = {"id": 5, "is_bot": False, "first_name": "Ana", "language_code": "bs"}
    return {"message_id": 9, "date": 1, "chat": {"id": chat, "type": kind}, "from": person, **content}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I weld", Said(ANA, "I weld")),
        ("  two\nlines ", Said(ANA, "two\nlines")),
        ("/start", Commanded(ANA, "start")),
        ("/START@Cairn_Bot i_abc", Commanded(ANA, "start", "i_abc")),
        ("/find solar", Commanded(ANA, "find", "solar")),
        ("/find@other_bot", Nothing()),
        ("/", Said(ANA, "/")),
        ("/ho/me is a path", Said(ANA, "/ho/me is a path")),
        ("half \ud83d\x00", Said(ANA, "half �")),
        ("x" * 5000, Said(ANA, "x" * 4000)),
    ],
)
def test_words_and_commands(text, expected):
    assert read(message=a_message(text=text)) == expected


def test_voice_photos_and_stickers_ask_for_typing():
    assert read(message=a_message(photo=[])) == NotText(ANA)
    assert read(message=a_message(voice={"file_id": "a", "file_unique_id": "b", "duration": 1})) == NotText(ANA)


def test_an_edited_message_is_told_apart():
    assert read(edited_message=a_message(text="other words", edit_date=2)) == NotText(ANA, edited=True)


def test_a_tap_carries_its_data_and_its_message():
    query = {"id": "q1", "from": a_message()["from"], "chat_instance": "1", "data": "v1:t1c1", "message": a_message()}

    assert read(callback_query=query) == Tapped(ANA, "q1", "v1:t1c1", 9)


def test_a_tap_on_a_message_that_is_gone_is_still_answered():
    query = {"id": "q1", "from": a_message()["from"], "chat_instance": "1", "data": "v1:t1c1"}

    assert read(callback_query=query) == Tapped(ANA, "q1", "v1:t1c1", None)


@pytest.mark.parametrize(("status", "expected"), [("kicked", False), ("member", True)])
def test_blocking_and_letting_in_again(status, expected):
    person = a_message()["from"]
    more = {"until_date": 0} if status == "kicked" else {}
    change = {
        "chat": {"id": 5, "type": "private"}, "from": person, "date": 1,
        "old_chat_member": {"status": "left", "user": person}, "new_chat_member": {"status": status, "user": person, **more},
    }  # fmt: skip

    assert read(my_chat_member=change) == Reachable(Person(5), expected)


def test_kinds_that_we_did_not_ask_for_are_nothing():
    assert read(poll_answer=None) == Nothing()
    assert read() == Nothing()


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"chat": {"id": 1}}},
        {"message": a_message(text=5)},
        {"message": a_message(chat="five", text="a")},
        {"message": []},
        {"message": a_message(text="a") | {"chat": None}},
        {"callback_query": {"id": 3}},
        {"callback_query": "tap"},
    ],
)
def test_what_is_no_update_is_malformed(update):
    with pytest.raises(Malformed):
        read(**update)
