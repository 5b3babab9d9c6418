"""In which of our languages is this text written?"""

import copy
import threading
from functools import lru_cache
from typing import Any

from knowledge.bridging import familiar, knows_all
from knowledge.transliteration import scripts_of
from knowledge.vocabulary.language import NAMES, SOUTH_SLAVIC

UNSURE = "und"
OF_SCRIPT = {"THAI": "th", "ARABIC": "ar", "DEVANAGARI": "hi", "CJK": "zh", "HIRAGANA": "und", "HANGUL": "und"}
"""A script that only one of our languages uses needs no statistics."""
SERBIAN_LETTERS = frozenset("ђћ")
MACEDONIAN_LETTERS = frozenset("ѓќѕ")
UKRAINIAN_LETTERS = frozenset("іїєґ")
RUSSIAN_LETTERS = frozenset("ыэъё")
CYRILLIC = frozenset({"mk", "sr", "ru", "uk"})
LATIN = frozenset(NAMES) - frozenset(OF_SCRIPT.values()) - {"mk", "ru", "uk"}
COMMON = frozenset({"en", "bs", "hr", "sr", "sq", "mk", "de", "id", "es"})
"""Languages of the places where Cairn is used first: the likelier guess for a few words."""
IN_LATIN, IN_CYRILLIC = ("bs", "sq", "id"), ("mk", "sr")
"""Languages with a word list of ours, by script."""
FEW_WORDS = 4
"""A single word belongs to too many languages, more than four tell theirs."""
BENEFIT = 10.0
EXPECTED = 5.0

_lock = threading.Lock()
_identifiers: dict[frozenset[str], Any] = {}


def detect(text: str, expected: str | None = None) -> str:
    """Give a language tag; Bosnian, Croatian and Serbian in Latin letters are `expected` if it is one of them, else bs."""
    scripts = scripts_of(text)
    if not scripts:
        return expected or UNSURE
    script = max(scripts, key=lambda name: scripts[name])
    if script in OF_SCRIPT:
        return OF_SCRIPT[script]
    if script == "CYRILLIC":
        return _cyrillic(text.lower(), expected)
    found = _of_few_words(text, _statistical(text, LATIN, expected), expected)
    if found in SOUTH_SLAVIC:
        return expected if expected in SOUTH_SLAVIC else "bs"
    return found


def _cyrillic(text: str, expected: str | None) -> str:
    letters = set(text)
    for marks, language in (
        (SERBIAN_LETTERS, "sr"),
        (MACEDONIAN_LETTERS, "mk"),
        (UKRAINIAN_LETTERS, "uk"),
        (RUSSIAN_LETTERS, "ru"),
    ):
        if letters & marks:
            return language
    guess = _statistical(text, CYRILLIC, expected)
    if guess not in IN_CYRILLIC:
        return guess
    # the two share most letters and many stems, but not the little words
    known = {language: familiar(text, language) for language in (guess, *IN_CYRILLIC)}
    return max(known, key=lambda language: known[language])


def _of_few_words(text: str, guess: str, expected: str | None) -> str:
    """Trust our word lists with a few words, which statistics cannot tell: "kurs saldimi" is no German."""
    if guess == "en" or not 1 < len(text.split()) <= FEW_WORDS or knows_all(text, guess):
        return guess
    able = [language for language in dict.fromkeys((expected or guess, *IN_LATIN)) if knows_all(text, language)]
    return able[0] if len(able) == 1 or expected in able[:1] else guess


def _statistical(text: str, languages: frozenset[str], expected: str | None) -> str:
    """Take the likeliest language, with a head start for common ones and for the one that was spoken before."""
    with _lock:
        if languages not in _identifiers:
            _identifiers[languages] = _identifier(languages)
        ranking = _identifiers[languages].rank(text[:1_000])
    return max(ranking, key=lambda pair: float(pair[1]) * _head_start(pair[0], expected))[0]  # type: ignore[no-any-return]


def _head_start(language: str, expected: str | None) -> float:
    return (BENEFIT if language in COMMON else 1.0) * (EXPECTED if language == expected else 1.0)


def _identifier(languages: frozenset[str]) -> Any:
    """Restrict a copy: its tables, 70 MB of them, are shared."""
    identifier = copy.copy(_all_languages())
    identifier.set_languages(sorted(languages))
    return identifier


@lru_cache(maxsize=1)
def _all_languages() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
