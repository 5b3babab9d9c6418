"""Which number is written here, with points and commas of either habit?"""

import re
from decimal import Decimal, InvalidOperation

GROUPS = re.compile(r"(?<=\d)[\s\u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
"""Signs between groups of three digits."""
NUMBER = re.compile(r"\d[\d.,]*")


def number(text: str, *, thousands: bool) -> Decimal | None:
    """Read '1.200,50', '1,200.50', '1 200' or '1200'. With `thousands`, '1.200' is twelve hundred; without, it is 1.2."""
    text = GROUPS.sub("", text.strip())
    negative = text.startswith(("-", "−"))
    text = text.lstrip("-−+ ")
    if not NUMBER.fullmatch(text):
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
