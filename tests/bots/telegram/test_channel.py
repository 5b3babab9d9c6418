"""Does the whole channel hold its promises against a strict Bot API server?"""

import json
import logging
from datetime import timedelta

import pytest
from sqlalchemy import text

from advisor.vocabulary.blocks import TextBlock
from bots.errors import BotError
from bots.installation import installation_secret
from bots.settings import Settings
from bots.telegram.channel import run, start
from bots.telegram.identity import conversation_of
from bots.telegram.inbox import Inbox
from bots.telegram.simulator.state import BOT_ID
from tests.builders import NOW, a_pathway, a_step


def texts(api, chat=None):
    return [message.get("text", "") for message in api.state.sent(chat)]


def last_keyboard(api, chat):
    return api.state.sent(chat)[-1]["reply_markup"]["inline_keyboard"]


def test_a_message_is_answered_with_the_stored_reply_and_its_buttons(api, bot, eventually):
    api.state.say(1, "I weld")

    with bot():
        eventually(lambda: api.state.sent(1))

    assert texts(api, 1) == ["heard: I weld\n\nHow much?"]
    assert last_keyboard(api, 1) == [
        [{"text": "Free", "callback_data": "v1:t1c1"}],
        [{"text": "Skip", "callback_data": "v1:t1c2"}],
        [{"text": "Talk to a person", "callback_data": "v1:!human"}],
    ]
    assert api.state.refused() == []


def test_a_tap_is_answered_at_once_and_its_label_stands_in_the_reply(api, bot, eventually):
    with bot():
        api.state.say(1, "I weld")
        eventually(lambda: api.state.sent(1))
        api.state.press(1, "v1:t1c1")
        eventually(lambda: len(api.state.sent(1)) == 2)

    assert texts(api, 1)[1].startswith("› Free\n\nheard: t1c1")
    assert api.state.open_queries == {}


def test_the_last_button_leads_to_a_person(api, bot, eventually):
    with bot():
        api.state.say(1, "I weld")
        eventually(lambda: api.state.sent(1))
        api.state.press(1, "v1:!human")
        eventually(lambda: len(api.state.sent(1)) == 2)

    assert texts(api, 1)[1].startswith("heard: /human")


@pytest.mark.parametrize("data", ["v1:t99c9", "v0:t1c1", "nonsense", "v1:"])
def test_a_stale_button_says_so_and_is_no_turn(api, bot, eventually, data):
    with bot():
        api.state.say(1, "I weld")
        eventually(lambda: api.state.sent(1))
        api.state.press(1, data)
        eventually(lambda: any(call.method == "answerCallbackQuery" for call in api.state.calls))
        eventually(lambda: not api.state.updates)

    answered = [call.parameters for call in api.state.calls if call.method == "answerCallbackQuery"]
    assert answered[0]["text"].startswith("That button belongs to an earlier state")
    assert len(api.state.sent(1)) == 1


def test_messages_of_one_chat_stay_in_order_and_another_chat_does_not_wait(api, bot, house, eventually):
    house.advisor.slow["slow"] = 1.0
    for word in ("slow", "second", "third"):
        api.state.say(1, word)
    api.state.say(2, "quick")

    with bot():
        eventually(lambda: len(api.state.sent()) == 4)

    assert [each.splitlines()[0] for each in texts(api, 1)] == ["heard: slow", "heard: second", "heard: third"]
    order = [message["chat"]["id"] for message in sorted(api.state.sent(), key=lambda m: m["message_id"])]
    assert order[0] == 2


def test_a_turn_that_fails_is_tried_again_and_later_messages_wait_for_it(api, bot, house, eventually):
    house.advisor.failing["shaky"] = 1
    api.state.say(1, "shaky")
    api.state.say(1, "after")

    with bot():
        eventually(lambda: len(api.state.sent(1)) == 2)

    assert [each.splitlines()[0] for each in texts(api, 1)] == ["heard: shaky", "heard: after"]


def test_a_malformed_update_is_a_dead_letter_and_the_next_one_is_answered(api, bot, engine, eventually):
    api.state.add("message", {"chat": {"id": 1}, "text": "no date, no id"})
    api.state.say(1, "hello")

    with bot():
        eventually(lambda: api.state.sent(1))

    assert Inbox(engine, BOT_ID).count("dead") == 1


def test_the_wait_that_telegram_asks_for_is_kept_and_others_are_served_meanwhile(api, bot, eventually):
    api.fail("sendMessage", 429, retry_after=1, chat=1)
    api.state.say(1, "patience")
    with bot():
        eventually(lambda: any(call.refused.startswith("429") for call in api.state.calls))
        api.state.say(2, "hello")
        eventually(lambda: api.state.sent(2))
        assert api.state.sent(1) == []
        eventually(lambda: api.state.sent(1))

    assert len(api.state.sent(1)) == 1


@pytest.mark.parametrize("status", [500, 502])
def test_a_server_in_trouble_gets_the_reply_later_once(api, bot, eventually, status):
    api.fail("sendMessage", status, times=1)
    api.state.say(1, "hello")

    with bot():
        eventually(lambda: api.state.sent(1))

    assert len(api.state.sent(1)) == 1


def test_a_lost_answer_is_followed_by_one_resend_and_no_more(api, bot, house, eventually):
    api.fail("sendMessage", 0, times=5, after_effect=True, chat=1)
    api.state.say(1, "hello")

    with bot():
        eventually(lambda: len(api.state.sent(1)) == 2)
        eventually(lambda: not house.advisor.store.pending_outbox("deliver"))
        api.state.say(2, "after that")
        eventually(lambda: api.state.sent(2))

    assert len(api.state.sent(1)) == 2


def test_who_blocked_the_bot_is_marked_and_not_written_to_until_they_come_back(api, bot, house, engine, eventually):
    conversation = conversation_of(installation_secret(house.settings), 1)
    inbox = Inbox(engine, BOT_ID)
    api.state.say(1, "goodbye")
    api.state.blocked.add(1)
    with bot():
        eventually(lambda: inbox.unreachable(conversation))
        api.state.blocked.clear()
        api.state.say(1, "hello again")
        eventually(lambda: api.state.sent(1))

    assert not inbox.unreachable(conversation)
    assert texts(api, 1)[0].startswith("heard: hello again")
    with engine.connect() as connection:
        assert connection.execute(text("select state, reason from outbox order by seq")).all()[0] == (
            "dead",
            "Forbidden",
        )


def test_what_telegram_refuses_to_style_arrives_as_plain_words(api, bot, eventually):
    api.fail("sendMessage", 400)
    api.state.say(1, "hello")

    with bot():
        eventually(lambda: api.state.sent(1))

    assert "entities" not in api.state.sent(1)[0]


def test_typing_is_shown_while_a_turn_runs(api, bot, house, eventually):
    house.advisor.slow["slow"] = 0.3
    api.state.say(1, "slow")

    with bot():
        eventually(lambda: api.state.sent(1))

    methods = [call.method for call in api.state.calls]
    assert methods.index("sendChatAction") < methods.index("sendMessage")


def test_a_voice_message_and_an_edit_are_answered_in_one_sentence(api, bot, eventually):
    with bot():
        api.state.add("message", api.state.message_of(1, voice={"file_id": "a", "file_unique_id": "b", "duration": 1}))
        eventually(lambda: len(api.state.sent(1)) == 1)
        api.state.add("edited_message", api.state.message_of(1, text="changed", edit_date=2))
        eventually(lambda: len(api.state.sent(1)) == 2)

    assert texts(api, 1)[0] == "I can only read text. Please type what you would like to tell me."
    assert texts(api, 1)[1] == "I cannot see changes to a message. Please send it again."


def test_a_photo_is_answered_honestly_and_nothing_of_it_is_kept(api, bot, engine, tmp_path, eventually):
    photo = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}

    with bot():
        api.state.add("message", api.state.message_of(1, photo=[photo], caption="my secret CV"))
        eventually(lambda: len(api.state.sent(1)) == 1)
        eventually(lambda: not Inbox(engine, BOT_ID).count())

    assert texts(api, 1)[0].startswith("I cannot read photos, and I kept nothing of yours.")
    engine.dispose()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("cairn.db"))
    assert b"secret CV" not in kept


def test_a_stage_is_shown_as_a_draft_and_the_answer_follows_as_a_message(api, bot, house, eventually):
    house.advisor.slow["slow"] = 0.3
    api.state.languages[1] = "de"
    api.state.say(1, "slow")

    with bot():
        eventually(lambda: api.state.sent(1))

    [draft] = [call for call in api.state.calls if call.method == "sendMessageDraft"]
    assert draft.parameters["text"] == "Ich sehe die Kurse durch …"
    assert int(draft.parameters["draft_id"]) > 0
    methods = [call.method for call in api.state.calls]
    assert methods.index("sendMessageDraft") < methods.index("sendMessage")
    assert api.state.drafts == {}


def test_where_drafts_are_refused_typing_is_shown_and_no_draft_is_tried_again(api, bot, house, eventually):
    house.advisor.slow.update(one=0.2, two=0.2)
    api.fail("sendMessageDraft", 400, times=9)
    api.state.say(1, "one")
    api.state.say(1, "two")

    with bot():
        eventually(lambda: len(api.state.sent(1)) == 2)

    methods = [call.method for call in api.state.calls]
    assert methods.count("sendMessageDraft") == 1
    assert methods.count("sendChatAction") >= 3


def test_of_a_question_that_was_answered_only_the_chosen_button_stays(api, bot, eventually):
    with bot():
        api.state.say(1, "I weld")
        eventually(lambda: api.state.sent(1))
        api.state.press(1, "v1:t1c1")
        eventually(lambda: len(api.state.sent(1)) == 2)
        eventually(lambda: len(api.state.sent(1)[0]["reply_markup"]["inline_keyboard"]) == 1)

    assert api.state.sent(1)[0]["reply_markup"]["inline_keyboard"] == [[{"text": "✓ Free", "callback_data": "v1:t1c1"}]]
    assert api.state.refused() == []


def test_the_plan_is_saved_as_paper_and_for_the_calendar(api, bot, house, eventually):
    house.advisor.blocks["plan"] = (a_pathway(a_step()),)
    with bot():
        api.state.say(1, "/save")
        eventually(lambda: len(api.state.sent(1)) == 1)
        api.state.say(1, "plan")
        eventually(lambda: len(api.state.sent(1)) == 2)
        api.state.say(1, "/save")
        eventually(lambda: len(api.state.sent(1)) == 4, seconds=30)

    nothing, _, paper, calendar = api.state.sent(1)
    assert nothing["text"].startswith("There is no pathway yet that I could save.")
    assert paper["caption"] == "Here is your pathway: to print or show, and for your calendar."
    assert [each["document"]["file_name"] for each in (paper, calendar)] == ["cairn-pathway.pdf", "cairn-pathway.ics"]
    assert api.state.files[1, paper["message_id"]][1].startswith(b"%PDF-")
    assert b"SUMMARY:1. Solar basics" in api.state.files[1, calendar["message_id"]][1]


def test_find_takes_what_is_looked_for_along(api, bot, eventually):
    with bot():
        api.state.say(1, "/find solar panels")
        eventually(lambda: api.state.sent(1))

    assert texts(api, 1)[0].startswith("heard: solar panels")


def test_a_language_is_picked_from_a_keyboard_and_used_from_then_on(api, bot, eventually):
    with bot():
        api.state.say(1, "/language")
        eventually(lambda: api.state.sent(1))
        assert [b["text"] for row in last_keyboard(api, 1) for b in row][:4] == [
            "English",
            "bosanski",
            "hrvatski",
            "српски",
        ]
        api.state.press(1, "v1:!lang:de")
        eventually(lambda: "Deutsch" in texts(api, 1)[0])
        api.state.say(1, "hello")
        eventually(lambda: len(api.state.sent(1)) == 2)

    assert api.state.sent(1)[1]["text"].startswith("heard: hello")


def test_export_is_a_document_with_everything_that_is_held(api, bot, eventually):
    with bot():
        api.state.say(1, "/export")
        eventually(lambda: texts(api, 1) == ["Nothing is kept yet."])
        api.state.say(1, "I weld")
        api.state.say(1, "/export")
        eventually(lambda: len(api.state.sent(1)) == 3)

    document = api.state.sent(1)[2]
    assert document["document"]["file_name"] == "cairn-my-data.json"
    assert "I weld" in json.dumps(json.loads(api.state.files[1, document["message_id"]][1]))


def test_delete_asks_first_and_then_nothing_is_left(api, bot, engine, tmp_path, eventually):
    with bot():
        api.state.say(778899, "my secret wish")
        eventually(lambda: api.state.sent(778899))
        api.state.say(778899, "/delete")
        eventually(lambda: len(api.state.sent(778899)) == 2)
        api.state.press(778899, "v1:!keep")
        eventually(lambda: texts(api, 778899)[1] == "Nothing was deleted.")
        api.state.say(778899, "/delete")
        eventually(lambda: len(api.state.sent(778899)) == 3)
        api.state.press(778899, "v1:!erase")
        eventually(lambda: texts(api, 778899)[2].startswith("Everything is deleted."))
        eventually(lambda: not Inbox(engine, BOT_ID).count())

    engine.dispose()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("cairn.db*"))
    assert b"secret wish" not in kept
    assert b"778899" not in kept


def test_help_privacy_and_profile_answer_by_themselves(api, bot, eventually):
    with bot():
        for number, command in enumerate(("/help", "/privacy", "/profile", "/nonsense"), 1):
            api.state.say(1, command)
            eventually(lambda n=number: len(api.state.sent(1)) == n)

    shown = texts(api, 1)
    assert "/delete – Delete my data" in shown[0]
    assert "90 days" in shown[1]
    assert shown[2].startswith("I know nothing about you yet.")
    assert shown[3].startswith("I do not know that command.")


def test_commands_are_set_for_every_language(api, bot, eventually):
    with bot():
        eventually(lambda: len(api.state.commands) == 22)

    assert {language for _, language in api.state.commands} == {
        "", "en", "bs", "hr", "sr", "sq", "mk", "de", "id", "ms", "th",
    }  # fmt: skip
    assert [each["command"] for each in api.state.commands["default", "de"]] == [
        "start", "find", "plan", "compare", "save", "profile", "certificate", "language", "human", "privacy",
        "export", "delete", "help",
    ]  # fmt: skip


def test_a_webhook_is_taken_off_and_waiting_updates_are_kept(api, bot, eventually):
    api.state.webhook = "https://example.org/hook"
    api.state.say(1, "still there")

    with bot():
        eventually(lambda: api.state.sent(1))

    assert api.state.webhook == ""


def test_too_many_messages_are_slowed_down_in_a_sentence(api, house, engine, eventually):
    limited = type(house)(
        Settings(**{**house.settings.model_dump(), "limit_messages_per_minute": 2}), engine, house.advisor
    )
    for word in ("one", "two", "three", "/save"):
        api.state.say(1, word)

    stop = start(limited)
    try:
        eventually(lambda: len(api.state.sent(1)) == 4)
    finally:
        stop()

    assert texts(api, 1)[2:] == ["That was very quick. Please wait a moment before you write again."] * 2


def test_a_reply_of_several_bubbles_goes_on_where_it_stopped(api, bot, house, eventually):
    long = tuple(TextBlock(text=f"{n} " + "x" * 4000) for n in range(3))
    house.advisor.blocks["long"] = long
    api.fail("sendMessage", 500, times=0)
    api.state.say(1, "long")

    with bot():
        eventually(lambda: len(api.state.sent(1)) >= 1)
        api.fail("sendMessage", 503, times=1)
        eventually(lambda: len(api.state.sent(1)) == 3)

    assert [each[0] for each in texts(api, 1)] == ["0", "1", "2"]


def test_an_old_reply_is_not_sent_any_more(api, bot, house, engine, eventually):
    advisor = house.advisor
    conversation, _ = advisor.start_conversation("telegram", "1", "en", now=NOW, identifier="old")
    api.state.say(2, "hello")
    from advisor.vocabulary.conversation import IncomingMessage

    advisor.take_turn(
        IncomingMessage(conversation=conversation, client_message_id="tg:1", text="days ago"), NOW - timedelta(days=400)
    )

    with bot():
        eventually(lambda: api.state.sent(2))
        eventually(lambda: not advisor.store.pending_outbox("deliver"))

    assert api.state.sent(1) == []


def test_a_second_process_of_this_installation_is_refused(house, bot, api, eventually, caplog):
    with bot(), caplog.at_level(logging.ERROR):
        eventually(lambda: api.state.commands)
        start(house)()
    assert "serves this bot already" in caplog.text


def test_the_token_is_never_in_the_log(api, bot, eventually, caplog):
    with caplog.at_level(logging.DEBUG):
        for name in ("httpx", "httpcore", "telegram"):
            logging.getLogger(name).setLevel(logging.DEBUG)
        api.fail("sendMessage", 502, times=1)
        api.state.say(1, "hello")
        with bot():
            eventually(lambda: api.state.sent(1))

    assert "AAExample" not in caplog.text
    assert "hello" not in caplog.text


@pytest.mark.parametrize("token", [None, "not a token"])
def test_without_a_proper_token_it_is_said_where_to_get_one(tmp_path, token):
    with pytest.raises(BotError) as error:
        run(Settings(data=tmp_path, telegram_token=token))

    assert "@BotFather" in error.value.hint
