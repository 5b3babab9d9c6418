"""What does the operator learn of providers and hand-offs on the command line?"""

import json

import pytest

from advisor.vocabulary.handoff import HandOffStatus
from bots.assembly import open_house
from bots.command_line import main
from bots.settings import load_settings
from tests.contracts.test_credential_issuer import a_handoff
from tests.issuers.oeapi_school import OeapiSchool

FILE = """
[providers."Solar School"]
protocol = "oeapi"
allow_loopback = true
auth = {{ bearer = "{token}" }}
association = {{ url = "{address}" }}

[providers."Solar School".events]
values = {{ in = "enrolled" }}
"""


def cairn(capsys, *words):
    """Run the command; give its status and what it printed."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return ended.value.code, capsys.readouterr()


@pytest.fixture
def school():
    opened = OeapiSchool()
    yield opened
    opened.close()


@pytest.fixture
def connect(tmp_path, monkeypatch, school):
    """Connect one school; `token` is what we call it with."""
    monkeypatch.setenv("CAIRN_SEED", "false")
    monkeypatch.setenv("CAIRN_PUBLIC_URL", "https://cairn.example")

    def write(token="school-token"):
        (tmp_path / "issuers.toml").write_text(FILE.format(token=token, address=school.address), encoding="utf-8")
        monkeypatch.setenv("CAIRN_ISSUERS", str(tmp_path / "issuers.toml"))

    write()
    return write


def test_who_is_connected_is_listed_with_the_address_for_calls(connect, capsys):
    status, printed = cairn(capsys, "issuers", "list", "--json")

    (found,) = json.loads(printed.out)
    assert status == 0
    assert (found["provider"], found["protocol"], found["jobs"]) == ("Solar School", "oeapi", ["enrolment", "events"])
    assert found["calls_us_at"].startswith("https://cairn.example/hooks/")


def test_a_check_says_what_it_found_and_ends_with_one_where_something_is_wrong(connect, capsys):
    connect(token="another")

    status, printed = cairn(capsys, "issuers", "check", "Solar School", "--json")

    (found,) = json.loads(printed.out)
    assert status == 1
    assert (found["reachable"], found["token_accepted"]) == (True, False)
    assert found["missing"] == ["no course of the catalogue names this provider"]
    assert "another" not in printed.out


def test_for_people_it_is_a_table(connect, capsys):
    _, printed = cairn(capsys, "issuers", "check")

    assert "token accepted" in printed.out
    assert "Solar School" in printed.out


def test_a_provider_that_is_not_in_the_file_is_a_sentence(connect, capsys):
    status, printed = cairn(capsys, "issuers", "check", "Nobody")

    assert status == 1
    assert "not in the issuers file" in printed.err


def test_what_needs_a_person_is_listed_and_tried_again(connect, capsys):
    with open_house(load_settings()) as house:
        stuck = a_handoff(status=HandOffStatus.NEEDS_ATTENTION, provider="Solar School", detail="unknown")
        house.advisor.store.save_handoff(stuck, None)

    _, listed = cairn(capsys, "handoffs", "list", "--needs-attention", "--json")
    status, _ = cairn(capsys, "handoffs", "resume", "h-1")
    _, after = cairn(capsys, "handoffs", "list", "--needs-attention", "--json")
    again, refused = cairn(capsys, "handoffs", "resume", "h-1")

    (found,) = json.loads(listed.out)
    assert (found["id"], found["status"], found["detail"]) == ("h-1", "needs_attention", "unknown")
    assert "c-1" not in listed.out
    assert (status, json.loads(after.out)) == (0, [])
    assert (again, "cannot become pending" in refused.err) == (1, True)
