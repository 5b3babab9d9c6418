"""How does a record of the catalogue read as one row of our columns?"""

from collections.abc import Iterable
from decimal import Decimal

from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import LearningOpportunity, Schedule


def row_of(record: MicroCredential) -> dict[str, str]:
    """Write the record as text fields; reading them again gives the same record. Inferred skills stay out."""
    return {
        "external_id": record.external_id,
        "title": record.title,
        "description": record.description,
        "awarding_body": record.awarding_body.name,
        "learning_outcomes": joined(outcome.text for outcome in record.outcomes),
        "skills": joined(skill.label for skill in record.skills if not skill.inferred),
        "hours": number_text(record.workload.hours),
        "ects": number_text(record.workload.ects),
        "eqf_level": number_text(record.eqf_level),
        "assessment": record.assessment.text if record.assessment else "",
        "supervision": record.assessment.supervision if record.assessment else "",
        "quality_assurance": record.quality_assurance.text if record.quality_assurance else "",
        "prerequisites": joined(item.text for item in record.prerequisites),
        "stacks_into": joined(record.stacks_into),
        "further_information": record.further_information,
        **(_opportunity(record.opportunities[0]) if record.opportunities else {}),
    }


def _opportunity(opportunity: LearningOpportunity) -> dict[str, str]:
    price = opportunity.price
    return {
        "provider": opportunity.provider.name,
        "country": opportunity.provider.country,
        "url": opportunity.url,
        "price": number_text(price.amount) if price else "",
        "currency": price.currency if price else "",
        "language": joined(opportunity.languages),
        "mode": joined(opportunity.modes),
        "schedule": joined(opportunity.schedule.times),
        "location": opportunity.location,
        "start_dates": joined(_dates(opportunity.schedule)),
        "support": joined(opportunity.support),
    }


def _dates(schedule: Schedule) -> list[str]:
    return [*(day.isoformat() for day in schedule.start_dates), *(["continuous"] if schedule.continuous else [])]


def joined(items: Iterable[str]) -> str:
    return "|".join(items)


def number_text(value: float | Decimal | None) -> str:
    """Write a number so that no reader takes its point for a thousands sign: 12.125 becomes 12.1250."""
    if value is None:
        return ""
    text = f"{Decimal(str(value)).normalize():f}"
    return text + "0" if len(text.partition(".")[2]) == 3 else text
