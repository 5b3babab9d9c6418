"""Does the bot in a group answer who names it, advise nobody, keep nothing, and greet when it comes?"""

import pytest
from sqlalchemy import text

from bots.telegram.incoming import InGroup, Joined, LeftGroup, Nothing, Person
from tests.bots.telegram.test_channel import last_keyboard, texts
from tests.bots.telegram.test_incoming import a_message, read

GROUP = Person(-7, "bs")
HERE = -5
TO_US = ("https://t.me/cairn_test_bot?start=group",)


def in_a_group(words, **more):
    return read(message=a_message(chat=-7, kind="supergroup", text=words, **more))


@pytest.mark.parametrize(
    "words",
    [
        "I am ill and need money",
        "/find",
        "/find@other_bot",
        "mail me at me@cairn_bot.example",
        "@cairn_bot2 hi",
        "@cairn_botty",
    ],
)
def test_what_names_us_not_is_not_read(words):
    assert in_a_group(words) == Nothing()


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("/find@cairn_bot solar", "find"),
        ("/Plan@Cairn_Bot", "plan"),
        ("ask @Cairn_bot, please", ""),
        ("@cairn_bot: what now?", ""),
        ("(@cairn_bot)", ""),
    ],
)
def test_a_command_that_is_addressed_to_us_and_our_name_are_read(words, command):
    assert in_a_group(words) == InGroup(GROUP, command, 9)


def test_a_caption_that_names_us_is_read_and_an_edited_message_or_a_channel_is_not():
    photo = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}], "caption": "@cairn_bot this?"}
    words = {"text": "@cairn_bot hello"}

    assert read(message=a_message(chat=-7, kind="group", **photo)) == InGroup(GROUP, "", 9)
    assert read(edited_message=a_message(chat=-7, kind="group", edit_date=2, **words)) == Nothing()
    assert read(message=a_message(chat=-7, kind="channel", **words)) == Nothing()


def test_another_bot_is_not_answered_so_that_two_never_talk_to_each_other():
    robot = {"id": 6, "is_bot": True, "first_name": "Other"}

    assert in_a_group("@cairn_bot hello", **{"from": robot}) == Nothing()


def membership(before, after, kind="group"):
    ana, us = a_message()["from"], {"id": 1, "is_bot": True, "first_name": "Cairn"}
    more = {
        "kicked": {"until_date": 0},
        "administrator": dict.fromkeys(
            ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
             "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
             "can_edit_stories", "can_delete_stories"),
            False,
        ),
    }  # fmt: skip
    return {
        "chat": {"id": -7, "type": kind, "title": "Miners"}, "from": ana, "date": 1,
        "old_chat_member": {"status": before, "user": us, **more.get(before, {})},
        "new_chat_member": {"status": after, "user": us, **more.get(after, {})},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "kind", "meant"),
    [
        ("left", "member", "group", Joined(GROUP)),
        ("kicked", "administrator", "supergroup", Joined(GROUP)),
        ("member", "administrator", "supergroup", Nothing()),
        ("member", "kicked", "group", LeftGroup(GROUP)),
        ("administrator", "left", "supergroup", LeftGroup(GROUP)),
        ("left", "administrator", "channel", Nothing()),
    ],
)
def test_to_be_let_in_and_to_be_put_out_are_told_apart(before, after, kind, meant):
    assert read(my_chat_member=membership(before, after, kind)) == meant


def kept(engine):
    with engine.connect() as connection:
        count = lambda table: connection.execute(text(f"select count(*) from {table}")).scalar_one()
        return count("conversations"), count("telegram_people")


def words_kept(engine):
    with engine.connect() as connection:
        return [body for (body,) in connection.execute(text("select body from telegram_inbox")) if body]


def test_who_names_us_is_led_to_the_private_chat_in_answer_and_nothing_is_kept(api, bot, engine, eventually):
    with bot():
        api.state.say(HERE, "I lost my job and I am ill")
        asked = api.state.say(HERE, "@cairn_test_bot what can I do?")
        eventually(lambda: api.state.sent(HERE))
        eventually(lambda: not words_kept(engine))

    [answer] = api.state.sent(HERE)
    assert answer["text"] == "I advise in a private chat, so that nobody else reads along."
    assert answer["reply_to_message"]["text"] == "@cairn_test_bot what can I do?"
    assert tuple(row[0]["url"] for row in last_keyboard(api, HERE)) == TO_US
    assert asked
    assert kept(engine) == (0, 0)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/plan@cairn_test_bot", "I advise in a private chat"),
        ("/profile@cairn_test_bot", "I advise in a private chat"),
        ("/export@cairn_test_bot", "I advise in a private chat"),
        ("/start@cairn_test_bot c_gso-pv-1", "Hello. I am an AI system"),
        ("/help@cairn_test_bot", "Hello. I am an AI system"),
        ("/privacy@cairn_test_bot", "In a group I read only what names me, and I keep none of it."),
    ],
)
def test_a_command_gets_a_general_answer_and_never_a_profile_or_a_plan(api, bot, engine, eventually, command, said):
    with bot():
        api.state.say(HERE, command)
        eventually(lambda: api.state.sent(HERE))

    assert texts(api, HERE)[0].startswith(said)
    assert tuple(row[0]["url"] for row in last_keyboard(api, HERE)) == TO_US
    assert kept(engine) == (0, 0)


def test_a_tap_in_a_group_is_answered_without_a_message(api, bot, eventually):
    with bot():
        api.state.press(HERE, "v1:t1c1")
        eventually(lambda: any(call.method == "answerCallbackQuery" for call in api.state.calls))
        eventually(lambda: not api.state.updates)

    [answered] = [call.parameters for call in api.state.calls if call.method == "answerCallbackQuery"]
    assert answered["text"] == "I advise in a private chat, so that nobody else reads along."
    assert api.state.sent(HERE) == []


def test_on_arrival_it_greets_once_and_after_its_leave_nothing_is_left(api, bot, engine, eventually):
    here = {**membership("left", "member")["chat"], "id": HERE}
    with bot():
        api.state.known_chats.add(HERE)
        api.state.add("my_chat_member", {**membership("left", "member"), "chat": here})
        api.state.add("my_chat_member", {**membership("member", "administrator"), "chat": here})
        eventually(lambda: api.state.sent(HERE))
        api.state.add("my_chat_member", {**membership("member", "kicked"), "chat": here})
        eventually(lambda: not api.state.updates)
        eventually(lambda: not words_kept(engine))

    assert len(api.state.sent(HERE)) == 1
    assert texts(api, HERE)[0].startswith("Zdravo. Ja sam sistem umjetne inteligencije")
    assert kept(engine) == (0, 0)


def test_a_group_that_lets_us_say_nothing_is_no_trouble_and_is_not_kept(api, bot, engine, eventually):
    api.state.blocked.add(HERE)
    with bot():
        api.state.say(HERE, "@cairn_test_bot hello")
        eventually(lambda: any(call.method == "sendMessage" for call in api.state.calls))
        eventually(lambda: not words_kept(engine))
        api.state.say(1, "I weld")
        eventually(lambda: api.state.sent(1))

    assert kept(engine)[1] == 0


def test_who_calls_without_end_is_answered_a_few_times_only(api, house, eventually, engine):
    from bots.settings import Settings
    from bots.telegram.channel import start
    from tests.bots.telegram.conftest import StandIn

    settings = Settings(**{**dict(house.settings), "limit_messages_per_minute": 2})
    stop = start(StandIn(settings, house.engine, house.advisor))
    try:
        for _ in range(5):
            api.state.say(HERE, "@cairn_test_bot hello")
        eventually(lambda: api.state.sent(HERE) and not api.state.updates and not words_kept(engine))
    finally:
        stop()

    assert len(api.state.sent(HERE)) == 2


def test_telegram_offers_few_commands_in_groups(api, bot, eventually):
    with bot():
        eventually(lambda: ("all_group_chats", "de") in api.state.commands)

    assert [each["command"] for each in api.state.commands["all_group_chats", "de"]] == ["privacy", "help"]
