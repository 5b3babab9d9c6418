"""Are styled words cut and counted as Telegram counts them?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.entities import (
    Entity,
    Paragraph,
    Run,
    bold,
    clean,
    is_linkable,
    italic,
    link,
    paragraph,
    quotation,
    units,
    write,
)
from bots.telegram.simulator.rules import check_entities, check_text


def test_offsets_are_counted_in_utf_16_units():
    written = write([paragraph("🌞 and ", bold("solar 🌞"), " panels")])

    assert written[0].text == "🌞 and solar 🌞 panels"
    assert written[0].entities == (Entity("bold", 7, 8),)


def test_white_space_is_not_part_of_an_entity():
    written = write([paragraph("a", bold("  b  "), "c")])

    assert written[0].text == "a  b  c"
    assert written[0].entities == (Entity("bold", 3, 1),)


def test_a_quotation_is_folded_and_may_hold_a_link():
    written = write([paragraph("Text"), quotation("“18” – ", link("Solar", "https://example.org/a"))])

    assert written[0].text == "Text\n\n“18” – Solar"
    assert written[0].entities == (
        Entity("expandable_blockquote", 6, 12),
        Entity("text_link", 13, 5, "https://example.org/a"),
    )


def test_4096_units_go_in_one_message_and_one_more_makes_two():
    assert len(write([paragraph("x" * 4096)])) == 1
    assert [len(each.text) for each in write([paragraph("x" * 4097)])] == [4096, 1]


def test_2048_emoji_fill_a_message_and_2049_do_not():
    assert len(write([paragraph("🌞" * 2048)])) == 1
    assert [len(each.text) for each in write([paragraph("🌞" * 2049)])] == [2048, 1]


def test_paragraphs_stay_whole_where_they_can():
    first, second = "a" * 3000, "b" * 3000

    assert [each.text for each in write([paragraph(first), paragraph(second)])] == [first, second]


def test_a_long_paragraph_is_cut_behind_a_sentence():
    sentence = "This is a sentence of some length. "

    pieces = write([paragraph(sentence * 200)])

    assert all(piece.text.endswith("length.") for piece in pieces)


def test_a_styled_paragraph_keeps_its_style_in_each_piece():
    pieces = write([paragraph(bold("word " * 1000))])

    assert [piece.entities[0].type for piece in pieces] == ["bold", "bold"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("a\r\nb", "a\nb"), ("a\x00b\tc", "a b c"), ("right\u202eto\u2069left", "righttoleft"), ("half \ud83d", "half �")],
)
def test_what_telegram_would_change_is_taken_out_before_counting(given, expected):
    assert clean(given) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("https://localhost/a", False),
        ("http://127.0.0.1:8080/i/1", False),
        ("https://exa mple.org", False),
        ("openid-credential-offer://?a=b", False),
        ("", False),
        ("https://[bad", False),
    ],
)
def test_only_addresses_that_telegram_takes_become_links(address, expected):
    assert is_linkable(address) is expected


WORDS = st.text(
    st.one_of(st.sampled_from("ab .\n\t\r🌞👩🏽\u200d\u0300ก็ж\u202e\ud800\x00"), st.characters()), max_size=300
)
RUNS = st.builds(
    lambda text, times, style: {
        "": Run,
        "bold": bold,
        "italic": italic,
        "link": lambda t: link(t, "https://a.example/x"),
    }[style](text * times),
    WORDS,
    st.integers(1, 40),
    st.sampled_from(["", "bold", "italic", "link"]),
)


@given(st.lists(st.tuples(st.lists(RUNS, max_size=6), st.booleans()), max_size=6))
def test_telegram_takes_whatever_is_written(parts):
    paragraphs = [Paragraph(paragraph(*runs).runs, quote) for runs, quote in parts]

    for written in write(paragraphs):
        check_text(written.text)
        check_entities(written.text, [{k: v for k, v in vars(e).items() if v is not None} for e in written.entities])
        assert units(written.text) == len(written.text.encode("utf-16-le")) // 2
