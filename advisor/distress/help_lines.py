"""Whom can a person in danger call?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class HelpLines:
    """Whom to call: somebody who listens, where such a line exists, and the emergency number."""

    listening: str = ""
    emergency: str = ""
    violence: str = ""
    """Where people listen who know about violence at home."""
    own: str = ""
    """The operator's own words, in place of all."""

    def without_violence(self) -> "HelpLines":
        """Leave out what only somebody who is harmed by another needs."""
        return replace(self, violence="")


LISTENING_IN_EUROPE = "116 123"
HELP_LINES: Mapping[str, HelpLines] = {
    "AL": HelpLines("", "112, 127", "116 117"),
    "AT": HelpLines("142", "112", "0800 222 555"),
    "AU": HelpLines("13 11 14", "000", "1800 737 732"),
    "BA": HelpLines("", "124, 122", "1264, 1265"),
    "CA": HelpLines("988", "911"),
    "CH": HelpLines("143", "112"),
    "CZ": HelpLines(LISTENING_IN_EUROPE, "112"),
    "DE": HelpLines(LISTENING_IN_EUROPE, "112", "116 016"),
    "ES": HelpLines("024", "112", "016"),
    "GB": HelpLines(LISTENING_IN_EUROPE, "999", "0808 2000 247"),
    "HR": HelpLines("", "112", "116 006"),
    "HU": HelpLines(LISTENING_IN_EUROPE, "112"),
    "ID": HelpLines("", "119, 112", "129"),
    "IE": HelpLines(LISTENING_IN_EUROPE, "112", "1800 341 900"),
    "ME": HelpLines("", "124, 112", "080 111 111"),
    "MK": HelpLines("", "112, 194"),
    "MY": HelpLines("15555", "999", "15999"),
    "NO": HelpLines(LISTENING_IN_EUROPE, "112"),
    "PH": HelpLines("", "911"),
    "PL": HelpLines(LISTENING_IN_EUROPE, "112", "800 120 002"),
    "RS": HelpLines("", "194, 112", "0800 100 600"),
    "SI": HelpLines(LISTENING_IN_EUROPE, "112", "080 11 55"),
    "TH": HelpLines("1323", "1669, 191", "1300"),
    "US": HelpLines("988", "911", "1-800-799-7233"),
    "XK": HelpLines("", "112, 194"),
}
"""By country. To be checked by the operator, whose list goes before it."""

SPOKEN_IN: Mapping[str, str] = {
    "bs": "BA", "hr": "HR", "sr": "RS", "sq": "AL", "mk": "MK", "de": "DE", "id": "ID", "ms": "MY", "th": "TH",
    "es": "ES",
}  # fmt: skip
EVERYWHERE = HelpLines(
    "116 123 (DE, GB, IE, PL)",
    "112 (EU), 999 (GB, MY), 119 (ID), 1669 (TH), 911 (US, PH)",
    "116 016 (DE), 0808 2000 247 (GB), 1800 341 900 (IE), 129 (ID), 15999 (MY), 1300 (TH), 1-800-799-7233 (US)",
)


def help_lines(country: str | None, language: str, own: Mapping[str, str]) -> HelpLines:
    """Name the lines of the learner's country, else of the country where the language is spoken, else several."""
    for place in (country, SPOKEN_IN.get(language.partition("-")[0])):
        if place and place in own:
            return HelpLines(own=own[place])
        if place and place in HELP_LINES:
            return HELP_LINES[place]
    return EVERYWHERE
