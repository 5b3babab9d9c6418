"""Is a file read here only where it is the operator's own text?"""

import pytest

from knowledge import formats
from knowledge.errors import MalformedDraft, RefusedRequest
from knowledge.submissions.reading import reads_file, with_kept
from knowledge.vocabulary.submission import Reading


@pytest.mark.parametrize("content", [b"title\nSolar\n", b'[{"title": "Solar"}]', b"\x1f\x8b"])
def test_the_operators_own_text_is_read_here(content):
    assert reads_file(content, from_outside=False) is formats.read


@pytest.mark.parametrize("content", [b"PK\x03\x04x", b"%PDF-1.7", b"\xd0\xcf\x11\xe0x"])
def test_packed_files_are_read_in_quarantine_also_for_the_operator(content):
    assert reads_file(content, from_outside=False) is not formats.read


def test_everything_from_outside_is_read_in_quarantine():
    assert reads_file(b"title\nSolar\n", from_outside=True) is not formats.read


def a_reader(known):
    """Make a reader of a file with these headings; it remembers with which mappings it was asked."""
    asked = []

    def read(_content, _format, mapping):
        asked.append(dict(mapping))
        for heading in mapping.values():
            if heading not in known:
                raise RefusedRequest(f"The file has no column `{heading}`.")
        return Reading(format="csv", drafts=(), mapping=dict(mapping))

    return read, asked


def test_kept_columns_are_used_and_said():
    read, asked = a_reader({"Name"})
    reading = with_kept(read, {"title": "Name"}, "School")(b"", "csv", {})
    assert asked == [{"title": "Name"}]
    assert reading.findings[0].message == "The columns that were given for School before were used again: title ← Name."


def test_given_columns_win_over_kept_ones():
    read, asked = a_reader({"Name", "Other"})
    with_kept(read, {"title": "Name", "description": "Other"}, "School")(b"", "csv", {"title": "Other"})
    assert asked == [{"title": "Other"}]


def test_kept_columns_that_are_not_there_are_left_aside():
    read, asked = a_reader({"Name"})
    reading = with_kept(read, {"title": "Gone"}, "School")(b"", "csv", {})
    assert asked == [{"title": "Gone"}, {}]
    assert reading.findings[0].code == "kept_mapping_does_not_fit"


def test_a_file_that_cannot_be_read_is_not_read_twice():
    def read(_content, _format, _mapping):
        raise MalformedDraft("No.")

    with pytest.raises(MalformedDraft, match=r"No\."):
        with_kept(read, {"title": "Name"}, "School")(b"", "csv", {})
