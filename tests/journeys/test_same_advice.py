"""Does a person get the same advice at every door: page, stream, HTTP, Telegram, terminal, command and MCP?"""

import json
import os
from functools import cache

import pytest

from advisor.vocabulary.conversation import Reply
from bots.telegram.outgoing import render
from bots.telegram.simulator.server import BotApi, serving
from bots.telegram.simulator.state import TOKEN
from tests.journeys import doors
from tests.journeys.doors import TAP, Telephone, first_button
from tests.journeys.running_server import Visitor, a_running_server

pytestmark = pytest.mark.timeout(240)

CONVERSATIONS = {
    "en": [
        "I was laid off from the coal mine, I'm an electrician and I want to work with solar panels. I have no money and four hours a week",
        TAP,
        "Sorry, I meant ten hours a week",
        "Why this first course?",
        "Is there something cheaper?",
        "Compare the first two courses",
        "I want to apply for the first one",
        "Is a micro-credential recognised by universities?",
    ],
    "bs": [
        "Dobio sam otkaz u rudniku, električar sam i želim raditi sa solarnim panelima. Nemam novca i imam četiri sata sedmično",
        TAP,
        "Ipak imam deset sati sedmično",
        "Zašto prvi kurs?",
        "Ima li nešto jeftinije?",
        "Uporedi prva dva kursa",
        "Želim se prijaviti na prvi",
        "Da li univerziteti priznaju mikrokredencijale?",
    ],
    "th": [
        "ผมตกงานจากเหมืองถ่านหิน เป็นช่างไฟฟ้า อยากทำงานติดตั้งแผงโซลาร์เซลล์ ไม่มีเงิน มีเวลาสัปดาห์ละ 4 ชั่วโมง",
        TAP,
        "ขอแก้ มีเวลาสัปดาห์ละ 10 ชั่วโมง",
        "ทำไมต้องเรียนหลักสูตรแรก",
        "มีที่ถูกกว่านี้ไหม",
        "เปรียบเทียบสองหลักสูตรแรก",
        "อยากสมัครหลักสูตรแรก",
        "มหาวิทยาลัยยอมรับไมโครเครเดนเชียลไหม",
    ],
}
"""A wish, an answer by button, a correction, why, cheaper, compare, apply, and a question about rules."""
DOORS = ("stream", "page", "telegram", "terminal", "mcp")
HELD = [*((door, language) for door in DOORS for language in CONVERSATIONS), ("command", "en"), ("command", "th")]
"""The command reads and answers as the terminal does, and is slow to start."""
OWN = frozenset({"conversation", "message", "explain"})
"""Of a reply: what differs from one conversation to the next."""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """One `cairn serve` with the bot; the terminal and the command stand beside it, on the same data."""
    api = BotApi()
    with serving(api) as telegram:
        settings = {
            "INDEX": "memory:",
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": telegram,
            "LIMIT_MESSAGES_PER_DAY": "0",
        }
        with a_running_server(tmp_path_factory.mktemp("server"), settings) as server:
            yield House(server, api)


class House:
    """Holds each conversation once at each door."""

    def __init__(self, server, api):
        self.server, self.api = server, api
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")},
            "OMP_NUM_THREADS": "1",
            "CAIRN_DATA": str(server.folder / "data"),
            "CAIRN_INDEX": "memory:",
        }
        self.replies = cache(self._replies)
        self.phone = cache(lambda language: Telephone(api, 1 + list(CONVERSATIONS).index(language)))
        self.page = {}

    def _replies(self, door, language):
        lines, address = CONVERSATIONS[language], self.server.address
        if door == "page":
            replies, self.page[language] = doors.on_the_page(address, lines)
            return replies
        if door == "command":
            label = first_button(self.replies("http", language)[0])["label"]
            return doors.by_command(self.environment, lines, label)
        ways = {
            "http": lambda: doors.over_http(address, lines),
            "stream": lambda: doors.by_stream(address, lines),
            "telegram": lambda: self.phone(language).hold(lines),
            "terminal": lambda: doors.in_the_terminal(self.environment, lines),
            "mcp": lambda: doors.over_mcp(address, lines),
        }
        return ways[door]()


def pathways(reply):
    return [block for block in reply["blocks"] if block["type"] == "pathway"]


def as_bytes(value):
    return json.dumps(value, ensure_ascii=False).encode()


def same_for_all(reply):
    """Give a reply without what is this conversation's own: its ids, and those of its hand-offs."""
    told = {key: value for key, value in reply.items() if key not in OWN}
    for block in told["blocks"]:
        if block["type"] == "handoff":
            told = json.loads(json.dumps(told).replace(block["handoff"], "HANDOFF"))
    return told


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_the_conversation_is_what_it_is_meant_to_be(house, language):
    replies = house.replies("http", language)
    kinds = [{block["type"] for block in reply["blocks"]} for reply in replies]

    assert {reply["language"] for reply in replies} == {language}
    assert [at for at, found in enumerate(kinds) if "pathway" in found][:3] == [0, 1, 2]
    assert replies[0]["profile"]["background"]
    assert replies[0]["profile"]["constraints"]["hours_per_week"] == 4.0
    assert replies[1]["profile"]["constraints"] != replies[0]["profile"]["constraints"]
    assert replies[2]["profile"]["constraints"]["hours_per_week"] == 10.0
    assert replies[3]["citations"]
    assert "comparison" in kinds[5]
    assert "handoff" in kinds[6]
    assert {citation["source"] for citation in replies[7]["citations"]} == {"policy"}


@pytest.mark.parametrize(("door", "language"), HELD)
def test_every_door_gives_the_same_profile_pathway_citations_and_notices(house, door, language):
    replies = house.replies(door, language)
    expected = house.replies("http", language)

    assert len(replies) == len(expected) == 8
    for told, meant in zip(replies, expected, strict=True):
        assert told["profile"] == meant["profile"]
        assert as_bytes(pathways(told)) == as_bytes(pathways(meant))
        assert as_bytes(told["citations"]) == as_bytes(meant["citations"])
        assert same_for_all(told) == same_for_all(meant)


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_telegram_shows_what_the_reply_says(house, language):
    replies = house.replies("telegram", language)
    tapped = first_button(replies[0])["label"]

    for number, (told, shown) in enumerate(zip(replies, house.phone(language).shown, strict=True)):
        label = tapped if CONVERSATIONS[language][number] == TAP else ""
        assert shown == [bubble.text for bubble in render(Reply.model_validate(told), label)]
    assert house.api.state.refused() == []


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_the_page_shows_every_step_and_quote_of_the_reply(house, language):
    import html

    replies = house.replies("page", language)
    shown = html.unescape(house.page[language])

    for told in replies:
        assert all(step["title"] in shown for way in pathways(told) for step in way["steps"])
        assert all(citation["quote"] in shown for citation in told["citations"])


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_every_quote_of_the_advice_stands_in_the_record(house, language):
    visitor = Visitor(house.server.address, language)
    told = house.replies("http", language)[0]

    assert told["citations"]
    for citation in told["citations"]:
        record = visitor.get(f"/v1/micro-credentials/{citation['id']}").raise_for_status().text
        text = json.dumps(json.loads(record), ensure_ascii=False).replace(".0", "")
        assert json.dumps(citation["quote"], ensure_ascii=False)[1:-1] in text
