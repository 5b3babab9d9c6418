"""Which number, price or date did the provider mean?"""

import re
from decimal import Decimal
from typing import NamedTuple

from knowledge.submissions.codes import CURRENCIES as CODES
from knowledge.submissions.days import is_continuous, start
from knowledge.submissions.durations import hours_of
from knowledge.submissions.numerals import GROUPS, NUMBER, number
from knowledge.submissions.words import CURRENCIES, FREE, plain

__all__ = ["Amount", "amount", "currency_code", "ects", "hours", "is_continuous", "is_free", "level", "number", "start"]
_LEVEL = re.compile(
    r"^(?:(?:eqf|eqr|eok|eko|level|nivo|razina|niveau|tingkat|stufe|niveli|ниво)[\s.:-]*)*(?P<level>\d{1,2})$",
    re.IGNORECASE,
)


_ASIDE = re.compile(
    r"\((?:incl|inkl|sa|s|with|gross|ukl)[^)]*\)|\([^)]*(?:uključen|укључен|included|inbegriffen|termasuk|compris|përfshir|вклучен)[^)]*\)|"
    r"[,;]?\s*(?:incl(?:\.|uding|usive of)?|inkl\.?|uklj\.?|sa|s|with)\s*(?:\d+\s*%\s*)?(?:vat|tax|mwst|ust|pdv|ppn|gst|tvsh|ддв)(?:-?(?:om|a))?\b\.?|"
    r"(?:per|pro|po|por|par|për|на)\s+(?:person|participant|teilnehmer\w*|osobi|polazniku|orang|peserta|persona|personne)\b|"
    r"(?<=\d)[.,]\s?[-–—]+(?=\s*(?:$|[^\s\d]{1,4}\.?$))|\*+$|"
    r"\b(?:ttc|tva comprise|iva incluido|iva inclusa|tasse incluse)\b",
    re.IGNORECASE,
)
"""What is said of taxes and heads beside a price; where tax comes on top, the price is not known."""
_TO = re.compile(
    r"^\s*(?P<sign>[^\d\s.,;-]{0,5})\s*(?:-|–|—|to|bis|do|hingga|sampai|до|deri|ถึง)\s*(?P<currency>[^\d\s]{0,4})\s*(?P<number>\d[\d.,]*)",
    re.IGNORECASE,
)


class Amount(NamedTuple):
    number: Decimal
    currency: str
    """Empty where the text names none."""
    how: str = ""
    """`range` where the higher of two was taken."""


def amount(text: str) -> Amount | None:
    """Read a price: '$355', '1.200,50 KM', 'besplatno' (0), '100-200 EUR' (the higher). None where it cannot be told."""
    if is_free(text):
        return Amount(Decimal(0), "")
    compact = GROUPS.sub("", _ASIDE.sub(" ", text).strip())
    found = NUMBER.search(compact)
    if not found:
        return None
    before, digits, after = compact[: found.start()], found.group().rstrip(".,"), compact[found.end() :]
    ending = found.group()[len(digits) :]
    if upper := _TO.match(after):
        return _range(before, digits, upper["number"].rstrip(".,"), f"{upper['sign']} {after[upper.end() :]}")
    signed = before.rstrip().endswith(("-", "−"))
    rest = f"{before.rstrip().rstrip('-−')} {after.removeprefix('-').strip() if ending else after}".strip(" ,")
    currency = currency_code(rest) if rest else ""
    value = number(digits, thousands=True)
    if value is None or currency is None:
        return None
    return Amount(-value if signed else value, currency)


def is_free(text: str) -> bool:
    """Say whether a text says in one or several languages that nothing is to be paid."""
    pieces = [plain(piece) for piece in re.split(r"[/|,;()]", text) if piece.strip()]
    return plain(text) in FREE or (bool(pieces) and all(piece in FREE for piece in pieces))


def _range(before: str, low: str, high: str, after: str) -> Amount | None:
    least, most = number(low, thousands=True), number(high, thousands=True)
    signs = {code for text in (before, *after.split(" ", 1)) if text.strip() and (code := currency_code(text) or "?")}
    if least is None or most is None or most < least or len(signs) > 1 or "?" in signs:
        return None
    return Amount(most, next(iter(signs), ""), "range" if most > least else "")


def currency_code(text: str) -> str | None:
    """Find the ISO 4217 code of a code, sign or word; None where there is none."""
    code = text.strip().strip(".").upper()
    if code in CODES:
        return code
    return CURRENCIES.get(code.lower()) or CURRENCIES.get(plain(text))


def hours(text: str) -> Decimal | None:
    """Read hours: '40', '40 h', '40 Stunden', '90 min', 'PT60H', '40-60 hours' (the longer). Days and weeks are not hours: None."""
    found = hours_of(text)
    return found.number if found else None


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
