"""What was the learner shown before?"""

from collections.abc import Iterator

from advisor.dialogue import Scene
from advisor.vocabulary.conversation import Block, PathwayBlock


def last_pathway(scene: Scene) -> PathwayBlock | None:
    """Give the plan that stands: the last recommended pathway that has steps."""
    ways = (b for b in shown(scene) if isinstance(b, PathwayBlock) and b.steps and b.kind == "recommended")
    return next(ways, None)


def shown(scene: Scene) -> Iterator[Block]:
    """List the blocks of earlier replies, the newest reply first."""
    for turn in reversed(scene.conversation.turns):
        yield from turn.reply.blocks if turn.reply else ()
