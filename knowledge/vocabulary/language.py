"""Which languages does Cairn know, and which of them are understood as one?"""

from typing import NewType

LanguageTag = NewType("LanguageTag", str)
"""ISO 639-1 code in lower case, e.g. ``bs``; ``und`` where nobody said."""

NAMES: dict[str, str] = {
    "en": "English", "bs": "bosanski", "hr": "hrvatski", "sr": "српски", "sq": "shqip", "mk": "македонски",
    "de": "Deutsch", "id": "Bahasa Indonesia", "ms": "Bahasa Melayu", "th": "ไทย", "es": "español", "fr": "français",
    "pt": "português", "it": "italiano", "zh": "中文", "ar": "العربية", "tr": "Türkçe", "uk": "українська", "hi": "हिन्दी",
    "vi": "Tiếng Việt", "tl": "Filipino", "pl": "polski", "ro": "română", "ru": "русский",
}  # fmt: skip

SOUTH_SLAVIC = frozenset({"bs", "hr", "sr"})
"""Told apart by no detector and understood by each other's speakers: labels and word lists are shared."""


def understood_together(language: str) -> tuple[str, ...]:
    """List the languages whose labels serve a speaker of `language`, their own first."""
    if language in SOUTH_SLAVIC:
        return (language, *sorted(SOUTH_SLAVIC - {language}))
    if language in {"id", "ms"}:
        return (language, "ms" if language == "id" else "id")
    return (language,)
