"""Can one bring policy documents in, see their versions and remove them from the command line?"""

import json

import pytest

from bots.command_line import main
from tests.fakes.small_pdf import a_pdf


@pytest.fixture
def cairn(monkeypatch, capsys):
    """Run a command; give its exit code, what it printed, and what it said beside."""
    monkeypatch.setenv("CAIRN_SEED", "false")
    monkeypatch.setenv("CAIRN_INDEX", "memory:")

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["policies", *map(str, arguments)])
        printed = capsys.readouterr()
        return stop.value.code, printed.out, printed.err

    return run


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rules.pdf"
    path.write_bytes(a_pdf([(70, 700, 10, "The office pays the fee.")], [(70, 700, 10, "Ask before the start.")]))
    return path


def test_a_pdf_is_taken_in_with_its_pages_and_what_is_said_of_it(cairn, file):
    given = ("--title", "Rules on fees", "--issuer", "The Office", "--dated", "2025-03-12", "--language", "en")
    code, out, _ = cairn("import", file, *given, "--json")
    said = json.loads(out)
    assert code == 0
    assert [said[key] for key in ("title", "issuer", "dated", "pages", "changed")] == ["Rules on fees", "The Office", "2025-03-12", 2, True]  # fmt: skip
    shown = json.loads(cairn("show", "rules", "--json")[1])
    assert [(p["locator"], p["text"]) for p in shown["passages"]] == [
        ("page 1", "The office pays the fee."),
        ("page 2", "Ask before the start."),
    ]


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_stops_only_itself(cairn, file, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7")
    code, _, err = cairn("import", broken)
    assert (code, "damaged" in err, "Traceback" in err) == (2, True, False)
    code, out, _ = cairn("import", broken, file)
    assert (code, "not taken in" in out, "taken in)" in out) == (1, True, True)


def test_a_removed_document_stays_readable_until_it_is_erased(cairn, file):
    cairn("import", file)
    assert cairn("remove", "rules")[0] == 0
    assert json.loads(cairn("list", "--json")[1]) == []
    assert json.loads(cairn("show", "rules", "--json")[1])["status"] == "removed"
    cairn("remove", "rules", "--erase")
    assert cairn("show", "rules")[0] == 1
