"""Is packed content unpacked within limits only?"""

import gzip
import io
import zipfile

import pytest

from knowledge import formats
from knowledge.errors import MalformedDraft
from knowledge.formats.unpacking import unpacked


def test_a_packed_table_is_read_like_the_table():
    assert formats.read(gzip.compress(b"title,hours\nWelding,40\n")).drafts[0].fields == {
        "title": "Welding",
        "hours": "40",
    }


def test_several_parts_one_after_the_other_are_one_content():
    assert unpacked(gzip.compress(b"title\n") + gzip.compress(b"Welding\n")) == b"title\nWelding\n"


def test_what_is_not_packed_stays_as_it_is():
    assert unpacked(b"title\n") == b"title\n"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (gzip.compress(b"0" * 5_000_000), "grows more than 100 times"),
        (gzip.compress(b"title,hours\nWelding,40\n")[:-9], "ends too early"),
        (b"\x1f\x8b\x08 no gzip at all", "cannot be unpacked"),
        (gzip.compress(gzip.compress(b"title\n")), "compressed file"),
    ],
    ids=["bomb", "cut", "broken", "twice"],
)
def test_too_much_or_broken_is_refused_with_a_sentence(content, word):
    with pytest.raises(MalformedDraft, match=word):
        formats.read(content)


def _zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def test_the_one_table_in_a_zip_is_taken_out():
    assert unpacked(_zipped(list__csv="title\nSewing\n", README__txt="Our list")) == b"title\nSewing\n"


def test_a_zip_of_several_tables_names_them():
    with pytest.raises(MalformedDraft, match=r"2 files that may hold courses: a\.csv, b\.json"):
        unpacked(_zipped(a__csv="title\n", b__json="[]"))
