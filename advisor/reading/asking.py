"""In which languages may a message ask us for something, and where do the words for it stand?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from advisor.reading.words import LANGUAGES, Said, phrases

SERVED_BY = {"hr": "bs", "sr": "bs"}
"""Languages read with another one's words."""
BESIDE = {"id": "ms", "ms": "id", "bs": "mk", "mk": "bs"}
"""Neighbours whose words are mixed in."""


@dataclass(frozen=True)
class Words:
    """A message together with the languages whose words are looked for in it."""

    text: Said
    languages: tuple[str, ...] = LANGUAGES

    def found(self, *keys: str) -> tuple[tuple[int, int], ...]:
        """List where phrases of the keys stand, in the order of the keys."""
        text = self.text.plain
        return tuple(
            m.span() for key in keys for m in compiled(key, self.languages).finditer(text) if m.end() > m.start()
        )

    def says(self, *keys: str) -> bool:
        return any(compiled(key, self.languages).search(self.text.plain) for key in keys)


@lru_cache(maxsize=4_096)
def compiled(key: str, languages: tuple[str, ...]) -> re.Pattern[str]:
    return phrases(key, languages)


def spoken_in(text: Said, before: str | None) -> tuple[str, ...]:
    """Give the languages of the message and of the conversation, their neighbours, and English."""
    own = {SERVED_BY.get(language, language) for language in (text.language, before) if language}
    wanted = {*own, *(BESIDE[language] for language in own if language in BESIDE), "en"}
    return tuple(language for language in LANGUAGES if language in wanted)
