"""Does a counsellor's message reach a learner in Telegram, and is the machine silent there meanwhile?"""

import time

import pytest

from advisor.vocabulary.counselling import Counsellor
from bots.accounts.users import Role
from bots.assembly import now, open_house
from bots.settings import Settings
from bots.telegram.channel import start
from bots.telegram.simulator.server import BotApi, serving
from bots.telegram.simulator.state import TOKEN
from tests.journeys.test_telegram import Chat

AMRA = Counsellor(id="amra@example.org", name="Amra Hadžić")


@pytest.fixture
def at_work(tmp_path):
    api = BotApi()
    with serving(api) as address:
        settings = Settings(data=tmp_path, index="memory:", seed=False, telegram_token=TOKEN, telegram_base_url=address)
        with open_house(settings) as house:
            house.users.add(AMRA.id, Role.COUNSELLOR, AMRA.name, now())
            stop = start(house)
            yield api, house
            stop()


def test_a_counsellor_writes_into_the_learners_chat_and_the_machine_is_silent(at_work):
    api, house = at_work
    chat, desk = Chat(api), house.advisor.counselling
    asked = chat.says("/human")
    case = desk.caseload(AMRA, "waiting")[0]
    assert case.code in " ".join(asked)
    assert case.channel == "telegram"

    desk.take(case.id, AMRA, now())
    taken = chat.gets()
    api.state.say(chat.number, "are you there?")
    kept = _kept(desk, case, "are you there?")
    desk.say(case.id, AMRA, "Yes, I am. How are you?", now())
    said = chat.gets()
    desk.hand_back(case.id, AMRA, now())

    assert taken[0].startswith("Amra Hadžić\n")
    assert "is with you now" in taken[0]
    assert kept.reply.blocks == ()
    assert said == ["Amra Hadžić\n\nYes, I am. How are you?"]
    assert "has handed back to me" in chat.gets()[0]
    assert api.state.refused() == []


def _kept(desk, case, words, seconds=20.0):
    """Wait until the learner's words are kept."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        last = desk.view(case).conversation.turns[-1]
        if last.text == words and last.reply is not None:
            return last
        time.sleep(0.05)
    pytest.fail("the learner's words were not kept")


def test_a_learner_agrees_to_a_referral_by_a_button_of_the_chat(at_work):
    api, house = at_work
    chat, desk = Chat(api), house.advisor.counselling
    chat.says("/human")
    case = desk.take(desk.caseload(AMRA, "waiting")[0].id, AMRA, now())
    chat.gets()

    desk.referrals.ask(case.id, AMRA, Counsellor(id="", name="Debt advice"), "Debts come first.", now())
    asked = chat.gets()
    answered = chat.taps("Yes, I agree")

    assert "Amra Hadžić suggests that you go to Debt advice for help." in " ".join(asked)
    assert "Amra Hadžić may pass this on to Debt advice now." in " ".join(answered)
    assert desk.view(desk.find(case.id, AMRA)).referrals[0].consent.version == "1"
