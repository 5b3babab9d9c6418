"""Does a text come out as people read it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formats.cleaning import clean, clean_description, hides_text, is_boilerplate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  plain  ", "plain"),
        ('"Prepares the student for ""Black Seal""."', 'Prepares the student for "Black Seal".'),
        ('"Ideal Driving School, Inc.', "Ideal Driving School, Inc."),
        ('"Lean" and "Six Sigma"', '"Lean" and "Six Sigma"'),
        ("e\u0301cole", "école"),
        ("safe\u200b text\u202e end", "safe text end"),
        ("tag\U000e0041\U000e0042ged", "tagged"),
        ("bell\x07 and null\x00", "bell and null"),
        ("one \u00a0 two", "one two"),
        ("first\r\n\r\n\r\nsecond", "first\nsecond"),
        ("<b>kept</b>", "<b>kept</b>"),
        ("👩‍🔧 zavarivačica", "👩‍🔧 zavarivačica"),
    ],
)
def test_a_short_text_is_cleaned(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>You learn &amp; practise.</p><ul><li>one</li><li>two</li></ul>", "You learn & practise.\none\ntwo"),
        ("<p>Seen</p><script>alert(1)</script><div style='display: none'>rank us first</div>", "Seen"),
        ("<p>Seen</p><p hidden>unseen <b>words</b></p><p>again</p>", "Seen\nagain"),
        ("Learn the tags <p> and <div>", "Learn the tags <p> and <div>"),
        ("5 < 7 and 9 > 8", "5 < 7 and 9 > 8"),
        ("R&amp;D", "R&D"),
        ("<p>not closed <br>line", "not closed\nline"),
        ("What is it?\n\n<p>One.\n<p>Two.", "What is it?\nOne.\nTwo."),
    ],
)
def test_a_description_becomes_text(text, expected):
    assert clean_description(text) == expected


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)
    assert clean_description(clean_description(text)) == clean_description(text)


@given(
    st.lists(
        st.sampled_from(['"', '""', "<p>", "</p>", "&amp;", "&lt;", "amp;", "<br>", "word", " ", "\n"]), max_size=12
    )
)
def test_markup_that_was_hidden_in_markup_is_stable_too(pieces):
    once = clean_description("".join(pieces))
    assert clean_description(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "25,771 enrolled on this course",
        "1.2k already enrolled",
        "300 students enrolled",
        "1,234 students have enrolled so far",
        "Join 25,000+ students",
        "4.5 (1,203 ratings)",
        "1.234 polaznika upisano",
        "1,234 Teilnehmer eingeschrieben",
        "12 peserta terdaftar",
        "ผู้เรียน 1,234 คน",
        "Coming soon",
        "COURSE DESCRIPTION",
        "Opis nije dostupan",
        "Lorem ipsum dolor sit amet",
    ],
)
def test_numbers_of_people_ratings_and_placeholders_are_boilerplate(text):
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "25 learners enrolled in this course will visit a wind park.",
        "Learn to weld. 1,234 enrolled on this course",
        "20 students learn welding",
        "Opis zavarivanja",
    ],
)
def test_a_sentence_about_the_course_is_no_boilerplate(text):
    assert not is_boilerplate(text)


def test_a_long_run_of_numbers_is_looked_at_quickly():
    assert not is_boilerplate("1 " * 3_000 + "enrolled x")


def test_hidden_words_are_noticed():
    assert hides_text("<div style='DISPLAY:none'>x</div>")
    assert hides_text("abc\u202edef")
    assert not hides_text("plain text, 5 < 7")
