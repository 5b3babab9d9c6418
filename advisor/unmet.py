"""What did this conversation wish for that nothing fits, and was it counted before?"""

from collections.abc import Iterable, Iterator

from advisor.vocabulary.blocks import PathwayBlock
from advisor.vocabulary.conversation import Reply, Turn
from advisor.vocabulary.pathway import Pathway


def newly_unmet(reply: Reply, turns: Iterable[Turn]) -> list[str]:
    """Name the occupations and skills that stay open, each once in a conversation; never words of a person."""
    before = {concept for turn in turns if turn.reply for concept in _unmet(turn.reply)}
    return [concept for concept in dict.fromkeys(_unmet(reply)) if concept not in before]


def _unmet(reply: Reply) -> Iterator[str]:
    for block in reply.blocks:
        if isinstance(block, PathwayBlock):
            yield from _open(block)


def _open(pathway: Pathway) -> Iterator[str]:
    if not pathway.steps and pathway.goal.occupation:
        yield pathway.goal.occupation
    needs = pathway.uncovered if pathway.steps else pathway.gap.missing
    yield from (need.skill for need in needs if need.essential and not need.skill.startswith("text:"))
