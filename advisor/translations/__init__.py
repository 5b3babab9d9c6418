"""How is a sentence of Cairn said in the learner's language?"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from knowledge.transliteration import to_latin
from knowledge.vocabulary.language import understood_together

LATIN_SERBIAN = "sr-Latn"
"""Serbian for somebody who writes in Latin letters."""


def _slavic(n: float) -> int:
    if n % 1:
        return 1
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2


def _one_or_many(n: float) -> int:
    return 0 if n == 1 else 1


FORMS: dict[str, Callable[[float], int]] = {
    "bs": _slavic,
    "hr": _slavic,
    "sr": _slavic,
    "mk": lambda n: 0 if n % 10 == 1 and n % 100 != 11 else 1,
    "id": lambda _: 0,
    "ms": lambda _: 0,
    "th": lambda _: 0,
}
"""Which of the forms a number takes; languages that are not here have one for 1 and one for the rest."""

MANY_FIGURES = 10_000
COMMA_AND_POINT = str.maketrans(",.", ".,")
DECIMAL_POINT = frozenset({"en", "ms", "th"})
"""The others write a comma."""


def translate(language: str, message: str, **values: Any) -> str:
    """Say an English message in the language, with its {placeholders} filled; English where nobody translated it."""
    return (_found(language, message) or message).format(**values)


def count(language: str, message: str, number: float, **values: Any) -> str:
    """Say a message about a number, which stands in it as {n}; its forms are separated by `|`, as in `{n} hour|{n} hours`."""
    found = _found(language, message)
    forms = (found or message).split("|")
    rule = FORMS.get(language.partition("-")[0], _one_or_many) if found else _one_or_many
    return forms[min(rule(number), len(forms) - 1)].format(n=in_figures(language, number), **values)


def in_figures(language: str, number: float) -> str:
    """Write a number as the language does; large ones in groups of three."""
    grouped = f"{number:,.2f}" if abs(number) >= MANY_FIGURES else f"{number:.2f}"
    text = grouped.rstrip("0").rstrip(".")
    return text if language in DECIMAL_POINT else text.translate(COMMA_AND_POINT)


def languages() -> tuple[str, ...]:
    """List the languages that have a catalogue."""
    return tuple(sorted(file.name[:-3] for file in files(__package__).iterdir() if file.name.endswith(".po")))


def _found(language: str, message: str) -> str | None:
    if language == LATIN_SERBIAN:
        written = catalogue("sr").get(message)
        return to_latin(written) if written else None
    translations = (catalogue(near).get(message) for near in understood_together(language))
    return next((text for text in translations if text), None)


@lru_cache(maxsize=64)
def catalogue(language: str) -> Mapping[str, str]:
    """Give message → translation; empty for a language without a catalogue."""
    import polib

    file = files(__package__) / f"{language}.po"
    if not language.isalpha() or not file.is_file():
        return {}
    return {entry.msgid: entry.msgstr for entry in polib.pofile(file.read_text("utf-8")) if entry.msgstr}
