"""Does an open page hear what the adviser says unasked?"""

import asyncio

from advisor.vocabulary.blocks import HandOffBlock, TextBlock
from bots.web import news
from bots.web.news import pace


async def first_events(web, conversation, start, wanted):
    """Read the stream until so many turns came."""
    found = []
    async for line in news._turns(web.app.state.front, conversation, start):
        found += [line] if line.startswith("id:") else []
        if len(found) == wanted:
            return found
    return found


def test_news_come_with_the_turns_number(web, monkeypatch):
    monkeypatch.setattr(news, "SOON", 0.02)
    where = web.start()
    web.say("solar", where)
    reply = web.advisor.reply(where[0], "n-1").model_copy(
        update={"blocks": (TextBlock(text="Solar School answered."),)}
    )

    async def scene():
        listening = asyncio.create_task(first_events(web, where[0], 1, 1))
        await asyncio.sleep(0.05)
        web.advisor.store.append_news(where[0], reply, "k", web.clock())
        return await asyncio.wait_for(listening, 5)

    (line,) = asyncio.run(scene())
    assert line.startswith("id: 2\nevent: turn\ndata: ")
    assert "Solar School answered." in line


def test_what_was_missed_comes_first(web):
    where = web.start()
    web.say("one", where)
    web.say("two", where)
    lines = asyncio.run(asyncio.wait_for(first_events(web, where[0], 0, 2), 5))
    assert [line.partition("\n")[0] for line in lines] == ["id: 1", "id: 2"]


def test_the_stream_ends_when_the_conversation_is_erased_or_the_server_stops(web):
    where = web.start()
    web.advisor.erase(where[0])
    assert asyncio.run(asyncio.wait_for(first_events(web, where[0], 0, 1), 5)) == []

    other = web.start()
    web.app.state.front.closing.set()
    assert asyncio.run(asyncio.wait_for(first_events(web, other[0], 0, 1), 5)) == []


def test_the_page_looks_often_only_while_somebody_else_may_speak(web):
    where = web.start()
    web.advisor.blocks = (TextBlock(text="hello"),)
    web.say("one", where)
    quiet = pace(web.advisor.conversation(where[0]))
    web.advisor.blocks = (
        HandOffBlock(handoff="h", status="sending", micro_credential_id="x", title="t", provider="p", text="…"),
    )
    web.say("two", where)
    assert (quiet, pace(web.advisor.conversation(where[0]))) == (15.0, 2.0)
