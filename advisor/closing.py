"""What is said when nothing is asked: after thanks, small talk, a plan that is accepted, a reply that was too long?"""

from datetime import datetime

from advisor.dialogue import Scene
from advisor.looking_up import whole
from advisor.other_ways import no_plan
from advisor.parts import Parts
from advisor.reading.settling import ACCEPTED, PLAINER
from advisor.shown import last_pathway
from advisor.translations import translate
from advisor.vocabulary.blocks import PathwayBlock, QuestionBlock, TextBlock
from advisor.writing import templates
from advisor.writing.citing import Sources
from advisor.writing.draft import Draft
from advisor.writing.pathways import choices

BEGIN_WITH = "Good. You begin with “{title}”."
IN_SHORT = "In short: begin with “{title}”."
AND_NOW = "What would you like to do now?"


def close(scene: Scene, parts: Parts, _: datetime) -> Draft:
    """Answer in a line, and lead on where a plan was taken."""
    plan = last_pathway(scene)
    if scene.heard.about in {ACCEPTED, PLAINER}:
        return _led_on(scene, plan, parts) if plan is not None else no_plan(scene, parts)
    return templates.text(scene.language, templates.HERE if scene.heard.about else templates.THANKS)


def _led_on(scene: Scene, plan: PathwayBlock, parts: Parts) -> Draft:
    """Name the first step; for who found it too long, with the sums alone."""
    first, language, sources = plan.steps[0], scene.language, Sources(parts.library)
    plain = scene.heard.about == PLAINER
    sums = whole(scene, sources) if plain else []
    text = translate(language, IN_SHORT if plain else BEGIN_WITH, title=first.title)
    said = TextBlock(text=text, citations=sources.cite(first.micro_credential_id, "title"))
    offered = (*choices(plan, language)[:2], templates.talk_to_a_person(language))
    asked = QuestionBlock(slot="next", text=translate(language, AND_NOW), choices=offered)
    return Draft(blocks=(*sums, said, asked), citations=sources.all())
