"""How high may the level be, and how many steps may there be?"""

import re

from advisor.reading.clauses import piece_of
from advisor.reading.numbers import numbers_in
from advisor.reading.words import Read, Said, found, phrases, right_after
from advisor.vocabulary.learner import Slot

DIGIT = re.compile(r"\s*(\d)(?![\d.,]*\d)")
HIGHEST = 8
MOST_STEPS = 12
GOES_ON = frozenset({"and", "und", "i", "dan", "e", "dhe", "pa", "a", "but", "ali", "aber", "tapi"})


def read_levels(text: Said) -> list[Read]:
    """Read "EQF 4 at most" and "only one course"."""
    return [*_levels(text), *_steps(text)]


def _levels(text: Said) -> list[Read]:
    reads = []
    for match in found("level.word", text):
        inner = right_after("bound.most").match(text.plain, match.end())
        number = DIGIT.match(text.plain, inner.end() if inner else match.end())
        bound = match.start() if inner else _bound_around(text, match.start(), number.end() if number else 0)
        if number and bound is not None and 1 <= int(number.group(1)) <= HIGHEST:
            reads.append(Read(Slot.MAX_EQF_LEVEL, int(number.group(1)), min(bound, match.start()), number.end()))
    return reads


def _bound_around(text: Said, start: int, end: int) -> int | None:
    near = found("bound.most", text, max(0, start - 24), start)
    before = [m for m in near if _only_a_level_word(text.plain[m.end() : start].strip())]
    after = right_after("bound.most").match(text.plain, end) or right_after("level.below").match(text.plain, end)
    # "not above level" holds the level's word itself
    own = [m for m in found("level.most", text, max(0, start - 40), end) if m.start() < start <= m.end() + 1]
    marks = [*before[-1:], *own]
    return min(m.start() for m in marks) if marks else start if after else None


def _only_a_level_word(between: str) -> bool:
    return not between or phrases("level.word").fullmatch(between) is not None


def _steps(text: Said) -> list[Read]:
    reads = []
    for number in numbers_in(text):
        unit = right_after("unit.step").match(text.plain, number.end)
        if not unit or not 1 <= number.value <= MOST_STEPS or number.value != int(number.value):
            continue
        bounds = list(found("steps.most", text, max(0, number.start - 20), number.start))
        enough = right_after("steps.enough").match(text.plain, unit.end()) or _bound_behind(text, unit.end())
        if bounds or enough:
            start, end = (bounds[-1].start() if bounds else number.start), (enough or unit).end()
            reads.append(Read(Slot.MAX_STEPS, int(number.value), start, end))
    return reads


def _bound_behind(text: Said, place: int) -> re.Match[str] | None:
    """Find "at most" behind what is counted; a bound that a sum follows is the sum's."""
    bound = right_after("steps.most").match(text.plain, place)
    _, close = piece_of(text, max(place - 1, 0))
    rest = text.plain[bound.end() : close].split() if bound else []
    return bound if not rest or rest[0] in GOES_ON else None
