"""Are courses read from JSON in each of its shapes?"""

import json

import pytest

from knowledge.errors import MalformedDraft
from knowledge.formats.json_records import read, write
from tests.builders import a_micro_credential

COURSE = {"title": "Welding", "skills": ["weld steel", "read drawings"], "hours": 40, "price": 0, "url": None}
FIELDS = {"title": "Welding", "skills": "weld steel|read drawings", "hours": "40", "price": "0"}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"micro_credentials": [COURSE]}),
        json.dumps([COURSE]),
        json.dumps({"courses": [COURSE]}),
        json.dumps(COURSE),
        json.dumps(COURSE) + "\n" + json.dumps({"title": "Two"}) + "\n",
    ],
)
def test_a_course_is_read_from_an_object_a_list_or_lines(text):
    assert read(text.encode(), {}).drafts[0].fields == FIELDS


def test_a_number_with_three_decimals_is_not_taken_for_thousands():
    assert read(b'[{"title": "x", "price": 120.125}]', {}).drafts[0].fields["price"] == "120.1250"


def test_numbers_keep_their_digits():
    assert read(b'[{"title": "x", "price": 1234567890.10}]', {}).drafts[0].fields["price"] == "1234567890.10"


@pytest.mark.parametrize(
    ("text", "place"),
    [('{"title": "x",,}', "line 1, column 15"), ('{"a": 1}\n{"a": 2}\n{"a" 3}\n', "line 3, column 6")],
)
def test_broken_json_names_line_and_column(text, place):
    with pytest.raises(MalformedDraft, match=place):
        read(text.encode(), {})


def test_an_item_that_is_no_object_is_named_and_the_others_go_in():
    reading = read(b'[{"title": "x"}, "y", 3]', {})
    assert [draft.fields["title"] for draft in reading.drafts] == ["x"]
    assert [(found.row, found.code) for found in reading.findings] == [(2, "no_object"), (3, "no_object")]


def test_deep_nesting_is_refused_with_a_sentence():
    with pytest.raises(MalformedDraft):
        read(b"[" * 100_000, {})


def test_what_is_not_stated_is_not_written():
    written = json.loads(write([a_micro_credential(hours=None, price=None)]))
    assert "hours" not in written["micro_credentials"][0]
    assert "price" not in written["micro_credentials"][0]
    assert written["micro_credentials"][0]["language"] == ["en"]
