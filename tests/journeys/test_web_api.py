"""Does the HTTP API hold on the real rooms: the same advice, hostile words, a closed circle of addresses?"""

import json

import pytest
from fastapi.testclient import TestClient

from bots.settings import Settings

pytestmark = pytest.mark.timeout(240)

SENTENCE = (
    "I was laid off from the coal mine, I'm an electrician and I want to work with solar panels. "
    "I have no money and six hours a week"
)
NO_LIMITS = {"limit_messages_per_minute": 0, "limit_messages_per_day": 0, "limit_conversations_per_hour": 0}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    from bots.assembly import open_house

    settings = Settings(data=tmp_path_factory.mktemp("house"), index="memory:", **NO_LIMITS)
    with open_house(settings, owner=True) as opened:
        yield opened


@pytest.fixture
def client(house):
    from bots.web.app import create_app

    with TestClient(create_app(house), client=("127.0.0.1", 50000), raise_server_exceptions=False) as made:
        yield made


def begin(client):
    made = client.post("/v1/conversations").json()
    return f"/v1/conversations/{made['id']}", {"Authorization": f"Bearer {made['token']}"}


def test_a_sentence_becomes_a_pathway_with_sources_that_stand_in_the_catalogue(client, house):
    address, headers = begin(client)
    reply = client.post(f"{address}/messages", json={"text": SENTENCE}, headers=headers).json()
    (way,) = [block for block in reply["blocks"] if block["type"] == "pathway"]
    assert way["steps"]
    assert {step["price"]["amount"] for step in way["steps"]} == {0.0}
    for citation in reply["citations"]:
        record = house.library.find(citation["id"])
        assert citation["quote"] in json.dumps(record.model_dump(mode="json"), ensure_ascii=False).replace("\\n", "\n")
    assert client.get(f"/v1/pathways/{way['receipt']}").json()["steps"] == way["steps"]
    assert f"SUMMARY:1. {way['steps'][0]['title']}"[:60] in client.get(f"/v1/pathways/{way['receipt']}.ics").text


def test_the_same_profile_gives_the_same_bytes(client):
    profile = {"goal": {"text": "solar panels"}, "constraints": {"hours_per_week": 6, "max_price": {"amount": 0}}}
    first, second = (client.post("/v1/pathways", json=profile) for _ in range(2))
    assert first.status_code == 200
    assert first.content == second.content


def test_search_finds_what_is_meant_and_pages_through_it(client):
    first = client.get("/v1/search", params={"q": "solar panels", "limit": 3}).json()
    second = client.get("/v1/search", params={"q": "solar panels", "limit": 3, "cursor": first["next_cursor"]}).json()
    ids = [match["micro_credential"]["id"] for match in first["matches"] + second["matches"]]
    assert len(ids) == len(set(ids)) == 6
    assert "solar" in first["matches"][0]["micro_credential"]["title"].lower()
    assert client.get(f"/v1/micro-credentials/{ids[0]}").json()["id"] == ids[0]


def test_two_messages_at_once_are_two_turns_in_order(client):
    from concurrent.futures import ThreadPoolExecutor

    address, headers = begin(client)
    with ThreadPoolExecutor(4) as threads:
        sent = [
            threads.submit(client.post, f"{address}/messages", json={"text": f"solar {number}"}, headers=headers)
            for number in range(4)
        ]
        assert [each.result().status_code for each in sent] == [200, 200, 200, 200]
    turns = client.get(address, headers=headers).json()["turns"]
    assert [turn["number"] for turn in turns] == [1, 2, 3, 4]
    assert all(turn["reply"] for turn in turns)


def test_erasing_leaves_no_byte_on_the_disk(client, house):
    address, headers = begin(client)
    client.post(f"{address}/messages", json={"text": "qwertzcanary and solar panels"}, headers=headers)
    assert client.delete(address, headers=headers).status_code == 204
    left = b"".join(file.read_bytes() for file in house.settings.data.rglob("*") if file.is_file())
    assert b"qwertzcanary" not in left


@pytest.mark.shared
def test_naughty_strings_are_answered_or_refused_in_words(client, shared_data):
    lines = (shared_data / "data" / "hostile" / "naughty_strings.jsonl").read_text("utf-8").splitlines()
    strings = [json.loads(line)["text"] for line in lines]
    address, headers = begin(client)
    for text in ("", *strings[::8]):
        answer = client.post(f"{address}/messages", json={"text": text}, headers=headers)
        assert answer.status_code == (200 if text.strip() else 422), repr(text)
        assert answer.status_code == 200 or answer.json()["hint"]
    for text in strings[4::8]:
        assert client.get("/v1/search", params={"q": text}).status_code in {200, 422}, repr(text)


@pytest.mark.shared
def test_naughty_strings_do_no_harm_on_the_pages(client, shared_data):
    lines = (shared_data / "data" / "hostile" / "naughty_strings.jsonl").read_text("utf-8").splitlines()
    for line in lines[::16]:
        client.cookies.clear()
        text = json.loads(line)["text"]
        page = client.post("/chat", data={"text": text, "choice": "", "client_message_id": text[:64]})
        assert page.status_code in {200, 422}, repr(text)
        assert page.text.count("<script") == 1
        assert "<img" not in page.text
