"""Is a price within a limit that is named in another currency?"""

from decimal import Decimal

from knowledge.vocabulary.opportunity import Price

UNITS_PER_EURO: dict[str, Decimal] = {
    code: Decimal(rate)
    for code, rate in {
        # BAM and EUR are tied by law (1.95583); the rest are round figures of autumn 2026, good enough to compare, never shown as a price.
        "EUR": "1", "BAM": "1.95583", "RSD": "117.2", "ALL": "97", "MKD": "61.5", "USD": "1.16", "GBP": "0.87", "CHF": "0.93",
        "IDR": "19200", "MYR": "4.9", "THB": "37.5", "PHP": "67", "VND": "30500", "INR": "102", "CNY": "8.3", "JPY": "175",
        "AUD": "1.77", "NZD": "2.0", "SGD": "1.5", "TRY": "48", "PLN": "4.25", "CZK": "24.5", "HUF": "390", "RON": "5.08",
        "UAH": "48", "SEK": "11", "NOK": "11.7", "DKK": "7.46", "CAD": "1.62", "ZMW": "27", "ZAR": "20.2", "KES": "150",
    }.items()
}  # fmt: skip

MARGIN = Decimal("0.10")
"""Rates move: a converted price counts as within a limit only if it still is when a tenth dearer."""


def is_currency(code: str) -> bool:
    """Say whether the code is one that Cairn can compare."""
    return code in UNITS_PER_EURO


def convert(amount: Decimal, source: str, target: str) -> Decimal | None:
    """Convert roughly; None where a rate is not known."""
    if source == target or amount == 0:
        return amount
    if source not in UNITS_PER_EURO or target not in UNITS_PER_EURO:
        return None
    return amount / UNITS_PER_EURO[source] * UNITS_PER_EURO[target]


def within(price: Price, limit: Decimal, currency: str | None) -> bool:
    """Say whether the price surely keeps the limit. A limit without a currency is read in the price's own."""
    if price.amount == 0 or currency is None or price.currency == currency:
        return price.amount <= limit
    converted = convert(price.amount, price.currency, currency)
    return converted is not None and converted * (1 + MARGIN) <= limit
