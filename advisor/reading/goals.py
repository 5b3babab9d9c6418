"""What does the learner want to become, or to learn?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.reading import concepts
from advisor.reading.clauses import Clause, Kind
from advisor.reading.languages import language_lists
from advisor.reading.words import LANGUAGES, UNSPACED, Read, Said, found, lexicon, phrases
from advisor.vocabulary.learner import Slot
from knowledge.library import Library
from knowledge.transliteration import folded

WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
EDGES = " \t\n,.;:!?-()\"'"
MOST_SKILLS = 5
FIELD = "IT"
"""In capitals it is a field of work, in small letters an empty word of English."""
WHOLE = 0.8
"""Share of a wish that an occupation's name must make up to stand for it."""
SURE = 0.95


@dataclass(frozen=True)
class Wish:
    """A wish without its opening and without limits; start and end are places in the folded text."""

    start: int
    end: int
    value: str


def wishes(text: Said, said: Sequence[Clause], taken: Sequence[Read], kind: Kind = Kind.GOAL) -> list[Wish]:
    """List what is wished for in the clauses of a kind."""
    found_wishes = (_wish(text, clause, taken) for clause in said if clause.kind is kind)
    return [wish for wish in found_wishes if wish]


def _wish(text: Said, clause: Clause, taken: Sequence[Read]) -> Wish | None:
    start, end = clause.body, clause.end
    holes = _holes(text, start, end, taken)
    start, end = _trimmed(text, start, end, holes)
    opening, start = start, _without_opening(text, start, end, holes)
    to_learn = clause.kind is Kind.GOAL or start > opening
    start, end = _trimmed(text, start, end, holes)
    start, end = _trimmed(text, start, _without_tail(text, start, end), holes)
    value = _value(text, start, end, holes)
    if is_empty(value):
        return _language(text, start, end, holes) if to_learn else None
    return Wish(start, end, value)


def _language(text: Said, start: int, end: int, holes: Sequence[tuple[int, int]]) -> Wish | None:
    """Take the language for what is to be learnt where nothing else is named: "I want to learn English"."""
    for first, _, last in language_lists(text):
        if start <= first and last <= end and not any(s < last and first < e for s, e in holes):
            return Wish(first, last, text.words(first, last).strip(EDGES))
    return None


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
    while True:
        tails = [
            m.start() for m in phrases("goal.tail").finditer(text.plain, start, end) if _is_last(text, m.end(), end)
        ]
        if not tails or not text.plain[start : tails[0]].strip(EDGES):
            return end
        end = tails[0]


def _is_last(text: Said, place: int, end: int) -> bool:
    return not text.plain[place:end].strip(EDGES)


def _value(text: Said, start: int, end: int, holes: Sequence[tuple[int, int]]) -> str:
    pieces = []
    for first, last in [*((f, e) for f, e in holes if f < end and start < e), (end, end)]:
        if first > start:
            pieces.append(text.words(start, first))
        start = max(start, last)
    return " ".join(" ".join(pieces).split()).strip(EDGES)


def is_empty(value: str) -> bool:
    """Say whether the words name nothing that could be learnt."""
    rest = _empty_unspaced().sub(" ", value.replace(FIELD, "informatics"))
    words = [folded(w) for w in WORD.findall(rest)]
    return all(w in _empty_words() or w.isdigit() or len(w) < 2 for w in words)


@lru_cache(maxsize=1)
def _empty_unspaced() -> re.Pattern[str]:
    """Compile the empty words of a script without spaces, the longest first."""
    words = {
        word for language in LANGUAGES for word in lexicon(language).get("goal.empty", ()) if UNSPACED.search(word)
    }
    return re.compile("|".join(sorted(words, key=len, reverse=True)) or r"(?!)")


@lru_cache(maxsize=1)
def _empty_words() -> frozenset[str]:
    return frozenset(folded(word) for language in LANGUAGES for word in lexicon(language).get("goal.empty", ()))


def goal_facts(text: Said, wished: Sequence[Wish], library: Library) -> tuple[list[Read], bool]:
    """Give the goal's text, occupation and skills; the flag says whether any concept was found."""
    aims = [_aim(text, wish, library) for wish in wished]
    jobs = [aim.job for aim in aims if aim.job][:1]
    skills = {skill.uri: skill for aim in aims for skill in aim.skills}
    value = ", ".join(dict.fromkeys(aim.text for aim in aims))
    reads = [
        Read(Slot.GOAL_TEXT, value, wished[0].start, wished[0].end),
        *(_read(text, Slot.GOAL_OCCUPATION, job) for job in jobs),
        *(_read(text, Slot.GOAL_SKILL, skill) for skill in list(skills.values())[:MOST_SKILLS]),
    ]
    return reads, len(reads) > 1


@dataclass(frozen=True)
class _Aim:
    """What one wish means."""

    text: str
    job: concepts.Concept | None
    skills: tuple[concepts.Concept, ...]


def _aim(text: Said, wish: Wish, library: Library) -> _Aim:
    start, end = text.places[wish.start], text.places[wish.end - 1] + 1
    skills = concepts.skills(text, start, end, library)
    chosen = concepts.aimed_at(concepts.jobs(text, start, end, library), skills, library)
    best = [s for s in concepts.best_of_each_place(skills, concepts.SKILL) if s.confidence >= concepts.NAMED]
    if chosen is None:
        return _Aim(wish.value, None, tuple(best) or _tongue(text, wish, start, end, library))
    job, named = chosen
    # a woman's word for a job asks for the same way as a man's, so the occupation's own name stands for both
    whole = named and job.end - job.start >= WHOLE * len(wish.value)
    label = library.label(job.uri, text.language) if whole else wish.value
    return _Aim(label, job, tuple(s for s in best if _adds(s, job, library)))


def _tongue(text: Said, wish: Wish, start: int, end: int, library: Library) -> tuple[concepts.Concept, ...]:
    """Take a language that is to be learnt for its lowest level, unless one is named."""
    lists = [row for row in language_lists(text) if wish.start <= row[0] and text.words(row[0], row[2]) in wish.value]
    named = [code for _, codes, _ in lists for code in codes]
    names = [folded(name) for code in named[:1] for name in lexicon("languages")[code]]
    labels = ((folded(skill.preferred.get("en", "")), str(skill.concept_uri)) for skill in library.skills() if names)
    fitting = sorted((label, uri) for label, uri in labels if any(label.startswith(name) for name in names))
    return tuple(concepts.Concept(uri, concepts.NAMED, start, end) for _, uri in fitting[:1])


def _adds(skill: concepts.Concept, job: concepts.Concept, library: Library) -> bool:
    """Say whether a skill is more than what the occupation asks for anyway, or than another reading of its name."""
    occupation = library.occupation(job.uri)
    asked = {str(r.skill) for r in occupation.requirements} if occupation else set()
    return skill.uri not in asked and not (skill.start < job.end and job.start < skill.end)


def _read(text: Said, slot: Slot, concept: concepts.Concept) -> Read:
    return Read(slot, concept.uri, *text.at(concept.start, concept.end), concept.confidence >= SURE)
