"""May these words of a language model be shown (R7)? On any doubt they are not, and the template stands."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from advisor.guarded import LEAK, WORD, Guarded, runs_of, words_of
from advisor.reading.words import lexicon, one_of, phrases
from knowledge.bridging import bridged, english_words, familiar
from knowledge.language_detection import detect
from knowledge.submissions.wording import addresses_a_machine, praises
from knowledge.transliteration import folded, scripts_of
from knowledge.vocabulary.language import understood_together

LONGEST = 400
"""Characters of a reason (R7)."""
MARKUP = re.compile(r"[<>{}\[\]|`*_#~^\\=@$%&/]|:\S|\.{2,}")
LINK = re.compile(r"\b(?:www|https?|com|dot)\b|\w\.\w", re.IGNORECASE)
THAI = re.compile(r"[฀-๿]+")
STEM = 5
"""Letters by which inflected words are compared."""
LONGEST_NAME = 12
FEWEST_LETTERS = 12
LIKE_NUMBERS = frozenset({"sto", "сто"})
"""Numbers that are written like "what" once diacritics are left out."""
SCRIPT_OF = {"sr": "CYRILLIC", "mk": "CYRILLIC", "th": "THAI"}
FEW_WORDS = 4
"""Fewer tell no language."""
TIMES = ("unit.hour", "unit.minute", "unit.day", "unit.week", "unit.month", "unit.year", "unit.weekend")
MONEY = ("money.word", "money.free")


def objection(text: str, guarded: Guarded) -> str:
    """Name the first thing that speaks against showing the words; empty where nothing does."""
    return next((name for name, wrong in CHECKS.items() if wrong(text, guarded)), "")


def _empty_or_long(text: str, _: Guarded) -> bool:
    return not text.strip() or len(text) > LONGEST


def _has_signs(text: str, _: Guarded) -> bool:
    """Find line breaks, control and invisible characters, bidirectional marks."""
    return any(unicodedata.category(c) in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"} for c in text)


def _has_markup(text: str, _: Guarded) -> bool:
    return bool(MARKUP.search(text))


def _has_figures(text: str, guarded: Guarded) -> bool:
    """Find digits of any script, and numbers in words."""
    plain = _without_names(text, guarded)
    return any(c.isnumeric() for c in plain) or bool(_numbers(guarded.plain_language).search(folded(plain)))


def _tells_time_or_money(text: str, guarded: Guarded) -> bool:
    plain = folded(_without_names(text, guarded))
    if any(unicodedata.category(c) == "Sc" for c in text):
        return True
    languages = _languages(guarded.plain_language)
    known = [phrases(key, languages) for key in (*TIMES, *MONEY)]
    return any(found.search(plain) for found in (*known, _currencies(), _months(guarded.plain_language)))


def _claims(kind: str) -> Callable[[str, Guarded], bool]:
    def wrong(text: str, guarded: Guarded) -> bool:
        return bool(_table(kind, guarded.plain_language).search(folded(_without_names(text, guarded))))

    return wrong


def _leaks(text: str, guarded: Guarded) -> bool:
    said = words_of(text)
    return guarded.canary.casefold() in text.casefold() or any(run in guarded.leaks for run in runs_of(said, LEAK))


def _speaks_to_a_machine(text: str, _: Guarded) -> bool:
    return bool(addresses_a_machine(text))


def _names_another(text: str, guarded: Guarded) -> bool:
    """Find the name of a course or an organisation that is not in the cited records."""
    said = words_of(_without_names(text, guarded))
    found = (" ".join(run) for n in range(1, LONGEST_NAME + 1) for run in runs_of(said, n))
    return any(name in guarded.others for name in found)


def _has_a_strange_name(text: str, guarded: Guarded) -> bool:
    """Find words written like names that neither the records nor our word lists know."""
    words = [m[0] for m in WORD.finditer(text)]
    capital = [word for word in words if word[0].isupper()]
    foreign = [word for word in words if guarded.plain_language == "th" and not THAI.match(word)]
    return any(not _is_known(word, guarded) for word in (*capital, *foreign))


def _is_known(word: str, guarded: Guarded) -> bool:
    plain = folded(word)
    stems = {known[:STEM] for known in guarded.words if len(known) >= STEM}
    if plain in guarded.words or (len(plain) >= STEM and plain[:STEM] in stems):
        return True
    if any(c.isupper() for c in word[1:]):
        return False
    if _table("plain", guarded.plain_language).fullmatch(plain):
        return True
    if guarded.plain_language == "en":
        return bool(familiar(plain, "en")) or bool(_english_forms(plain) & english_words())
    low = word.lower()
    return bool(familiar(low, guarded.plain_language)) or bool(bridged(low, guarded.plain_language))


def _english_forms(word: str) -> set[str]:
    stems = {word.removesuffix(ending) for ending in ("", "s", "es", "d", "ed", "ing", "ly")}
    return stems | {f"{stem}e" for stem in stems if stem != word}


def _is_another_language(text: str, guarded: Guarded) -> bool:
    plain = _without_names(text, guarded)
    wanted = guarded.plain_language
    scripts = scripts_of(plain)
    script = max(scripts, key=lambda name: scripts[name], default="")
    if script and script != ("LATIN" if guarded.language == "sr-Latn" else SCRIPT_OF.get(wanted, "LATIN")):
        return True
    if len(plain.split()) < FEW_WORDS or wanted == "th":
        return False
    return detect(plain, wanted) not in understood_together(wanted)


def _is_about_something_else(text: str, guarded: Guarded) -> bool:
    """Miss any word that the step is known to be about."""
    if THAI.search(guarded.topic):
        topic = {run for part in THAI.findall(guarded.topic) for run in _letters(part)}
        if any(run in topic for part in THAI.findall(text) for run in _letters(part)):
            return False
    stems = {word[:STEM] for word in words_of(guarded.topic) if len(word) >= STEM}
    return not any(word[:STEM] in stems for word in words_of(text) if len(word) >= STEM)


def _says_nothing(text: str, guarded: Guarded) -> bool:
    """Find no more than the title again."""
    plain = _without_names(text, guarded)
    return sum(c.isalpha() for c in plain) < FEWEST_LETTERS


CHECKS: Mapping[str, Callable[[str, Guarded], bool]] = {
    "length": _empty_or_long,
    "signs": _has_signs,
    "leak": _leaks,
    "link": lambda text, _: bool(LINK.search(text)),
    "markup": _has_markup,
    "figure": _has_figures,
    "time_or_money": _tells_time_or_money,
    "claim": _claims("claims"),
    "praise": lambda text, guarded: bool(praises(_without_names(text, guarded))),
    "organisation": _claims("organisations"),
    "asks_for_something": _claims("asks"),
    "date": _claims("time"),
    "hurts": _claims("hurts"),
    "speaks_to_a_machine": _speaks_to_a_machine,
    "another_course": _names_another,
    "language": _is_another_language,
    "name": _has_a_strange_name,
    "off_topic": _is_about_something_else,
    "says_nothing": _says_nothing,
}
"""In the order tried; the name of the first that objects stands in --explain and in the audit."""


def _without_names(text: str, guarded: Guarded) -> str:
    """Leave out what the cited records are called: "Excel 365 in two days" is a title and no promise."""
    for name in sorted((n for n in guarded.names if len(n) > STEM), key=len, reverse=True):
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return text


def _letters(text: str) -> Iterable[str]:
    return (text[i : i + STEM + 1] for i in range(len(text) - STEM))


def _languages(language: str) -> tuple[str, ...]:
    own = {"hr": ("bs",), "sr": ("bs",), "id": ("id", "ms"), "ms": ("ms", "id")}.get(language, (language,))
    return (*own, "en") if language != "en" else ("en",)


@lru_cache(maxsize=64)
def _table(kind: str, language: str) -> re.Pattern[str]:
    """Compile our words of a kind in the learner's language and in English."""
    written = json.loads((files("advisor") / "guarded_words.json").read_text("utf-8"))[kind]
    return one_of(word for own in _languages(language) for word in written.get(own, ()))


@lru_cache(maxsize=16)
def _numbers(language: str) -> re.Pattern[str]:
    """Compile the numbers in words from two upwards; in a script without spaces they hide in other words."""
    tables = [lexicon(own).get("numbers", {}) for own in _languages(language) if own != "th"]
    rows = [row for table in tables for part in ("add", "times") for row in table.get(part, {}).items()]
    return one_of(
        word for word, value in rows if isinstance(value, int | float) and value > 1 and word not in LIKE_NUMBERS
    )


@lru_cache(maxsize=16)
def _months(language: str) -> re.Pattern[str]:
    return one_of(month for own in _languages(language) for month in lexicon(own).get("months", {}) if month != "may")


@lru_cache(maxsize=1)
def _currencies() -> re.Pattern[str]:
    return one_of(word for words in lexicon("currencies").values() for word in words)
