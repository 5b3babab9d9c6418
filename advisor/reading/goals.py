"""What does the learner want to become, or to learn?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.reading import concepts
from advisor.reading.clauses import Clause, Kind
from advisor.reading.words import LANGUAGES, Read, Said, found, lexicon, phrases
from advisor.vocabulary.learner import Slot
from knowledge.library import Library
from knowledge.transliteration import folded

WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
EDGES = " \t\n,.;:!?-()\"'"
FEW_WORDS = 3
MOST_SKILLS = 5


@dataclass(frozen=True)
class Wish:
    """A wish without its opening and without limits; start and end are places in the folded text."""

    start: int
    end: int
    value: str


def wishes(text: Said, said: Sequence[Clause], taken: Sequence[Read], kind: Kind = Kind.GOAL) -> list[Wish]:
    """List what is wished for in the clauses of a kind."""
    found_wishes = (_wish(text, clause.body, clause.end, taken) for clause in said if clause.kind is kind)
    return [wish for wish in found_wishes if wish]


def _wish(text: Said, start: int, end: int, taken: Sequence[Read]) -> Wish | None:
    holes = _holes(text, start, end, taken)
    start, end = _trimmed(text, start, end, holes)
    start = _without_opening(text, start, end, holes)
    end = _without_tail(text, start, end)
    start, end = _trimmed(text, start, end, holes)
    value = _value(text, start, end, holes)
    return Wish(start, end, value) if not is_empty(value) else None


def _holes(text: Said, start: int, end: int, taken: Sequence[Read]) -> list[tuple[int, int]]:
    about = [m.span() for m in found("about_me", text, start, end)]
    return sorted([*((r.start, r.end) for r in taken if r.start < end and start < r.end), *about])


def _trimmed(text: Said, start: int, end: int, holes: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Move both ends inwards over marks and holes."""
    while True:
        before = (start, end)
        while start < end and text.plain[start] in EDGES:
            start += 1
        while end > start and text.plain[end - 1] in EDGES:
            end -= 1
        for first, last in holes:
            start = last if first <= start < last else start
            end = first if first < end <= last else end
        end = max(start, end)
        if before == (start, end):
            return before


def _without_opening(text: Said, start: int, end: int, holes: Sequence[tuple[int, int]]) -> int:
    """Skip "become a", "learn how to", "a course in" as often as they come."""
    while True:
        start, _ = _trimmed(text, start, end, holes)
        match = phrases("goal.verb").match(text.plain, start, end)
        if match is None or match.end() == start:
            return start
        start = match.end()


def _without_tail(text: Said, start: int, end: int) -> int:
    """Drop the verb that German puts last: Schweißer werden."""
    for match in phrases("goal.tail").finditer(text.plain, start, end):
        if not text.plain[match.end() : end].strip(EDGES) and text.plain[start : match.start()].strip(EDGES):
            return match.start()
    return end


def _value(text: Said, start: int, end: int, holes: Sequence[tuple[int, int]]) -> str:
    pieces = []
    for first, last in [*((f, e) for f, e in holes if f < end and start < e), (end, end)]:
        if first > start:
            pieces.append(text.words(start, first))
        start = max(start, last)
    return " ".join(" ".join(pieces).split()).strip(EDGES)


def is_empty(value: str) -> bool:
    """Say whether the words name nothing that could be learnt."""
    words = [folded(w) for w in WORD.findall(value)]
    return all(w in _empty_words() or w.isdigit() or len(w) < 2 for w in words)


def _empty_words() -> frozenset[str]:
    return _folded(tuple(w for language in LANGUAGES for w in lexicon(language).get("goal.empty", ())))


_cache: dict[int, frozenset[str]] = {}


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    key = len(words)
    if key not in _cache:
        _cache[key] = frozenset(folded(w) for w in words)
    return _cache[key]


def goal_facts(text: Said, wished: Sequence[Wish], library: Library) -> tuple[list[Read], bool]:
    """Give the goal's text, occupation and skills; the flag says whether any concept was found."""
    reads = [Read(Slot.GOAL_TEXT, ", ".join(dict.fromkeys(w.value for w in wished)), wished[0].start, wished[0].end)]
    concepts_found = [read for wish in wished for read in _concepts(text, wish, library)]
    chosen = [r for r in concepts_found if r.slot is Slot.GOAL_OCCUPATION][:1]
    skills = _distinct(r for r in concepts_found if r.slot is Slot.GOAL_SKILL)
    return [*reads, *chosen, *skills[:MOST_SKILLS]], bool(chosen or skills)


def _distinct(reads: Iterable[Read]) -> list[Read]:
    return list({str(r.value): r for r in reads}.values())


def _concepts(text: Said, wish: Wish, library: Library) -> list[Read]:
    start, end = text.places[wish.start], text.places[wish.end - 1] + 1
    jobs = concepts.jobs(text, start, end, library)
    skills = concepts.skills(text, start, end, library)
    aim = concepts.aimed_at(jobs, skills, library)
    reads = []
    asked: frozenset[str] = frozenset()
    if aim:
        job, named = aim
        reads.append(Read(Slot.GOAL_OCCUPATION, job.uri, *text.at(job.start, job.end), named and job.confidence > 0.95))
        occupation = library.occupation(job.uri)
        asked = frozenset(str(r.skill) for r in occupation.requirements) if occupation else asked
    # a skill that the occupation asks for anyway, or that is only another reading of its name, adds nothing
    best = concepts.best_of_each_place(skills, concepts.SKILL)
    rest = [
        s for s in best if s.confidence >= concepts.NAMED and s.uri not in asked and not (aim and _within(s, aim[0]))
    ]
    return [*reads, *(Read(Slot.GOAL_SKILL, s.uri, *text.at(s.start, s.end), s.confidence > 0.95) for s in rest)]


def _within(one: concepts.Concept, other: concepts.Concept) -> bool:
    return one.start < other.end and other.start < one.end
