"""How does a cell of a spreadsheet read as text?"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from knowledge.formats.rows import number_text
from knowledge.submissions.numbers import currency_code

_CURRENCY_TAG = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_QUOTED = re.compile(r'"([^"]*)"')
_PLACES = re.compile(r"\.(0+)")
_ESCAPED = re.compile(r"_x(000[9ADad]|005[Ff])_")
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_WHOLE_DIGITS = 15
_PLAIN_SIGNS = "€£฿₱₫₹₺₴¥"


def is_error(value: Any) -> bool:
    """Say whether the cell holds one of the spreadsheet's errors instead of a value."""
    return isinstance(value, str) and value in _ERRORS


def cell_text(value: Any, number_format: str = "") -> str:
    """Write a value as a provider would type it: dates as ISO, 0.5 shown as percent as 50%, prices with their currency."""
    if value is None or is_error(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return number_text(round(value.total_seconds() / 3_600, 2)) + " h"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _number(value: float, number_format: str) -> str:
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - that is how NaN tells itself
        return ""
    if "%" in number_format:
        return number_text(Decimal(repr(value)) * 100) + "%"
    # What a spreadsheet computed carries dust behind the fifteenth digit
    text = number_text(Decimal(f"{value:.{_WHOLE_DIGITS}g}") if isinstance(value, float) else value)
    sign = _currency(number_format)
    return f"{text} {sign}" if sign else text


def _currency(number_format: str) -> str:
    """Find the currency that a cell format shows: '#,##0.00 [$KM-141A]', '"€" 0.00'."""
    first = number_format.partition(";")[0]
    named = [*_CURRENCY_TAG.findall(first), *_QUOTED.findall(first)]
    signs = [sign for sign in _PLAIN_SIGNS if sign in first]
    dollars = ["$"] if "$" in _CURRENCY_TAG.sub("", first) else []
    return (
        next((code for text in (*named, *signs, *dollars) if text.strip() and (code := currency_code(text))), "") or ""
    )
