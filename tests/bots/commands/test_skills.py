"""Can one bring ESCO in and look concepts up from the command line?"""

import json

import pytest

from bots.command_line import main
from tests.knowledge.taxonomy.esco_release import CODER, PYTHON, TEAM, a_release


@pytest.fixture
def cairn(monkeypatch, capsys):
    """Run a command; give its exit code, what it printed, and what it said beside."""
    monkeypatch.setenv("CAIRN_SEED", "false")
    monkeypatch.setenv("CAIRN_INDEX", "memory:")

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["skills", *map(str, arguments)])
        printed = capsys.readouterr()
        return stop.value.code, " ".join(printed.out.split()), " ".join(printed.err.split())

    return run


@pytest.fixture
def imported(cairn, tmp_path):
    cairn("import", "esco", a_release(tmp_path / "esco_v1.2.0"), "--no-embedding")
    return cairn


def test_an_import_says_what_it_read_and_whose_it_is_and_a_second_that_nothing_is_new(cairn, tmp_path):
    folder = a_release(tmp_path / "esco_v1.2.0")

    first = cairn("import", "esco", folder, "--no-embedding")
    second = cairn("import", "esco", folder, "--no-embedding")

    assert first == (
        0,
        (
            "en: 4 skills, 2 occupations, 4 relations read; the skills base is up to date. "
            "ESCO 1.2.0: 4 skills, 2 occupations, 4 requirements, in en. © European Union, ESCO"
        ),
        "",
    )
    assert second[1].startswith("en: 4 skills, 2 occupations, 4 relations read; nothing new, nothing is changed.")


def test_an_import_for_machines(cairn, tmp_path):
    code, out, _ = cairn("import", "esco", a_release(tmp_path / "csv"), "--no-embedding", "--json")

    told = json.loads(out)
    assert code == 0
    assert (told["changed"], told["read"]["relations"], told["base"]["attribution"]) == (
        True,
        4,
        "© European Union, ESCO",
    )


def test_a_folder_without_a_release_is_wrong_usage_with_a_hint(cairn, tmp_path):
    code, out, err = cairn("import", "esco", tmp_path / "nowhere")

    assert (code, out) == (2, "")
    assert "nowhere is not there. → Give the folder with ESCO's CSV files." in err


def test_a_broken_file_is_wrong_usage(cairn, tmp_path):
    folder = a_release(tmp_path / "csv")
    (folder / "occupations_en.csv").write_text("conceptUri\n")

    code, _, err = cairn("import", "esco", folder)

    assert code == 2
    assert "occupations_en.csv has no column preferredLabel." in err


def test_the_list_counts_and_names_the_source(imported):
    code, out, _ = imported("list", "--occupations", "--search", "PROGRAMM", "--json")

    told = json.loads(out)
    assert code == 0
    assert {"uri": CODER, "label": "programmer", "esco": CODER} in told["occupations"]
    assert told["attribution"] == "© European Union, ESCO"
    assert told["base"]["name"] == "ESCO 1.2.0 (4 skills, 2 occupations) with Cairn's own"


def test_the_list_searches_other_names_and_stops_where_told(imported):
    assert "weld metal parts" in imported("list", "--search", "mig welding")[1]
    assert len(json.loads(imported("list", "-k", "3", "--json")[1])["skills"]) == 3
    assert imported("list", "--search", "no such words")[1].startswith("concept label 0 skills.")


@pytest.mark.parametrize("name", [CODER, "programmer"])
def test_an_occupation_is_shown_with_what_it_requires_and_who_says_so(imported, name):
    _, out, _ = imported("show", name)

    assert "Python (computer programming) (essential) work in teams (essential)" in out
    assert "requirements from ESCO" in out
    assert out.endswith("source © European Union, ESCO")


def test_a_skill_is_shown_with_those_who_ask_for_it(imported):
    told = json.loads(imported("show", PYTHON, "--json")[1])

    assert (told["concept_uri"], told["digital"], told["kind"]) == (PYTHON, True, "knowledge")
    assert told["asked_by"] == [{"uri": CODER, "label": "programmer", "relation": "essential"}]


def test_labels_of_related_concepts_come_in_the_asked_language(imported, tmp_path):
    imported("import", "esco", a_release(tmp_path / "bs", "bs", relations=False), "--no-embedding")

    told = json.loads(imported("show", CODER, "--language", "bs", "--json")[1])

    assert {"uri": TEAM, "label": "raditi u timu", "relation": "essential"}.items() <= told["requirements"][1].items()


def test_what_nobody_knows_is_said(imported):
    code, out, err = imported("show", "juggling with knives")

    assert (code, out) == (1, "")
    assert "No skill or occupation is called juggling with knives." in err
    assert "--search" in err
