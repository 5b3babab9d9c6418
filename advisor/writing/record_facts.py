"""How is each thing that a course's record states said, and what is it called?"""

from collections.abc import Callable, Iterable, Mapping

from advisor.limit_names import MODES
from advisor.translations import count, in_figures, translate
from advisor.vocabulary.pathway import Amount
from advisor.writing.words import NEEDS, TIMES, language_names, price
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import LearningOpportunity

Say = Callable[[str, MicroCredential, LearningOpportunity | None], str | None]
"""Says a thing in the learner's language; None where the record does not state it."""
NOT_STATED = "not stated"


def said(field: str, language: str, record: MicroCredential, offer: LearningOpportunity | None) -> str | None:
    """Say what the record, taken by this offer, states of a field; None where it states nothing."""
    return FACTS[field][1](language, record, offer) or None


def name(field: str, language: str) -> str:
    """Name the field as the head of a row."""
    called = translate(language, FACTS[field][0])
    return called[:1].upper() + called[1:]


def in_text(field: str, language: str) -> str:
    """Name the field within a sentence."""
    called = translate(language, FACTS[field][0])
    return called if language == "de" or called.isupper() else called[:1].lower() + called[1:]


def narrowed(record: MicroCredential, offer: LearningOpportunity | None) -> MicroCredential:
    """Give the record with one way to take it, so that the quote is of that way."""
    return record if offer is None else record.model_copy(update={"opportunities": (offer,)})


def _price(language: str, _: MicroCredential, offer: LearningOpportunity | None) -> str | None:
    stated = offer.price if offer else None
    return price(language, (Amount(amount=stated.amount, currency=stated.currency),)) if stated else None


def _hours(language: str, record: MicroCredential, _: LearningOpportunity | None) -> str | None:
    hours = record.workload.hours
    return None if hours is None else count(language, "{n} hour|{n} hours", hours)


def _ects(language: str, record: MicroCredential, _: LearningOpportunity | None) -> str | None:
    return None if record.workload.ects is None else f"{in_figures(language, record.workload.ects)} ECTS"


def _start(language: str, _: MicroCredential, offer: LearningOpportunity | None) -> str | None:
    if offer is None:
        return None
    if offer.schedule.continuous:
        return translate(language, "start any day")
    return ", ".join(day.isoformat() for day in offer.schedule.start_dates)


def _listed(names: Mapping[str, str], of: Callable[[LearningOpportunity], Iterable[str]]) -> Say:
    def say(language: str, _: MicroCredential, offer: LearningOpportunity | None) -> str | None:
        return ", ".join(translate(language, names.get(each, each)) for each in of(offer)) if offer else None

    return say


def _offered(of: Callable[[LearningOpportunity], str]) -> Say:
    return lambda _, __, offer: of(offer) if offer else None


def _text(of: Callable[[MicroCredential], str | None]) -> Say:
    return lambda _, record, __: of(record)


FACTS: Mapping[str, tuple[str, Say]] = {
    "price": ("price", _price),
    "hours": ("Hours", _hours),
    "ects": ("ECTS", _ects),
    "language": ("language of teaching", _offered(lambda offer: language_names(offer.languages))),
    "mode": ("online or on site", _listed(MODES, lambda offer: offer.modes)),
    "location": ("place", _offered(lambda offer: offer.location)),
    "country": ("country", _offered(lambda offer: offer.provider.country)),
    "schedule": ("time of day", _listed(TIMES, lambda offer: offer.schedule.times)),
    "start_dates": ("start", _start),
    "eqf_level": ("level", _text(lambda r: None if r.eqf_level is None else f"EQF {r.eqf_level}")),
    "assessment": ("Assessment", _text(lambda r: r.assessment.text if r.assessment else None)),
    "quality_assurance": ("Quality assurance", _text(lambda r: r.quality_assurance.text if r.quality_assurance else None)),
    "awarding_body": ("Awarded by", _text(lambda r: r.awarding_body.name)),
    "provider": ("Provider", _offered(lambda offer: offer.provider.name)),
    "stacks_into": ("Counts towards", _text(lambda r: ", ".join(r.stacks_into))),
    "prerequisites": ("To have before", _text(lambda r: "; ".join(p.text or p.reference for p in r.prerequisites))),
    "support": ("support", _listed(NEEDS, lambda offer: offer.support)),
    "learning_outcomes": ("What you learn", _text(lambda r: " ".join(outcome.text for outcome in r.outcomes))),
    "supervision": ("Identity check", _text(lambda r: r.assessment.supervision if r.assessment else None)),
    "url": ("Page of the provider", _offered(lambda offer: offer.url)),
}  # fmt: skip
"""Field of the record → what it is called, and how it is said."""
