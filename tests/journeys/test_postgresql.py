"""Do two servers on one PostgreSQL advise as one, and go on when one of them is killed?"""

import json
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from click.testing import CliRunner

from bots.command_line import cairn as command_line
from tests.fakes.scripted_back_office import ScriptedBackOffice
from tests.journeys.running_server import Visitor, a_running_server

WISH = "I am an electrician and I want to work with solar panels. I have no money and six hours a week."
CONNECTED = "green-skills-open-campus-demo.gso-pv-1"
"""Of the demonstration catalogue; its provider is the only one that is connected here."""
BY_LINK = "njega-institute-tuzla-demo.nje-care-1"
ISSUERS = """
[providers."Green Skills Open Campus (demo)"]
protocol = "oid4vci"
allow_loopback = true
auth = {{ bearer = "provider-key" }}
limits = {{ first_wait = 0.1, poll = 0.2, longest_poll = 1.0 }}

[providers."Green Skills Open Campus (demo)".offer]
url = "{address}/offers"
body = {{ achievement = "badge_pv", recipient = "{{reference}}", tx_code = true }}
idempotency = "key"
idempotency_header = "Idempotency-Key"

[providers."Green Skills Open Campus (demo)".status]
url = "{address}/offers/{{external_id}}"
at = "/status"
values = {{ issued = "claimed" }}
"""


@pytest.fixture(scope="module")
def issuer():
    office = ScriptedBackOffice()
    yield office
    office.close()


@pytest.fixture(scope="module")
def storage(postgresql_server):
    return postgresql_server.new_database()


@pytest.fixture(scope="module")
def servers(storage, issuer, tmp_path_factory):
    """Two machines: each with a data folder of its own, both on one database."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "issuers.toml").write_text(ISSUERS.format(address=issuer.address), encoding="utf-8")
    settings = {
        "STORAGE": storage, "INDEX": "memory:", "SECRET_KEY": "the same on both machines",
        "ISSUERS": str(folder / "issuers.toml"), "PUBLIC_URL": "https://cairn.example",
    }  # fmt: skip
    with a_running_server(folder / "first", settings) as first, a_running_server(folder / "second", settings) as second:
        yield first, second


@pytest.fixture
def cairn(storage, monkeypatch):
    """Run a command of an operator's on the same database."""
    monkeypatch.setenv("CAIRN_STORAGE", storage)
    monkeypatch.setenv("CAIRN_INDEX", "memory:")

    def run(*words):
        done = CliRunner().invoke(command_line, [*words, "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    return run


def turns_of(visitor):
    return visitor.get(f"/v1/conversations/{visitor.conversation}").raise_for_status().json()["turns"]


def apply(visitor, course):
    return visitor.post("/v1/handoffs", {"micro_credential_id": course, "conversation": visitor.conversation})


def agree(visitor):
    visitor.post(f"/v1/handoffs/{apply(visitor, CONNECTED)['id']}/consent")


def leading(storage, servers):
    """Give the server that leads, then the other one, as an operator finds out."""
    look = "SELECT application_name FROM pg_stat_activity WHERE application_name LIKE 'cairn leads SERVERS%'"
    with psycopg.connect(storage) as connection:
        ((name,),) = connection.execute(look).fetchall()
    return sorted(servers, key=lambda server: name != f"cairn leads SERVERS as process {server.process_id}")


def test_a_conversation_goes_on_at_either_server_and_is_given_out_and_erased_by_command(servers, cairn):
    first, second = servers
    learner = Visitor(first.address)

    planned = learner.say(text=WISH)
    learner.moved_to(second.address)
    applied = apply(learner, BY_LINK)
    held = cairn("people", "export", learner.conversation)
    cairn("people", "erase", learner.conversation, "--yes")

    assert "pathway" in [block["type"] for block in planned["blocks"]]
    assert (applied["status"], applied["protocol"], applied["url"][:8]) == ("offered", "link", "https://")
    assert [handoff["protocol"] for handoff in held["handoffs"]] == ["link"]
    assert held["turns"][0]["text"] == WISH
    for server in servers:
        learner.moved_to(server.address)
        assert learner.get(f"/v1/conversations/{learner.conversation}").status_code == 404


def test_messages_that_reach_both_servers_at_once_are_answered_one_after_the_other(servers):
    learner = Visitor(servers[0].address)
    learner.say(text=WISH)

    def ask(index):
        path = f"/v1/conversations/{learner.conversation}/messages"
        asking = Visitor.joining(learner, servers[index % 2].address)
        return asking.post(path, {"text": "what does it cost?", "client_message_id": f"at-once-{index}"})

    with ThreadPoolExecutor(4) as threads:
        replies = list(threads.map(ask, range(8)))

    turns = turns_of(learner)
    assert [turn["number"] for turn in turns] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert {turn["reply"]["message"] for turn in turns[1:]} == {reply["message"] for reply in replies}


def test_when_the_leading_server_is_killed_the_other_one_goes_on_with_the_hand_offs(servers, storage, issuer):
    leader, other = leading(storage, servers)
    before, after = Visitor(other.address), Visitor(other.address)
    done = len(issuer.effects)

    agree(before)
    before.wait_for_news("offered")
    leader.kill()
    agree(after)
    after.wait_for_news("offered")
    led_by = leading(storage, [other])[0]
    leader.start()

    assert led_by is other
    assert len(issuer.effects) - done == 2
