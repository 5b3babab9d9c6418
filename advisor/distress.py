"""Is somebody in danger? Asked of every message, before anything else, without a model (R12)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class HelpLines:
    """Whom to call: somebody who listens, where such a line exists, and the emergency number."""

    listening: str = ""
    emergency: str = ""
    own: str = ""
    """The operator's own words, in place of both."""


LISTENING_IN_EUROPE = "116 123"
HELP_LINES: Mapping[str, HelpLines] = {
    "AL": HelpLines("", "112, 127"),
    "AU": HelpLines("13 11 14", "000"),
    "BA": HelpLines("", "124, 122"),
    "CA": HelpLines("988", "911"),
    "CZ": HelpLines(LISTENING_IN_EUROPE, "112"),
    "DE": HelpLines(LISTENING_IN_EUROPE, "112"),
    "GB": HelpLines(LISTENING_IN_EUROPE, "999"),
    "HR": HelpLines("", "112"),
    "HU": HelpLines(LISTENING_IN_EUROPE, "112"),
    "ID": HelpLines("", "119, 112"),
    "IE": HelpLines(LISTENING_IN_EUROPE, "112"),
    "ME": HelpLines("", "124, 112"),
    "MK": HelpLines("", "112, 194"),
    "MY": HelpLines("", "999"),
    "NO": HelpLines(LISTENING_IN_EUROPE, "112"),
    "PH": HelpLines("", "911"),
    "PL": HelpLines(LISTENING_IN_EUROPE, "112"),
    "RS": HelpLines("", "194, 112"),
    "SI": HelpLines(LISTENING_IN_EUROPE, "112"),
    "TH": HelpLines("1323", "1669"),
    "US": HelpLines("988", "911"),
    "XK": HelpLines("", "112, 194"),
}
"""By country. To be checked by the operator, whose list goes before it."""

SPOKEN_IN: Mapping[str, str] = {
    "bs": "BA", "hr": "HR", "sr": "RS", "sq": "AL", "mk": "MK", "de": "DE", "id": "ID", "ms": "MY", "th": "TH",
}  # fmt: skip
EVERYWHERE = HelpLines("116 123 (DE, GB, IE, PL)", "112 (EU), 999 (GB, MY), 119 (ID), 1669 (TH), 911 (US, PH)")


def help_lines(country: str | None, language: str, own: Mapping[str, str]) -> HelpLines:
    """Name the lines of the learner's country, else of the country where the language is spoken, else several."""
    for place in (country, SPOKEN_IN.get(language.partition("-")[0])):
        if place and place in own:
            return HelpLines(own=own[place])
        if place and place in HELP_LINES:
            return HELP_LINES[place]
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
