"""What does a line typed in a terminal mean: words, or the number of a choice that was offered?"""

from advisor.vocabulary.conversation import Choice, Reply


def offered(reply: Reply | None) -> list[Choice]:
    """List the choices of a reply in the order in which the terminal numbers them."""
    return [choice for block in reply.blocks for choice in getattr(block, "choices", ())] if reply else []


def chosen(line: str, reply: Reply | None) -> Choice | None:
    """Give the last choice list's entry that the line names by number; None where it is words."""
    lists = [block.choices for block in reply.blocks if getattr(block, "choices", ())] if reply else []
    if not lists or not line.isdigit():
        return None
    number = int(line)
    return lists[-1][number - 1] if 1 <= number <= len(lists[-1]) else None
