"""Which work could it be, for somebody who says only what it should be like, or that they do not know?"""

from datetime import datetime

from advisor.candidate_occupations import nearest, towards
from advisor.dialogue import Scene, begins_open
from advisor.parts import Parts
from advisor.shown import plan_of
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, Choice, OccupationItem, OccupationsBlock, TextBlock
from advisor.vocabulary.conversation import Conversation, Understanding
from advisor.vocabulary.learner import LearnerProfile, Slot
from advisor.vocabulary.planned import PlannedPathway
from advisor.writing import templates
from advisor.writing.draft import Draft
from advisor.writing.interests import SLOT, ask_for_interests
from advisor.writing.pathways import pathway, with_sums
from advisor.writing.questions import fact
from knowledge.vocabulary.language import understood_together

INTRO = (
    "You leave open which work it is to be, so I compared occupations with what you told me. These come nearest; "
    "choose one, or tell me what should be different."
)
BY_COURSES = (
    "I know nothing yet of what you can do already, so I went by your wishes and by the courses that there are."
)
EXAMPLE = "So that you see how it could look, here is a plan towards {goal}. It is an example until you choose."


def explore(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Name occupations that come near, how near each is, and a first plan for the first that there is one for."""
    profile = _open(scene.profile)
    if not _says_anything(profile) and SLOT not in scene.conversation.asked:
        person = templates.talk_to_a_person(scene.language)
        return Draft(blocks=(ask_for_interests(scene.language, person),)).asking(SLOT)
    items = nearest(profile, parts.library, scene.today)
    if not items:
        return templates.begin(scene.language)
    blocks: list[Block] = [TextBlock(text=translate(scene.language, INTRO))]
    if not profile.background and not profile.held:
        blocks.append(TextBlock(text=translate(scene.language, BY_COURSES)))
    blocks.append(OccupationsBlock(items=items, choices=tuple(map(_chosen, items))))
    example = _example(items, profile, scene, parts)
    if example is None:
        return Draft(blocks=tuple(blocks))
    planned, aimed = example
    parts.store.save_pathway(planned.pathway, aimed.model_dump_json(), now)
    blocks.append(TextBlock(text=translate(scene.language, EXAMPLE, goal=planned.pathway.goal_label)))
    return pathway(with_sums(planned, parts.library), scene.language).before(*blocks)


def settled(profile: LearnerProfile, conversation: Conversation, heard: Understanding) -> LearnerProfile:
    """Go on with the occupation of the plan that was shown to an open goal, until the learner wishes for something else."""
    goal = profile.goal
    plan = plan_of(conversation)
    if plan is None or goal.occupation or goal.skills or begins_open(heard) or _renews(heard):
        return profile
    as_shown = plan.goal.model_copy(update={"occupation": None})
    return towards(profile, plan.goal.occupation) if plan.goal.occupation and as_shown == goal else profile


def _renews(heard: Understanding) -> bool:
    return any(fact.slot in {Slot.GOAL_TEXT, Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL} for fact in heard.facts)


def _open(profile: LearnerProfile) -> LearnerProfile:
    """Leave a goal that was named before: the new wish takes its place."""
    goal = profile.goal.model_copy(update={"occupation": None, "skills": ()})
    return profile.model_copy(update={"goal": goal})


def _says_anything(profile: LearnerProfile) -> bool:
    return bool(profile.goal.interests or profile.goal.text or profile.background or profile.held)


def _chosen(item: OccupationItem) -> Choice:
    return fact(item.label[:1].upper() + item.label[1:], Slot.GOAL_OCCUPATION, item.uri)


def _example(
    items: tuple[OccupationItem, ...], profile: LearnerProfile, scene: Scene, parts: Parts
) -> tuple[PlannedPathway, LearnerProfile] | None:
    """Plan for the first occupation that a pathway leads to, one that the learner can follow before any other."""
    found = []
    for item in items:
        aimed = towards(profile, item.uri)
        planned = parts.plan(aimed, parts.library, scene.today)
        if planned.pathway.steps:
            if _is_understood(planned, profile):
                return planned, aimed
            found.append((planned, aimed))
    return found[0] if found else None


def _is_understood(planned: PlannedPathway, profile: LearnerProfile) -> bool:
    """Say whether each step is taught in a language that was asked for, the learner's own, or English."""
    known = {*profile.constraints.languages} or {*understood_together(profile.language), "en"}
    return all(step.language is None or step.language in known for step in planned.pathway.steps)
