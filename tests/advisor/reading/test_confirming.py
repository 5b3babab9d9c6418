"""Does an answer to shown skills confirm what holds and deny what was excepted?"""

import pytest

from advisor.reading.rules import RulesReader
from tests.fakes.advice import Talk, an_advisor
from tests.fakes.talking_library import HEIGHT, PANELS, WIRING, TalkingLibrary

INSTALLER_ONCE = "I was a solar installer"
"""Speaks for panels, wiring and work at height."""


@pytest.fixture
def after_skills():
    def say(text, language="en"):
        library = TalkingLibrary()
        talk = Talk(an_advisor(library=library, reader=RulesReader(library)))
        talk.say(INSTALLER_ONCE)
        return talk.say(text, language=language).profile

    return say


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "yes"), ("en", "yeah that's right"), ("bs", "da, tačno"), ("sr", "тако је"), ("hr", "točno"),
        ("de", "stimmt alles"), ("id", "ya betul"), ("ms", "ya betul semua"), ("sq", "po, ashtu është"),
        ("mk", "да, точно"), ("th", "ใช่ค่ะ"),
    ],
)  # fmt: skip
def test_a_yes_confirms_all_that_was_shown(after_skills, language, text):
    profile = after_skills(text, language)

    assert {held.skill for held in profile.held} == {PANELS, WIRING, HEIGHT}
    assert {held.evidence.value for held in profile.held} == {"confirmed"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "yes, except wiring"),
        ("en", "yeah thats right except wiring, never touched it"),
        ("en", "that's right but I never did the wiring"),
    ],
)
def test_what_is_excepted_is_denied_and_the_rest_confirmed(after_skills, language, text):
    profile = after_skills(text, language)

    assert profile.not_held == (WIRING,)
    assert {held.skill for held in profile.held} == {PANELS, HEIGHT}


def test_a_no_with_a_skill_denies_only_that(after_skills):
    profile = after_skills("no, I never did wiring")

    assert profile.not_held == (WIRING,)
    assert profile.held == ()


def test_something_else_is_no_answer_to_the_skills(after_skills):
    profile = after_skills("I want to learn to weld in Tuzla")

    assert profile.held == ()
    assert profile.not_held == ()
