"""Which occupations and skills do the words of a clause name?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.reading.words import RELATED, UNSPACED, Said, lexicon, one_of
from knowledge.library import Library
from knowledge.transliteration import folded
from knowledge.vocabulary.skill import ConceptMatch, Relation

NAMED = 0.85
"""Confidence from which an occupation counts as named."""
MEANT = 0.84
"""Confidence of an occupation that is known by what people call the work."""
CALLED = MEANT
"""Confidence of an occupation that has another name among people, or that is nearest to theirs."""
ACTIVITY = 0.9
HELD = 0.75
SKILL = 0.7
POINTED_AT = 0.5
CLEARLY = 0.05
LIMIT = 8


@dataclass(frozen=True)
class Concept:
    """A concept with the learner's words for it; start and end are places in the learner's text."""

    uri: str
    confidence: float
    start: int
    end: int


def occupations(text: Said, start: int, end: int, library: Library) -> list[Concept]:
    """List the occupations named between two places of the learner's text, the surest first."""
    words = text.text[start:end]
    if sum(c.isalpha() for c in words) < 3:
        return []
    named = _placed(library.occupations_in(words, text.language, LIMIT), start)
    mended = _mended(text, start, end)
    if mended is not None and not any(c.confidence >= NAMED for c in named):
        named = _placed_again(text, start, library.occupations_in(mended, text.language, LIMIT)) or named
    known = {c.uri for c in named if c.confidence >= CALLED}
    called = [c for c in called_work(text, start, end, library) if c.uri not in known]
    return sorted([*named, *called], key=lambda c: (-c.confidence, c.start - c.end))


def called_work(text: Said, start: int, end: int, library: Library) -> list[Concept]:
    """List the occupations that are known by what people call them: raised four children, stacked shelves."""
    return [c for c in _done("called", CALLED, text, start, end) if library.occupation(c.uri)]


def skills(text: Said, start: int, end: int, library: Library) -> list[Concept]:
    """List the skills named there, by name and by what people call the activity."""
    words = text.text[start:end]
    if sum(c.isalpha() for c in words) < 3:
        return []
    matches = _placed(library.skills_in(words, text.language, LIMIT), start)
    mended = _mended(text, start, end)
    if mended is not None and not any(c.confidence >= NAMED for c in matches):
        matches = _placed_again(text, start, library.skills_in(mended, text.language, LIMIT)) or matches
    named = [c for c in matches if c.confidence >= SKILL]
    known = {c.uri for c in named}
    return [
        *named,
        *(c for c in _done("activities", ACTIVITY, text, start, end) if c.uri not in known and library.skill(c.uri)),
    ]


def _mended(text: Said, start: int, end: int) -> str | None:
    """Give the words without their slips of the pen, where there were any."""
    first, last = text.at(start, end)
    plain = text.plain[first:last]
    return None if UNSPACED.search(plain) or plain == folded(text.text[start:end]) else plain


def _placed_again(text: Said, start: int, matches: Sequence[ConceptMatch]) -> list[Concept]:
    """Give concepts found in the mended words their places in what was written."""
    first, _ = text.at(start, start)
    spans = [(m, text.places[first + m.start], text.places[first + m.end - 1] + 1) for m in matches]
    return [Concept(str(m.uri), m.confidence, begin, end) for m, begin, end in spans]


def _placed(matches: Sequence[ConceptMatch], start: int) -> list[Concept]:
    return [Concept(str(m.uri), m.confidence, start + m.start, start + m.end) for m in matches]


def jobs(text: Said, start: int, end: int, library: Library) -> list[Concept]:
    """List the occupations that are wished for, by name and by what people call the work."""
    named = occupations(text, start, end, library)
    if any(c.confidence >= NAMED for c in named):
        return named
    meant = [c for c in _done("jobs", MEANT, text, start, end) if library.occupation(c.uri)]
    return sorted([*named, *meant], key=lambda c: (-c.confidence, c.start - c.end))


def _done(table: str, confidence: float, text: Said, start: int, end: int) -> Iterable[Concept]:
    first, last = text.at(start, end)
    for uri, pattern in _table(table, text.language):
        match = pattern.search(text.plain, first, last)
        if match:
            place = text.places[match.start()]
            yield Concept(uri, confidence, place, text.places[match.end() - 1] + 1)


def workplaces(text: Said, start: int, end: int, library: Library) -> list[Concept]:
    """List what people usually do at the workplaces that are named."""
    first, last = text.at(start, end)
    hits = []
    for uri, pattern in _table("workplaces", text.language):
        match = pattern.search(text.plain, first, last)
        if match and library.occupation(uri):
            hits.append(Concept(uri, 0.7, text.places[match.start()], text.places[match.end() - 1] + 1))
    return hits


@lru_cache(maxsize=64)
def _table(name: str, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    written: dict[str, list[str]] = defaultdict(list)
    for rows in (lexicon("work").get(name, {}), *(lexicon(own).get(f"work.{name}", {}) for own in _own(language))):
        for uri, phrases in rows.items():
            written[uri] += phrases
    return tuple((uri, one_of(phrases)) for uri, phrases in written.items())


def _own(language: str) -> tuple[str, ...]:
    """Give the lexicons of a language: what people call work in one is another word in the next (Chef, data)."""
    return RELATED.get(language, (language,))


def at_workplace(workplace: str, occupation: str) -> str | None:
    """Give the occupation that an occupation becomes at a workplace: an electrician in a mine."""
    found: str | None = lexicon("work")["with_workplace"].get(workplace, {}).get(occupation)
    return found


def best_of_each_place(found: Iterable[Concept], least: float) -> list[Concept]:
    """Keep of those that come from the same words the surest."""
    kept: list[Concept] = []
    for one in sorted((c for c in found if c.confidence >= least), key=lambda c: (-c.confidence, c.start - c.end)):
        if not any(one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda c: c.start)


def aimed_at(jobs: Sequence[Concept], wanted: Sequence[Concept], library: Library) -> tuple[Concept, bool] | None:
    """Choose the occupation that a wish means: the one named, else the one that its skills clearly point at.

    The flag says whether it was named.
    """
    named = [c for c in jobs if c.confidence >= NAMED]
    if named:
        return named[0], True
    meant = [c for c in jobs if c.confidence == MEANT]
    if meant:
        return meant[0], False
    ranked = sorted(_pointed_at(jobs, wanted, library), key=lambda pair: (-pair[0], pair[1].uri))
    if not ranked or ranked[0][0] < POINTED_AT + NAMED:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARLY:
        return None
    return ranked[0][1], False


def _pointed_at(
    jobs: Sequence[Concept], wanted: Sequence[Concept], library: Library
) -> Iterable[tuple[float, Concept]]:
    """Weigh each occupation: how surely its name is meant, and how much of the skills it asks for as essential."""
    sure = best_of_each_place(wanted, NAMED)
    if not sure:
        return
    names = {c.uri: c for c in jobs}
    asked = ((str(uri), c.confidence) for c in sure for uri, how in library.asking(c.uri) if how is Relation.ESSENTIAL)
    of_each: dict[str, float] = defaultdict(float)
    for uri, confidence in asked:
        of_each[uri] += confidence
    total = sum(c.confidence for c in sure)
    for uri, weight in of_each.items():
        job = names.get(uri) or Concept(uri, 0.5, sure[0].start, sure[0].end)
        yield weight / total + (names[uri].confidence if uri in names else 0.0), job
