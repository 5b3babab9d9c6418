"""Does a link into the bot lead where it says, and only for whom and as long as it should?"""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from advisor.vocabulary.conversation import IncomingMessage
from bots.installation import installation_secret
from bots.telegram.deep_links import Kind, address, course_key, find_course, read_start, topic
from bots.telegram.identity import conversation_of
from bots.telegram.tickets import Tickets
from tests.builders import NOW, a_micro_credential
from tests.fakes.small_library import SmallLibrary


@pytest.mark.parametrize(
    ("payload", "read"),
    [
        ("c_gso-pv-1", (Kind.COURSE, "gso-pv-1")),
        ("g_solar-panels", (Kind.GOAL, "solar-panels")),
        ("l_" + "A" * 43, (Kind.WEB, "A" * 43)),
        ("i_K7P2", (Kind.INVITATION, "K7P2")),
        ("g_a_b", (Kind.GOAL, "a_b")),
        ("", None),
        ("group", None),
        ("c_", None),
        ("x_y", None),
        ("c_a b", None),
        ("c_é", None),
        ("c_" + "a" * 63, None),
    ],
)
def test_what_stands_behind_start_is_read(payload, read):
    assert read_start(payload) == read


def test_a_course_is_found_by_its_key_or_by_the_providers_own_number():
    long = "a-provider-with-a-very-long-name-of-its-own." + "course-" * 10
    one, two = a_micro_credential(id="school.pv-1", external_id="pv-1"), a_micro_credential(id=long, external_id="x")

    assert find_course([one, two], "school_pv-1") is one
    assert find_course([one, two], "pv-1") is one
    assert find_course([one, two], course_key(long)) is two
    assert len(address("a_bot", Kind.COURSE, course_key(long)).partition("start=")[2]) <= 64
    assert find_course([one, two], "nothing") is None
    assert find_course([one, a_micro_credential(id="other.pv-1", external_id="pv-1")], "pv-1") is None


def test_a_topic_is_said_in_words():
    assert topic("solar-panels_and__roofs") == "solar panels and roofs"


@pytest.fixture
def tickets(engine):
    return Tickets(engine)


def test_a_ticket_works_once_and_again_only_for_who_took_it(tickets):
    token = tickets.make("web-1", NOW)

    assert len(token) == 43
    assert tickets.take(token, "me", NOW) == "web-1"
    assert tickets.take(token, "somebody else", NOW) is None
    assert tickets.take(token, "me", NOW) == "web-1"


def test_a_ticket_is_stale_after_a_quarter_of_an_hour(tickets):
    token = tickets.make("web-1", NOW)

    assert tickets.take(token, "me", NOW + timedelta(minutes=15)) is None
    assert tickets.take(token, "me", NOW + timedelta(minutes=14, seconds=59)) == "web-1"


def test_a_new_ticket_ends_the_one_before(tickets):
    first, second = tickets.make("web-1", NOW), tickets.make("web-1", NOW)

    assert tickets.take(first, "me", NOW) is None
    assert tickets.take(second, "me", NOW) == "web-1"


def test_the_ticket_itself_is_not_kept(tickets, engine):
    token = tickets.make("web-1", NOW)

    with engine.connect() as connection:
        kept = connection.execute(text("select hash from telegram_tickets")).scalar_one()
    assert re.fullmatch("[0-9a-f]{64}", kept)
    assert token not in kept


def shown(api, chat=1):
    return [message.get("text", "") for message in api.state.sent(chat)]


def arrive(api, eventually, payload, chat=1, messages=1):
    before = len(api.state.sent(chat))
    api.state.say(chat, f"/start {payload}")
    eventually(lambda: len(api.state.sent(chat)) >= before + messages, show=lambda: shown(api, chat))
    return shown(api, chat)[before:]


@pytest.fixture
def on_the_web(house):
    """A conversation on the web page, with one answer, and a ticket for it."""
    from bots.assembly import now

    house.advisor.start_conversation("web", "", "en", now=now(), identifier="web-1")
    house.advisor.take_turn(IncomingMessage(conversation="web-1", client_message_id="m1", text="I weld ships"), now())
    return Tickets(house.engine).make("web-1", now())


def test_a_web_conversation_goes_on_with_its_last_answer_and_its_buttons(api, bot, house, on_the_web, eventually):
    with bot():
        said = arrive(api, eventually, f"l_{on_the_web}", messages=2)
        api.state.press(1, "v1:t1c1")
        eventually(lambda: len(api.state.sent(1)) == 3)

    assert said == [
        "We go on here with our conversation from the web page. This is where we stand:",
        "heard: I weld ships\n\nHow much?",
    ]
    assert shown(api)[2].startswith("› Free\n\nheard: t1c1")
    assert len(house.advisor.conversation("web-1").turns) == 2
    assert api.state.refused() == []


def test_a_used_link_says_so_in_the_learners_language(api, bot, on_the_web, eventually):
    api.state.languages[2] = "de"
    with bot():
        arrive(api, eventually, f"l_{on_the_web}", messages=2)
        [said] = arrive(api, eventually, f"l_{on_the_web}", chat=2)

    assert said.startswith("Dieser Link wurde schon benutzt oder ist älter als 15 Minuten.")
    assert api.state.sent(2)[0]["chat"]["id"] == 2


@pytest.mark.parametrize("payload", ["l_" + "A" * 43, "l_x", "i_K7P2-X3"])
def test_an_unknown_link_is_answered_and_opens_nothing(api, bot, engine, eventually, payload):
    with bot():
        [said] = arrive(api, eventually, payload)

    assert said.startswith(("This link was used already", "I do not know this invitation."))
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from conversations")).scalar_one() == 0


def test_what_is_said_on_the_web_afterwards_is_not_repeated_in_telegram(api, bot, house, on_the_web, eventually):
    from bots.assembly import now

    with bot():
        arrive(api, eventually, f"l_{on_the_web}", messages=2)
        house.advisor.take_turn(
            IncomingMessage(conversation="web-1", client_message_id="m2", text="and on the web"), now()
        )
        eventually(lambda: not house.advisor.store.pending_outbox("deliver"))
        api.state.say(1, "and here")
        eventually(lambda: len(api.state.sent(1)) == 3)

    assert [each.splitlines()[0] for each in shown(api)[1:]] == ["heard: I weld ships", "heard: and here"]


def test_delete_leaves_nothing_of_the_web_conversation_nor_of_the_chats_own(
    api, bot, house, engine, on_the_web, eventually
):
    with bot():
        api.state.say(1, "my own secret")
        eventually(lambda: len(api.state.sent(1)) == 1)
        arrive(api, eventually, f"l_{on_the_web}", messages=2)
        api.state.press(1, "v1:!erase")
        eventually(lambda: any("Everything is deleted" in each for each in shown(api)), show=lambda: shown(api))

    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from conversations")).scalar_one() == 0
        assert connection.execute(text("select count(*) from telegram_people")).scalar_one() == 0


def test_a_conversation_that_was_erased_on_the_web_leaves_the_chat_with_its_own(
    api, bot, house, on_the_web, eventually
):
    with bot():
        arrive(api, eventually, f"l_{on_the_web}", messages=2)
        house.advisor.erase("web-1")
        api.state.say(1, "hello again")
        eventually(lambda: len(api.state.sent(1)) == 3)

    own = house.advisor.conversation(conversation_of(installation_secret(house.settings), 1))
    assert [turn.text for turn in own.turns] == ["hello again"]


def test_a_goal_begins_with_that_goal(api, bot, eventually):
    with bot():
        [said] = arrive(api, eventually, "g_solar-panels")

    assert said.startswith("heard: solar panels")


def test_a_course_is_shown_and_then_the_adviser_begins(api, bot, house, eventually):
    house.advisor.library = SmallLibrary([a_micro_credential(id="school.pv-1", title="Solar basics")])
    house.advisor.compared = lambda ids, _language: [(ids[0], {"hours": "18 hours", "price": None})]
    with bot():
        card, begun = arrive(api, eventually, "c_school_pv-1", messages=2)

    assert card.startswith("Solar basics")
    assert "18 hours · price not stated" in card
    assert begun.startswith("heard: /start")


def test_a_course_that_is_gone_is_said_to_be_so(api, bot, house, eventually):
    house.advisor.library = SmallLibrary([])
    with bot():
        [said] = arrive(api, eventually, "c_nothing")

    assert said.startswith("I do not find this course in my catalogue.")


def test_start_without_anything_is_a_turn(api, bot, eventually):
    with bot():
        [said] = arrive(api, eventually, "group")

    assert said.startswith("heard: /start")
