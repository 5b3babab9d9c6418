"""Where do the steps of a pathway stand in its picture over weeks?"""

from collections.abc import Sequence

from advisor.vocabulary.pathway import PathwayStep

MOST_TICKS = 9


def at(week: float, weeks: int) -> str:
    """Give the place of a week's end: a share of the width, so that the picture is as wide as its place."""
    return f"{100 * week / weeks:.1f}%"


def ticks(weeks: int) -> range:
    """List the weeks that are named below the picture: all, or every other, every fourth …"""
    apart = next(each for each in (1, 2, 4, 8, 13, 26, 52, weeks) if weeks / each <= MOST_TICKS)
    return range(1, weeks + 1, apart)


def before(steps: Sequence[PathwayStep]) -> dict[int, list[PathwayStep]]:
    """Give, by the order of a step, the steps that it builds on: required by name, or for a skill that they close."""
    needed: dict[int, list[PathwayStep]] = {}
    for place, step in enumerate(steps):
        needed[step.order] = [each for each in steps[:place] if set(step.requires) & _gives(each)]
    return needed


def _gives(step: PathwayStep) -> set[str]:
    return {step.micro_credential_id, *(each.skill for each in step.closes)}
