"""Does every phrase of the lexicons compile, and does none match nothing at all?"""

import re
from collections.abc import Iterator

import pytest

from advisor.reading.words import LANGUAGES, choice_of, lexicon

MAY_BE_NOTHING = frozenset({"not.between"})
"""What may stand between a negation and its word: also nothing."""


def phrases_of(language: str) -> Iterator[tuple[str, str]]:
    for key, value in lexicon(language).items():
        rows = value.values() if key.startswith("work.") else [value]
        for row in rows:
            yield from ((key, phrase) for phrase in row if isinstance(row, list) and isinstance(phrase, str))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_compiles_and_needs_at_least_a_letter(language: str) -> None:
    broken = []
    for key, phrase in phrases_of(language):
        try:
            matched = re.compile(choice_of([phrase])).search("§")
        except re.error as error:
            broken.append((key, phrase, str(error)))
            continue
        if matched and key not in MAY_BE_NOTHING:
            broken.append((key, phrase, "matches nothing"))

    assert broken == []
