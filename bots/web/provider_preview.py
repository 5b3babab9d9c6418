"""How will a learner see a course: as a step on the web, as a message in Telegram, as a line on paper?"""

from datetime import datetime
from typing import Any, NamedTuple

from advisor.offers import Offer
from advisor.steps import steps_of, totals_of
from advisor.vocabulary.blocks import PathwayBlock
from advisor.vocabulary.conversation import ConversationId, Progress, Reply
from advisor.vocabulary.learner import Goal, LearnerProfile
from advisor.vocabulary.pathway import Closes, Coverage, Pathway, PathwayStep, Proof, SkillGap
from bots.takeaway.paper import as_pdf, said
from bots.telegram.outgoing import render as telegram
from knowledge.vocabulary.credential import MicroCredential


class Seen(NamedTuple):
    """One course on three channels."""

    step: PathwayStep
    telegram: str
    paper: dict[str, Any]


def as_seen(record: MicroCredential, language: str, now: datetime) -> Seen | None:
    """Show the first way to take a course as a pathway of one step; None where there is no way to take it."""
    if not record.opportunities:
        return None
    pathway = _alone(record, language, now)
    reply = Reply(
        conversation=ConversationId("preview"), message="preview", language=language, progress=Progress(known=0, of=0),
        blocks=(PathwayBlock(**dict(pathway)),), profile=LearnerProfile(),
    )  # fmt: skip
    message = "\n\n".join(bubble.text for bubble in telegram(reply))
    return Seen(pathway.steps[0], message, said(pathway, language, now)["steps"][0])


def on_paper(record: MicroCredential, language: str, now: datetime) -> bytes:
    """Set the course on paper as a learner's plan of one step."""
    return as_pdf(_alone(record, language, now), language, now)


def _alone(record: MicroCredential, language: str, now: datetime) -> Pathway:
    offer = Offer(record, record.opportunities[0])
    made = steps_of([offer], SkillGap(), LearnerProfile(language=language), now.date())
    taught = tuple(Closes(skill=skill.uri or skill.label, label=skill.label, weight=1.0) for skill in record.skills)
    return _pathway(made[0].model_copy(update={"closes": taught}))


def _pathway(step: PathwayStep) -> Pathway:
    return Pathway(
        id="preview", receipt="", catalogue_version=0, goal=Goal(), gap=SkillGap(), steps=(step,),
        totals=totals_of([step]), coverage=Coverage(essential=1.0, optional=1.0), proof=Proof(optimal=True, gap=0.0),
    )  # fmt: skip
