"""Which number, price or date did the provider mean?"""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from knowledge.submissions.codes import CURRENCIES as CODES
from knowledge.submissions.words import CONTINUOUS, CURRENCIES, FREE, plain

_GROUPS = re.compile(r"(?<=\d)[\s\u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d[\d.,]*")
_HOURS = re.compile(
    r"^(?P<number>[\d.,\s\u00a0\u202f'’]+?)\s*(?:h|hr|hrs|hours?|clock hours?|contact hours?|sati|sat|sata|časova|casova|čas|školskih sati|stunden|std\.?|jam|orë|ore|часови|часа|ชั่วโมง|horas?|heures?)?\.?$",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"^(?P<number>[\d.,]+)\s*(?:min|mins|minutes?|minuta|minuten|menit|minit)\.?$", re.IGNORECASE)
_CLOCK = re.compile(r"^(?P<hours>\d+)\s*(?:h|:)\s*(?P<minutes>\d{1,2})\s*(?:min|m)?$", re.IGNORECASE)
_ISO_DURATION = re.compile(r"^PT(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>\d+)M)?$")
_LEVEL = re.compile(
    r"^(?:(?:eqf|eqr|eok|eko|level|nivo|razina|niveau|tingkat|stufe|niveli|ниво)[\s.:-]*)*(?P<level>\d{1,2})$",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})\.?$")
MONTH_FIRST_COUNTRIES = frozenset({"US", "PH"})


class Amount(NamedTuple):
    number: Decimal
    currency: str
    """Empty where the text names none."""


def number(text: str, *, thousands: bool) -> Decimal | None:
    """Read '1.200,50', '1,200.50', '1 200' or '1200'. With `thousands`, '1.200' is twelve hundred; without, it is 1.2."""
    text = _GROUPS.sub("", text.strip())
    negative = text.startswith(("-", "−"))
    text = text.lstrip("-−+ ")
    if not _NUMBER.fullmatch(text):
        return None
    try:
        value = Decimal(_with_point(text, thousands=thousands))
    except InvalidOperation:
        return None
    return -value if negative else value


def _with_point(text: str, *, thousands: bool) -> str:
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        decimal = max(".,", key=text.rfind)
        return text.replace("," if decimal == "." else ".", "").replace(",", ".")
    sign = "." if dots else ","
    whole, _, rest = text.partition(sign)
    if dots + commas > 1:
        return text.replace(sign, "") if all(len(group) == 3 for group in text.split(sign)[1:]) else "?"
    if thousands and len(rest) == 3 and 0 < len(whole) <= 3 and whole != "0":
        return whole + rest
    return text.replace(",", ".")


def amount(text: str) -> Amount | None:
    """Read a price: '$355', '1.200,50 KM', 'besplatno' (0). None where it cannot be told."""
    if plain(text) in FREE:
        return Amount(Decimal(0), "")
    found = _NUMBER.search(_GROUPS.sub("", text))
    if not found:
        return None
    compact = _GROUPS.sub("", text)
    before, digits, after = compact[: found.start()], found.group().rstrip(".,"), compact[found.end() :]
    ending = found.group()[len(digits) :]
    signed = before.rstrip().endswith(("-", "−"))
    rest = f"{before.rstrip().rstrip('-−')} {after.removeprefix('-').strip() if ending else after}".strip()
    currency = currency_code(rest) if rest else ""
    value = number(digits, thousands=True)
    if value is None or currency is None:
        return None
    return Amount(-value if signed else value, currency)


def currency_code(text: str) -> str | None:
    """Find the ISO 4217 code of a code, sign or word; None where there is none."""
    code = text.strip().strip(".").upper()
    if code in CODES:
        return code
    return CURRENCIES.get(code.lower()) or CURRENCIES.get(plain(text))


def hours(text: str) -> Decimal | None:
    """Read hours: '40', '40 h', '40 Stunden', '90 min', '2 h 30 min', 'PT60H'. Days and weeks are not hours: None."""
    text = text.strip()
    if found := _ISO_DURATION.match(text):
        return Decimal(found["hours"] or 0) + Decimal(found["minutes"] or 0) / 60
    if found := _CLOCK.match(text):
        return Decimal(found["hours"]) + Decimal(found["minutes"]) / 60
    if found := _MINUTES.match(text):
        minutes = number(found["number"], thousands=True)
        return None if minutes is None else minutes / 60
    if text.startswith(("-", "−")):
        return number(text, thousands=True)
    found = _HOURS.match(text)
    return number(found["number"], thousands=True) if found else None


def ects(text: str) -> Decimal | None:
    """Read ECTS credits: '2', '2,5', '2 ECTS'."""
    return number(
        re.sub(r"\s*(?:ects|credits?|cp|lp|bodov[ai]|points?)\b.*$", "", text.strip(), flags=re.IGNORECASE),
        thousands=False,
    )


def level(text: str) -> int | None:
    """Read an EQF level: '4', '4.0', 'EQF level 4'. National levels are not EQF levels: None."""
    found = _LEVEL.match(text.strip().removesuffix(".0"))
    return int(found["level"]) if found else None


def start(text: str, country: str = "") -> date | None:
    """Read one day: ISO, or dd.mm.yyyy and dd/mm/yyyy (mm/dd/yyyy where the country writes so)."""
    if found := _ISO_DATE.match(text.strip()):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.match(text.strip()):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "/" and (country in MONTH_FIRST_COUNTRIES or month > 12):
            day, month = month, day
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_continuous(text: str) -> bool:
    """Say whether one can begin on any day."""
    return plain(text) in CONTINUOUS
