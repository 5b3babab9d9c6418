"""What may it cost?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from advisor.reading.clauses import piece_of, sentence_of
from advisor.reading.negation import is_ruled_out
from advisor.reading.numbers import Number, numbers_in
from advisor.reading.time_budget import bound_after, bound_before, is_at_least
from advisor.reading.words import Read, Said, Value, choice_of, found, last_found, lexicon, phrases, right_after, says
from advisor.vocabulary.learner import Slot

LEAST = 10
THOUSANDS = re.compile(r"(rb|ribu|seribu|jt|juta|sejuta)( setengah)?$")
SPELLED = ((THOUSANDS, "IDR"), (re.compile(r"(ร้อย|พัน|หมื่น|แสน)"), "THB"))
"""How thousands are written → the currency that is then meant."""
ENDS = re.compile(r"\s*([.,;!?]|$|saja|aja|an\b|la\b|lah\b|ya\b|dong\b|kira|cukup|maks)")
LITTLE_WORDS = {"de": frozenset({"den"})}
"""Words of a language that are signs of money elsewhere: bis zum 1., den 1. Mai."""
SHORT_EURO = re.compile(r"e(?!\w)")
"""200e"""
OTHER_UNITS = (
    "unit.hour",
    "unit.minute",
    "unit.day",
    "unit.week",
    "unit.month",
    "unit.year",
    "unit.evening",
    "unit.step",
)
FREE: dict[str, str | float | None] = {"amount": 0.0, "currency": None}


def read_amounts(text: Said) -> list[Read]:
    """Read the highest price; a sum that was said wins over "no money" and over "my company pays"."""
    every = [read for read in (_priced(text, *sum_) for sum_ in sums(text)) if read]
    # "50, not 500": the one behind "not" is the wrong one
    named = [read for read in every if not _is_the_wrong_one(text, read)] or every
    named = [_with_the_currency_said(text, read) for read in named]
    if any(read.slot for read in named):
        return named
    return [*named, *(_withdrawn(text) or _nothing(text))]


def _is_the_wrong_one(text: Said, read: Read) -> bool:
    last = last_found("answer.instead", text, max(0, read.start - 14), read.start)
    return last is not None and not text.plain[last.end() : read.start].strip()


def sums(text: Said) -> Iterator[tuple[Number, str, int, int]]:
    """List sums of money: number, currency, start, end."""
    currency = ""
    for number in numbers_in(text):
        one = _sum(text, number)
        if one is None and currency and _is_bounded(text, number):
            # "100 euro a month, 600 at most in all"
            one = (number, currency, number.start, number.end)
        if one is not None:
            currency = one[1] or currency
            yield one


def _sum(text: Said, number: Number) -> tuple[Number, str, int, int] | None:
    behind, ahead = _currencies()
    after = behind.match(text.plain, number.end)
    before = ahead.search(text.plain, max(0, number.start - 8), number.start)
    if number.value == 0 and _is_budget(text, number):
        return number, "", number.start, number.end
    if after:
        return number, _code(after), number.start, after.end()
    if SHORT_EURO.match(text.plain, number.end):
        return number, "EUR", number.start, number.end + 1
    if before and before.group().strip() not in LITTLE_WORDS.get(text.language, ()):
        return number, _code(before), before.start(), number.end
    if _is_of_money(text, number):
        return number, _thousands(text, number), number.start, number.end
    return None


def _is_bounded(text: Said, number: Number) -> bool:
    unit = any(right_after(unit).match(text.plain, number.end) for unit in OTHER_UNITS)
    return number.value >= LEAST and not unit and bound_before(text, number.start) is not None


def _is_budget(text: Said, number: Number) -> bool:
    """Say whether it is "budget zero", not "zero experience"."""
    opening, close = piece_of(text, number.start)
    return says("money.word", text, max(opening, number.start - 24), number.start) or says(
        "money.word", text, number.end, min(close, number.end + 10)
    )


def _with_the_currency_said(text: Said, read: Read) -> Read:
    """Take the currency from beside the sum: "a grand, in pounds"."""
    if not isinstance(read.value, dict) or read.value["currency"] or not read.value["amount"]:
        return read
    opening, close = sentence_of(text, read.start)
    named = {_code(m) for m in _currency_names().finditer(text.plain, opening, close)}
    return replace(read, value={**read.value, "currency": named.pop()}) if len(named) == 1 else read


def currencies_named(text: Said) -> list[tuple[str, int, int]]:
    """List the currencies that are named by their words: code, start, end."""
    return [(_code(match), match.start(), match.end()) for match in _currency_names().finditer(text.plain)]


@lru_cache(maxsize=1)
def _currency_names() -> re.Pattern[str]:
    """Compile the names of currencies that stand for themselves; signs stand at figures."""
    spelled = {code: [n for n in names if len(n.rstrip("?")) > 3] for code, names in lexicon("currencies").items()}
    return re.compile("|".join(f"(?P<{code}>{choice_of(names)})" for code, names in spelled.items() if names))


def _is_of_money(text: Said, number: Number) -> bool:
    """Say whether a number without a currency is a price: "budget 500", "biaya maksimal 1 juta"."""
    opening, _ = piece_of(text, number.start)
    written = text.plain[number.start : number.end]
    if (THOUSANDS.search(written) and ENDS.match(text.plain, number.end)) or _is_slang(text, number):
        return True
    word = last_found("money.word", text, max(opening, number.start - 30), number.start)
    if (
        word is None
        or number.value < LEAST
        or any(right_after(unit).match(text.plain, number.end) for unit in OTHER_UNITS)
    ):
        return False
    between = text.plain[word.end() : number.start].split()
    return len(between) <= 4 and not any(c.isdigit() for w in between for c in w)


def _is_slang(text: Said, number: Number) -> bool:
    """Say whether it is "a grand": the word alone is praise."""
    if not phrases("money.number").search(text.plain, number.start, number.end):
        return False
    counted = text.plain[number.start : number.start + 1].isdigit() or " " in text.plain[number.start : number.end]
    return (
        counted
        or text.plain[: number.start].rstrip().endswith((" a", "half a", "one"))
        or (number.start > 1 and text.plain[: number.start].strip() == "a")
    )


def _thousands(text: Said, number: Number) -> str:
    """Thousands and millions without a name are the money of the country whose words they are."""
    return next((code for written, code in SPELLED if written.search(text.plain[number.start : number.end])), "")


def _code(match: re.Match[str]) -> str:
    return next(name for name, value in match.groupdict().items() if value)


@lru_cache(maxsize=1)
def _currencies() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # a sign or letters may stand right at the figure: RM200, 200€
    choice = "|".join(
        f"(?P<{code}>{choice_of(names)})".replace(r"(?<!\w)", "") for code, names in lexicon("currencies").items()
    )
    signs = choice.replace(r"(?!\w)", "")
    return re.compile(rf"\s*-?\s*(?:{_closed(choice)})"), re.compile(rf"(?<![^\W\d])(?:{signs})\s*$")


def _closed(choice: str) -> str:
    """Signs need no end of word, letters do."""
    return choice.replace(r"€)(?!\w)", "€)").replace(r"\$)(?!\w)", r"\$)")


def _priced(text: Said, number: Number, currency: str, start: int, end: int) -> Read | None:
    opening, _ = piece_of(text, start)
    if says("money.income", text, opening, start) or is_at_least(text, start) or _is_vague(text, number):
        return Read(None, None, start, end)
    bound = bound_before(text, start)
    return Read(Slot.MAX_PRICE, _money(number.value, currency), bound[0] if bound else start, end)


def _is_vague(text: Said, number: Number) -> bool:
    """Say whether nobody knows how many: "a few hundred euros"."""
    last = last_found("money.vague", text, max(0, number.start - 16), number.start)
    return last is not None and not text.plain[last.end() : number.start].strip()


def _money(amount: float, currency: str | None) -> Value:
    return {"amount": float(amount), "currency": (currency or None) if amount else None}


def _withdrawn(text: Said) -> list[Read]:
    """Find "money is no problem", "my company pays", "it need not be free"."""
    for key in ("money.no_matter", "money.someone_pays", "money.not_needed_free"):
        for match in found(key, text):
            if not _asked(text, match.start()):
                return [Read(Slot.MAX_PRICE, None, match.start(), match.end())]
    return []


def _nothing(text: Said) -> list[Read]:
    for match in found("money.none", text):
        if not _asked(text, match.start()):
            return [Read(Slot.MAX_PRICE, FREE, match.start(), match.end())]
    other = [m.span() for m in found("money.free_but_not", text)]
    for match in found("money.free", text):
        inside = any(start <= match.start() < end for start, end in other)
        if not inside and not is_ruled_out(text, match.start(), match.end()):
            return [Read(Slot.MAX_PRICE, FREE, match.start(), match.end())]
    return []


def _asked(text: Said, place: int) -> bool:
    """Say whether it stands in a question: "who pays if I have no money?" sets no limit."""
    start, end = sentence_of(text, place)
    return text.plain[end : end + 1] == "?" and says("intent.policy", text, start, end)


def bare_amount(text: Said) -> Read | None:
    """Read a number without a unit as a price, where a price was asked for."""
    for number in numbers_in(text):
        return Read(Slot.MAX_PRICE, _money(number.value, None), number.start, number.end)
    return None


ONLY_MONEY = 1_000
"""From so much on no hours, steps or levels are meant."""


def unclear_limits(text: Said) -> list[Read]:
    """List limits without a unit, "max 200": a wish that we cannot read, unless so large that only money is counted so."""
    numbers = [n for n in numbers_in(text) if n.value >= 10]
    bound = [n for n in numbers if bound_before(text, n.start) or bound_after(text, n.end)]
    return [
        Read(Slot.MAX_PRICE, {"amount": n.value, "currency": None}, n.start, n.end)
        if n.value >= ONLY_MONEY and bound_before(text, n.start, ("bound.most",))
        else Read(None, None, n.start, n.end)
        for n in bound
    ]
