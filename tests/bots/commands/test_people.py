"""Can an operator give out and erase what is held on a learner, and is what was erased kept out of an older backup?"""

import json

import pytest
from click.testing import CliRunner

from advisor.vocabulary.counselling import Counsellor
from bots.assembly import now, open_house
from bots.command_line import cairn
from bots.settings import load_settings


@pytest.fixture
def run(tmp_path, monkeypatch):
    def _run(*arguments, data="data", code=0):
        monkeypatch.setenv("CAIRN_DATA", str(tmp_path / data))
        monkeypatch.setenv("CAIRN_INDEX", "memory:")
        monkeypatch.setenv("CAIRN_SEED", "false")
        done = CliRunner().invoke(cairn, list(arguments))
        assert (done.exit_code == 0) == (code == 0), done.output
        return done

    return _run


def test_a_counsellors_notes_are_given_out_on_request_only(run, tmp_path):
    said = json.loads(run("ask", "/human", "--json").stdout)["conversation"]
    with open_house(load_settings()) as house:
        amra = Counsellor(id="amra@example.org", name="Amra")
        case = house.advisor.counselling.caseload(amra, "waiting")[0]
        house.advisor.counselling.note(case.id, amra, "Worries about her age.", now())

    plain = run("people", "export", said, "--json").stdout
    whole = json.loads(run("people", "export", said, "--notes", "--json").stdout)

    assert "Worries" not in plain
    assert [note["text"] for note in whole["notes"]] == ["Worries about her age."]


def test_what_is_held_is_given_out_and_erased_and_stays_erased(run, tmp_path):
    said = json.loads(run("ask", "I want to weld", "--json").stdout)["conversation"]

    held = json.loads(run("people", "export", said, "--json").stdout)
    run("backup", str(tmp_path / "copy"))
    run("people", "erase", said, "--yes")

    assert held["turns"][0]["text"] == "I want to weld"
    assert "no such conversation" in str(run("people", "export", said, code=1).exception)

    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "erased.txt").write_bytes((tmp_path / "data" / "erased.txt").read_bytes())
    back = json.loads(run("restore", str(tmp_path / "copy"), "--json", data="again").stdout)

    assert back["erased_again"] == 1
    assert "no such conversation" in str(run("people", "export", said, data="again", code=1).exception)
