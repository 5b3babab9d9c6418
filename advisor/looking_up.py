"""What does a course's own record say to what was asked about it?"""

from collections.abc import Sequence
from datetime import datetime

from advisor.answering import answer_in
from advisor.comparing import offer_of
from advisor.dialogue import Scene
from advisor.instead import find
from advisor.other_ways import no_plan
from advisor.parts import Parts
from advisor.reading.course_questions import RULES, TOTAL, UNSTATED
from advisor.shown import last_pathway
from advisor.translations import count, translate
from advisor.vocabulary.blocks import TextBlock
from advisor.writing import words
from advisor.writing.citing import Sources
from advisor.writing.draft import Draft
from advisor.writing.pathways import PROVING
from advisor.writing.record_facts import FACTS, name, narrowed, said
from knowledge.vocabulary.credential import MicroCredential

MOST = 4
NOT_STATED = "not stated by the provider"
ASK_THERE = "What is not stated you can ask {provider}: {url}"
ASK_PROVIDER = "What is not stated you can ask {provider}."
STATED = "“{title}”: {facts}."
WHOLE = "Your whole plan, {n} step: {totals}.|Your whole plan, {n} steps: {totals}."
WHO_RECOGNISES = "Who decides about the recognition of a micro-credential?"
"""Asked of the rules beside a course: in English, so that every language gets the same passage."""


def look_up(scene: Scene, parts: Parts, _: datetime) -> Draft:
    """Say what the whole plan takes, or what each course that was asked about states, with its quote, and what it does not."""
    about = scene.heard.about.split(",")
    fields = [field for field in about if field in FACTS]
    courses = [record for each in scene.heard.targets[:MOST] if (record := find(each, parts))]
    if not courses:
        return no_plan(scene, parts)
    sources = Sources(parts.library)
    told = whole(scene, sources) if TOTAL in about else []
    if fields:
        told += [block for record in courses for block in _stated(record, fields, scene, sources, UNSTATED in about)]
    draft = Draft(blocks=tuple(told), citations=sources.all())
    if RULES in about:
        return answer_in(draft, WHO_RECOGNISES, scene.language, parts.library)
    return draft


def whole(scene: Scene, sources: Sources) -> list[TextBlock]:
    """Say what the plan that stands takes in all; each sum can be added up from its sources."""
    plan = last_pathway(scene)
    if plan is None:
        return []
    quotes = [n for step in plan.steps for n in sources.cite(step.micro_credential_id, *PROVING)]
    pace = any(step.week_to is not None for step in plan.steps)
    sums = words.totals(scene.language, plan.totals, pace_known=pace)
    return [TextBlock(text=count(scene.language, WHOLE, len(plan.steps), totals=sums), citations=tuple(quotes))]


def _stated(
    record: MicroCredential, fields: Sequence[str], scene: Scene, sources: Sources, beyond: bool = False
) -> list[TextBlock]:
    language, offer = scene.language, offer_of(record, scene)
    values = {field: said(field, language, record, offer) for field in fields}
    quotes = sources.quotes(narrowed(record, offer), "title", *(field for field, value in values.items() if value))
    facts = "; ".join(
        f"{name(field, language)}: {value or translate(language, NOT_STATED)}" for field, value in values.items()
    )
    text = translate(language, STATED, title=record.title, facts=facts.rstrip("."))
    told = [TextBlock(text=text, citations=quotes)]
    provider = offer.provider.name if offer else record.awarding_body.name
    if (beyond or not all(values.values())) and provider:
        url = offer.url if offer else ""
        ask = translate(language, ASK_THERE if url else ASK_PROVIDER, provider=provider, url=url)
        told.append(TextBlock(text=ask, citations=sources.quotes(narrowed(record, offer), "provider")))
    return told
