"""Does every language of the channels have every message, with the same placeholders?"""

import re
from pathlib import Path

import polib
import pytest

TRANSLATIONS = Path(__file__).parents[2] / "advisor" / "translations"
LANGUAGES = ("bs", "hr", "sr", "sq", "mk", "de", "id", "ms", "th")
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def catalogue(language: str) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(TRANSLATIONS / f"{language}.po"))}


def messages_in_use() -> set[str]:
    return set(catalogue("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_message(language):
    translated = catalogue(language)
    assert sorted(message for message in messages_in_use() if not translated.get(message)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_placeholder(language):
    wrong = [
        message
        for message, translation in catalogue(language).items()
        if translation and set(PLACEHOLDER.findall(message)) != set(PLACEHOLDER.findall(translation))
    ]
    assert wrong == []
