"""How are amounts, hours and names said in a sentence?"""

from collections.abc import Iterable, Sequence

from advisor.translations import count, in_figures, translate
from advisor.vocabulary.learner import Money
from advisor.vocabulary.pathway import Amount, Totals
from knowledge.vocabulary.language import NAMES

TIMES = {
    "daytime": "in the daytime",
    "evening": "in the evening",
    "weekend": "at the weekend",
    "self_paced": "at your own pace",
}
NEEDS = {
    "childcare": "with childcare",
    "step_free": "with step-free access",
    "career_assistance": "with help to find work",
    "devices": "with devices lent",
    "transport": "with help for the way there",
    "sign_language": "with sign language",
}


def listed(language: str, items: Iterable[str]) -> str:
    """Join with commas and a last "and"."""
    *most, last = list(items) or [""]
    return last if not most else translate(language, "{some} and {last}", some=", ".join(most), last=last)


def language_names(tags: Iterable[str]) -> str:
    return ", ".join(NAMES.get(tag, tag) for tag in tags)


def amount(language: str, money: Amount | Money) -> str:
    figure = in_figures(language, float(money.amount))
    return f"{figure} {money.currency}" if money.currency else figure


def price(language: str, amounts: Sequence[Amount] | None) -> str:
    """Say a price; one that was not stated is said to be so, never taken for free."""
    if amounts is None:
        return translate(language, "price not stated")
    paid = [each for each in amounts if each.amount]
    return " + ".join(amount(language, each) for each in paid) if paid else translate(language, "free of charge")


def hours(language: str, number: float | None) -> str:
    if number is None:
        return translate(language, "hours not stated")
    return count(language, "{n} hour|{n} hours", number)


def weeks(language: str, number: int) -> str:
    return count(language, "about {n} week at your pace|about {n} weeks at your pace", number)


def totals(language: str, sums: Totals, *, pace_known: bool) -> str:
    """Say hours, weeks and price in one line."""
    parts = [hours(language, sums.hours)]
    if sums.weeks is not None and pace_known:
        parts.append(weeks(language, sums.weeks))
    return ", ".join([*parts, price(language, sums.price)])


def changes(language: str, before: Totals, now: Totals) -> list[str]:
    """Say what became less and what more, as far as both are stated."""
    found = []
    if before.hours is not None and now.hours is not None and before.hours != now.hours:
        message = "{n} hour less|{n} hours less" if now.hours < before.hours else "{n} hour more|{n} hours more"
        found.append(count(language, message, abs(now.hours - before.hours)))
    sums = [_in_one_currency(each) for each in (before.price, now.price)]
    if sums[0] and sums[1] and sums[0].amount != sums[1].amount and _comparable(sums[0], sums[1]):
        paid = max(sums[0], sums[1], key=lambda each: each.amount)
        gap = paid.model_copy(update={"amount": abs(sums[1].amount - sums[0].amount)})
        message = "{amount} less" if sums[1].amount < sums[0].amount else "{amount} more"
        found.append(translate(language, message, amount=amount(language, gap)))
    return found


def _in_one_currency(amounts: Sequence[Amount] | None) -> Amount | None:
    """Give the sum, where all that is paid is in one currency; None where it cannot be compared."""
    if amounts is None:
        return None
    paid = [each for each in amounts if each.amount]
    return (paid or list(amounts))[0] if len(paid) <= 1 and amounts else None


def _comparable(one: Amount, other: Amount) -> bool:
    return one.currency == other.currency or not one.amount or not other.amount
