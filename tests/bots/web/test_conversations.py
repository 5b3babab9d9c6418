"""Does a program hold a conversation over HTTP as the contract says?"""

import json

import pytest

from advisor.errors import Busy
from tests.fakes.outspoken_advisor import OutspokenAdvisor

NOT_FOUND = {
    "type": "urn:cairn:problem:not-found",
    "title": "Not Found",
    "status": 404,
    "detail": "There is nothing here.",
    "hint": "Check the address and the token, or start anew.",
}


def events_of(text: str) -> list[tuple[str, str, dict]]:
    """Read name, id and data of each event."""
    found = []
    for part in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in part.splitlines() if ": " in line and not line.startswith(":"))
        if "data" in fields:
            found.append((fields["event"], fields.get("id", ""), json.loads(fields["data"])))
    return found


def test_a_message_is_answered_with_a_reply(web):
    where = web.start()
    answer = web.say("I want to work with solar panels", where, client_message_id="m1")
    assert answer.status_code == 200
    assert answer.json()["conversation"] == where[0]
    assert [block["type"] for block in answer.json()["blocks"]] == [
        "notice", "understood", "text", "pathway", "skills", "comparison", "occupations", "handoff", "question",
    ]  # fmt: skip


def test_the_same_message_id_gives_the_same_reply_and_no_second_turn(web):
    where = web.start()
    first = web.say("solar", where, client_message_id="m1").json()
    second = web.say("solar", where, client_message_id="m1").json()
    assert first == second
    assert web.advisor.taken == ["solar"]


def test_the_same_message_id_with_other_words_is_a_conflict(web):
    where = web.start()
    web.say("solar", where, client_message_id="m1")
    answer = web.say("wind", where, client_message_id="m1")
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_idempotency_key_serves_as_message_id(web):
    identifier, headers = web.start()
    for _ in range(2):
        web.client.post(
            f"/v1/conversations/{identifier}/messages",
            json={"text": "solar"},
            headers={**headers, "Idempotency-Key": "key-1"},
        )
    assert web.advisor.taken == ["solar"]


def test_starting_twice_with_one_idempotency_key_is_one_conversation(web):
    key = {"Idempotency-Key": "0123456789abcdef"}
    first = web.client.post("/v1/conversations", headers=key)
    second = web.client.post("/v1/conversations", headers=key)
    other = web.client.post("/v1/conversations", headers={"Idempotency-Key": "fedcba9876543210"})
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert other.json()["id"] != first.json()["id"]


def test_a_stream_names_the_stage_then_gives_pieces_then_the_whole_reply(web):
    identifier, headers = web.start()
    answer = web.client.post(
        f"/v1/conversations/{identifier}/messages",
        json={"text": "solar", "client_message_id": "m1"},
        headers={**headers, "Accept": "text/event-stream"},
    )
    events = events_of(answer.text)
    assert answer.headers["content-type"].startswith("text/event-stream")
    stages = [data["stage"] for name, _, data in events if name == "status"]
    assert stages == ["reading", "searching", "planning", "writing"]
    assert [name for name, _, _ in events[4:]] == ["delta", "delta", "delta", "reply"]
    assert "".join(data["text"] for name, _, data in events if name == "delta") == (
        "Two short courses lead to solar work. The first one can begin today."
    )
    assert [identifier for _, identifier, _ in events[4:]] == ["m1/1", "m1/2", "m1/3", "m1/4"]


def test_a_broken_stream_goes_on_after_the_last_event_that_arrived(web):
    identifier, headers = web.start()
    web.say("solar", (identifier, headers), client_message_id="m1")
    asked = {"text": "solar", "client_message_id": "m1"}
    ways = (
        web.client.post(
            f"/v1/conversations/{identifier}/messages", json=asked,
            headers={**headers, "Accept": "text/event-stream", "Last-Event-ID": "m1/2"},
        ),
        web.client.get(
            f"/v1/conversations/{identifier}/messages",
            headers={**headers, "Accept": "text/event-stream", "Last-Event-ID": "m1/2"},
        ),
    )  # fmt: skip
    for answer in ways:
        assert [number for _, number, _ in events_of(answer.text) if number] == ["m1/3", "m1/4"]
    assert web.advisor.taken == ["solar"]


def test_a_failure_inside_a_stream_is_its_last_event(web_with):
    web = web_with(advisor=OutspokenAdvisor(failure=Busy("Too many at once.", "Wait.")))
    identifier, headers = web.start()
    answer = web.client.post(
        f"/v1/conversations/{identifier}/messages",
        json={"text": "solar", "client_message_id": "m1"},
        headers={**headers, "Accept": "text/event-stream"},
    )
    name, _, data = events_of(answer.text)[-1]
    assert (name, data["status"], data["detail"]) == ("problem", 503, "Too many at once.")


@pytest.mark.parametrize(
    ("method", "ending"),
    [("get", ""), ("get", "/export"), ("delete", ""), ("get", "/messages"), ("get", "/events")],
)
def test_foreign_and_missing_look_the_same(web, method, ending):
    mine, _ = web.start()
    _, others = web.start()
    foreign = web.client.request(method, f"/v1/conversations/{mine}{ending}", headers=others)
    missing = web.client.request(method, f"/v1/conversations/nothing{ending}", headers=others)
    nobody = web.client.request(method, f"/v1/conversations/{mine}{ending}")
    assert foreign.status_code == missing.status_code == nobody.status_code == 404
    assert foreign.json() == missing.json() == nobody.json() == NOT_FOUND


def test_the_history_comes_in_pages(web):
    where = web.start()
    for text in ("one", "two", "three"):
        web.say(text, where)
    first = web.client.get(f"/v1/conversations/{where[0]}?limit=2", headers=where[1]).json()
    second = web.client.get(
        f"/v1/conversations/{where[0]}?limit=2&cursor={first['next_cursor']}", headers=where[1]
    ).json()
    assert [turn["text"] for turn in first["turns"]] == ["one", "two"]
    assert [turn["text"] for turn in second["turns"]] == ["three"]
    assert second["next_cursor"] is None


def test_everything_held_can_be_taken_and_erased(web):
    where = web.start()
    web.say("my secret wish", where)
    taken = web.client.get(f"/v1/conversations/{where[0]}/export", headers=where[1])
    erased = web.client.delete(f"/v1/conversations/{where[0]}", headers=where[1])
    after = web.client.get(f"/v1/conversations/{where[0]}", headers=where[1])
    assert "my secret wish" in taken.text
    assert "attachment" in taken.headers["content-disposition"]
    assert (erased.status_code, after.status_code) == (204, 404)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"text": "%s"}' % (b"a" * 4000), 200),
        (b'{"text": "%s"}' % (b"a" * 4001), 422),
        (b'{"text": "   "}', 422),
        (b'{"text": "a", "choice": "b"}', 422),
        (b"{}", 422),
        (b'{"text": "a", "unknown": 1}', 422),
        (b'{"text": "\\ud800"}', 422),
        (b'{"text": "a\\u0000b"}', 200),
        (b'{"text": 1}', 422),
        (b"[]", 422),
        (b"no json", 400),
        (b"\xff\xfe", 400),
        (b'{"text": "%s"}' % (b"a" * 70000), 413),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_does_not_fit_is_a_problem_with_a_hint(web, body, status):
    identifier, headers = web.start()
    answer = web.client.post(
        f"/v1/conversations/{identifier}/messages",
        content=body,
        headers={**headers, "Content-Type": "application/json"},
    )
    assert answer.status_code == status
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["hint"]


def test_a_body_without_a_declared_length_is_capped_too(web):
    identifier, headers = web.start()
    answer = web.client.post(
        f"/v1/conversations/{identifier}/messages",
        content=(b"x" * 1000 for _ in range(100)),
        headers={**headers, "Content-Type": "application/json"},
    )
    assert answer.status_code == 413


def test_an_unexpected_failure_tells_nothing_of_what_was_written(web_with, caplog):
    web = web_with(advisor=OutspokenAdvisor(failure=RuntimeError("my secret wish")))
    answer = web.say("my secret wish", web.start())
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "secret" not in caplog.text
    assert "failed RuntimeError at" in caplog.text
