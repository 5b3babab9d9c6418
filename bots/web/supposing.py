"""How do sliders and an edited message become words, so that they are answered as any other words?"""

from dataclasses import dataclass

from advisor.translations import translate
from advisor.vocabulary.conversation import Reply
from advisor.vocabulary.learner import Constraints
from advisor.vocabulary.pathway import Pathway

HOURS = "What if I had {n} hours a week?"
PRICE = "What if I could pay at most {n} {currency}?"
MEANT = "I meant: {text}"
MOST_HOURS = 40
USUAL_HOURS = 8
MOST: dict[str, int] = {
    "EUR": 1000, "BAM": 2000, "RSD": 100_000, "ALL": 100_000, "MKD": 60_000,
    "IDR": 10_000_000, "MYR": 5000, "THB": 40_000,
}  # fmt: skip
"""Where a price slider ends."""
PLACES = 100


@dataclass(frozen=True)
class Slider:
    """What a learner may suppose: from where, to where, in which steps, and where it stands."""

    least: int
    most: int
    step: int
    value: int | None
    currency: str = ""


def sliders(reply: Reply, way: Pathway) -> tuple[Slider, Slider]:
    """Give hours a week and price, as they stand in the profile that the plan was made from."""
    return sliders_at(reply.profile.constraints, way)


def sliders_at(limits: Constraints, way: Pathway) -> tuple[Slider, Slider]:
    priced = next((step.price.currency for step in way.steps if step.price and step.price.currency), "EUR")
    currency = (limits.max_price.currency if limits.max_price else None) or priced
    most = MOST.get(currency, MOST["EUR"])
    price = round(limits.max_price.amount) if limits.max_price else None
    hours = round(limits.hours_per_week) if limits.hours_per_week else USUAL_HOURS
    return (
        Slider(1, max(MOST_HOURS, hours), 1, hours),
        Slider(0, max(most, price or 0), most // PLACES, price, currency),
    )


def supposed(language: str, hours: str, price: str, currency: str) -> str:
    """Ask what would be; empty where nothing was given that can be supposed."""
    asked = []
    if _is_number(hours):
        asked.append(translate(language, HOURS, n=int(hours)))
    if _is_number(price) and currency.isascii() and currency.isalpha() and len(currency) == 3:
        asked.append(translate(language, PRICE, n=int(price), currency=currency))
    return " ".join(asked)


def meant(language: str, text: str) -> str:
    """Say an edited message so that it puts the one before right."""
    return translate(language, MEANT, text=text) if text else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
