"""Are English, Bosnian, Croatian, Serbian, Albanian and Macedonian turns read as a person would? The turns stand in turns/west.jsonl."""

import json
from pathlib import Path
from typing import Any

import pytest

from advisor.profiling import profile_of
from advisor.reading.rules import RulesReader
from advisor.vocabulary.conversation import Conversation, ConversationId, IncomingMessage, Understanding
from tests.builders import NOW
from tests.fakes.words_library import WordsLibrary

LINES = [
    json.loads(line)
    for line in (Path(__file__).parent / "turns" / "west.jsonl").read_text(encoding="utf-8").splitlines()
]
BESIDE_THE_LIMITS = {"eqf_level"}


@pytest.fixture(scope="module")
def reader() -> RulesReader:
    return RulesReader(WordsLibrary())


def heard(reader: RulesReader, line: dict[str, Any]) -> tuple[Conversation, Understanding]:
    """Say the turns before, put the question, say the turn."""
    conversation = Conversation(id=ConversationId("c"), channel="web", address="", language=None, created=NOW)
    number = 0
    for text in line.get("before", ()):
        number += 1
        said = reader.read(_message(conversation, number, text), conversation, number, NOW)
        conversation = conversation.model_copy(
            update={"facts": (*conversation.facts, *said.facts), "language": said.language}
        )
    if "asked" in line:
        conversation = conversation.model_copy(update={"asked": (line["asked"],)})
    return conversation, reader.read(_message(conversation, number + 1, line["text"]), conversation, number + 1, NOW)


def _message(conversation: Conversation, number: int, text: str) -> IncomingMessage:
    return IncomingMessage(conversation=conversation.id, client_message_id=str(number), text=text)


def known(conversation: Conversation, said: Understanding, *, supposed: bool = False) -> dict[str, Any]:
    facts = (*conversation.facts, *said.facts, *(said.supposed if supposed else ()))
    profile = profile_of(facts, WordsLibrary(), said.language)
    return {**profile.constraints.model_dump(mode="json"), **profile.model_dump(include=BESIDE_THE_LIMITS)}


def plain(value: Any) -> Any:
    """Lists are compared without their order; nothing and an empty list are the same."""
    return (sorted(value) or None) if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("line", LINES, ids=[f"{line['lang']}: {line['text'][:60]}" for line in LINES])
def test_a_turn_leaves_what_a_person_would_have_understood(reader: RulesReader, line: dict[str, Any]):
    # given
    expected = dict(line["expect"])
    skips = expected.pop("skip", False)
    supposed = expected.pop("what_if", {})

    # when
    conversation, said = heard(reader, line)

    # then
    before, after = known(conversation, said), known(conversation, said, supposed=True)
    assert {field: plain(before[field]) for field in expected} == {f: plain(v) for f, v in expected.items()}
    assert {field: plain(after[field]) for field in supposed} == {f: plain(v) for f, v in supposed.items()}
    assert (said.choice is not None and said.choice.action.startswith("skip:")) is skips
    assert (said.intent == "what_if") is bool(supposed)


def test_what_is_supposed_is_stored_nowhere(reader: RulesReader):
    # given
    line = {"before": ["I have 4 hours a week"], "text": "what if I had 10 hours a week?"}

    # when
    conversation, said = heard(reader, line)

    # then
    assert said.facts == ()
    assert known(conversation, said)["hours_per_week"] == 4.0
    assert known(conversation, said, supposed=True)["hours_per_week"] == 10.0
