"""Is what people write understood, in every language? Lines with what must hold stand in heard/*.jsonl."""

import json
from pathlib import Path
from typing import Any

import pytest

from advisor.profiling import profile_of
from advisor.reading.rules import RulesReader
from advisor.reading.words import said
from advisor.vocabulary.blocks import QuestionBlock
from advisor.vocabulary.conversation import (
    Conversation,
    ConversationId,
    IncomingMessage,
    Intent,
    Progress,
    Reply,
    Turn,
    Understanding,
)
from advisor.vocabulary.learner import LearnerProfile
from tests.builders import NOW
from tests.fakes.words_library import WordsLibrary

LINES = [
    json.loads(line)
    for file in sorted((Path(__file__).parent / "heard").glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
OF_THE_PERSON = {"background", "held", "not_held", "eqf_level"}


@pytest.fixture(scope="module")
def reader() -> RulesReader:
    return RulesReader(WordsLibrary())


def told(reader: RulesReader, line: dict[str, Any]) -> tuple[Conversation, Understanding]:
    """Say the lines before, ask what was asked, and hear the line."""
    conversation = Conversation(id=ConversationId("c"), channel="web", address="", language=None, created=NOW)
    for number, text in enumerate(line.get("before", ()), 1):
        heard = hear(reader, conversation, text, number)
        conversation = conversation.model_copy(
            update={"facts": (*conversation.facts, *heard.facts), "language": heard.language}
        )
    if "asked" in line:
        conversation = conversation.model_copy(
            update={"asked": (line["asked"],), "turns": (asking(line["asked"], line["language"]),)}
        )
    return conversation, hear(reader, conversation, line["say"], 9)


def hear(reader: RulesReader, conversation: Conversation, text: str, number: int) -> Understanding:
    message = IncomingMessage(conversation=conversation.id, client_message_id=str(number), text=text)
    return reader.read(message, conversation, number, NOW)


def asking(slot: str, language: str) -> Turn:
    reply = Reply(
        conversation=ConversationId("c"), message="r", language=language, progress=Progress(known=0, of=5),
        blocks=(QuestionBlock(slot=slot, text="?"),), profile=LearnerProfile(),
    )  # fmt: skip
    return Turn(number=1, message="m", client_message_id="x", text="", choice=None, at=NOW, reply=reply)


def standing(profile: LearnerProfile, field: str) -> Any:
    """Give a field as the lines write it: concepts without their prefix, money as amount and currency."""
    if field == "goal":
        return (
            plain(profile.goal.occupation) or sorted(plain(s) or "" for s in profile.goal.skills) or profile.goal.text
        )
    if field == "held":
        return sorted(plain(held.skill) or "" for held in profile.held)
    value = (profile if field in OF_THE_PERSON else profile.constraints).model_dump(mode="json")[field]
    if isinstance(value, dict):
        return [value["amount"], value["currency"]]
    return sorted(str(plain(v)) for v in value) if isinstance(value, list) else value


def plain(uri: str | None) -> str | None:
    return uri.rpartition(":")[2] if uri else None


@pytest.mark.parametrize("line", LINES, ids=[f"{line['language']}: {line['say'][:50]}" for line in LINES])
def test_a_line_is_understood(reader: RulesReader, line: dict[str, Any]):
    # given
    conversation, understanding = told(reader, line)

    # when
    facts = (*conversation.facts, *understanding.facts, *understanding.supposed)
    profile = profile_of(facts, WordsLibrary(), understanding.language)

    # then
    assert {field: standing(profile, field) for field in line["holds"]} == line["holds"]
    assert understanding.intent is Intent(line.get("intent", understanding.intent))
    assert (understanding.choice is not None and understanding.choice.action.startswith("skip")) == line.get(
        "skip", False
    )


def test_there_are_lines_in_each_of_the_four_languages():
    counts = {language: sum(line["language"] == language for line in LINES) for language in ("de", "id", "ms", "th")}

    assert min(counts.values()) >= 25


@pytest.mark.parametrize(
    ("language", "written", "meant"),
    [
        ("de", "hob koa göd ned", "habe kein geld nicht"),
        ("de", "zweimal i de wuche", "zwei mal ich de woche"),
        ("id", "sy gk pny waktu2 luang, tp pgn kerja", "saya gak pny waktu luang, tapi ingin kerja"),
        ("ms", "xboleh mlm, nk hujung mnggu", "tak boleh malam, nak hujung minggu"),
        ("th", "หยากเรียนวันเสา", "อยากเรียนวันเสาร์"),
        ("th", "๑๕ ชม.", "15 ชม."),
        ("en", "I want my own i", "i want my own i"),
    ],
)
def test_short_and_dialect_spellings_are_read_as_what_they_stand_for(language: str, written: str, meant: str):
    assert said(written, language).plain == meant


def test_what_was_written_otherwise_is_quoted_as_it_was_written(reader: RulesReader):
    _, understanding = told(reader, {"language": "ms", "say": "mlm xboleh, siang bleh"})

    assert [fact.words for fact in understanding.facts] == ["siang"]
