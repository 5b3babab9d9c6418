"""How are hours, prices, dates and kinds said in a Telegram message, in the learner's language?"""

from datetime import date

from advisor.translations import LATIN_SERBIAN, count, in_figures, translate
from advisor.vocabulary.conversation import Reply
from advisor.vocabulary.pathway import Amount, PathwayStep, Totals
from knowledge.vocabulary.language import NAMES

LANGUAGES = ("en", "bs", "hr", "sr", "sq", "mk", "de", "id", "ms", "th")
"""Languages that the commands and the keyboard are offered in."""
MODES = {"online": "online", "onsite": "on site", "blended": "partly online", "workplace": "at the workplace"}
LIMITS = {
    "max_hours": "hours in all", "hours_per_week": "hours a week", "max_price": "price",
    "languages": "language of teaching", "modes": "online or on site", "country": "country", "near": "place",
    "schedules": "time of day", "needs": "support", "need": "support", "max_eqf_level": "level", "start_by": "start",
    "finish_by": "end", "max_steps": "number of steps",
}  # fmt: skip


def offered_language(code: str | None) -> str | None:
    """Give the language of ours that a code such as `de-AT` means; None where it is none of ours."""
    base = (code or "").lower().partition("-")[0]
    return base if base in LANGUAGES else None


def written_language(reply: Reply) -> str:
    """Follow the script of the reply's own sentences: Serbian may be in Latin letters."""
    if reply.language != "sr":
        return reply.language
    said = "".join(str(getattr(block, "text", "")) for block in reply.blocks)
    cyrillic = any("Ѐ" <= character <= "ӿ" for character in said)
    return LATIN_SERBIAN if said and not cyrillic else "sr"


def hours(language: str, number: float | None) -> str:
    return translate(language, "hours not stated") if number is None else count(language, "{n} hour|{n} hours", number)


def amount(language: str, money: Amount) -> str:
    return f"{in_figures(language, float(money.amount))} {money.currency}"


def price(language: str, stated: Amount | None) -> str:
    """Say a price; one that was not stated is never taken for free."""
    if stated is None:
        return translate(language, "price not stated")
    return amount(language, stated) if stated.amount else translate(language, "free of charge")


def totals(language: str, sums: Totals, steps: int) -> str:
    paid = [amount(language, each) for each in sums.price or () if each.amount]
    parts = [count(language, "{n} step|{n} steps", steps), hours(language, sums.hours)]
    if sums.weeks is not None:
        parts.append(count(language, "{n} week|{n} weeks", sums.weeks))
    if sums.price is None:
        parts.append(translate(language, "price not stated"))
    else:
        parts.append(" + ".join(paid) or translate(language, "free of charge"))
    return " · ".join(parts)


def starts(language: str, when: str | None) -> str:
    if when == "continuous":
        return translate(language, "start any day")
    try:
        return translate(language, "starts {date}", date=date.fromisoformat(when or "").isoformat())
    except ValueError:
        return translate(language, "start not stated")


def facts(language: str, step: PathwayStep) -> str:
    """Say what is stated of a step, hours and price first."""
    told = (
        hours(language, step.hours),
        f"{in_figures(language, step.ects)} ECTS" if step.ects is not None else "",
        price(language, step.price),
        translate(language, MODES.get(step.mode, step.mode)) if step.mode else "",
        NAMES.get(step.language, step.language) if step.language else "",
        f"EQF {step.eqf_level}" if step.eqf_level is not None else "",
        starts(language, step.starts),
    )
    return " · ".join(part for part in told if part)


def limit_name(language: str, slot: str) -> str:
    return translate(language, LIMITS.get(slot, slot))
