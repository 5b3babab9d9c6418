"""What does a line typed in a terminal mean: words, or the number of a choice that was offered?"""

from advisor.vocabulary.blocks import Block, Choice
from advisor.vocabulary.conversation import Reply


def chosen(line: str, reply: Reply | None) -> Choice | None:
    """Give the entry of the last list of choices that the line names by number; None where the line is words."""
    lists = [choices for block in reply.blocks if (choices := choices_of(block))] if reply else []
    if not lists or not line.isdigit():
        return None
    number = int(line)
    return lists[-1][number - 1] if 1 <= number <= len(lists[-1]) else None


def choices_of(block: Block) -> tuple[Choice, ...]:
    """List the choices that a block offers, in the order in which they are numbered."""
    offered: tuple[Choice, ...] = getattr(block, "choices", ())
    return offered
