"""Which words are somebody's name, whatever else they may mean: Milan, Florence, April, Siti?"""

import re
from collections.abc import Iterable, Iterator

from advisor.reading.words import Read, Said, found
from advisor.vocabulary.learner import Slot

NAME = re.compile(r"\s*((?:[^\W\d_]+[-' ]?)(?:[^\W\d_]+)?)")
ONE = re.compile(r"\s*([^\W\d_]+)(?=\s*(?:[,.!;]|$|\band\b|\bi\b|\bund\b|\bdan\b|\bdhe\b))")
SKILLS = frozenset({Slot.HELD_SKILL, Slot.GOAL_SKILL, Slot.NOT_HELD})


def without_names(reads: Iterable[Read], text: Said) -> list[Read]:
    """Drop what was read out of a name: all after "my name is", and a skill after a mere "I'm", where it begins large."""
    surely, perhaps = list(_after("name.is", NAME, text)), list(_after("name.perhaps", ONE, text))
    return [r for r in reads if not _lies_in(r, surely) and not (r.slot in SKILLS and _lies_in(r, perhaps))]


def _after(key: str, pattern: re.Pattern[str], text: Said) -> Iterator[tuple[int, int]]:
    for said in found(key, text):
        name = pattern.match(text.plain, said.end())
        if name and (key == "name.is" or _begins_large(text, name.start(1))):
            yield _as_far_as_large(text, *name.span(1))


def _as_far_as_large(text: Said, start: int, end: int) -> tuple[int, int]:
    """Take a second word for a part of the name only where it begins large too."""
    space = text.plain.find(" ", start, end)
    return (start, end) if space < 0 or _begins_large(text, space + 1) else (start, space)


def _begins_large(text: Said, place: int) -> bool:
    return place < len(text.places) and text.text[text.places[place]].isupper() and not text.text.isupper()


def _lies_in(read: Read, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= read.start and read.end <= end for start, end in spans)
