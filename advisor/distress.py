"""Is somebody in danger? Asked of every message, before anything else, without a model (R12)."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from advisor.distress_words import ABOUT_ANOTHER, CARE, CRISIS, LONG_AGO, NOT_ALARMING
from knowledge.transliteration import folded


class Distress(StrEnum):
    CRISIS = "crisis"
    THIRD_PERSON = "third_person"
    CARE = "care"
    NONE = "none"


LONGEST = 4000
"""Characters looked at; no channel accepts more."""


def distress_in(text: str) -> Distress:
    """Tell how alarming a message is. It never weighs a risk: any sign leads to a person."""
    plain = _plain(text)
    quiet = _matching("quiet").sub(" ~ ", plain)
    if _matching("another").search(quiet):
        return Distress.THIRD_PERSON
    if _matching("crisis").search(quiet):
        return Distress.CARE if _matching("past").search(quiet) else Distress.CRISIS
    return Distress.CARE if _matching("care").search(quiet) else Distress.NONE


HELP_LINES: Mapping[str, str] = {
    "AL": "112, 127",
    "AU": "13 11 14, 000",
    "BA": "124, 122",
    "CA": "988, 911",
    "CZ": "116 123, 112",
    "DE": "116 123, 112",
    "GB": "116 123, 999",
    "HR": "112",
    "HU": "116 123, 112",
    "ID": "119",
    "IE": "116 123, 112",
    "ME": "124, 112",
    "MK": "112, 194",
    "MY": "999",
    "NO": "116 123, 112",
    "PH": "911",
    "PL": "116 123, 112",
    "RS": "194, 112",
    "SI": "116 123, 112",
    "TH": "1669, 1323",
    "US": "988, 911",
    "XK": "112, 194",
}
"""Country → numbers: somebody to talk to where such a line exists, and the emergency number. The operator's list goes before it."""

SPOKEN_IN: Mapping[str, str] = {
    "bs": "BA", "hr": "HR", "sr": "RS", "sq": "AL", "mk": "MK", "de": "DE", "id": "ID", "ms": "MY", "th": "TH",
}  # fmt: skip
EVERYWHERE = (
    "112 (Europe), 116 123 (Europe), 999 (UK, Malaysia), 119 (Indonesia), 1669 (Thailand), 911 (USA, Philippines)"
)


def help_lines(country: str | None, language: str, own: Mapping[str, str]) -> str:
    """Name the lines of the learner's country, else of the country where the language is spoken, else several."""
    for place in (country, SPOKEN_IN.get(language.partition("-")[0])):
        if place and (found := own.get(place) or HELP_LINES.get(place)):
            return found
    return EVERYWHERE


def _plain(text: str) -> str:
    straight = text[:LONGEST].replace("’", "'").replace("‘", "'").replace("`", "'")
    return " ".join(folded(straight).split())


@lru_cache(maxsize=8)
def _matching(kind: str) -> re.Pattern[str]:
    parts: dict[str, Iterable[str]] = {
        "quiet": NOT_ALARMING,
        "another": ABOUT_ANOTHER,
        "past": LONG_AGO,
        "crisis": (pattern for patterns in CRISIS.values() for pattern in patterns),
        "care": (pattern for patterns in CARE.values() for pattern in patterns),
    }
    return re.compile("|".join(f"(?:{pattern})" for pattern in parts[kind]))
