"""How is a button found again in a stored reply? By its place in the turn."""

from collections.abc import Iterable

from advisor.vocabulary.blocks import Block


def with_choice_ids(blocks: Iterable[Block], turn: int) -> tuple[Block, ...]:
    """Give every choice an id that is found again in the stored reply."""
    named: list[Block] = []
    number = 0
    for block in blocks:
        choices = []
        for offered in getattr(block, "choices", ()):
            number += 1
            choices.append(offered.model_copy(update={"id": f"t{turn}c{number}"}))
        named.append(block.model_copy(update={"choices": tuple(choices)}) if choices else block)
    return tuple(named)
