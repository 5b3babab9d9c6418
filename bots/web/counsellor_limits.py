"""Which limits does a counsellor suppose in a form, and how do they stand there?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from advisor.vocabulary.learner import Constraints
from advisor.vocabulary.pathway import Pathway
from bots.web.supposing import Slider, sliders_at
from bots.wording import LANGUAGES


@dataclass(frozen=True)
class LimitForm:
    """Sliders for hours a week and price, and a box for each language of teaching."""

    hours: Slider
    price: Slider
    languages: tuple[str, ...]
    chosen: tuple[str, ...]


def limit_form(limits: Constraints, way: Pathway) -> LimitForm:
    hours, price = sliders_at(limits, way)
    if limits.hours_per_week is None:
        hours = replace(hours, value=None)
    offered = dict.fromkeys((*limits.languages, *LANGUAGES))
    return LimitForm(hours, price, tuple(offered), limits.languages)


def given_in(form: Mapping[str, str], languages: Sequence[str] = ()) -> dict[str, Any]:
    """Read a form as limits: an empty field is no limit. What is no number is left for the profile to refuse."""
    price = form.get("price", "").strip()
    chosen = languages or form.get("languages", "").split(",")
    return {
        "hours_per_week": form.get("hours", "").strip() or None,
        "max_price": {"amount": price, "currency": form.get("currency", "").strip() or None} if price else None,
        "languages": [tag for tag in chosen if tag],
    }
