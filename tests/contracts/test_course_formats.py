"""Does every course format keep what the detection and the intake rely on?"""

import json
from importlib import import_module
from pathlib import Path

import pytest

from knowledge import formats
from knowledge.errors import KnowledgeError, MalformedDraft
from knowledge.formats.headings import COLUMNS
from tests.builders import a_micro_credential

GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
WRITABLE = [name for name in formats.FORMATS if hasattr(import_module(formats.FORMATS[name]), "write")]
SAMPLES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".expected")


def shown(draft):
    return {"row": draft.row, **draft.fields, **({"offers": list(draft.offers)} if draft.offers else {})}


def test_every_format_has_a_golden_sample():
    assert {path.name.split(".")[0] for path in SAMPLES} == set(formats.FORMATS)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_recognised_and_gives_the_drafts_that_were_agreed(sample):
    reading = formats.read(sample.read_bytes())
    expected = json.loads((GOLDEN / f"{sample.name}.expected").read_text(encoding="utf-8"))
    assert reading.format == sample.name.split(".")[0]
    assert [shown(draft) for draft in reading.drafts] == expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_drafts_use_our_columns_and_hold_nothing_empty(sample):
    for draft in formats.read(sample.read_bytes()).drafts:
        for fields in (draft.fields, *draft.offers):
            assert set(fields) <= {*COLUMNS, "text_language"}
            assert all(fields.values())


@pytest.mark.parametrize("name", [name for name in WRITABLE if name != "xlsx"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_of_another_encoding_is_recognised_and_read(name, encoding):
    written = formats.write([a_micro_credential(id="a", title="Ærøskøbing, ไทย")], name)
    reading = formats.read(written.decode("utf-8").encode(encoding))
    assert (reading.format, reading.drafts[0].fields["title"]) == (name, "Ærøskøbing, ไทย")


@pytest.mark.parametrize("name", WRITABLE)
def test_what_is_written_is_recognised_and_read_again(name):
    written = formats.write([a_micro_credential(id="a", title="Ærøskøbing, „žuto“ | ไทย")], name)
    reading = formats.read(written)
    assert reading.format == name
    assert reading.drafts[0].fields["title"] == "Ærøskøbing, „žuto“ | ไทย"
    assert reading.drafts[0].fields["external_id"] == "a"


@pytest.mark.parametrize("name", list(formats.FORMATS))
@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04", b"%PDF-1.4", b"\xff\xfe\xff"])
def test_what_is_no_text_is_refused_with_a_sentence_and_a_hint(name, content):
    with pytest.raises(MalformedDraft) as caught:
        formats.read(content, name)
    assert str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("name", [name for name in formats.FORMATS if name != "csv"])
@pytest.mark.parametrize("content", [b"{", b"[[[[", b'{"a": ', b"null", b"[" * 100_000])
def test_broken_json_is_refused_with_a_sentence_and_a_hint(name, content):
    with pytest.raises(MalformedDraft) as caught:
        formats.read(content, name)
    assert caught.value.hint


def test_writing_an_unknown_format_names_the_known_ones():
    with pytest.raises(KnowledgeError, match="no course format `pdf`"):
        formats.write([], "pdf")
