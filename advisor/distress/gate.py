"""How alarming is a message? Reviewed words decide first, what was learnt from written examples second."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from advisor.distress.learned import RATHER_SURE, SURE, VectorOf, Weighed, weigh
from advisor.distress.who import without_who
from advisor.distress.words import ABOUT_ANOTHER, BEATEN, CARE, CRISIS, HARMED, LONG_AGO, NOT_ALARMING
from knowledge.transliteration import folded


class Distress(StrEnum):
    CRISIS = "crisis"
    THIRD_PERSON = "third_person"
    CARE = "care"
    NONE = "none"


LONGEST = 4000
"""Characters looked at; no channel accepts more."""


def distress_in(text: str, vector_of: VectorOf | None = None, at_least: float = 0.0) -> Distress:
    """Tell how alarming a message is. It never weighs a risk: any sign leads to a person, and no figure is kept.

    `vector_of(text, model)` embeds with the model that the examples were learnt with; without it the words alone count.
    `at_least` is how sure the examples must be at least; above 1 only reviewed words count.
    """
    plain = _plain(text)
    quiet = _matching("quiet").sub(" ~ ", plain)
    by_words = _by_words(quiet)
    if by_words in {Distress.CRISIS, Distress.THIRD_PERSON}:
        return by_words
    bar = max(at_least, _bar(quiet, by_words, was_calmed=quiet != plain))
    left = without_who(text[:LONGEST] if quiet == plain else quiet)
    learnt = weigh(left, vector_of, bar) if left else Weighed()
    return max(by_words, _by_examples(learnt), key=_ORDER.index)


def _bar(quiet: str, by_words: Distress, *, was_calmed: bool) -> float:
    """Ask for more where reviewed words speak of long ago, of hard times, or of nothing alarming at all."""
    if _matching("past").search(quiet):
        return SURE
    return RATHER_SURE if was_calmed or by_words == Distress.CARE else 0.0


_ORDER = (Distress.NONE, Distress.CARE, Distress.THIRD_PERSON, Distress.CRISIS)


def is_harmed(text: str) -> bool:
    """Say whether the one who writes is beaten, locked in or threatened: other words and other numbers help."""
    return bool(_matching("harmed").search(_plain(text)))


def is_violent(text: str) -> bool:
    """Say whether a message about somebody else in danger speaks of violence."""
    return bool(_matching("beaten").search(_plain(text)))


def _by_words(quiet: str) -> Distress:
    if _matching("another").search(quiet):
        return Distress.THIRD_PERSON
    if _is_alarming(quiet):
        return Distress.CARE if _is_over(quiet) else Distress.CRISIS
    return Distress.CARE if _matching("care").search(quiet) else Distress.NONE


def _is_alarming(quiet: str) -> bool:
    return bool(_matching("crisis").search(quiet) or _matching("harmed").search(quiet))


NOW = re.compile(
    r"[.!?;:,()\n…]+|(?=\b(?:(?:and|but|so) i (?:want|wanna|will|am|m|just|think|plan)|now|tonight|today|jetzt|heute|sada?|veceras"
    r"|sega|vecerva|tani|tash|sonte|ahora|esta noche|hoy|sekarang|skrg|malam ini|malam ni)\b)|(?=ตอนนี้|วันนี้|คืนนี้)"
)


def _is_over(quiet: str) -> bool:
    """Say whether it was long ago, and nothing beside it is alarming: a job may be lost last year, and life a burden now."""
    parts = NOW.split(quiet)
    past = _matching("past")
    return bool(past.search(quiet)) and not any(_is_alarming(part) and not past.search(part) for part in parts)


def _by_examples(learnt: Weighed) -> Distress:
    if learnt.danger:
        return Distress.THIRD_PERSON if learnt.another else Distress.CRISIS
    return Distress.CARE if learnt.care else Distress.NONE


def _plain(text: str) -> str:
    straight = text[:LONGEST].replace("’", "'").replace("‘", "'").replace("`", "'")
    return " ".join(folded(straight).split())


@lru_cache(maxsize=16)
def _matching(kind: str) -> re.Pattern[str]:
    parts: dict[str, Iterable[str]] = {
        "quiet": NOT_ALARMING,
        "another": ABOUT_ANOTHER,
        "past": LONG_AGO,
        "harmed": HARMED,
        "beaten": BEATEN,
        "crisis": (pattern for patterns in CRISIS.values() for pattern in patterns),
        "care": (pattern for patterns in CARE.values() for pattern in patterns),
    }
    return re.compile("|".join(f"(?:{pattern})" for pattern in parts[kind]))
