"""Can a provider hand in courses, can only a moderator let them in, and does a learner find them then?"""

import json
import zipfile
from io import BytesIO
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from bots.database import open_engine
from bots.settings import Settings
from bots.web.app import create_app
from knowledge import open_library
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.provider import AccountRole
from tests.bots.web.house import NO_LIMITS, Clock
from tests.builders import NOW
from tests.fakes.letter_embedder import LetterEmbedder
from tests.fakes.outspoken_advisor import OutspokenAdvisor

FILE = b"external_id,title,provider,hours\npv,Solar panel mounting,Solar School,20\n"
PROBLEM = "application/problem+json"


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


SOLAR, OTHER, OFFICE = bearer("key-solar"), bearer("key-other"), bearer("key-office")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def library(tmp_path, clock):
    engine = open_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    settings = LibrarySettings(data=tmp_path, index="memory:", seed=False)
    opened = open_library(settings, engine, clock=clock, embedder=LetterEmbedder())
    opened.accounts.add("Solar School", "key-solar", NOW)
    opened.accounts.add("Other School", "key-other", NOW)
    opened.accounts.add("Office", "key-office", NOW, AccountRole.MODERATOR)
    yield opened
    opened.close()
    engine.dispose()


@pytest.fixture
def client(tmp_path, library, clock):
    settings = Settings(data=tmp_path, **NO_LIMITS)
    engine = open_engine(settings.database_url)
    house = SimpleNamespace(settings=settings, engine=engine, library=library, advisor=OutspokenAdvisor())
    app = create_app(house, clock, lambda: "id")
    with TestClient(app, client=("127.0.0.1", 50000), raise_server_exceptions=False) as opened:
        yield opened
    engine.dispose()


def hand_in(client, content=FILE, who=SOLAR, name="courses.csv", headers=None, **fields):
    return client.post(
        "/v1/submissions", files={"file": (name, content)}, data=fields, headers={**who, **(headers or {})}
    )


def found(client, words="solar panel"):
    return [match["micro_credential"]["id"] for match in client.get(f"/v1/search?q={words}").json()["matches"]]


def test_a_new_providers_course_is_found_once_a_moderator_has_approved_it(client):
    handed_in = hand_in(client)
    before = found(client)
    where = handed_in.headers["location"]
    approved = client.post(f"{where}/approve", json={"why": "Looks right."}, headers=OFFICE)

    assert (handed_in.status_code, handed_in.json()["status"]) == (201, "checked")
    assert before == []
    assert (approved.status_code, approved.json()["status"], approved.json()["added"]) == (200, "published", 1)
    assert found(client) == ["solar-school.pv"]
    history = client.get(where, headers=SOLAR).json()["history"]
    assert [(step["status"], step["who"], step["why"]) for step in history] == [
        ("received", "solar-school", ""),
        ("checked", "solar-school", ""),
        ("approved", "office", "Looks right."),
        ("published", "office", "Looks right."),
    ]


def test_a_known_providers_good_file_is_published_at_once(client):
    client.post(f"{hand_in(client).headers['location']}/approve", headers=OFFICE)
    second = hand_in(client, FILE.replace(b"pv,Solar panel mounting", b"inv,Solar panel inverters"))
    assert second.json()["status"] == "published"
    assert sorted(found(client)) == ["solar-school.inv", "solar-school.pv"]


def test_a_known_providers_file_with_an_error_waits(client, library):
    library.accounts.trust("solar-school")
    answer = hand_in(client, FILE + b"x,,Solar School,20\n")
    assert (answer.json()["status"], answer.json()["accepted"], answer.json()["rejected"]) == ("checked", 1, 1)


def test_a_provider_that_is_always_reviewed_waits_though_it_is_known(client, library):
    library.accounts.add("Third School", "key-third", NOW, known=True, always_review=True)
    answer = hand_in(client, FILE.replace(b"Solar School", b"Third School"), bearer("key-third"))
    assert answer.json()["status"] == "checked"


def test_rows_of_another_provider_stay_out(client):
    answer = hand_in(client, FILE + b"x,Stolen course,Other School,20\n").json()
    assert (answer["accepted"], answer["rejected"]) == (1, 1)
    assert [(f["row"], f["code"]) for f in answer["findings"] if f["level"] == "error"] == [(3, "foreign_provider")]


def test_a_file_without_a_good_row_comes_back_at_once(client):
    answer = hand_in(client, b"external_id,title,provider\nx,,Solar School\n").json()
    assert (answer["status"], answer["history"][-1]["why"]) == ("returned", "No row is without an error.")


def test_a_dry_run_leaves_nothing_behind(client):
    answer = hand_in(client, dry_run="true")
    assert (answer.status_code, answer.json()["status"], answer.json()["accepted"]) == (200, "draft", 1)
    assert client.get(f"/v1/submissions/{answer.json()['submission']}", headers=SOLAR).status_code == 404
    assert client.get("/v1/submissions", headers=SOLAR).json()["submissions"] == []


def test_courses_come_as_json_too_with_our_envelope_or_as_a_document(client):
    course = {"external_id": "pv", "title": "Solar panel mounting"}
    wrapped = client.post("/v1/submissions", json={"courses": [course], "dry_run": True}, headers=SOLAR)
    bare = client.post("/v1/submissions?dry_run=true", json=[course], headers=SOLAR)
    raw = client.post(
        "/v1/submissions?dry_run=true&format=csv", content=FILE, headers={**SOLAR, "Content-Type": "text/csv"}
    )
    assert [answer.json()["accepted"] for answer in (wrapped, bare, raw)] == [1, 1, 1]
    assert [answer.status_code for answer in (wrapped, bare, raw)] == [200, 200, 200]


def test_the_same_key_and_file_is_one_submission(client):
    once = {"Idempotency-Key": "monday"}
    first, again = hand_in(client, headers=once), hand_in(client, headers=once)
    other = hand_in(client, FILE.replace(b"20", b"30"), headers=once)
    others = hand_in(client, FILE.replace(b"Solar School", b"Other School"), OTHER, headers=once)
    assert again.json() == first.json()
    assert (other.status_code, other.headers["content-type"]) == (409, PROBLEM)
    assert (others.status_code, others.json()["status"]) == (201, "checked")
    assert len(client.get("/v1/submissions", headers=SOLAR).json()["submissions"]) == 1


def test_a_mapping_that_was_given_is_used_for_the_next_file(client):
    strange = b"Nr,XYZ-1,provider\npv,Solar panel mounting,Solar School\n"
    first = hand_in(client, strange, mapping=json.dumps({"title": "XYZ-1", "external_id": "Nr"}))
    second = hand_in(client, strange)
    assert first.json()["accepted"] == 1
    assert second.json()["accepted"] == 1
    assert second.json()["mapping"]["title"] == "XYZ-1"
    assert [f["code"] for f in second.json()["findings"] if f["code"].startswith("kept")] == ["kept_mapping"]


def test_a_mapping_of_an_earlier_file_that_does_not_fit_is_left_aside_and_said(client):
    hand_in(client, FILE.replace(b"title", b"XYZ-1"), mapping=json.dumps({"title": "XYZ-1"}))
    answer = hand_in(client).json()
    assert answer["accepted"] == 1
    assert "kept_mapping_does_not_fit" in [f["code"] for f in answer["findings"]]


def test_a_returned_and_a_rejected_submission_say_why(client):
    first, second = hand_in(client).headers["location"], hand_in(client, FILE + b"\n").headers["location"]
    returned = client.post(f"{first}/return", json={"why": "Please add prices."}, headers=OFFICE)
    rejected = client.post(f"{second}/reject", json={"why": "Not a course."}, headers=OFFICE)
    unexplained = client.post(f"{second}/reject", json={"why": " "}, headers=OFFICE)
    assert (returned.json()["status"], returned.json()["history"][-1]["why"]) == ("returned", "Please add prices.")
    assert rejected.json()["status"] == "rejected"
    assert unexplained.status_code == 422
    assert client.post(f"{second}/approve", headers=OFFICE).status_code == 409
    assert found(client) == []


def test_an_old_submission_that_is_approved_late_overwrites_nothing_newer(client, library, clock):
    old = hand_in(client).headers["location"]
    clock.move(minutes=1)
    new = hand_in(client, FILE.replace(b"Solar panel mounting", b"Solar panel repair")).headers["location"]
    clock.move(minutes=1)
    client.post(f"{new}/approve", headers=OFFICE)
    late = client.post(f"{old}/approve", headers=OFFICE)
    assert (late.status_code, late.json()["updated"]) == (200, 0)
    assert library.find("solar-school.pv").title == "Solar panel repair"


def test_one_course_is_put_changed_and_put_again(client, library):
    library.accounts.trust("solar-school")
    where = "/v1/providers/solar-school/courses/pv"
    made = client.put(where, json={"title": "Solar panel mounting", "hours": 20}, headers=SOLAR)
    same = client.put(where, json={"title": "Solar panel mounting", "hours": 20}, headers=SOLAR)
    version = library.catalogue_version()
    changed = client.put(where, json={"title": "Solar panel repair", "hours": 20}, headers=SOLAR)
    wrong = client.put(where, json={"title": ""}, headers=SOLAR)
    assert [answer.status_code for answer in (made, same, changed, wrong)] == [201, 200, 200, 422]
    assert (version, same.json()["unchanged"], changed.json()["updated"]) == (1, 1, 1)
    assert [v.title for v in library.versions("solar-school.pv")] == ["Solar panel mounting", "Solar panel repair"]
    assert wrong.headers["content-type"] == PROBLEM
    assert wrong.json()["hint"]


def test_a_new_providers_course_that_is_put_waits(client):
    answer = client.put("/v1/providers/solar-school/courses/pv", json={"title": "Solar"}, headers=SOLAR)
    assert (answer.status_code, answer.json()["status"]) == (202, "checked")


def test_a_new_key_makes_the_old_one_worthless(client, library):
    library.accounts.new_key("Solar School", "key-new")
    assert client.get("/v1/submissions", headers=SOLAR).status_code == 401
    assert client.get("/v1/submissions", headers=bearer("key-new")).status_code == 200


ROLES = {"nobody": {}, "a stranger": bearer("guess"), "the owner": SOLAR, "another": OTHER, "a moderator": OFFICE}
ENDPOINTS = {
    # What each role gets, in the order of ROLES, on a submission that waits
    "POST /v1/submissions": (401, 401, 201, 201, 403),
    "GET /v1/submissions": (401, 401, 200, 200, 200),
    "GET {where}": (401, 401, 200, 404, 200),
    "POST {where}/approve": (401, 401, 403, 404, 200),
    "POST {where}/return": (401, 401, 403, 404, 200),
    "POST {where}/reject": (401, 401, 403, 404, 200),
    "PUT /v1/providers/solar-school/courses/pv": (401, 401, 202, 404, 404),
}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_each_role_gets_what_is_its_own(client, endpoint):
    where = hand_in(client).headers["location"]
    method, _, path = endpoint.partition(" ")
    body = {"why": "So."} if "{where}/" in path else {"courses": []} if method == "POST" else {"title": "Solar"}
    given = tuple(
        client.request(
            method, path.format(where=where), headers=headers, **({"json": body} if method != "GET" else {})
        ).status_code
        for headers in ROLES.values()
    )
    assert given == ENDPOINTS[endpoint]


def test_what_is_foreign_looks_like_what_is_missing(client):
    where = hand_in(client).headers["location"]
    foreign, missing = client.get(where, headers=OTHER), client.get("/v1/submissions/none", headers=OTHER)
    own = client.put("/v1/providers/other-school/courses/x", json={}, headers=SOLAR)
    absent = client.put("/v1/providers/nobody/courses/x", json={}, headers=SOLAR)
    assert foreign.json()["detail"].replace(where.rsplit("/", 1)[-1], "none") == missing.json()["detail"]
    assert (foreign.status_code, foreign.json()["hint"]) == (404, missing.json()["hint"])
    assert own.json() == absent.json()


def a_workbook_that_bursts():
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 150_000_000)
    return made.getvalue()


def test_a_file_that_cannot_be_read_is_a_problem_with_a_hint(client):
    deep = b"[" * 100_000
    for content in (a_workbook_that_bursts(), b"", deep, b"PK\x03\x04broken", b"\x00\x01\x02", b"<html>"):
        answer = hand_in(client, content)
        assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM), content[:20]
        assert answer.json()["hint"], content[:20]


def test_an_unknown_format_or_mapping_is_named(client):
    for given in ({"format": "docx"}, {"mapping": "title"}, {"mapping": '{"titel": "title"}'}):
        answer = hand_in(client, **given)
        assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM), given
        assert answer.json()["hint"]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client):
    answer = hand_in(client, b"x" * 10_100_000)
    assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)


def test_a_form_without_a_file_says_so(client):
    answer = client.post("/v1/submissions", files={"other": ("x.csv", FILE)}, headers=SOLAR)
    assert (answer.status_code, answer.json()["hint"]) == (422, "Send the file in the field `file`.")


def test_keys_and_words_of_a_submission_stand_in_no_log(client, caplog):
    caplog.set_level("DEBUG", logger="cairn")
    hand_in(client, FILE.replace(b"Solar panel", b"Secret words"))
    assert "key-solar" not in caplog.text
    assert "Secret words" not in caplog.text
