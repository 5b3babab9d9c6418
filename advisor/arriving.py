"""What is said when nothing is missing, little is, or nothing that is known comes near the goal?"""

from dataclasses import replace

from advisor.dialogue import Scene
from advisor.gaps import TEXT
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, PathwayBlock, QuestionBlock, TextBlock
from advisor.vocabulary.learner import Slot
from advisor.vocabulary.pathway import Pathway
from advisor.writing import templates, words
from advisor.writing.draft import Draft, choice
from advisor.writing.questions import fact
from knowledge.library import Library

HAS_ALL = (
    "You bring all that {goal} asks for, as far as I know, so you need no course for it. "
    "What you can do already can be recognised; a person can tell you how."
)
HAS_ESSENTIAL = (
    "You bring all the essential skills of {goal} already. What follows would only add what is useful beside them."
)
ONLY_NEAR = "No course that I know teaches {skills}. What follows is the nearest that I found."
OTHER_GOAL = "other_goal"
NEAR_ENOUGH = 0.42
"""Cosine from which an occupation is near to words that name none."""
MOST = 3


def arrived(found: Pathway, language: str) -> Draft | None:
    """Say that nothing is missing, instead of inventing steps; None where something is."""
    if not found.gap.required or found.gap.missing:
        return None
    offered = (
        choice(translate(language, "Recognise what I can already"), "say:/recognise"),
        templates.talk_to_a_person(language),
    )
    told = translate(language, HAS_ALL, goal=_goal(found))
    return Draft(blocks=(PathwayBlock(**dict(found)), QuestionBlock(slot="arrived", text=told, choices=offered)))


def with_arrival(draft: Draft, found: Pathway, language: str) -> Draft:
    """Say in front of a plan that all that is essential is there already, or that it comes only near."""
    if _only_near(found):
        skills = [need.label for need in found.uncovered if need.essential and not need.skill.startswith(TEXT)]
        told = translate(language, ONLY_NEAR, skills=words.listed(language, templates.first(skills, MOST)))
        return draft.before(TextBlock(text=told)) if skills else draft
    missing = any(need.essential for need in found.gap.missing)
    held = any(need.essential for need in found.gap.held)
    if missing or not held or not found.gap.missing:
        return draft
    return draft.before(TextBlock(text=translate(language, HAS_ESSENTIAL, goal=_goal(found))))


def _only_near(found: Pathway) -> bool:
    """Say whether the steps were found by the words of a goal whose skills nobody teaches."""
    skills = {need.skill.startswith(TEXT) for need in found.gap.missing}
    return bool(found.steps) and skills == {True, False}


def with_near_fields(draft: Draft, scene: Scene, found: Pathway, library: Library) -> Draft:
    """Offer the occupations nearest to words that no course comes near."""
    goal = found.goal
    if found.steps or goal.occupation or goal.skills or found.relaxations:
        return draft
    matches = library.nearest_occupations(goal.text, scene.profile.language, MOST)
    near = [match for match in matches if match.confidence >= NEAR_ENOUGH]
    choices = tuple(
        fact(match.label[:1].upper() + match.label[1:], Slot.GOAL_OCCUPATION, str(match.uri)) for match in near
    )
    return replace(draft, blocks=tuple(_offering(block, choices) for block in draft.blocks))


def _offering(block: Block, choices: tuple[object, ...]) -> Block:
    if not isinstance(block, QuestionBlock) or block.slot != OTHER_GOAL or not choices:
        return block
    return block.model_copy(update={"choices": (*choices, *block.choices)})


def _goal(found: Pathway) -> str:
    return found.goal_label or found.goal.text
