"""What was the learner shown before?"""

from collections.abc import Iterator
from typing import TypeVar

from advisor.dialogue import Scene
from advisor.gaps import TEXT
from advisor.vocabulary.blocks import Block, PathwayBlock
from advisor.vocabulary.conversation import Conversation
from advisor.vocabulary.learner import Slot
from advisor.vocabulary.pathway import Closes, SkillNeed
from knowledge.library import Library

Named = TypeVar("Named", Closes, SkillNeed)
PLAN = "recommended"


def last_pathway(scene: Scene) -> PathwayBlock | None:
    """Give the plan that stands: the last recommended pathway that has steps."""
    return plan_of(scene.conversation)


def shown(scene: Scene) -> Iterator[Block]:
    """List the blocks of earlier replies, the newest reply first."""
    return shown_in(scene.conversation)


def plan_of(conversation: Conversation) -> PathwayBlock | None:
    """Give the plan that stands in a conversation; none stands once the learner began anew."""
    ways = [b for b in shown_in(conversation) if isinstance(b, PathwayBlock) and b.kind == PLAN]
    stands = next((way for way in ways if way.steps), None)
    # where nothing fitted another goal, the plan for the earlier one stands no more
    return stands if stands is not None and ways[0].goal == stands.goal else None


def other_ways_of(conversation: Conversation) -> tuple[PathwayBlock, ...]:
    """Give the other pathways that the last reply showed beside the plan."""
    replies = [turn.reply for turn in conversation.turns if turn.reply is not None]
    blocks = replies[-1].blocks if replies else ()
    return tuple(b for b in blocks if isinstance(b, PathwayBlock) and b.steps and b.kind != PLAN)


def shown_in(conversation: Conversation) -> Iterator[Block]:
    """List the blocks of earlier replies, the newest reply first, back to where the learner began anew."""
    for turn in reversed(conversation.turns):
        yield from turn.reply.blocks if turn.reply else ()
        if any(fact.slot is Slot.GOAL_TEXT and fact.value is None for fact in turn.facts):
            return


def in_language(plan: PathwayBlock, language: str, library: Library) -> PathwayBlock:
    """Name the skills of a plan in the language of now: it may have been shown in another one."""

    def named(each: Named) -> Named:
        label = each.label if each.skill.startswith(TEXT) else library.label(each.skill, language)
        return each.model_copy(update={"label": label})

    gap = {part: tuple(map(named, getattr(plan.gap, part))) for part in ("required", "held", "missing")}
    steps = tuple(step.model_copy(update={"closes": tuple(map(named, step.closes))}) for step in plan.steps)
    uncovered = tuple(map(named, plan.uncovered))
    return plan.model_copy(update={"gap": plan.gap.model_copy(update=gap), "steps": steps, "uncovered": uncovered})
