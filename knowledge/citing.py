"""Which words of a record stand behind what we say about it?"""

from collections.abc import Collection, Mapping
from functools import lru_cache

from knowledge.sentences import best_worded, sentences, shortened
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import LearningOpportunity
from knowledge.vocabulary.search import Citation, SourceKind

LISTED = "learning_outcomes"
CONTINUOUS = "continuous"
"""How a record states that one can start on any day."""


def stated(record: MicroCredential, field: str) -> str:
    """Give what a record states under a column name of the contract, as it states it; empty where it states nothing."""
    offer = record.opportunities[0] if record.opportunities else None
    plain: dict[str, object] = {
        "title": record.title,
        "description": record.description,
        "awarding_body": record.awarding_body.name,
        "learning_outcomes": " | ".join(o.text for o in record.outcomes),
        "skills": " | ".join(s.label for s in record.skills if not s.inferred),
        "hours": _number(record.workload.hours),
        "ects": _number(record.workload.ects),
        "eqf_level": _number(record.eqf_level),
        "assessment": record.assessment.text if record.assessment else "",
        "supervision": record.assessment.supervision if record.assessment else "",
        "quality_assurance": record.quality_assurance.text if record.quality_assurance else "",
        "prerequisites": " | ".join(p.text for p in record.prerequisites),
        "stacks_into": " | ".join(record.stacks_into),
        "further_information": record.further_information,
    }
    if field in plain:
        return str(plain[field])
    return _offered(offer).get(field, "") if offer else ""


def _offered(offer: LearningOpportunity) -> dict[str, str]:
    return {
        "provider": offer.provider.name,
        "country": offer.provider.country,
        "url": offer.url,
        "price": f"{offer.price.amount:f}" if offer.price else "",
        "currency": offer.price.currency if offer.price else "",
        "language": " | ".join(offer.languages),
        "mode": " | ".join(offer.modes),
        "schedule": " | ".join(offer.schedule.times),
        "location": offer.location,
        "start_dates": " | ".join(
            [
                *(day.isoformat() for day in offer.schedule.start_dates),
                *([CONTINUOUS] if offer.schedule.continuous else []),
            ]
        ),
        "support": " | ".join(offer.support),
    }


def cite(record: MicroCredential, field: str) -> Citation | None:
    """Quote a field of a record verbatim; None where it states nothing there."""
    text = stated(record, field)
    return _citation(record, field, text) if text else None


def cite_best(record: MicroCredential, weights: Mapping[str, float]) -> Citation:
    """Quote the sentence of a record that has most of the question's words, else its first one."""
    candidates = dict.fromkeys(_described(record.description), "description")
    for outcome in record.outcomes:
        candidates.setdefault(shortened(outcome.text), LISTED)
    if not candidates:
        return _citation(record, "title", record.title)
    quote = best_worded(list(candidates), weights, record.language)
    return _citation(record, candidates[quote], quote)


@lru_cache(maxsize=20_000)
def _described(description: str) -> tuple[str, ...]:
    return tuple(shortened(sentence) for sentence in sentences(description))


def cite_taught(record: MicroCredential, wanted: Collection[str]) -> Citation:
    """Quote the first wanted skill that the record states, as it states it, else its title: cheap enough for hundreds."""
    stated = next((s.label for s in record.skills if not s.inferred and s.uri and str(s.uri) in wanted), "")
    return _citation(record, "skills", stated) if stated else _citation(record, "title", record.title)


def _citation(record: MicroCredential, field: str, quote: str) -> Citation:
    return Citation(
        source=SourceKind.CATALOGUE,
        id=record.id,
        title=record.title,
        locator=field,
        quote=quote,
        url=record.opportunities[0].url if record.opportunities else "",
        seen=record.seen,
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
