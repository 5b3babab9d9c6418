"""Can an operator see how the server does, and nobody else the administrator's page?"""

import re

import pytest
from fastapi.testclient import TestClient

from advisor.vocabulary.handoff import HandOff, HandOffId, HandOffStatus
from bots.web import health
from bots.web.app import create_app
from knowledge.mirror import Standing, State
from tests.builders import NOW


def test_alive_touches_nothing(web):
    web.app.state.front.house = None
    assert web.client.get("/livez").json() == {"status": "alive"}


def test_ready_needs_the_storage_the_disk_and_the_catalogue(web):
    answer = web.client.get("/readyz")
    assert answer.status_code == 200
    sound = {"storage": "ok", "disk": "ok", "catalogue": "ok", "index": "ok"}
    assert answer.json() == {"status": "ready", "checks": sound}


@pytest.mark.parametrize(
    ("standing", "missing", "said"),
    [
        (Standing(State.REBUILDING, 3, 10), 0, "degraded: damaged, being rebuilt, 3 of 10"),
        (Standing(State.FAILED), 0, "degraded: failed"),
        (Standing(State.CURRENT), 7, "degraded: 7 texts have no vector yet and are found by their words"),
    ],
)
def test_a_damaged_index_or_a_missing_vector_is_degraded_and_still_ready(web, standing, missing, said):
    library = web.app.state.front.house.library
    library.standing, library.missing = standing, missing
    answer = web.client.get("/readyz")
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["checks"]["index"]) == ("degraded", said)


def test_a_lost_database_is_not_ready(web, tmp_path):
    web.app.state.front.house.engine.dispose()
    for file in (tmp_path / "web").glob("cairn.db*"):
        file.unlink()
    (tmp_path / "web" / "cairn.db").mkdir()

    answer = web.client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["storage"].startswith("failed")


def test_a_full_disk_is_not_ready(web, monkeypatch):
    monkeypatch.setattr(health, "SPACE_NEEDED", 2**60)
    answer = web.client.get("/readyz")
    assert answer.status_code == 503
    assert "MB free" in answer.json()["checks"]["disk"]


def test_metrics_count_and_name_no_person(web):
    where = web.start()
    web.say("my secret wish", where)
    web.client.get("/nowhere")
    text = web.client.get("/metrics").text
    assert 'cairn_requests_total{route="/v1/conversations",status="2xx"} 1\n' in text
    assert "cairn_turns_total 1\n" in text
    assert "# TYPE cairn_turns_total counter\n" in text
    assert "cairn_micro_credentials 1\n" in text
    assert where[0] not in text
    assert "nowhere" not in text


def test_every_operation_has_a_stable_name_and_describes_its_problems(web):
    document = web.client.get("/openapi.json").json()
    names = [
        operation["operationId"]
        for path in document["paths"].values()
        for operation in path.values()
        if "tags" in operation
    ]
    assert len(names) == len(set(names))
    assert {
        "start_conversation", "send_message", "list_messages", "read_conversation", "export_conversation",
        "erase_conversation", "follow_conversation", "plan_pathway", "replay_pathway", "pathway_calendar", "pathway_paper",
        "pathway_ctdl", "search",
        "read_micro_credential", "is_alive", "is_ready", "metrics",
    } <= set(names)  # fmt: skip
    problem = document["paths"]["/v1/conversations/{identifier}/messages"]["post"]["responses"]["404"]
    assert list(problem["content"]) == ["application/problem+json"]
    assert "hint" in document["components"]["schemas"]["Problem"]["properties"]
    assert "/chat" not in document["paths"]
    assert "/admin" not in document["paths"]


def test_a_wrong_method_is_told_the_right_ones(web):
    answer = web.client.put("/v1/conversations/some")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "DELETE, GET"


def an_administrator(web):
    """Open the printed link and press its button."""
    token = web.app.state.administrator.new_link(web.clock())
    web.client.get("/sign-in", params={"token": token})
    return web.client.post("/sign-in", headers={"Accept": "text/html"}, follow_redirects=False)


def test_the_administrators_link_works_once_by_its_button(web):
    token = web.app.state.administrator.new_link(web.clock())
    page = web.client.get("/sign-in", params={"token": token})
    first = web.client.post("/sign-in", headers={"Accept": "text/html"}, follow_redirects=False)
    admin = web.client.get("/admin")
    web.client.cookies.clear()
    second = web.client.post("/sign-in", data={"token": token}, headers={"Accept": "application/json"})
    assert "You sign in as the administrator of this installation." in page.text
    assert (first.status_code, first.headers["location"]) == (303, "/admin")
    assert "How this installation does" in admin.text
    assert (second.status_code, web.client.get("/admin").status_code) == (401, 404)


def test_a_link_that_is_printed_later_ends_the_one_before(web):
    door = web.app.state.administrator
    first, second = door.new_link(web.clock()), door.new_link(web.clock())

    assert [door.is_link(token, web.clock()) for token in (first, second)] == [False, True]


def test_every_worker_and_a_restart_know_the_administrators_session(web):
    an_administrator(web)
    worker = TestClient(
        create_app(web.app.state.front.house, web.clock), client=("127.0.0.1", 50000), cookies=web.client.cookies
    )

    assert worker.get("/admin").status_code == 200


def test_the_administrators_session_ends(web):
    an_administrator(web)
    web.clock.move(hours=13)
    assert web.client.get("/admin").status_code == 404


def test_the_administrator_sees_what_needs_a_person(web):
    handoff = HandOff(
        id=HandOffId("h-1"), conversation="c-1", micro_credential_id="pv", title="Solar basics", provider="Solar School",
        protocol="link", status=HandOffStatus.NEEDS_ATTENTION, detail="refused us", created=NOW, changed=NOW,
    )  # fmt: skip
    web.advisor.store.save_handoff(handoff, None)
    an_administrator(web)
    page = web.client.get("/admin").text
    assert "Solar basics · Solar School · refused us" in page
    assert re.search(r"<dt>Micro-credentials</dt><dd>1</dd>", page)
