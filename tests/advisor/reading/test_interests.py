"""Is what work should be like heard, and what is only spoken of not?"""

import pytest

from advisor.reading.interests import is_open, with_interests
from advisor.reading.words import Read, said
from advisor.vocabulary.learner import Slot

WISHES = [
    ("en", "something green with my hands", ["green", "hands"]),
    ("en", "I want to work with people", ["people"]),
    ("en", "something with computers, not too much sitting", ["digital", "hands"]),
    ("en", "I would love to be outdoors with animals", ["animals", "outdoors"]),
    ("bs", "nešto zeleno s rukama", ["green", "hands"]),
    ("bs", "htjela bih raditi s ljudima", ["people"]),
    ("sr", "волео бих нешто са рачунарима", ["digital"]),
    ("mk", "сакам нешто зелено со рацете", ["green", "hands"]),
    ("sq", "dua diçka të gjelbër me duar", ["green", "hands"]),
    ("de", "irgendwas mit den Händen und grün", ["green", "hands"]),
    ("de", "was mit Menschen", ["people"]),
    ("id", "pengen kerja yang ramah lingkungan pakai tangan", ["green", "hands"]),
    ("ms", "nak kerja hijau guna tangan", ["green", "hands"]),
    ("th", "อยากทำงานสีเขียว ใช้มือทำ", ["green", "hands"]),
    ("th", "อยากทำงานกับคน", ["people"]),
]
NOT_WISHED = [
    ("en", "I want to work with people but not in an office", "office"),
    ("de", "was mit Menschen, aber nicht im Büro", "office"),
    ("en", "I have worked with animals for ten years", "animals"),
    ("bs", "samo ne u kancelariji", "office"),
]
OPEN = [
    ("en", "I don't know what I want"),
    ("en", "dont really know what i want tbh"),
    ("en", "anything that pays after the mine closes"),
    ("bs", "ne znam ni sama sta hocu"),
    ("hr", "nemam pojma što bih"),
    ("sr", "не знам шта хоћу"),
    ("mk", "не знам што сакам"),
    ("sq", "nuk e di çfarë dua"),
    ("de", "weiß nicht, was ich will"),
    ("id", "bingung mau kerja apa"),
    ("ms", "tak tahu nak kerja apa"),
    ("th", "ไม่รู้จะทำอะไรดีค่ะ"),
]
DECIDED = [
    ("en", "I want to become a welder"),
    ("en", "I know what I want: solar panels"),
    ("bs", "želim postati zavarivač"),
    ("de", "Ich will Schweißer werden"),
    ("id", "mau jadi tukang las"),
    ("th", "อยากเป็นช่างเชื่อม"),
]


def heard(language, text, reads=()):
    return sorted(str(r.value) for r in with_interests(said(text, language), reads) if r.slot is Slot.INTEREST)


@pytest.mark.parametrize(("language", "text", "expected"), WISHES, ids=[t for _, t, _ in WISHES])
def test_what_work_should_be_like_is_heard_in_every_language(language, text, expected):
    assert heard(language, text) == expected


@pytest.mark.parametrize(("language", "text", "interest"), NOT_WISHED, ids=[t for _, t, _ in NOT_WISHED])
def test_what_is_turned_down_or_lies_behind_is_no_interest(language, text, interest):
    assert interest not in heard(language, text)


@pytest.mark.parametrize(("language", "text"), OPEN, ids=[t for _, t in OPEN])
def test_somebody_who_does_not_know_is_heard_in_every_language(language, text):
    assert is_open(said(text, language))


@pytest.mark.parametrize(("language", "text"), DECIDED, ids=[t for _, t in DECIDED])
def test_somebody_who_names_their_goal_is_not_open(language, text):
    assert not is_open(said(text, language))


def test_a_job_that_is_named_leaves_no_interest():
    text = "I want to work with people as a welder"
    named = Read(Slot.GOAL_OCCUPATION, "o:welder", text.index("welder"), len(text))

    assert heard("en", text, (named,)) == []


def test_a_concept_read_from_the_words_of_an_interest_gives_way_to_it():
    text = "something with computers"
    far_fetched = Read(Slot.GOAL_SKILL, "s:use-computers", 15, 24, sure=False)

    reads = with_interests(said(text, "en"), (far_fetched,))

    assert [(r.slot, r.value) for r in reads] == [(Slot.INTEREST, "digital")]


def test_a_skill_whose_name_takes_in_more_words_is_the_wish():
    text = "environmental legislation"
    skill = Read(Slot.GOAL_SKILL, "s:environmental-law", 0, len(text))

    reads = with_interests(said(text, "en"), (skill,))

    assert [(r.slot, r.value) for r in reads] == [(Slot.GOAL_SKILL, "s:environmental-law")]
