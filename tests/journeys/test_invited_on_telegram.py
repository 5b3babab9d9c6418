"""Does a learner who opens a counsellor's invitation in Telegram come to that counsellor with one tap?"""

import pytest

from advisor.vocabulary.counselling import Counsellor
from bots.accounts.invitations import Invitations
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
            yield api, house, Invitations(house.engine)
            stop()


def test_the_learner_is_told_who_invites_says_yes_and_is_theirs(at_work):
    api, house, kept = at_work
    chat, code = Chat(api), kept.make(AMRA, 1, 7, now())

    asked = chat.says(f"/start i_{code}")
    before = house.advisor.counselling.caseload(AMRA, "mine")
    told = chat.taps("Yes, Amra Hadžić may read along")
    while not any("Good. Amra Hadžić reads along from now on" in each for each in told):
        told += chat.gets()

    assert "Cairn is an AI system" in asked[0]
    assert "Amra Hadžić invites you." in asked[0]
    assert before == []
    assert any("I am an AI system, not a person." in each for each in told)
    [case] = house.advisor.counselling.caseload(AMRA, "mine")
    assert (case.channel, case.counsellor) == ("telegram", AMRA.id)
    assert kept.inviter(code, now()) is None
    assert api.state.refused() == []
