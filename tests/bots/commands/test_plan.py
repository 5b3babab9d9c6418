"""What does `cairn plan` print of a pathway, of other ways, and of whether it is the best?"""

import json

import pytest

from bots.command_line import main

COURSES = """external_id,title,provider,skills,hours,price,currency,language,mode
a,Wiring and roofs,P School,mount photovoltaic modules|wire photovoltaic strings,10,300,EUR,en,online
b,Roofs,P School,mount photovoltaic modules,30,0,EUR,en,online
"""
PROFILE = {"goal": {"skills": ["mount photovoltaic modules", "wire photovoltaic strings"]}}


@pytest.fixture
def cairn(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("CAIRN_SEED", "false")
    monkeypatch.setenv("CAIRN_INDEX", "memory:")
    (tmp_path / "courses.csv").write_text(COURSES)
    (tmp_path / "profile.json").write_text(json.dumps(PROFILE))

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        return stop.value.code, capsys.readouterr().out

    run("courses", "import", tmp_path / "courses.csv")
    return run


def test_other_ways_are_printed_with_their_kind_and_what_they_lose(cairn, tmp_path):
    code, printed = cairn("plan", tmp_path / "profile.json", "--alternatives", 3, "--json")

    plan = json.loads(printed)
    assert code == 0
    assert [step["micro_credential_id"] for step in plan["steps"]] == ["p-school.a"]
    assert plan["proof"] == {"optimal": True, "gap": 0.0}
    ways = [
        (way["kind"], [s["micro_credential_id"] for s in way["steps"]], [need["label"] for need in way["loses"]])
        for way in plan["alternatives"]
    ]
    assert ways == [("cheapest", ["p-school.b"], ["wire photovoltaic strings"])]
    assert len({plan["receipt"], *(way["receipt"] for way in plan["alternatives"])}) == 2


def test_people_read_what_kind_a_way_is_and_that_it_is_proven(cairn, tmp_path):
    code, printed = cairn("plan", tmp_path / "profile.json", "--alternatives", 1)

    assert code == 0
    assert "cheapest: 1 step" in printed
    assert printed.count("It is proven that no other choice of courses within the limits is better.") == 2
