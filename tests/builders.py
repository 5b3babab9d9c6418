"""How does a test get a valid value while saying only what matters?"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from advisor.vocabulary.blocks import Choice, PathwayBlock
from advisor.vocabulary.learner import Goal
from advisor.vocabulary.pathway import Amount, Coverage, PathwayStep, Proof, Reason, SkillGap, Totals
from knowledge.vocabulary.credential import ConceptUri, MicroCredential, MicroCredentialId, TaughtSkill, Workload
from knowledge.vocabulary.opportunity import DeliveryMode, LearningOpportunity, LearningOpportunityId, Price
from knowledge.vocabulary.organisation import Organisation
from knowledge.vocabulary.skill import Occupation, Relation, SkillRequirement

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def euros(amount: float | str) -> Price:
    return Price(amount=Decimal(str(amount)), currency="EUR")


def an_occupation(uri: str, essential: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> Occupation:
    """Build one that requires the skills; its name is the last part of the URI."""
    asked = [(s, Relation.ESSENTIAL) for s in essential] + [(s, Relation.OPTIONAL) for s in optional]
    return Occupation(
        concept_uri=ConceptUri(uri),
        preferred={"en": uri.rsplit(":", 1)[-1]},
        requirements=tuple(SkillRequirement(skill=ConceptUri(s), relation=r) for s, r in asked),
    )


def an_opportunity(**given: Any) -> LearningOpportunity:
    price = given.pop("price", Price(amount=Decimal(0), currency="EUR"))
    valid: dict[str, Any] = {
        "id": LearningOpportunityId("pv-basics-1"),
        "provider": Organisation(name="Solar School (demo)", country="BA"),
        "languages": ("en",),
        "modes": (DeliveryMode.ONLINE,),
        "price": price,
    }
    return LearningOpportunity(**{**valid, **given})


def a_micro_credential(**given: Any) -> MicroCredential:
    """Build one; `skills` may be given as plain concept URIs, `hours` and `price` directly."""
    skills = tuple(
        TaughtSkill(uri=s, label=s.rsplit(":", 1)[-1]) if isinstance(s, str) else s for s in given.pop("skills", ())
    )
    identifier = given.pop("id", "pv-basics")
    hours = given.pop("hours", 20.0)
    opportunity = {
        key: given.pop(key)
        for key in ("price", "languages", "modes", "schedule", "location", "support", "provider")
        if key in given
    }
    valid: dict[str, Any] = {
        "id": MicroCredentialId(identifier),
        "external_id": identifier,
        "title": "Solar basics",
        "awarding_body": Organisation(name="Chamber (demo)", country="BA"),
        "skills": skills,
        "workload": Workload(hours=hours),
        "opportunities": (an_opportunity(id=LearningOpportunityId(f"{identifier}-1"), **opportunity),),
        "seen": TODAY,
    }
    return MicroCredential(**{**valid, **given})


def a_step(**given: Any) -> PathwayStep:
    valid = {
        "order": 1, "micro_credential_id": "pv", "opportunity_id": "pv-1", "title": "Solar basics", "provider": "Solar School",
        "awarding_body": "Chamber", "hours": 18.0, "ects": 1.0, "price": Amount(amount=0, currency="EUR"), "language": "en",
        "mode": "online", "eqf_level": 3, "starts": "continuous", "url": "https://solar.example/pv",
        "reasons": (Reason(text="It takes 18 hours.", citation=1),),
    }  # fmt: skip
    return PathwayStep(**{**valid, **given})


def a_pathway(*steps: PathwayStep, **given: Any) -> PathwayBlock:
    valid = {
        "id": "p", "receipt": "r", "catalogue_version": 1, "goal": Goal(text="solar"), "goal_label": "solar installer",
        "gap": SkillGap(), "steps": steps, "totals": Totals(hours=18, price=(), weeks=3, ects=1),
        "coverage": Coverage(essential=1, optional=1), "proof": Proof(optimal=True, gap=0),
        "choices": (
            Choice(id="t1c1", label="Apply: Solar basics", action="apply:pv"),
            Choice(id="t1c2", label="Talk to a person", action="say:/human"),
        ),
    }  # fmt: skip
    return PathwayBlock(**{**valid, **given})
