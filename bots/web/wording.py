"""How are hours, prices, dates and kinds said on a page, in the learner's language?"""

from datetime import date

from advisor.translations import count, in_figures, translate
from advisor.vocabulary.pathway import Amount, PathwayStep, Totals
from knowledge.vocabulary.language import NAMES

LANGUAGES = ("en", "bs", "hr", "sr", "sq", "mk", "de", "id", "ms", "th")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
MODES = {"online": "online", "onsite": "on site", "blended": "partly online", "workplace": "at the workplace"}
SOURCES = {"catalogue": "Course catalogue", "policy": "Policy document", "skills": "Skills classification"}
LIMITS = {
    "max_hours": "hours in all",
    "hours_per_week": "hours a week",
    "max_price": "price",
    "languages": "language of teaching",
    "modes": "online or on site",
    "country": "country",
    "near": "place",
    "schedules": "time of day",
    "needs": "support",
    "need": "support",
    "max_eqf_level": "level",
    "start_by": "start",
    "finish_by": "end",
    "max_steps": "number of steps",
}


def amount(language: str, price: Amount) -> str:
    return f"{in_figures(language, float(price.amount))} {price.currency}"


def price(language: str, stated: Amount | None) -> str:
    """Say a price; one that was not stated is never taken for free."""
    if stated is None:
        return translate(language, "price not stated")
    return amount(language, stated) if stated.amount else translate(language, "free of charge")


def hours(language: str, number: float | None) -> str:
    if number is None:
        return translate(language, "hours not stated")
    return count(language, "{n} hour|{n} hours", number)


def total_price(language: str, totals: Totals) -> str:
    if totals.price is None:
        return translate(language, "price not stated")
    paid = [amount(language, each) for each in totals.price if each.amount]
    return " + ".join(paid) or translate(language, "free of charge")


def weeks(language: str, number: int) -> str:
    return count(language, "{n} week|{n} weeks", number)


def starts(language: str, when: str | None) -> str:
    if when == "continuous":
        return translate(language, "start any day")
    try:
        return translate(language, "starts {date}", date=day(date.fromisoformat(when or "")))
    except ValueError:
        return translate(language, "start not stated")


def day(when: date) -> str:
    """Write a date so that nobody takes the month for the day."""
    return when.isoformat()


def limit_name(language: str, slot: str) -> str:
    return translate(language, LIMITS.get(slot, slot))


def mode(language: str, name: str | None) -> str:
    return translate(language, MODES.get(name, name)) if name else ""


def language_name(tag: str | None) -> str:
    return NAMES.get(tag, tag) if tag else ""


def facts(language: str, step: PathwayStep) -> list[tuple[str, bool]]:
    """List what is known of a step, hours and price first, and whether the provider stated it."""
    ects = f"{in_figures(language, step.ects)} ECTS" if step.ects is not None else ""
    level = f"EQF {step.eqf_level}" if step.eqf_level is not None else ""
    told = (
        (hours(language, step.hours), step.hours is not None),
        (price(language, step.price), step.price is not None),
        (ects, True),
        (mode(language, step.mode), True),
        (language_name(step.language), True),
        (level, True),
        (starts(language, step.starts), step.starts is not None),
    )
    return [(part, stated) for part, stated in told if part]


def direction(language: str) -> str:
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def chosen_language(header: str) -> str:
    """Pick from `Accept-Language` the first of ours, by weight; English where none is."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.partition(";q=")
        base = tag.strip().lower().partition("-")[0]
        if base in LANGUAGES and _weight(weight) > 0:
            weighed.append((-_weight(weight), place, base))
    return min(weighed)[2] if weighed else "en"


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
