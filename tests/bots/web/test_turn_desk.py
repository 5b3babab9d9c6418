"""Are the messages of one conversation answered one after the other, and is the queue bounded?"""

import asyncio
import threading
import time

import pytest

from advisor.errors import Busy, MessageConflict
from advisor.vocabulary.conversation import ConversationId, IncomingMessage
from bots.web import streaming
from bots.web.turn_desk import TurnDesk
from tests.fakes.outspoken_advisor import OutspokenAdvisor


def a_message(number: int, conversation: str = "c1", text: str = "") -> IncomingMessage:
    return IncomingMessage(
        conversation=ConversationId(conversation), client_message_id=f"m{number}", text=text or f"text {number}"
    )


class Recorder:
    """Takes turns slowly and notes when each began and ended."""

    def __init__(self, seconds: float = 0.03) -> None:
        self.seconds = seconds
        self.notes: list[tuple[str, str]] = []
        self.together = 0
        self.most_together = 0
        self._lock = threading.Lock()

    def take(self, message, report):
        report("reading")
        with self._lock:
            self.notes.append((message.conversation, message.text))
            self.together += 1
            self.most_together = max(self.most_together, self.together)
        time.sleep(self.seconds)
        with self._lock:
            self.together -= 1
        return OutspokenAdvisor().reply(message.conversation, message.client_message_id)


def test_one_conversation_is_answered_in_the_order_of_arrival():
    recorder = Recorder()

    async def scene():
        desk = TurnDesk(recorder.take)
        await asyncio.gather(*(desk.reply(a_message(number)) for number in range(6)))
        assert desk.waiting == 0

    asyncio.run(scene())
    assert [text for _, text in recorder.notes] == [f"text {number}" for number in range(6)]
    assert recorder.most_together == 1


def test_two_conversations_do_not_wait_for_each_other():
    recorder = Recorder(0.2)

    async def scene():
        desk = TurnDesk(recorder.take)
        await asyncio.gather(desk.reply(a_message(1, "c1")), desk.reply(a_message(1, "c2")))

    asyncio.run(scene())
    assert recorder.most_together == 2


def test_the_same_message_joins_the_turn_under_way():
    recorder = Recorder()

    async def scene():
        desk = TurnDesk(recorder.take)
        first, second = await asyncio.gather(desk.reply(a_message(1)), desk.reply(a_message(1)))
        assert first is second
        running = desk.enter(a_message(2))
        with pytest.raises(MessageConflict):
            desk.enter(a_message(2, text="other words"))
        await running.task

    asyncio.run(scene())
    assert len(recorder.notes) == 2


def test_the_queue_is_bounded_for_one_and_for_all():
    async def scene():
        desk = TurnDesk(Recorder().take, most=3, most_in_one=2)
        running = [desk.enter(a_message(1)), desk.enter(a_message(2))]
        with pytest.raises(Busy):
            desk.enter(a_message(3))
        running.append(desk.enter(a_message(1, "c2")))
        with pytest.raises(Busy):
            desk.enter(a_message(1, "c3"))
        await asyncio.gather(*(each.task for each in running))
        await desk.reply(a_message(3))

    asyncio.run(scene())


def test_a_turn_goes_on_when_nobody_waits_for_it_any_more():
    recorder = Recorder(0.05)

    async def scene():
        desk = TurnDesk(recorder.take)
        waiter = asyncio.create_task(desk.reply(a_message(1)))
        await asyncio.sleep(0.01)
        waiter.cancel()
        await asyncio.sleep(0.01)
        assert desk.waiting == 1
        await desk.reply(a_message(1))

    asyncio.run(scene())
    assert recorder.notes == [("c1", "text 1")]


def test_a_failed_turn_frees_its_place():
    def fail(_message, _report):
        raise Busy("no")

    async def scene():
        desk = TurnDesk(fail, most=1)
        for number in range(3):
            with pytest.raises(Busy, match="no"):
                await desk.reply(a_message(number))
        assert desk.waiting == 0

    asyncio.run(scene())


def test_nobody_waits_for_ever_and_asking_again_finds_the_answer():
    recorder = Recorder(0.2)

    async def scene():
        desk = TurnDesk(recorder.take, patience=0.05)
        with pytest.raises(Busy, match="longer than usual"):
            await desk.reply(a_message(1))
        await asyncio.sleep(0.2)
        assert desk.waiting == 0

    asyncio.run(scene())
    assert recorder.notes == [("c1", "text 1")]


def test_a_stream_ends_in_words_when_the_answer_takes_too_long(monkeypatch):
    monkeypatch.setattr(streaming, "PATIENCE", 0.02)
    monkeypatch.setattr(streaming, "HEARTBEAT_SECONDS", 0.01)

    async def scene():
        desk = TurnDesk(Recorder(0.2).take)
        running = desk.enter(a_message(1))
        lines = [line async for line in streaming.turn_events(running, dict)]
        await running.task
        return lines

    lines = asyncio.run(scene())
    assert ": still here\n\n" in lines
    assert lines[-1].startswith("event: problem\n")
    assert "longer than usual" in lines[-1]
