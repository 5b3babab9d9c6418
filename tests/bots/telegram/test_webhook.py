"""Does the webhook take what Telegram brings, once, and nothing from anybody else?"""

import json
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from bots.errors import BotError
from bots.settings import Settings
from bots.telegram.channel import start
from bots.telegram.inbox import Inbox
from bots.telegram.simulator.state import BOT_ID, TOKEN
from bots.telegram.webhook import HEADER, open_door
from tests.bots.web.house import an_app, serving
from tests.builders import NOW
from tests.fakes.outspoken_advisor import OutspokenAdvisor

SECRET = "a-secret_of-ours-0123456789"
GIVEN = {"telegram_token": TOKEN, "telegram_webhook_secret": SECRET, "public_url": "https://advice.example"}


@pytest.fixture
def app(tmp_path):
    app = an_app(tmp_path / "web", OutspokenAdvisor(), **GIVEN)
    yield app
    app.state.front.house.engine.dispose()


@pytest.fixture
def client(app):
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def path(app):
    return app.state.telegram_door.address.removeprefix("https://advice.example")


@pytest.fixture
def kept(app):
    """Count what stands in the inbox, by state."""

    def count():
        box = Inbox(app.state.front.house.engine, BOT_ID)
        return {state: box.count(state) for state in ("waiting", "done", "dead")}

    return count


def an_update(number=1000, words="I weld"):
    message = {"message_id": 1, "date": 1_790_000_000, "chat": {"id": 7, "type": "private"}, "text": words}
    return {"update_id": number, "message": message}


def bring(client, path, body, secret=SECRET):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(path, content=content, headers={HEADER: secret})


def test_an_update_with_the_secret_is_kept_and_acknowledged(client, path, kept):
    answer = bring(client, path, an_update())

    assert (answer.status_code, answer.content) == (200, b"")
    assert kept() == {"waiting": 1, "done": 0, "dead": 0}


def test_the_same_update_again_is_acknowledged_and_kept_once(client, path, kept):
    answers = [bring(client, path, an_update()).status_code for _ in range(5)]

    assert answers == [200] * 5
    assert kept() == {"waiting": 1, "done": 0, "dead": 0}


def test_what_is_done_does_not_begin_anew_when_it_is_brought_again(app, client, path, kept):
    bring(client, path, an_update())
    Inbox(app.state.front.house.engine, BOT_ID).done(1000)

    assert bring(client, path, an_update()).status_code == 200
    assert kept() == {"waiting": 0, "done": 1, "dead": 0}


SPOOFS = {
    "no secret": [],
    "an empty one": [(HEADER, "")],
    "another one": [(HEADER, "guess")],
    "the beginning of it": [(HEADER, SECRET[:-1])],
    "more than it": [(HEADER, SECRET + "0")],
    "in capitals": [(HEADER, SECRET.upper())],
    "two of them": [(HEADER, SECRET), (HEADER, SECRET)],
    "a list with it": [(HEADER, f"guess, {SECRET}")],
    "letters that are not ASCII": [(HEADER.encode(), "sëcret".encode("latin-1"))],
    "under another name": [("X-Telegram-Bot-Api-Secret", SECRET), ("Authorization", f"Bearer {SECRET}")],
    "very long": [(HEADER, "a" * 10_000)],
}


@pytest.mark.parametrize("headers", SPOOFS.values(), ids=SPOOFS.keys())
def test_who_does_not_know_the_secret_is_refused_and_leaves_nothing(client, path, kept, headers):
    answer = client.post(path, content=json.dumps(an_update()), headers=headers)

    assert answer.status_code == 401
    assert kept() == {"waiting": 0, "done": 0, "dead": 0}


@pytest.mark.parametrize(
    "wrong", ["/telegram/guess", "/telegram/", "/telegram/" + "0" * 64, "/telegram/s%C3%A9cret", "/telegram/%00"]
)
def test_the_secret_alone_without_the_address_opens_nothing(client, kept, wrong):
    assert bring(client, wrong, an_update()).status_code == 404
    assert kept() == {"waiting": 0, "done": 0, "dead": 0}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_only_post_is_answered(client, path, kept, method):
    answer = client.request(method, path, headers={HEADER: SECRET})

    assert answer.status_code == 405
    assert kept() == {"waiting": 0, "done": 0, "dead": 0}


MALFORMED = {
    "nothing": b"",
    "no JSON": b"{",
    "half a character": b'{"update_id": 1, "message": "\xff"}',
    "a list": b"[1]",
    "a word": b'"hello"',
    "null": b"null",
    "no number": b'{"message": {}}',
    "a number in words": b'{"update_id": "1"}',
    "a truth": b'{"update_id": true}',
    "a negative number": b'{"update_id": -5}',
    "a number that no database keeps": b'{"update_id": 99999999999999999999}',
    "a number without end": b'{"update_id": ' + b"9" * 6000 + b"}",
    "very deep": b"[" * 200_000,
    "zero bytes": b"\x00" * 100,
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_no_update_becomes_one_dead_letter_and_is_not_asked_for_again(client, path, kept, body):
    answers = [bring(client, path, body).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert kept() == {"waiting": 0, "done": 0, "dead": 1}


def test_a_body_of_more_than_a_megabyte_is_not_read(client, path, kept):
    large = an_update(words="x" * 2**20)

    assert bring(client, path, large).status_code == 413
    assert bring(client, path, an_update(words="x" * 1_000_000)).status_code == 200
    assert kept()["waiting"] == 1


def test_a_stream_of_more_than_a_megabyte_is_broken_off(client, path, kept):
    chunks = (b"x" * 2**16 for _ in range(20))

    assert client.post(path, content=chunks, headers={HEADER: SECRET}).status_code == 413
    assert kept() == {"waiting": 0, "done": 0, "dead": 0}


def test_what_cannot_be_kept_is_not_acknowledged_and_is_kept_when_it_is_brought_again(app, client, path, kept):
    bring(client, path, an_update(1))
    engine = app.state.front.house.engine
    with engine.begin() as connection:
        connection.execute(text("alter table telegram_inbox rename to away"))
    refused = bring(client, path, an_update(2))
    with engine.begin() as connection:
        connection.execute(text("alter table away rename to telegram_inbox"))

    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "2"
    assert bring(client, path, an_update(2)).status_code == 200
    assert kept()["waiting"] == 2


def test_when_too_much_is_unfinished_telegram_is_asked_to_keep_the_rest(app, client, path, kept):
    bring(client, path, an_update(1))
    box = Inbox(app.state.front.house.engine, BOT_ID)
    box.keep([an_update(number) for number in range(2, 1001)], NOW)

    assert bring(client, path, an_update(5000)).status_code == 503
    assert kept()["waiting"] == 1000


def test_an_update_that_was_brought_does_not_move_the_place_from_which_polling_goes_on(app, client, path):
    box = Inbox(app.state.front.house.engine, BOT_ID)
    box.keep([an_update(10)], NOW)

    bring(client, path, an_update(500))

    assert box.offset(NOW) == 11


@pytest.mark.parametrize("missing", ["telegram_token", "telegram_webhook_secret", "public_url"])
def test_without_all_three_settings_there_is_no_door(tmp_path, missing):
    given = {name: value for name, value in GIVEN.items() if name != missing}
    app = an_app(tmp_path / "web", OutspokenAdvisor(), **given)

    answer = bring(TestClient(app), "/telegram/" + "0" * 64, an_update())

    assert app.state.telegram_door is None
    assert answer.status_code == 404
    app.state.front.house.engine.dispose()


def test_a_secret_that_telegram_would_refuse_is_refused_with_a_way_out(house):
    settings = Settings(**{**house.settings.model_dump(), **GIVEN, "telegram_webhook_secret": "with space"})

    with pytest.raises(BotError) as refused:
        open_door(replace(house, settings=settings), lambda: NOW)

    assert "openssl rand" in refused.value.hint


@pytest.fixture
def by_webhook(house, tmp_path, monkeypatch):
    """The channel at work behind a door of its own; gives the address that Telegram is told."""
    monkeypatch.setattr("bots.telegram.channel.BRINGS_AGAIN", 0.05)
    settings = house.settings.model_dump() | {"telegram_webhook_secret": SECRET}
    app = an_app(tmp_path / "web", OutspokenAdvisor())
    with serving(app) as address:
        open_rooms = replace(house, settings=Settings(**settings | {"public_url": address}))
        app.state.telegram_door = open_door(open_rooms, lambda: NOW)
        stop = start(open_rooms, app.state.telegram_door)
        yield app.state.telegram_door.address
        stop()
    app.state.front.house.engine.dispose()


def test_what_telegram_brings_is_answered_once_each_in_order(api, by_webhook, eventually):
    for word in ("one", "two", "three"):
        api.state.say(1, word)

    eventually(lambda: len(api.state.sent(1)) == 3)

    assert [message["text"].splitlines()[0] for message in api.state.sent(1)] == [
        "heard: one",
        "heard: two",
        "heard: three",
    ]
    assert (api.state.webhook, api.state.webhook_secret) == (by_webhook, SECRET)
    assert api.state.brought == [200, 200, 200]
    assert api.state.refused() == []


def test_an_update_that_is_brought_five_times_is_answered_once(api, by_webhook, eventually):
    with api.state.lock:
        api.state.say(1, "again")
        update = dict(api.state.updates[0])
    eventually(lambda: api.state.brought == [200])
    for _ in range(4):
        api.state.updates.append(update)
    api.state.say(2, "after that")

    eventually(lambda: api.state.sent(2))

    assert api.state.brought == [200] * 6
    assert len(api.state.sent(1)) == 1


def test_telegram_is_told_the_secret_and_what_is_wanted_and_drops_nothing(api, by_webhook, eventually):
    eventually(lambda: api.state.webhook == by_webhook)

    [wished] = [call.parameters for call in api.state.calls if call.method == "setWebhook"]

    assert json.loads(wished["allowed_updates"]) == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert wished["secret_token"] == SECRET
    assert wished.get("drop_pending_updates") != "true"


def test_a_webhook_that_another_program_took_off_is_registered_again(api, by_webhook, eventually):
    eventually(lambda: api.state.webhook == by_webhook)

    api.state.webhook = ""

    eventually(lambda: api.state.webhook == by_webhook)


def test_an_address_that_telegram_refuses_is_said_with_a_way_out(house, eventually, caplog):
    settings = house.settings.model_dump() | {"telegram_webhook_secret": SECRET, "public_url": "http://advice.example"}
    refused = replace(house, settings=Settings(**settings))

    stop = start(refused, open_door(refused, lambda: NOW))

    eventually(lambda: "Telegram refuses the address of the webhook." in caplog.text)
    stop()
    assert "must be an https address" in caplog.text
