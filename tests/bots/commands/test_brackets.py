"""Is what a provider wrote printed as it stands, brackets and all?"""

import pytest

from bots.command_line import main

TITLE = "[/bold] Welding [red]live"


@pytest.fixture
def cairn(monkeypatch, capsys):
    monkeypatch.setenv("CAIRN_SEED", "false")
    monkeypatch.setenv("CAIRN_INDEX", "memory:")

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        return stop.value.code, capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    "command",
    [
        ("courses", "list"),
        ("courses", "show", "p-school.1"),
        ("search", "welding"),
        ("courses", "history", "p-school.1"),
    ],
)
def test_brackets_in_a_title_are_no_style(cairn, tmp_path, command):
    file = tmp_path / "[a].csv"
    file.write_text(f'external_id,title,description,provider\n1,"{TITLE}","[/i] welding of plates","[P] School"\n')
    cairn("courses", "import", file)

    code, printed = cairn(*command)

    assert code == 0
    assert TITLE in printed


def test_a_report_names_its_file_with_brackets(cairn, tmp_path):
    file = tmp_path / "[a].csv"
    file.write_text("external_id,title\n1,Welding\n")

    code, printed = cairn("courses", "check", file)

    assert code == 0
    assert printed.startswith("[a].csv: csv, 1 rows")
