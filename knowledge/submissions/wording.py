"""Does a course's text speak to a machine, or praise itself?"""

from collections.abc import Sequence
from functools import lru_cache

from knowledge.submissions.words_of_praise import PRAISES
from knowledge.submissions.words_to_machines import SPEAKS_TO_A_MACHINE, Pattern
from knowledge.transliteration import folded, folded_with_places


def addresses_a_machine(text: str) -> str:
    """Give the words of a text that speak to a machine; empty where it speaks to people."""
    return first_words(SPEAKS_TO_A_MACHINE, text)


def praises(text: str) -> str:
    """Give praise or a promise that cannot be checked; empty where there is none."""
    return first_words(PRAISES, text)


def first_words(patterns: Sequence[Pattern], text: str) -> str:
    """Give the words of the text, verbatim, that the first fitting pattern meets; empty where none does."""
    low = _low(text)
    for triggers, expression in patterns:
        if any(trigger in low for trigger in triggers) and (found := expression.search(low)):
            return verbatim(text, found.start(), _end_of_word(low, found.end()))
    return ""


def _end_of_word(text: str, end: int) -> int:
    # Tables hold stems; scripts without spaces have no end of a word to look for
    while end < len(text) and text[end - 1].isalpha() and "a" <= text[end] <= "z":
        end += 1
    return end


@lru_cache(maxsize=64)
def _low(text: str) -> str:
    # The same few texts of one record are asked again and again
    return text.lower() if text.isascii() else folded(text)


def verbatim(text: str, start: int, end: int) -> str:
    """Give the words of the text that stand at a span of its folded form."""
    if text.isascii():
        return text[start:end].strip()
    _, places = folded_with_places(text)
    return text[places[start] : places[end - 1] + 1].strip() if end > start else ""
