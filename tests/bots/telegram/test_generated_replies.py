"""Does Telegram take every reply that can be made: 2,000 of all blocks, in all languages, against the strict server's own rules?"""

import json
import re

import pytest

from bots.telegram.entities import clean
from bots.telegram.outgoing import render
from bots.telegram.sending import _entities, _keyboard
from bots.telegram.simulator.methods import METHODS
from bots.telegram.simulator.rules import Refused, units
from bots.telegram.simulator.state import State
from tests.bots.telegram.replies import LANGUAGES, Made
from tests.builders import a_pathway, a_step
from tests.fakes.scripted_advisor import a_reply

REPLIES = 2000
BATCHES = 10
GAPS = re.compile(r"\s+")


def parameters(bubble):
    """Write a bubble as the Bot API gets it: JSON inside a form."""
    given = {"chat_id": "1", "text": bubble.text}
    entities, keyboard = _entities(bubble), _keyboard(bubble.keyboard)
    if entities:
        given["entities"] = json.dumps([entity.to_dict() for entity in entities])
    if keyboard:
        given["reply_markup"] = keyboard.to_json()
    return given


def refusals(bubbles):
    state = State(known_chats={1})
    for bubble in bubbles:
        try:
            METHODS["sendMessage"](state, parameters(bubble))
        except Refused as refusal:
            yield refusal.description, bubble


@pytest.mark.parametrize("batch", range(BATCHES))
def test_telegram_refuses_none_of_2000_replies(batch):
    here = range(batch * REPLIES // BATCHES, (batch + 1) * REPLIES // BATCHES)
    made = [Made(1000 + seed) for seed in here]

    bubbles = [
        bubble
        for seed, each in zip(here, made, strict=True)
        for bubble in render(each.reply(LANGUAGES[seed % 10]), each.words(6) if seed % 3 else "")
    ]

    assert list(refusals(bubbles)) == []
    assert len(bubbles) > len(here)
    buttons = [button for bubble in bubbles for row in bubble.keyboard for button in row]
    assert max(len(button.data.encode()) for button in buttons) <= 64
    assert {bubble.keyboard[-1][0].data for bubble in bubbles if bubble.keyboard} == {"v1:!human"}


def test_the_generated_replies_reach_the_limits():
    bubbles = [bubble for seed in range(300) for bubble in render(Made(1000 + seed).reply("en"))]

    assert max(units(bubble.text) for bubble in bubbles) > 4000
    assert any(re.search("[\u0590-\u06ff]", bubble.text) for bubble in bubbles)


def test_a_pathway_of_very_many_steps_keeps_to_a_hundred_entities_each():
    steps = tuple(a_step(order=number, title="T", reasons=()) for number in range(1, 91))

    bubbles = render(a_reply(a_pathway(*steps)))

    assert list(refusals(bubbles)) == []
    assert sum(bubble.text.count("\nSolar School") for bubble in bubbles) == 90
    assert 50 < max(len(bubble.entities) for bubble in bubbles) <= 100


@pytest.mark.parametrize("seed", range(60))
def test_nothing_of_a_long_text_is_lost_between_two_bubbles(seed):
    from advisor.vocabulary.blocks import TextBlock

    text = Made(seed).words(900)

    shown = "".join(bubble.text for bubble in render(a_reply(TextBlock(text=text))))

    assert GAPS.sub("", shown) == GAPS.sub("", clean(text))


@pytest.mark.parametrize(
    "broken",
    [
        {"text": "x" * 4097},
        {"text": "🌞" * 2049},
        {"text": " \n"},
        {"text": "a", "entities": '[{"type": "bold", "offset": 0, "length": 2}]'},
        {"text": "🌞", "entities": '[{"type": "bold", "offset": 1, "length": 1}]'},
        {"text": "a", "reply_markup": json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]})},
        {"text": "a", "reply_markup": '{"inline_keyboard": [[{"text": "a", "url": "javascript:alert(1)"}]]}'},
    ],
)
def test_the_rules_refuse_what_telegram_refuses(broken):
    with pytest.raises(Refused):
        METHODS["sendMessage"](State(known_chats={1}), {"chat_id": "1", **broken})
