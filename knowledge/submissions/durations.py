"""How many hours does a course take, as its provider wrote it?"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from knowledge.submissions.numerals import GROUPS, number


class Hours(NamedTuple):
    number: Decimal
    how: str = ""
    """Empty where exactly so many are stated; else range, computed or about."""


_RANGE = r"(?P<low>\d[\d.,]*)(?:\s*(?:-|–|—|to|do|bis|hingga|sampai|до|deri në|ถึง|a)\s*(?P<high>\d[\d.,]*))?\s*\+?"
_HOURS = (
    r"(?:h|hr|hrs|hours?|clock hours?|contact hours?|nastavn\w+ (?:sat|čas)\w*|školsk\w+ (?:sat|čas)\w*|sati|sata|sat|časova|časa|čas|casova|stunden?|std\.?|ustd\.?|"
    r"unterrichtsstunden|unterrichtseinheiten|ue|jam pelajaran|jam|jp|orë|ore|часови|часова|часа|часов|час|сати|сата|сат|наставни часови|ชั่วโมง|ชม\.?|horas?|heures?|uren|uur|godzin\w*|saat)"
)
_WEEKS = r"(?:weeks?|wks?|sedmic\w*|tjed\w*|nedelj\w*|nedjelj\w*|недел\w*|седмиц\w*|wochen?|minggu|javë|สัปดาห์|semanas?|semaines?|settiman\w*|weken|tygodni\w*)"
_A_WEEK = (
    r"\s*(?:/|per|a|each|every|na|po|pro|je|die|dalam|setiap|në|во|ต่อ|por|a la|par|alla)?\s*(?:week|wk|weekly|sedmicu|sedmično|sedmici|tjedno|tjedan|tjednu|nedeljno|nedelji|nedjeljno|"
    r"woche|wöchentlich|minggu|seminggu|javë|недела|неделно|седмично|สัปดาห์|semana|semanales|semaine|settimana)\b"
)
_A_WEEK_FIRST = r"(?:weekly|sedmično|tjedno|nedeljno|wöchentlich|javore|неделно)\s*:?\s*"
_A_DAY = r"\s*(?:/|per|a|each|na|po|pro|am|në|на|por|par)\s*(?:day|dan|tag|hari|ditë|ден|วัน|día|jour)\b|\s*(?:daily|dnevno|täglich|sehari)\b"
_ABOUT = re.compile(
    r"^\W*(?:approx(?:imately|\.)?|about|around|circa|ca\.?|cca\.?|oko|otprilike|ungefähr|etwa|rund|sekitar|kira-kira|rreth|околу|приближно|ประมาณ|up to|max\.?|aprox\.?|environ|~|≈)|\d\s*\+",
    re.IGNORECASE,
)
_MENTION = re.compile(rf"{_RANGE}[\s-]*{_HOURS}(?![^\W\d_])", re.IGNORECASE)
_WEEK_MENTION = re.compile(rf"{_RANGE}[\s-]*{_WEEKS}(?![^\W\d_])", re.IGNORECASE)
_FOLLOWED_BY_WEEK = re.compile(_A_WEEK, re.IGNORECASE)
_LED_BY_WEEK = re.compile(_A_WEEK_FIRST + r"$", re.IGNORECASE)
_FOLLOWED_BY_DAY = re.compile(_A_DAY, re.IGNORECASE)
_BARE = re.compile(r"^\W*(?:ca\.?|cca\.?|about|approx\.?|oko|~)?\s*" + _RANGE + r"\s*$", re.IGNORECASE)
_MINUTES = re.compile(
    r"^(?P<number>[\d.,]+)\s*(?:min|mins|minutes?|minuta|minuten|menit|minit|минути|นาที)\.?$", re.IGNORECASE
)
_SUM_IN_BRACKETS = re.compile(r"\(\s*\d+\s*[x×*]\s*\d[^()+]*\)")
"""How a total came about: 20 sati (4 x 5h)."""
_CLOCK = re.compile(
    r"^(?P<hours>\d+)\s*(?:h|hrs?|hours?|:)\s*(?P<minutes>\d{1,2})\s*(?:min|mins|minutes|m)?$", re.IGNORECASE
)
_MINUTE = r"(?:min|mins|minutes?|minuta|minute|minuten|menit|minit|minuta|минути|минута|นาที|m)\.?"
_HOURS_AND_MINUTES = re.compile(
    rf"(?P<hours>\d+)\s*{_HOURS}\s*(?:,|and|und|i|dan|dhe|и|y|et|e)?\s*(?P<minutes>[1-5]?\d)\s*{_MINUTE}(?![^\W\d_])",
    re.IGNORECASE,
)
_ISO_DURATION = re.compile(r"^P(?:T)(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>\d+)M)?$")

_LONGEST = 120


@lru_cache(maxsize=4_096)
def hours_of(text: str) -> Hours | None:
    """Read '40', '40 h', '90 min', 'PT60H', '40-60 hours', '3 weeks, 5 hours/week'. Days, weeks or months alone: None."""
    text = _SUM_IN_BRACKETS.sub(" ", GROUPS.sub("", text.strip())).strip()
    if len(text) > _LONGEST:
        return None
    if text.startswith(("-", "−")):
        value = number(text, thousands=True)
        return Hours(value) if value is not None else None
    return _clock(text) or _bare(text) or _mentioned(text)


def _clock(text: str) -> Hours | None:
    if (found := _ISO_DURATION.match(text)) and (found["hours"] or found["minutes"]):
        return Hours(Decimal(found["hours"] or 0) + Decimal(found["minutes"] or 0) / 60)
    if found := _CLOCK.match(text):
        return Hours(Decimal(found["hours"]) + Decimal(found["minutes"]) / 60)
    if found := _MINUTES.match(text):
        minutes = number(found["number"], thousands=True)
        return None if minutes is None else Hours(minutes / 60)
    return None


def _bare(text: str) -> Hours | None:
    found = _BARE.match(text)
    return _upper(found, text) if found else None


def _mentioned(text: str) -> Hours | None:
    """Take the one total of hours that a text names, or weeks times hours a week."""
    if _HOURS_AND_MINUTES.search(text):
        return _with_minutes(text)
    total: list[re.Match[str]] = []
    weekly: list[re.Match[str]] = []
    for found in _MENTION.finditer(text):
        rest, before = text[found.end() :], text[: found.start()]
        if _FOLLOWED_BY_WEEK.match(rest) or _LED_BY_WEEK.search(before):
            weekly.append(found)
        elif not _FOLLOWED_BY_DAY.match(rest):
            total.append(found)
    if len(total) == 1 and not _other_words(text, total[0]):
        return _upper(total[0], text)
    if total or len(weekly) != 1:
        return None
    return _computed(text, weekly[0])


def _with_minutes(text: str) -> Hours | None:
    """Take '3 hours and 30 minutes' where that is all that a text says of time."""
    found = _HOURS_AND_MINUTES.search(text)
    if not found or any(c.isdigit() for c in text[: found.start()] + text[found.end() :]):
        return None
    if _FOLLOWED_BY_WEEK.match(text[found.end() :]) or _FOLLOWED_BY_DAY.match(text[found.end() :]):
        return None
    return Hours(Decimal(found["hours"]) + Decimal(found["minutes"]) / 60, "about" if _ABOUT.search(text) else "")


def _computed(text: str, weekly: re.Match[str]) -> Hours | None:
    around = f"{text[: weekly.start()]} , {_FOLLOWED_BY_WEEK.sub(' ', text[weekly.end() :], count=1)}"
    weeks = list(_WEEK_MENTION.finditer(around))
    if len(weeks) != 1:
        return None
    each, times = _upper(weekly, ""), _upper(weeks[0], "")
    return Hours(each.number * times.number, "computed") if each and times else None


def _other_words(text: str, found: re.Match[str]) -> bool:
    """Say whether something else adds to the hours or takes from them: '40 hours + 20 hours practice' was sorted out before."""
    rest = text[: found.start()] + text[found.end() :]
    return "+" in rest.replace("+", "", 1) if rest.startswith("+") else "+" in rest


def _upper(found: re.Match[str], text: str) -> Hours | None:
    low = number(found["low"].rstrip(".,"), thousands=True)
    high = number(found["high"].rstrip(".,"), thousands=True) if found["high"] else None
    if low is None or (found["high"] and high is None):
        return None
    if high is not None and high > low:
        return Hours(high, "range")
    return None if high is not None else Hours(low, "about" if _ABOUT.search(text) else "")
