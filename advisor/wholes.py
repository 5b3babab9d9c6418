"""Which skill that is asked for is learnt in part by learning a narrower one?"""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from advisor.vocabulary.pathway import SkillGap
from knowledge.library import Library

PART = 0.8
"""Share to which a course for a narrower skill closes the wider one: TIG welding for "welding techniques"."""
Wholes = Mapping[str, frozenset[str]]
"""Narrower skill → the missing ones that it is a part of."""


def wholes_of(gap: SkillGap, library: Library, taught: AbstractSet[str]) -> Wholes:
    """Find for what is taught the wider skills that are missing."""
    found: dict[str, set[str]] = defaultdict(set)
    for need in gap.missing:
        for part in library.narrower(need.skill):
            if str(part) in taught:
                found[str(part)].add(need.skill)
    return {part: frozenset(wholes) for part, wholes in found.items()}


def with_wholes(skills: Mapping[str, int], wholes: Wholes) -> dict[str, int]:
    """Add to the skills of a course, in hundredths, what they are a part of, to the nearest five."""
    found = dict(skills)
    for skill, confidence in skills.items():
        share = 5 * round(confidence * PART / 5)
        for whole in wholes.get(skill, ()):
            found[whole] = max(share, found.get(whole, 0))
    return found
