"""What may a language model's sentence speak of, and what not?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from knowledge.library import Library
from knowledge.transliteration import folded

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LEAK = 5
"""Words in a row that nobody but the instructions would say."""
SHORTEST_NAME = 5
"""Letters of an organisation's name from which on it is looked for."""


@dataclass(frozen=True)
class Guarded:
    """What a reason may speak of: the names in the cited records, what the step is about, the learner's language."""

    language: str
    names: frozenset[str]
    """Titles and organisations of the records that are cited."""
    topic: str
    """Everything that the step is known to be about, in words."""
    instructions: str
    canary: str
    others: frozenset[str] = frozenset()
    """Folded names of all courses and organisations of the catalogue."""

    @property
    def plain_language(self) -> str:
        return self.language.partition("-")[0]

    @cached_property
    def words(self) -> frozenset[str]:
        """Folded words of what it may name."""
        return frozenset(w for text in (*self.names, self.topic) for w in words_of(text))

    @cached_property
    def leaks(self) -> frozenset[tuple[str, ...]]:
        return frozenset(runs_of(words_of(self.instructions), LEAK))


def catalogue_names(library: Library) -> frozenset[str]:
    """List the folded names of courses (of two words and more) and organisations."""
    records = library.micro_credentials()
    titles = {" ".join(words_of(record.title)) for record in records}
    owners = {record.awarding_body.name for record in records} | {
        offer.provider.name for record in records for offer in record.opportunities
    }
    return frozenset(
        {t for t in titles if " " in t} | {" ".join(words_of(o)) for o in owners if len(o) > SHORTEST_NAME}
    )


def words_of(text: str) -> list[str]:
    return [folded(m[0]) for m in WORD.finditer(text)]


def runs_of(words: list[str], length: int) -> Iterable[tuple[str, ...]]:
    return (tuple(words[i : i + length]) for i in range(len(words) - length + 1))
