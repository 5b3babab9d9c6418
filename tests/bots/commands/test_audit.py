"""Can an operator see what was advised, and that nobody changed it?"""

import json
import sqlite3

import pytest

from bots.command_line import main


@pytest.fixture
def cairn(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("CAIRN_DATA", str(tmp_path))
    monkeypatch.setenv("CAIRN_INDEX", "memory:")
    monkeypatch.setenv("CAIRN_SEED", "false")

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        return ended.value.code, capsys.readouterr().out

    return run


def test_a_whole_audit_is_said_to_be_whole_and_a_changed_one_is_broken_at_its_row(cairn, tmp_path):
    cairn("ask", "hello", "thanks")
    whole = cairn("audit", "check")
    with sqlite3.connect(tmp_path / "cairn.db") as database:
        database.execute("UPDATE audit SET body = replace(body, 'thanks', 'advise') WHERE seq = 2")

    broken = cairn("audit", "check", "--json")

    assert whole == (0, "The audit is whole: 2 rows.\n")
    assert broken[0] == 1
    assert json.loads(broken[1]) == {"rows": 2, "whole": False, "first_broken": 2}


def test_the_rows_say_what_was_decided_and_no_word_of_a_person(cairn):
    cairn("ask", "hello my name is Amra", "thanks")

    status, shown = cairn("audit", "list", "--json")

    rows = json.loads(shown)
    assert status == 0
    assert [row["body"]["move"] for row in rows][-1] == "thanks"
    assert {row["body"]["engines"]["language_model"] for row in rows} == {"none"}
    assert "Amra" not in shown
