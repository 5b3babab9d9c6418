"""Does a worker who writes to the bot get what the adviser says, from the first tap to the hand-off?"""

import threading
import time
from contextlib import contextmanager

import pytest

from advisor.vocabulary.conversation import IncomingMessage
from bots.assembly import now, open_house
from bots.settings import Settings
from bots.telegram.channel import start
from bots.telegram.outgoing import render
from bots.telegram.simulator.server import BotApi, serving
from bots.telegram.simulator.state import TOKEN
from bots.telegram.tickets import Tickets

ELECTRICIAN = (
    "I was laid off from the coal mine, I'm an electrician and I want to work with solar panels. "
    "I have no money and six hours a week"
)
ELEKTRICAR = "Dobio sam otkaz u rudniku, električar sam i želim raditi sa solarnim panelima. Nemam novca i imam šest sati sedmično"


@pytest.fixture(scope="module")
def at_work(tmp_path_factory):
    """The real rooms with the bundled sample, and the bot talking to a strict server."""
    api = BotApi()
    with serving(api) as address:
        settings = Settings(
            data=tmp_path_factory.mktemp("data"),
            index="memory:",
            telegram_token=TOKEN,
            telegram_base_url=address,
            limit_messages_per_minute=0,
            limit_messages_per_day=0,
        )
        with open_house(settings) as house:
            stop = start(house)
            yield api, house
            stop()


@pytest.fixture
def chat(at_work):
    return Chat(at_work[0])


class Chat:
    """A person with a telephone: says, taps, and reads what comes."""

    numbers = iter(range(100, 10_000))

    def __init__(self, api):
        self.api, self.number, self.read = api, next(self.numbers), 0

    def says(self, words):
        self.api.state.say(self.number, words)
        return self.gets()

    def taps(self, label):
        rows = [
            row
            for m in self.api.state.sent(self.number)
            for row in m.get("reply_markup", {}).get("inline_keyboard", ())
        ]
        data = next(row[0]["callback_data"] for row in reversed(rows) if row[0]["text"].startswith(label))
        self.api.state.press(self.number, data)
        return self.gets()

    def gets(self, seconds=30.0):
        """Wait for the answer, and until no more bubbles of it come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.api.state.sent(self.number)
            if len(shown) > self.read:
                time.sleep(0.4)
                shown, begun = self.api.state.sent(self.number), self.read
                self.read = len(shown)
                return [message.get("text", "") for message in shown[begun:]]
            time.sleep(0.02)
        pytest.fail(f"no answer; refused: {self.api.state.refused()}")


def directly(house, *words):
    """Ask the adviser without a channel."""
    conversation, _ = house.advisor.start_conversation("terminal", now=now())
    return [
        house.advisor.take_turn(IncomingMessage(conversation=conversation, client_message_id=f"m{n}", text=text), now())
        for n, text in enumerate(words)
    ]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (ELECTRICIAN, "en"),
        (ELEKTRICAR, "bs"),
        ("Is a micro-credential recognised by universities?", "en"),
        ("What will the weather be?", "en"),
    ],
)
def test_telegram_gives_the_same_advice_as_the_adviser_asked_directly(at_work, chat, words, language):
    _, house = at_work
    [reply] = directly(house, words)

    shown = chat.says(words)

    assert shown == [bubble.text for bubble in render(reply)]
    assert reply.language == language


def test_from_the_first_tap_to_the_page_of_the_provider(at_work, chat):
    first = chat.says("/start")
    assert "AI" in first[0]
    pathway = chat.says(ELECTRICIAN)
    assert any("1. " in bubble and "→" in bubble for bubble in pathway)

    handed_over = chat.taps("Apply: ")

    assert handed_over[0].startswith("› Apply: ")
    button = at_work[0].state.sent(chat.number)[-1]["reply_markup"]["inline_keyboard"][0][0]
    assert button["text"] == "Open the page"
    assert button["url"].startswith("https://")
    assert at_work[0].state.refused() == []


def test_a_conversation_of_the_web_page_goes_on_here_with_its_plan_and_can_be_saved(at_work, chat):
    api, house = at_work
    conversation, _ = house.advisor.start_conversation("web", language="en", now=now())
    message = IncomingMessage(conversation=conversation, client_message_id="m1", text=ELECTRICIAN)
    answer = house.advisor.take_turn(message, now())

    taken_along = chat.says(f"/start l_{Tickets(house.engine).make(conversation, now())}")
    compared = chat.says("/compare")
    chat.says("/save")
    time.sleep(0.5)

    assert taken_along[1:] == [bubble.text for bubble in render(answer)]
    assert "compared with" in " ".join(compared)
    files = [message["document"]["file_name"] for message in api.state.sent(chat.number) if "document" in message]
    assert files == ["cairn-pathway.pdf", "cairn-pathway.ics"]
    assert api.state.refused() == []


def test_a_link_to_a_course_shows_it_and_asks_what_the_learner_wants(chat):
    card, begun = chat.says("/start c_gso-pv-1")

    assert card.startswith("Solar Electricity from the Beginning (demonstration)")
    assert "18 hours · free of charge" in card
    assert "I am an AI system" in begun
    assert "what you would like to do" in begun


def test_a_link_with_a_goal_plans_for_it(chat):
    shown = chat.says("/start g_welder")

    assert any("1. " in bubble and "eld" in bubble for bubble in shown)


def test_a_person_can_be_asked_for_under_every_keyboard(chat):
    chat.says("/start")

    assert chat.taps("Talk to a person")[0]


def test_in_a_crisis_help_is_named_and_no_course(chat):
    [shown] = chat.says("I want to kill myself")

    assert "1. " not in shown
    assert "1. " not in chat.taps("Talk to a person")[0]


def test_ten_people_at_once_are_all_answered_in_their_own_chat(at_work):
    people = [Chat(at_work[0]) for _ in range(10)]
    threads = [threading.Thread(target=person.says, args=(ELECTRICIAN,)) for person in people]

    with running(threads):
        pass

    pathways = {message["text"] for person in people for message in at_work[0].state.sent(person.number)[1:2]}
    assert all(person.read >= 2 for person in people)
    assert len(pathways) == 1


@contextmanager
def running(threads):
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join(60)
