"""Is a file from outside read where it can do no harm?"""

import socket
import time
import zipfile
from io import BytesIO

import pytest

from knowledge.errors import MalformedDraft, RefusedRequest
from knowledge.quarantine import Budget, read_in_quarantine, run_in_quarantine

SHORT = Budget(cpu_seconds=1, wall_seconds=2, answer_mb=1)


def ran(name, content=b"abc", options=None, budget=SHORT):
    return run_in_quarantine(f"tests.knowledge.hostile_readers:{name}", content, options, budget)


def test_a_reader_gets_the_bytes_and_the_options():
    assert ran("count", b"abc\nd", {"times": 2}) == {"bytes": 10}


def test_a_table_is_read_as_it_would_be_in_process():
    said = read_in_quarantine("courses", b"external_id,title\n1,Solar\n", {"format": "csv"})
    assert said["format"] == "csv"
    assert [draft["fields"] for draft in said["drafts"]] == [{"external_id": "1", "title": "Solar"}]


@pytest.mark.parametrize(
    ("reader", "sentence"),
    [
        ("bursts", "The file needs more memory than a file may use."),
        ("recurses", "The file needs more memory than a file may use."),
        ("loops", "The file takes longer to read than a file may take."),
        ("sleeps", "The file takes longer to read than a file may take."),
        ("talks", "The file holds more than is taken in at once."),
        ("crashes", "The file made its reader fail, so that nothing of it was taken in."),
        ("stumbles", "The file made its reader fail, so that nothing of it was taken in."),
        ("leaves", "The file made its reader fail, so that nothing of it was taken in."),
    ],
)
def test_a_reader_that_misbehaves_ends_as_a_sentence_with_a_hint(reader, sentence):
    began = time.monotonic()
    with pytest.raises(MalformedDraft) as caught:
        ran(reader)
    assert str(caught.value) == sentence
    assert caught.value.hint
    assert time.monotonic() - began < 8


def test_what_a_reader_says_against_a_file_comes_back_with_its_hint():
    with pytest.raises(MalformedDraft) as caught:
        ran("refuses")
    assert (str(caught.value), caught.value.hint) == ("Row 3 is no row.", "Mend row 3.")


def test_what_is_no_fault_of_the_file_is_told_from_a_file_that_cannot_be_read():
    with pytest.raises(RefusedRequest, match="There is no such format"):
        ran("wants_another_format")


def test_what_a_library_prints_is_no_answer():
    assert ran("prints") == "quiet"


def test_the_child_reaches_nothing_and_writes_nothing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        said = ran("reaches_out", str(server.getsockname()[1]).encode())
    assert said == {"network": "PermissionError", "write": "PermissionError", "process": "PermissionError"}


def test_the_child_sees_no_setting_and_no_secret(monkeypatch):
    monkeypatch.setenv("CAIRN_SECRET_KEY", "s3cret")
    assert [name for name in ran("environment") if name.startswith(("CAIRN", "HOME", "USER"))] == []


def a_zip(members, size):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(members):
            archive.writestr(f"xl/{number}.xml", b"0" * size)
    return made.getvalue()


@pytest.mark.parametrize(
    ("members", "size", "words"),
    [(1, 101_000_000, "more than 100 MB"), (1_001, 1, "1,001 members"), (1, 5_000_000, "100 times")],
)
def test_an_archive_that_would_burst_is_not_opened(members, size, words):
    with pytest.raises(MalformedDraft) as caught:
        ran("count", a_zip(members, size))
    assert words in str(caught.value)


@pytest.mark.shared
def test_each_hostile_table_is_read_or_refused_with_a_sentence(shared_data):
    files = sorted((shared_data / "data" / "hostile" / "csv").glob("*.csv"))
    rows = {}
    for file in files:
        try:
            rows[file.stem] = len(read_in_quarantine("courses", file.read_bytes(), {"format": "csv"})["drafts"])
        except MalformedDraft as error:
            rows[file.stem] = f"{error} {error.hint}"
    assert len(files) == 11
    assert [said for said in rows.values() if isinstance(said, str) and len(said) < 20] == []
