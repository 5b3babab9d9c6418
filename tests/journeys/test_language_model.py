"""Does a learner with a language model get the same pathway, and nothing false, from a real model and from the worst one?"""

import json
import re
import time

import pytest

from advisor.vocabulary.conversation import IncomingMessage
from bots.assembly import new_id, now, open_house
from bots.settings import Settings
from tests.fakes.local_model import a_local_model
from tests.fakes.lying_server import a_lying_server
from tests.journeys.running_server import Visitor, a_running_server

SOLAR = "I was laid off from the coal mine, I'm an electrician and I want to work with solar panels. I have no money and {hours} hours a week"
CHAT = "the people at the factory say that there are also courses about boats and fishing nets at the harbour"
TALK = (CHAT, SOLAR.format(hours="six") + ", and at most 20 hours in all")
FALSE = re.compile(r"evil|harvard|wizardry|https?://|www\.|\d|EUR|free of charge|certif|<|>|\[", re.IGNORECASE)


def hold(house, texts=TALK):
    conversation, _ = house.advisor.start_conversation("terminal", now=now())
    return [
        house.advisor.take_turn(
            IncomingMessage(conversation=conversation, client_message_id=new_id(), text=text), now()
        )
        for text in texts
    ]


def told(reply, stage):
    return next((one.value for one in reply.explain if one.stage == stage), None)


def kinds(reply, kind):
    return [block for block in reply.blocks if block.type == kind]


@pytest.fixture(scope="module")
def plain_house(tmp_path_factory):
    with open_house(Settings(data=tmp_path_factory.mktemp("plain"), index="memory:")) as house:
        yield house


@pytest.mark.local_model
@pytest.mark.timeout(300)
def test_a_real_small_model_reads_and_words_and_the_pathway_stays_the_same(plain_house, tmp_path):
    with a_local_model() as address:
        settings = Settings(
            data=tmp_path,
            index="memory:",
            language_model="openai:smollm2",
            language_model_base_url=address,
            language_model_seconds=60,
        )
        with open_house(settings) as house:
            replies = hold(house)
            rows, broken = house.advisor.audit_standing()

    calls = [call for reply in replies for call in told(reply, "model_calls")]
    assert {"reading_by_model", "wording"} <= {call["task"] for call in calls}
    assert "answered" in {call["outcome"] for call in calls}
    assert (rows, broken) == (2, None)
    for reply, plain in zip(replies, hold(plain_house), strict=True):
        assert len(told(reply, "model_calls")) <= 2
        assert [w.model_dump_json() for w in kinds(reply, "pathway")] == [
            w.model_dump_json() for w in kinds(plain, "pathway")
        ]
        assert reply.citations == plain.citations
        added = [block.text for block in kinds(reply, "text") if block not in kinds(plain, "text")]
        titles = [step.title for way in kinds(reply, "pathway") for step in way.steps]
        assert not any(FALSE.search(without(text, titles)) for text in added)


def without(text, titles):
    """Leave out the titles, which are rendered from their records."""
    for title in titles:
        text = text.replace(title, "")
    return text


@pytest.fixture(scope="module")
def liar():
    with a_lying_server() as server:
        yield server


@pytest.fixture(scope="module")
def web(liar, tmp_path_factory):
    settings = {
        "INDEX": "memory:",
        "LANGUAGE_MODEL": "openai:liar",
        "LANGUAGE_MODEL_BASE_URL": liar.address,
        "LANGUAGE_MODEL_SECONDS": "20",
        "LANGUAGE_MODEL_CALLS_PER_DAY": "0",
    }
    with a_running_server(tmp_path_factory.mktemp("liar"), settings) as server:
        yield server


@pytest.mark.parametrize(
    ("mode", "hours"),
    [
        ("obeys_injections", 5),
        ("false_price", 7),
        ("links", 8),
        ("garbage", 9),
        ("leaks_instructions", 10),
        ("never_ends", 11),
    ],
)
def test_a_visitor_gets_the_advice_of_rules_and_templates_from_a_server_that_lies(mode, hours, web, liar, plain_house):
    liar.mode, before = mode, len(liar.asked)
    said = SOLAR.format(hours=hours)

    reply = Visitor(web.address).say(text=said)

    (plain,) = hold(plain_house, (said,))
    assert reply["blocks"] == json.loads(plain.model_dump_json(by_alias=True))["blocks"]
    assert 1 <= len(liar.asked) - before <= 2
    assert "Traceback" not in web.log()


def test_a_server_that_breaks_or_hangs_costs_a_moment_and_is_then_left_alone(liar, tmp_path):
    given = {"language_model": "openai:liar", "language_model_base_url": liar.address, "language_model_seconds": 5}
    waits, asked = [], []
    with open_house(Settings(data=tmp_path, index="memory:", **given)) as house:
        liar.mode = "garbage"
        house.advisor.try_language_model(now())
        hold(house, (SOLAR.format(hours=12),))
        for mode in ("breaks", "hangs", "breaks", "hangs", "breaks"):
            liar.mode, before, begun = mode, len(liar.asked), time.monotonic()
            (reply,) = hold(house, (CHAT,))
            waits.append(time.monotonic() - begun)
            asked.append(len(liar.asked) - before)
            assert reply.blocks

    assert max(waits) < 8
    assert asked == [1, 1, 1, 0, 0]


def test_a_server_that_knows_no_schemas_is_asked_in_words_from_the_second_time_on(liar, tmp_path):
    liar.mode, liar.refuses_schemas, before = "garbage", True, len(liar.asked)
    given = {"language_model": "openai:liar", "language_model_base_url": liar.address, "language_model_seconds": 30}
    with open_house(Settings(data=tmp_path, index="memory:", **given)) as house:
        house.advisor.try_language_model(now())
        house.advisor.try_language_model(now())
    liar.refuses_schemas = False

    assert ["response_format" in asked for asked in liar.asked[before:]] == [True, False]
