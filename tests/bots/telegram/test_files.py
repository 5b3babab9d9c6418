"""Is a file that somebody sends read only after a tap on yes, and let go of whatever comes of it?"""

import pytest

from bots.telegram.inbox import Inbox
from bots.telegram.simulator.state import BOT_ID

CV = b"2010 electrician CANARY"


@pytest.fixture
def eventually(until):
    import asyncio

    return lambda holds: asyncio.run(until(holds))


def texts(api, chat=1):
    return [message["text"] for message in api.state.sent(chat)]


def buttons(api, chat=1):
    rows = api.state.sent(chat)[-1].get("reply_markup", {}).get("inline_keyboard", ())
    return {row[0]["text"]: row[0]["callback_data"] for row in rows}


def offer(api, eventually, content=CV, name="cv-of-anna.txt"):
    before = len(texts(api))
    api.state.send_file(1, name, content)
    eventually(lambda: len(texts(api)) == before + 1)


def press(api, eventually, label):
    before = len(texts(api))
    api.state.press(1, buttons(api)[label], api.state.sent(1)[-1]["message_id"])
    eventually(lambda: len(texts(api)) > before)


def test_a_file_is_asked_about_first_in_answer_to_it(api, bot, house, eventually):
    with bot():
        offer(api, eventually)

    asked = api.state.sent(1)[-1]
    assert asked["text"].startswith("I read your CV on this system, with fixed rules")
    assert "Telegram is not a private channel" in asked["text"]
    assert asked["reply_to_message"]["document"]["file_name"] == "cv-of-anna.txt"
    assert list(buttons(api)) == ["Yes, read my file", "No, do not read it"]
    assert [call.method for call in api.state.calls if call.method == "getFile"] == []


def test_after_a_yes_it_is_fetched_read_and_answered(api, bot, eventually):
    with bot():
        offer(api, eventually)
        press(api, eventually, "Yes, read my file")

    assert texts(api)[1].startswith("heard: 2010 electrician CANARY")
    assert api.state.refused() == []


def test_after_a_no_nothing_is_fetched(api, bot, eventually):
    with bot():
        offer(api, eventually)
        press(api, eventually, "No, do not read it")

    assert texts(api)[1] == "I have not read your file, and I keep nothing of it."
    assert "getFile" not in [call.method for call in api.state.calls]


def test_the_name_of_a_file_is_forgotten_with_its_update(api, bot, engine, tmp_path, eventually):
    with bot():
        offer(api, eventually)
        press(api, eventually, "No, do not read it")
        eventually(lambda: not Inbox(engine, BOT_ID).count())

    engine.dispose()
    assert b"cv-of-anna" not in (tmp_path / "cairn.db").read_bytes()


def test_a_file_that_cannot_be_read_is_told_with_what_to_do(api, bot, eventually):
    with bot():
        offer(api, eventually, b"damaged")
        press(api, eventually, "Yes, read my file")

    assert texts(api)[1] == (
        "The file cannot be read: it is damaged, or not built as such files are. "
        "Save it again as PDF or as text and hand it in again, or write here what stands in it."
    )


def test_the_complaint_is_said_in_the_language_of_the_app(api, bot, eventually):
    api.state.languages[1] = "de"

    with bot():
        offer(api, eventually, b"x" * 5_000_001)

    assert texts(api)[0].startswith("Die Datei ist größer als 5 MB.")


def test_one_whose_size_telegram_does_not_tell_is_not_fetched_when_it_is_too_large(api, bot, eventually):
    with bot():
        offer(api, eventually)
        api.state.uploads["BQAD00000000"] = b"x" * (21 * 1024 * 1024)
        press(api, eventually, "Yes, read my file")

    assert texts(api)[1].startswith("The file is larger than 5 MB.")


def test_a_file_that_telegram_gives_no_more_is_asked_for_again(api, bot, eventually):
    with bot():
        offer(api, eventually)
        api.state.uploads.clear()
        press(api, eventually, "Yes, read my file")

    assert texts(api)[1] == "I can no longer reach your file. Please send it again."


def test_a_button_without_the_file_that_it_asked_about_asks_for_it_again(api, bot, eventually):
    with bot():
        offer(api, eventually)
        data = buttons(api)["Yes, read my file"]
        for message in api.state.messages.values():
            message.pop("reply_to_message", None)
        api.state.press(1, data)
        eventually(lambda: len(texts(api)) == 2)

    assert texts(api)[1] == "I can no longer reach your file. Please send it again."


def test_a_fetch_that_fails_is_tried_again_and_read_once(api, bot, house, eventually):
    with bot():
        offer(api, eventually)
        data, message = buttons(api)["Yes, read my file"], api.state.sent(1)[-1]["message_id"]
        api.fail("getFile", 500, 1)
        api.state.press(1, data, message)
        eventually(lambda: len(texts(api)) == 2)

    assert texts(api)[1].startswith("heard: 2010 electrician CANARY")
    assert len(texts(api)) == 2
