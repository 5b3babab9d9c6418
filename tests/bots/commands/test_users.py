"""Can an operator let a counsellor in, list, assign and remove them?"""

import json
import re

import pytest
from click.testing import CliRunner

from bots.command_line import cairn
from bots.settings import Settings
from bots.web.channel import note_address


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("CAIRN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CAIRN_INDEX", "memory:")
    monkeypatch.setenv("CAIRN_SEED", "false")

    def _run(*arguments, code=0):
        done = CliRunner().invoke(cairn, list(arguments))
        assert (done.exit_code == 0) == (code == 0), done.output
        return done

    return _run


def test_adding_prints_a_link_and_adding_again_changes_the_role(run, tmp_path):
    first = run("users", "add", "Amra@example.org", "--role", "counsellor", "--name", "Amra Hadžić")
    assert re.search(r"^http://127\.0\.0\.1:8080/sign-in\?token=[\w-]{43}$", first.stdout, re.MULTILINE)

    note_address(Settings(data=tmp_path / "data"), "http://127.0.0.1:9000")
    again = json.loads(run("users", "link", "amra@example.org", "--json").stdout)
    assert again["link"].startswith("http://127.0.0.1:9000/sign-in?token=")

    run("users", "add", "amra@example.org", "--role", "moderator")
    listed = json.loads(run("users", "list", "--json").stdout)
    assert [(user["email"], user["role"]) for user in listed] == [("amra@example.org", "moderator")]


def test_a_learner_is_assigned_by_code_to_counsellors_only(run):
    run("users", "add", "amra@example.org", "--role", "counsellor", "--name", "Amra")
    run("users", "add", "eva@example.org", "--role", "provider")
    reply = json.loads(run("ask", "/human", "--json").stdout)
    code = re.search(r"\w{4}-\w{4}", reply["blocks"][-2]["text"])[0]

    given = run("users", "assign", code.lower(), "amra@example.org")

    assert "Amra looks after the learner of" in given.stdout
    assert "no counsellor" in str(run("users", "assign", code, "eva@example.org", code=1).exception)
    assert "no such case" in str(run("users", "assign", "AAAA-AAAA", "amra@example.org", code=1).exception)


def test_who_is_removed_gets_no_link_any_more(run):
    run("users", "add", "amra@example.org", "--role", "counsellor")
    run("users", "remove", "amra@example.org")

    assert "no account" in str(run("users", "link", "amra@example.org", code=1).exception)
    assert json.loads(run("users", "list", "--json").stdout) == []
